"""Temporary files of new journals and copies. A killed program leaves them behind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from devjournal.platforms import lock_folder
from devjournal.storage.encryption.key import COPIES

PART = ".devjournal-new-"
"""The prefix of an unfinished file."""


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Protect a file that is being made in a folder from being removed as a leftover."""
    handle = lock_folder(folder, alone=False)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def remove_leftovers(path: Path) -> None:
    """Remove leftovers of a killed program beside a journal or its copies; they may be plain.

    Files in a folder where another program is making one stay.
    """
    folder = Path(os.path.realpath(path)).parent  # circular links stay as they are
    for each in (folder, folder / COPIES):
        with suppress(OSError):
            if left := leftovers(each):
                _remove(each, left)


def rollback_journal(path: Path) -> Path:
    """Return where SQLite keeps the rollback journal of a database."""
    return Path(f"{os.path.realpath(path)}-journal")


def remove_stale_journal(path: Path, execute: Callable[[str], object]) -> None:
    """Let SQLite remove the rollback journal of a write that was killed before it reached the file.

    There is nothing to roll back, so SQLite would leave it until the next write. It holds rows, which may be plain.
    The rollback journal of a program that is writing stays.
    """
    if rollback_journal(path).exists():
        execute("PRAGMA journal_mode = persist")
        execute("PRAGMA journal_mode = delete")  # a change of mode removes it


def leftovers(folder: Path) -> list[Path]:
    """Return new or left-over files in a folder.

    Raises:
        OSError: the folder is missing, or cannot be read.
    """
    with os.scandir(folder) as entries:
        return [folder / entry.name for entry in entries if entry.name.startswith(PART)]


def _remove(folder: Path, left: list[Path]) -> None:
    handle = lock_folder(folder, alone=True)
    if handle is None:
        return
    try:
        for each in left:
            with suppress(OSError):  # on Windows, a file that another program has open stays
                each.unlink()
    finally:
        if handle >= 0:
            os.close(handle)
