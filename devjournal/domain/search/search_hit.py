"""Search hits: where each is, the text with the match, and an excerpt of one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.text.text_width import cut, width
from devjournal.domain.text.user_text import between, one_line

Spans = tuple[tuple[int, int], ...]
"""Matches in a text: start and end of each in characters, in order."""


class HitKind(StrEnum):
    """The kind of a text."""

    GOAL = "goal"
    CHECK_IN = "check-in"
    RECAP = "recap"
    LESSON = "lesson"
    STEP = "step"
    ENTRY = "entry"
    GAP = "gap"
    PERSON = "person"
    TALK = "talk"
    TOPIC = "topic"
    REVIEW = "review"
    REMARK = "remark"
    HORIZON = "horizon"
    AWAY = "away"
    CONFLICT = "conflict"


OF_A_WEEK = frozenset((HitKind.GOAL, HitKind.CHECK_IN, HitKind.RECAP, HitKind.LESSON, HitKind.STEP))
"""The kinds that belong to a week; all others have a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A text with a match."""

    kind: HitKind
    id: int
    """The ID of the row. Goals, check-ins, recaps and lessons have the ID of their week."""
    day: date
    """The day it is about, a week's Monday, or the day it was written if it has no other."""
    text: str
    """The whole text with the match, as stored."""
    spans: Spans = ()
    title: str = ""
    """What the text belongs to if it is not a title itself, such as the gap of a why."""
    of: int | None = None
    """The person of a talk, or the review of a remark."""
    private: bool = False

    @property
    def has_week(self) -> bool:
        """Whether it belongs to a week rather than a day."""
        return self.kind in OF_A_WEEK


_COLON = ": "
"""The separator between a title and its text."""


class Excerpt(NamedTuple):
    """A line to show, and the positions of the matches in it."""

    text: str
    spans: Spans

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of the line, each with whether it is a match."""
        at = 0
        for begin, end in self.spans:
            yield self.text[at:begin], False
            yield self.text[begin:end], True
            at = end
        yield self.text[at:], False


def excerpt(hit: SearchHit, max_cells: int | None = None, mark: str = "…", dash: str = "–") -> Excerpt:
    """Return a hit on one line of at most `max_cells` cells, title first, cut so that the first match is visible.

    `dash` follows a title that ends in punctuation.
    """
    title = one_line(hit.title)
    if title and max_cells is not None:
        text_cells = max_cells - width(one_line(hit.text[:max_cells]))
        if width(title) > max(max_cells // 2, text_cells - len(between(title, _COLON, dash))):
            title = cut(title, max(max_cells // 2, min(text_cells - len(_COLON), width(title) - 1)), mark)
    lead = f"{title}{between(title, _COLON, dash)}" if title else ""
    passage = around(hit.text, hit.spans, None if max_cells is None else max(max_cells - width(lead), 1), mark)
    return Excerpt(lead + passage.text, _moved(passage.spans, len(lead)))


def paragraph(hit: SearchHit) -> Excerpt:
    """Return the whole paragraph with the first match, between two blank lines."""
    first = hit.spans[0][0] if hit.spans else 0
    begin = hit.text.rfind("\n\n", 0, first) + 2 if "\n\n" in hit.text[:first] else 0
    end = hit.text.find("\n\n", first)
    end = len(hit.text) if end < 0 else end
    places = ((start - begin, stop - begin) for start, stop in hit.spans if begin <= start and stop <= end)
    return Excerpt(hit.text[begin:end], tuple(places))


def around(text: str, spans: Spans, max_cells: int | None, mark: str) -> Excerpt:
    """Return a text on one line of at most `max_cells` cells, cut so that the first match is visible."""
    starts_later = False
    if max_cells is not None and spans and spans[0][0] > 8 * max_cells:  # of a long text only these are measured
        begin = spans[0][0] - 8 * max_cells
        text, spans, starts_later = text[begin:], _moved(spans, -begin), True
    line = _on_one_line(text, spans)
    if max_cells is None:
        return line
    first, end = line.spans[0] if line.spans else (0, 0)
    if not starts_later and (width(line.text) <= max_cells or width(line.text[:end]) < max_cells):
        return _end(line, max_cells, mark)
    after = width(line.text[first : first + max_cells])  # everything, or more than fits
    before = max(max_cells - len(mark) - after, min(max_cells // 3, max_cells - width(line.text[first:end]) - 2))
    begin = _begin(line.text, first, max(before, 0))
    visible = Excerpt(mark + line.text[begin:], _moved(line.spans, len(mark) - begin))
    return _end(visible, max_cells, mark)


def _on_one_line(text: str, spans: Spans) -> Excerpt:
    """Return a text with stand-ins for line breaks and controls, and the spans in it."""
    pieces, marks, at, length = [], [], 0, 0
    for begin, end in spans:
        before, match = one_line(text[at:begin]), one_line(text[begin:end])
        length += len(before)
        marks.append((length, length + len(match)))
        length += len(match)
        pieces += [before, match]
        at = end
    return Excerpt("".join((*pieces, one_line(text[at:]))), tuple(marks))


def _begin(line: str, first: int, before: int) -> int:
    """Return where to begin so that at most `before` cells precede `first`; at a word if possible."""
    begin = first
    while begin and width(line[begin - 1 : first]) <= before:
        begin -= 1
    word = line.find(" ", max(begin - 1, 0), first) + 1
    return word or begin


def _end(excerpt: Excerpt, max_cells: int, mark: str) -> Excerpt:
    """Return an excerpt cut to `max_cells` cells."""
    text = cut(excerpt.text, max_cells, mark)
    last = len(text) if text == excerpt.text else len(text) - len(mark)
    return Excerpt(text, tuple((begin, min(end, last)) for begin, end in excerpt.spans if begin < last))


def _moved(spans: Sequence[tuple[int, int]], by: int) -> Spans:
    return tuple((begin + by, end + by) for begin, end in spans if begin + by >= 0)
