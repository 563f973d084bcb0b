"""Rows of HTML tables, which occur in Markdown ladders."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

_BREAKS = ("br", "p", "div", "li")
_MAX_SPAN = 50


def html_rows(text: str, first_line: int) -> list[tuple[int, Sequence[str]]]:
    """Return the rows of the tables in a piece of HTML with line numbers; it begins at `first_line`."""
    reader = _Rows(first_line)
    reader.feed(text)
    reader.close()
    return [(line, cells) for line, cells in reader.rows if any(cells)]


class _Rows(HTMLParser):
    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.rows: list[tuple[int, list[str]]] = []
        self._first_line = first_line
        self._cell: list[str] | None = None
        self._span = 1
        self._below: dict[int, tuple[int, str]] = {}
        """Cells that span the rows below, by column: the number of remaining rows, and the text."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_cell()
            self.rows.append((self._first_line + self.getpos()[0] - 1, []))
            self._take_from_above()
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._cell = []
            spans = dict(attrs)
            self._span = _number(spans.get("colspan"))
            rows = _number(spans.get("rowspan"))
            if rows > 1:
                self._below[len(self.rows[-1][1])] = (rows - 1, "")
        elif self._cell is not None and tag in _BREAKS:
            self._cell.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split("\n")) if data.strip() else " ")

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        text = "\n".join(line for line in lines if line)
        cells = self.rows[-1][1]
        rows_left, _ = self._below.get(len(cells), (0, ""))
        if rows_left:
            self._below[len(cells)] = (rows_left, text)
        cells.extend([text] + [""] * (self._span - 1))
        self._cell = None
        self._take_from_above()

    def _take_from_above(self) -> None:
        """Repeat a cell that spans into the current row."""
        cells = self.rows[-1][1]
        while (above := self._below.get(len(cells))) is not None and above[1]:
            rows_left, text = above
            if rows_left:
                self._below[len(cells)] = (rows_left - 1, text) if rows_left > 1 else (0, "")
            cells.append(text)


def _number(text: str | None) -> int:
    return min(int(text), _MAX_SPAN) if text and text.isascii() and text.isdigit() and int(text[:4]) else 1
