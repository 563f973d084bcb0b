"""The key of a journal: the raw SQLCipher key of the databases, and the age identities of all other files."""

from __future__ import annotations

from typing import NamedTuple

_PAYLOAD = r"sqlcipher x'([0-9a-f]{96})'\n((?:age AGE-SECRET-KEY-1[0-9A-Z]{58}\n)+)"
"""The format of a payload: one line for SQLCipher, one for each age identity."""

MAGIC = b"SQLite format 3\0"
"""The first bytes of a plain SQLite database."""

KEY_OF = "key-of-"
"""The prefix of a key file's name, before the name of the journal or copy."""

COPIES = "backups"
"""The folder of the copies and their key files."""

SALT_BYTES = 16
"""The length of the salt at the start of an encrypted file. It identifies the key."""

_SALT = 2 * SALT_BYTES
"""The number of hexadecimal digits of the salt, after the 64 of the key."""


class Key(NamedTuple):
    """The key of a journal, its copies, form drafts and sync files."""

    raw: str
    """SQLCipher's raw key and the salt, 96 hexadecimal digits."""
    identities: tuple[str, ...]
    """Age identities, newest first. The first encrypts; the others belong to earlier keys, and only decrypt."""

    @property
    def salt(self) -> str:
        """The salt in hexadecimal: the public identifier of the key."""
        return self.raw[-_SALT:]

    @property
    def pragma(self) -> str:
        """The key as a value for SQLCipher's `PRAGMA key`."""
        return f"x'{self.raw}'"

    def payload(self) -> str:
        """Return the text that age encrypts. Its lines work with the `sqlcipher` and `age` programs."""
        return "".join((f"sqlcipher {self.pragma}\n", *(f"age {identity}\n" for identity in self.identities)))


def new_key(before: Key | None = None) -> Key:
    """Generate a random key. It keeps the age identities of the key `before`, to decrypt old drafts."""
    import secrets  # slow to import, needed only for a new key

    from pyrage import x25519

    identity = str(x25519.Identity.generate())
    return Key(secrets.token_hex(48), (identity, *(before.identities if before is not None else ())))


def parse_key(payload: str) -> Key:
    """Parse a payload.

    Raises:
        ValueError: the text is not a payload.
    """
    import re  # slow to import, needed only to unlock

    match = re.fullmatch(_PAYLOAD, payload, re.ASCII)
    if match is None:
        raise ValueError("no key")
    return Key(match[1], tuple(line.removeprefix("age ") for line in match[2].splitlines()))
