"""How many cells of a terminal a text takes, and cutting it to fit."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

_JOINER, _EMOJI_STYLE = 0x200D, 0xFE0F


def width(text: str) -> int:
    """Return the number of cells that `text` takes: two for CJK and emoji, none for what combines."""
    return len(text) if text.isascii() else sum(_widths(text))


def cut(text: str, most: int, mark: str = "…") -> str:
    """Return `text` in at most `most` cells, with a mark of one cell for what is left out."""
    if text.isascii():  # of a long text only what is shown is looked at
        return text if len(text) <= most else f"{text[: max(most - 1, 0)].rstrip()}{mark}"
    used, end = 0, -1
    for at, cells in enumerate(_widths(text)):
        used += cells
        if end < 0 and used > most - 1:
            end = at
        if used > most:
            return f"{text[:end].rstrip()}{mark}"
    return text


def _widths(text: str) -> Iterator[int]:
    """Yield the cells of each character, as terminals draw them."""
    before, last = 0, -1
    for letter in text:
        code = ord(letter)
        cells = _cells(letter, code)
        if before == _JOINER or (0x1F3FB <= code <= 0x1F3FF and last == 2):
            cells = 0  # joined to the emoji before it, or its skin tone
        elif code == _EMOJI_STYLE and last == 1:
            cells = 1  # makes the sign before it an emoji
        yield cells
        before, last = code, cells


def _cells(letter: str, code: int) -> int:
    if code < 0x300:
        return 1
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
