"""The texts of the full-text index (FTS5), and the statements that maintain it.

Triggers in the file update the index, whoever writes: undo, imports, merges, other programs. The index stores no text.
It reads the view `search_text`, and only to rebuild or check itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from devjournal.domain.search.search_hit import HitKind


class SearchedText(NamedTuple):
    """The searched texts of a table."""

    kind: HitKind
    number: int
    """The number of the kind in the index, which must never change."""
    table: str
    day: str
    """The column of the day that ranks rows by age; the time of creation if the table has no day."""
    title: str = ""
    """Title column, weighted higher in ranking; empty if the table has none."""
    texts: tuple[str, ...] = ()
    unless: str = ""
    """Flag column that excludes a row from the index; empty if the table has none."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of all texts."""
        return (self.title, *self.texts) if self.title else self.texts

    @property
    def watched_columns(self) -> tuple[str, ...]:
        """The columns on which the index entry of a row depends."""
        return (*self.columns, self.unless) if self.unless else self.columns


TEXTS = (
    SearchedText(HitKind.GOAL, 1, "week", "monday", "goal", ("skill", "first_goal")),
    SearchedText(HitKind.CHECK_IN, 2, "week", "monday", texts=("adjustment",)),
    SearchedText(HitKind.RECAP, 3, "week", "monday", texts=("note",)),
    SearchedText(HitKind.LESSON, 4, "week", "monday", texts=("lesson",)),
    SearchedText(HitKind.STEP, 5, "plan_step", "created_at", texts=("text",)),
    SearchedText(HitKind.ENTRY, 6, "entry", "day", texts=("text", "link")),
    SearchedText(HitKind.GAP, 7, "gap", "opened_on", "title", ("why", "parked_why", "claim")),
    SearchedText(HitKind.PERSON, 8, "person", "created_at", "name", ("role",)),
    SearchedText(HitKind.TALK, 9, "conversation", "day", texts=("notes", "year_before")),
    SearchedText(HitKind.TOPIC, 10, "topic", "created_at", texts=("text",)),
    SearchedText(
        *(HitKind.REVIEW, 11, "review", "day"),
        texts=("course", "horizon", "skills", "experience", "brand", "role_models"),
    ),
    SearchedText(HitKind.REMARK, 12, "remark", "day", texts=("text",)),
    SearchedText(HitKind.HORIZON, 13, "horizon", "set_on", "role", ("why", "statement")),
    SearchedText(HitKind.AWAY, 14, "away", "first", texts=("note",)),
    SearchedText(HitKind.CONFLICT, 15, "text_conflict", "created_at", texts=("other",), unless="settled"),
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

So the index alone tells how new a row is, and a search ranks rows without reading them.
"""

FIRST_DAY = "2440584.5"
"""The Julian day of Monday, 29 December 1969, the first day that a journal accepts."""


def drop_statements() -> Iterator[str]:
    """Yield the statements that remove the index of the third migration."""
    for table in dict.fromkeys(text.table for text in TEXTS_OF_THIRD):
        for event in ("insert", "delete", "update"):
            yield f"DROP TRIGGER search_{table}_{event}"
    yield "DROP TABLE search"
    yield "DROP VIEW search_text"


def create_statements(texts: tuple[SearchedText, ...]) -> Iterator[str]:
    """Yield the statements that create the index and its triggers, and index the existing rows."""
    arms = "\nUNION ALL ".join(
        f"SELECT {_row_number(text, text.table)}, {_texts(text, text.table)} FROM {text.table} "
        f"WHERE {_has_text(text, text.table)}"
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


def _triggers(table: str, texts: list[SearchedText]) -> Iterator[str]:
    insertions = [_insertion(text) for text in texts]
    deletions = [_deletion(text) for text in texts]
    yield _trigger(table, "INSERT", insertions)
    yield _trigger(table, "DELETE", deletions)
    columns = dict.fromkeys(column for text in texts for column in ("id", text.day, *text.watched_columns))
    replacements = [statement for pair in zip(deletions, insertions, strict=True) for statement in pair]
    yield _trigger(table, f"UPDATE OF {', '.join(columns)}", replacements)


def _trigger(table: str, event: str, body: list[str]) -> str:
    name = f"search_{table}_{event.partition(' ')[0].lower()}"
    statements = ";\n  ".join(body)
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN\n  {statements};\nEND"


def _insertion(text: SearchedText) -> str:
    return (
        f"INSERT INTO search (rowid, title, text) SELECT {_row_number(text, 'NEW')}, {_texts(text, 'NEW')} "
        f"WHERE {_has_text(text, 'NEW')}"
    )


def _deletion(text: SearchedText) -> str:
    """Return SQL that removes a row from the index, which needs the old values because it stores no text."""
    return (
        f"INSERT INTO search (search, rowid, title, text) SELECT 'delete', {_row_number(text, 'OLD')}, "
        f"{_texts(text, 'OLD')} WHERE {_has_text(text, 'OLD')}"
    )


def _row_number(text: SearchedText, row: str) -> str:
    """Return SQL for a row's number in the index."""
    day = f"(ifnull(julianday({row}.{text.day}), {FIRST_DAY}) - {FIRST_DAY})"
    return f"({day} << {DAY_BITS}) + ({row}.id << {KIND_BITS}) + {text.number}"


def _texts(text: SearchedText, row: str) -> str:
    title = f"{row}.{text.title}" if text.title else "''"
    return f"{title}, {' || char(10) || '.join(f'{row}.{column}' for column in text.texts)}"


def _has_text(text: SearchedText, row: str) -> str:
    condition = "(" + " OR ".join(f"{row}.{column} <> ''" for column in text.columns) + ")"
    return f"{condition} AND NOT {row}.{text.unless}" if text.unless else condition
