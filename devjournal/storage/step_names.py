"""The names of rows in the names of undo steps, because a number says nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peewee import Field

from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import quoted
from devjournal.storage.core.rows import tuples
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

_WORDS: dict[type[Row], tuple[str, tuple[Field, ...], Callable[..., str]]] = {
    AwayRow: ("away days", (AwayRow.first, AwayRow.last), lambda first, last: f"days off, {span_in_full(first, last)}"),
    ConversationRow: ("talk", (ConversationRow.person, ConversationRow.day), lambda who, day: _talk(who, day)),
    DraftRow: ("draft", (DraftRow.text,), lambda text: f"draft {quoted(text)}"),
    EntryRow: ("entry", (EntryRow.text,), lambda text: f"entry {quoted(text)}"),
    GapRow: ("gap", (GapRow.title,), lambda title: f"gap {quoted(title)}"),
    HorizonRow: ("horizon", (HorizonRow.role,), lambda role: f"horizon {quoted(role)}"),
    ReviewRow: ("review", (ReviewRow.kind, ReviewRow.day), lambda kind, day: f"{kind} review of {day}"),
    TopicRow: ("topic", (TopicRow.text,), lambda text: f"topic {quoted(text)}"),
}
"""By table: the noun, the columns that name a row, and how they are shown."""


def called(store: Store, table: type[Row], row_id: int) -> str:
    """Return a row's noun and its text, as in `gap “Distributed tracing”`, or its number if it has no text.

    Raises:
        NotFound: no ID is that large.
    """
    noun, columns, call = _WORDS[table]
    with store.reading():
        known: tuple[Any, ...] | None = next(iter(tuples(table.select(*columns).where(table.id == row_id))), None)
        return f"{noun} {row_id}" if known is None else call(*known)


def _talk(person: int | None, day: object) -> str:
    name = PersonRow.select(PersonRow.name).where(PersonRow.id == person).scalar()
    return f"talk with {quoted(name)} of {day}" if name else f"talk of {day}"
