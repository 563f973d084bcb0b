"""The repositories of a journal, one for each noun, created at their first use: a prompt needs few of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from devjournal.storage.store import Store

if TYPE_CHECKING:
    from devjournal.storage.capture.drafts import Drafts
    from devjournal.storage.career.conversations import Conversations
    from devjournal.storage.career.gaps import Gaps
    from devjournal.storage.career.horizons import Horizons
    from devjournal.storage.career.people import People
    from devjournal.storage.case.cases import Cases
    from devjournal.storage.one_to_one.meetings import Meetings
    from devjournal.storage.one_to_one.pages import Pages
    from devjournal.storage.one_to_one.spans import Spans
    from devjournal.storage.one_to_one.topics import Topics
    from devjournal.storage.reading.readings import Readings
    from devjournal.storage.reviews.review_drafts import ReviewDrafts
    from devjournal.storage.reviews.reviews import Reviews
    from devjournal.storage.reviews.years import Years
    from devjournal.storage.search.search import Search
    from devjournal.storage.transfer.text_conflicts import TextConflicts
    from devjournal.storage.transfer.transfer import Transfer
    from devjournal.storage.week.entries import Entries


class Repositories:
    """The repositories of one open file, each created at its first use."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @cached_property
    def entries(self) -> Entries:
        """Entries: what was done or learned, day by day."""
        from devjournal.storage.week.entries import Entries

        return Entries(self._store)

    @cached_property
    def gaps(self) -> Gaps:
        """Gaps: what is missing, with its evidence."""
        from devjournal.storage.career.gaps import Gaps

        return Gaps(self._store)

    @cached_property
    def horizons(self) -> Horizons:
        """Horizons: the roles that the user wants, and when."""
        from devjournal.storage.career.horizons import Horizons

        return Horizons(self._store)

    @cached_property
    def people(self) -> People:
        """The people who matter, and what they know."""
        from devjournal.storage.career.people import People

        return People(self._store)

    @cached_property
    def conversations(self) -> Conversations:
        """The conversations with people."""
        from devjournal.storage.career.conversations import Conversations

        return Conversations(self._store, self.people)

    @cached_property
    def meetings(self) -> Meetings:
        """Talks together with their results."""
        from devjournal.storage.one_to_one.meetings import Meetings

        return Meetings(self._store, self.people, self.conversations)

    @cached_property
    def cases(self) -> Cases:
        """Cases: what is proven for a role, and what is missing."""
        from devjournal.storage.case.cases import Cases

        return Cases(self._store, self.horizons, self.gaps, self.people, self.entries)

    @cached_property
    def reviews(self) -> Reviews:
        """The monthly check-ins and the quarterly deep dives."""
        from devjournal.storage.reviews.reviews import Reviews

        return Reviews(self._store, self.gaps, self.horizons, self.people)

    @cached_property
    def review_drafts(self) -> ReviewDrafts:
        """The reviews in progress."""
        from devjournal.storage.reviews.review_drafts import ReviewDrafts

        return ReviewDrafts(self._store, self.gaps, self.reviews)

    @cached_property
    def years(self) -> Years:
        """The data of year letters."""
        from devjournal.storage.reviews.years import Years

        return Years(self._store, self.gaps, self.people, self.reviews, self.cases)

    @cached_property
    def transfer(self) -> Transfer:
        """All rows of the journal, for exports, imports and merges."""
        from devjournal.storage.transfer.transfer import Transfer

        return Transfer(self._store)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts of entries from other sources."""
        from devjournal.storage.capture.drafts import Drafts

        return Drafts(self._store, self.entries)

    @cached_property
    def text_conflicts(self) -> TextConflicts:
        """Texts that another machine's texts replaced."""
        from devjournal.storage.transfer.text_conflicts import TextConflicts

        return TextConflicts(self._store)

    @cached_property
    def search(self) -> Search:
        """Full-text search."""
        from devjournal.storage.search.search import Search

        return Search(self._store)

    @cached_property
    def topics(self) -> Topics:
        """Topics for the next 1:1."""
        from devjournal.storage.one_to_one.topics import Topics

        return Topics(self._store)

    @cached_property
    def spans(self) -> Spans:
        """The data of a span for summaries."""
        from devjournal.storage.one_to_one.spans import Spans

        return Spans(self._store, self.people, self.conversations)

    @cached_property
    def readings(self) -> Readings:
        """Pages of whole texts, to read."""
        from devjournal.storage.reading.readings import Readings

        return Readings(self._store)

    @cached_property
    def pages(self) -> Pages:
        """The pages for 1:1s."""
        from devjournal.storage.one_to_one.pages import Pages

        return Pages(self._store, self.people, self.spans)
