"""State outside the journal: drafts of open forms, the last theme and folder.

Stored in the platform's state folder, readable only by its owner.
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
from devjournal.platforms import lock as lock_file
from devjournal.platforms import make_folder
from devjournal.settings import LAST

Draft = dict[str, Any]
"""Values of a form by field; `base` holds the values at opening."""


class Cipher(Protocol):
    """Encrypts drafts with the key of their journal."""

    def encrypt(self, content: bytes) -> bytes:
        """Encrypt `content` for the key."""

    def decrypt(self, content: bytes) -> bytes | None:
        """Decrypt `content`; `None` if it is encrypted for another key."""


FindCipher = Callable[[], Cipher | None]
"""Returns the journal's current cipher; `None` if the journal is not encrypted."""

_AGE = b"age-encryption.org/"
"""First bytes of an encrypted draft (age format)."""


def _no_cipher() -> Cipher | None:
    return None


def write_private(path: Path, content: bytes, writer: int) -> None:
    """Write a file atomically, readable only by its owner. `writer` is a number that no other running writer has.

    Raises:
        OSError: the file cannot be written; its former content stays.
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
    """A number that is unique among the apps running on a journal, held by a file lock until the process ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lowest free number. The lock files lie in `folder`, beside the drafts."""
        self.folder = folder
        self.number = 1
        self._handles: dict[int, int] = {}
        with suppress(OSError):  # if the folder cannot be written, there are no drafts that could collide
            make_folder(folder)
            while not self.acquire(self.number):
                self.number += 1
            self._tidy()

    def acquire(self, number: int) -> bool:
        """Try to lock `number`, and return whether this app holds it.

        Raises:
            OSError: the folder cannot be written.
        """
        if number in self._handles:
            return True
        handle = lock_file(self.folder / f".window-{number}")
        if handle is None:
            return False
        self._handles[number] = handle
        return True

    def release(self) -> None:
        """Release all numbers."""
        while self._handles:
            os.close(self._handles.popitem()[1])

    def _tidy(self) -> None:
        """Remove partial files left by a killed app with the same number."""
        for part in self.folder.glob(f".*.json.{self.number}"):
            part.unlink()


class DraftFile:
    """The file with the draft of one form. A draft left by an app that has ended is found, too."""

    def __init__(
        self,
        lock: InstanceLock,
        key: str,
        find_cipher: FindCipher = _no_cipher,
        unwritten: dict[str, Draft] | None = None,
    ) -> None:
        """Store the draft under `key`, encrypted by the cipher that `find_cipher` returns when it is saved.

        `unwritten` has the drafts of this app that could not be written, by key.
        """
        self._lock = lock
        self._unwritten = {} if unwritten is None else unwritten
        self._find_cipher = find_cipher
        self._key = key
        self._path = lock.folder / f"{key}{'' if lock.number == 1 else f'.{lock.number}'}.json"

    @property
    def unwritten(self) -> bool:
        """Whether the last save failed, in this form or in one that was open before."""
        return self._key in self._unwritten

    def load(self) -> Draft | None:
        """Return the saved draft, or `None` if there is none that can be read."""
        if self._key in self._unwritten:
            return dict(self._unwritten[self._key])
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
        """Yield drafts of this form left by apps that no longer run."""
        for path in (
            self._lock.folder / f"{self._key}.json",
            *sorted(self._lock.folder.glob(f"{self._key}.*.json")),
        ):
            number = path.stem.removeprefix(self._key).removeprefix(".") or "1"
            if path != self._path and number.isdecimal():
                with suppress(OSError):
                    if self._lock.acquire(int(number)):
                        yield path

    def save(self, draft: Draft) -> None:
        """Save the draft.

        Raises:
            OSError: the draft cannot be written, or its journal is locked. The app keeps the draft in memory, and
                writes it when it ends, if it can.
        """
        self._unwritten[self._key] = draft
        content = json.dumps(draft).encode()
        try:
            cipher = self._find_cipher()
        except JournalError as error:  # never write the draft of an encrypted journal unencrypted
            raise OSError(EACCES, str(error)) from error
        write_private(self._path, cipher.encrypt(content) if cipher is not None else content, self._lock.number)
        del self._unwritten[self._key]

    def drop(self) -> None:
        """Delete the draft."""
        self._unwritten.pop(self._key, None)
        with suppress(OSError):
            self._path.unlink()


def _read(path: Path, find_cipher: FindCipher = _no_cipher) -> dict[str, Any] | None:
    """Return the JSON object in a file; `None` if the file cannot be read or holds no JSON object."""
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
    """Rewrite the drafts after the journal was encrypted, decrypted or given a new key; return their number.

    `before` decrypts the drafts, and `after` encrypts them; `None` stands for drafts that are not encrypted.
    """
    converted = 0
    for path in sorted(state.drafts.glob("*.json")):
        with suppress(OSError):
            content = path.read_bytes()
            is_encrypted = content.startswith(_AGE)
            decrypted = content if not is_encrypted else before.decrypt(content) if before is not None else None
            if decrypted is None or (after is None and not is_encrypted):
                continue
            write_private(path, after.encrypt(decrypted) if after is not None else decrypted, os.getpid())
            converted += 1
    for part in state.drafts.glob(".*.json.*"):  # partial files of killed apps
        with suppress(OSError):
            part.unlink()
    return converted


class AppState:
    """The part of the state folder that belongs to one journal."""

    def __init__(self, folder: Path, journal: Path, find_cipher: FindCipher = _no_cipher) -> None:
        """Store the drafts of `journal` in a folder of their own; `find_cipher` returns the cipher for them."""
        self._folder = folder
        self._find_cipher = find_cipher
        self._journal = journal
        self._lock: InstanceLock | None = None
        self._unwritten: dict[str, Draft] = {}

    def draft_file(self, key: str) -> DraftFile:
        """Return the draft file of the form `key`, such as `recap-2026-W48`."""
        if self._lock is None:
            self._lock = InstanceLock(self.drafts)
        return DraftFile(self._lock, key, self._find_cipher, self._unwritten)

    @property
    def drafts(self) -> Path:
        """The folder of this journal's drafts."""
        from hashlib import sha256  # keeps the start fast

        return self._folder / "drafts" / sha256(os.fsencode(self._journal.resolve())).hexdigest()[:16]

    def close(self) -> None:
        """Try again to write the drafts that could not be written, and release them for other apps."""
        for key, draft in list(self._unwritten.items()):
            with suppress(OSError):
                self.draft_file(key).save(draft)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def theme(self, configured: str) -> str:
        """Return the theme chosen last in the app, or "".

        `configured` is the theme in the settings. If it has changed since the choice, the choice is void.
        """
        return self._read_choice("theme") if configured in (LAST, self._read_choice("theme_named")) else ""

    def save_theme(self, theme: str, configured: str) -> None:
        """Remember the theme that was chosen while the settings name `configured`."""
        self._write_choice("theme", theme)
        self._write_choice("theme_named", configured)

    def pages_folder(self) -> str:
        """Return the folder of the page written last, or ""."""
        return self._read_choice("pages")

    def save_pages_folder(self, folder: str) -> None:
        """Remember the folder of the page written last."""
        self._write_choice("pages", folder)

    @property
    def _choices(self) -> Path:
        return self._folder / "app.json"

    def _read_choice(self, name: str) -> str:
        choice = (_read(self._choices) or {}).get(name, "")
        return choice if isinstance(choice, str) else ""

    def _write_choice(self, name: str, choice: str) -> None:
        """Store one choice beside the others. Nothing is stored if the folder cannot be written."""
        choices = {**(_read(self._choices) or {}), name: choice}
        with suppress(OSError):
            write_private(self._choices, json.dumps(choices).encode(), os.getpid())
