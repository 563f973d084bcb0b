"""What actions need from the screen that runs them, and how a form's texts are merged with changes made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.text_merge import merge_text
from devjournal.settings import Settings
from devjournal.storage import Journal
from devjournal.tui.kit.drafted import Answers, DraftedScreen
from devjournal.tui.widgets.glyphs import Glyphs

BOTH_KEPT = "It has been changed elsewhere: both texts are kept."


class Merge:
    """Merges a form's texts with changes made elsewhere since the form was opened, and notes a message about them."""

    def __init__(self, base: Answers) -> None:
        """Start from `base`: the form's values at opening."""
        self._base = base
        self.message = ""
        """The message for the user: a text now holds both versions, or a new row was added. Empty if neither is so."""

    def text(self, field: str, mine: str, theirs: str, *, between: str = "\n\n") -> str:
        """Return the merged text of `field`: `mine` from the form, `theirs` from the journal."""
        text, both = merge_text(str(self._base[field]), mine, theirs, between=between)
        self.message = BOTH_KEPT if both else self.message
        return text

    def note_new_row(self, noun: str, subject: str = "It has") -> None:
        """Note that the row was removed elsewhere, and that the form's texts were added as a new row."""
        self.message = f"{subject} been removed elsewhere: your words are kept as a new {noun}."

    def tell(self, screen: FormHost) -> None:
        """Show the message, if any, on `screen`."""
        if self.message:
            screen.tell(self.message)


@contextmanager
def merging(screen: FormHost, base: Answers, step: str) -> Iterator[Merge]:
    """Store a form's texts in one step of undo, merged with changes made elsewhere; then show what was merged."""
    merge = Merge(base)
    with screen.journal.transaction(step):
        yield merge
    merge.tell(screen)


class FormHost(Protocol):
    """A screen that opens forms: what actions need from it."""

    journal: Journal

    @property
    def settings(self) -> Settings:
        """The user's settings."""

    @property
    def glyphs(self) -> Glyphs:
        """The app's glyphs."""

    def open_form(self, form: DraftedScreen, key: str) -> None:
        """Open `form`, with its draft stored under `key`."""

    def refresh_data(self) -> None:
        """Read the journal again."""

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Show a message of one line."""

    def report_change(self, text: str) -> None:
        """Read the journal again, and show a message on what has changed."""

    def refuse(self, text: str, *, failed: bool = False) -> None:
        """Show why a verb does nothing, and drop the keys typed before."""

    def after_recap(self, iso: IsoWeek) -> None:
        """React to a recap that was just saved."""
