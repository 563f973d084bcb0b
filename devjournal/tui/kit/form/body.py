"""The parts of a form's page: heading, fields, and buttons below them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, cut, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The top of a form: title, time span, and details of the subject."""

    title: str
    span: str = ""
    words: str = ""
    facts: str = ""
    lesson: str = ""
    """The lesson in use, in the user's words."""

    def lines(self, width: int, glyphs: Glyphs) -> list[Line]:
        """Return the lines for a width of at most 80 cells."""
        width = min(80, width)
        span = f"  {glyphs.marked(self.span)}" if self.span else ""
        title: Line = ((cut(self.title, width, glyphs.cut), "bold"), (span, "muted"))
        if len(self.title) + len(span) > width:
            title = ((cut(self.title, width, glyphs.cut), "bold"),)
        lines: list[Line] = [title]
        if self.words:
            lines += [(), *(((part, "text"),) for part in wrap(self.words, width, 3, glyphs.cut))]
        if self.facts:
            lines += [((part, "muted"),) for part in wrap(self.facts, width, 2, glyphs.cut)]
        if self.lesson:
            quoted = f"{glyphs.open_quote}{self.lesson}{glyphs.close_quote}"
            first, *rest = wrap(f"Lesson in use: {quoted}", width, 2, glyphs.cut)
            label, words = first[: len(_IN_USE)], first[len(_IN_USE) :]
            lines += [((label, "muted"), (words, "italic")), *(((part, "italic"),) for part in rest)]
        return lines


_IN_USE = "Lesson in use: "


class FieldsAndButtons(Layout):
    """Places the buttons right below the fields.

    If the fields scroll, the buttons stay above the footer, separated by a blank line.
    """

    name = "fields-and-buttons"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of fields and buttons."""
        fields, buttons = children
        rows = fields.get_content_height(size, size, size.width - fields.gutter.width)
        last = size.height - 1
        height = rows if rows <= last else max(1, last - 1)
        regions = (Region(0, 0, size.width, height), Region(0, min(rows, last), size.width, 1))
        return [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child)
            for child, region in zip((fields, buttons), regions, strict=True)
        ]


class Sheet(Widget):
    """The column of a form: its fields and buttons."""

    def __init__(self) -> None:
        """Install the layout."""
        super().__init__(id="column")
        self._column = FieldsAndButtons()

    @property
    def layout(self) -> Layout:
        """Fields, then buttons."""
        return self._column
