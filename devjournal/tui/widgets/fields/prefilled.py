"""A one-line field whose text is replaced by typing, such as a day or a number."""

from __future__ import annotations

from devjournal.tui.widgets.fields.text_field import TextField


class Prefilled(TextField):
    """A one-line field. When it gets the focus, its text is selected, so that the first key replaces it."""

    def __init__(self, text: str = "") -> None:
        """Begin with `text`."""
        super().__init__(text, single=True)

    def on_focus(self) -> None:
        """Select the text."""
        self.select_all()

    def on_blur(self) -> None:
        """Clear the selection."""
        self.go_to_end()
