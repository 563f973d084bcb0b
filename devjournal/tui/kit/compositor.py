"""Painting: the place of a removed widget is always repainted, a screen that is covered never is."""

from __future__ import annotations

from typing import Any

from textual._compositor import Compositor, CompositorMap, ReflowResult
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from devjournal.tui.kit.base_app import BaseApp


class WholeCompositor(Compositor):
    """A compositor that repaints every changed region.

    Textual paints the difference between two layouts. If a widget's region is read between a removal and the layout,
    Textual computes the new map for the answer, and later compares the layout with this map. It finds no difference:
    removed widgets stay on the terminal, and new widgets do not learn their size.
    """

    def __init__(self) -> None:
        """Begin without widgets."""
        super().__init__()
        self._reflowed: CompositorMap | None = None
        """The map of the last layout; a later query of a region does not change it."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out, and compare with the last layout."""
        if self._reflowed is not None:
            self._full_map = self._reflowed
        result = super().reflow(parent, size)
        self._full_map_invalidated = False  # the next query would compute the same map again
        self._reflowed = self._full_map
        return result

    def clear(self) -> None:
        """Forget all widgets."""
        super().clear()
        self._reflowed = None

    @property
    def full_map(self) -> CompositorMap:
        """The map of all widgets. Regions that differ from the painted map are marked for repainting."""
        if self.root is None or not self._full_map_invalidated:
            return super().full_map
        painted = self._full_map if self._visible_map is None else self._visible_map
        current = super().full_map
        if self.size.region not in self._dirty_regions:
            places = (place.clip.intersection(place.region) for _, place in painted.items() ^ current.items())
            self._dirty_regions.update(region for region in places if region)
        return current


class BlankBackground:
    """Renders one row of a blank background, and repeats it. A mixin, not a widget."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the first row, and repeat it."""
        parent: Any = super()
        row: list[Strip] = parent.render_lines(Region(crop.x, crop.y, crop.width, min(1, crop.height)))
        return row * crop.height


class CoveringApp(BaseApp):
    """An app that does not paint screens beneath an opaque screen.

    Textual treats them as visible: after a change there, it would repaint the whole window with every frame.
    """

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that are visible through the top screen, lowest first."""
        stack = self._screen_stack
        return [] if stack and stack[-1].styles.background.a == 1 else super()._background_screens

    def _end_batch(self) -> None:
        """Paint again. A screen whose size changed while frames were held back is laid out."""
        super()._end_batch()
        if not self._batch_count and self.screen_stack:
            page = self.screen
            page.call_later(_catch_up, page)

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold back painting until the new screen has read the journal, instead of for Textual's fixed `delay`."""
        del delay
        self._begin_batch()
        self.call_later(self._end_delay)

    def _end_delay(self) -> None:
        """Paint again once the top screen has handled its messages, or at once if it is closed."""

        def paint() -> None:
            self._end_batch()
            if not self._batch_count:
                draw_whole(self.screen)

        if not self.screen.call_later(paint):
            paint()


def _catch_up(page: Screen[Any]) -> None:
    """Lay a screen out whose size changed while frames were held back."""
    if not page.app._batch_count and page._compositor.size != page.app.size:
        draw_whole(page)


def draw_whole(page: Screen[Any]) -> None:
    """Lay a screen out if needed, and paint the whole window in one frame."""
    page.refresh()
    if not (page.is_current and page.is_attached):
        return
    page._compositor._dirty_regions.add(page.app.size.region)
    if page._layout_required or page._compositor.size != page.app.size:
        page._repaint_required = page._scroll_required = page._layout_required = False
        page._refresh_layout(page.app.size)
        page._dirty_widgets.clear()
    else:
        page._on_timer_update()
