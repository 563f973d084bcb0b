"""Finds the link of a text. An entry has one link."""

from __future__ import annotations

import re

_MARKDOWN_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,500})\]\((https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+\"[^\"]*\")?\)"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\]|]+")
_TRAILING = ".,;:!?)*_"


def take_link(text: str) -> tuple[str, str]:
    """Return a text and its link if it has exactly one address.

    The words of a Markdown link stay. A bare address is removed from the end of a text, and stays within a sentence.
    """
    addresses = {match[0].rstrip(_TRAILING) for match in _ADDRESS.finditer(text)}
    if len(addresses) != 1:
        return text, ""
    address = addresses.pop()
    links = _MARKDOWN_LINK.findall(text)
    if len(links) == 1:
        return _MARKDOWN_LINK.sub(lambda match: match[1], text), links[0][1]
    before = text.removesuffix(address).rstrip()
    return (before if before and len(before) < len(text.rstrip()) and text.count(address) == 1 else text), address
