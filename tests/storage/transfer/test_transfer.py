"""Every row out, and every row into an empty journal."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.errors import JournalError, RuleViolation
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import Rows, table_columns
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)
STAMP = "2026-11-27T12:00:00.000000Z"


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal made at one moment: something in every table, IDs with holes, and rows that were removed."""
    for n in range(3):
        journal.entries.add(f"gone {n}", day=FRIDAY)
    for n in (1, 2, 3):
        journal.entries.remove(n)
    for area in Area:
        journal.gaps.add(area, f"Gap {area}", why="é\x1b\u2028")
    for n in (0, -1):
        journal.weeks.set_goal(WEEK.shift(n), f"Goal {n}", skill="s", gap=2, plan=["b", "a"])
    journal.weeks.tick(WEEK, 1, True)
    journal.weeks.remove_step(WEEK, 2)
    journal.weeks.check_in(WEEK, False, "a")
    journal.weeks.recap(WEEK, Outcome.HIT, better=True, note="n", lesson="l")
    journal.entries.add("mine", day=FRIDAY, gap=3, link="x", private=True)
    journal.away.add(FRIDAY, FRIDAY, "a day")
    board: dict[str, Any] = {"kind": "monthly", "day": "2026-11-01", "snapshot": '{"b": [1, null], "a": "é"}'}
    more_rows: list[tuple[str, dict[str, Any]]] = [
        ("horizon", {"role": "Lead", "months": 12, "set_on": "2026-01-31"}),
        ("person", {"name": "Ada", "relation": "manager"}),
        ("awareness", {"person": 1, "gap": 3, "known_on": "2026-11-01"}),
        ("conversation", {"person": 1, "day": "2026-11-01", "recorded_at": STAMP}),
        ("topic", {"text": "x", "raised_in": 1}),
        ("review", board),
        ("page_choice", {"page": "", "line": "strip", "told": 0}),
        ("remark", {"review": 1, "day": "2026-11-08", "text": "Still so"}),
        ("bet", {"review": 1, "gap": 3, "position": 1}),
        ("walk", {"kind": "quarterly", "day": "2026-11-27", "answers": '{"b": 1, "a": "é"}'}),
        ("deferral", {"kind": "monthly", "due": "2026-10-01"}),
        ("draft", {"day": "2026-11-20", "text": "x", "source": "git x", "state": "kept", "entry": 5}),
        ("text_conflict", {"table_name": "gap", "row_uid": "g" * 36, "field": "why", "other": "é", "other_at": STAMP}),
    ]
    with raw.connected(journal.path) as connection:
        for n, (table, values) in enumerate(more_rows):
            row = {"uid": f"{n:036d}", "created_at": STAMP, "updated_at": STAMP, **values}
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        connection.execute("UPDATE gap SET horizon = 1, private = 1, claim = 'Led it' WHERE id = 2")
        connection.execute("UPDATE entry SET said_by = 1, case_pick = 1, case_position = 2 WHERE id = 5")
    return journal


@pytest.fixture
def empty(journal: Journal, clock: FrozenClock) -> Iterator[Journal]:
    """Another journal, to read into."""
    with Journal(journal.path.with_name("empty.db"), clock) as other:
        yield other


def test_every_table_and_column_is_there(full: Journal) -> None:
    rows = full.transfer.rows()
    shape = table_columns()
    assert list(rows) == list(shape)
    assert full.transfer.version == len(MIGRATIONS)
    for table, table_rows in rows.items():
        assert table_rows or table == "hidden", table
        for row in table_rows:
            assert set(row) == set(shape[table])
            assert "id" not in row


def test_columns_say_what_they_hold(full: Journal) -> None:
    types: dict[str, type] = dict.fromkeys(("text", "uid", "stamp", "day", "reference"), str)
    types |= {"flag": bool, "number": int, "json": dict}
    types |= {"log": dict, "note": dict}
    for table, table_rows in full.transfer.rows().items():
        for row in table_rows:
            for column, value in row.items():
                described = table_columns()[table][column]
                if value is None:
                    assert described.nullable
                    continue
                assert type(value) is types[described.kind], (table, column)
                assert described.kind != "day" or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))


def test_references_are_uids(full: Journal) -> None:
    rows = full.transfer.rows()
    uids = {table: {row["uid"] for row in table_rows} for table, table_rows in rows.items()}
    named = 0
    for table, columns in table_columns().items():
        for column, described in columns.items():
            if described.kind == "reference":
                values = {row[column] for row in rows[table]} - {None}
                assert values <= uids[described.table]
                named += bool(values)
    assert named == 14, "every reference there is"
    evidence = [row for row in rows["entry"] if row["week"] is not None]
    assert [row["text"] for row in evidence] == ["Goal 0"]
    gap = next(row["uid"] for row in rows["gap"] if row["area"] == "experience")
    assert evidence[0]["gap"] == gap
    assert rows["review"][0]["snapshot"] == {"a": "é", "b": [1, None]}


def test_rows_are_in_an_order_of_their_own(full: Journal) -> None:
    rows = full.transfer.rows()
    assert [row["monday"] for row in rows["week"]] == [str(WEEK.shift(-1).monday), str(WEEK.monday)]
    assert [row["position"] for row in rows["plan_step"]] in ([1, 1, 2], [1, 2, 1])
    assert [row["uid"] for row in rows["removed"]] == sorted(row["uid"] for row in rows["removed"])
    assert full.transfer.rows() == rows


def test_what_comes_out_goes_in(full: Journal, empty: Journal, clock: FrozenClock) -> None:
    rows = full.transfer.rows()
    before = copy.deepcopy(rows)
    clock.move(days=400)
    assert empty.transfer.is_empty()
    count = empty.transfer.load(rows)
    assert rows == before, "what is handed in is not changed"
    assert count == sum(len(table_rows) for table, table_rows in rows.items() if table != "removed")
    assert not empty.transfer.is_empty()
    assert empty.transfer.rows() == rows
    assert [entry.text for entry in empty.entries.all()] == [entry.text for entry in full.entries.all()]
    assert [gap.evidence for gap in empty.gaps.list()] == [gap.evidence for gap in full.gaps.list()]
    assert empty.weeks.marks() == full.weeks.marks()
    assert [step.text for step in empty.weeks.get(WEEK.shift(-1)).plan] == ["b", "a"]


def test_the_recap_of_a_week_that_came_in_still_settles(full: Journal, empty: Journal) -> None:
    empty.transfer.load(full.transfer.rows())
    empty.weeks.recap(WEEK, Outcome.MISSED)
    assert all(entry.week is None for entry in empty.entries.all())
    empty.weeks.recap(WEEK, Outcome.HIT)
    uids = [{row["uid"] for row in each.transfer.rows()["entry"]} for each in (full, empty)]
    assert uids[0] == uids[1]


def test_ids_come_in_the_order_rows_were_made(full: Journal, empty: Journal) -> None:
    empty.transfer.load(full.transfer.rows())
    assert raw.query(empty.path, "SELECT text FROM entry ORDER BY id") == raw.query(
        full.path, "SELECT text FROM entry ORDER BY id"
    )


def test_a_journal_that_holds_something_takes_nothing(full: Journal) -> None:
    rows = full.transfer.rows()
    before = full.path.read_bytes()
    with pytest.raises(RuleViolation):
        full.transfer.load(rows)
    assert full.path.read_bytes() == before


def test_a_journal_that_was_emptied_takes_one_in(full: Journal, empty: Journal) -> None:
    empty.entries.add("x", day=FRIDAY)
    empty.entries.remove(1)
    assert empty.transfer.is_empty()
    empty.transfer.load(full.transfer.rows())
    assert empty.transfer.rows() == full.transfer.rows()


WRONG: list[tuple[str, str, Any]] = [
    *(("week", "monday", "2026-11-24"), ("week", "goal", ""), ("week", "outcome", "maybe"), ("entry", "text", "")),
    *(("gap", "needed", 0), ("gap", "needed", 2**63), ("gap", "position", -(10**30)), ("horizon", "months", 601)),
    *(("entry", "uid", "short"), ("entry", "updated_at", "2020-01-01T00:00:00.000000Z"), ("person", "name", "")),
    *(
        ("away", "last", "2020-01-01"),
        ("review", "kind", "yearly"),
        ("topic", "kind", ""),
        ("entry", "day", "2200-01-01"),
    ),
    *(("plan_step", "position", 0), ("conversation", "recorded_at", "now"), ("awareness", "known_on", "1969-01-01")),
    ("removed", "uid", "short"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column", "value"), WRONG)
def test_all_or_nothing(full: Journal, empty: Journal, table: str, column: str, value: Any) -> None:
    rows: Rows = full.transfer.rows()
    rows[table][-1][column] = value
    before = empty.path.read_bytes()
    with pytest.raises(JournalError, match="nothing was written") as caught:
        empty.transfer.load(rows)
    assert caught.value.exit_code == 1
    assert empty.transfer.is_empty()
    assert empty.path.read_bytes() == before
