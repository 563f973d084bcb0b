"""A field of one line whose text is replaced by what is typed: a day, a number."""

from __future__ import annotations

from devjournal.tui.widgets.fields.text_field import TextField


class Prefilled(TextField):
    """One line that is selected whole when the focus comes, so that the first key replaces it."""

    def __init__(self, text: str = "") -> None:
        """Begin with a text, or with nothing."""
        super().__init__(text, single=True)

    def on_focus(self) -> None:
        """Let the first key replace what stands there."""
        self.select_all()

    def on_blur(self) -> None:
        """Show no selection where nothing is typed."""
        self.go_to_end()
