"""Finds which gaps of a ladder are new on a board, and which rows repeat an earlier row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from devjournal.domain.career.gap import Gap, NewGap
from devjournal.exports.ladder.ladder import LadderGap


def repeats_of(rows: Sequence[LadderGap]) -> dict[int, int]:
    """Return the rows that repeat an earlier row (same title, area and step), each with that row."""
    first: dict[tuple[str, str, str], int] = {}
    earliest = [first.setdefault((row.gap.area, row.gap.title, row.gap.step), at) for at, row in enumerate(rows)]
    return {at: earlier for at, earlier in enumerate(earliest) if at != earlier}


def new_rows(rows: Sequence[LadderGap], gaps: Iterable[Gap]) -> set[int]:
    """Return the rows of gaps that are not on the board, so that a list can be imported again.

    Gaps are compared by area and title, and by step if the file or the user gives one: both steps may have the same
    title. Without a step, a gap that was moved to another step is still the same.
    """
    steps: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        steps.setdefault((row.gap.area, row.gap.title), set()).add(row.gap.step)
    on_board: set[tuple[str, ...]] = set()
    for gap in gaps:
        on_board |= {(gap.area, gap.title), (gap.area, gap.title, gap.step)}

    def key(row: LadderGap) -> tuple[str, ...]:
        gap: NewGap = row.gap
        by_step = row.own_step or len(steps[gap.area, gap.title]) > 1
        return (gap.area, gap.title, gap.step) if by_step else (gap.area, gap.title)

    repeats = repeats_of(rows)
    return {at for at, row in enumerate(rows) if key(row) not in on_board and at not in repeats}
