"""Wraps keys with age, by a passphrase and by a recovery code."""

from __future__ import annotations

import secrets
from unicodedata import normalize

from devjournal.errors import WrongPassphrase
from devjournal.storage.encryption.key import Key, parse_key
from devjournal.storage.encryption.key_file import WrappedKey

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 alphabet, without the ambiguous I, L, O and U."""

_GROUPS, _GROUP = 5, 5
"""The number of groups of a recovery code, and their length: 125 bits."""

_MAX_ATTEMPTS = 5
"""The number of attempts to decrypt: age refuses if it finds the machine too slow, as when it is busy."""

_LOOKALIKES = str.maketrans("ILO", "110", "- ")


def new_code() -> str:
    """Generate a recovery code."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def normalized_code(typed: str) -> str:
    """Normalize a typed recovery code; an empty string if it is not a code."""
    characters = typed.strip().upper().translate(_LOOKALIKES)
    if len(characters) != _GROUPS * _GROUP or set(characters) - set(_LETTERS):
        return ""
    return "-".join(characters[at : at + _GROUP] for at in range(0, len(characters), _GROUP))


def wrap(key: Key, passphrase: str, code: str) -> WrappedKey:
    """Wrap a key by a passphrase and by a recovery code. Each takes about a second, to slow down guessing."""
    return WrappedKey(key.salt, wrap_by(key, passphrase), wrap_by(key, code))


def wrap_by(key: Key, passphrase: str) -> str:
    """Encrypt a key by a passphrase or recovery code, as armored age text."""
    from pyrage import passphrase as age

    wrapped: bytes = age.encrypt(key.payload().encode(), normalize("NFC", passphrase), armored=True)
    return wrapped.decode()


def unwrap(entry: WrappedKey, typed: str) -> Key:
    """Decrypt a wrapped key by a passphrase or recovery code.

    Raises:
        WrongPassphrase: the text is neither, or the machine is too busy to try.
    """
    code = normalized_code(typed)
    for wrapped, secret in (*([(entry.recovery, code)] if code else []), (entry.passphrase, normalize("NFC", typed))):
        key = _decrypted(wrapped, secret)
        if key is not None and key.salt == entry.salt:
            return key
    raise WrongPassphrase("The passphrase is wrong; nothing was changed.")


def _decrypted(wrapped: str, secret: str) -> Key | None:
    from pyrage import DecryptError
    from pyrage import passphrase as age

    for _ in range(_MAX_ATTEMPTS):
        try:
            return parse_key(age.decrypt(wrapped.encode(), secret).decode())
        except DecryptError as error:
            if "xcessive" not in str(error):
                return None
        except ValueError:
            return None
    raise WrongPassphrase("The machine is too busy to check the passphrase; try again. Nothing was changed.")
