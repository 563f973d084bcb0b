"""A field for a number: what stands there is replaced by what is typed."""

from __future__ import annotations

from devjournal.tui.widgets.fields.prefilled import Prefilled


class Number(Prefilled):
    """A number on one line."""

    def __init__(self, number: int | None) -> None:
        """Begin with a number, or with nothing."""
        super().__init__("" if number is None else str(number))
