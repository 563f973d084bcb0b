"""Adds entries to a batch, with the link in their text as the entry's link."""

from __future__ import annotations

import re
from datetime import date

from devjournal.domain.bring.batch import Batch, ForeignEntry
from devjournal.domain.text.addresses import links_in

_MARKDOWN_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,500})\]\((https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+\"[^\"]*\")?\)"
)


def take_link(text: str) -> tuple[str, str]:
    """Return a text and its link. Only a text with exactly one address has a link.

    A Markdown link is replaced by its label. A bare address is removed from the end of a text; elsewhere it stays.
    """
    addresses = set(links_in(text))
    if len(addresses) != 1:
        return text, ""
    address = addresses.pop()
    links = _MARKDOWN_LINK.findall(text)
    if len(links) == 1:
        return _MARKDOWN_LINK.sub(lambda match: match[1], text), links[0][1]
    before = text.removesuffix(address).rstrip()
    return (before if before and len(before) < len(text.rstrip()) and text.count(address) == 1 else text), address


def add_entry(batch: Batch, day: date, text: str, today: date) -> None:
    """Add a dated text to a batch. An empty text, or a text dated in the future, is left out and counted."""
    if day > today:
        batch.skip("entry dated in the future")
    elif not text.strip():
        batch.skip("entry without a text")
    else:
        add_text(batch, day, text)


def add_text(batch: Batch, day: date, text: str) -> None:
    """Add a dated text to a batch, with its link separated."""
    body, link = take_link(text)
    batch.entries.append(ForeignEntry(day, body, link))
