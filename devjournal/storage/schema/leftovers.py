"""Unfinished files of new journals and copies, which a killed program leaves behind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from devjournal.platforms import lock_folder
from devjournal.storage.encryption.key import COPIES

NEW_FILE_PREFIX = ".devjournal-new-"
"""The prefix of the name of an unfinished file."""


@contextmanager
def protect_new_files(folder: Path) -> Iterator[None]:
    """Let no program remove the unfinished files in a folder as leftovers during the block."""
    handle = lock_folder(folder, alone=False)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def remove_leftovers(path: Path) -> None:
    """Remove the unfinished files of a killed program beside a journal and its copies. They may not be encrypted.

    If another program is writing such a file in a folder, all of them stay there.
    """
    folder = Path(os.path.realpath(path)).parent  # circular links stay as they are
    for parent in (folder, folder / COPIES):
        with suppress(OSError):
            if files := leftovers(parent):
                _remove(parent, files)


def rollback_journal(path: Path) -> Path:
    """Return the path of the rollback journal that SQLite writes for a database."""
    return Path(f"{os.path.realpath(path)}-journal")


def remove_stale_journal(path: Path, execute: Callable[[str], object]) -> None:
    """Let SQLite remove the rollback journal of a write that was killed before it reached the file.

    SQLite itself would keep such a file until the next write. It holds rows, which may not be encrypted. The rollback
    journal of a program that is writing stays.
    """
    if rollback_journal(path).exists():
        execute("PRAGMA journal_mode = persist")
        execute("PRAGMA journal_mode = delete")  # a change of mode removes it


def leftovers(folder: Path) -> list[Path]:
    """Return the unfinished files in a folder, also those that are being written.

    Raises:
        OSError: the folder is missing, or cannot be read.
    """
    with os.scandir(folder) as entries:
        return [folder / entry.name for entry in entries if entry.name.startswith(NEW_FILE_PREFIX)]


def _remove(folder: Path, files: list[Path]) -> None:
    handle = lock_folder(folder, alone=True)
    if handle is None:
        return
    try:
        for file in files:
            with suppress(OSError):  # on Windows, a file that another program has open stays
                file.unlink()
    finally:
        if handle >= 0:
            os.close(handle)
