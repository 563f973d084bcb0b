"""What a search finds: where it stands, the text that holds it, and what of that can be seen on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.text.text_width import cut, width
from devjournal.domain.text.user_text import between, one_line

Spans = tuple[tuple[int, int], ...]
"""Where something was found in a text: begin and end of each place, counted in characters, in their order."""


class HitKind(StrEnum):
    """What a text that was found is."""

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
"""What is known by its week; everything else has a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A text that a search found."""

    kind: HitKind
    id: int
    """The row's own number; of a goal, check-in, recap and lesson it is that of their week."""
    day: date
    """The day that it is about, a week's Monday, or the day on which something without a day was written."""
    text: str
    """The text in which it was found, whole, as it is kept."""
    spans: Spans = ()
    title: str = ""
    """What the text belongs to, where it is not itself what one would know it by: the gap of a reason."""
    of: int | None = None
    """Who a talk was with, or the review that a remark is on."""
    private: bool = False

    @property
    def has_week(self) -> bool:
        """Whether it is known by its week, not by a day."""
        return self.kind in OF_A_WEEK


_COLON = ": "
"""Stands between a title and its text."""


class Excerpt(NamedTuple):
    """A line that can be shown, and where the hit stands in it."""

    text: str
    spans: Spans

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the line in pieces, and of each whether it is the hit."""
        at = 0
        for begin, end in self.spans:
            yield self.text[at:begin], False
            yield self.text[begin:end], True
            at = end
        yield self.text[at:], False


def excerpt(hit: SearchHit, room: int | None = None, mark: str = "…", dash: str = "–") -> Excerpt:
    """Return a hit on one line of at most `room` cells, its title before it, cut so that the first place is seen.

    `dash` stands after a title that ends in a mark of its own.
    """
    title = one_line(hit.title)
    if title and room is not None:
        text_room = room - width(one_line(hit.text[:room]))
        if width(title) > max(room // 2, text_room - len(between(title, _COLON, dash))):
            title = cut(title, max(room // 2, min(text_room - len(_COLON), width(title) - 1)), mark)
    lead = f"{title}{between(title, _COLON, dash)}" if title else ""
    passage = around(hit.text, hit.spans, None if room is None else max(room - width(lead), 1), mark)
    return Excerpt(lead + passage.text, _moved(passage.spans, len(lead)))


def paragraph(hit: SearchHit) -> Excerpt:
    """Return the paragraph in which the first place stands, whole: what is between two blank lines."""
    first = hit.spans[0][0] if hit.spans else 0
    begin = hit.text.rfind("\n\n", 0, first) + 2 if "\n\n" in hit.text[:first] else 0
    end = hit.text.find("\n\n", first)
    end = len(hit.text) if end < 0 else end
    places = ((start - begin, stop - begin) for start, stop in hit.spans if begin <= start and stop <= end)
    return Excerpt(hit.text[begin:end], tuple(places))


def around(text: str, spans: Spans, room: int | None, mark: str) -> Excerpt:
    """Return a text on one line of at most `room` cells, cut so that the first of the places is seen."""
    cut_off = False
    if room is not None and spans and spans[0][0] > 8 * room:  # of 100,000 characters only those are looked at
        begin = spans[0][0] - 8 * room
        text, spans, cut_off = text[begin:], _moved(spans, -begin), True
    whole = _on_one_line(text, spans)
    if room is None:
        return whole
    first, end = whole.spans[0] if whole.spans else (0, 0)
    if not cut_off and (width(whole.text) <= room or width(whole.text[:end]) < room):
        return _end(whole, room, mark)
    after = width(whole.text[first : first + room])  # all of it, or more than there is room for
    before = max(room - len(mark) - after, min(room // 3, room - width(whole.text[first:end]) - 2))
    begin = _begin(whole.text, first, max(before, 0))
    seen = Excerpt(mark + whole.text[begin:], _moved(whole.spans, len(mark) - begin))
    return _end(seen, room, mark)


def _on_one_line(text: str, spans: Spans) -> Excerpt:
    """Return a text with stand-ins for line breaks and controls, and where the spans are then."""
    pieces, marks, at, length = [], [], 0, 0
    for begin, end in spans:
        before, hit = one_line(text[at:begin]), one_line(text[begin:end])
        length += len(before)
        marks.append((length, length + len(hit)))
        length += len(hit)
        pieces += [before, hit]
        at = end
    return Excerpt("".join((*pieces, one_line(text[at:]))), tuple(marks))


def _begin(line: str, first: int, before: int) -> int:
    """Return where to begin so that at most `before` cells stand before `first`: at a word, where one begins there."""
    begin = first
    while begin and width(line[begin - 1 : first]) <= before:
        begin -= 1
    word = line.find(" ", max(begin - 1, 0), first) + 1
    return word or begin


def _end(excerpt: Excerpt, room: int, mark: str) -> Excerpt:
    """Return an excerpt without what there is no room for."""
    text = cut(excerpt.text, room, mark)
    last = len(text) if text == excerpt.text else len(text) - len(mark)
    return Excerpt(text, tuple((begin, min(end, last)) for begin, end in excerpt.spans if begin < last))


def _moved(spans: Sequence[tuple[int, int]], by: int) -> Spans:
    return tuple((begin + by, end + by) for begin, end in spans if begin + by >= 0)
