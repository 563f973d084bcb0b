"""Drafts: what could be an entry, found elsewhere, until its owner keeps or drops it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class DraftState(StrEnum):
    """What became of a draft."""

    WAITING = "waiting"
    KEPT = "kept"
    DROPPED = "dropped"


class NewDraft(NamedTuple):
    """Something that a source shows, and that may have been seen before."""

    kind: str
    """The kind of its source, such as `git`."""
    fingerprint: str
    """What makes it this one and no other in its kind of source, on every machine: a commit's hash, an event's UID."""
    day: date
    text: str
    link: str = ""
    source: str = ""
    """The source as it is shown, such as `git devjournal`."""


class Draft(NamedTuple):
    """A draft of the journal."""

    id: int
    day: date
    text: str
    link: str
    source: str
    state: DraftState
    entry: int | None = None
    """The entry that it became, by ID, where that is still there."""
