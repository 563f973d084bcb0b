"""The result or preview of an import in words, for the command and the app."""

from __future__ import annotations

from devjournal.domain.bring.batch import Arrival, Batch, ForeignEntry, ForeignWeek
from devjournal.domain.text.user_text import pluralized
from devjournal.exports.bring.readers import skipped_lines


def counts_in_words(arrival: Arrival) -> str:
    """Return the number of new items: `2 weeks and 14 entries`."""
    counts = [
        *([pluralized(len(arrival.weeks), "week")] if arrival.weeks else []),
        *([pluralized(len(arrival.entries), "entry", "entries")] if arrival.entries else []),
    ]
    return " and ".join(counts)


def rest_in_words(batch: Batch, arrival: Arrival) -> list[str]:
    """Return the numbers of known, removed and left-out items, as clauses."""
    clauses = []
    if arrival.known:
        clauses.append(f"{arrival.known} already there")
    if arrival.removed:
        clauses.append(f"{arrival.removed} removed here before")
    if arrival.unknown_gaps:
        clauses.append(f"{pluralized(arrival.unknown_gaps, 'gap')} not on this board")
    if batch.skipped:
        clauses.append(f"left out: {', '.join(skipped_lines(batch))}")
    return clauses


def first_rows(arrival: Arrival, limit: int) -> list[tuple[str, str]]:
    """Return the first new weeks and entries, each with its day and text."""
    rows = [_week(week) for week in arrival.weeks] + [_entry(entry) for entry in arrival.entries[:limit]]
    return rows[:limit]


def _week(week: ForeignWeek) -> tuple[str, str]:
    return str(week.iso), week.goal or (week.outcome or "away")


def _entry(entry: ForeignEntry) -> tuple[str, str]:
    marks = "(private) " if entry.private else ""
    link = f" <{entry.link}>" if entry.link and entry.link not in entry.text else ""
    return str(entry.day), f"{marks}{entry.text}{link}"
