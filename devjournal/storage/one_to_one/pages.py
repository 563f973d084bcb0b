"""The pages for 1:1s: the data and the choices for the next page, and the pages that were handed over."""

from __future__ import annotations

import json

from devjournal.domain.one_to_one.page import HandedOver, PageChoices, PageData, PageRequest
from devjournal.domain.one_to_one.span import PageKind, since_day, since_record, weeks_back
from devjournal.domain.text.user_text import quoted
from devjournal.errors import NotFound
from devjournal.storage.career import page_choices
from devjournal.storage.career.people import People
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import latest_first, tuples
from devjournal.storage.one_to_one.spans import Spans
from devjournal.storage.schema.tables import ConversationRow
from devjournal.storage.store import Store


class Pages:
    """Reads the data of a page, stores the choices for it, and returns pages that were handed over."""

    def __init__(self, store: Store, people: People, spans: Spans) -> None:
        """Keep to one open file."""
        self._store = store
        self._people = people
        self._spans = spans

    def find(self, request: PageRequest) -> PageData:
        """Return what the page that is asked for is made of; only the next one has choices that are kept.

        Raises:
            NotFound: nobody has that name.
        """
        last_talk, person = self._spans.last_held(request.name, request.until)
        span = request.span
        if span is None and last_talk is not None:
            span = since_record(last_talk.recorded_at, self._store.now(), request.until)
        if span is None:
            last = request.until or self._store.today
            span = since_day(weeks_back(last), self._store.today, request.until, since_last=True)
        reads = request.purpose is PageKind.ONE_TO_ONE or request.name is not None
        data = self._spans.findings(span, person, reads=reads)
        chosen = PageChoices()
        if request.is_next:
            with self._store.reading():
                chosen = page_choices.read(person.id if person is not None else None)
        return PageData(findings=data, person=person, choices=chosen)

    def choose(self, person: int | None, line: str, included: bool, words: str) -> None:
        """Tell a line on the next page of a person, by ID, or leave it out; `words` name the line in the undo.

        Raises:
            NotFound: what the line tells of is gone.
        """
        with self._store.writing(f"{'brought in' if included else 'left out'}: {quoted(words)}"):
            page_choices.put(self._store, person, line, included)

    @cached_until_write
    def handed_over(self) -> tuple[HandedOver, ...]:
        """Return the pages that were handed over, the latest first."""
        with self._store.reading():
            names = {person.id: person.name for person in self._people.list()}
            fields = (ConversationRow.id, ConversationRow.day, ConversationRow.person)
            rows = ConversationRow.select(*fields).where(ConversationRow.page != "{}")
            order = latest_first(ConversationRow, ConversationRow.recorded_at)
            return tuple(
                HandedOver(talk=row_id, day=day, name=names.get(person, ""))
                for row_id, day, person in tuples(rows.order_by(*order))
            )

    def handed(self, talk: int) -> object:
        """Return the page that was handed over at a talk, as JSON; None where it cannot be read.

        Raises:
            NotFound: there is no such talk.
        """
        with self._store.reading():
            text = ConversationRow.select(ConversationRow.page).where(ConversationRow.id == talk).scalar()
        if text is None:
            raise NotFound(f"There is no talk {talk}.")
        try:
            page: object = json.loads(text)
        except (ValueError, RecursionError):  # numbers or depths that SQLite takes and Python does not
            return None
        return page
