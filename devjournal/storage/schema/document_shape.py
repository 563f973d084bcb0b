"""The shape of a whole-journal document: its tables, their columns, and the kind of each column."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField

from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.storage.schema.fields import DayField
from devjournal.storage.schema.marks import HiddenRow, RemovedRow
from devjournal.storage.schema.tables import REFERENCES, ROWS, Row, columns

STAMPS = ("uid", "created_at", "updated_at", "changed")
"""The columns that every row has."""

JSON_COLUMNS = {
    "review": frozenset({"snapshot"}),
    "conversation": frozenset({"page"}),
    "walk": frozenset({"answers"}),
}
"""The JSON columns, by table."""

ADDED = {
    "week": {
        "first_goal": '""',
        "carried": "0",
        "recapped_at": "null",
        "lesson_helped": "null",
        "lesson_week": "null",
    },
    "entry": {"said_by": "null", "case_pick": "null", "case_position": "null"},
    "horizon": {"statement": '""'},
    "topic": {"done_at": "null"},
    "conversation": {"page": "{}"},
    "gap": {"parked_on": "null", "parked_why": '""', "private": "false", "claim": '""'},
    "review": {"horizon": '""', "role_models": '""'},
}
"""Columns that a document may leave out, with their default as JSON."""

ADDED_TABLES = frozenset({"page_choice", "remark", "bet", "walk", "deferral", "draft", "text_conflict", HIDDEN})
"""Tables that a document may leave out; a missing table is empty."""

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table: all columns but the local ID, references as uids, days as ISO texts."""


def table_columns() -> dict[str, dict[str, str]]:
    """Return the columns of each table of a document, with their kinds.

    The kinds are `text`, `day`, `flag`, `number`, `json`, `log` (`domain.merge.field_log`), `note`
    (`domain.merge.settling`) and `uid of TABLE`. A `?` at the end allows null, and `=` with a value is the default of
    an optional column.
    """
    described = {name_of(table): _describe(table) for table in ROWS}
    removed = {"uid": "text", "table_name": "text", "removed_at": "text", "seen": "log?=null"}
    return {**described, REMOVED: removed, HIDDEN: {"uid": "text", "table_name": "text", "note": "note"}}


def _describe(table: type[Row]) -> dict[str, str]:
    kinds: dict[str, str] = {**dict.fromkeys(STAMPS, "text"), "changed": "log?=null"}
    references = REFERENCES.get(table, {})
    for name in columns(table):
        field = table._meta.fields[name]
        if name in references:
            kind = f"uid of {name_of(references[name])}"
        elif name in JSON_COLUMNS.get(name_of(table), ()):
            kind = "json"
        elif isinstance(field, DayField):
            kind = "day"
        elif isinstance(field, BooleanField):
            kind = "flag"
        else:
            kind = "number" if field.field_type == "INTEGER" or field.field_type == "INT" else "text"
        added = ADDED.get(name_of(table), {})
        kinds[name] = kind + ("?" if field.null else "") + (f"={added[name]}" if name in added else "")
    return kinds


def name_of(table: type[Row | RemovedRow | HiddenRow]) -> str:
    """Return the name of a table in a document."""
    return str(table._meta.table_name)
