"""A screen that says itself where its panes stand: worked out once an event, and only looked up by Textual."""

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
from devjournal.tui.widgets.lines import wrap
from devjournal.tui.widgets.pane import Pane


class PlacedScreen(WindowScreen[None]):
    """Hands its panes what they show and plans their places; the layout then puts them there."""

    LAID_OUT_BY_FOCUS: ClassVar[bool] = False
    """Whether what has the focus decides what is shown, and where."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; only what it leaves and what it enters are drawn again, not the whole screen."""

    def __init__(self) -> None:
        """Begin without places."""
        super().__init__()
        self._placed = PlacedLayout()
        self._lost_focus = False
        """Whether nothing has the focus because what had it is not shown any more."""
        self._laid_out_for: Widget | None = None
        """What had the focus when the screen was laid out last."""

    @property
    def layout(self) -> Layout:
        """The screen places its blocks itself."""
        return self._placed

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return where everything stands; below the smallest size only the line that says so."""
        small = self.query_one("#small", Pane)
        if text := too_small(size):
            small.show([((line, ""),) for line in wrap(text, size.width)])
            return {"small": Region(0, 0, size.width, size.height)}
        return {**self.frame(size), **self.place_blocks(size)}

    def frame(self, size: Size) -> dict[str, Region]:
        """Return where header and footer stand."""
        return {"tabs": Region(0, 0, size.width, 2), "footer": Region(0, size.height - 1, size.width, 1)}

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Return where the screen's own panes stand, by ID, and give them what they show."""
        return {}

    def show_blocks(self, blocks: Iterable[Block], *, about: str = "") -> dict[str, Region]:
        """Hand every block to its pane, and return where those stand that are shown.

        A pane that scrolls begins at the top where it shows something `about` something else than before.
        """
        regions = {}
        for block in blocks:
            self.query_one(f"#{block.name}", Pane).take(block, block.about or about)
            if block.shown:
                regions[block.name] = block.region
        return regions

    def lay_out(self) -> None:
        """Hand every block what it shows, so that it is drawn with the next frame, and move those that move."""
        size = self.app.size
        self._laid_out_for = self.focused
        if size and self._placed.plan(size, self.place(size)):
            self.query_one(Footer).refresh(layout=True)  # of a child: so the screen forgets the places it worked out

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Plan the places before Textual asks for them, where the size is another one."""
        window = size or self.outer_size
        if window and window != self._placed.size:
            self._placed.plan(window, self.place(window))
            self._clear_arrangement_cache()
        super()._refresh_layout(size, scroll)

    def on_mount(self) -> None:
        """Draw all of the screen where other panes stand on it.

        Textual draws what a layout changed, and forgets it where a pane's size is asked for between the key and the
        layout: on a terminal panes that are gone would stay, and those that came would not be seen.
        """
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out_anew)

    def _laid_out_anew(self, _: Screen[Any]) -> None:
        if self._placed.others():
            self.refresh()
        self._keep_focus_in_sight()

    @property
    def focus_chain(self) -> list[Widget]:
        """What `tab` goes to: what is shown, or will be once it has the focus."""
        return [
            widget
            for widget in super().focus_chain
            if widget.parent is not self or self.opens(widget) or self._placed.holds(widget)
        ]

    def opens(self, pane: Widget) -> bool:
        """Return whether a pane that is folded away is shown once it has the focus."""
        return False

    def _keep_focus_in_sight(self) -> None:
        """Give the focus to what is shown where it was on what is not any more; nothing has it where nothing can."""
        focused = self.focused
        if not self.size or too_small(self.size) or (focused is None and not self._lost_focus):
            return
        if focused is not None and (self._placed.holds(focused) or focused.parent is not self):
            return
        next_pane = next((pane for pane in self.query(Pane) if pane.focusable and self._placed.holds(pane)), None)
        self._lost_focus = next_pane is None
        self.set_focus(next_pane)
