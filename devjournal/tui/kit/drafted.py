"""What a form is to the screen that opens it: a page that ends with saved or not, and keeps a draft."""

from __future__ import annotations

from typing import Protocol

from textual.reactive import Reactive
from textual.widget import Widget

from devjournal.tui.kit.window import Screen

Answers = dict[str, object]
"""What a form's fields hold, by their IDs, in values that JSON knows."""


class DraftSlot(Protocol):
    """Where a form's draft is kept."""

    def load(self) -> Answers | None:
        """Return the draft that was left, or None."""

    def save(self, draft: Answers) -> None:
        """Keep the draft.

        Raises:
            OSError: it cannot be written.
        """

    def drop(self) -> None:
        """Forget the draft."""


class DraftedScreen(Screen[bool]):
    """A page whose answers outlive it until they are saved. It is light: a start does not pay for its fields."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; only what it leaves and what it enters are drawn again, not the whole screen."""

    def __init__(self) -> None:
        """Begin without a place for the draft."""
        super().__init__()
        self.slot: DraftSlot | None = None
        """Where what is typed is kept, within a second."""

    def keep(self) -> None:
        """Keep what is typed, where it changed since it was kept."""
