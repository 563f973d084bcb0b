"""A brag document in Markdown: list items under headings that are dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.dates.written_dates import date_alone, find_date
from devjournal.errors import UsageError
from devjournal.exports.bring.blocks import Block, read_blocks, split_front_matter
from devjournal.exports.bring.faults import Faults
from devjournal.exports.bring.links import add_text
from devjournal.exports.bring.note_text import front_matter_date, without_task_box

_YEAR = re.compile(r"(?<![\w.])(?:19|20|21)\d\d(?![\w.])")
_LEADING = re.compile(r"[\[(*_`]*([^:|–—]{3,30}?)[\])*_`]*(?:\s*[:|–—]\s*|\s+-\s+|\s*[\])*_`]+\s*[:–—-]?\s*)(?=\S)")
_DAY_FIRST = re.compile(r"(\d{4}-\d\d-\d\d)\s+(?=\S)")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{3,40}?):?\1:?")
_BOLD_LEVEL = 7
"""The level of a date in a bold line, below every heading."""

_TRAILING = re.compile(r"\s*[(\[]([^()\[\]]{3,30})[)\]]\s*$")
_NO_DATE = (
    "No date stands over or in the items; write one in a heading, as March 2026, Q2 2026 or 2026-03-14, "
    "or name the day of all of them with --on."
)


class _Heading(NamedTuple):
    level: int
    day: date | None
    year: int | None


def read_brag_document(text: str, today: date, on: date | None = None) -> Batch:
    """Return the dated items of a brag document; `on` is the day of items without a date.

    Raises:
        DocumentRefused: no item has a date, or a date does not exist.
    """
    return _Reader(today, on).read(text)


class _Reader:
    def __init__(self, today: date, on: date | None) -> None:
        self._batch, self._faults = Batch(SourceKind.MARKDOWN), Faults()
        self._today, self._on = today, on
        self._headings: list[_Heading] = []

    def read(self, text: str) -> Batch:
        front, lines, body = split_front_matter(text)
        if self._on is None:
            self._on = front_matter_date(front)
        section: list[Block] = []
        for block in read_blocks(body, lines + 1):
            heading = block if block.kind == "heading" else self._bold_date(block)
            if heading is not None:
                self._take(section)
                section = []
                self._enter(heading)
            else:
                section.append(block)
        self._take(section)
        self._faults.refuse()
        if not self._batch.entries and self._batch.left_out["item without a date"]:
            self._faults.add(1, _NO_DATE.rstrip("."))
            self._faults.refuse()
        return self._batch

    def _enter(self, block: Block) -> None:
        """Apply the date of a heading to everything below it."""
        while self._headings and self._headings[-1].level >= block.level:
            self._headings.pop()
        day = self._date(block.line, block.text, alone=False)
        named = _YEAR.search(block.text)
        year = day.year if day is not None else int(named[0]) if named else self._year
        self._headings.append(_Heading(block.level, day if day is not None else self._day, year))

    def _bold_date(self, block: Block) -> Block | None:
        """Return the heading in a paragraph that is only a date in bold."""
        bold = _BOLD_LINE.fullmatch(block.text.strip()) if block.kind == "paragraph" else None
        if bold is None or self._date(block.line, bold[2], alone=True) is None:
            return None
        return Block("heading", bold[2], block.line, _BOLD_LEVEL)

    @property
    def _day(self) -> date | None:
        return self._headings[-1].day if self._headings else None

    @property
    def _year(self) -> int | None:
        return self._headings[-1].year if self._headings else None

    def _date(self, line: int, text: str, *, alone: bool) -> date | None:
        try:
            day = date_alone(text, self._year)
            if day is None and not alone:
                inside = find_date(text)
                day = inside.day if inside is not None else None
        except UsageError as error:
            self._faults.add(line, str(error))
            return None
        return day

    def _take(self, section: Sequence[Block]) -> None:
        """Take the items of a section, or its paragraphs if it has a date and no items."""
        has_items = any(block.kind == "item" for block in section)
        for block in section:
            if block.kind == "skipped":
                self._batch.leave_out(block.text)
            elif block.kind == "item":
                self._item(block, self._day)
            elif has_items or self._day is None:
                self._batch.leave_out("paragraph of prose")
            else:
                self._add(self._day, block.text)

    def _item(self, block: Block, day: date | None) -> None:
        words = without_task_box(block.text)
        if words is None:
            self._batch.leave_out("task that is not done")
            return
        own = self._date(block.line, words, alone=True)
        if own is not None and block.below:
            for below in block.below:
                self._item(below, own)
            return
        own, words = self._dated(block.line, words)
        day = own or day or self._on
        if day is None:
            self._batch.leave_out("item without a date")
        else:
            self._add(day, block._replace(text=words).whole)

    def _dated(self, line: int, words: str) -> tuple[date | None, str]:
        """Return the date at the start, or in brackets at the end, of an item, and the item without it."""
        for match in _candidates(words):
            day = self._date(line, match[1], alone=True)
            if day is not None:
                rest = f"{words[: match.start()]}{words[match.end() :]}".strip()
                return day, rest
        return None, words

    def _add(self, day: date, text: str) -> None:
        if day > self._today:
            self._batch.leave_out("entry of a day to come")
        elif text.strip():
            add_text(self._batch, day, text)


def _candidates(words: str) -> Iterator[re.Match[str]]:
    first = words.split("\n", 1)[0]
    for match in (_LEADING.match(first), _DAY_FIRST.match(first), _TRAILING.search(first)):
        if match is not None and any(char.isdigit() for char in match[1]):
            yield match
