"""Labels of rows for the names of undo steps: the text of a row says more than its number."""

from __future__ import annotations

from collections.abc import Callable

from peewee import Field

from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import quoted
from devjournal.storage.core.rows import first_row
from devjournal.storage.schema.tables import (
    AwayRow,
    ConversationRow,
    DraftRow,
    EntryRow,
    GapRow,
    HorizonRow,
    PersonRow,
    ReviewRow,
    Row,
    TopicRow,
)
from devjournal.storage.store import Store

_LABELS: dict[type[Row], tuple[str, tuple[Field, ...], Callable[..., str]]] = {
    AwayRow: ("away days", (AwayRow.first, AwayRow.last), lambda first, last: f"days off, {span_in_full(first, last)}"),
    ConversationRow: ("talk", (ConversationRow.person, ConversationRow.day), lambda person, day: _talk(person, day)),
    DraftRow: ("draft", (DraftRow.text,), lambda text: f"draft {quoted(text)}"),
    EntryRow: ("entry", (EntryRow.text,), lambda text: f"entry {quoted(text)}"),
    GapRow: ("gap", (GapRow.title,), lambda title: f"gap {quoted(title)}"),
    HorizonRow: ("horizon", (HorizonRow.role,), lambda role: f"horizon {quoted(role)}"),
    ReviewRow: ("review", (ReviewRow.kind, ReviewRow.day), lambda kind, day: f"{kind} review of {day}"),
    TopicRow: ("topic", (TopicRow.text,), lambda text: f"topic {quoted(text)}"),
}
"""By table: the noun, the columns that name a row, and the function that formats their values."""


def row_label(store: Store, table: type[Row], row_id: int) -> str:
    """Return a row's noun and text, as in `gap “Distributed tracing”`; its noun and ID if there is no such row.

    Raises:
        NotFound: the ID is larger than any that SQLite stores.
    """
    noun, columns, describe = _LABELS[table]
    with store.reading():
        values = first_row(table.select(*columns).where(table.id == row_id))
        return f"{noun} {row_id}" if values is None else describe(*values)


def _talk(person: int | None, day: object) -> str:
    name = PersonRow.select(PersonRow.name).where(PersonRow.id == person).scalar()
    return f"talk with {quoted(name)} of {day}" if name else f"talk of {day}"
