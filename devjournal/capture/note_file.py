"""Reads a text file or a pipe as drafts."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.notes import MAX_DRAFTS, drafts
from devjournal.errors import DocumentRefused
from devjournal.input_files import read_bounded, text_of

MAX_NOTE = 1024 * 1024
"""The largest text, in bytes. A year of notes is smaller."""

_HINT = "save it as UTF-8"


def read_note(file: BinaryIO, name: str, source: str, day: date, *, own_day: date | None = None) -> list[NewDraft]:
    """Read the drafts of a text.

    `name` is the file's name in error messages, `source` the source of the drafts.

    Raises:
        DocumentRefused: the file is too large, not text, has too many notes, or a date that does not exist.
        OSError: the file cannot be read.
    """
    text = text_of(read_bounded(file, name, MAX_NOTE), name, _HINT)
    try:
        new_drafts = drafts(text, source, day, own_day=own_day)
    except DocumentRefused as error:
        raise DocumentRefused(f"{name}, {error}") from error
    if len(new_drafts) > MAX_DRAFTS:
        raise DocumentRefused(f"{name} holds {len(new_drafts)} notes, more than {MAX_DRAFTS}; split it.")
    return new_drafts
