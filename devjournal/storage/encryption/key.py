"""The key of a journal: what SQLCipher opens the file by, and the age identities of what is no database."""

from __future__ import annotations

from typing import NamedTuple

_PAYLOAD = r"sqlcipher x'([0-9a-f]{96})'\n((?:age AGE-SECRET-KEY-1[0-9A-Z]{58}\n)+)"
"""How the lines of a payload are written."""

MAGIC = b"SQLite format 3\0"
"""What a plain database begins with."""

KEY_OF = "key-of-"
"""What stands before the name of a journal, or of a copy, in the name of its key file."""

COPIES = "backups"
"""The folder of the copies, each with its key file."""

SALT_BYTES = 16
"""Bytes at the start of an encrypted file that tell which key it has."""

_SALT = 2 * SALT_BYTES
"""Hexadecimal digits of the salt, which stand behind the 64 of the key."""


class Key(NamedTuple):
    """A key; whoever has it reads all that the journal holds."""

    raw: str
    """The raw key of SQLCipher and the salt of the file, 96 hexadecimal digits."""
    identities: tuple[str, ...]
    """Age identities: the first encrypts, and the others still read what an earlier key encrypted."""

    @property
    def salt(self) -> str:
        """What a file of this key begins with, so that it is known without a secret."""
        return self.raw[-_SALT:]

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it."""
        return f"x'{self.raw}'"

    def payload(self) -> str:
        """Return the key as it is wrapped: lines that a person can use with the plain tools."""
        return "".join((f"sqlcipher {self.pragma}\n", *(f"age {identity}\n" for identity in self.identities)))


def new_key(before: Key | None = None) -> Key:
    """Return a random key; it also reads the drafts that `before` encrypted."""
    import secrets  # only a new key pays for them

    from pyrage import x25519

    identity = str(x25519.Identity.generate())
    return Key(secrets.token_hex(48), (identity, *(before.identities if before is not None else ())))


def parse_key(payload: str) -> Key:
    """Return the key that a payload holds.

    Raises:
        ValueError: it holds none.
    """
    import re  # only what is unlocked pays for it

    match = re.fullmatch(_PAYLOAD, payload, re.ASCII)
    if match is None:
        raise ValueError("no key")
    return Key(match[1], tuple(line.removeprefix("age ") for line in match[2].splitlines()))
