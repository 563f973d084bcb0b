"""A page with a draft, and where the draft is stored."""

from __future__ import annotations

from typing import Protocol

from textual.reactive import Reactive
from textual.widget import Widget

from devjournal.tui.kit.window import Screen

Answers = dict[str, object]
"""Values of a form by field ID, as JSON types."""


class DraftSlot(Protocol):
    """Where a form's draft is stored."""

    @property
    def unwritten(self) -> bool:
        """Whether the last save failed. The draft is then kept in memory until the app ends."""

    def load(self) -> Answers | None:
        """Return the saved draft, or `None`."""

    def save(self, draft: Answers) -> None:
        """Save the draft.

        Raises:
            OSError: the draft cannot be written.
        """

    def drop(self) -> None:
        """Delete the draft."""


class DraftedScreen(Screen[bool]):
    """A page with a draft; its result is whether it was saved. The module imports no fields, to keep the start fast."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The focused widget. A change repaints only the widgets that lose and gain the focus."""

    def __init__(self) -> None:
        """Begin without a draft slot."""
        super().__init__()
        self.draft_slot: DraftSlot | None = None
        """Where the draft is stored, within a second of typing."""

    def keep(self) -> None:
        """Save the draft if it has changed."""
