"""What the 1:1 shows, read from the journal in one go: the page that is asked for, or one that was handed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from devjournal.domain.career.person import Person
from devjournal.domain.one_to_one.page import HandedOver, PageChoices, PageData, PageRequest
from devjournal.domain.one_to_one.topic import Topic
from devjournal.domain.text.user_text import joined
from devjournal.domain.week.status import NOTHING, HasAny
from devjournal.exports.page import formats, shared_page
from devjournal.exports.page.formats import MOST_LINES, SUFFIXES, fit, length
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Items, Page, Table
from devjournal.exports.page.page_budget import Budget
from devjournal.exports.page.page_with_omissions import with_left_out
from devjournal.exports.page.shared_page import Handed
from devjournal.exports.page.summary import STRIP, Summary, summarize, topic_key
from devjournal.storage import Journal

FORMATS = SUFFIXES
"""The formats that a page leaves in, and how the names of their files end."""


@dataclass(frozen=True, kw_only=True)
class NextView:
    """The page that is asked for, with what can be brought to it."""

    asked: PageRequest
    found: PageData
    choices: PageChoices
    topics: tuple[Topic, ...]
    """What is not done, private or not."""
    people: tuple[Person, ...]
    used: HasAny = NOTHING

    @property
    def today(self) -> date:
        """The civil day."""
        return self.found.findings.today

    @property
    def person(self) -> Person | None:
        """Whom the page is for."""
        return self.found.person

    @cached_property
    def summary(self) -> Summary:
        """What is told."""
        return summarize(
            self.found.findings, self.asked.purpose, left_out=self.choices.left_out, brought=self.choices.brought
        )

    @cached_property
    def _fitted(self) -> tuple[Page, Budget]:
        return fit(self.summary)

    @cached_property
    def page(self) -> Page:
        """The page as it is printed, with what was left out still in its place."""
        everything = summarize(self.found.findings, self.asked.purpose, brought=self.choices.brought)
        return with_left_out(*self._fitted, everything, self.choices.left_out)

    @cached_property
    def lines(self) -> int:
        """How many lines are printed."""
        return length(self._fitted[0])

    @cached_property
    def is_full(self) -> bool:
        """Whether there is no room left: what is more is counted."""
        return self.lines >= MOST_LINES or lay_out(self.summary) != self._fitted[0]

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What stands on the page, by key, each in a few words."""
        words: dict[str, str] = {}
        for key, text in _words(self.page):
            words.setdefault(key, text)
        return words

    @property
    def left_out(self) -> tuple[str, ...]:
        """The keys of what was left out and would stand on the page, in its order."""
        return tuple(key for key in self.words if key in self.choices.left_out)

    @property
    def on_page(self) -> tuple[int, ...]:
        """The IDs of the topics, asks and promises that stand on the page and are not done."""
        summary = self.summary
        open_ = (*summary.asks, *summary.mine, *summary.theirs, *summary.topics)
        return tuple(topic.id for topic in open_ if topic_key(topic) in self.words)

    @property
    def tells_news(self) -> bool:
        """Whether anything was written since the last 1:1 that the page may tell."""
        data = self.found.findings
        return bool(data.weeks or data.entries or data.kept)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to bring and nothing to tell."""
        return not (self.topics or self.page.sections)

    def render(self, name: str) -> str:
        """Return the page in the format of that name, the same bytes that a command prints."""
        return formats.render(self.summary, name)


@dataclass(frozen=True, kw_only=True)
class HandedView:
    """A page that was handed over, and the others."""

    today: date
    pages: tuple[HandedOver, ...]
    """All of them, the latest first."""
    at: int
    """The one that is shown."""
    handed: Handed | None
    """None where another program wrote what cannot be shown."""

    @property
    def shown(self) -> HandedOver:
        """When it was handed over, and to whom."""
        return self.pages[self.at]

    @cached_property
    def lines(self) -> int:
        """How many lines were printed."""
        return length(self.handed.page) if self.handed is not None else 0

    def render(self, name: str) -> str:
        """Return the page in the format of that name, as it was."""
        return shared_page.render(self.handed, name) if self.handed is not None else ""


View = NextView | HandedView


def read_next(journal: Journal, person: int | None, request: PageRequest, passing: PageChoices) -> NextView:
    """Read the page that is asked for; of a person, by ID, where one was chosen who is still there.

    `passing` are the choices for a page whose choices the journal does not keep.
    """
    people = journal.people.list()
    name = next((candidate.name for candidate in people if candidate.id == person), None)
    request = PageRequest(name=name, purpose=request.purpose, span=request.span, until=request.until)
    data = journal.pages.find(request)
    return NextView(
        asked=request,
        found=data,
        choices=data.choices if request.is_next else passing,
        topics=journal.topics.open(),
        used=journal.used(),
        people=people,
    )


def read_handed(journal: Journal, at: int) -> HandedView | None:
    """Read a page that was handed over, counted from the latest; None where none was."""
    pages = journal.pages.handed_over()
    if not pages:
        return None
    at = max(0, min(at, len(pages) - 1))
    page = shared_page.read(journal.pages.handed(pages[at].talk))
    return HandedView(today=journal.today, pages=pages, at=at, handed=page)


def document(view: NextView) -> dict[str, object]:
    """Return what is kept of a page that is handed over."""
    return shared_page.as_document(view.summary)


def _words(page: Page) -> Iterator[tuple[str, str]]:
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Items):
                yield from ((line.key, line.text) for line in block.lines if line.key)
            elif isinstance(block, Table):
                for row in block.rows:
                    yield row.key, joined(", ", *dict.fromkeys(filter(None, (row.cells[0], row.cells[block.wide]))))
            else:
                yield STRIP, section.heading
