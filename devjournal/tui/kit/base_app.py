"""What screens and dialogs use of the app. The app imports them, so they cannot import its class."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.app import App

from devjournal.domain.dates.days import IsoWeek
from devjournal.settings import Settings
from devjournal.tui.widgets.glyphs import Glyphs

if TYPE_CHECKING:  # not needed at run time
    from devjournal.domain.search.search_hit import SearchHit
    from devjournal.tui.state import AppState


class BaseApp(App[None]):
    """What screens use of the app, for the type checker. `JournalApp` and its bases implement it."""

    if TYPE_CHECKING:
        glyphs: Glyphs
        settings: Settings
        state: AppState
        demo: bool
        first_weekday: int

        @property
        def sync_sign(self) -> str:
            """The sign for unsynced changes, or ""."""

        def drop_typed(self) -> None:
            """Ignore keys and clicks typed before this call."""

        def hold_keys(self, work: asyncio.Future[None]) -> None:
            """Hold the next key until `work` is done."""

        async def show_week(self, iso: IsoWeek) -> None:
            """Show a week on the Week screen."""

        async def show_hit(self, hit: SearchHit, *, back: str) -> None:
            """Open the page of a gap or a talk."""

        # Forms and pages over a `JournalScreen`, whose module imports this one.

        def add_entry(self, screen: Any) -> None:
            """Open the entry form."""

        def add_topic(self, screen: Any) -> None:
            """Open the form of a topic."""

        def read_page(self, screen: Any, key: str) -> None:
            """Open a reading page."""

        def edit_text(self, screen: Any, key: str) -> None:
            """Open the form for a text."""

        def open_case(self, screen: Any) -> None:
            """Open the case."""

        def open_drafts(self, screen: Any) -> None:
            """Open the page of drafts."""

        def ask_due_review(self, screen: Any) -> None:
            """Open the dialog for the due review."""
