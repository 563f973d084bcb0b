"""Files that a journal, or a copy of it, is written into before they get its name; a killed program leaves them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from devjournal.platforms import lock_folder
from devjournal.storage.encryption.key import COPIES

PART = ".devjournal-new-"
"""What the name of a file begins with until it is whole."""


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Let nobody take a file that is made in a folder meanwhile for a leftover."""
    handle = lock_folder(folder, alone=False)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def remove_leftovers(path: Path) -> None:
    """Remove what a killed program left of a new file beside a journal or its copies; it may be plain.

    Files in a folder in which another program is making one stay: one of them is not left.
    """
    folder = Path(os.path.realpath(path)).parent  # links in a circle stay as they are
    for each in (folder, folder / COPIES):
        with suppress(OSError):
            if left := leftovers(each):
                _remove(each, left)


def leftovers(folder: Path) -> list[Path]:
    """Return the files in a folder that are new, or were left when a program was killed.

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
            with suppress(OSError):  # on Windows one that another program has open stays
                each.unlink()
    finally:
        if handle >= 0:
            os.close(handle)
