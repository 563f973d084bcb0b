"""Full-text search: ranked hits from SQLite's FTS5 index, in milliseconds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from devjournal.domain.dates.days import FIRST_MONDAY
from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.domain.search.search_query import Query, find, read
from devjournal.storage.schema.search_index import CHECK, DAY_BITS, KIND_BITS, REBUILD, TEXTS, SearchedText
from devjournal.storage.store import Store

DEFAULT_LIMIT = 50
"""The default number of hits."""

_BY_NUMBER = {text.number: text for text in TEXTS}

_SCORE = "bm25(search, 3.0, 1.0) * (1 + 0.5 / (1 + max(0, :today - (rowid >> :bits)) / 365.0))"
"""The rank of a row, lower is better: matches in titles count most, and new rows up to half as much again."""

_EXACT = "(1 + (rowid IN (SELECT rowid FROM search WHERE search MATCH :exact)))"
"""Doubles the score of rows that have a searched prefix as a whole word."""


class _HitColumns(NamedTuple):
    """SQL for the other columns of a hit: its day, the title and ID of its parent row, and whether it is private."""

    day: str
    title: str = "''"
    of: str = "NULL"
    private: str = "0"


_REVIEW = "upper(substr({0}, 1, 1)) || substr({0}, 2) || ' review'"

_HIT_COLUMNS = {
    **dict.fromkeys((HitKind.GOAL, HitKind.CHECK_IN, HitKind.RECAP, HitKind.LESSON), _HitColumns("monday")),
    HitKind.STEP: _HitColumns("(SELECT monday FROM week WHERE week.id = plan_step.week)"),
    HitKind.ENTRY: _HitColumns("day", private="private"),
    HitKind.GAP: _HitColumns("opened_on", private="private"),
    HitKind.PERSON: _HitColumns("created_at"),
    HitKind.TALK: _HitColumns(
        *("day", "ifnull((SELECT name FROM person WHERE person.id = person), '')", "person", "private"),
    ),
    HitKind.TOPIC: _HitColumns("created_at", private="private"),
    HitKind.REVIEW: _HitColumns("day", _REVIEW.format("kind")),
    HitKind.REMARK: _HitColumns(
        *("day", f"(SELECT {_REVIEW.format('review.kind')} FROM review WHERE review.id = remark.review)", "review"),
    ),
    HitKind.HORIZON: _HitColumns("set_on"),
    HitKind.AWAY: _HitColumns("first"),
    HitKind.CONFLICT: _HitColumns(
        "created_at",
        "replace(table_name, '_', ' ') || ', ' || replace(field, '_', ' ')",
        private=" OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE uid = row_uid AND {table}.private)"
            for table in ("entry", "gap", "conversation", "topic")
        ),
    ),
}


class Search:
    """Searches all texts of the journal."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    def find(self, text: str, limit: int = DEFAULT_LIMIT, *, typing: bool = False) -> tuple[SearchHit, ...]:
        """Return at most `limit` hits, best first; callable in any thread.

        A query has words, "phrases" and prefix*; case and accents do not matter. With `typing`, the last word is a
        prefix. Every text is a valid query. An empty query has no hits.

        Raises:
            FileBusy, FileRefused: the file cannot be read.
        """
        query = read(text, typing=typing)
        if not query:
            return ()
        with self._store.thread_connection():
            numbers = self._ranked(query, limit)
            hits = {number: hit for text in TEXTS for number, hit in self._hits(text, numbers, query)}
        return tuple(hits[number] for number in numbers if number in hits)

    def _ranked(self, query: Query, limit: int) -> list[int]:
        """Return the numbers of matching rows, best first; for symbols alone, newest first."""
        values: dict[str, object] = {f"piece{n}": piece for n, piece in enumerate(query.pieces)}
        values["limit"] = limit
        conditions = " AND ".join(
            f"instr(lower(title || char(10) || text), :{name})" for name in values if name != "limit"
        )
        order = "id DESC"
        source = f"SELECT id FROM search_text WHERE {conditions}"
        if query.terms:
            values |= {"query": _fts_query(query), "today": (self._store.today - FIRST_MONDAY).days, "bits": DAY_BITS}
            also = f" AND rowid IN ({source})" if conditions else ""
            order = f"{_SCORE}, rowid DESC"
            if any(term.prefix for term in query.terms):
                order, values["exact"] = f"{_SCORE} * {_EXACT}, rowid DESC", _fts_query(query, whole=True)
            source = f"SELECT rowid FROM search WHERE search MATCH :query{also}"
        return [number for (number,) in self._run(f"{source} ORDER BY {order} LIMIT :limit", values)]

    def _hits(self, text: SearchedText, numbers: Sequence[int], query: Query) -> Iterator[tuple[int, SearchHit]]:
        """Yield the matching rows of one kind, each with its number."""
        numbers_of = {_id(number): number for number in numbers if _text(number) is text}
        if not numbers_of:
            return
        columns = _HIT_COLUMNS[text.kind]
        rows = self._run(
            f"SELECT id, {', '.join((*columns, *text.columns))} FROM {text.table} "
            "WHERE id IN (SELECT value FROM json_each(:ids))",
            {"ids": json.dumps(list(numbers_of))},
        )
        for row_id, day, title, of, private, *texts in rows:
            matches = [(field, find(field, query)) for field in texts]
            best, spans = max(matches, key=lambda match: (len(match[1]), match[0] != ""))
            yield (
                numbers_of[row_id],
                SearchHit(
                    kind=text.kind,
                    id=row_id,
                    day=self._day(day),
                    text=best,
                    spans=spans,
                    title=texts[0] if text.title and best != texts[0] else title,
                    of=of,
                    private=bool(private),
                ),
            )

    def _day(self, text: str) -> date:
        """Return a day, or the local day of a moment."""
        if len(text) == len("2026-11-27"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).astimezone(self._store.now().tzinfo).date()

    def _run(self, sql: str, values: dict[str, object]) -> Any:
        return self._store.database.execute_sql(sql, values)


def check(connection: sqlite3.Connection) -> bool:
    """Return whether the index matches the tables. The connection must be able to write, but nothing is written.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    try:
        connection.execute(CHECK)
    except sqlite3.DatabaseError as error:
        if any(part in str(error) for part in ("malformed", "no such", "constraint failed", "mismatch", "logic error")):
            return False
        raise
    return True


def rebuild(connection: sqlite3.Connection) -> None:
    """Rebuild the index from the tables.

    Raises:
        sqlite3.Error: the index cannot be rebuilt; the file is unchanged.
    """
    with connection:
        connection.execute(REBUILD)


def _fts_query(query: Query, *, whole: bool = False) -> str:
    """Return the query in FTS5 syntax, every term quoted; as `whole` words, or as typed.

    Terms without an operator must all match; FTS5 skips terms without word characters.
    """
    return " ".join(f'"{term.text}"{" *" if term.prefix and not whole else ""}' for term in query.terms)


def _text(number: int) -> SearchedText | None:
    return _BY_NUMBER.get(number & (1 << KIND_BITS) - 1)


def _id(number: int) -> int:
    return (number & (1 << DAY_BITS) - 1) >> KIND_BITS
