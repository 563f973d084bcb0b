"""How many cells of a terminal a text takes, and cutting it to fit."""

from __future__ import annotations

from unicodedata import category, east_asian_width

_JOINER, _EMOJI_STYLE = 0x200D, 0xFE0F


def width(text: str) -> int:
    """Return the number of cells that `text` takes: two for CJK and emoji, none for what combines."""
    return len(text) if text.isascii() else sum(_widths(text))


def cut(text: str, most: int, mark: str = "…") -> str:
    """Return `text` in at most `most` cells, with a mark of one cell for what is left out."""
    if width(text) <= most:
        return text
    used, end = 0, 0
    for end, cells in enumerate(_widths(text)):  # noqa: B007
        used += cells
        if used > most - 1:
            break
    return f"{text[:end].rstrip()}{mark}"


def _widths(text: str) -> list[int]:
    """Return the cells of each character, as terminals draw them."""
    widths: list[int] = []
    before = 0
    for letter in text:
        code = ord(letter)
        cells = _cells(letter, code)
        if before == _JOINER or (0x1F3FB <= code <= 0x1F3FF and widths and widths[-1] == 2):
            cells = 0  # joined to the emoji before it, or its skin tone
        elif code == _EMOJI_STYLE and widths and widths[-1] == 1:
            cells = 1  # makes the sign before it an emoji
        widths.append(cells)
        before = code
    return widths


def _cells(letter: str, code: int) -> int:
    if code < 0x300:
        return 1
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
