"""What SQLite refuses, in the journal's own words."""

from __future__ import annotations

from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import FileBusy, FileRefused, Unsound, WriteFailed
from devjournal.storage.copies.copies import Copies
from devjournal.storage.schema.disk import refusal

_NOT_SAID = ("i/o error", "unable to open")
"""What SQLite says also where the disk is full, or a mount knows no locks."""


def first_said(error: BaseException) -> str:
    """Return what an error says, or the one before it: SQLite takes back what a full disk cut off by itself, and then
    complains that there is nothing to take back."""
    cause: BaseException | None = error
    while cause is not None and "cannot rollback" in str(cause):
        cause = cause.__context__
    return str(cause or error)


DOCTOR = "`devjournal doctor` says what is wrong and what to do"
"""What to do where a file holds what devjournal did not write."""

_NOT_AS_MADE = (
    *("no such table", "no such column", "no such function", "has no column", "already exists", "duplicate column"),
    *("malformed database schema", "constraint failed", "datatype mismatch", "cannot store", "cannot modify"),
    *("malformed json", "integer overflow", "raise(", "recursi", "unsafe use"),
)
"""What SQLite says of a file that another program changed."""


def translate(message: str, copies: Copies) -> FileBusy | WriteFailed | FileRefused:
    """Return what SQLite said about a journal as an error that says what to do; a damaged one names the way back."""
    name = quoted(str(copies.path), 200)
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered:
        if reason := refusal(copies.path, room=False):
            return reason
        return FileBusy(f"{name} is held by another program; try again when it is done.")
    if any(words in lowered for words in _NOT_SAID) and (reason := refusal(copies.path)):
        return reason
    if "full" in lowered:
        return WriteFailed(f"There is no room left to write {name}; free some space, then save again.")
    if "readonly" in lowered or "read-only" in lowered:
        return WriteFailed(f"{name} is read-only; make it and its folder writable, then save again.")
    if "unable to open" in lowered:
        return FileRefused(f"{name} cannot be opened; look at its folder's permissions.")
    if "decode" in lowered:  # the rest of the message is the text itself
        return Unsound(f"{name} holds a text that is not UTF-8; `devjournal doctor` says where.")
    if any(words in lowered for words in _NOT_AS_MADE):
        return Unsound(f"{name} is not as devjournal made it ({one_line(message)}); {DOCTOR}.")
    if "unsupported file format" in lowered:
        return FileRefused(f"{name} is written in a newer format of SQLite; use a Python with a newer SQLite.")
    if "no such module" in lowered:
        return FileRefused(f"{name} needs full-text search (FTS5), which this Python's SQLite lacks; use another one.")
    if "not a database" in lowered or "malformed" in lowered:
        return FileRefused(f"{name} is damaged; {copies.way_back()}.")
    return WriteFailed(f"{name} did not take the change ({message}); nothing was written.")
