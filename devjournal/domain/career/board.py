"""The board of gaps: the cards of a column, their order, and totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.career.gap import MAX_IN_WORK, Area, Gap, Step
from devjournal.domain.career.person import Conversation, TalkKind
from devjournal.domain.dates.fiscal import JANUARY, start_of_quarter


class Order(StrEnum):
    """The ways to sort a column."""

    OWN = "own order"
    LEAST_PROVEN = "least proven"
    LONGEST_UNTOUCHED = "longest untouched"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """A filter for cards by step, and by a text in the title or the why. By default every card passes."""

    step: Step | None = None
    text: str = ""

    def __bool__(self) -> bool:
        """Whether the filter leaves anything out."""
        return self.step is not None or bool(self.text)

    def takes(self, gap: Gap) -> bool:
        """Return whether a gap passes the filter."""
        if self.step is not None and gap.step is not self.step:
            return False
        text = self.text.casefold()
        return text in gap.title.casefold() or text in gap.why.casefold()


EVERYTHING = BoardFilter()


def column(
    gaps: Iterable[Gap], area: Area, board_filter: BoardFilter = EVERYTHING, order: Order = Order.OWN
) -> list[Gap]:
    """Return the gaps of a column in the given order; `gaps` come in the order of the board."""
    in_column = [gap for gap in gaps if gap.area is area and gap.on_board and board_filter.takes(gap)]
    if order is Order.LEAST_PROVEN:
        in_column.sort(key=lambda gap: gap.evidence / gap.needed)
    elif order is Order.LONGEST_UNTOUCHED:
        in_column.sort(key=lambda gap: gap.last_moved or date.min)
    return in_column


def folded(gaps: Iterable[Gap], area: Area, board_filter: BoardFilter = EVERYTHING) -> list[Gap]:
    """Return the folded gaps of a column: parked ones, then closed ones, latest first."""
    off_board = [gap for gap in gaps if gap.area is area and not gap.on_board and board_filter.takes(gap)][::-1]
    return sorted(off_board, key=lambda gap: (gap.open, gap.closed_on or gap.parked_on), reverse=True)


class Progress(NamedTuple):
    """The number of shown gaps, and of all gaps that count."""

    shown: int
    all: int

    @property
    def mostly_shown(self) -> bool:
        """Whether more than half are shown."""
        return self.shown * 2 > self.all


def progress(gaps: Iterable[Gap], step: Step) -> Progress:
    """Return how many gaps of a step are shown.

    Gaps that were closed or parked before they were shown do not count.
    """
    counts = [gap.shown for gap in gaps if gap.step is step and (gap.on_board or gap.shown)]
    return Progress(sum(counts), len(counts))


def time_for_next(gaps: Sequence[Gap]) -> bool:
    """Return whether it is time for the second step: most of the current role is shown, and the next role is not."""
    return progress(gaps, Step.CURRENT).mostly_shown and not _all_shown(progress(gaps, Step.NEXT))


def _all_shown(step: Progress) -> bool:
    return 0 < step.all == step.shown


def in_work(gaps: Iterable[Gap], area: Area) -> int:
    """Return how many open gaps of a column are not shown yet."""
    return sum(gap.area is area and gap.on_board and not gap.shown for gap in gaps)


def exceeds_limit(before: Iterable[Gap], after: Iterable[Gap], area: Area) -> bool:
    """Return whether a column has just got more gaps in work than anybody can keep in mind."""
    return in_work(before, area) <= MAX_IN_WORK < in_work(after, area)


class Quarter(NamedTuple):
    """The changes on the board since a quarter began."""

    closed: int
    moved: int
    still: int
    new: int


def this_quarter(gaps: Iterable[Gap], today: date, away: frozenset[date], fiscal_start: int = JANUARY) -> Quarter:
    """Return the changes since the quarter began, from its first day. A gap counts once; parked gaps do not count."""
    since = start_of_quarter(today, fiscal_start)
    counts = dict.fromkeys(Quarter._fields, 0)
    for gap in gaps:
        if gap.closed_on is not None:
            counts["closed"] += gap.closed_on >= since
        elif gap.parked:
            continue
        elif gap.opened_on is not None and gap.opened_on >= since:
            counts["new"] += 1
        elif gap.stalled(today, away):
            counts["still"] += 1
        elif gap.moved_on is not None and gap.moved_on >= since:
            counts["moved"] += 1
    return Quarter(**counts)


def naming(gap: Gap, talks: Iterable[Conversation]) -> list[Conversation]:
    """Return the talks that name a gap's title, in their notes or in a role model's year before."""
    return [talk for talk in talks if _names(talk, gap.title)]


def origin_talk(title: str, opened: date | None, talks: Iterable[Conversation]) -> Conversation | None:
    """Return the role-model talk that a gap comes from: the first that names it, no later than the gap was opened.

    `talks` come latest first.
    """
    candidates = [
        talk
        for talk in talks
        if talk.kind is TalkKind.ROLE_MODEL and (opened is None or talk.day <= opened) and _names(talk, title)
    ]
    return min(reversed(candidates), key=lambda talk: talk.day, default=None)


def _names(talk: Conversation, title: str) -> bool:
    """Return whether a talk names a title as whole words."""
    title = title.strip().casefold()
    return any(_occurs_in(title, text.casefold()) for text in (talk.notes, talk.year_before))


def _occurs_in(title: str, text: str) -> bool:
    at = text.find(title)
    while at >= 0:
        end = at + len(title)
        if not (_in_one_word(text[max(0, at - 1) : at], title[:1]) or _in_one_word(title[-1:], text[end : end + 1])):
            return True
        at = text.find(title, at + 1)
    return False


def _in_one_word(first: str, second: str) -> bool:
    """Return whether two adjacent letters belong to one word. Scripts without case may have no spaces between words."""
    return all(char.islower() or char.isdigit() for char in (first, second))
