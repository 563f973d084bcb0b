"""A text in an editor that comes out as it went in: every character of it, whatever ends a line elsewhere."""

from __future__ import annotations

from typing import overload

from textual.document._document import Document, EditResult, Location

from devjournal.tui.widgets.lines import unjoined


class ExactDocument(Document):
    """Lines end in a line feed, or all of them in CRLF; what else Python calls a line's end is a character."""

    def __init__(self, text: str) -> None:
        """Begin with `text`."""
        super().__init__("")
        feeds = text.count("\n")
        self._newline = "\r\n" if feeds and feeds == text.count("\r\n") == text.count("\r") else "\n"
        self._lines = text.split(self._newline)

    @property
    def lines(self) -> list[str]:
        """The lines as they are measured and drawn: joined emoji stand one beside the other."""
        return [unjoined(line) for line in self._lines]

    def get_line(self, index: int) -> str:
        """Return a line as it is measured and drawn."""
        return unjoined(self._lines[index])

    @overload
    def __getitem__(self, line_index: int) -> str: ...
    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...
    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        """Return a line, or several, as they are measured and drawn."""
        lines = self._lines[line_index]
        return unjoined(lines) if isinstance(lines, str) else [unjoined(line) for line in lines]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace a range by `text`."""
        (top, left), (bottom, right) = sorted((start, end))
        lines = self._lines
        replaced = self.get_text_range((top, left), (bottom, right))
        before = lines[top][:left] if top < len(lines) else ""
        after = lines[bottom][right:] if bottom < len(lines) else ""
        inserted = text.split(self._newline)
        if self._newline == "\r\n":  # a key, or a paste, says a line feed
            inserted = text.replace("\r\n", "\n").split("\n")
        inserted[0] = before + inserted[0]
        column = len(inserted[-1])
        inserted[-1] += after
        lines[top : bottom + 1] = inserted
        return EditResult((top + len(inserted) - 1, column), replaced)
