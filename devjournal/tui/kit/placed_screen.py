"""A screen that computes the regions of its panes once an event; Textual only looks them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual.geometry import Region, Size
from textual.layout import Layout
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from devjournal.tui.kit.manual_layout import PlacedLayout, too_small
from devjournal.tui.kit.window import Screen as WindowScreen
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.footer import Footer
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import wrap_inked


class PlacedScreen(WindowScreen[None]):
    """A screen that gives each pane its content, and plans its region for the layout."""

    LAID_OUT_BY_FOCUS: ClassVar[bool] = False
    """Whether the content or the regions depend on the focus."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The focused widget. A change repaints only the widgets that lose and gain the focus."""

    def __init__(self) -> None:
        """Begin without regions."""
        super().__init__()
        self._placed = PlacedLayout()
        self._lost_focus = False
        """Whether no pane has the focus because the focused pane was hidden."""
        self._laid_out_for: Widget | None = None
        """The focused widget at the last layout."""

    @property
    def focused_id(self) -> str:
        """ID of the focused widget, or ""."""
        return (self.focused.id or "") if self.focused is not None else ""

    @property
    def layout(self) -> Layout:
        """The layout planned by the screen."""
        return self._placed

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return the region of every pane; in a window below the smallest size, only that of a message."""
        small = self.query_one("#small", Pane)
        if text := too_small(size):
            small.show(wrap_inked("", text, size.width))
            return {"small": Region(0, 0, size.width, size.height)}
        return {**self.frame(size), **self.place_blocks(size)}

    def frame(self, size: Size) -> dict[str, Region]:
        """Return the regions of tabs and footer."""
        return {"tabs": Region(0, 0, size.width, 2), "footer": Region(0, size.height - 1, size.width, 1)}

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Give the screen's own panes their content, and return their regions by ID."""
        return {}

    def show_blocks(self, blocks: Iterable[Block], *, subject: str = "") -> dict[str, Region]:
        """Hand each block to its pane, and return the regions of the visible panes.

        A scrolling pane returns to its top if its subject has changed: the block's, or if it has none, `subject`.
        """
        regions = {}
        for block in blocks:
            self.query_one(f"#{block.name}", Pane).show_block(block, block.subject or subject)
            if block.visible:
                regions[block.name] = block.region
        return regions

    def lay_out(self) -> None:
        """Compute content and regions, and request a layout if a region has changed."""
        size = self.app.size
        self._laid_out_for = self.focused
        if not size or not self._placed.plan(size, self.place(size)):
            return
        if self._compositor.size == size:
            # a child's layout refresh clears the screen's cached arrangement
            self.query_one(Footer).refresh(layout=True)
        else:  # the layout for this size is still to come
            self._clear_arrangement_cache()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Plan the regions for a new size before Textual asks for them."""
        window = size or self.outer_size
        if window and window != self._placed.size:
            self._placed.plan(window, self.place(window))
            self._clear_arrangement_cache()
        super()._refresh_layout(size, scroll)

    def on_mount(self) -> None:
        """Repaint the whole screen after a layout that shows other panes.

        If a pane's size is read between the key and the layout, Textual forgets which regions have changed: hidden
        panes would stay on the terminal, and new panes would not appear.
        """
        self.screen_layout_refresh_signal.subscribe(self, self._after_layout)

    def _after_layout(self, _: Screen[Any]) -> None:
        if self._placed.take_set_changed():
            self.refresh()
        self._keep_focus_in_sight()

    @property
    def focus_chain(self) -> list[Widget]:
        """The widgets that `tab` visits: shown panes, and folded ones that open with the focus."""
        return [
            widget
            for widget in super().focus_chain
            if widget.parent is not self or self.opens(widget) or self._placed.holds(widget)
        ]

    def opens(self, pane: Widget) -> bool:
        """Return whether `pane`, which is folded, is shown once it has the focus."""
        return False

    def _keep_focus_in_sight(self) -> None:
        """If the focused pane is hidden, focus the first visible pane that can have the focus, or none."""
        focused = self.focused
        if not self.size or too_small(self.size) or (focused is None and not self._lost_focus):
            return
        if focused is not None and (self._placed.holds(focused) or focused.parent is not self):
            return
        next_pane = next((pane for pane in self.query(Pane) if pane.focusable and self._placed.holds(pane)), None)
        self._lost_focus = next_pane is None
        self.set_focus(next_pane)
