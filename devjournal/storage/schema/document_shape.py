"""The shape of a whole-journal document: its tables and their columns."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, IntegerField

from devjournal.domain.merge.column import Column, Kind
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.storage.schema.fields import DayField
from devjournal.storage.schema.marks import HiddenRow, RemovedRow
from devjournal.storage.schema.tables import REFERENCES, ROWS, Row, columns

COMMON_COLUMNS = ("uid", "created_at", "updated_at", "changed")
"""The columns that every row has."""

JSON_COLUMNS = {
    "review": frozenset({"snapshot"}),
    "conversation": frozenset({"page"}),
    "walk": frozenset({"answers"}),
}
"""The JSON columns, by table."""

DEFAULTS = {
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
"""Columns that a document may omit, with their defaults as JSON."""

OPTIONAL_TABLES = frozenset({"page_choice", "remark", "bet", "walk", "deferral", "draft", "text_conflict", HIDDEN})
"""Tables that a document may omit; a missing table is empty."""

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table: all columns but the local ID, references as uids, days as ISO texts."""


_UID, _STAMP, _NAME = Column("uid"), Column("stamp"), Column("text")
_LOG = Column("log", nullable=True, default="null")


def table_columns() -> dict[str, dict[str, Column]]:
    """Return the columns of each table of a document."""
    return {
        **{table_name(table): _columns_of(table) for table in ROWS},
        REMOVED: {"uid": _UID, "table_name": _NAME, "removed_at": _STAMP, "seen": _LOG},
        HIDDEN: {"uid": _UID, "table_name": _NAME, "note": Column("note")},
    }


def _columns_of(table: type[Row]) -> dict[str, Column]:
    column_types = dict(zip(COMMON_COLUMNS, (_UID, _STAMP, _STAMP, _LOG), strict=True))
    references, defaults = REFERENCES.get(table, {}), DEFAULTS.get(table_name(table), {})
    for name in columns(table):
        nullable = bool(table._meta.fields[name].null)
        target = table_name(references[name]) if name in references else ""
        column_types[name] = Column(_kind(table, name), nullable, target, defaults.get(name, ""))
    return column_types


def _kind(table: type[Row], name: str) -> Kind:
    field = table._meta.fields[name]
    if name in REFERENCES.get(table, {}):
        return "reference"
    if name in JSON_COLUMNS.get(table_name(table), ()):
        return "json"
    if name == "row_uid":
        return "uid"
    if name.endswith("_at"):
        return "stamp"
    if isinstance(field, DayField):
        return "day"
    if isinstance(field, BooleanField):
        return "flag"
    return "number" if isinstance(field, IntegerField) else "text"


def table_name(table: type[Row | RemovedRow | HiddenRow]) -> str:
    """Return the name of a table in a document."""
    return str(table._meta.table_name)
