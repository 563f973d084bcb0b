"""A field for a number, which typing replaces."""

from __future__ import annotations

from devjournal.tui.widgets.fields.prefilled import Prefilled


class Number(Prefilled):
    """A number on one line."""

    def __init__(self, number: int | None) -> None:
        """Begin with `number`, or empty."""
        super().__init__("" if number is None else str(number))
