"""The schema says what the domain says: it refuses what no command would write, whoever writes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from peewee import AutoField, BooleanField, IntegerField

from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import COMMON_COLUMNS, table_columns
from devjournal.storage.schema.fields import DayField
from devjournal.storage.schema.marks import MARKS, HiddenRow, RemovedRow
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from devjournal.storage.schema.tables import REFERENCES, ROWS, Row, columns
from tests.storage import raw

STAMP = "2026-11-27T12:00:00.000000Z"
NAMES = [str(table._meta.table_name) for table in ROWS]
RIGHT: dict[str, dict[str, Any]] = {
    "horizon": {"role": "Lead", "months": 12, "set_on": "2026-01-31"},
    "gap": {"area": "skills", "title": "Speak", "opened_on": "2026-01-31"},
    "week": {"monday": "2026-11-23"},
    "plan_step": {"week": 1, "position": 1, "text": "a"},
    "away": {"first": "2026-12-21", "last": "2026-12-31"},
    "entry": {"day": "2026-11-27", "text": "x"},
    "person": {"name": "Ada"},
    "awareness": {"person": 1, "gap": 1},
    "conversation": {"day": "2026-11-27", "recorded_at": STAMP},
    "topic": {"text": "x"},
    "page_choice": {"page": "", "line": "strip", "told": 0},
    "review": {"kind": "monthly", "day": "2026-11-27"},
    "remark": {"review": 1, "day": "2026-11-27", "text": "x"},
    "bet": {"review": 1, "gap": 1, "position": 1},
    "walk": {"kind": "monthly", "day": "2026-11-27"},
    "deferral": {"kind": "monthly", "due": "2026-11-27"},
    "draft": {"day": "2026-11-27", "text": "x"},
    "text_conflict": {"table_name": "gap", "row_uid": "u" * 36, "field": "why", "other": "x", "other_at": STAMP},
}
GOAL = {"skill": "s", "goal": "g"}
RECAP = {"recapped_on": "2026-11-27"}


def put(connection: sqlite3.Connection, table: str, values: Mapping[str, Any], number: int = 0) -> None:
    """Write a row by SQL alone, with what it needs unless it is given."""
    common = {"uid": uid(table, number), "created_at": STAMP, "updated_at": STAMP}
    row = {**common, **RIGHT[table], **values}
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def uid(table: str, number: int = 0) -> str:
    """Return a uid as good as any."""
    return f"{table}-{number}".ljust(36, "x")


def insert(journal: Journal, table: str, **values: Any) -> None:
    """Write one more row."""
    with raw.connected(journal.path) as connection:
        number = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        put(connection, table, values, number)


@pytest.fixture(autouse=True)
def one_of_each(journal: Journal) -> None:
    """One right row in every table, so that what is refused is refused for what is wrong with it."""
    with raw.connected(journal.path) as connection:
        for table in RIGHT:
            put(connection, table, {})


def test_the_file_is_marked(journal: Journal) -> None:
    assert raw.query(journal.path, "PRAGMA application_id") == [(APPLICATION_ID,)] == [(0x646A6E6C,)]
    assert raw.query(journal.path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert raw.query(journal.path, "PRAGMA journal_mode") == [("delete",)]
    assert APPLICATION_ID.to_bytes(4, "big") == b"djnl"


def test_the_connection_is_safe(journal: Journal) -> None:
    pragma = journal._store.database.pragma
    assert (pragma("foreign_keys"), pragma("synchronous"), pragma("busy_timeout")) == (1, 2, 200)
    assert pragma("fullfsync") == 1


def test_models_and_tables_agree(journal: Journal) -> None:
    there = raw.query(
        journal.path,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'undo_%' "
        "AND name NOT LIKE 'search%'",
    )
    assert (
        sorted(name for (name,) in there)
        == sorted([*NAMES, "removed", "hidden"])
        == sorted([*RIGHT, "removed", "hidden"])
    )


def kind(field: object) -> str:
    """Return the SQL type that a field is kept as."""
    return "INTEGER" if isinstance(field, AutoField | BooleanField | IntegerField) else "TEXT"


@pytest.mark.slow
@pytest.mark.parametrize("table", [*ROWS, *MARKS], ids=[*NAMES, "removed", "hidden"])
def test_models_and_tables_agree_column_for_column(
    journal: Journal, table: type[Row] | type[RemovedRow] | type[HiddenRow]
) -> None:
    name = str(table._meta.table_name)
    actual = {
        column: (sql_type, bool(not_null) or bool(key))
        for _, column, sql_type, not_null, _, key in raw.query(journal.path, f"PRAGMA table_info({name})")
    }
    fields = table._meta.fields
    assert actual == {column: (kind(field), not field.null) for column, field in fields.items()}
    assert set(table_columns()[name]) == set(actual) - {"id"}
    assert {column for column, described in table_columns()[name].items() if described.nullable} == {
        column for column, (_, not_null) in actual.items() if not not_null
    }


@pytest.mark.slow
@pytest.mark.parametrize("table", ROWS, ids=NAMES)
def test_references_are_foreign_keys(journal: Journal, table: type[Row]) -> None:
    name = str(table._meta.table_name)
    keys = {column: (target, on_delete) for _, _, target, column, _, _, on_delete, _ in raw.query(
        journal.path, f"PRAGMA foreign_key_list({name})"
    )}  # fmt: skip
    wanted = {column: str(target._meta.table_name) for column, target in REFERENCES.get(table, {}).items()}
    assert {column: target for column, (target, _) in keys.items()} == wanted
    for column, (_, on_delete) in keys.items():
        assert on_delete == ("SET NULL" if table._meta.fields[column].null else "CASCADE")
    assert set(columns(table)) | {"id", *COMMON_COLUMNS} == set(table._meta.fields)


@pytest.mark.slow
@pytest.mark.parametrize("table", [*NAMES, "removed", "hidden"])
def test_tables_are_strict(journal: Journal, table: str) -> None:
    strictness = {name: strict for _, name, _, _, _, strict in raw.query(journal.path, "PRAGMA table_list")}
    assert strictness[table] == 1


@pytest.mark.slow
@pytest.mark.parametrize("table", NAMES)
def test_ids_are_never_given_twice(journal: Journal, table: str) -> None:
    ddl = raw.query(journal.path, "SELECT sql FROM sqlite_master WHERE name = ?", table)[0][0]
    assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in ddl


REFUSED: list[tuple[str, dict[str, Any]]] = [
    *[(table, {"uid": wrong}) for table in NAMES for wrong in (None, "", "x" * 37, uid(table))],
    *[(table, {"created_at": wrong}) for table in NAMES for wrong in (None, "", "2026-11-27T12:00+00:00")],
    *[(table, {"changed": wrong}) for table in NAMES for wrong in ("", "{", "goal")],
    *[(table, {"updated_at": wrong}) for table in NAMES for wrong in (None, "2026-11-27T11:59:59.999999Z")],
    # horizons
    *[("horizon", {"months": wrong}) for wrong in (0, -1, 601, None, "many")],
    ("horizon", {"role": "", "months": 24}),
    ("horizon", {"role": "another for the same number of months"}),
    # gaps
    *[("gap", {"area": wrong}) for wrong in (None, "", "Skills", "other")],
    *[("gap", {"step": wrong}) for wrong in (None, "", "last")],
    *[("gap", {"needed": wrong}) for wrong in (None, 0, -1, 1001, 1.5)],
    ("gap", {"title": ""}),
    ("gap", {"horizon": 2}),
    # weeks; 30 November is a Monday
    *[("week", {"monday": f"2026-11-{day}"}) for day in range(23, 30)],
    *[("week", {"monday": "2026-11-30", **wrong}) for wrong in (
        {"goal": "g"}, {"skill": "s"}, {"gap": 1}, {"gap": 2, **GOAL},
        {"outcome": "hit", **RECAP}, {"outcome": "missed", **RECAP}, {"outcome": "hit", **GOAL}, {"outcome": "away"},
        {"outcome": "maybe", **GOAL, **RECAP}, {"outcome": "", **GOAL, **RECAP}, RECAP, {"recapped_at": STAMP},
        {"outcome": "away", "recapped_at": "now", **RECAP},
        {"on_track": 1, **GOAL}, {"checked_in_on": "2026-12-02", **GOAL},
        {"on_track": 2, "checked_in_on": "2026-12-02", **GOAL},
        {"better": 1, **GOAL}, {"better": 0, "outcome": "away", **RECAP},
        {"better": 2, "outcome": "hit", **GOAL, **RECAP},
        {"lesson_answer": "keep"}, {"lesson_answer": "no", "lesson": "l"}, {"lesson_answer": "", "lesson": "l"},
        {"note": None}, {"goal": None}, {"goal": None, "skill": None}, {"lesson": None}, {"adjustment": None},
    )],
    # steps, days off, entries
    *[("plan_step", {name: wrong}) for name, wrong in (
        ("position", 0), ("position", -1), ("position", None), ("week", None), ("week", 2), ("text", "")
    )],
    ("away", {"first": "2027-01-01"}),
    ("away", {"first": None}),
    *[("entry", {"private": wrong}) for wrong in (None, 2, -1, "yes")],
    *[("entry", {name: wrong}) for name, wrong in (("gap", 2), ("week", 2), ("text", ""), ("text", b"x"))],
    # people and what they know
    *[("person", {"name": wrong}) for wrong in (None, "", "Ada")],
    *[("person", {"name": "Bob", "relation": wrong}) for wrong in (None, "", "boss")],
    ("awareness", {}),
    *[("awareness", {name: wrong}) for name in ("person", "gap") for wrong in (2, None)],
    # conversations, topics, reviews
    *[("conversation", {"kind": wrong}) for wrong in (None, "", "chat")],
    *[("conversation", {name: wrong}) for name, wrong in (("person", 2), ("private", 2), ("recorded_at", "now"))],
    *[("topic", {name: wrong}) for name, wrong in (("kind", "ask?"), ("text", ""), ("raised_in", 2), ("private", 2))],
    *[("topic", wrong) for wrong in ({"done_at": STAMP}, {"done_at": "now", "done_on": "2026-11-27"})],
    *[("review", {"kind": wrong}) for wrong in (None, "", "yearly")],
    *[("page_choice", wrong) for wrong in ({}, {"page": "Ada"}, {"line": ""}, {"line": "week:2026-W48", "told": 2})],
    *[("review", {"snapshot": wrong}) for wrong in (None, "", "{", "nothing")],
    *[("remark", {name: wrong}) for name, wrong in (("review", 2), ("review", None), ("text", ""))],
    *[("bet", wrong) for wrong in ({}, {"gap": 2}, {"gap": None}, {"review": 2}, {"position": 0}, {"position": 4})],
    *[("walk", wrong) for wrong in ({}, {"kind": "yearly"}, {"kind": "quarterly", "step": 7})],
    *[("walk", {"kind": "quarterly", "answers": wrong}) for wrong in (None, "", "{")],
    *[("deferral", wrong) for wrong in ({}, {"kind": "yearly"}, {"due": "2026-11-28", "until": "2026-11-27"})],
    *[("conversation", {"page": wrong}) for wrong in (None, "", "{")],
    # drafts, texts that gave way, and what a case needs
    *[("draft", {name: wrong}) for name, wrong in (("text", ""), ("state", "new"), ("state", None), ("entry", 2))],
    *[("text_conflict", {"settled": wrong}) for wrong in (None, 2, "yes")],
    *[("text_conflict", {name: ""}) for name in ("row_uid", "field", "other", "other_at")],
    *[("gap", {"private": wrong}) for wrong in (None, 2, "yes")],
    *[("entry", wrong) for wrong in ({"said_by": 2}, {"case_pick": 2}, {"case_position": "first"})],
    *[("week", {"monday": "2026-11-30", "lesson_helped": 1, **wrong}) for wrong in ({}, {"lesson": None})],
    ("week", {"monday": "2026-11-30", "lesson": "l", "lesson_helped": 2}),
]  # fmt: skip
DAYS = [
    (str(table._meta.table_name), column)
    for table in ROWS
    for column, field in table._meta.fields.items()
    if isinstance(field, DayField)
]
NO_DAY = ["", "zzz", "2026-02-29", "2026-02-30", "2026-13-01", "2026-1-5", "20260105", "2026-01-05T00:00", "1969-12-28"]
NO_DAY += ["2200-01-01", "9999-12-31", "0000-01-01", " 2026-01-05", "2026-01-05 ", "2461402.5", "-2026-01-05"]
MONDAYS = ["1969-12-29", "1970-01-05", "2024-02-26", "2199-12-30"]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "wrong"), REFUSED, ids=[f"{n}-{case[0]}" for n, case in enumerate(REFUSED)])
def test_what_the_schema_refuses(journal: Journal, table: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(journal, table, **wrong)
    assert raw.query(journal.path, f"SELECT count(*) FROM {table}") == [(1,)]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), DAYS)
def test_a_day_is_a_civil_day_of_the_years_there_are(journal: Journal, table: str, column: str) -> None:
    with raw.connected(journal.path) as connection:
        connection.execute("UPDATE week SET outcome = 'away', recapped_on = '2026-11-27'")
        connection.execute("UPDATE week SET skill = 's', goal = 'g', on_track = 1, checked_in_on = '2026-11-25'")
        connection.execute("UPDATE deferral SET due = '1969-12-29', until = '2199-12-31'")
        connection.execute("UPDATE away SET first = '1969-12-29', last = '2199-12-31'")
        for wrong in NO_DAY:
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(f"UPDATE {table} SET {column} = ?", (wrong,))
        with pytest.raises(sqlite3.OperationalError, match="non-deterministic"):
            connection.execute(f"UPDATE {table} SET {column} = 'now'")
        for day in MONDAYS:
            connection.execute(f"UPDATE {table} SET {column} = ?", (day,))
            assert connection.execute(f"SELECT {column} FROM {table}").fetchall() == [(day,)]


def test_what_the_schema_takes(journal: Journal) -> None:
    """The other side of each refusal: the same rows, put right."""
    checked_in = {"on_track": 0, "checked_in_on": "2026-12-02"}
    recapped = {
        "outcome": "missed",
        "better": 0,
        "lesson": "l",
        "lesson_answer": "applied",
        "lesson_helped": 0,
        **RECAP,
    }
    insert(journal, "week", **{"monday": "2026-11-30", "gap": 1, **GOAL, **checked_in, **recapped})
    insert(journal, "week", monday="2026-12-07", outcome="away", **RECAP)
    insert(journal, "horizon", months=24)
    insert(journal, "horizon", retired_on="2026-02-01")
    insert(journal, "entry", week=1, gap=1, private=1, said_by=1, case_pick=0, case_position=3)
    with pytest.raises(sqlite3.IntegrityError):
        insert(journal, "entry", week=1)
    insert(journal, "entry", week=2)
    insert(journal, "topic", kind="my-promise", due="2026-12-01", raised_in=1, done_on="2026-12-01")
    assert raw.query(journal.path, "PRAGMA foreign_key_check") == []
    assert raw.query(journal.path, "PRAGMA integrity_check") == [("ok",)]


def test_what_is_referred_to_goes_as_the_data_model_says(journal: Journal) -> None:
    insert(journal, "entry", week=1, gap=1, said_by=1)
    with raw.connected(journal.path) as connection:
        connection.execute("UPDATE gap SET horizon = 1")
        connection.execute("UPDATE week SET skill = 's', goal = 'g', gap = 1")
        connection.execute("UPDATE conversation SET person = 1")
        connection.execute("UPDATE topic SET raised_in = 1")
        connection.execute("UPDATE draft SET state = 'kept', entry = 1")
        for table in ("horizon", "conversation", "person", "gap", "week"):
            connection.execute(f"DELETE FROM {table}")
    assert raw.query(journal.path, "SELECT gap, week FROM entry WHERE id = 2") == [(None, None)]
    assert raw.query(journal.path, "SELECT raised_in FROM topic") == [(None,)]
    assert raw.query(journal.path, "SELECT said_by FROM entry WHERE id = 2") == [(None,)]
    assert raw.query(journal.path, "SELECT entry FROM draft") == [(1,)]
    assert raw.query(journal.path, "SELECT count(*) FROM awareness") == [(0,)]
    assert raw.query(journal.path, "SELECT count(*) FROM plan_step") == [(0,)]


@pytest.mark.parametrize("value", [datetime(2026, 11, 27), 20261127, 1.5, b"2026-11-27", True])
def test_a_day_field_takes_nothing_but_a_day(value: object) -> None:
    with pytest.raises(TypeError):
        DayField().db_value(value)


def test_a_day_field_reads_what_it_writes() -> None:
    field = DayField()
    assert field.db_value(None) is None
    assert field.python_value(None) is None
    assert field.db_value("2026-11-27") == field.db_value(field.python_value("2026-11-27")) == "2026-11-27"
    with pytest.raises(ValueError, match="day is out of range"):
        field.db_value("2026-02-30")
