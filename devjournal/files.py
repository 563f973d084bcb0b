"""Writes files on request: completely or not at all, with mode 0600, and never over another file unless forced."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileExists, OutputFailed
from devjournal.platforms import fsync_path, put_in_place, tidying_up

UNFINISHED_PREFIX = ".devjournal-"
"""The prefix of the name of an unfinished file."""

_UNFINISHED_NAME = re.compile(rf"{re.escape(UNFINISHED_PREFIX)}[a-z0-9_]{{8}}(-journal)?")

_LEFTOVER_AGE = 24 * 60 * 60
"""The age in seconds from which an unfinished file counts as a leftover."""


def write_file(target: Path, content: str, *, force: bool, never: Path) -> None:
    """Write `content` to `target`, as `put_file` does.

    Raises:
        FileExists: the file exists, and `force` is not set.
        OutputFailed: the file cannot be written; an existing file is unchanged.
    """

    def fill(temporary: Path) -> None:
        temporary.write_text(content, encoding="utf-8", newline="")

    put_file(target, fill, force=force, never=never)


def put_file(
    target: Path, fill: Callable[[Path], object], *, force: bool, never: Path, prefix: str = UNFINISHED_PREFIX
) -> None:
    """Let `fill` write an empty file with mode 0600, then rename it to `target`.

    `never` is the journal, which not even `force` overwrites. The name of the unfinished file begins with `prefix`.

    Raises:
        FileExists: the file exists, and `force` is not set.
        OutputFailed: the file cannot be written; an existing file is unchanged.
    """
    name = quoted(str(target), 200)
    try:
        if force:
            target = _replaceable(target, name, never)
        elif os.path.lexists(target):  # a broken link exists, too
            raise FileExistsError
        _write(target, fill, force=force, prefix=prefix)
    except FileExistsError as error:
        raise FileExists(f"{name} already exists; name another file, or give --force to overwrite it.") from error
    except OSError as error:
        raise OutputFailed(f"{name} cannot be written ({error.strerror}); name another file.") from error
    except ValueError as error:  # a NUL in the path
        raise OutputFailed(f"{name} is not a path; name another file.") from error


def _replaceable(target: Path, name: str, never: Path) -> Path:
    """Return the path to replace: the target of a link. Refuse special files and the journal."""
    target = Path(os.path.realpath(target))  # a circular link stays, and is refused later
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target
    if not stat.S_ISREG(mode):
        raise OutputFailed(f"{name} is not an ordinary file; name another file.")
    if never.exists() and target.samefile(never):
        raise OutputFailed(f"{name} is the journal itself; name another file.")
    return target


def _write(target: Path, fill: Callable[[Path], object], *, force: bool, prefix: str) -> None:
    """Fill a file with a temporary name, and rename it once it is on the disk."""
    with tidying_up():
        handle, name = mkstemp(prefix=prefix, dir=target.parent)  # 0600
        os.close(handle)  # Windows cannot replace an open file
        temporary = Path(name)
        try:
            _remove_leftovers(temporary)
            fill(temporary)
            fsync_path(temporary)
            if force:
                temporary.replace(target)
            else:
                put_in_place(temporary, target)
            with suppress(OSError):  # some file systems cannot sync a folder
                fsync_path(target.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _remove_leftovers(temporary: Path) -> None:
    """Remove old unfinished files of killed programs from the folder of `temporary`, which is new."""
    with suppress(OSError):
        now = temporary.stat().st_mtime
        for path in temporary.parent.iterdir():
            if _UNFINISHED_NAME.fullmatch(path.name) and now - path.lstat().st_mtime > _LEFTOVER_AGE:
                path.unlink(missing_ok=True)
