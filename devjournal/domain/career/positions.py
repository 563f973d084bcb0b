"""Positions in a column: where to insert a card so that as few cards as possible move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def insert_position(cards: Sequence[tuple[Any, ...]], index: int) -> tuple[int, list[tuple[int, int]]]:
    """Return a position before `cards[index]`, and the new positions of the fewest cards that have to move.

    `cards` are IDs with their positions, in order. They move up or down to the next free position.
    """
    if not cards:
        return 1, []
    if index == len(cards):
        return cards[-1][1] + 1, []
    if index == 0:
        return cards[0][1] - 1, []
    above, below = cards[index - 1][1], cards[index][1]
    if below - above > 1:
        return above + 1, []
    down = _stepped(cards[index:], above + 1, 1)
    up = _stepped(cards[index - 1 :: -1], above, -1)
    if above < below and len(up) < len(down):
        return above, up
    return above + 1, down


def _stepped(cards: Sequence[tuple[Any, ...]], target: int, step: int) -> list[tuple[int, int]]:
    """Return new positions for the cards in the way, from `target` on in the direction of `step`."""
    moves = []
    for card, position in cards:
        if (position - target) * step > 0:
            break
        target += step
        moves.append((card, target))
    return moves
