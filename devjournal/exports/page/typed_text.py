"""Parses the user's layout of a text: paragraphs between blank lines, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ITEM = re.compile(r"(?P<indent> {0,3})(?:(?P<bullet>[-*+•])|(?P<number>\d{1,3})(?P<mark>[.)])) +(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypedList:
    """A list: its items without markers."""

    items: tuple[str, ...]
    first: int | None = None
    """The first number; None for bullets."""


TextBlock = Paragraph | TypedList


def blocks_of(text: str) -> list[TextBlock]:
    """Return the paragraphs and lists of a text.

    Two or more lines with the same bullet, or with consecutive numbers, are a list. A single such line is text.
    """
    blocks: list[TextBlock] = []
    for paragraph in re.split(r"\n(?:[ ]*\n)+", text):
        blocks += _runs(paragraph.split("\n"))
    return blocks


def begins_with_list(text: str) -> bool:
    """Return whether a text begins with a list, so that no label can precede it in its line."""
    return "\n" in text and isinstance(blocks_of(text)[0], TypedList)


def marker_width(line: str) -> int:
    """Return the cells of the marker at the start of a list item; 0 for other lines."""
    match = _ITEM.fullmatch(line)
    return match.start("text") - len(match["indent"]) if match else 0


def _runs(lines: Sequence[str]) -> Iterator[TextBlock]:
    """Yield the lines of a paragraph, and its lists."""
    paragraph: list[str] = []
    at = 0
    while at < len(lines):
        end = _list_end(lines, at)
        if end - at < 2:
            paragraph.append(lines[at])
            at += 1
            continue
        if paragraph:
            yield Paragraph(tuple(paragraph))
            paragraph = []
        matches = [match for line in lines[at:end] if (match := _ITEM.fullmatch(line))]
        number = matches[0]["number"]
        yield TypedList(tuple(match["text"] for match in matches), int(number) if number else None)
        at = end
    if paragraph:
        yield Paragraph(tuple(paragraph))


def _list_end(lines: Sequence[str], start: int) -> int:
    """Return the index after the last line of the list at `start`."""
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
