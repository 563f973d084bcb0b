"""Journals with content that devjournal did not write: by another program, a failing disk or a planted object."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from devjournal.demo import SEED
from devjournal.demo import fill as fill_demo
from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.merge.text_conflict import NewTextConflict
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage.file_damage import scramble

Bend = Callable[[Path], None]

BAD = "CAST(x'6162ff63' AS TEXT)"
"""A text that is not UTF-8, in SQL."""


def base(path: Path) -> None:
    """Fill a journal with something in every table, removed rows and steps of undo among it."""
    path.touch(mode=0o600)
    fill_demo(path, FRIDAY, SEED)
    clock = FrozenClock(FRIDAY - (FRIDAY - datetime(2026, 11, 27, 16).astimezone()))
    with Journal(path, clock) as journal:
        journal.entries.add("first of today", day=journal.today)
        journal.entries.remove(journal.entries.add("gone again", day=journal.today).id)
        journal.review_drafts.begin(ReviewKind.MONTHLY)
        journal.entries.add("undone again", day=journal.today)
        journal.undo()
        journal.entries.add("last of today", day=journal.today, private=True)
        journal.drafts.add_all([NewDraft("git", str(n), day=journal.today, text=f"Commit {n}") for n in range(2)])
        gap = journal.gaps.list()[0].uid
        stamp = "2026-11-20T12:00:00.000000Z"
        journal.text_conflicts.add_all([NewTextConflict("gap", gap, "why", "Another why", stamp, "laptop")])


def run_sql(path: Path, *statements: str) -> None:
    """Run what no command would, as another program can: checks off, references unguarded, the schema writable."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("PRAGMA writable_schema = 1")
        for statement in statements:
            connection.execute(statement)


def sql(*statements: str) -> Bend:
    """Return what runs some statements."""
    return lambda path: run_sql(path, *statements)


def loosened(table: str, *statements: str) -> Bend:
    """Return what takes the types from a table, writes what they forbid, and puts them back."""

    def bend(path: Path) -> None:
        swap = "UPDATE sqlite_master SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"
        run_sql(path, swap.format(") STRICT", ")", table))
        run_sql(path, *statements)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = 1")
            (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (f"{text} STRICT", table))

    return bend


def header(at: int, value: bytes) -> Bend:
    """Return what writes some bytes over a place of the file's header."""

    def bend(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(value)

    return bend


ROWS: dict[str, Bend] = {
    # texts
    "an entry's text is not UTF-8": sql(f"UPDATE entry SET text = {BAD} WHERE id = 3"),
    "a goal is not UTF-8": sql(f"UPDATE week SET goal = {BAD} WHERE id = 70"),
    "this week's goal is not UTF-8": sql(f"UPDATE week SET goal = {BAD} WHERE monday = '2026-11-23'"),
    "a gap's title is not UTF-8": sql(f"UPDATE gap SET title = {BAD} WHERE id = 1"),
    "a name is not UTF-8": sql(f"UPDATE person SET name = {BAD} WHERE id = 1"),
    "a role is not UTF-8": sql(f"UPDATE horizon SET role = {BAD}"),
    "notes are not UTF-8": sql(f"UPDATE conversation SET notes = {BAD} WHERE id = 2"),
    "a topic is not UTF-8": sql(f"UPDATE topic SET text = {BAD} WHERE id = 2"),
    "a step is not UTF-8": sql(f"UPDATE plan_step SET text = {BAD}"),
    "a remark is not UTF-8": sql(f"UPDATE remark SET text = {BAD}"),
    "a uid is not UTF-8": sql("UPDATE entry SET uid = CAST(x'ff' || substr(uid, 2) AS TEXT) WHERE id = 4"),
    "a stamp is not UTF-8": sql("UPDATE entry SET created_at = CAST(x'32ff' AS TEXT) WHERE id = 4"),
    "a day is not UTF-8": sql("UPDATE entry SET day = CAST(x'32303236ff' AS TEXT) WHERE id = 4"),
    "a kind is not UTF-8": sql(f"UPDATE topic SET kind = {BAD} WHERE id = 3"),
    "a name of what was removed is not UTF-8": sql(f"UPDATE removed SET table_name = {BAD}"),
    "every text is not UTF-8": sql(
        f"UPDATE entry SET text = {BAD}", f"UPDATE week SET goal = {BAD}, skill = {BAD}, note = {BAD}",
        f"UPDATE topic SET text = {BAD}", f"UPDATE gap SET title = {BAD}",
    ),
    "an entry holds a NUL": sql("UPDATE entry SET text = CAST(x'610062' AS TEXT) WHERE id = 3"),
    "a name holds a NUL": sql("UPDATE person SET name = CAST(x'610062' AS TEXT) WHERE id = 1"),
    "an entry is empty": sql("UPDATE entry SET text = '' WHERE id = 3"),
    "a name is blank": sql("UPDATE person SET name = ' ' WHERE id = 1"),
    # values that a CHECK forbids
    "an outcome that is none": sql("UPDATE week SET outcome = 'won' WHERE monday < '2026-11-01'"),
    "an answer that is none": sql("UPDATE week SET lesson_answer = 'perhaps' WHERE lesson <> ''"),
    "an area that is none": sql("UPDATE gap SET area = 'sports' WHERE id = 2"),
    "a step that is none": sql("UPDATE gap SET step = 'after next' WHERE id = 2"),
    "a relation that is none": sql("UPDATE person SET relation = 'nemesis' WHERE id = 1"),
    "a kind of talk that is none": sql("UPDATE conversation SET kind = 'shout' WHERE id = 5"),
    "a kind of topic that is none": sql("UPDATE topic SET kind = 'threat' WHERE id IN (2, 25)"),
    "a kind of review that is none": sql("UPDATE review SET kind = 'hourly' WHERE id = 15"),
    "a kind of walk that is none": sql("UPDATE walk SET kind = 'hourly'"),
    "a page of a walk that is none": sql("UPDATE walk SET step = 99"),
    "a kind of deferral that is none": sql("UPDATE deferral SET kind = 'hourly'"),
    "a state of a draft that is none": sql("UPDATE draft SET state = 'lost'"),
    "a draft is empty": sql("UPDATE draft SET text = ''"),
    "a gap's private is 7": sql("UPDATE gap SET private = 7 WHERE id = 2"),
    "a lesson that helped without one": sql("UPDATE week SET lesson_helped = 1 WHERE monday = '2026-11-23'"),
    "said by nobody who is there": sql("UPDATE entry SET said_by = 4711 WHERE id = 3"),
    "a pick that is none": sql("UPDATE entry SET case_pick = 9 WHERE id = 3"),
    "a text that gave way in no row": sql("UPDATE text_conflict SET row_uid = 'gone'"),
    "a text that gave way and is not UTF-8": sql(f"UPDATE text_conflict SET other = {BAD}"),
    "settled is 7": sql("UPDATE text_conflict SET settled = 7"),
    "private is 7": sql("UPDATE entry SET private = 7 WHERE id = 3"),
    "a Monday that is a Tuesday": sql("UPDATE week SET monday = '2026-11-24' WHERE monday = '2026-11-23'"),
    "a Monday that is no day": sql("UPDATE week SET monday = '2026-13-45' WHERE monday = '2026-11-23'"),
    "an earlier Monday that is no day": sql("UPDATE week SET monday = '' WHERE id = 5"),
    "an entry on no day": sql("UPDATE entry SET day = 'someday' WHERE id = 3"),
    "an entry of the year 1": sql("UPDATE entry SET day = '0001-01-01' WHERE id = 3"),
    "an entry of the year 9999": sql("UPDATE entry SET day = '9999-12-31' WHERE id = 3"),
    "days off on no day": sql("UPDATE away SET first = 'x' WHERE id = 1"),
    "days off for a thousand years": sql("UPDATE away SET first = '1000-01-01', last = '2999-01-01' WHERE id = 1"),
    "days off that end before they begin": sql("UPDATE away SET last = '2020-01-01' WHERE id = 1"),
    "a role set on no day": sql("UPDATE horizon SET set_on = '2026-02-30'"),
    "a role in the year 9999": sql("UPDATE horizon SET set_on = '9999-12-31'"),
    "a role in a million months": sql("UPDATE horizon SET months = 1000000 WHERE id = 1"),
    "a gap opened on no day": sql("UPDATE gap SET opened_on = '27.11.2026' WHERE id = 2"),
    "a gap closed on no day": sql("UPDATE gap SET closed_on = 'x' WHERE id = 2"),
    "a gap that needs nothing": sql("UPDATE gap SET needed = 0"),
    "a gap that needs a huge number": sql("UPDATE gap SET needed = 9223372036854775807"),
    "a gap at a huge position": sql("UPDATE gap SET position = 9223372036854775807 WHERE id = 2"),
    "a step at a huge position": sql("UPDATE plan_step SET position = 9223372036854775807"),
    "a huge count of carryings": sql("UPDATE week SET carried = 9223372036854775807"),
    "a review of no day": sql("UPDATE review SET day = '2026-1-1' WHERE id = 15"),
    "a talk of no day": sql("UPDATE conversation SET day = 'x' WHERE id = 50"),
    "a next 1:1 on no day": sql("UPDATE person SET next_on = 'x'"),
    "a promise due on no day": sql("UPDATE topic SET due = 'x' WHERE id = 25"),
    "told on no day": sql("UPDATE awareness SET known_on = 'x'"),
    "put off until no day": sql("UPDATE deferral SET due = 'x', until = 'y'"),
    "a remark of no day": sql("UPDATE remark SET day = 'x'"),
    "a goal without a skill": sql("UPDATE week SET skill = '' WHERE id = 70"),
    "a recap of no day": sql("UPDATE week SET recapped_on = NULL WHERE outcome IS NOT NULL"),
    # stamps that pass a LIKE
    "a stamp that is none": sql("UPDATE entry SET created_at = '2026-99-99Tx25:00Z', updated_at = '9' WHERE id = 3"),
    "stamps of a topic that are none": sql("UPDATE topic SET created_at = '2026-aa-bbTZ', updated_at = '2026-aa-bbTZ'"),
    "a talk recorded at no moment": sql("UPDATE conversation SET recorded_at = '____-__-__T%Z'"),
    "a recap at no moment": sql("UPDATE week SET recapped_at = '2026-11-99T99Z' WHERE outcome IS NOT NULL"),
    "a topic done at no moment": sql("UPDATE topic SET done_at = '2026-11-99T99Z' WHERE done_on IS NOT NULL"),
    "a stamp of the year 9999": sql(
        "UPDATE entry SET created_at = '9999-12-31T23:59:59.999999Z', updated_at = '9999-12-31T23:59:59.999999Z' "
        "WHERE id = (SELECT max(id) FROM entry)"),
    "a stamp later than what follows": sql("UPDATE entry SET updated_at = '2000-01-01T00:00:00.000000Z'"),
    "what was removed at no moment": sql("UPDATE removed SET removed_at = '2026-99-99T99Z'"),
    # JSON
    "a snapshot that is no JSON": sql("UPDATE review SET snapshot = '{\"gaps\": ['"),
    "a snapshot that is a list": sql("UPDATE review SET snapshot = '[1, 2]'"),
    "a snapshot of other things": sql(
        """UPDATE review SET snapshot = '{"version": "x", "gaps": 7, "horizons": {"a": [null]}}'"""),
    "a snapshot with gaps of other things": sql(
        """UPDATE review SET snapshot = '{"version": 1, "gaps": [{"uid": 3, "area": [], "needed": -1e400}]}'"""),
    "a snapshot that is nested deep": sql("UPDATE review SET snapshot = " + f"'{'[' * 900}{']' * 900}'"),
    "a snapshot that is nested too deep": sql("UPDATE review SET snapshot = " + f"'{'[' * 90000}{']' * 90000}'"),
    "a snapshot that is not UTF-8": sql("UPDATE review SET snapshot = CAST(x'7b2261223a22ff227d' AS TEXT)"),
    "a number of 5000 digits": sql("UPDATE review SET snapshot = " + '\'{"a": ' + "9" * 5000 + "}'"),
    "answers that are no JSON": sql("UPDATE walk SET answers = 'x'"),
    "answers of other things": sql("""UPDATE walk SET answers = '{"decisions": [1, {}], "new": {"a": 1}}'"""),
    "a page that is no JSON": sql("UPDATE conversation SET page = '{'"),
    "a page of other things": sql("""UPDATE conversation SET page = '{"lines": [1, null], "a": 1e999}'"""),
    "a log of a row that is no JSON": sql("UPDATE entry SET changed = '{' WHERE id > 100"),
    "a log of a row of other things": sql("""UPDATE week SET changed = '{"x": 1, "2026-99-99": [1]}'"""),
    # undo
    "undo history that is no JSON": sql("UPDATE undo_change SET before = 'x', after = '{'"),
    "undo history of another table": sql("UPDATE undo_change SET table_name = 'sqlite_master'"),
    "undo history of no columns": sql("""UPDATE undo_change SET before = '[]', after = '{"x": 1}'"""),
    "undo history that is not UTF-8": sql(f"UPDATE undo_change SET before = {BAD}, after = {BAD}"),
    "undo history with a name that is not UTF-8": sql(f"UPDATE undo_step SET what = {BAD}"),
    "undo history at no moment": sql("UPDATE undo_step SET at = 'yesterday'"),
    "undo history undone twice": sql("UPDATE undo_step SET undone = 7"),
    "undo history without its changes": sql("DELETE FROM undo_change"),
    "undo history with changes of no step": sql("DELETE FROM undo_step"),
    # references
    "an entry of a gap that is gone": sql("DELETE FROM gap WHERE id = 1"),
    "steps of a week that is gone": sql("UPDATE plan_step SET week = 99999 WHERE id > 60"),
    "a bet on a gap that is gone": sql("UPDATE bet SET gap = 99999 WHERE position = 1"),
    "a remark on a review that is gone": sql("UPDATE remark SET review = 99999"),
    "a talk with somebody who is gone": sql("DELETE FROM person WHERE id = 1"),
    # types, which STRICT forbids
    "a day that is a number": loosened("entry", "UPDATE entry SET day = 20261127 WHERE id = 3"),
    "a day that is a BLOB": loosened("entry", "UPDATE entry SET day = x'323032362d31312d3237' WHERE id = 3"),
    "a text that is a BLOB": loosened("entry", "UPDATE entry SET text = x'00ff00' WHERE id = 3"),
    "a number that is a BLOB": loosened("gap", "UPDATE gap SET needed = x'05' WHERE id = 2"),
    "a number that is a text": loosened("gap", "UPDATE gap SET needed = 'many', position = 'first' WHERE id = 2"),
    "a number that is a fraction": loosened("gap", "UPDATE gap SET needed = 2.5, position = 1e300 WHERE id = 2"),
    "a reference that is a text": loosened("entry", "UPDATE entry SET gap = 'x', private = 'x' WHERE id = 3"),
    "a flag that is a text": loosened("week", "UPDATE week SET on_track = 'x', better = 'y' WHERE id > 60"),
}  # fmt: skip
"""Rows that devjournal did not write, in words; all else in the file is sound."""

OBJECTS: dict[str, Bend] = {
    "sqlite_sequence is gone": sql("DELETE FROM sqlite_master WHERE name = 'sqlite_sequence'"),
    "sqlite_sequence is empty": sql("DELETE FROM sqlite_sequence"),
    "sqlite_sequence holds nonsense": sql("UPDATE sqlite_sequence SET seq = 'x'"),
    "sqlite_sequence is at its end": sql("UPDATE sqlite_sequence SET seq = 9223372036854775807"),
    "a table is gone": sql("DROP TABLE entry"),
    "undo's tables are gone": sql("DROP TABLE undo_change", "DROP TABLE undo_step"),
    "the weeks are gone": sql("PRAGMA foreign_keys = 0", "DROP TABLE week"),
    "a column is called otherwise": sql("DROP VIEW search_text", "ALTER TABLE topic RENAME COLUMN due TO dew"),
    "the index of words is gone": sql("DROP TABLE search"),
    "a trigger that makes entries public": sql(
        "CREATE TRIGGER evil AFTER INSERT ON entry BEGIN UPDATE entry SET private = 0; END"
    ),
    "a trigger that deletes topics": sql("CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM topic; END"),
    "a trigger of a name of ours": sql(
        "DROP TRIGGER search_entry_insert",
        "CREATE TRIGGER search_entry_insert AFTER INSERT ON entry BEGIN DELETE FROM topic; END",
    ),
    "a trigger that fails": sql(
        "CREATE TRIGGER evil BEFORE INSERT ON undo_change BEGIN SELECT raise(ABORT, 'no'); END"
    ),
    "a recursive view": sql(
        "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    ),
    "a recursive view in a table's place": sql(
        "ALTER TABLE topic RENAME TO topic_before",
        "CREATE VIEW topic AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, "
        "'u' AS uid, '' AS created_at, '' AS updated_at, 'topic' AS kind, 'x' AS text, NULL AS due, 0 AS private, "
        "NULL AS raised_in, NULL AS done_on, NULL AS done_at FROM n",
    ),
    "a recursive view in the place of what is searched": sql(
        "DROP VIEW search_text",
        "CREATE VIEW search_text AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT x AS id, '' AS title, 'x' AS text FROM n",
    ),
    "a table that is not ours": sql("CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)"),
    "an index that is not ours": sql("CREATE UNIQUE INDEX evil ON entry (day) WHERE text LIKE 'o%'"),
    "a table without its checks": sql("UPDATE sqlite_master SET sql = replace(sql, 'CHECK', '--') WHERE name = 'walk'"),
    "a table whose text is nonsense": sql("UPDATE sqlite_master SET sql = 'CREATE NONSENSE' WHERE name = 'topic'"),
    "a table with another program's reference": sql(
        "CREATE TABLE theirs (x REFERENCES entry (id) ON DELETE RESTRICT)", "INSERT INTO theirs SELECT id FROM entry"
    ),
}
"""Tables, views, triggers and indexes that devjournal did not create, or that are missing."""


def type_that_is_not_utf_8(path: Path) -> None:
    """Write a byte into the schema that SQLite quotes in its message and Python cannot decode."""
    content = path.read_bytes()
    assert b"opened_on TEXT NOT" in content
    path.write_bytes(content.replace(b"opened_on TEXT NOT", b"opened_on TEXT\xebNOT"))


def index_without_rows(path: Path) -> None:
    """Take evidence of gap 3 out of the table, and leave it in the index."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        index = connection.execute("SELECT * FROM sqlite_master WHERE name = 'entry_gap'").fetchone()
        connection.execute("DELETE FROM sqlite_master WHERE name = 'entry_gap'")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute("DELETE FROM entry WHERE gap = 3").rowcount
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)


def index_of_other_values(path: Path) -> None:
    """Let the index of days hold NULL for every entry."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_day'").fetchone()
        connection.execute("DROP INDEX entry_day")
        connection.execute("CREATE INDEX entry_day ON entry (nullif(day, day))")
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'entry_day'", sql)


BYTES: dict[str, Bend] = {
    "its write format is newer": header(18, b"\x09"),
    "its read format is newer": header(19, b"\x09"),
    "its schema format is newer": header(44, b"\0\0\0\x09"),
    "its encoding is another one": header(56, b"\0\0\0\x02"),
    "its application is another one": header(68, b"abcd"),
    "its version is newer": header(60, b"\0\0\x03\xe7"),
    "its version is below nought": header(60, b"\xff\xff\xff\xff"),
    "its version is nought": header(60, b"\0\0\0\0"),
    "its version is older than its tables": header(60, b"\0\0\0\x01"),
    "its page size is another one": header(16, b"\x02\x00"),
    "a page is noise": scramble,
    "a type of its schema is not UTF-8": type_that_is_not_utf_8,
    "an index lists rows that are gone": index_without_rows,
    "an index holds other values": index_of_other_values,
}
"""What a few bytes do."""

BENT: dict[str, Bend] = {**ROWS, **OBJECTS, **BYTES}
