"""The whole-journal document: what is wrong in one is named by its path, before anything is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from devjournal.errors import DocumentRefused
from devjournal.exports.transfer.document import MAX_DEPTH, dumps, loads
from devjournal.storage.schema.document_shape import OPTIONAL_TABLES, table_columns
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.exports.whole_document import STAMP, uid, whole_document

VERSION = len(MIGRATIONS)


def _load(document: Any) -> Any:
    return loads(document if isinstance(document, str) else json.dumps(document), table_columns(), VERSION)


def _refused(document: Any) -> str:
    with pytest.raises(DocumentRefused) as refused:
        _load(document)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert refused.value.exit_code == 1
    return sentence


def test_a_whole_document_is_taken_as_it_is() -> None:
    rows = _load(whole_document())
    assert rows == whole_document()["tables"]
    assert json.loads(dumps(rows, VERSION)) == whole_document()
    assert dumps(_load(dumps(rows, VERSION)), VERSION) == dumps(rows, VERSION)


def test_a_document_of_the_first_version_lacks_what_came_later() -> None:
    document = whole_document()
    tables = {name: rows for name, rows in document["tables"].items() if name not in OPTIONAL_TABLES}
    for name, columns in (("conversation", ["page"]), ("gap", ["parked_on", "parked_why", "private", "claim"])):
        tables[name] = [{key: row[key] for key in row if key not in columns} for row in tables[name]]
    rows = loads(json.dumps({**document, "version": 1, "tables": tables}), table_columns(), VERSION, OPTIONAL_TABLES)
    assert [rows[name] for name in sorted(OPTIONAL_TABLES)] == [[]] * len(OPTIONAL_TABLES)
    assert (rows["conversation"][0]["page"], rows["gap"][0]["parked_on"]) == ({}, None)
    assert (rows["gap"][0]["private"], rows["gap"][0]["claim"]) == (False, "")


def test_an_empty_one_too() -> None:
    empty = {**whole_document(), "tables": {name: [] for name in table_columns()}}
    assert _load(empty) == empty["tables"]


def test_a_document_harms_no_terminal() -> None:
    rows = whole_document()["tables"]
    rows["entry"][0]["text"] = "\x1b[31m\x9b\u202e\x7f é"
    text = dumps(rows, VERSION)
    assert "\\u001b[31m\\u009b\\u202e\\u007f é" in text
    assert _load(text)["entry"][0]["text"] == "\x1b[31m\x9b\u202e\x7f é"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", "The document is not JSON"),
        ("{", "The document is not JSON"),
        ("'a'", "The document is not JSON"),
        ("[]", "The document is not an object"),
        ("null", "The document is not an object"),
        ('"devjournal"', "The document is not an object"),
        ("{}", 'This is not a journal: "format"'),
        ('{"format": "diary"}', 'This is not a journal: "format"'),
        ('{"format": "devjournal"}', "version is not"),
        ('{"format": "devjournal", "version": "1"}', "version is not"),
        ('{"format": "devjournal", "version": true}', "version is not"),
        ('{"format": "devjournal", "version": 0}', "version is not"),
        ('{"format": "devjournal", "version": 1.0}', "version is not"),
        ('{"format": "devjournal", "version": 99}', "The document was written by a newer devjournal; update"),
        ('{"format": "devjournal", "version": 1}', "tables is missing"),
        ('{"format": "devjournal", "version": 1, "tables": []}', "tables is not an object"),
        ('{"format": "devjournal", "version": 1, "tables": {}, "more": 1}', "more is not known here"),
        ('{"format": "devjournal", "format": "devjournal", "version": 1, "tables": {}}', "format occurs twice"),
        ('{"format": "devjournal", "version": 1, "tables": {"week": [], "week": []}}', "tables.week occurs twice"),
        ('{"format": "devjournal", "version": 1, "tables": {"week": []}}', "tables.horizon is missing"),
        ("[" * 100_000, "The document is nested too deep"),
        ('{"a":' * 100_000, "The document is nested too deep"),
        ('{"format": "devjournal", "version": ' + "9" * 5000 + "}", "version is not"),
        ('{"format": "devjournal", "version": NaN}', "version is not"),
        ('{"format": "devjournal", "version": 1, "tables": {}, "\\ud800": 1}', "\ufffd is not known here"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_no_document(text: str, begins: str) -> None:
    assert _refused(text).startswith(begins)


TEXTS = {"entry.text": "is empty", "plan_step.text": "is empty", "person.name": "is empty"}
TEXTS |= {"gap.title": "is empty", "horizon.role": "is empty", "topic.text": "is empty"}
TEXTS |= {"week.skill": "is empty, and a goal needs its skill", "week.goal": "is empty, and there is a skill"}

WRONG_VALUES: list[tuple[str, Any, str]] = [
    *((column, "", problem) for column, problem in TEXTS.items()),
    *((f"{table}.text", " \n ", "is empty") for table in ("entry", "topic")),
    *((column, "a\0b", "contains a NUL character") for column in TEXTS),
    *((column, "a\ud800b", "contains half of a surrogate pair") for column in TEXTS),
    *((column, 1, "is not a text") for column in TEXTS),
    *((column, None, "is not a text") for column in TEXTS),
    *((column, [], "is not a text") for column in TEXTS),
    *((column, "sometimes", "is “sometimes”, which is not one of") for column in ("gap.area", "gap.step")),
    *((column, "sometimes", "is “sometimes”, which is not one of") for column in ("week.outcome", "person.relation")),
    *((column, "sometimes", "is “sometimes”, which is not one of") for column in ("topic.kind", "review.kind")),
    *((column, "sometimes", "is “sometimes”, which is not one of") for column in ("conversation.kind",)),
    *((column, "", "is “”, which is not one of") for column in ("week.outcome", "week.lesson_answer")),
    *(("week.monday", day, "is “") for day in ("2026-02-30", "2026-W48", "today", "", "20261123", "1969-12-22")),
    *(("entry.day", day, "is “") for day in ("2026-11-27T10:00", "2200-01-01", "٢٠٢٦-11-27")),
    ("week.monday", "2026-11-24", "is 2026-11-24, which is not a Monday"),
    ("week.monday", None, "is not a text"),
    ("away.last", "2026-12-20", "breaks a rule: 2026-12-20 is before 2026-12-21"),
    ("away.last", "2046-12-20", "breaks a rule: 2026-12-21 to 2046-12-20 is more than ten years"),
    ("week.gap", uid(99), "names a gap that the document does not contain"),
    ("week.gap", uid(1), "names a gap that the document does not contain"),
    ("week.gap", 1, "is not a text"),
    ("week.gap", "1", "is “1”, which is not a UUID"),
    ("plan_step.week", None, "is not a text"),
    ("plan_step.week", uid(99), "names a week that the document does not contain"),
    ("entry.week", uid(99), "names a week that the document does not contain"),
    ("awareness.person", uid(99), "names a person that the document does not contain"),
    ("topic.raised_in", uid(99), "names a conversation that the document does not contain"),
    ("gap.horizon", uid(99), "names a horizon that the document does not contain"),
    ("entry.private", 0, "is not true or false"),
    ("entry.private", None, "is not true or false"),
    ("entry.private", "false", "is not true or false"),
    ("week.on_track", 1, "is not true or false"),
    ("plan_step.position", 0, "is 0, which is out of its range"),
    ("plan_step.position", True, "is not a whole number"),
    ("plan_step.position", 1.0, "is not a whole number"),
    ("plan_step.position", "1", "is not a whole number"),
    ("gap.needed", 1001, "is 1001, which is out of its range"),
    ("gap.position", 2**63, "is a number that a journal cannot store"),
    ("gap.position", -(2**63) - 1, "is a number that a journal cannot store"),
    ("gap.position", float("inf"), "is a number that a journal cannot store"),
    ("horizon.months", 601, "is 601, which is out of its range"),
    ("horizon.months", -1, "is -1, which is out of its range"),
    ("week.better", "yes", "is not true or false"),
    ("entry.uid", "1", "is “1”, which is not a UUID"),
    ("entry.uid", uid(6).upper().replace("0", "A"), "is “AA"),
    ("entry.uid", uid(3), "is the same as tables.week[0].uid"),
    ("removed.uid", uid(3), "is the same as tables.week[0].uid"),
    ("removed.table_name", "removed", "is not the name of a table"),
    ("removed.table_name", "sqlite_master", "is not the name of a table"),
    ("removed.removed_at", "2026-11-27", "is “2026-11-27”, which is not a time"),
    *(
        ("entry.created_at", stamp, "is “")
        for stamp in ("", "2026-11-27T16:30Z", "2026-11-27T16:30:00.000000+01:00", "2026-13-27T16:30:00.000000Z")
    ),
    ("entry.updated_at", "2026-11-27T16:29:59.999999Z", "is before created_at"),
    ("conversation.recorded_at", "yesterday", "is “yesterday”, which is not a time"),
    ("review.snapshot", {"a": [1, {"b": "x\0"}]}, ".a[1].b contains a NUL character"),
    ("review.snapshot", float("nan"), "is a number that a journal cannot store"),
    ("review.snapshot", 2**64, "is a number that a journal cannot store"),
]


@pytest.mark.parametrize(("column", "value", "problem"), WRONG_VALUES, ids=lambda value: ascii(value)[:40])
def test_a_wrong_value_is_named_by_its_path(column: str, value: Any, problem: str) -> None:
    table, name = column.split(".")
    document = whole_document()
    document["tables"][table][0][name] = value
    assert _refused(document).startswith(f"tables.{table}[0].{name}{problem if problem[0] == '.' else f' {problem}'}")


@pytest.mark.parametrize("table", table_columns())
def test_every_key_is_needed_and_no_other_is_known(table: str) -> None:
    for column, described in table_columns()[table].items():
        if described.default:
            continue  # may be left out
        document = whole_document()
        del document["tables"][table][0][column]
        assert _refused(document).startswith(f"tables.{table}[0].{column} is missing; ")
    document = whole_document()
    document["tables"][table][0]["id"] = 1
    assert _refused(document).startswith(f"tables.{table}[0].id is not known here; ")
    document = whole_document()
    document["tables"][table] = {}
    assert _refused(document).startswith(f"tables.{table} is not a list; ")
    document["tables"][table] = [[]]
    assert _refused(document).startswith(f"tables.{table}[0] is not an object; ")
    del document["tables"][table]
    assert _refused(document).startswith(f"tables.{table} is missing; ")


def test_a_table_that_is_not_known() -> None:
    document = whole_document()
    document["tables"]["mood\x1b"] = []
    assert _refused(document).startswith("tables.mood␛ is not known here; ")


TWICE: list[tuple[str, str, dict[str, Any]]] = [
    ("week", "monday", {"gap": None, "outcome": None, "recapped_on": None, "better": None}),
    ("person", "name", {}),
    ("awareness", "gap", {}),
    ("entry", "week", {}),
    ("horizon", "months", {}),
]


@pytest.mark.parametrize(("table", "column", "changes"), TWICE, ids=[table for table, _, _ in TWICE])
def test_what_stands_once_stands_once(table: str, column: str, changes: dict[str, Any]) -> None:
    document = whole_document()
    rows = document["tables"][table]
    rows.append({**rows[0], **changes, "uid": uid(50)})
    assert _refused(document).startswith(f"tables.{table}[1].{column} is the same as tables.{table}[0].{column}; ")


def test_a_horizon_that_is_retired_makes_room() -> None:
    document = whole_document()
    rows = document["tables"]["horizon"]
    rows.append({**rows[0], "uid": uid(50), "retired_on": "2026-02-01"})
    _load(document)


WEEKS: list[tuple[dict[str, Any], str]] = [
    ({"goal": "", "skill": "", "gap": uid(2), "outcome": None, "recapped_on": None, "better": None}, "gap"),
    ({"goal": "", "skill": "", "gap": None}, "outcome"),
    ({"outcome": None, "better": None}, "recapped_on"),
    ({"on_track": None}, "checked_in_on"),
    ({"checked_in_on": None}, "checked_in_on"),
    ({"outcome": "away"}, "better"),
    ({"lesson": ""}, "lesson_answer"),
]


@pytest.mark.parametrize(("changes", "column"), WEEKS)
def test_a_week_that_breaks_a_rule(changes: dict[str, Any], column: str) -> None:
    document = whole_document()
    document["tables"]["week"][0].update(changes)
    assert _refused(document).startswith(f"tables.week[0].{column} ")


def test_keys_that_are_there_twice() -> None:
    text = json.dumps(whole_document()).replace('"role": "Lead"', '"role": "Lead", "role": "Lead"')
    assert _refused(text).startswith("tables.horizon[0].role occurs twice; ")
    text = json.dumps(whole_document()).replace('"gaps": [', '"gaps": 1, "gaps": [')
    assert _refused(text).startswith("tables.review[0].snapshot.gaps occurs twice; ")


def test_a_snapshot_that_is_nested_too_deep() -> None:
    document = whole_document()
    nested: Any = 1
    for _ in range(MAX_DEPTH):
        nested = [nested]
    document["tables"]["review"][0]["snapshot"] = nested
    _load(document)
    document["tables"]["review"][0]["snapshot"] = [nested]
    sentence = _refused(document)
    assert sentence.startswith("tables.review[0].snapshot[0]")
    assert "is nested too deep" in sentence


def test_texts_lose_trailing_white_space_as_everywhere() -> None:
    document = whole_document()
    document["tables"]["entry"][0]["text"] = " Explained it \n"
    assert _load(document)["entry"][0]["text"] == " Explained it"


def test_a_later_stamp_is_fine() -> None:
    document = whole_document()
    document["tables"]["entry"][0]["created_at"] = "2020-02-29T00:00:00.000000Z"
    assert _load(document)["entry"][0]["updated_at"] == STAMP


def test_a_column_beyond_the_plan_may_be_left_out() -> None:
    document = whole_document()
    week = document["tables"]["week"][0]
    del week["first_goal"], week["carried"]
    loaded = _load(document)["week"][0]
    assert (loaded["first_goal"], loaded["carried"]) == ("", 0)


@pytest.mark.parametrize(
    "note",
    [
        *({"row": {}}, {"fields": 3}, {"fields": {"position": 2}}, {"fields": {"uid": ["", "", ""]}}, {"made": 1}),
        *({"marks": "x"}, {"cleared": ""}, {"under": ["x"]}, {"removed": {}}, {"at": {"mood": ""}}, {"mood": 1}),
        *({"fields": {"position": ["", "", "two"]}}, {"fields": {"position": ["soon", "", 2]}}),
    ],
)
def test_a_note_that_no_merge_wrote(note: dict[str, Any]) -> None:
    document = whole_document()
    document["tables"]["hidden"][0]["note"] = note
    assert _refused(document).startswith("tables.hidden[0].note")


@pytest.mark.parametrize(
    ("log", "problem"),
    [({"soon": "text"}, "2026"), ({STAMP: 1}, "is not a text"), ({STAMP: "mood"}, "names “mood”, which is no field")],
)
def test_a_log_that_is_none(log: dict[str, Any], problem: str) -> None:
    document = whole_document()
    document["tables"]["entry"][0]["changed"] = log
    sentence = _refused(document)
    assert sentence.startswith("tables.entry[0].changed.")
    assert problem in sentence
