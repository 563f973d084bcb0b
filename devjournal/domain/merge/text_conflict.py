"""Texts that a merge replaced. Each is kept until the user chooses between it and the text that stands."""

from __future__ import annotations

from typing import NamedTuple


class NewTextConflict(NamedTuple):
    """A text that a merge replaced."""

    table: str
    row_uid: str
    field: str
    other: str
    """The replaced text."""
    other_at: str
    """When it was written."""
    machine: str = ""
    """The name of its machine, if known."""


class TextConflict(NamedTuple):
    """A replaced text beside the text that stands."""

    id: int
    table: str
    row: int
    """The ID of its row."""
    field: str
    current: str
    """The text that stands."""
    other: str
    other_at: str
    machine: str
