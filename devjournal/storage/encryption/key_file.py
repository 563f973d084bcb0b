"""The key file beside a journal: its key, wrapped with age by the passphrase and by the recovery code.

It is JSON with armored age texts, so that `age -d` and `sqlcipher` open the journal without devjournal. While a new key
replaces an old one, it holds both; the salt at the start of the journal selects the entry. Each
entry has a checksum, which tells damage from a wrong passphrase.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Any, NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileRefused
from devjournal.platforms import fsync_path
from devjournal.storage.encryption.key import COPIES, KEY_OF

FORMAT, VERSION = "devjournal-key", 1

CHECKSUM = "sha256"
"""The field of an entry that holds its checksum."""

_SALT = re.compile(r"[0-9a-f]{32}", re.ASCII)


class WrappedKey(NamedTuple):
    """A key, wrapped twice: by the passphrase and by the recovery code, as armored age texts."""

    salt: str
    passphrase: str
    recovery: str

    def checksum(self) -> str:
        """Return the SHA-256 of the entry."""
        return sha256("\n".join(self).encode("utf-8", "surrogatepass")).hexdigest()


def key_file_of(path: Path) -> Path:
    """Return the path of the key file of a journal or copy, in the same folder. Symbolic links are followed."""
    with suppress(OSError, RuntimeError):  # circular links
        path = path.resolve()
    return path.with_name(f"{KEY_OF}{path.name}")


def read_entries(path: Path) -> tuple[WrappedKey, ...]:
    """Read the wrapped keys of a key file; none if the file does not exist.

    Raises:
        FileRefused: the file cannot be read, is not a key file, or has a newer version.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _damaged(path, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    return tuple(_entries(document, path))


def _entries(document: Any, path: Path) -> Iterable[WrappedKey]:
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("keys"), list):
        raise _damaged(path)
    if document.get("version") != VERSION:
        raise FileRefused(f"{quoted(str(path), 200)} was written by a newer devjournal; update this one to open it.")
    for item in document["keys"]:
        values = [item.get(name) for name in WrappedKey._fields] if isinstance(item, dict) else []
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) != len(WrappedKey._fields) or not _SALT.fullmatch(texts[0]):
            raise _damaged(path)
        entry = WrappedKey(*texts)
        if item.get(CHECKSUM, entry.checksum()) != entry.checksum():
            raise _damaged(path)
        yield entry


def entry_for(path: Path, salt: str) -> WrappedKey | None:
    """Find the wrapped key with a salt for a journal or copy: in its own key file, else in those of the copies.

    Return None if no key file has it.

    Raises:
        FileRefused: its own key file cannot be read, and no other has the key.
    """
    own_file = key_file_of(path)
    own_error: FileRefused | None = None
    for key_file in (own_file, *_key_files_of_copies(own_file.parent)):
        try:
            match = next((entry for entry in read_entries(key_file) if entry.salt == salt), None)
        except FileRefused as error:
            own_error = error if key_file == own_file else own_error
            continue
        if match is not None:
            return match
    if own_error is not None:
        raise own_error
    return None


def _key_files_of_copies(folder: Path) -> list[Path]:
    """Return the key files of the copies, newest first. `folder` is the folder of a journal or of its copies."""
    copies = folder if folder.name == COPIES else folder / COPIES
    with suppress(OSError):
        return sorted(copies.glob(f"{KEY_OF}*"), reverse=True)
    return []


def write_entries(path: Path, entries: Iterable[WrappedKey]) -> None:
    """Replace a key file atomically, with mode 0600, and sync it to the disk.

    Raises:
        OSError: the file cannot be written. The old file is unchanged.
    """
    keys = [{**entry._asdict(), CHECKSUM: entry.checksum()} for entry in entries]
    text = json.dumps({"format": FORMAT, "version": VERSION, "keys": keys}, indent=1) + "\n"
    handle, name = mkstemp(prefix=".devjournal-", dir=path.parent)  # 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        fsync_path(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # some file systems cannot sync a folder
        fsync_path(path.parent)


def _damaged(path: Path, fault: str = "is damaged") -> FileRefused:
    return FileRefused(
        f"{quoted(str(path), 200)} {fault}; replace it by the key file of a copy, which lies beside the copy and "
        f"whose name also begins with {KEY_OF}."
    )
