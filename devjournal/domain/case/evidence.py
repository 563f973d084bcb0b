"""Chooses the evidence of a claim: the entries that the user picked, then the best others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.entry import Entry

MAX_UNPICKED = 3
"""The number of entries on the page, unless the user picked more."""


def best_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries, best first: from different weeks, with a link before without, newest first.

    `entries` come in the order in which they were made, earliest first.
    """
    made_order = {entry.id: number for number, entry in enumerate(entries)}
    ranked = sorted(entries, key=lambda entry: (not entry.link.strip(), -entry.day.toordinal(), -made_order[entry.id]))
    weeks: set[IsoWeek] = set()
    first: list[Entry] = []
    second: list[Entry] = []
    for entry in ranked:
        week = IsoWeek.of(entry.day)
        (second if week in weeks else first).append(entry)
        weeks.add(week)
    return first + second


def shown_evidence(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the evidence on the page: picked entries, then the best of those neither picked nor left out.

    They are in the order set by hand, if there is one.
    """
    ranked = best_first(entries)
    picked = [entry for entry in ranked if entry.pick]
    best = [entry for entry in ranked if entry.pick is None][: max(MAX_UNPICKED - len(picked), 0)]
    return tuple(in_order([entry for entry in ranked if entry in picked or entry in best]))


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries ordered by hand first, in that order, then the others."""
    return sorted(entries, key=lambda entry: (entry.position is None, entry.position or 0))
