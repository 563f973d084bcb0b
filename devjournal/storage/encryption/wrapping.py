"""Wraps a key with age: by a passphrase, and by a recovery code that nobody has to remember."""

from __future__ import annotations

import secrets
from unicodedata import normalize

from devjournal.errors import WrongPassphrase
from devjournal.storage.encryption.key import Key, parse_key
from devjournal.storage.encryption.key_file import WrappedKey

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: digits and letters without I, L, O and U, which are easily misread."""

_GROUPS, _GROUP = 5, 5
"""Groups of a recovery code, and letters of each: 125 bits."""

_TRIES = 5
"""Attempts to decrypt: age measures the machine's speed, and refuses if the machine is busy."""

_ALIKE = str.maketrans("ILO", "110", "- ")


def new_code() -> str:
    """Return a random recovery code, in groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def as_code(typed: str) -> str:
    """Return a typed recovery code in the form in which it was shown; empty if it cannot be a code."""
    bare = typed.strip().upper().translate(_ALIKE)
    if len(bare) != _GROUPS * _GROUP or set(bare) - set(_LETTERS):
        return ""
    return "-".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))


def wrap(key: Key, passphrase: str, code: str) -> WrappedKey:
    """Wrap a key by a passphrase and by a recovery code. Each takes about a second, which makes guessing slow."""
    return WrappedKey(key.salt, wrap_by(key, passphrase), wrap_by(key, code))


def wrap_by(key: Key, passphrase: str) -> str:
    """Return a key as age text that the passphrase, or the recovery code, opens."""
    from pyrage import passphrase as age

    wrapped: bytes = age.encrypt(key.payload().encode(), normalize("NFC", passphrase), armored=True)
    return wrapped.decode()


def unwrap(entry: WrappedKey, typed: str) -> Key:
    """Return the key that a passphrase or a recovery code opens.

    Raises:
        WrongPassphrase: it opens neither wrapping.
    """
    code = as_code(typed)
    for wrapped, secret in (*([(entry.recovery, code)] if code else []), (entry.passphrase, normalize("NFC", typed))):
        key = _opened(wrapped, secret)
        if key is not None and key.salt == entry.salt:
            return key
    raise WrongPassphrase("The passphrase is wrong; nothing was changed.")


def _opened(wrapped: str, secret: str) -> Key | None:
    from pyrage import DecryptError
    from pyrage import passphrase as age

    for _ in range(_TRIES):
        try:
            return parse_key(age.decrypt(wrapped.encode(), secret).decode())
        except DecryptError as error:
            if "xcessive" not in str(error):
                return None
        except ValueError:
            return None
    raise WrongPassphrase("The machine is too busy to try the passphrase; do it again. Nothing was changed.")
