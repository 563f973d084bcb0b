"""A field for a number: what stands there is replaced by what is typed."""

from __future__ import annotations

from devjournal.tui.widgets.fields import TextField


class Number(TextField):
    """One line that is selected whole while nothing was typed in it yet."""

    def __init__(self, number: int | None) -> None:
        """Begin with a number, or with nothing."""
        super().__init__("" if number is None else str(number), single=True)

    def on_focus(self) -> None:
        """Let the first digit replace what stands there."""
        self.select_all()

    def on_blur(self) -> None:
        """Show no selection where nothing is typed."""
        self.go_to_end()
