"""Writing a file that its owner asked for: whole or not at all, for its owner alone, never over another unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp

from devjournal.domain.text import quoted
from devjournal.errors import OutputFailed, OutputThere
from devjournal.platforms import see_on_disk


def write_file(target: Path, content: str, *, force: bool, never: Path) -> None:
    """Write `content` to `target`, as `put_file` does.

    Raises:
        OutputThere: the file is there already, and it is not said to `force` it.
        OutputFailed: it cannot be written; it is as it was before.
    """

    def fill(temporary: Path) -> None:
        temporary.write_text(content, encoding="utf-8", newline="")

    put_file(target, fill, force=force, never=never)


def put_file(target: Path, fill: Callable[[Path], object], *, force: bool, never: Path) -> None:
    """Let `fill` write an empty file, mode 0600, that becomes `target` as a whole.

    `never` is the journal, which not even `force` writes over.

    Raises:
        OutputThere: the file is there already, and it is not said to `force` it.
        OutputFailed: it cannot be written; it is as it was before.
    """
    name = quoted(str(target), 200)
    try:
        if force:
            target = _replaceable(target, name, never)
            _write(target, fill)
        else:
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # the name is ours from here on
            try:
                _write(target, fill)
            except BaseException:
                target.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise OutputThere(f"{name} is there already; name another file, or give --force to write over it.") from error
    except OSError as error:
        raise OutputFailed(f"{name} cannot be written ({error.strerror}); name another file.") from error


def _replaceable(target: Path, name: str, never: Path) -> Path:
    """Return the file that a link stands for; what is no ordinary file, or the journal, is refused."""
    target = target.resolve()
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target
    if not stat.S_ISREG(mode):
        raise OutputFailed(f"{name} is not an ordinary file; name another file.")
    if never.exists() and target.samefile(never):
        raise OutputFailed(f"{name} is the journal itself; name another file.")
    return target


def _write(target: Path, fill: Callable[[Path], object]) -> None:
    handle, name = mkstemp(prefix=".devjournal-", dir=target.parent)  # 0600
    os.close(handle)  # Windows replaces nothing that is open
    temporary = Path(name)
    try:
        fill(temporary)
        see_on_disk(temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
