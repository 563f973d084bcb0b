"""SQLite's errors as errors of the journal."""

from __future__ import annotations

from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import FileBusy, FileRefused, Unsound, WriteFailed
from devjournal.storage.copies.copies import Copies
from devjournal.storage.schema.disk import busy_error, disk_full_error, refusal

_AMBIGUOUS = ("i/o error", "unable to open")
"""Messages of SQLite whose cause may also be a full disk, or a mount without locks."""


def first_message(error: BaseException) -> str:
    """Return the message of an error; of its cause, if the error only says that a rollback failed.

    If a disk is full, SQLite rolls the write back by itself. The rollback after that fails, and hides the first error.
    """
    cause: BaseException | None = error
    while cause is not None and "cannot rollback" in str(cause):
        cause = cause.__context__
    return str(cause or error)


DOCTOR = "`devjournal doctor` says what is wrong and what to do"
"""What to do about foreign rows or values."""

_FOREIGN_CONTENT = (
    *("no such table", "no such column", "no such function", "has no column", "already exists", "duplicate column"),
    *("malformed database schema", "constraint failed", "datatype mismatch", "cannot store", "cannot modify"),
    *("malformed json", "integer overflow", "raise(", "recursi", "unsafe use"),
)
"""Parts of SQLite's messages about content that devjournal did not write."""


def translate(message: str, copies: Copies) -> FileBusy | WriteFailed | FileRefused:
    """Return the error of the journal for a message of SQLite. For damage, it names the newest sound copy."""
    name = quoted(str(copies.path), 200)
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered:
        if reason := refusal(copies.path, test_write=False):
            return reason
        return busy_error(copies.path)
    if any(part in lowered for part in _AMBIGUOUS) and (reason := refusal(copies.path)):
        return reason
    if "full" in lowered:
        return disk_full_error(name)
    if "readonly" in lowered or "read-only" in lowered:
        return WriteFailed(f"{name} is read-only; make it and its folder writable, then save again.")
    if "unable to open" in lowered:
        return FileRefused(f"{name} cannot be opened; look at its folder's permissions.")
    if "decode" in lowered:  # the rest of the message is the text
        return Unsound(f"{name} holds a text that is not UTF-8; `devjournal doctor` says where.")
    if any(part in lowered for part in _FOREIGN_CONTENT):
        return Unsound(f"{name} is not as devjournal made it ({one_line(message)}); {DOCTOR}.")
    if "unsupported file format" in lowered:
        return FileRefused(f"{name} is written in a newer format of SQLite; use a Python with a newer SQLite.")
    if "no such module" in lowered:
        return FileRefused(f"{name} needs full-text search (FTS5), which this Python's SQLite lacks; use another one.")
    if "not a database" in lowered or "malformed" in lowered:
        return FileRefused(f"{name} is damaged; {copies.restore_hint()}.")
    return WriteFailed(f"{name} did not take the change ({message}); nothing was written.")
