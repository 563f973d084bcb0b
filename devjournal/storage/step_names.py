"""What a row is called in the sentence of a step: an undo that names a number says nothing."""

from __future__ import annotations

from devjournal.domain.text.user_text import quoted
from devjournal.storage.schema.tables import EntryRow, GapRow, HorizonRow, Row, TopicRow
from devjournal.storage.store import Store

_WORDS: dict[type[Row], tuple[str, str]] = {
    EntryRow: ("entry", "text"),
    GapRow: ("gap", "title"),
    HorizonRow: ("horizon", "role"),
    TopicRow: ("topic", "text"),
}
"""Of each table what a row of it is, and the column of its own words."""


def called(store: Store, table: type[Row], row_id: int) -> str:
    """Return what a row is and its own words, as in `gap “Distributed tracing”`; its number where there is none.

    Raises:
        NotFound: no ID is that large.
    """
    noun, column = _WORDS[table]
    with store.reading():
        words = table.select(getattr(table, column)).where(table.id == row_id).scalar()
    return f"{noun} {quoted(words) if isinstance(words, str) else row_id}"
