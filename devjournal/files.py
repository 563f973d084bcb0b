"""Writing a file that its owner asked for: whole or not at all, for its owner alone, never over another unasked."""

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

PART = ".devjournal-"
"""What the name of a file begins with until it is whole and gets its own."""

_PARTS = re.compile(rf"{re.escape(PART)}[a-z0-9_]{{8}}(-journal)?")

_CUT_OFF = 24 * 60 * 60
"""Seconds after which such a file is one that nobody writes any more."""


def write_file(target: Path, content: str, *, force: bool, never: Path) -> None:
    """Write `content` to `target`, as `put_file` does.

    Raises:
        FileExists: the file is there already, and it is not said to `force` it.
        OutputFailed: it cannot be written; it is as it was before.
    """

    def fill(temporary: Path) -> None:
        temporary.write_text(content, encoding="utf-8", newline="")

    put_file(target, fill, force=force, never=never)


def put_file(target: Path, fill: Callable[[Path], object], *, force: bool, never: Path, part: str = PART) -> None:
    """Let `fill` write an empty file, mode 0600, that becomes `target` as a whole.

    `never` is the journal, which not even `force` writes over. Until it is whole its name begins with `part`.

    Raises:
        FileExists: the file is there already, and it is not said to `force` it.
        OutputFailed: it cannot be written; it is as it was before.
    """
    name = quoted(str(target), 200)
    try:
        if force:
            target = _replaceable(target, name, never)
        elif os.path.lexists(target):  # a link that leads nowhere is there, too
            raise FileExistsError
        _write(target, fill, force=force, part=part)
    except FileExistsError as error:
        raise FileExists(f"{name} already exists; name another file, or give --force to overwrite it.") from error
    except OSError as error:
        raise OutputFailed(f"{name} cannot be written ({error.strerror}); name another file.") from error
    except ValueError as error:  # a NUL
        raise OutputFailed(f"{name} is not a path; name another file.") from error


def _replaceable(target: Path, name: str, never: Path) -> Path:
    """Return the file that a link stands for; what is no ordinary file, or the journal, is refused."""
    target = Path(os.path.realpath(target))  # links in a circle stay, and are told by what looks at them
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target
    if not stat.S_ISREG(mode):
        raise OutputFailed(f"{name} is not an ordinary file; name another file.")
    if never.exists() and target.samefile(never):
        raise OutputFailed(f"{name} is the journal itself; name another file.")
    return target


def _write(target: Path, fill: Callable[[Path], object], *, force: bool, part: str) -> None:
    """Fill a file under a name of ours, and give it its own once it is on the disk."""
    with tidying_up():
        handle, name = mkstemp(prefix=part, dir=target.parent)  # 0600
        os.close(handle)  # Windows replaces nothing that is open
        temporary = Path(name)
        try:
            _forget_cut_off(temporary)
            fill(temporary)
            fsync_path(temporary)
            if force:
                temporary.replace(target)
            else:
                put_in_place(temporary, target)
            with suppress(OSError):  # some file systems see no folder to the disk
                fsync_path(target.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _forget_cut_off(temporary: Path) -> None:
    """Remove what a program that was killed left in the folder long before `made`."""
    with suppress(OSError):
        now = temporary.stat().st_mtime
        for each in temporary.parent.iterdir():
            if _PARTS.fullmatch(each.name) and now - each.lstat().st_mtime > _CUT_OFF:
                each.unlink(missing_ok=True)
