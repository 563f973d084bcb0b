"""The scrollbar of all scrolling widgets: a thin thumb without a track."""

from __future__ import annotations

from functools import cache
from typing import Any

from rich.segment import Segment, Segments
from rich.style import Style
from textual.color import Color
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.scrollbar import ScrollBar, ScrollBarRender

ABOVE, BELOW, GRAB = ({"@mouse.down": action} for action in ("scroll_up", "scroll_down", "grab"))
"""Actions of a mouse press above the thumb, below it, and on it."""


class QuietBar:
    """Draws a widget's scrollbar as a thin line in the colours of `dialogs.tcss`.

    Not a widget: CSS type names follow the first widget base.
    """

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, drawn with the app's glyph."""
        this: Any = self
        bar: _Bar | None = this._vertical_scrollbar
        if bar is None:
            bar = this._vertical_scrollbar = _Bar(name="vertical", thickness=this.scrollbar_size_vertical)
            bar.display = False
            this.app._start_widget(self, bar)
        bar.renderer = _thin(this.app.glyphs.scroll)  # type: ignore[misc]
        return bar

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size without the second layout that Textual asks for."""
        parent: Any = super()
        updated: bool = parent._size_updated(size, virtual_size, container_size, layout=False)
        return updated

    def _scroll_update(self, virtual_size: Size) -> None:
        """Move the thumb with the widget; Textual does not while the bar is hidden."""
        super()._scroll_update(virtual_size)  # type: ignore[misc]
        if self.show_vertical_scrollbar:  # type: ignore[attr-defined]
            self.vertical_scrollbar.position = self.scroll_y  # type: ignore[attr-defined]


class _Bar(ScrollBar):
    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class Scrolled(QuietBar, VerticalScroll):
    """A vertical scroll container with a thin scrollbar."""


@cache
def _thin(glyph: str) -> type[ScrollBarRender]:
    class Thin(ScrollBarRender):
        """A thumb of whole rows; ASCII has no glyphs for fractions."""

        @classmethod
        def render_bar(  # type: ignore[override]
            cls,
            size: int = 25,
            virtual_size: float = 50,
            window_size: float = 20,
            position: float = 0,
            thickness: int = 1,
            *_: Any,
            back_color: Color,
            bar_color: Color,
            **__: Any,
        ) -> Segments:
            """Return the bar's rows."""
            first = last = 0
            if window_size and virtual_size > window_size:
                length = max(1, round(size * window_size / virtual_size))
                first = round((size - length) * min(1, position / (virtual_size - window_size)))
                last = first + length
            rows = []
            for y in range(size):
                on = first <= y < last
                meta = GRAB if on else ABOVE if y < first else BELOW
                style = Style(color=bar_color, bgcolor=back_color, meta=meta)  # type: ignore[arg-type]
                rows.append(Segment((glyph if on else "").rjust(thickness), style))
            return Segments(rows, new_lines=True)

    return Thin
