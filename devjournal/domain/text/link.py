"""Links: which of them may be opened from here."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("http", "https", "mailto")
"""What a browser may be handed; a link that somebody pasted must not start a program."""


def openable(link: str) -> bool:
    """Say whether a link may be opened: on the web or a mail address, and nothing hidden in it."""
    link = link.strip()
    if not link or not link.isprintable() or " " in link:
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme not in SCHEMES:
        return False
    return bool(parts.path) if parts.scheme == "mailto" else bool(parts.netloc)
