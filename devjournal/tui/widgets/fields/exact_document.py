"""A document for text areas that preserves every character, unusual line ends included."""

from __future__ import annotations

from typing import overload

from textual.document._document import Document, EditResult, Location

from devjournal.tui.widgets.lines import separate_joined


class ExactDocument(Document):
    """A text whose lines end in LF, or all of them in CRLF. Python's other line ends are ordinary characters."""

    def __init__(self, text: str) -> None:
        """Begin with `text`."""
        super().__init__("")
        feeds = text.count("\n")
        self._newline = "\r\n" if feeds and feeds == text.count("\r\n") == text.count("\r") else "\n"
        self._lines = text.split(self._newline)

    @property
    def lines(self) -> list[str]:
        """The lines for measuring and drawing: joined emoji are separated."""
        return [separate_joined(line) for line in self._lines]

    def get_line(self, index: int) -> str:
        """Return a line for measuring and drawing."""
        return separate_joined(self._lines[index])

    @overload
    def __getitem__(self, line_index: int) -> str: ...
    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...
    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        """Return one or several lines for measuring and drawing."""
        lines = self._lines[line_index]
        return separate_joined(lines) if isinstance(lines, str) else [separate_joined(line) for line in lines]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace a range with `text`."""
        (top, left), (bottom, right) = sorted((start, end))
        lines = self._lines
        replaced = self.get_text_range((top, left), (bottom, right))
        before = lines[top][:left] if top < len(lines) else ""
        after = lines[bottom][right:] if bottom < len(lines) else ""
        inserted = text.split(self._newline)
        if self._newline == "\r\n":  # keys and pastes insert LF
            inserted = text.replace("\r\n", "\n").split("\n")
        inserted[0] = before + inserted[0]
        column = len(inserted[-1])
        inserted[-1] += after
        lines[top : bottom + 1] = inserted
        return EditResult((top + len(inserted) - 1, column), replaced)
