"""Notes as drafts: a text is one draft, a list is one draft an item, and a date above an item is its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.fingerprint import SourceKind, fingerprint, shortened
from devjournal.domain.dates.days import iso_day
from devjournal.domain.text.addresses import links_in
from devjournal.errors import DocumentRefused

MAX_DRAFTS = 2_000
"""The most drafts of one text; a text with more items is no note."""

_BREAK = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)")
_DATED = re.compile(r"\[?(\d{4}-\d\d-\d\d)\]?(?:[T ]\d\d:\d\d(?::\d\d)?)?\]?(?:\s*[:–—-](?:\s+|$)|\s+|$)")
_FRONT_DATE = re.compile(r"(?:date|day|created):\s*[\"']?(\d{4}-\d\d-\d\d).*", re.IGNORECASE)


class Note(NamedTuple):
    """An item of a text, with its day if the text names one."""

    day: date | None
    text: str


def notes(text: str) -> list[Note]:
    """Return the items of a text in order.

    Raises:
        DocumentRefused: a heading names a day that does not exist.
    """
    lines = _BREAK.split(text)
    _check_days(lines)
    day, lines = _front_matter(lines)
    return [note for note in _split(lines, day) if note.text]


def drafts(text: str, source: str, day: date, *, own_day: date | None = None) -> list[NewDraft]:
    """Return a draft for each item of a text. Raises what `notes` raises.

    `day` is the day of items without one. `own_day` identifies the whole text, such as by the date of its file: the
    same words of another day are another item.
    """
    new_drafts = []
    for note in notes(text):
        identity_day = note.day or own_day
        new_drafts.append(
            NewDraft(
                kind=SourceKind.TEXT,
                fingerprint=fingerprint(identity_day.isoformat() if identity_day else "", note.text),
                day=note.day or day,
                text=shortened(note.text),
                link=next(iter(links_in(note.text)), ""),
                source=source,
            )
        )
    return new_drafts


def _check_days(lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        match = _DATED.match(item[1]) if item else _DATED.fullmatch(heading[1] if heading else line.strip())
        if match is not None and iso_day(match[1]) is None:
            raise DocumentRefused(f"line {number}: {match[1]} is not a day; correct it.")


def day_of_name(name: str) -> date | None:
    """Return the day at the start of a file name."""
    return iso_day(name[:10])


def _front_matter(lines: list[str]) -> tuple[date | None, list[str]]:
    """Return the day in the front matter, and the lines after it."""
    if not lines or lines[0].strip() != "---":
        return None, lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)
    if not end:
        return None, lines
    dates = (match for line in lines[1:end] if (match := _FRONT_DATE.fullmatch(line.strip())))
    match = next(dates, None)
    return (iso_day(match[1]) if match else None), lines[end + 1 :]


class _Block:
    """Lines of the current item."""

    def __init__(self, lines: Sequence[str] = (), *, item: bool = False, heading: bool = False) -> None:
        self.lines = list(lines)
        self.item = item
        self.heading = heading
        """Whether it is a heading with nothing below it yet."""

    def add(self, line: str) -> None:
        self.lines.append(line.strip() if self.item else line)
        self.heading = self.heading and not line.strip()

    def note(self, day: date | None) -> Note:
        """Return the item's text; a line that only introduces a list is empty."""
        text = "\n".join(line.rstrip() for line in self.lines).strip("\n")
        if not self.item and "\n" not in text and text.endswith(":"):
            return Note(day, "")
        match = _DATED.match(text)
        named = iso_day(match[1]) if match else None
        if match is None or named is None:
            return Note(day, text.rstrip())
        return Note(named, text[match.end() :].strip("\n").rstrip())


def _split(lines: list[str], day: date | None) -> Iterator[Note]:
    """Yield list items with the lines indented below them, and whole passages between lists."""
    block = _Block()
    for line in lines:
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        named = _day_alone(heading[1] if heading else line)
        if heading or item or named is not None or _begins_with_day(line):
            if not block.heading:
                yield block.note(day)
            day = named or day
            if named is not None:
                block = _Block()
            elif heading:
                block = _Block([heading[1]], heading=True)
            else:
                block = _Block([item[1] if item else line], item=item is not None)
        elif block.item and line.strip() and not line[0].isspace():
            yield block.note(day)
            block = _Block([line])
        else:
            block.add(line)
    yield block.note(day)


def _day_alone(line: str) -> date | None:
    """Return the day of a line that holds nothing else."""
    match = _DATED.fullmatch(line.strip())
    return iso_day(match[1]) if match else None


def _begins_with_day(line: str) -> bool:
    match = _DATED.match(line)
    return match is not None and iso_day(match[1]) is not None
