"""Scroll bars in whole cells, for a terminal that has no signs for parts of one."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBarRender
from textual.widget import Widget

from devjournal.tui.widgets.glyphs import UNICODE, Glyphs


class WholeCells(ScrollBarRender):
    """Where a bar ends within a cell, the cell is not drawn."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8


def draw_bar(widget: Widget, glyphs: Glyphs) -> None:
    """Let the bar of a widget that scrolls be drawn with what a set of glyphs has."""
    if glyphs is not UNICODE:
        widget.vertical_scrollbar.renderer = WholeCells  # type: ignore[misc]
