"""Fingerprints: identify an item when it is seen again under another file name."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from hashlib import sha256

MAX_TEXT = 20_000
"""The most characters of a draft's text; a longer text is cut and ends in `…`."""


class SourceKind(StrEnum):
    """The kinds of sources. A fingerprint is unique within its kind."""

    GIT = "git"
    ICS = "ics"
    TEXT = "text"


def fingerprint(*parts: str) -> str:
    """Return a hash that ignores case, white space and Unicode normalization."""
    normalized = ["\x1f".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts]
    return sha256("\x1e".join(normalized).encode("utf-8", "replace")).hexdigest()


def shortened(text: str, limit: int = MAX_TEXT) -> str:
    """Return a text of at most `limit` characters; a cut text ends in `…`."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
