"""Web addresses in a text: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

_BEGINS = re.compile(
    r"(?P<scheme>(?<![A-Za-z])https?://|(?<![^\W_])www\.(?=[^\W_]))[^\s<>]+",  # as in GFM, and a few more
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://(?=[^\W_])(?:[^\s()<>\"'`\]|]|\([^\s()<>\"'`\]|]*\))+")
"""An address with its own round brackets. Quotation marks, and brackets around the address, are not part of it."""

_MAY_END = "/_-~*%#&=+$@\\|^"
"""Punctuation that an address may end in. Other punctuation ends the sentence around it."""
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MARKS = "*_~"
"""Marks of emphasis around a word."""


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each web address in a text, from left to right."""
    for match in _BEGINS.finditer(text):
        address = _trimmed(text, match)
        if re.search(r"[^\W_]", address[len(match["scheme"]) :]):
            yield match.start(), match.start() + len(address)


def links_in(text: str) -> list[str]:
    """Return the `http` and `https` addresses in a text, including those of Markdown links, from left to right."""
    return [_trimmed(text, match) for match in _LINK.finditer(text)]


def _trimmed(text: str, match: re.Match[str]) -> str:
    """Return an address without the sentence's punctuation, and without a mark of emphasis that surrounds it."""
    address, before = match[0], text[match.start() - 1 : match.start()]
    mark = before if before in _MARKS else ""
    surplus = {close: address.count(close) - address.count(open_) for close, open_ in _PAIRS.items()}
    end = len(address)
    while end > 0:
        last = address[end - 1]
        if last in surplus:
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
        elif last != mark and (last in _MAY_END or not category(last).startswith("P")):
            break
        end -= 1
    return address[:end]
