"""Fingerprints: by what a thing is known when it is seen again, whatever it is called in the file."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from hashlib import sha256

MAX_TEXT = 20_000
"""Characters of a draft's text; a longer text is cut and says so."""


class SourceKind(StrEnum):
    """The kinds of places where drafts are seen; a fingerprint is unique in its kind."""

    GIT = "git"
    ICS = "ics"
    TEXT = "text"


def fingerprint(*parts: str) -> str:
    """Return a hash of texts that is the same for texts which differ in case, white space or Unicode form alone."""
    plain = ["\x1f".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts]
    return sha256("\x1e".join(plain).encode("utf-8", "replace")).hexdigest()


def shortened(text: str, most: int = MAX_TEXT) -> str:
    """Return a text that is not longer than `most` characters; a cut ends in `…`."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
