"""What the app keeps outside the journal: drafts of what is being typed, and what was chosen last.

All of it lies in the platform's state folder, readable by its owner alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from typing import Any, Protocol

from devjournal.errors import JournalError
from devjournal.platforms import lock, make_folder
from devjournal.settings import LAST

Draft = dict[str, Any]
"""The answers of a form by field, and under `base` what they were when it was opened."""


class Cipher(Protocol):
    """Encrypts drafts to the key of the journal that they belong to."""

    def encrypt(self, content: bytes) -> bytes:
        """Return bytes that only the key reads."""

    def decrypt(self, content: bytes) -> bytes | None:
        """Return what was encrypted; None where it was not to this key."""


FindCipher = Callable[[], Cipher | None]
"""Returns what encrypts the drafts by now; None where the journal is plain."""

_AGE = b"age-encryption.org/"
"""What an encrypted draft begins with."""


def _plain() -> Cipher | None:
    return None


def write_private(path: Path, content: bytes, writer: int) -> None:
    """Write a file whole or not at all, readable by its owner alone; no other `writer` at work has this number.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    make_folder(path.parent)
    part = path.with_name(f".{path.name}.{writer}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


class InstanceLock:
    """One app on a journal: a number that no other one has while it runs, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lowest number that is free; drafts lie in `folder`."""
        self.folder = folder
        self.number = 1
        self._locks: dict[int, int] = {}
        with suppress(OSError):  # where nothing can be written, nothing is mixed up either
            make_folder(folder)
            while not self.take(self.number):
                self.number += 1
            self._tidy()

    def take(self, number: int) -> bool:
        """Take a number, where no other running app has it.

        Raises:
            OSError: the folder cannot be written.
        """
        if number in self._locks:
            return True
        lock_file = lock(self.folder / f".window-{number}")
        if lock_file is None:
            return False
        self._locks[number] = lock_file
        return True

    def leave(self) -> None:
        """Give the numbers back."""
        while self._locks:
            os.close(self._locks.popitem()[1])

    def _tidy(self) -> None:
        """Remove what was half written when the window that had this number before was killed."""
        for part in self.folder.glob(f".*.json.{self.number}"):
            part.unlink()


class DraftFile:
    """The draft of one form in one window; what a window that is gone left there is found as well."""

    def __init__(self, window: InstanceLock, key: str, find_cipher: FindCipher = _plain) -> None:
        """Keep it under `key`; what `find_cipher` returns by then encrypts it."""
        self._window = window
        self._find_cipher = find_cipher
        self._key = key
        self._path = window.folder / f"{key}{'' if window.number == 1 else f'.{window.number}'}.json"

    def load(self) -> Draft | None:
        """Return the draft that was left, or None; one that cannot be read is none."""
        draft = _read(self._path, self._find_cipher)
        if draft is not None:
            return draft
        for path in self._orphans():
            draft = _read(path, self._find_cipher)
            if draft is not None:
                with suppress(OSError):
                    path.replace(self._path)
                return draft
        return None

    def _orphans(self) -> Iterator[Path]:
        """Yield the drafts of this form whose window is gone."""
        for path in (
            self._window.folder / f"{self._key}.json",
            *sorted(self._window.folder.glob(f"{self._key}.*.json")),
        ):
            number = path.stem.removeprefix(self._key).removeprefix(".") or "1"
            if path != self._path and number.isdecimal():
                with suppress(OSError):
                    if self._window.take(int(number)):
                        yield path

    def save(self, draft: Draft) -> None:
        """Keep the draft.

        Raises:
            OSError: it cannot be written, or the journal that it belongs to is locked.
        """
        content = json.dumps(draft).encode()
        try:
            cipher = self._find_cipher()
        except JournalError as error:  # nothing of it is written in plain
            raise OSError(EACCES, str(error)) from error
        write_private(self._path, cipher.encrypt(content) if cipher is not None else content, self._window.number)

    def drop(self) -> None:
        """Forget the draft: it was saved, or is not wanted."""
        with suppress(OSError):
            self._path.unlink()


def _read(path: Path, find_cipher: FindCipher = _plain) -> dict[str, Any] | None:
    """Return the object that a file holds; None where it cannot be read as one."""
    try:
        content = path.read_bytes()
        if content.startswith(_AGE):
            cipher = find_cipher()
            content = (cipher.decrypt(content) if cipher is not None else None) or b""
        fields = json.loads(content.decode())
    except (OSError, ValueError, RecursionError, JournalError):
        return None
    return fields if isinstance(fields, dict) else None


def convert_drafts(state: AppState, before: Cipher | None, after: Cipher | None) -> int:
    """Write the drafts of a journal that was encrypted, decrypted, or got a new key as it is now; return how many.

    `before` reads those that are encrypted, `after` encrypts them; None stands for plain ones.
    """
    converted = 0
    for path in sorted(state.drafts.glob("*.json")):
        with suppress(OSError):
            content = path.read_bytes()
            is_encrypted = content.startswith(_AGE)
            plain = content if not is_encrypted else before.decrypt(content) if before is not None else None
            if plain is None or (after is None and not is_encrypted):
                continue
            write_private(path, after.encrypt(plain) if after is not None else plain, os.getpid())
            converted += 1
    for part in state.drafts.glob(".*.json.*"):  # what a window that was killed had half written
        with suppress(OSError):
            part.unlink()
    return converted


class AppState:
    """The state folder, as far as one journal is concerned."""

    def __init__(self, folder: Path, journal: Path, find_cipher: FindCipher = _plain) -> None:
        """Keep what belongs to `journal` apart from other journals; what `find_cipher` returns encrypts its drafts."""
        self._folder = folder
        self._find_cipher = find_cipher
        self._journal = journal
        self._window: InstanceLock | None = None

    def slot(self, key: str) -> DraftFile:
        """Return the draft of the form that `key` names, such as `recap-2026-W48`."""
        if self._window is None:
            self._window = InstanceLock(self.drafts)
        return DraftFile(self._window, key, self._find_cipher)

    @property
    def drafts(self) -> Path:
        """The folder of the journal's drafts."""
        from hashlib import sha256  # a start does not pay for it

        return self._folder / "drafts" / sha256(os.fsencode(self._journal.resolve())).hexdigest()[:16]

    def close(self) -> None:
        """Leave the drafts to the next window."""
        if self._window is not None:
            self._window.leave()
            self._window = None

    def theme(self, named: str) -> str:
        """Return the theme that was chosen last, or an empty text.

        `named` is what the settings say: where they said something else at that time, they are newer than the choice.
        """
        return self._chosen("theme") if named in (LAST, self._chosen("theme_named")) else ""

    def keep_theme(self, theme: str, named: str) -> None:
        """Remember the theme that was chosen while the settings say `named`."""
        self._choose("theme", theme)
        self._choose("theme_named", named)

    def pages(self) -> str:
        """Return the folder that a page was written to last, or an empty text."""
        return self._chosen("pages")

    def keep_pages(self, folder: str) -> None:
        """Remember the folder that a page was written to."""
        self._choose("pages", folder)

    @property
    def _choices(self) -> Path:
        return self._folder / "app.json"

    def _chosen(self, name: str) -> str:
        choice = (_read(self._choices) or {}).get(name, "")
        return choice if isinstance(choice, str) else ""

    def _choose(self, name: str, choice: str) -> None:
        """Remember a choice beside the others; where the folder cannot be written it is not remembered."""
        chosen = {**(_read(self._choices) or {}), name: choice}
        with suppress(OSError):
            write_private(self._choices, json.dumps(chosen).encode(), os.getpid())
