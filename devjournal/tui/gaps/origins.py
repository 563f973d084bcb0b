"""The talks with role models that gaps came from."""

from __future__ import annotations

from datetime import date

from devjournal.domain.career.board import origin_talk
from devjournal.domain.career.person import TalkKind
from devjournal.storage import Journal
from devjournal.tui.gaps.origin import Origin


class Origins:
    """The talks with role models, including private ones: the result is shown only in the app."""

    def __init__(self, journal: Journal) -> None:
        """Read the talks."""
        self._talks = [talk for talk in journal.conversations.all() if talk.kind is TalkKind.ROLE_MODEL]
        self._names = journal.people.names() if self._talks else {}

    def of(self, title: str, opened: date | None) -> Origin | None:
        """Return the talk that a gap came from, by title and opening day, or `None`."""
        talk = origin_talk(title, opened, self._talks)
        if talk is None:
            return None
        return Origin(talk.name_in(self._names), talk.day)
