"""Writes age files for a passphrase that are quickly opened: the library takes a second for each, to slow guessing.

They are of the same format, with fewer rounds, so that what reads them is the program's own way of reading.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct

ROUNDS = 1
"""The logarithm of how often scrypt goes round; the library takes some 18."""


def encrypt(content: bytes, passphrase: str) -> str:
    """Return a short text as an armored age file."""
    file_key, salt = secrets.token_bytes(16), secrets.token_bytes(16)
    label = b"age-encryption.org/v1/scrypt"
    wrap = hashlib.scrypt(passphrase.encode(), salt=label + salt, n=1 << ROUNDS, r=8, p=1, dklen=32)
    stanza = f"-> scrypt {_base64(salt)} {ROUNDS}\n{_base64(_seal(wrap, bytes(12), file_key))}\n"
    header = f"age-encryption.org/v1\n{stanza}---".encode()
    mac = hmac.digest(_hkdf(file_key, b"", b"header"), header, "sha256")
    nonce = secrets.token_bytes(16)
    body = _seal(_hkdf(file_key, nonce, b"payload"), bytes(11) + b"\1", content)
    whole = base64.b64encode(header + f" {_base64(mac)}\n".encode() + nonce + body).decode()
    lines = [whole[at : at + 64] for at in range(0, len(whole), 64)]
    return "\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""])


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode().rstrip("=")


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return hmac.digest(hmac.digest(salt or bytes(32), key, "sha256"), info + b"\1", "sha256")


def _seal(key: bytes, nonce: bytes, content: bytes) -> bytes:
    """Encrypt by ChaCha20-Poly1305 without further data (RFC 8439)."""
    stream = b"".join(_block(key, at, nonce) for at in range(1, 2 + len(content) // 64))
    text = bytes(a ^ b for a, b in zip(content, stream, strict=False))
    one_time = _block(key, 0, nonce)[:32]
    padded = text + bytes(-len(text) % 16) + struct.pack("<QQ", 0, len(text))
    r, s = int.from_bytes(one_time[:16], "little"), int.from_bytes(one_time[16:], "little")
    r &= 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    sum_ = 0
    for at in range(0, len(padded), 16):
        sum_ = (sum_ + int.from_bytes(padded[at : at + 16] + b"\1", "little")) * r % (2**130 - 5)
    return text + ((sum_ + s) % 2**128).to_bytes(16, "little")


def _block(key: bytes, counter: int, nonce: bytes) -> bytes:
    start = [*struct.unpack("<4I", b"expand 32-byte k"), *struct.unpack("<8I", key), counter]
    start += struct.unpack("<3I", nonce)
    state = list(start)
    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):  # fmt: skip
            for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                state[x] = (state[x] + state[y]) & 0xFFFFFFFF
                mixed = state[z] ^ state[x]
                state[z] = ((mixed << turn) | (mixed >> (32 - turn))) & 0xFFFFFFFF
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(state, start, strict=True)))
