"""Lines of inked text: pure values that the panes draw, measured in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import overload

from rich.cells import cell_len, set_cell_size

from devjournal.domain.text import text_width
from devjournal.domain.text.user_text import one_line, sanitized

Piece = tuple[str, str]
"""A text and the names of its inks, such as `("hit", "bold good")`."""

Line = tuple[Piece, ...]
"""One line on the screen, from left to right."""

BLANK: Line = ()

_ONE, _TWO = re.compile(r"(^| )(\d)(?= )"), re.compile(r"(?:^| )\d\d ")
"""A day of a month in one digit, and in two."""

_JOINER, _NON_JOINER = re.compile("\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"), "\u200c"


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def plain(line: Line) -> str:
    """Return a line without its inks."""
    return "".join(text for text, _ in line)


def cut(text: str, width: int, mark: str) -> str:
    """Return a user's text on one line of at most `width` cells; what is cut off leaves a mark."""
    return text_width.cut(unjoined(one_line(text[: width * 8 + 128])), width, mark)  # never all of 100,000 characters


def unjoined(text: str) -> str:
    """Return a text whose emoji stand one beside the other, where a joiner would make one of them.

    Terminals disagree about joined emoji: a family takes two cells on one and eight on another, and a row of them would
    run out of its pane.
    """
    return _JOINER.sub(_NON_JOINER, text) if "\u200d" in text else text


def padded(text: str, width: int) -> str:
    """Return a text with blanks behind it, so that it takes `width` cells at least."""
    return text + " " * (width - cell_len(text))


def column(labels: Sequence[str]) -> list[str]:
    """Return days or weeks of a list as its column: of the widest one's width, the days of a month under each other.

    A day of one digit has a blank before it where another one has two.
    """
    if any(_TWO.search(label) for label in labels):
        labels = [_ONE.sub(r"\1 \2", label, count=1) for label in labels]
    width = max(map(len, labels), default=0)
    return [label.ljust(width) for label in labels]


@overload
def wrap(text: str, width: int) -> list[str]: ...
@overload
def wrap(text: str, width: int, most: int, mark: str) -> list[str]: ...
def wrap(text: str, width: int, most: int = 0, mark: str = "") -> list[str]:
    """Return a user's text as lines of at most `width` cells, broken at blanks where there are some.

    With `most`, not more than so many lines are made; the last one then ends in a mark.
    """
    lines: list[str] = []
    if most:
        text = text[: (most + 1) * width * 8 + 64]
    for paragraph in unjoined(sanitized(text)).split("\n"):
        lines.extend(_wrap_paragraph(paragraph.rstrip(), max(1, width), most - len(lines) if most else 0))
        if most and len(lines) > most:
            break
    if most and len(lines) > most:
        lines = lines[:most]
        lines[-1] = set_cell_size(lines[-1], min(width - 1, cell_len(lines[-1]))).rstrip() + mark
    return lines


def _wrap_paragraph(paragraph: str, width: int, most: int) -> list[str]:
    if cell_len(paragraph) <= width:
        return [paragraph]
    lines, line, taken = [], "", 0
    for word in paragraph.split(" "):
        size = cell_len(word)
        if line and taken + 1 + size <= width:
            line, taken = f"{line} {word}", taken + 1 + size
            continue
        if size > width and taken + 1 < width // 3:  # a mark or an arrow does not stand alone above a long address
            piece = _head(word, width - taken - 1) if line else ""
            word = word[len(piece) :]
            line, size = (f"{line} {piece}" if piece else line), cell_len(word)
        if line:
            lines.append(line)
        while size > width:
            piece = _head(word, width)
            lines.append(piece)
            word = word[len(piece) :]
            size = cell_len(word)
            if most and len(lines) > most:
                return lines
        line, taken = word, size
        if most and len(lines) > most:
            return lines
    lines.append(line)
    return lines


def _head(word: str, width: int) -> str:
    """Return the longest beginning of `word` that fits, at least one character; an accent stays with its letter."""
    end = min(len(word), width)
    while end > 1 and cell_len(word[:end]) > width:
        end -= 1
    while end < min(len(word), width * 8) and cell_len(word[: end + 1]) <= width:
        end += 1
    return word[:end]


def justify(left: Iterable[Piece], right: Iterable[Piece], width: int) -> Line:
    """Return a line with `left` at its left end and `right` at its right end, at least one blank between."""
    left, right = tuple(left), tuple(right)
    if not width_of(right):
        return left
    gap = max(1, width - width_of(left) - width_of(right))
    return (*left, (" " * gap, ""), *right)


def join_that_fit(words: Sequence[str], between: str, width: int, mark: str) -> str:
    """Return as many of `words` as there is room for, none of them cut; where some are left out a mark says so."""
    for n in range(len(words), 0, -1):
        row = between.join((*words[:n], *([mark] if n < len(words) else [])))
        if cell_len(row) <= width:
            return row
    return mark


def truncate(line: Line, width: int, mark: str) -> Line:
    """Return a line of at most `width` cells; what is cut off leaves a mark."""
    if width_of(line) <= width:
        return line
    if width < 1:
        return BLANK
    pieces: list[Piece] = []
    cells_left = width - 1
    for text, ink in line:
        size = cell_len(text)
        if size >= cells_left + 1 or (cells_left == 0 and size):
            pieces.append((set_cell_size(text, cells_left) + mark, ink))
            break
        pieces.append((text, ink))
        cells_left -= size
    return tuple(pieces)


LEAST_TITLE = 8
"""Cells that a title keeps; where it would have fewer, what stands at the right is left out, piece by piece."""


def shrink_title(line: Line, width: int, mark: str) -> Line:
    """Return a line of at most `width` cells in which the title gives way, and never a date or a count.

    What stands faintly at the right is left out before, and blanks get fewer. The title is the widest piece that is
    not of a quiet ink; where all are quiet, the widest but for the last.
    """
    pieces = list(line)
    while (
        width_of(tuple(pieces)) > width and len(pieces) > 1 and (pieces[-1][1] == "faint" or not pieces[-1][0].strip())
    ):
        pieces.pop()
    over = width_of(tuple(pieces)) - width
    if over <= 0:
        return tuple(pieces)
    for n, (text, ink) in reversed([*enumerate(pieces)]):
        if over > 0 and not text.strip() and len(text) > 2:
            pieces[n] = (" " * max(2, len(text) - over), ink)
            over = width_of(tuple(pieces)) - width
    sizes = [0 if not text.strip() or _QUIET & {*ink.split()} else cell_len(text) for text, ink in pieces]
    if max(sizes) <= _GLYPH:
        sizes = [cell_len(text.strip()) for text, _ in pieces[:-1] or pieces]
    title = sizes.index(max(sizes))
    while over > 0 and title < len(pieces):
        text, ink = pieces[title]
        cells_left = cell_len(text) - over
        if cells_left >= LEAST_TITLE or title == len(pieces) - 1:
            pieces[title] = (cut(text, cells_left, mark), ink)
            break
        over -= cell_len(pieces.pop()[0])
    return truncate(tuple(pieces), width, mark)


_QUIET = frozenset(("muted", "faint"))
"""The inks of what stands beside a title."""

_GLYPH = 2
"""Cells of the widest glyph."""


def columns(left: list[Line], right: list[Line], at: int, mark: str) -> list[Line]:
    """Return two blocks of lines side by side, the right one beginning at cell `at`; what is cut off leaves a mark."""
    height = max(len(left), len(right))
    lines: list[Line] = []
    for n in range(height):
        first = truncate(left[n], at - 1, mark) if n < len(left) else BLANK
        second = right[n] if n < len(right) else BLANK
        lines.append((*first, (" " * (at - width_of(first)), ""), *second) if second else first)
    return lines


def stacked(found: Sequence[Sequence[Line]], gap: int) -> list[Line]:
    """Return blocks of lines one below the other, with blank lines between."""
    lines: list[Line] = []
    for n, block in enumerate(found):
        lines += [BLANK] * gap if n else []
        lines += block
    return lines
