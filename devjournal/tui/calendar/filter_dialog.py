"""Filtering the weeks by outcome, skill or gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.calendar.week_filter import Filter
from devjournal.tui.kit.panel import ListPanel
from devjournal.tui.widgets.fields import Picker
from devjournal.tui.widgets.lines import Line


class FilterDialog(ListPanel[Filter | None]):
    """A list of filters, each with its number of weeks."""

    QUESTION = "Which weeks?"
    KEYS = (("enter", "show"), ("esc", "leave as it is"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "dismiss", show=False, priority=True)]

    def __init__(self, options: Sequence[tuple[Filter, Line]], current: Filter) -> None:
        """Offer `options`, with the cursor on the `current` filter."""
        super().__init__()
        self._options, self._current = options, current

    def rows(self) -> Picker:
        """The filters."""
        picker = Picker(self._options, self._current, id="filters")
        picker.raised = "panel"
        return picker
