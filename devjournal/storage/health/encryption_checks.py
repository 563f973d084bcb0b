"""Checks of an encrypted journal's key file, and of the encryption of its copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from devjournal.domain.copies.copies import Copy
from devjournal.domain.copies.health_check import CheckResult, ok, problem, warning
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import FileRefused
from devjournal.storage.copies.copies import Copies
from devjournal.storage.encryption.key import KEY_OF, Key
from devjournal.storage.encryption.key_file import key_file_of, read_entries
from devjournal.storage.encryption.keyring import is_locked, is_plain, key_of, lacks_key
from devjournal.storage.health.environment_checks import first_names


def check_encryption(path: Path, copies: Copies) -> Iterator[CheckResult]:
    """Check the key file, and look for plain, locked and keyless copies. Yield nothing if nothing is encrypted."""
    if keyless := _without_key(path, copies):
        yield problem(
            "key",
            f"{first_names(quoted(copy.name, 80) for copy in keyless)} cannot be opened: the key file is missing, "
            "or the copy is damaged",
            f"put the key file back ({KEY_OF} and the name of the copy), or remove the copy",
        )
    key = _key(path)
    keys = key_file_of(path)
    name = quoted(keys.name, 80)
    if key is None:
        if keys.exists() and is_plain(path):
            yield warning("key", f"it is not encrypted, but there is {name} beside it", f"remove {name}")
        return
    yield _key_file(keys, key)
    if plain := [copy for copy in copies.all() if is_plain(copies.path_of(copy))]:
        yield problem(
            "plain",
            f"{first_names(quoted(copy.name, 80) for copy in plain)} "
            f"{'is' if len(plain) == 1 else 'are'} not encrypted, though the journal is",
            "encrypt them with `devjournal encrypt`, and remove the copies that it cannot encrypt",
        )
    if locked := [copy for copy in copies.all() if is_locked(copies.path_of(copy))]:
        says = f"{pluralized(len(locked), 'copy has', 'copies have')} another key"
        yield warning(
            "locked", says, "a restore asks for the passphrase of that copy; remove copies that you do not need"
        )


def _key_file(keys: Path, key: Key) -> CheckResult:
    name = quoted(keys.name, 80)
    remedy = "replace it with the key file of the newest copy, or make a new key with `devjournal passphrase --new-key`"
    try:
        entries = read_entries(keys)
    except FileRefused as error:
        return problem("key", str(error).partition("; ")[0], remedy)
    if not entries:
        return problem(
            "key", f"{name} is missing: once the journal is locked, only the key file of a copy opens it", remedy
        )
    if all(entry.salt != key.salt for entry in entries):
        return problem("key", f"{name} belongs to another journal", remedy)
    return ok("key", "it is encrypted, and its key file is valid")


def closed_copies(path: Path, copies: Copies) -> set[Copy]:
    """Return the copies that cannot be opened: another key locks them, or their key file is missing."""
    locked = {copy for copy in copies.all() if is_locked(copies.path_of(copy))}
    return locked | set(_without_key(path, copies))


def _without_key(path: Path, copies: Copies) -> list[Copy]:
    """Return the copies that seem to be encrypted but have no key file; none if the journal is plain."""
    return [] if is_plain(path) else [copy for copy in copies.all() if lacks_key(copies.path_of(copy))]


def _key(path: Path) -> Key | None:
    try:
        return key_of(path)
    except FileRefused:
        return None
