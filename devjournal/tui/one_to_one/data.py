"""The data of the 1:1, read from the journal at once: a current page or an earlier one."""

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
"""Formats of a page, and their file suffixes."""


@dataclass(frozen=True, kw_only=True)
class NextView:
    """A current page, with everything that can be brought to it."""

    request: PageRequest
    data: PageData
    choices: PageChoices
    topics: tuple[Topic, ...]
    """Open topics, including private ones."""
    people: tuple[Person, ...]
    has_any: HasAny = NOTHING

    @property
    def today(self) -> date:
        """Today's date."""
        return self.data.findings.today

    @property
    def person(self) -> Person | None:
        """The person that the page is for."""
        return self.data.person

    @cached_property
    def summary(self) -> Summary:
        """The page's content."""
        return summarize(
            self.data.findings, self.request.purpose, left_out=self.choices.left_out, brought=self.choices.brought
        )

    @cached_property
    def _fitted(self) -> tuple[Page, Budget]:
        return fit(self.summary)

    @cached_property
    def page(self) -> Page:
        """The page as printed, with lines that were left out still in place."""
        everything = summarize(self.data.findings, self.request.purpose, brought=self.choices.brought)
        return with_left_out(*self._fitted, everything, self.choices.left_out)

    @cached_property
    def lines(self) -> int:
        """Number of printed lines."""
        return length(self._fitted[0])

    @cached_property
    def is_full(self) -> bool:
        """Whether there is no room left, so that further items are only counted."""
        return self.lines >= MOST_LINES or lay_out(self.summary) != self._fitted[0]

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Short text of each line of the page, by key."""
        words: dict[str, str] = {}
        for key, text in _words(self.page):
            words.setdefault(key, text)
        return words

    def compose(self) -> None:
        """Compose the page now, not when it is first shown."""
        _ = self.words

    @property
    def left_out(self) -> tuple[str, ...]:
        """Keys of the lines left out, in page order."""
        return tuple(key for key in self.words if key in self.choices.left_out)

    @property
    def on_page(self) -> tuple[int, ...]:
        """IDs of the open topics, asks and promises on the page."""
        summary = self.summary
        open_ = (*summary.asks, *summary.mine, *summary.theirs, *summary.topics)
        return tuple(topic.id for topic in open_ if topic_key(topic) in self.words)

    @property
    def tells_news(self) -> bool:
        """Whether anything for the page was written since the last 1:1."""
        data = self.data.findings
        return bool(data.weeks or data.entries or data.kept)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to bring and nothing on the page."""
        return not (self.topics or self.page.sections)

    def render(self, name: str) -> str:
        """Return the page in the format `name`, byte for byte as the command prints it."""
        return formats.render(self.summary, name)


@dataclass(frozen=True, kw_only=True)
class HandedView:
    """An earlier page, and the list of all earlier pages."""

    today: date
    pages: tuple[HandedOver, ...]
    """All earlier pages, latest first."""
    at: int
    """Index of the shown page."""
    handed: Handed | None
    """`None` if another program stored an invalid page."""

    @property
    def current_page(self) -> HandedOver:
        """Date and person of the shown page."""
        return self.pages[self.at]

    @cached_property
    def lines(self) -> int:
        """Number of printed lines."""
        return length(self.handed.page) if self.handed is not None else 0

    def render(self, name: str) -> str:
        """Return the page in the format `name`, as it was."""
        return shared_page.render(self.handed, name) if self.handed is not None else ""


View = NextView | HandedView


def read_next(journal: Journal, person: int | None, request: PageRequest, passing: PageChoices) -> NextView:
    """Read the requested page, for the person with the ID `person` if there is one.

    `passing` are choices that the journal does not store, for pages of other periods.
    """
    people = journal.people.list()
    name = next((candidate.name for candidate in people if candidate.id == person), None)
    request = PageRequest(name=name, purpose=request.purpose, span=request.span, until=request.until)
    data = journal.pages.find(request)
    return NextView(
        request=request,
        data=data,
        choices=data.choices if request.is_next else passing,
        topics=journal.topics.open(),
        has_any=journal.has_any(),
        people=people,
    )


def read_handed(journal: Journal, at: int) -> HandedView | None:
    """Read an earlier page, counted from the latest; `None` if there are none."""
    pages = journal.pages.handed_over()
    if not pages:
        return None
    at = max(0, min(at, len(pages) - 1))
    page = shared_page.read(journal.pages.handed(pages[at].talk))
    return HandedView(today=journal.today, pages=pages, at=at, handed=page)


def document(view: NextView) -> dict[str, object]:
    """Return what is stored of a page that is handed over."""
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
