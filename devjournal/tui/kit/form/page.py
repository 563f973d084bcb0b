"""A form's page: a heading, one field under the other, Save and Back in view, and what is said above them."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.message_pump import _MessagePumpMeta
from textual.widget import Widget

from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.form.body import Heading, Sheet
from devjournal.tui.kit.manual_layout import too_small
from devjournal.tui.verbs import SCREENS
from devjournal.tui.widgets.fields import Field, FlatButton, TextField
from devjournal.tui.widgets.footer import Footer
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane, WrappingPane
from devjournal.tui.widgets.scrollbar import Scrolled
from devjournal.tui.widgets.tabs import MIDDLE, TALL, WIDE, Tabs


class _AbstractScreen(ABCMeta, _MessagePumpMeta):
    """Lets a screen have abstract methods: Textual's classes have a metaclass of their own."""


class Page(DraftedScreen, metaclass=_AbstractScreen):
    """Shows the fields of a form, and keeps in view what has the focus; it does nothing with the answers."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MIDDLE, "-middle"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    TAB: ClassVar[str] = "week"

    def __init__(self, heading: Heading) -> None:
        """Show `heading` above the fields."""
        super().__init__()
        self._heading = heading
        self._stood_at: tuple[object, ...] = ()
        self._laid_out_in: Size | None = None
        self._from_top = True
        """Whether the page is scrolled as little as shows the focus; it is not where the focus went upwards."""

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """Return the fields in the order they are asked."""

    def aside(self) -> list[Line]:
        """Return what stands at the right where there is room: what the answer will do."""
        return []

    def compose(self) -> ComposeResult:
        """Tabs, heading, fields, buttons, footer."""
        width, height = self.app.size
        self.add_class(_last(width, self.HORIZONTAL_BREAKPOINTS), update=False)  # or all is laid out twice
        self.add_class(_last(height, self.VERTICAL_BREAKPOINTS), update=False)
        yield Tabs(SCREENS, self.TAB)
        with Horizontal(id="sheet"):
            with Sheet():
                with Scrolled(id="fields", can_focus=False):
                    yield WrappingPane(lambda width: self._heading.lines(width, self.glyphs), id="heading")
                    yield Pane(id="restored")
                    yield from self.fields()
                    yield Pane(id="failed")
                with Horizontal(id="buttons"):
                    yield FlatButton("Save", "ctrl+s", main=True, id="save")
                    yield FlatButton("Back", "esc", id="back")
            yield Pane(id="aside")
        yield Footer()
        yield Pane(id="small")

    def on_mount(self) -> None:
        """Keep what has the focus in view, wherever a layout puts it."""
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self._follow())

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give the focus to a widget; the page scrolls to it by itself, and Textual would by another measure."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    def on_descendant_focus(self) -> None:
        """Keep what has the focus in view, once the fields stand where they will."""
        self.call_after_refresh(self._show_focus)

    def _follow(self) -> None:
        """Show what has the focus where it moved, or its caret did; who scrolled away with the wheel stays there."""
        at = self._stands_at()
        if at != self._stood_at:
            self._stood_at = at
            self._show_focus()
            self.call_after_refresh(self._show_focus)  # where the page only now is as long as it will be

    def _stands_at(self) -> tuple[object, ...]:
        """Return what decides where the focus stands, but nothing that scrolling changes: that would never end."""
        fields = self.query_one("#fields")
        caret = self.focused.caret if isinstance(self.focused, TextField) else None
        return (fields.size, fields.virtual_size, self.focused, caret, *self._to_show()[:2])

    def _to_show(self) -> list[Region]:
        """Return where the field with the focus stands, its control and its caret; scrolling the fields moves none."""
        focused, field = self.focused, self.focused.parent if self.focused else None
        if focused is None or not isinstance(field, Field):
            return []
        control = focused.virtual_region.translate(field.virtual_region.offset)
        regions = [field.virtual_region, control]
        if isinstance(focused, TextField):
            regions.append(Region(*(focused.cursor_screen_offset - focused.region.offset + control.offset), 1, 1))
        return regions

    def _show_focus(self) -> None:
        """Scroll to the field that has the focus when this is called: an earlier one may have lost it meanwhile.

        Where there is no room for all of it its control is shown, and above all the line that is written in. In a
        window of another size the page begins anew from its top, so that it is the same whatever was shown before.
        """
        if isinstance(self.focused, TextField):
            self.focused.scroll_cursor_visible(animate=False)
        fields = self.query_one("#fields")
        if self.size != self._laid_out_in:
            self._laid_out_in, self._from_top = self.size, True
        failed = self.query_one("#failed")
        regions = [failed.virtual_region] if failed.has_class("-said") else []
        if regions := [*regions, *self._to_show()]:
            height = fields.scrollable_content_region.height
            least = scrolled_to(regions, height, 0)
            top = least if self._from_top else scrolled_to(regions, height, round(fields.scroll_y))
            self._from_top = top == least
            fields.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self, _: events.Resize) -> None:
        """Where the terminal is too small show only the line that says so; keep in view what has the focus."""
        text = too_small(self.size)
        small = self.query_one("#small", Pane)
        small.lines = [((line, ""),) for line in wrap(text, self.size.width)] if text else []
        if small.display is not bool(text):
            small.display = bool(text)  # over the form: what has the focus keeps it, and what is typed
            # what it covered is drawn again, however fast sizes change
            self.call_after_refresh(self.refresh, layout=True)

    # what is said

    def _draw_aside(self) -> None:
        pane = self.query_one("#aside", Pane)
        pane.lines = self.aside()
        pane.refresh(layout=True)

    def _say_restored(self, lines: list[Line]) -> None:
        """Say under the heading that a draft is back; no lines take it back."""
        pane = self.query_one("#restored", Pane)
        pane.lines = lines
        pane.set_class(bool(lines), "-said")
        pane.refresh(layout=True)

    def _say_failed(self, text: str) -> None:
        """Say above the buttons what went wrong; an empty text takes it back."""
        failed = self.query_one("#failed", Pane)
        lines = (
            wrap(f"{failed.glyphs.refused} {failed.glyphs.marked(text)}", max(20, min(80, self.size.width - 8)))
            if text
            else []
        )
        failed.lines = [((part, "missed"),) for part in lines]
        failed.set_class(bool(text), "-said")
        failed.refresh(layout=True)
        if text:
            self.call_after_refresh(self._show_focus)

    async def on_footer_pressed(self, message: Footer.Pressed) -> None:
        """Follow a click in the footer."""
        await self.run_action(message.action)


def scrolled_to(regions: Sequence[Region], height: int, top: int) -> int:
    """Return the first line that a window shows which is moved from `top` as little as shows the regions.

    The last one counts most; of one that is taller than the window all lines of the window are shown.
    """
    for region in regions:
        first, last = sorted((region.bottom - height, region.y))
        top = max(0, min(max(top, first), last))
    return top


def _last(size: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """Return the class of the last breakpoint that a size reaches."""
    return [name for least, name in breakpoints if size >= least][-1]
