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
from devjournal.exports.page.formats import MAX_LINES, fit, length
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Items, Page, Table
from devjournal.exports.page.page_budget import Budget
from devjournal.exports.page.page_with_omissions import with_omissions
from devjournal.exports.page.shared_page import SharedPage
from devjournal.exports.page.summary import STRIP, Summary, summarize, topic_key
from devjournal.storage import Journal


@dataclass(frozen=True, kw_only=True)
class CurrentView:
    """A page made from the journal as it is now, with everything that can be brought to it."""

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
            self.data.findings, self.request.purpose, omitted=self.choices.omitted, opted_in=self.choices.opted_in
        )

    @cached_property
    def _fitted(self) -> tuple[Page, Budget]:
        return fit(self.summary)

    @cached_property
    def page(self) -> Page:
        """The page as printed, with omitted lines still in place."""
        everything = summarize(self.data.findings, self.request.purpose, opted_in=self.choices.opted_in)
        return with_omissions(*self._fitted, everything, self.choices.omitted)

    @cached_property
    def lines(self) -> int:
        """Number of printed lines."""
        return length(self._fitted[0])

    @cached_property
    def is_full(self) -> bool:
        """Whether there is no room left, so that further items are only counted."""
        return self.lines >= MAX_LINES or lay_out(self.summary) != self._fitted[0]

    @cached_property
    def line_texts(self) -> Mapping[str, str]:
        """Short text of each line of the page, by key."""
        texts: dict[str, str] = {}
        for key, text in _line_texts(self.page):
            texts.setdefault(key, text)
        return texts

    def compose(self) -> None:
        """Compose the page now, not when it is first shown."""
        _ = self.line_texts

    @property
    def omitted(self) -> tuple[str, ...]:
        """Keys of the omitted lines, in page order."""
        return tuple(key for key in self.line_texts if key in self.choices.omitted)

    @property
    def on_page(self) -> tuple[int, ...]:
        """IDs of the open topics, asks and promises on the page."""
        summary = self.summary
        open_ = (*summary.asks, *summary.mine, *summary.theirs, *summary.topics)
        return tuple(topic.id for topic in open_ if topic_key(topic) in self.line_texts)

    @property
    def has_news(self) -> bool:
        """Whether anything for the page was written since the last 1:1."""
        data = self.data.findings
        return bool(data.weeks or data.entries or data.kept)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to bring and nothing on the page."""
        return not (self.topics or self.page.sections)

    def render(self, name: str) -> str:
        """Return the page in a format, byte for byte as the command prints it."""
        return formats.render(self.summary, name)


@dataclass(frozen=True, kw_only=True)
class EarlierView:
    """A page that was handed over, and the list of all such pages."""

    today: date
    pages: tuple[HandedOver, ...]
    """All earlier pages, latest first."""
    at: int
    """Index of the shown page."""
    stored: SharedPage | None
    """The page as it was stored; `None` if another program stored an invalid page."""

    @property
    def handed_over(self) -> HandedOver:
        """Date and person of the shown page."""
        return self.pages[self.at]

    @cached_property
    def lines(self) -> int:
        """Number of printed lines."""
        return length(self.stored.page) if self.stored is not None else 0

    def render(self, name: str) -> str:
        """Return the page in a format, as it was."""
        return shared_page.render(self.stored, name) if self.stored is not None else ""


View = CurrentView | EarlierView


_NO_CHOICES = PageChoices()


def read_current(
    journal: Journal, person: int | None, request: PageRequest, choices: PageChoices = _NO_CHOICES
) -> CurrentView:
    """Read the requested page, for the person with the ID `person` if there is one.

    `choices` are for a page of another period: the journal stores only those for the next 1:1.
    """
    people = journal.people.list()
    name = next((candidate.name for candidate in people if candidate.id == person), None)
    request = PageRequest(name=name, purpose=request.purpose, span=request.span, until=request.until)
    data = journal.pages.find(request)
    return CurrentView(
        request=request,
        data=data,
        choices=data.choices if request.is_next else choices,
        topics=journal.topics.open(),
        has_any=journal.has_any(),
        people=people,
    )


def read_earlier(journal: Journal, at: int) -> EarlierView | None:
    """Read an earlier page, counted from the latest; `None` if there are none."""
    pages = journal.pages.handed_over()
    if not pages:
        return None
    at = max(0, min(at, len(pages) - 1))
    stored = shared_page.read(journal.pages.handed_over_page(pages[at].talk))
    return EarlierView(today=journal.today, pages=pages, at=at, stored=stored)


def _line_texts(page: Page) -> Iterator[tuple[str, str]]:
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Items):
                yield from ((line.key, line.text) for line in block.lines if line.key)
            elif isinstance(block, Table):
                for row in block.rows:
                    yield row.key, joined(", ", *dict.fromkeys(filter(None, (row.cells[0], row.cells[block.wide]))))
            else:
                yield STRIP, section.heading
