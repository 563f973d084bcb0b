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

USE_LOCAL_DISK = "keep the journal on a disk of this machine, and let the folder carry exports"
"""What to do about such a mount, as in the guide."""

_FULL = (errno.ENOSPC, errno.EDQUOT)

_TEST_BYTES = 65_536
"""The number of bytes written to test for free space."""


def refusal(path: Path, *, test_write: bool = True) -> FileRefused | WriteFailed | None:
    """Return why a file beside a path cannot be locked or, with `test_write`, written; None if it can, or is unknown.

    Call this after SQLite refused a write. It creates a test file beside the path, and removes it.
    """
    from tempfile import mkstemp  # only a refusal needs it

    name = quoted(str(path), 200)
    try:
        handle, test_file = mkstemp(prefix=".devjournal-", dir=path.resolve().parent)
    except (OSError, RuntimeError) as error:  # OSError also means circular links
        return disk_full_error(name) if getattr(error, "errno", 0) in _FULL else None
    try:
        if why := lock_refused(handle):
            return no_locks_error(path, why)
        if test_write:
            os.write(handle, bytes(_TEST_BYTES))
            os.fsync(handle)
    except OSError as error:
        return disk_full_error(name) if error.errno in _FULL else None
    finally:
        os.close(handle)
        Path(test_file).unlink(missing_ok=True)
    return None


def no_locks_error(path: Path, why: str) -> FileRefused:
    """Return the message for a journal in a folder that cannot lock files."""
    return FileRefused(f"{quoted(str(path), 200)} {NO_LOCKS} ({why}); {USE_LOCAL_DISK}.")


def lock_failure(path: Path) -> str:
    """Return why a file cannot be locked, or an empty text.

    This process must not have the file open, or it loses its locks on the file.
    """
    try:
        with path.open("rb") as file:
            return lock_refused(file.fileno())
    except OSError:
        return ""


def disk_full_error(name: str) -> WriteFailed:
    """Return the message for a journal on a full disk; `name` is quoted."""
    return WriteFailed(f"There is no room left to write {name}; free some space, then save again.")


def busy_error(path: Path) -> FileBusy:
    """Return the message for a journal that another program holds."""
    return FileBusy(f"{quoted(str(path), 200)} is held by another program; try again when it is done.")
