"""The texts of the full-text index (FTS5), and the statements that maintain it.

Triggers in the file keep the index right whoever writes: undo, imports, merges, other programs. The index stores no
text. It reads the view `search_text`, and only to rebuild or check itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from devjournal.domain.search.search_hit import HitKind


class Text(NamedTuple):
    """The searched texts of a table."""

    kind: HitKind
    number: int
    """The kind in the index, which must never change."""
    table: str
    day: str
    """The column of the day by which rows are newer or older; the time of creation if there is none."""
    title: str = ""
    """Title column, weighted higher in ranking; empty if the table has none."""
    texts: tuple[str, ...] = ()
    unless: str = ""
    """Flag column that keeps a row out of the index; empty if the table has none."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of all texts."""
        return (self.title, *self.texts) if self.title else self.texts

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The columns that decide what the index has of a row."""
        return (*self.columns, self.unless) if self.unless else self.columns


TEXTS = (
    Text(HitKind.GOAL, 1, "week", "monday", "goal", ("skill", "first_goal")),
    Text(HitKind.CHECK_IN, 2, "week", "monday", texts=("adjustment",)),
    Text(HitKind.RECAP, 3, "week", "monday", texts=("note",)),
    Text(HitKind.LESSON, 4, "week", "monday", texts=("lesson",)),
    Text(HitKind.STEP, 5, "plan_step", "created_at", texts=("text",)),
    Text(HitKind.ENTRY, 6, "entry", "day", texts=("text", "link")),
    Text(HitKind.GAP, 7, "gap", "opened_on", "title", ("why", "parked_why", "claim")),
    Text(HitKind.PERSON, 8, "person", "created_at", "name", ("role",)),
    Text(HitKind.TALK, 9, "conversation", "day", texts=("notes", "year_before")),
    Text(HitKind.TOPIC, 10, "topic", "created_at", texts=("text",)),
    Text(
        *(HitKind.REVIEW, 11, "review", "day"),
        texts=("course", "horizon", "skills", "experience", "brand", "role_models"),
    ),
    Text(HitKind.REMARK, 12, "remark", "day", texts=("text",)),
    Text(HitKind.HORIZON, 13, "horizon", "set_on", "role", ("why", "statement")),
    Text(HitKind.AWAY, 14, "away", "first", texts=("note",)),
    Text(HitKind.CONFLICT, 15, "text_conflict", "created_at", texts=("other",), unless="settled"),
)
"""The searched texts. After a change here, another migration has to rebuild the index."""

TEXTS_OF_THIRD = tuple(
    text._replace(texts=tuple(column for column in text.texts if column not in ("claim", "statement")))
    for text in TEXTS
    if text.number <= 14
)
"""The searched texts of the third migration, which must not change."""

DAY_BITS, KIND_BITS = 29, 5
"""Shifts of the day, counted from 1969-12-29, and the kind in a row's number in the index; its ID is between them.

So the index alone tells how new a row is, and rows are ranked without being read.
"""

FIRST_DAY = "2440584.5"
"""The Julian day of Monday, 29 December 1969, the first day that a journal accepts."""


def drops() -> Iterator[str]:
    """Yield the statements that remove the index of the third migration."""
    for table in dict.fromkeys(text.table for text in TEXTS_OF_THIRD):
        for event in ("insert", "delete", "update"):
            yield f"DROP TRIGGER search_{table}_{event}"
    yield "DROP TABLE search"
    yield "DROP VIEW search_text"


def statements(texts: tuple[Text, ...]) -> Iterator[str]:
    """Yield the statements that create the index and its triggers, and index the existing rows."""
    arms = "\nUNION ALL ".join(
        f"SELECT {_number(text, text.table)}, {_texts(text, text.table)} FROM {text.table} "
        f"WHERE {_said(text, text.table)}"
        for text in texts
    )
    yield f"CREATE VIEW search_text (id, title, text) AS\n{arms}"
    yield (
        "CREATE VIRTUAL TABLE search USING fts5 (title, text, content = 'search_text', content_rowid = 'id', "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    for table in dict.fromkeys(text.table for text in texts):
        yield from _triggers(table, [text for text in texts if text.table == table])
    yield REBUILD


REBUILD = "INSERT INTO search (search) VALUES ('rebuild')"
"""Rebuilds the index from the tables."""

CHECK = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
"""Compares the index with the tables. It writes nothing, and fails if they differ."""


def _triggers(table: str, texts: list[Text]) -> Iterator[str]:
    put = [_put(text) for text in texts]
    take = [_take(text) for text in texts]
    yield _trigger(table, "INSERT", put)
    yield _trigger(table, "DELETE", take)
    columns = dict.fromkeys(column for text in texts for column in ("id", text.day, *text.looked_at))
    again = [statement for pair in zip(take, put, strict=True) for statement in pair]
    yield _trigger(table, f"UPDATE OF {', '.join(columns)}", again)


def _trigger(table: str, event: str, body: list[str]) -> str:
    name = f"search_{table}_{event.partition(' ')[0].lower()}"
    does = ";\n  ".join(body)
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN\n  {does};\nEND"


def _put(text: Text) -> str:
    return (
        f"INSERT INTO search (rowid, title, text) SELECT {_number(text, 'NEW')}, {_texts(text, 'NEW')} "
        f"WHERE {_said(text, 'NEW')}"
    )


def _take(text: Text) -> str:
    """Return SQL that removes a row: an index without texts needs the old values."""
    return (
        f"INSERT INTO search (search, rowid, title, text) SELECT 'delete', {_number(text, 'OLD')}, "
        f"{_texts(text, 'OLD')} WHERE {_said(text, 'OLD')}"
    )


def _number(text: Text, row: str) -> str:
    """Return SQL for a row's number in the index."""
    day = f"(ifnull(julianday({row}.{text.day}), {FIRST_DAY}) - {FIRST_DAY})"
    return f"({day} << {DAY_BITS}) + ({row}.id << {KIND_BITS}) + {text.number}"


def _texts(text: Text, row: str) -> str:
    title = f"{row}.{text.title}" if text.title else "''"
    return f"{title}, {' || char(10) || '.join(f'{row}.{column}' for column in text.texts)}"


def _said(text: Text, row: str) -> str:
    condition = "(" + " OR ".join(f"{row}.{column} <> ''" for column in text.columns) + ")"
    return f"{condition} AND NOT {row}.{text.unless}" if text.unless else condition
