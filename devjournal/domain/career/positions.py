"""Places in a column: where there is room for a card, and which others step aside, as few as can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def insert_position(others: Sequence[tuple[Any, ...]], index: int) -> tuple[int, list[tuple[int, int]]]:
    """Return a position before `others[index]`, and which of the others step aside for it, as few as can be.

    `others` are IDs with their positions, in their order. They step up or down as far as the next free position.
    """
    if not others:
        return 1, []
    if index == len(others):
        return others[-1][1] + 1, []
    if index == 0:
        return others[0][1] - 1, []
    above, below = others[index - 1][1], others[index][1]
    if below - above > 1:
        return above + 1, []
    down = _stepped(others[index:], above + 1, 1)
    up = _stepped(others[index - 1 :: -1], above, -1)
    if above < below and len(up) < len(down):
        return above, up
    return above + 1, down


def _stepped(others: Sequence[tuple[Any, ...]], taken: int, step: int) -> list[tuple[int, int]]:
    """Return where others go that stand in the way, one after the other in the direction of `step`."""
    moves = []
    for other, position in others:
        if (position - taken) * step > 0:
            break
        taken += step
        moves.append((other, taken))
    return moves
