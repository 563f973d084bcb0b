"""A text in an editor that comes out as it went in: every character of it, whatever ends a line elsewhere."""

from __future__ import annotations

from textual.document._document import Document, EditResult, Location


class ExactDocument(Document):
    """Lines end in a line feed, or all of them in CRLF; what else Python calls a line's end is a character."""

    def __init__(self, text: str) -> None:
        """Begin with `text`."""
        super().__init__("")
        feeds = text.count("\n")
        self._newline = "\r\n" if feeds and feeds == text.count("\r\n") == text.count("\r") else "\n"
        self._lines = text.split(self._newline)

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
