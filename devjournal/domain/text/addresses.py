"""Web addresses in a text: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

_BEGINS = re.compile(
    r"(?P<scheme>(?<![A-Za-z])https?://|(?<![^\W_])www\.(?=[^\W_]))[^\s<>]+",  # as in GFM, and a few more
    re.IGNORECASE,
)
_MAY_END = "/_-~*%#&=+$@\\|^"
"""Punctuation that an address may end in. Other punctuation ends the sentence around it."""
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MARKS = "*_~"
"""Marks of emphasis around a word."""


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each web address in a text, from left to right."""
    for match in _BEGINS.finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        address = _whole(match[0], before if before in _MARKS else "")
        if re.search(r"[^\W_]", address[len(match["scheme"]) :]):
            yield start, start + len(address)


def _whole(address: str, mark: str) -> str:
    """Return an address without the sentence's punctuation, and without a mark of emphasis that surrounds it."""
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
