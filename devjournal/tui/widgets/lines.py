"""Lines of inked text: values that panes draw, measured in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from rich.cells import cell_len, set_cell_size

from devjournal.domain.text import text_width
from devjournal.domain.text.text_width import MAX_PER_CELL
from devjournal.domain.text.user_text import one_line, sanitized

Piece = tuple[str, str]
"""A text and its inks, such as `("hit", "bold good")`."""

Line = tuple[Piece, ...]
"""One line on the screen, from left to right."""

BLANK: Line = ()

_ONE_DIGIT, _TWO_DIGITS = re.compile(r"(^| )(\d)(?= )"), re.compile(r"(?:^| )\d\d ")
"""A day of the month with one digit, and with two."""

_JOINER, _NON_JOINER = re.compile("\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"), "\u200c"


def width_of(line: Line) -> int:
    """Return the width of a line in cells."""
    return sum(cell_len(text) for text, _ in line)


def line_text(line: Line) -> str:
    """Return the text of a line."""
    return "".join(text for text, _ in line)


def cut(text: str, width: int, mark: str) -> str:
    """Return a user's text on one line of at most `width` cells, ending in `mark` if it is cut."""
    beginning = text[: width * MAX_PER_CELL + 128]  # a text of 100,000 characters is not measured whole
    return text_width.cut(separate_joined(one_line(beginning)), width, mark)


def separate_joined(text: str) -> str:
    """Return `text` with joined emoji separated.

    Terminals disagree on their width: a family takes two cells on one and eight on another, so that a row of them would
    overflow its pane.
    """
    return _JOINER.sub(_NON_JOINER, text) if "\u200d" in text else text


def row_text(text: str) -> str:
    """Return a user's text for one row: line breaks as a stand-in, joined emoji separated."""
    return separate_joined(one_line(text))


def pad(text: str, width: int) -> str:
    """Return `text`, padded with blanks to at least `width` cells."""
    return text + " " * (width - cell_len(text))


def column(labels: Sequence[str]) -> list[str]:
    """Return dates or weeks as a column: padded to the widest, with the days of the month aligned.

    One-digit days get a leading blank if any day has two digits.
    """
    if any(_TWO_DIGITS.search(label) for label in labels):
        labels = [_ONE_DIGIT.sub(r"\1 \2", label, count=1) for label in labels]
    width = max(map(len, labels), default=0)
    return [label.ljust(width) for label in labels]


@overload
def wrap(text: str, width: int, *, first: int = 0) -> list[str]: ...
@overload
def wrap(text: str, width: int, max_lines: int, mark: str, *, first: int = 0) -> list[str]: ...
def wrap(text: str, width: int, max_lines: int = 0, mark: str = "", *, first: int = 0) -> list[str]:
    """Return a user's text as lines of at most `width` cells, broken at blanks if possible.

    If `max_lines` is not 0 and there are more lines, the last line returned ends in `mark`. `first` is the width of the
    first line, if something is drawn beside it.
    """
    width, first = max(1, width), max(1, first or width)
    if max_lines:
        text = text[: (max_lines + 1) * width * MAX_PER_CELL + 64]
    wrapped = _wrapped(separate_joined(sanitized(text)), first, width)
    lines = list(islice(wrapped, max_lines + 1) if max_lines else wrapped)
    if max_lines and len(lines) > max_lines:
        lines = lines[:max_lines]
        room = first if max_lines == 1 else width
        lines[-1] = set_cell_size(lines[-1], min(room - 1, cell_len(lines[-1]))).rstrip() + mark
    return lines


def _wrapped(text: str, first: int, width: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        yield from _wrap_paragraph(paragraph.rstrip(), first, width)
        first = width


def _wrap_paragraph(paragraph: str, room: int, width: int) -> Iterator[str]:
    if cell_len(paragraph) <= room:
        yield paragraph
        return
    line, used_cells = "", 0
    for word in paragraph.split(" "):
        size, at = cell_len(word), 0
        if line and used_cells + 1 + size <= room:
            line, used_cells = f"{line} {word}", used_cells + 1 + size
            continue
        if line and size > room and used_cells + 1 < room // 3:  # a mark is not left alone above an address
            piece = _head(word, 0, room - used_cells - 1)
            line, at = f"{line} {piece}", len(piece)
        if line:
            yield line
            room = width
        while len(word) - at > room * MAX_PER_CELL or cell_len(word[at:]) > room:  # no second look at a long rest
            piece = _head(word, at, room)
            yield piece
            at += len(piece)
            room = width
        line, used_cells = word[at:], cell_len(word[at:])
    yield line


def _head(word: str, at: int, width: int) -> str:
    """Return the longest piece of `word` from `at` on that fits, of at least one character, with its accents."""
    word = word[at : at + width * MAX_PER_CELL]
    end = min(len(word), width)
    while end > 1 and cell_len(word[:end]) > width:
        end -= 1
    while end < len(word) and cell_len(word[: end + 1]) <= width:
        end += 1
    return word[:end]


def justify(left: Iterable[Piece], right: Iterable[Piece], width: int) -> Line:
    """Return a line with `left` at its left end and `right` at its right end, at least one blank apart."""
    left, right = tuple(left), tuple(right)
    if not width_of(right):
        return left
    gap = max(1, width - width_of(left) - width_of(right))
    return (*left, (" " * gap, ""), *right)


def join_that_fit(names: Sequence[str], between: str, width: int, mark: str) -> str:
    """Return as many whole `names` as fit in `width`, with `mark` at the end if some are left out."""
    for n in range(len(names), 0, -1):
        row = between.join((*names[:n], *([mark] if n < len(names) else [])))
        if cell_len(row) <= width:
            return row
    return mark


def truncate(line: Line, width: int, mark: str) -> Line:
    """Return a line of at most `width` cells, ending in `mark` if it is cut."""
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


MIN_TITLE = 8
"""Minimum cells of a title. If fewer are left, pieces at the right are dropped instead."""


def shrink_title(line: Line, width: int, mark: str) -> Line:
    """Return a line of at most `width` cells by shortening the title; dates and counts are kept.

    Faint pieces at the right are dropped first, and gaps reduced. The title is the widest piece that is not in a quiet
    ink; in a line of quiet pieces, the widest except the last.
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
        if cells_left >= MIN_TITLE or title == len(pieces) - 1:
            pieces[title] = (_cut_padded(text, cells_left, mark), ink)
            break
        over -= cell_len(pieces.pop()[0])
    return truncate(tuple(pieces), width, mark)


def _cut_padded(text: str, width: int, mark: str) -> str:
    """Return a title in `width` cells. The blanks that set it apart go first, and two of them are kept."""
    title = text.rstrip()
    gap = min(2, len(text) - len(title))
    return pad(cut(title, width - gap, mark), width) if gap else cut(title, width, mark)


_QUIET = frozenset(("muted", "faint"))
"""Inks of texts beside a title."""

_GLYPH = 2
"""Width of the widest glyph in cells."""
