"""The key of a journal: what SQLCipher opens the file by, and the age identities of what is no database."""

from __future__ import annotations

from typing import NamedTuple

_PAYLOAD = r"sqlcipher x'([0-9a-f]{96})'\n((?:age AGE-SECRET-KEY-1[0-9A-Z]{58}\n)+)"
"""How the lines of a payload are written."""

MAGIC = b"SQLite format 3\0"
"""First bytes of a plain SQLite database."""

KEY_OF = "key-of-"
"""Prefix of a key file's name; the name of the journal, or of the copy, follows."""

COPIES = "backups"
"""The folder of the copies, each with its key file."""

SALT_BYTES = 16
"""Length of the salt at the start of an encrypted file. The salt names the key."""

_SALT = 2 * SALT_BYTES
"""Hexadecimal digits of the salt, which stand behind the 64 of the key."""


class Key(NamedTuple):
    """The key of a journal. It opens everything: the file, its copies, drafts and sync files."""

    raw: str
    """The raw key of SQLCipher and the salt of the file, 96 hexadecimal digits."""
    identities: tuple[str, ...]
    """Age identities: the first encrypts, and the others still read what an earlier key encrypted."""

    @property
    def salt(self) -> str:
        """The first bytes of a file with this key, in hexadecimal: they name the key without a secret."""
        return self.raw[-_SALT:]

    @property
    def pragma(self) -> str:
        """The key as a value for SQLCipher's `PRAGMA key`."""
        return f"x'{self.raw}'"

    def payload(self) -> str:
        """Return the key as it is wrapped: lines that a person can use with the plain tools."""
        return "".join((f"sqlcipher {self.pragma}\n", *(f"age {identity}\n" for identity in self.identities)))


def new_key(before: Key | None = None) -> Key:
    """Return a random key; it also decrypts drafts of the key `before`."""
    import secrets  # only a new key pays for them

    from pyrage import x25519

    identity = str(x25519.Identity.generate())
    return Key(secrets.token_hex(48), (identity, *(before.identities if before is not None else ())))


def parse_key(payload: str) -> Key:
    """Return the key in a payload.

    Raises:
        ValueError: the payload holds no key.
    """
    import re  # only what is unlocked pays for it

    match = re.fullmatch(_PAYLOAD, payload, re.ASCII)
    if match is None:
        raise ValueError("no key")
    return Key(match[1], tuple(line.removeprefix("age ") for line in match[2].splitlines()))
