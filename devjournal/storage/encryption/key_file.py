"""The file beside a journal that holds its key, wrapped by the passphrase and by the recovery code.

It is JSON with age in it, so that `age -d` and `sqlcipher` open the journal without devjournal. While a journal is
encrypted anew it holds two entries: the file itself, by how it begins, says which of them is its own. Each entry has a
checksum, so that a flipped bit is not taken for a wrong passphrase.
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
    """One key, twice: age with the passphrase, and age with the recovery code."""

    salt: str
    passphrase: str
    recovery: str

    def checksum(self) -> str:
        """Return the SHA-256 of the entry."""
        return sha256("\n".join(self).encode("utf-8", "surrogatepass")).hexdigest()


def key_file_of(path: Path) -> Path:
    """Return the path of the key file for a journal or a copy, beside the file itself; links are followed."""
    with suppress(OSError, RuntimeError):  # links in a circle
        path = path.resolve()
    return path.with_name(f"{KEY_OF}{path.name}")


def read_entries(path: Path) -> tuple[WrappedKey, ...]:
    """Return the wrapped keys in a key file; an empty tuple if there is no file.

    Raises:
        FileRefused: the file is damaged, no key file, or of a newer version.
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
    for each in document["keys"]:
        values = [each.get(name) for name in WrappedKey._fields] if isinstance(each, dict) else []
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) != len(WrappedKey._fields) or not _SALT.fullmatch(texts[0]):
            raise _damaged(path)
        entry = WrappedKey(*texts)
        if each.get(CHECKSUM, entry.checksum()) != entry.checksum():
            raise _damaged(path)
        yield entry


def entry_for(path: Path, salt: str) -> WrappedKey | None:
    """Return the wrapped key with this salt for a journal or a copy; None if no key file holds it.

    The key file beside `path` comes first. If it is lost, damaged or of another journal, the key files of the copies
    are searched.

    Raises:
        FileRefused: the key file beside `path` cannot be read, and no other one has the key.
    """
    beside = key_file_of(path)
    trouble: FileRefused | None = None
    for place in (beside, *_beside_copies(beside.parent)):
        try:
            entry_found = next((entry for entry in read_entries(place) if entry.salt == salt), None)
        except FileRefused as error:
            trouble = error if place == beside else trouble
            continue
        if entry_found is not None:
            return entry_found
    if trouble is not None:
        raise trouble
    return None


def _beside_copies(folder: Path) -> list[Path]:
    """Return the key files of copies, newest first; `folder` is that of a journal or of its copies."""
    copies = folder if folder.name == COPIES else folder / COPIES
    with suppress(OSError):
        return sorted(copies.glob(f"{KEY_OF}*"), reverse=True)
    return []


def write_entries(path: Path, entries: Iterable[WrappedKey]) -> None:
    """Replace a key file atomically, with mode 0600, and sync it to the disk.

    Raises:
        OSError: it cannot be written. The old file stays.
    """
    keys = [{**entry._asdict(), CHECKSUM: entry.checksum()} for entry in entries]
    text = json.dumps({"format": FORMAT, "version": VERSION, "keys": keys}, indent=1) + "\n"
    handle, name = mkstemp(prefix=".devjournal-", dir=path.parent)  # 0600
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        fsync_path(part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # some file systems see no folder to the disk
        fsync_path(path.parent)


def _damaged(path: Path, trouble: str = "is damaged") -> FileRefused:
    return FileRefused(
        f"{quoted(str(path), 200)} {trouble}; put the key file of a copy in its place, which lies beside the copy "
        f"and whose name begins with {KEY_OF}, too."
    )
