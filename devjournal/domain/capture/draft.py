"""Drafts of entries, collected from elsewhere, until the user keeps or drops them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class DraftState(StrEnum):
    """The state of a draft."""

    WAITING = "waiting"
    KEPT = "kept"
    DROPPED = "dropped"


class NewDraft(NamedTuple):
    """An item of a source, which may have been seen before."""

    kind: str
    """The kind of its source, such as `git`."""
    fingerprint: str
    """Identifies the item within its kind of source, on every machine: a commit's hash, an event's UID."""
    day: date
    text: str
    link: str = ""
    source: str = ""
    """The source as shown, such as `git devjournal`."""


class Draft(NamedTuple):
    """A draft of the journal."""

    id: int
    day: date
    text: str
    link: str
    source: str
    state: DraftState
    entry: int | None = None
    """The ID of the entry that it became, if that entry still exists."""
