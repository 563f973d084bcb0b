"""The keys that keep and drop drafts, each beside `j` on the same list in the same run."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from benchmarks import journals
from benchmarks.probe import Answer, Probe
from benchmarks.subjects import APP, environment
from benchmarks.tables import median, ms, p95, table
from devjournal.domain.capture.draft import NewDraft
from devjournal.storage import Journal

COUNTS = (50, 500)
"""Numbers of waiting drafts."""

_YEARS = 10
_CURSOR = "`j` moves the cursor"
_KEYS = (
    (_CURSOR, "j"),
    ("`k` asks for the gap", "k"),
    ("`k` keeps (a write)", "k"),
    ("`x` drops (a write)", "x"),
)
"""The keys of a round, in this order."""


def measure(home: Path, times: int) -> str:
    """Keep and drop drafts on ten years of journal, and return the table."""
    by_count = {count: _press(home, count, min(times, count // 3)) for count in COUNTS}
    rows = []
    for name, _ in _KEYS:
        cells = [name]
        for count in COUNTS:
            answers, cursor = by_count[count][name], by_count[count][_CURSOR]
            cells += [ms(median(_first(answers))), _ratio(answers, cursor), _ratio(answers, cursor, at_rest=True)]
        rows.append((*cells, ms(p95(_first(by_count[COUNTS[-1]][name])))))
    head = ["a key in the drafts"]
    for count in COUNTS:
        head += [f"{count} wait: p50, ms", "of `j`", "at rest, of `j`"]
    return table((*head, "p95, ms"), rows)


def _press(home: Path, count: int, times: int) -> dict[str, list[Answer]]:
    """Return the answers to each key by its name."""
    path = home / f"drafts-{count}.db"
    journals.make(path, _YEARS)
    today = journals.NOW.date()
    with Journal(path, lambda: journals.NOW) as journal:
        journal.drafts.add_all(
            NewDraft("text", f"{n}", today - timedelta(days=n % 20), f"Draft {n} on service {n % 30}", source="text")
            for n in range(count)
        )
    answers: dict[str, list[Answer]] = {name: [] for name, _ in _KEYS}
    with Probe(APP, home, environment(home) | {"DEVJOURNAL_FILE": str(path)}) as program:
        program.wait_for("Halfway. On track?")
        program.press("D")
        for _ in range(times):
            for name, key in _KEYS:
                answers[name].append(program.press(key))
    return answers


def _first(answers: list[Answer]) -> list[float]:
    return [answer.first for answer in answers]


def _ratio(answers: list[Answer], cursor: list[Answer], *, at_rest: bool = False) -> str:
    """Return the median of a key as a multiple of the cursor key's: to the first frame, or to the last one."""
    if at_rest:
        return f"{median([answer.last for answer in answers]) / median([answer.last for answer in cursor]):.1f}"
    return f"{median(_first(answers)) / median(_first(cursor)):.1f}"
