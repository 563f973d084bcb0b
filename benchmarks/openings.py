"""How long the case takes to open, beside the 1:1 screen in the same app.

Both are measured the first time, again, and after a write. The 1:1 is a tab and stays as it is until somebody writes.
The case is a page, and is built each time that it is opened.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.subjects import AGES, ours
from benchmarks.tables import median, ms, ratio, table

LIMIT = 10.0
"""Seconds without an answer after which a measurement fails."""

ROUNDS = {"the first time": "3", "again": "3", "after a write": "31j 3"}
"""The keys pressed before each opening in one app, by the row of the table. They end on the Gap board."""


def measure(home: Path, times: int) -> str:
    """Open both screens in newly started apps, and return the table."""
    rows = []
    for years, age in AGES.items():
        if not years:  # an empty journal has no case
            continue
        meetings, cases = (_open(home, years, key, times) for key in ("6", "C"))
        for name in ROUNDS:
            meeting, case = meetings[name], cases[name]
            rows.append((f"{age}, {name}", ms(median(meeting)), ms(median(case)), f"{ratio(case, meeting):.2f}"))
    return table(("opening the case", "1:1, ms", "case, ms", "of the 1:1"), rows)


def _open(home: Path, years: int, key: str, times: int) -> dict[str, list[float]]:
    """Return the seconds until the opened screen is complete, for each of `ROUNDS`."""
    subject = ours(home, years)
    seconds: dict[str, list[float]] = {name: [] for name in ROUNDS}
    for _ in range(times):
        with subject.start(home) as app:
            app.wait_for(subject.first_text)
            for name, keys in ROUNDS.items():
                for each in keys:
                    app.press(each, LIMIT)
                seconds[name].append(app.press(key, LIMIT).last)
    return seconds
