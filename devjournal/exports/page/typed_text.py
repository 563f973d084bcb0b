"""A text of several lines as its owner laid it out: paragraphs between blank lines, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ITEM = re.compile(r"(?P<indent> {0,3})(?:(?P<bullet>[-*+•])|(?P<number>\d{1,3})(?P<mark>[.)])) +(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that stand together."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypedList:
    """A list: its items without their markers."""

    items: tuple[str, ...]
    first: int | None = None
    """The number that it begins with; None for bullets."""


TextBlock = Paragraph | TypedList


def blocks_of(text: str) -> list[TextBlock]:
    """Return the paragraphs and the lists of a text.

    Two lines or more that begin with the same bullet, or with numbers that count on, are a list. A single one is a line
    as it was typed.
    """
    blocks: list[TextBlock] = []
    for paragraph in re.split(r"\n(?:[ ]*\n)+", text):
        blocks += _runs(paragraph.split("\n"))
    return blocks


def begins_with_list(text: str) -> bool:
    """Return whether a list stands at the beginning of a text, so that no word can stand before it in its line."""
    return "\n" in text and isinstance(blocks_of(text)[0], TypedList)


def marker_width(line: str) -> int:
    """Return how many cells the marker of a list item takes at the beginning of a line; 0 for any other line."""
    match = _ITEM.fullmatch(line)
    return match.start("text") - len(match["indent"]) if match else 0


def _runs(lines: Sequence[str]) -> Iterator[TextBlock]:
    """Yield the lines of a paragraph, its lists apart."""
    plain: list[str] = []
    at = 0
    while at < len(lines):
        end = _list_end(lines, at)
        if end - at < 2:
            plain.append(lines[at])
            at += 1
            continue
        if plain:
            yield Paragraph(tuple(plain))
            plain = []
        matches = [match for line in lines[at:end] if (match := _ITEM.fullmatch(line))]
        number = matches[0]["number"]
        yield TypedList(tuple(match["text"] for match in matches), int(number) if number else None)
        at = end
    if plain:
        yield Paragraph(tuple(plain))


def _list_end(lines: Sequence[str], start: int) -> int:
    """Return the index behind the last line that goes on with the list at `start`."""
    first = _ITEM.fullmatch(lines[start])
    end = start + 1
    while first is not None and end < len(lines):
        match = _ITEM.fullmatch(lines[end])
        if match is None or any(match[part] != first[part] for part in ("indent", "bullet", "mark")):
            break
        if first["number"] and int(match["number"]) != int(first["number"]) + end - start:
            break
        end += 1
    return end
