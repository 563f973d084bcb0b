"""Positions in a column: where to insert a card while moving as few others as possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def insert_position(others: Sequence[tuple[Any, ...]], index: int) -> tuple[int, list[tuple[int, int]]]:
    """Return a position before `others[index]`, and the new positions of the fewest others that must move.

    `others` are IDs with their positions, in order. They move up or down to the next free position.
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


def _stepped(others: Sequence[tuple[Any, ...]], target: int, step: int) -> list[tuple[int, int]]:
    """Return new positions for the others in the way, one after another in the direction of `step`."""
    moves = []
    for other, position in others:
        if (position - target) * step > 0:
            break
        target += step
        moves.append((other, target))
    return moves
