"""What the verbs of a screen need of it: the journal, its forms, and a line to say something in."""

from __future__ import annotations

from typing import Protocol

from devjournal.domain.dates.days import IsoWeek
from devjournal.settings import Settings
from devjournal.storage import Journal
from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.widgets.glyphs import Glyphs

BOTH = "It has been changed elsewhere: both texts are kept."


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
