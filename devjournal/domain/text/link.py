"""Which links may be opened."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("http", "https", "mailto")
"""The schemes that a browser may open; a pasted link must not start a program."""


def openable(link: str) -> bool:
    """Return whether a link may be opened: a web or mail address without hidden characters."""
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


def link_to_open(link: str) -> str:
    """Return a link without white space around it; empty if it must not be opened."""
    return link.strip() if openable(link) else ""
