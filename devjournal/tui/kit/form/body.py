"""The parts of a form's page, heading, fields and buttons, and their layout.

Their places are computed here instead of in a stylesheet, which halves the time to open a form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from devjournal.tui.kit.compositor import BlankBackground
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.scrollbar import Scrolled
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, cut, wrap
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.screen_sizes import TALL, WIDE

MAX_WIDTH = 84
"""Maximum width of a form's column, in cells."""

ASIDE, ASIDE_GUTTER = 28, 4
"""Width of the aside, and of the gutter before it, in cells."""

ABOVE_ASIDE = 3
"""Rows above the aside; the same number stays free below the buttons."""

INDENT = 2
"""Cells before the heading and before an error."""

BUTTONS = {"save": 20, "back": 28}
"""Width of each button, in cells."""


def blanks_between(size: Size) -> int:
    """Return the number of blank rows between two fields in a window of `size`."""
    return 2 if size.height >= TALL else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The top of a form: title, time span, and what the form is about."""

    title: str
    span: str = ""
    subject: str = ""
    """What the form is about, in the user's words, such as the week's goal."""
    facts: str = ""
    """Facts about the subject, or a hint at what the form does."""
    lesson: str = ""
    """The lesson in use, as the user wrote it."""

    def lines(self, width: int, glyphs: Glyphs) -> list[Line]:
        """Return the lines for `width` cells; at most 80 are used."""
        width = min(80, width)
        span = f"  {glyphs.translate(self.span)}" if self.span else ""
        title: Line = ((cut(self.title, width, glyphs.cut), "bold"), (span, "muted"))
        if len(self.title) + len(span) > width:
            title = ((cut(self.title, width, glyphs.cut), "bold"),)
        lines: list[Line] = [title]
        if self.subject:
            lines += [(), *wrap_inked("text", self.subject, width, 3, glyphs.cut)]
        if self.facts:
            lines += wrap_inked("muted", self.facts, width, 2, glyphs.cut)
        if self.lesson:
            first, *others = wrap(f"{_IN_USE}{glyphs.quoted(self.lesson)}", width, 2, glyphs.cut)
            label, beginning = first[: len(_IN_USE)], first[len(_IN_USE) :]
            lines += [((label, "muted"), (beginning, "italic")), *(((part, "italic"),) for part in others)]
        return lines


_IN_USE = "Lesson in use: "


class ColumnLayout(Layout):
    """Places heading and fields in a column."""

    name = "column"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of the children."""
        window = parent.app.size
        below = Spacing(bottom=blanks_between(window))
        return [
            WidgetPlacement(region, NULL_OFFSET, below if region.height else NULL_SPACING, child)
            for child, region in _column_regions(children, size.width, window)
        ]


def _column_regions(children: Sequence[Widget], width: int, window: Size) -> Iterator[tuple[Widget, Region]]:
    y, blanks = 0, blanks_between(window)
    for child in children:
        if isinstance(child, Field):
            height = child.get_content_height(window, window, width)
            yield child, Region(0, y, width, height)
        else:
            height = child.get_content_height(window, window, width - INDENT)
            yield child, Region(INDENT, y, width - INDENT, height)
        y += height + blanks if height else 0


class FieldStack(BlankBackground, Scrolled, can_focus=False):
    """The fields of a form; they scroll."""

    def __init__(self, *children: Widget) -> None:
        """Hold heading and fields."""
        super().__init__(*children, id="fields")
        self._stack = ColumnLayout()

    @property
    def layout(self) -> Layout:
        """A column."""
        return self._stack

    def rows(self, width: int) -> int:
        """Return the height of the column, in rows, with the blank rows below."""
        children = [child for child in self.children if child.display]
        last = [region for _, region in _column_regions(children, width, self.app.size)][-1]
        return last.bottom + (blanks_between(self.app.size) if last.height else 0)

    def show_bar(self, *, shown: bool) -> None:
        """Show or hide the scrollbar before the layout. Textual does so afterwards, which costs another layout."""
        self.set_reactive(Widget.show_vertical_scrollbar, shown)


class FormLayout(Layout):
    """Places tabs, fields, error, buttons, aside and footer.

    Error and buttons are below the fields. If the fields scroll, they are at the bottom, below a blank row.
    """

    name = "form"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of the children."""
        by_id = {child.id: child for child in children}
        regions: dict[str | None, Region] = {}
        if "fields" in by_id and "failed" in by_id:
            regions = {**_form_regions(by_id["fields"], by_id["failed"], size), "small": size.region}
        return [
            WidgetPlacement(regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in regions
        ]


def _form_regions(fields: Widget, failed: Widget, size: Size) -> dict[str | None, Region]:
    assert isinstance(fields, FieldStack)
    wide, margin = size.width >= WIDE, int(size.width >= WIDE and size.height >= TALL)
    left, right, beside = (2, 4, ASIDE + ASIDE_GUTTER) if wide else (0, 0, 0)
    room = max(0, size.width - left - right - beside)
    column = min(MAX_WIDTH, room)
    x = left + (room - column) // 2
    y = 2 + margin
    last = size.height - 1 - margin - y - 1 - (ABOVE_ASIDE if wide else 0)
    rows = height = fields.rows(column)
    error = failed.get_content_height(size, size, column - INDENT)
    below = error + blanks_between(size) if error else 0
    if fits := rows + below <= last:
        error_at, buttons_at = y + rows, y + rows + below
    else:
        error = min(error, max(0, last - 2))
        height = max(1, last - error - 1)
        error_at, buttons_at = y + last - error, y + last
    fields.show_bar(shown=not fits and rows > height)
    regions: dict[str | None, Region] = {
        "tabs": Region(0, 0, size.width, 2),
        "fields": Region(x, y, column, height),
        "footer": Region(0, size.height - 1, size.width, 1),
    }
    if error:
        regions["failed"] = Region(x + INDENT, error_at, column - INDENT, error)
    if wide:
        regions["aside"] = Region(x + column + ASIDE_GUTTER, y + ABOVE_ASIDE, ASIDE, max(0, last + 1))
    at = x + 1
    for name, width in BUTTONS.items():
        regions[name] = Region(at, buttons_at, max(0, min(width, x + column - at)), 1)
        at += width
    return regions
