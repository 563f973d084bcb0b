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
    "The items have no dates; write dates in headings, such as March 2026, Q2 2026 or 2026-03-14, "
    "or give the day of all items with --on."
)


class _Heading(NamedTuple):
    level: int
    day: date | None
    year: int | None


def read_brag_document(text: str, today: date, on: date | None = None) -> Batch:
    """Return the dated items of a brag document; `on` is the day of items without a date.

    Raises:
        DocumentRefused: no item has a date, or a date is impossible.
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
                self._add_section(section)
                section = []
                self._enter(heading)
            else:
                section.append(block)
        self._add_section(section)
        self._faults.refuse()
        if not self._batch.entries and self._batch.skipped["item without a date"]:
            self._faults.add(1, _NO_DATE.rstrip("."))
            self._faults.refuse()
        return self._batch

    def _enter(self, block: Block) -> None:
        """Apply the date of a heading to everything below it."""
        while self._headings and self._headings[-1].level >= block.level:
            self._headings.pop()
        day = self._date(block.line, block.text, alone=False)
        match = _YEAR.search(block.text)
        year = day.year if day is not None else int(match[0]) if match else self._year
        self._headings.append(_Heading(block.level, day if day is not None else self._day, year))

    def _bold_date(self, block: Block) -> Block | None:
        """Return a paragraph that is only a date in bold as a heading; None for any other block."""
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

    def _add_section(self, section: Sequence[Block]) -> None:
        """Add the items of a section. If it has a date and no items, add its paragraphs."""
        has_items = any(block.kind == "item" for block in section)
        for block in section:
            if block.kind == "skipped":
                self._batch.skip(block.text)
            elif block.kind == "item":
                self._add_item(block, self._day)
            elif has_items or self._day is None:
                self._batch.skip("paragraph of prose")
            else:
                self._add(self._day, block.text)

    def _add_item(self, block: Block, day: date | None) -> None:
        text = without_task_box(block.text)
        if text is None:
            self._batch.skip("open task")
            return
        item_day = self._date(block.line, text, alone=True)
        if item_day is not None and block.below:
            for below in block.below:
                self._add_item(below, item_day)
            return
        item_day, text = self._split_date(block.line, text)
        day = item_day or day or self._on
        if day is None:
            self._batch.skip("item without a date")
        else:
            self._add(day, block._replace(text=text).full_text)

    def _split_date(self, line: int, text: str) -> tuple[date | None, str]:
        """Return the date at the start of an item, or in brackets at its end, and the item without the date."""
        for match in _date_candidates(text):
            day = self._date(line, match[1], alone=True)
            if day is not None:
                return day, f"{text[: match.start()]}{text[match.end() :]}".strip()
        return None, text

    def _add(self, day: date, text: str) -> None:
        if day > self._today:
            self._batch.skip("entry dated in the future")
        elif text.strip():
            add_text(self._batch, day, text)


def _date_candidates(text: str) -> Iterator[re.Match[str]]:
    first = text.split("\n", 1)[0]
    for match in (_LEADING.match(first), _DAY_FIRST.match(first), _TRAILING.search(first)):
        if match is not None and any(char.isdigit() for char in match[1]):
            yield match
