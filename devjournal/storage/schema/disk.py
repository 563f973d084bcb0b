"""Finds out why a disk refuses a write, which SQLite does not say, with a test file beside the journal."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileBusy, FileRefused, WriteFailed
from devjournal.platforms import lock_refused

NO_LOCKS = "is in a folder that cannot lock files"
"""The message for a mount without file locks, where two programs could write at once."""

ELSEWHERE = "keep the journal on a disk of this machine, and let the folder carry exports"
"""What to do about it, as in the guide."""

_FULL = (errno.ENOSPC, errno.EDQUOT)

_TRIED = 65_536
"""Bytes written to test for free space."""


def refusal(path: Path, *, room: bool = True) -> FileRefused | WriteFailed | None:
    """Return why no file can be locked beside a path, or with `room` also written; None if it can, or cannot be tested.

    Call it after SQLite refused: it writes a test file there, and removes it.
    """
    from tempfile import mkstemp  # only a refusal needs it

    name = quoted(str(path), 200)
    try:
        handle, trial = mkstemp(prefix=".devjournal-", dir=path.resolve().parent)
    except (OSError, RuntimeError) as error:  # OSError also means circular links
        return no_room(name) if getattr(error, "errno", 0) in _FULL else None
    try:
        if why := lock_refused(handle):
            return lockless(path, why)
        if room:
            os.write(handle, bytes(_TRIED))
            os.fsync(handle)
    except OSError as error:
        return no_room(name) if error.errno in _FULL else None
    finally:
        os.close(handle)
        Path(trial).unlink(missing_ok=True)
    return None


def lockless(path: Path, why: str) -> FileRefused:
    """Return the message for a journal in a folder that cannot lock files."""
    return FileRefused(f"{quoted(str(path), 200)} {NO_LOCKS} ({why}); {ELSEWHERE}.")


def no_locks(path: Path) -> str:
    """Return why a file cannot be locked, or an empty text.

    This process must not have it open, or it loses its locks.
    """
    try:
        with path.open("rb") as file:
            return lock_refused(file.fileno())
    except OSError:
        return ""


def no_room(name: str) -> WriteFailed:
    """Return the message for a journal on a full disk; `name` is quoted."""
    return WriteFailed(f"There is no room left to write {name}; free some space, then save again.")


def held_elsewhere(path: Path) -> FileBusy:
    """Return the message for a journal that another program holds."""
    return FileBusy(f"{quoted(str(path), 200)} is held by another program; try again when it is done.")
