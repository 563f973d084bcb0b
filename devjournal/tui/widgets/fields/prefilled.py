"""A one-line field whose prefilled text is replaced by typing: a day, a number."""

from __future__ import annotations

from devjournal.tui.widgets.fields.text_field import TextField


class Prefilled(TextField):
    """One line, selected when it gets the focus, so that the first key replaces it."""

    def __init__(self, text: str = "") -> None:
        """Begin with `text`."""
        super().__init__(text, single=True)

    def on_focus(self) -> None:
        """Select the text, for the first key to replace."""
        self.select_all()

    def on_blur(self) -> None:
        """Clear the selection."""
        self.go_to_end()
