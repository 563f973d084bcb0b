"""A one-line field that completes a text from earlier ones."""

from __future__ import annotations

from collections.abc import Callable

from devjournal.tui.widgets.fields.text_field import TextField


class Completing(TextField):
    """A field whose completion is shown faintly behind the caret; `right` accepts it."""

    def __init__(self, text: str, complete: Callable[[str], str]) -> None:
        """Begin with `text`. `complete` returns the whole text for its beginning, or ""."""
        self._complete = complete
        super().__init__(text, single=True)

    def update_suggestion(self) -> None:
        """Show the completion if the caret is at the end."""
        text = self.text
        completion = self._complete(text) if text and self.cursor_location == self.document.end else ""
        self.suggestion = completion[len(text) :]
