"""The talks with role models that gaps came from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from devjournal.domain.career.board import origin_talk
from devjournal.domain.career.person import TalkKind
from devjournal.domain.dates.days import day_in_full
from devjournal.storage import Journal
from devjournal.tui.widgets.lines import cut

_MIN_NAME = 8
"""Minimum cells of a name."""

_PREFIXES = ("from a talk with ", "from ", "")
"""What stands before the name, longest first."""


class Origin(NamedTuple):
    """The talk that a gap came from: the person's name, and the day."""

    name: str
    day: date

    def label(self, width: int, mark: str) -> str:
        """Return the origin in at most `width` cells. The name is shortened first, the date last, both with `mark`."""
        suffix = f", {day_in_full(self.day)}"
        rooms = ((prefix, width - cell_len(prefix + suffix)) for prefix in _PREFIXES)
        prefix, room = next(((prefix, room) for prefix, room in rooms if room >= _MIN_NAME), ("", _MIN_NAME))
        return cut(prefix + cut(self.name, room, mark) + suffix, width, mark)


class Origins:
    """The talks with role models. Private talks count too: origins are shown only in the app."""

    def __init__(self, journal: Journal) -> None:
        """Read the talks."""
        self._talks = [talk for talk in journal.conversations.all() if talk.kind is TalkKind.ROLE_MODEL]
        self._names = journal.people.names() if self._talks else {}

    def of(self, title: str, opened: date | None) -> Origin | None:
        """Return the talk that a gap came from, by title and opening day, or `None`."""
        talk = origin_talk(title, opened, self._talks)
        return Origin(talk.name_in(self._names), talk.day) if talk is not None else None
