"""What the verbs of a screen need of it: the journal, its forms, and a line to say something in."""

from __future__ import annotations

from typing import Protocol

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.text_merge import merge_text
from devjournal.settings import Settings
from devjournal.storage import Journal
from devjournal.tui.kit.drafted import Answers, DraftedScreen
from devjournal.tui.widgets.glyphs import Glyphs

BOTH = "It has been changed elsewhere: both texts are kept."


class Merge:
    """Brings the texts of a form together with what was written elsewhere since it was opened."""

    def __init__(self, base: Answers) -> None:
        """Begin with the answers that the form began with."""
        self._base = base
        self.both = False
        """Whether a text was changed on both sides, and both stand in it now."""

    def text(self, field: str, mine: str, theirs: str, *, between: str = "\n\n") -> str:
        """Return the text to keep of a field."""
        text, both = merge_text(str(self._base[field]), mine, theirs, between=between)
        self.both = self.both or both
        return text

    @property
    def message(self) -> str:
        """What is to be said of it; an empty text is nothing."""
        return BOTH if self.both else ""

    def tell(self, screen: Asker) -> None:
        """Say it on a screen."""
        if self.both:
            screen.tell(BOTH)


class Asker(Protocol):
    """A screen that forms are opened from."""

    journal: Journal

    @property
    def settings(self) -> Settings:
        """What its owner set."""

    @property
    def glyphs(self) -> Glyphs:
        """The app's glyphs."""

    def open_form(self, form: DraftedScreen, key: str) -> None:
        """Open a form whose draft is kept under `key`."""

    def refresh_data(self) -> None:
        """Read the journal again."""

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say something in one line."""

    def recapped(self, iso: IsoWeek) -> None:
        """A recap was just given."""
