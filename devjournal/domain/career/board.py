"""The board of gaps: which cards stand in a column, in what order, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.career.gap import MOST_IN_WORK, Area, Gap, Step
from devjournal.domain.career.person import Conversation, TalkKind
from devjournal.domain.dates.fiscal import JANUARY, start_of_quarter


class Order(StrEnum):
    """The ways to sort a column."""

    OWN = "own order"
    LEAST_PROVEN = "least proven"
    LONGEST_UNTOUCHED = "longest untouched"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """A filter for cards: by step, and by a text in the title or the reason. By default it takes all cards."""

    step: Step | None = None
    text: str = ""

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return self.step is not None or bool(self.text)

    def takes(self, gap: Gap) -> bool:
        """Say whether a gap is looked for."""
        if self.step is not None and gap.step is not self.step:
            return False
        text = self.text.casefold()
        return text in gap.title.casefold() or text in gap.why.casefold()


EVERYTHING = BoardFilter()


def column(gaps: Iterable[Gap], area: Area, wanted: BoardFilter = EVERYTHING, order: Order = Order.OWN) -> list[Gap]:
    """Return the gaps that stand in a column, as they do there; `gaps` come in the order of the board."""
    in_column = [gap for gap in gaps if gap.area is area and gap.on_board and wanted.takes(gap)]
    if order is Order.LEAST_PROVEN:
        in_column.sort(key=lambda gap: gap.evidence / gap.needed)
    elif order is Order.LONGEST_UNTOUCHED:
        in_column.sort(key=lambda gap: gap.last_moved or date.min)
    return in_column


def folded(gaps: Iterable[Gap], area: Area, wanted: BoardFilter = EVERYTHING) -> list[Gap]:
    """Return what is folded away at the foot of a column: the parked gaps, then the closed ones, the latest first."""
    off_board = [gap for gap in gaps if gap.area is area and not gap.on_board and wanted.takes(gap)][::-1]
    return sorted(off_board, key=lambda gap: (gap.open, gap.closed_on or gap.parked_on), reverse=True)


class Progress(NamedTuple):
    """How many gaps are shown, of all that count."""

    shown: int
    all: int

    @property
    def most(self) -> bool:
        """Whether more than half are shown."""
        return self.shown * 2 > self.all


def progress(gaps: Iterable[Gap], step: Step) -> Progress:
    """Return how far a step has come.

    A gap that was closed before it was shown was let go, and does not count; nor does one that is parked so.
    """
    counts = [gap.shown for gap in gaps if gap.step is step and (gap.on_board or gap.shown)]
    return Progress(sum(counts), len(counts))


def time_for_next(gaps: Sequence[Gap]) -> bool:
    """Say whether most of the current role is shown while the next one is not: it is time for the second step."""
    return progress(gaps, Step.CURRENT).most and not _done(progress(gaps, Step.NEXT))


def _done(step: Progress) -> bool:
    return 0 < step.all == step.shown


def in_work(gaps: Iterable[Gap], area: Area) -> int:
    """Return how many gaps of a column stand there and are not shown yet."""
    return sum(gap.area is area and gap.on_board and not gap.shown for gap in gaps)


def exceeds_limit(before: Iterable[Gap], after: Iterable[Gap], area: Area) -> bool:
    """Say whether a column has just got more gaps in work than a head can hold."""
    return in_work(before, area) <= MOST_IN_WORK < in_work(after, area)


class Quarter(NamedTuple):
    """What became of the board since a quarter began."""

    closed: int
    moved: int
    still: int
    new: int


def this_quarter(gaps: Iterable[Gap], today: date, away: frozenset[date], fiscal_start: int = JANUARY) -> Quarter:
    """Return what became of the board since the quarter began, from a month; a gap counts once, a parked one not."""
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
    """Return the talks that found a gap: its title stands in their notes, or in the year before of a role model."""
    return [talk for talk in talks if _names(talk, gap.title)]


def origin_talk(title: str, opened: date | None, talks: Iterable[Conversation]) -> Conversation | None:
    """Return the role-model talk that a gap came out of: the first that names it, not later than it was opened.

    The talks come with the latest first.
    """
    candidates = [
        talk
        for talk in talks
        if talk.kind is TalkKind.ROLE_MODEL and (opened is None or talk.day <= opened) and _names(talk, title)
    ]
    return min(reversed(candidates), key=lambda talk: talk.day, default=None)


def _names(talk: Conversation, title: str) -> bool:
    """Say whether a talk names a title: as a whole, and not as a part of longer words."""
    title = title.strip().casefold()
    return any(_stands_in(title, text.casefold()) for text in (talk.notes, talk.year_before))


def _stands_in(title: str, text: str) -> bool:
    at = text.find(title)
    while at >= 0:
        end = at + len(title)
        if not (_joined(text[max(0, at - 1) : at], title[:1]) or _joined(title[-1:], text[end : end + 1])):
            return True
        at = text.find(title, at + 1)
    return False


def _joined(letter: str, other: str) -> bool:
    """Say whether two letters beside each other are of one word; scripts without case may have no blanks between."""
    return all(char.islower() or char.isdigit() for char in (letter, other))
