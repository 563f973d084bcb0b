"""A request for a page of a 1:1, the user's choices for its lines, and pages handed over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.career.person import Person
from devjournal.domain.one_to_one.span import LAST, MONTHS_OF, PageKind, Span, months_back, parse_since, since_day
from devjournal.domain.one_to_one.summary_data import SummaryData

OPT_IN = ("note", "talk", "reader-gap")
"""The kinds of lines that are on a page only if the user brings them in.

They are notes of recaps, talks with role models, and brand gaps that the reader should know of.
"""


def kind_of_line(line: str) -> str:
    """Return the kind of a line from its key: `topic` of `topic:3`, `strip` of `strip`."""
    return line.partition(":")[0]


def shown_by_default(line: str) -> bool:
    """Return whether a line is on the page by default."""
    return kind_of_line(line) not in OPT_IN


@dataclass(frozen=True, slots=True)
class PageChoices:
    """The keys of lines omitted from a page, and of `OPT_IN` lines brought in."""

    omitted: frozenset[str] = frozenset()
    opted_in: frozenset[str] = frozenset()

    def includes(self, line: str) -> bool:
        """Return whether a line is on the page."""
        return line in self.opted_in if not shown_by_default(line) else line not in self.omitted

    def choosing(self, line: str, included: bool) -> PageChoices:
        """Return the choices with a line included or not."""
        if shown_by_default(line):
            return PageChoices(self.omitted - {line} if included else self.omitted | {line}, self.opted_in)
        return PageChoices(self.omitted, self.opted_in | {line} if included else self.opted_in - {line})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A request for a page."""

    name: str | None = None
    """The person of the page. None means the manager or, if there was no 1:1 with a manager, anybody."""
    purpose: PageKind = PageKind.ONE_TO_ONE
    span: Span | None = None
    """The span; None since the last 1:1."""
    until: date | None = None

    @property
    def is_next(self) -> bool:
        """Whether it is the page for the next 1:1, the only one with stored choices."""
        return self.purpose is PageKind.ONE_TO_ONE and self.span is None and self.until is None


def ask(
    today: date,
    *,
    name: str | None = None,
    purpose: PageKind = PageKind.ONE_TO_ONE,
    since: str | None = None,
    until: date | None = None,
) -> PageRequest:
    """Return the request for a page. `since` is parsed as in a command; None is the default of the purpose.

    Raises:
        UsageError: the span is invalid, or ends before it begins.
    """
    last = until or today
    first = parse_since(since if since is not None else LAST, today, last)
    if first is None and since is None and purpose in MONTHS_OF:
        first = months_back(last, MONTHS_OF[purpose])
    span = None if first is None else since_day(first, today, until)
    return PageRequest(name=name, purpose=purpose, span=span, until=until)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """The data of a page."""

    findings: SummaryData
    person: Person | None = None
    """The person of the page."""
    choices: PageChoices = field(default_factory=PageChoices)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A page that was handed over: at which talk, when, and to whom."""

    talk: int
    day: date
    name: str = ""
    """Empty after the person was removed."""
