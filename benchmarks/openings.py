"""How long the case takes to open, beside the 1:1 screen in the same app.

Both are measured the first time, after something was written, and again. The 1:1 is a tab and stays as it is until
somebody writes; the case is a page, and is built each time that it is opened.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from benchmarks.probe import Probe, Silent
from benchmarks.subjects import AGES, ours
from benchmarks.tables import middle, ms, of, table

LIMIT = 10.0
"""Seconds after which a key counts as lost."""

BEFORE = {"the first time": "3", "after a write": "1j 3", "again": "36C3"}
"""What is pressed before each screen is opened from the Gap board, by the row of the table."""


def measure(home: Path, times: int) -> str:
    """Open both screens in apps that were just started, and return the table."""
    rows = []
    for years in AGES:
        if years:  # an empty journal has no case
            rows += [_row(home, years, times, name) for name in BEFORE]
    return table(("opening the case", "1:1, ms", "case, ms", "of the 1:1"), rows)


def _row(home: Path, years: int, times: int, name: str) -> tuple[str, ...]:
    subject = ours(home, years)
    page: list[float] = []
    case: list[float] = []
    for _ in range(times):
        for key, seconds in (("6", page), ("C", case)):
            with subject.start(home) as app:
                app.until(subject.words)
                _press_all(app, "63C3" if name == "after a write" else "")
                _press_all(app, BEFORE[name])
                seconds.append(app.press(key, LIMIT).last)
    return (f"{AGES[years]}, {name}", ms(middle(page)), ms(middle(case)), f"{of(case, page):.2f}")


def _press_all(app: Probe, keys: str) -> None:
    for key in keys:
        with suppress(Silent):
            app.press(key)
