"""The page of a form: heading, fields, messages, and the buttons Save and Back, which are always in view."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.message_pump import _MessagePumpMeta
from textual.widget import Widget

from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.form.body import FieldStack, FormLayout, Heading, blanks_between
from devjournal.tui.kit.manual_layout import too_small
from devjournal.tui.verbs import SCREENS
from devjournal.tui.widgets.fields import Field, FlatButton, TextField
from devjournal.tui.widgets.footer import Footer
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane, WrappingPane
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.screen_sizes import MIDDLE, TALL, WIDE
from devjournal.tui.widgets.tabs import Tabs


class _AbstractScreen(ABCMeta, _MessagePumpMeta):
    """Metaclass of an abstract screen: Textual's classes have their own metaclass."""


class Page(DraftedScreen, metaclass=_AbstractScreen):
    """Shows the fields of a form, and keeps the focused one in view. `Form` handles the answers."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MIDDLE, "-middle"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    TAB: ClassVar[str] = "week"

    def __init__(self, heading: Heading) -> None:
        """Show `heading` above the fields."""
        super().__init__()
        self._heading = heading
        self.all_fields: list[Field] = []
        """The fields."""
        self._form_layout = FormLayout()
        self._restored_lines: list[Line] = []
        self._failed = ""
        """The error above the buttons."""
        self._last_focus_state: tuple[object, ...] = ()
        self._laid_out_in: Size | None = None
        self._from_top = True
        """Whether the page is scrolled from its top as little as needed. False after focus or wheel have moved it."""
        self._top = 0
        """The scroll position that the form has chosen last. If the page is elsewhere, the user has scrolled."""

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """Return the fields in order."""

    def aside(self) -> list[Line]:
        """Return the lines at the right of a wide window, such as what the answer will do."""
        return []

    def compose(self) -> ComposeResult:
        """Tabs, heading, fields, buttons, footer."""
        width, height = self.app.size
        # set before the first layout, or there would be a second
        self.add_class(_last(width, self.HORIZONTAL_BREAKPOINTS), update=False)
        self.add_class(_last(height, self.VERTICAL_BREAKPOINTS), update=False)
        yield Tabs(SCREENS, self.TAB)
        self.all_fields = list(self.fields())
        yield FieldStack(WrappingPane(self._heading_lines, id="heading"), *self.all_fields)
        yield WrappingPane(self._failed_lines, id="failed")
        yield FlatButton("Save", "ctrl+s", main=True, id="save")
        yield FlatButton("Back", "esc", id="back")
        if type(self).aside is not Page.aside:
            yield Pane(id="aside")
        yield Footer()
        yield Pane(id="small")

    @property
    def layout(self) -> Layout:
        """The layout of a form."""
        return self._form_layout

    def _heading_lines(self, width: int) -> list[Line]:
        """Return the heading, and below it the line of a restored draft."""
        lines = self._heading.lines(width, self.glyphs)
        return [*lines, *[()] * blanks_between(self.app.size), *self._restored_lines] if self._restored_lines else lines

    def on_mount(self) -> None:
        """Follow the focused field after every layout."""
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self._follow())

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Focus a widget. `_show_focus` does the scrolling, not Textual."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    def on_descendant_focus(self) -> None:
        """Scroll to the focused field after the layout."""
        self.call_after_refresh(self._show_focus)

    def _follow(self) -> None:
        """Scroll to the focused field if the field or its caret has moved. Otherwise the user may have scrolled."""
        at = self._focus_state()
        if at != self._last_focus_state:
            self._last_focus_state = at
            self._show_focus()
            self.call_after_refresh(self._show_focus)  # after the page has its final height

    def _focus_state(self) -> tuple[object, ...]:
        """Return what decides where the focus is, without the scroll position: following it would never end."""
        fields = self.query_one("#fields")
        caret = self.focused.caret if isinstance(self.focused, TextField) else None
        return (fields.size, fields.virtual_size, self.focused, caret, *self._regions_to_show()[:2])

    def _regions_to_show(self) -> list[Region]:
        """Return the regions of the focused field, its control and its caret, relative to the page."""
        focused, field = self.focused, self.focused.parent if self.focused else None
        if focused is None or not isinstance(field, Field):
            return []
        control = focused.virtual_region.translate(field.virtual_region.offset)
        regions = [field.virtual_region, control]
        if isinstance(focused, TextField):
            regions.append(Region(*(focused.cursor_screen_offset - focused.region.offset + control.offset), 1, 1))
        return regions

    def _show_focus(self) -> None:
        """Scroll to the field focused at the time of the call.

        If the field does not fit, its control is shown, and in any case the line of the caret. After a resize, the page
        is scrolled from its top, so that the result does not depend on the former position. If the user has scrolled,
        the page stays there as far as the field is in view.
        """
        if isinstance(self.focused, TextField):
            self.focused.scroll_cursor_visible(animate=False)
        fields = self.query_one("#fields")
        if self.size != self._laid_out_in:
            self._laid_out_in, self._from_top = self.size, True
        elif round(fields.scroll_y) != min(self._top, fields.max_scroll_y):
            self._from_top = False
        if regions := self._regions_to_show():
            height = fields.scrollable_content_region.height
            least = scrolled_to(regions, height, 0)
            top = least if self._from_top else scrolled_to(regions, height, round(fields.scroll_y))
            self._from_top, self._top = top == least, top
            fields.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self, _: events.Resize) -> None:
        """In a window below the smallest size, cover the form with a message."""
        if self._restored_lines:
            self.query_one("#heading", WrappingPane).remake()
        text = too_small(self.size)
        small = self.query_one("#small", Pane)
        small.lines = wrap_inked("", text, self.size.width) if text else []
        if small.display is not bool(text):
            small.display = bool(text)  # covers the form, whose focus and texts stay
            # repaint what was covered, however fast the size changes
            self.call_after_refresh(self.refresh, layout=True)

    # Messages.

    def _draw_aside(self) -> None:
        for pane in self.query("#aside").results(Pane):
            pane.show(self.aside())

    def _say_heading(self, heading: Heading) -> None:
        """Show another heading."""
        self._heading = heading
        self.query_one("#heading", WrappingPane).remake()

    def _say_restored(self, lines: list[Line]) -> None:
        """Show `lines` below the heading: that a draft was restored. An empty list clears them."""
        self._restored_lines = lines
        self.query_one("#heading", WrappingPane).remake()

    def _say_failed(self, text: str) -> None:
        """Show an error above the buttons, wherever the fields are scrolled; "" clears the error."""
        self._failed = text
        self.query_one("#failed", WrappingPane).remake()

    def _failed_lines(self, width: int) -> list[Line]:
        if not self._failed:
            return []
        return wrap_inked("missed", self.glyphs.refusal(self._failed), min(80, width))

    async def on_footer_pressed(self, message: Footer.Pressed) -> None:
        """Run the clicked verb."""
        await self.run_action(message.action)


def scrolled_to(regions: Sequence[Region], height: int, top: int) -> int:
    """Return the scroll position nearest to `top` at which all regions are visible.

    If not all of them fit, a later region counts more. A region that is taller than the window fills it.
    """
    for region in regions:
        first, last = sorted((region.bottom - height, region.y))
        top = max(0, min(max(top, first), last))
    return top


def _last(size: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """Return the class of the last breakpoint that `size` reaches."""
    return [name for least, name in breakpoints if size >= least][-1]
