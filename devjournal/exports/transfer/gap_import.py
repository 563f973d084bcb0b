"""Reads a list of gaps, such as a company's ladder: CSV, or Markdown lists and tables. Text in, values out.

Everything in it must be understood: what is not is refused by its line, so that nothing is left out in silence.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from devjournal.domain.career.gap import MOST_NEEDED, Area, NewGap, Step
from devjournal.domain.text.user_text import clean, quoted, required
from devjournal.errors import DocumentRefused, InvalidText

COLUMNS = ("area", "title", "needed", "why", "step")
"""What the columns of a list may be called, in any order; only area and title are needed."""

_ROW = ("area", "title", "needed", "why")
"""The order of a list's item that is a row."""

_BREAK = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"(#{1,6})[ \t](.*)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_NEEDED = re.compile(r"\(needed[ \t]([^()]*)\)", re.IGNORECASE)
_AREA_FIRST = re.compile(rf"({'|'.join(Area)})[ \t]*([:,])[ \t]*(.*)", re.IGNORECASE)
_RULE = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_BOLD_TITLE = re.compile(r"(\*\*|__)(?=\S)(.+?):\1[ \t]+(.*)")
_EMPHASIS = (
    re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1"),
    re.compile(r"(?<![\w*])([*_])(?=\S)(.{1,200}?)(?<=\S)\1(?![\w*])"),
    re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,200}?)(?<!`)\1(?!`)"),
)
"""Bold, italics and code of a few words, as a title has them."""
_MOST_FAULTS = 12
"""How many faults of a list are named; the rest is counted."""


class _Fault(Exception):
    """A line that cannot be understood: its number, and what is wrong."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"Line {line}: {what}")


def read_gaps(text: str) -> dict[int, NewGap]:
    """Return the gaps of a list by their lines, counted from 1.

    Raises:
        DocumentRefused: lines cannot be understood, each of them named, or there is no gap in it.
    """
    faults: list[_Fault] = []
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a text may be long
    lines = _BREAK.split(text)
    first = next((line for line in lines if line.strip()), "")
    if _HEADING.fullmatch(first) or _ITEM.fullmatch(first) or first.lstrip().startswith("|"):
        found = dict(_Markdown(lines, faults).gaps())
    else:
        found = dict(_csv(text, lines, faults))
    if faults:
        told, more = faults[:_MOST_FAULTS], len(faults) - _MOST_FAULTS
        said = " ".join((*map(str, told), *([f"And {more} more."] if more > 0 else [])))
        raise DocumentRefused(f"{said} Nothing was added.")
    if not found:
        raise DocumentRefused("There is no gap in this list; give each a row with an area and a title.")
    return found


def _plain_title(title: str) -> str:
    """Return a title of Markdown without the marks of bold, italics and code."""
    for emphasis in _EMPHASIS:
        title = emphasis.sub(r"\2", title)
    return title


def _gap(line: int, cells: dict[str, str]) -> NewGap:
    """Return the gap of a row.

    Raises:
        _Fault: a cell is not what its column asks for.
    """
    area, step = cells["area"].strip().lower(), cells.get("step", "").strip().lower() or Step.CURRENT.value
    needed = cells.get("needed", "").strip() or "1"
    if area not in list(Area):
        raise _Fault(line, f"{quoted(area)} is not an area; write {', '.join(Area)}.")
    if step not in list(Step):
        raise _Fault(line, f"{quoted(step)} is not a step; write {' or '.join(Step)}.")
    if not _NUMBER.fullmatch(needed) or not 1 <= int(needed) <= MOST_NEEDED:
        raise _Fault(line, f"Needed is {quoted(needed)}; it must be a whole number from 1 to {MOST_NEEDED}.")
    try:
        title, why = required(cells["title"], "The title"), clean(cells.get("why", ""), "The why")
    except InvalidText as error:
        raise _Fault(line, str(error)) from error
    return NewGap(area=Area(area), title=title, why=why, needed=int(needed), step=Step(step))


def _names(line: int, cells: Sequence[str], area_known: bool = False) -> list[str]:
    """Return the names of a header's columns.

    Raises:
        _Fault: it is not the header of a list of gaps.
    """
    names = [cell.strip().lower() for cell in cells]
    wrong = next((name for name in names if name not in COLUMNS), None)
    if wrong is not None:
        raise _Fault(line, f"{quoted(wrong)} is not a column; begin with a header of {', '.join(COLUMNS[:4])}.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise _Fault(line, f"The column {twice} is there twice; keep one.")
    missing = next((name for name in COLUMNS[:2] if name not in names and not (name == "area" and area_known)), None)
    if missing is not None:
        raise _Fault(line, f"There is no column {missing}; begin with a header of {', '.join(COLUMNS[:4])}.")
    return names


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row by their columns; those that are left out at its end are empty.

    Raises:
        _Fault: it has more cells than there are columns.
    """
    if len(cells) > len(names):
        raise _Fault(line, f"There are {len(cells)} cells for {len(names)} columns; put a text with a comma in quotes.")
    return dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))


# CSV


def _csv(text: str, lines: Sequence[str], faults: list[_Fault]) -> Iterator[tuple[int, NewGap]]:
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
                    try:
                        yield line, _gap(line, _row(line, names, cells))
                    except _Fault as fault:
                        faults.append(fault)
            line = reader.line_num + 1
    except _Fault as fault:  # without a header no row can be understood
        faults.append(fault)
    except csv.Error as error:
        faults.append(_not_csv(line, error))


def _not_csv(line: int, error: csv.Error) -> _Fault:
    return _Fault(line, f"This is not CSV ({error}); mend its quotes.")


# Markdown

_NO_LINE = "This is no heading, list item or table row; take it out or write one."


class _Markdown:
    """Reads headings that name an area, list items, and tables, line by line."""

    def __init__(self, lines: Sequence[str], faults: list[_Fault]) -> None:
        self._lines, self._faults = lines, faults
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
                try:
                    yield number, self._item(number, item[2], more)
                except _Fault as fault:
                    self._faults.append(fault)
            elif line.lstrip().startswith("|"):
                rows = self._block(at - 1)
                at += len(rows) - 1
                yield from self._table(number, rows)
            elif line.strip():
                self._faults.append(_Fault(number, _NO_LINE))

    def _head(self, level: int, words: str) -> None:
        """Take an area from a heading; one below the area's own keeps it, any other ends it."""
        name = _plain_title(words.strip().rstrip("#").rstrip()).rstrip(":").lower()
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
            raise _Fault(number, f"This gap has no area; put it under a heading that is {', '.join(Area)}.")
        needed = _NEEDED.search(words)
        if needed:
            title, count, rest = words[: needed.start()], needed[1].strip(), words[needed.end() :].strip()
            if rest and not rest.startswith(":"):
                raise _Fault(number, "After (needed N) comes a colon and the why.")
            return self._finished(
                number, {"area": area, "title": title, "needed": count or "-", "why": rest[1:].strip()}, more
            )
        bold = _BOLD_TITLE.fullmatch(words)
        title, why = (bold[2], bold[3]) if bold else words.partition(": ")[::2]
        return self._finished(number, {"area": area, "title": title, "why": why.strip()}, more)

    def _finished(self, number: int, cells: dict[str, str], more: Sequence[str]) -> NewGap:
        why = [cells.get("why", ""), *(line.strip() for line in more)]
        return _gap(number, {**cells, "title": _plain_title(cells["title"]), "why": "\n".join(why).strip("\n")})

    def _block(self, at: int) -> list[str]:
        end = at
        while end < len(self._lines) and self._lines[end].lstrip().startswith("|"):
            end += 1
        return list(self._lines[at:end])

    def _table(self, number: int, rows: Sequence[str]) -> Iterator[tuple[int, NewGap]]:
        try:
            names = self._header(number, rows)
        except _Fault as fault:  # without it no row of the table can be understood
            self._faults.append(fault)
            return
        for line, row in enumerate(rows[2:], number + 2):
            try:
                cells = _row(line, names, _cells(row))
                if any(cells.values()):
                    title = _plain_title(cells["title"])
                    yield line, _gap(line, {"area": self._area, **cells, "title": title})
            except _Fault as fault:
                self._faults.append(fault)

    def _header(self, number: int, rows: Sequence[str]) -> list[str]:
        names = _names(number, _cells(rows[0]), bool(self._area))
        if len(rows) < 2 or not all(_RULE.fullmatch(cell) for cell in _cells(rows[1])):
            raise _Fault(number, "A table has a line of dashes under its header: | --- | --- |.")
        return names


def _cells(row: str) -> list[str]:
    r"""Return the cells of a table's row; `\|` is a bar in a cell."""
    cells = [cell.strip().replace(r"\|", "|") for cell in _BAR.split(row.strip())]
    return cells[1:-1] if len(cells) > 2 and not cells[-1] else cells[1:]
