"""Pages for 1:1s: the data and choices of the next page, and pages handed over."""

from __future__ import annotations

from devjournal.domain.one_to_one.page import HandedOver, PageChoices, PageData, PageRequest
from devjournal.domain.one_to_one.span import PageKind, since_day, since_record, weeks_back
from devjournal.domain.text.user_text import quoted
from devjournal.errors import NotFound
from devjournal.storage.career import page_choices
from devjournal.storage.career.people import People
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.json_column import from_json
from devjournal.storage.core.rows import descending, tuples
from devjournal.storage.one_to_one.spans import Spans
from devjournal.storage.schema.tables import ConversationRow
from devjournal.storage.store import Store


class Pages:
    """Reads the data of a page, stores choices for it, and returns pages handed over."""

    def __init__(self, store: Store, people: People, spans: Spans) -> None:
        """Work on one open file."""
        self._store = store
        self._people = people
        self._spans = spans

    def find(self, request: PageRequest) -> PageData:
        """Return the data of a page. Only the next page has stored choices.

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
        for_reader = request.purpose is PageKind.ONE_TO_ONE or request.name is not None
        data = self._spans.findings(span, person, for_reader=for_reader)
        choices = PageChoices()
        if request.is_next:
            with self._store.reading():
                choices = page_choices.read(person.id if person is not None else None)
        return PageData(findings=data, person=person, choices=choices)

    def choose(self, person: int | None, line: str, included: bool, label: str) -> None:
        """Bring a line onto the next page of a person, by ID, or leave it out. `label` names the line in the undo step.

        Raises:
            NotFound: the row of the line was removed.
        """
        with self._store.writing(f"{'brought in' if included else 'left out'}: {quoted(label)}"):
            page_choices.put(self._store, person, line, included)

    @cached_until_write
    def handed_over(self) -> tuple[HandedOver, ...]:
        """Return the pages handed over, latest first."""
        with self._store.reading():
            names = self._people.names()
            fields = (ConversationRow.id, ConversationRow.day, ConversationRow.person)
            rows = ConversationRow.select(*fields).where(ConversationRow.page != "{}")
            order = descending(ConversationRow, ConversationRow.recorded_at)
            return tuple(
                HandedOver(talk=row_id, day=day, name=names.get(person, ""))
                for row_id, day, person in tuples(rows.order_by(*order))
            )

    def handed_over_page(self, talk: int) -> object:
        """Return the page handed over at a talk, as JSON; None if it cannot be parsed.

        Raises:
            NotFound: there is no such talk.
        """
        with self._store.reading():
            text = ConversationRow.select(ConversationRow.page).where(ConversationRow.id == talk).scalar()
        if text is None:
            raise NotFound(f"There is no talk {talk}.")
        return from_json(text)
