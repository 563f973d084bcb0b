"""Reads a list of gaps, such as a company's ladder: CSV, or Markdown lists and tables. Text in, values out.

Everything in it must be understood: what is not is refused by its line, so that nothing is left out in silence.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from devjournal.domain.gap import MOST_NEEDED, Area, NewGap, Step
from devjournal.domain.text import clean, quoted, required
from devjournal.errors import DocumentRefused, InvalidText

COLUMNS = ("area", "title", "needed", "why", "step")
"""What the columns of a list may be called, in any order; only area and title are needed."""

_ROW = ("area", "title", "needed", "why")
"""The order of a list's item that is a row."""

_BREAK = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_NEEDED = re.compile(r"(.*?)[ \t]*\(needed[ \t]+([^()]*)\)(.*)", re.IGNORECASE)
_AREA_FIRST = re.compile(rf"({'|'.join(Area)})[ \t]*([:,])[ \t]*(.*)", re.IGNORECASE)
_RULE = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def read_gaps(text: str) -> dict[int, NewGap]:
    """Return the gaps of a list by their lines, counted from 1.

    Raises:
        DocumentRefused: a line cannot be understood, or there is no gap in it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a text may be long
    lines = _BREAK.split(text)
    first = next((line for line in lines if line.strip()), "")
    if _HEADING.fullmatch(first) or _ITEM.fullmatch(first) or first.lstrip().startswith("|"):
        found = dict(_Markdown(lines).gaps())
    else:
        found = dict(_csv(text, lines))
    if not found:
        raise DocumentRefused("There is no gap in this list; give each a row with an area and a title.")
    return found


def _wrong(line: int, what: str) -> DocumentRefused:
    return DocumentRefused(f"Line {line}: {what} Nothing was added.")


def _gap(line: int, cells: dict[str, str]) -> NewGap:
    """Return the gap of a row.

    Raises:
        DocumentRefused: a cell is not what its column asks for.
    """
    area, step = cells["area"].strip().lower(), cells.get("step", "").strip().lower() or Step.CURRENT.value
    needed = cells.get("needed", "").strip() or "1"
    if area not in list(Area):
        raise _wrong(line, f"{quoted(area)} is not an area; write {', '.join(Area)}.")
    if step not in list(Step):
        raise _wrong(line, f"{quoted(step)} is not a step; write {' or '.join(Step)}.")
    if not _NUMBER.fullmatch(needed) or not 1 <= int(needed) <= MOST_NEEDED:
        raise _wrong(line, f"Needed is {quoted(needed)}; it must be a whole number from 1 to {MOST_NEEDED}.")
    try:
        title, why = required(cells["title"], "The title"), clean(cells.get("why", ""), "The why")
    except InvalidText as error:
        raise _wrong(line, str(error)) from error
    return NewGap(area=Area(area), title=title, why=why, needed=int(needed), step=Step(step))


def _names(line: int, cells: Sequence[str], area_known: bool = False) -> list[str]:
    """Return the names of a header's columns.

    Raises:
        DocumentRefused: it is not the header of a list of gaps.
    """
    names = [cell.strip().lower() for cell in cells]
    wrong = next((name for name in names if name not in COLUMNS), None)
    if wrong is not None:
        raise _wrong(line, f"{quoted(wrong)} is not a column; begin with a header of {', '.join(COLUMNS[:4])}.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise _wrong(line, f"The column {twice} is there twice; keep one.")
    missing = next((name for name in COLUMNS[:2] if name not in names and not (name == "area" and area_known)), None)
    if missing is not None:
        raise _wrong(line, f"There is no column {missing}; begin with a header of {', '.join(COLUMNS[:4])}.")
    return names


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row by their columns; those that are left out at its end are empty.

    Raises:
        DocumentRefused: it has more cells than there are columns.
    """
    if len(cells) > len(names):
        raise _wrong(line, f"There are {len(cells)} cells for {len(names)} columns; put a text with a comma in quotes.")
    return dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))


# CSV


def _csv(text: str, lines: Sequence[str]) -> Iterator[tuple[int, NewGap]]:
    header = next((line for line in lines if line.strip()), "")
    delimiter = next((mark for mark in ",;\t" if mark in header), ",")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if not names:
                    names = _names(line, cells)
                else:
                    yield line, _gap(line, _row(line, names, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _not_csv(line, error) from error


def _not_csv(line: int, error: csv.Error) -> DocumentRefused:
    return _wrong(line, f"This is not CSV ({error}); mend its quotes.")


# Markdown


class _Markdown:
    """Reads headings that name an area, list items, and tables, line by line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._area = ""
        self._level = 0

    def gaps(self) -> Iterator[tuple[int, NewGap]]:
        """Yield each gap with its line."""
        at = 0
        while at < len(self._lines):
            line, number = self._lines[at], at + 1
            at += 1
            heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
            if heading:
                self._head(len(heading[1]), heading[2])
            elif item:
                more = self._more(at, len(item[1].expandtabs(4)))
                at += len(more)
                yield number, self._item(number, item[2], more)
            elif line.lstrip().startswith("|"):
                rows = self._block(at - 1)
                at += len(rows) - 1
                yield from self._table(number, rows)
            elif line.strip():
                raise _wrong(number, "This is no heading, list item or table row; take it out or write one.")

    def _head(self, level: int, words: str) -> None:
        """Take an area from a heading; one below the area's own keeps it, any other ends it."""
        name = words.strip().rstrip(":").lower()
        if name in list(Area):
            self._area, self._level = name, level
        elif level <= self._level:
            self._area, self._level = "", 0

    def _more(self, at: int, indent: int) -> list[str]:
        """Return the lines under an item that are indented further: they belong to it."""
        end = at
        while end < len(self._lines):
            line = self._lines[end].expandtabs(4)
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            end += 1
        while end > at and not self._lines[end - 1].strip():
            end -= 1
        return list(self._lines[at:end])

    def _item(self, number: int, words: str, more: Sequence[str]) -> NewGap:
        area = self._area
        first = _AREA_FIRST.fullmatch(words)
        if not area and first:
            area, words = first[1], first[3]
            if first[2] == ",":
                try:
                    (cells,) = csv.reader([words], skipinitialspace=True, strict=True)
                except csv.Error as error:
                    raise _not_csv(number, error) from error
                return self._finished(number, _row(number, _ROW, [area, *cells]), more)
        if not area:
            raise _wrong(number, f"This gap has no area; put it under a heading that is {', '.join(Area)}.")
        needed = _NEEDED.fullmatch(words)
        if needed:
            title, count, rest = needed[1], needed[2], needed[3].strip()
            if rest and not rest.startswith(":"):
                raise _wrong(number, "After (needed N) comes a colon and the why.")
            return self._finished(
                number, {"area": area, "title": title, "needed": count or "-", "why": rest[1:].strip()}, more
            )
        title, _, why = words.partition(": ")
        return self._finished(number, {"area": area, "title": title, "why": why.strip()}, more)

    def _finished(self, number: int, cells: dict[str, str], more: Sequence[str]) -> NewGap:
        why = [cells.get("why", ""), *(line.strip() for line in more)]
        return _gap(number, {**cells, "why": "\n".join(why).strip("\n")})

    def _block(self, at: int) -> list[str]:
        end = at
        while end < len(self._lines) and self._lines[end].lstrip().startswith("|"):
            end += 1
        return list(self._lines[at:end])

    def _table(self, number: int, rows: Sequence[str]) -> Iterator[tuple[int, NewGap]]:
        names = _names(number, _cells(rows[0]), bool(self._area))
        if len(rows) < 2 or not all(_RULE.fullmatch(cell) for cell in _cells(rows[1])):
            raise _wrong(number, "A table has a line of dashes under its header: | --- | --- |.")
        for line, row in enumerate(rows[2:], number + 2):
            cells = _row(line, names, _cells(row))
            if any(cells.values()):
                yield line, _gap(line, {"area": self._area, **cells})


def _cells(row: str) -> list[str]:
    r"""Return the cells of a table's row; `\|` is a bar in a cell."""
    cells = [cell.strip().replace(r"\|", "|") for cell in _BAR.split(row.strip())]
    return cells[1:-1] if len(cells) > 2 and not cells[-1] else cells[1:]
