"""A field of one line that offers what was written there before, while one types."""

from __future__ import annotations

from collections.abc import Callable

from devjournal.tui.widgets.fields.text_field import TextField


class Completing(TextField):
    """What is offered stands faintly behind the caret; `right` takes it."""

    def __init__(self, text: str, complete: Callable[[str], str]) -> None:
        """Begin with a text; `complete` returns the whole text that what is typed may become, or nothing."""
        self._complete = complete
        super().__init__(text, single=True)

    def update_suggestion(self) -> None:
        """Offer the rest of what begins so, where the caret is at the end."""
        text = self.text
        whole = self._complete(text) if text and self.cursor_location == self.document.end else ""
        self.suggestion = whole[len(text) :]
