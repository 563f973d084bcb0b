"""Texts that gave way to another machine's, until the owner says that they can go."""

from __future__ import annotations

from typing import NamedTuple


class NewTextConflict(NamedTuple):
    """A text that gave way in a merge."""

    table: str
    row_uid: str
    field: str
    other: str
    """The text that gave way."""
    other_at: str
    """When it was written."""
    machine: str = ""
    """Where it came from, where that has a name."""


class TextConflict(NamedTuple):
    """A text that gave way, beside what stands in its place."""

    id: int
    table: str
    row: int
    """The row that it was in, by ID."""
    field: str
    current: str
    """What stands there now."""
    other: str
    other_at: str
    machine: str
