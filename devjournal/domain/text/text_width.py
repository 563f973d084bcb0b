"""The width of a text in terminal cells, and cutting it to fit.

The measure is that of Rich and Textual, so that printed tables and screens agree about every character.
"""

from __future__ import annotations

MAX_PER_CELL = 8
"""The most characters per cell, with marks and joiners; more of a text is not measured."""


def width(text: str) -> int:
    """Return the number of cells that `text` takes: two for CJK and emoji, none for combining marks."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len  # most commands print only ASCII

    return cell_len(text)


def cut(text: str, limit: int, mark: str = "…") -> str:
    """Return `text` cut to at most `limit` cells; a mark of one cell replaces its end."""
    start = text[: limit * MAX_PER_CELL + 64]
    if len(start) == len(text) and width(text) <= limit:
        return text
    if limit < 1:
        return ""
    from rich.cells import set_cell_size

    return set_cell_size(start, limit - 1).rstrip() + mark
