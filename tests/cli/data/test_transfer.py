"""export and import."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from devjournal.storage.schema.document_shape import table_columns
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.cli.conftest import Run
from tests.cli.done import Done
from tests.exports.whole_document import whole_document


@pytest.fixture
def document(run: Run) -> str:
    """The export of a journal with data of every kind."""
    run("goal", "Explain the design", "--skill", "Speaking", "--plan", "One", "--plan", "Two")
    run("recap", "--hit", "--better", "--lesson", "日本語\n\x1b[31m")
    run("log", "An entry", "--private")
    run("log", "Another")
    run("entry", "remove", "2")
    run("away", "2026-12-21", "2026-12-31")
    done = run("export")
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_document(document: str) -> None:
    parsed = json.loads(document)
    assert list(parsed) == ["format", "version", "tables"]
    assert (parsed["format"], parsed["version"]) == ("devjournal", len(MIGRATIONS))
    wanted = {
        "horizon": {"uid", "created_at", "updated_at", "role", "months", "why", "set_on", "retired_on"},
        "gap": {
            *("uid", "created_at", "updated_at", "area", "step", "title", "why", "needed", "position"),
            *("horizon", "opened_on", "closed_on"),
        },
        "week": {
            *("uid", "created_at", "updated_at", "monday", "skill", "goal", "gap", "on_track", "adjustment"),
            *("checked_in_on", "outcome", "better", "note", "lesson", "lesson_answer", "recapped_on"),
        },
        "plan_step": {"uid", "created_at", "updated_at", "week", "position", "text", "done_on"},
        "away": {"uid", "created_at", "updated_at", "first", "last", "note"},
        "person": {"uid", "created_at", "updated_at", "name", "role", "relation", "next_on"},
        "entry": {"uid", "created_at", "updated_at", "day", "text", "link", "gap", "week", "private"},
        "awareness": {"uid", "created_at", "updated_at", "person", "gap", "known_on"},
        "conversation": {
            *("uid", "created_at", "updated_at", "person", "day", "kind", "notes", "year_before", "private"),
            "recorded_at",
        },
        "topic": {"uid", "created_at", "updated_at", "kind", "text", "due", "private", "raised_in", "done_on"},
        "review": {
            *("uid", "created_at", "updated_at", "kind", "day", "skills", "experience", "brand", "course"),
            "snapshot",
        },
        "removed": {"uid", "table_name", "removed_at"},
    }
    assert list(wanted) == [name for name in parsed["tables"] if name in wanted]
    assert all(columns <= set(table_columns()[name]) for name, columns in wanted.items())
    for name, columns in table_columns().items():
        assert all(list(row) == list(columns) for row in parsed["tables"][name])


@pytest.mark.slow
def test_out_and_in_and_out_again(run: Run, document: str, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text(document)
    new = str(tmp_path / "new" / "journal.db")
    assert run("--file", new, "import", str(tmp_path / "out.json")).line.startswith("Imported 5 records into “")
    assert run("--file", new, "export").out == document
    assert run("--file", str(tmp_path / "third.db"), "import", "-", stdin="\ufeff" + document).code == 0
    assert run("--file", str(tmp_path / "third.db"), "export", "-", now="2030-01-01T00:00").out == document


def test_every_table_out_and_in(run: Run, tmp_path: Path) -> None:
    document = whole_document()
    run("import", "-", stdin=json.dumps(document))
    first = run("export").out
    assert json.loads(first) == document
    new = str(tmp_path / "new.db")
    run("--file", new, "import", "-", stdin=first)
    assert run("--file", new, "export").out == first


def test_a_journal_that_holds_something_takes_no_import(run: Run, document: str, journal_file: Path) -> None:
    before = journal_file.read_bytes()
    assert "is not empty" in run("import", "-", stdin=document).refuses(1)
    assert journal_file.read_bytes() == before


def test_export_into_a_file(run: Run, document: str, tmp_path: Path, journal_file: Path) -> None:
    target = tmp_path / "out.json"
    assert run("export", str(target)).line == f"Exported the journal to “{target}”."
    assert target.read_text() == document
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out.json"]

    target.write_text("mine")
    target.chmod(0o644)
    assert "already exists" in run("export", str(target)).refuses(1)
    assert target.read_text() == "mine"
    assert run("export", str(target), "--force").line == f"Exported the journal to “{target}”."
    assert target.read_text() == document
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out.json"]

    link = tmp_path / "link.json"
    link.symlink_to(target)
    target.write_text("mine")
    assert run("export", str(link)).refuses(1)
    run("export", str(link), "--force")
    assert link.is_symlink()
    assert target.read_text() == document


@pytest.mark.slow
def test_no_export_writes_over_the_journal(run: Run, document: str, journal_file: Path, tmp_path: Path) -> None:
    before = journal_file.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(journal_file)
    for target in (journal_file, link):
        assert "is the journal itself" in run("export", "--force", str(target)).refuses(1)
        assert "already exists" in run("export", str(target)).refuses(1)
    assert "is not an ordinary file" in run("export", "--force", str(tmp_path)).refuses(1)
    assert journal_file.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a", "a/x", "folder", "n" * 300, "missing/x", "/dev/full", "/dev/zero"])
def test_a_path_of_which_nothing_can_be_made_is_told_in_a_line(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "folder").mkdir()
    path = str(tmp_path / name)
    for args in (("export", path), ("export", path, "--force"), ("import", path), ("restore", path)):
        assert name[-100:] in run(*args).refuses(1), args
    if name != "missing/x":
        gaps = tmp_path / "gaps.csv"
        gaps.write_text("area,title\nskills,Tracing\n")
        for command in (("log", "x"), ("status",), ("backup",), ("gap", "import", str(gaps), "--dry-run")):
            assert run("--file", path, *command).refuses(1), command
        assert "wrong with the journal" in run("--file", path, "doctor").err


def test_an_export_that_fails_leaves_nothing(
    run: Run, document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    (tmp_path / "kept.json").write_text("mine")
    assert "No space left" in run("export", str(tmp_path / "out.json")).refuses(1)
    assert "No space left" in run("export", "--force", str(tmp_path / "kept.json")).refuses(1)
    assert (tmp_path / "kept.json").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.json", "mine"]


BAD: dict[str, Any] = {
    "no JSON": "not JSON",
    "nothing": "",
    "not UTF-8": b'{"format": "\xff"}',
    "UTF-16": '{"format": "devjournal"}'.encode("utf-16"),
    "a NUL byte": b"\0",
    "nested too deep": "[" * 200_000,
    "another format": "{}",
    "newer": {**whole_document(), "version": len(MIGRATIONS) + 1},
    "a missing table": {**whole_document(), "tables": {}},
    "a lone surrogate": json.dumps(whole_document()).replace("Rehearse", "\\udfff"),
    "a NUL": json.dumps(whole_document()).replace("Rehearse", "\\u0000"),
    "a number too big": json.dumps(whole_document()).replace('"position": 1', '"position": 1' + "0" * 5000),
    "a key twice": json.dumps(whole_document()).replace('"why": ""', '"why": "", "why": ""'),
    "no number": json.dumps(whole_document()).replace('"needed": 3', '"needed": Infinity'),
    "a dangling reference": json.dumps(whole_document()).replace('"plan_step": [{', '"plan_step": [{"week": "x", ', 1),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_leaves_no_trace(name: str, run: Run, journal_file: Path, tmp_path: Path) -> None:
    bad = BAD[name]
    content: str | bytes = json.dumps(bad) if isinstance(bad, dict) else bad
    assert run("import", "-", stdin=content).refuses(1)
    assert not journal_file.parent.exists()
    source = tmp_path / "bad.json"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    assert run("import", str(source)).refuses(1)
    assert not journal_file.parent.exists()


def test_a_bad_document_leaves_the_journal_as_it_was(run: Run, journal_file: Path) -> None:
    run("status")
    before = journal_file.read_bytes()
    document = whole_document()
    document["tables"]["week"][0]["monday"] = "2026-11-24"
    refusal = run("import", "-", stdin=json.dumps(document)).refuses(1)
    assert refusal == (
        "tables.week[0].monday is 2026-11-24, which is not a Monday; "
        "correct the document and import it again; nothing was imported."
    )
    assert journal_file.read_bytes() == before


def test_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    def refused(done: Done) -> str:
        return done.refuses(1)

    assert "cannot be read (No such file or directory)" in refused(run("import", str(tmp_path / "no.json")))
    assert "cannot be read (Is a directory)" in refused(run("import", str(tmp_path)))
    assert "is not UTF-8 text" in refused(run("import", "-", stdin=b"\xff"))


def test_what_goes_with_a_field_that_gave_way_needs_no_line_of_its_own(run: Run, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    run("drafts", "text", "-", stdin="- Shipped the release\n")
    run("goal", "Ship it", "--skill", "Delivery", now="2026-11-20T09:00")
    run("recap", "--missed", "--lesson", "Start on Monday", now="2026-11-20T16:00")
    run("--file", other, "import", "-", stdin=run("export").out)
    run("drafts", "keep", "1", now="2026-11-27T17:00")
    run("lesson", "applied", now="2026-11-27T17:10")
    run("--file", other, "drafts", "drop", "1", now="2026-11-27T18:00")
    run("--file", other, "recap", "--missed", "--lesson", "Ask for help", "--week", "2026-W47", now="2026-11-27T18:10")
    theirs = run("--file", other, "export").out
    done = run("import", "--merge", "-", stdin=theirs, now="2026-11-27T19:00")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Merged standard input: 2 records changed; 1 text gave way.",
        "draft “Shipped the release”, state: kept “dropped” of 2026-11-27 18:00; “kept” of 2026-11-27 17:00 gave way.",
    ]


CHOICE = {"uid": "5d2a1c7e-58f3-5b11-9c0d-0d6d7c1f3a42", "page": "", "line": "goals", "changed": None}
"""A choice for a page. Its table has no column that names a row."""


def _choice(document: str, at: str, told: bool) -> str:
    changed = json.loads(document)
    changed["tables"]["page_choice"] = [{**CHOICE, "created_at": at, "updated_at": at, "told": told}]
    return json.dumps(changed)


def _bet(document: str, at: str, gap: str) -> str:
    changed = json.loads(document)
    (bet,) = changed["tables"]["bet"]
    bet["gap"] = next(row["uid"] for row in changed["tables"]["gap"] if row["title"] == gap)
    bet |= {"updated_at": at, "changed": {bet["created_at"]: "*", at: "gap"}}
    return json.dumps(changed)


@pytest.mark.parametrize(("edit", "values", "line", "what"), [
    (_choice, (False, True), "page choice, told: kept yes of 2026-11-29 09:00; no of 2026-11-28 09:00 gave way.",
     "page choice"),
    (_bet, ("Second", "Third"),
     "bet on “Third”, gap: kept “Third” of 2026-11-29 09:00; “Second” of 2026-11-28 09:00 gave way.", "bet on “Third”"),
])  # fmt: skip
def test_a_row_without_a_name_of_its_own_gives_way_in_a_line(
    edit: Callable[..., str], values: tuple[object, object], line: str, what: str, run: Run, tmp_path: Path
) -> None:
    for title in ("First", "Second", "Third"):
        run("gap", "add", "skills", title)
    run("review", "quarterly", "--bet", "1")
    document = run("export").out
    mine, theirs = (
        edit(document, f"2026-11-{day}T09:00:00.000000Z", value) for day, value in zip((28, 29), values, strict=True)
    )
    for name, options in (("lines.db", ()), ("json.db", ("--json",))):
        file = ("--file", str(tmp_path / name))
        assert run(*file, "import", "-", stdin=mine, now="2026-11-30T09:00").code == 0
        done = run(*file, "import", "--merge", "-", *options, stdin=theirs, now="2026-11-30T09:00")
        assert (done.code, done.err) == (0, "")
        if options:
            assert [row["what"] for row in done.json["gave_way"]] == [what]
        else:
            assert done.out.splitlines()[1:] == [line]


@pytest.mark.slow
def test_two_copies_become_one(run: Run, document: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    run("--file", other, "import", "-", stdin=document)
    run("--file", other, "goal", "Explain the\nother design", "--skill", "Speaking", now="2026-11-28T09:00")
    run("--file", other, "log", "Only there")
    theirs = run("--file", other, "export").out
    done = run("import", "--merge", "-", stdin=theirs)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == ["Merged standard input: 2 records changed."], "one side alone had written"
    run("goal", "Explain it\nwell", now="2026-11-28T12:00")
    run("--file", other, "goal", "Explain it at once", now="2026-11-28T11:00")
    theirs = run("--file", other, "export").out
    assert run("import", "--merge", "-", stdin=theirs).out.splitlines() == [
        "Merged standard input: 1 record changed; 1 text gave way.",
        "week 2026-W48, goal: kept “Explain it↵well” of 2026-11-28 12:00; "
        "“Explain it at once” of 2026-11-28 11:00 gave way.",
    ]
    mine = run("export").out
    run("--file", other, "import", "--merge", "-", stdin=mine)
    assert run("--file", other, "export").out == mine
    undone = [run("undo").line for _ in range(3)]
    assert [line.startswith("Undone: merge of standard input.") for line in undone] == [True, False, True]
    assert "Only there" not in run("entry", "list").out


def test_a_merge_of_a_bad_document_changes_nothing(run: Run, document: str, journal_file: Path) -> None:
    before = journal_file.read_bytes()
    assert "not JSON" in run("import", "--merge", "-", stdin=document[:-9]).refuses(1)
    assert journal_file.read_bytes() == before


def test_what_clashes_is_named(run: Run) -> None:
    """Covers every kind of row that can conflict, and every kind of value."""
    ours = whole_document()
    for rows in ours["tables"].values():
        for row in rows:
            row |= {"updated_at": "2026-11-28T10:00:00.000000Z"} if "updated_at" in row else {}
    theirs = json.loads(json.dumps(ours))
    run("import", "-", stdin=json.dumps(ours))
    tables = theirs["tables"]
    for table, column, value in (
        *(("gap", "needed", 5), ("person", "relation", "peer"), ("away", "note", "b"), ("week", "on_track", False)),
        *(("awareness", "known_on", "2026-11-02"), ("review", "day", "2026-11-02"), ("remark", "text", "Not so")),
        *(("topic", "text", "a \x1b[31m raise"), ("horizon", "role", "Head"), ("conversation", "person", None)),
    ):
        tables[table][0].update({column: value, "updated_at": "2026-12-01T00:00:00.000000Z"})
    lines = run("import", "--merge", "-", stdin=json.dumps(theirs)).out.splitlines()
    assert lines == [
        "Merged standard input: 10 records changed; 7 texts gave way.",
        "horizon “Head”, role: kept “Head” of 2026-12-01 00:00; “Lead” of 2026-11-28 10:00 gave way.",
        "gap “Testing”, needed: kept 5 of 2026-12-01 00:00; 3 of 2026-11-28 10:00 gave way.",
        "week 2026-W48, on track: kept no of 2026-12-01 00:00; yes of 2026-11-28 10:00 gave way.",
        "person “Ana”, relation: kept “peer” of 2026-12-01 00:00; “manager” of 2026-11-28 10:00 gave way.",
        "topic “a ␛[31m raise”, text: kept “a ␛[31m raise” of 2026-12-01 00:00; "
        "“A raise” of 2026-11-28 10:00 gave way.",
        "review “2026-11-02”, day: kept “2026-11-02” of 2026-12-01 00:00; “2026-11-01” of 2026-11-28 10:00 gave way.",
        "remark “Not so”, text: kept “Not so” of 2026-12-01 00:00; “Still so” of 2026-11-28 10:00 gave way.",
    ]


def test_an_import_is_told_as_json(run: Run, document: str, tmp_path: Path) -> None:
    new = ("--file", str(tmp_path / "new.db"))
    result = run(*new, "import", "--json", "-", stdin=document).json
    assert result == {"from": "devjournal", "records": 5, "gave_way": []}
    assert run(*new, "export").out == document
    assert "is not empty" in run(*new, "import", "--json", "-", stdin=document).refuses(1)
    assert run(*new, "import", "--merge", "--json", "-", stdin=document).json == {**result, "records": 0}


def test_each_text_that_gave_way_is_in_the_json_of_a_merge(run: Run) -> None:
    ours = whole_document()
    topic = ours["tables"]["topic"][0]
    topic["updated_at"] = "2026-11-28T10:00:00.000000Z"
    run("import", "-", stdin=json.dumps(ours))
    topic |= {"text": "A long raise", "updated_at": "2026-12-01T00:00:00.000000Z"}
    merged = run("import", "--json", "--merge", "-", stdin=json.dumps(ours)).json
    assert merged["records"] == 1
    (lost,) = merged["gave_way"]
    assert {name: lost[name] for name in ("kind", "what", "field", "kept", "other", "kept_at")} == {
        "kind": "topic",
        "what": "A long raise",
        "field": "text",
        "kept": "A long raise",
        "other": "A raise",
        "kept_at": "2026-12-01T00:00:00.000000Z",
    }
    assert lost["other_at"] < lost["kept_at"]


SCHEMA = Path(__file__).parents[3] / "docs" / "journal.schema.json"


def test_the_schema_in_the_docs_is_that_of_the_program(run: Run, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    printed = run("export", "--schema").out
    if pytestconfig.getoption("--update-golden"):
        SCHEMA.write_text(printed, encoding="utf-8")
    assert printed == SCHEMA.read_text(encoding="utf-8")
    row = json.loads(printed)["properties"]["tables"]["properties"]["entry"]["items"]
    assert set(row["required"]) == set(table_columns()["entry"]) - {"changed", "said_by", "case_pick", "case_position"}
    target = tmp_path / "schema.json"
    assert run("export", "--schema", str(target)).line == f"Wrote the JSON Schema to “{target}”."
    assert target.read_text() == printed
    assert "already exists" in run("export", "--schema", str(target)).refuses(1)
    assert run("export", "--schema", "--force", str(target)).code == 0


def test_weeks_and_entries_for_a_spreadsheet(run: Run) -> None:
    run("goal", "=1+1", "--skill", "a,b")
    run("recap", "--missed", "--lesson", 'say "no"\nearlier')
    run("log", "@SUM(A1)\x1b[31m", "--link=-x", "--private")
    assert run("weeks", "--csv").out.splitlines() == [
        "week,monday,state,skill,goal,gap,on_track,adjustment,outcome,better,note,lesson,lesson_answer,"
        "lesson_helped,gap_title,checked_in_on,recapped_on",
        '2026-W48,2026-11-23,missed,"a,b",\'=1+1,,,,missed,,,"say ""no""',
        'earlier",,,,,2026-11-27',
    ]
    assert run("entry", "list", "--csv").out.splitlines() == [
        "id,day,week,text,link,gap,private,gap_title,said_by",
        "1,2026-11-27,2026-W48,'@SUM(A1)␛[31m,'-x,,yes,,",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("read", "name"), [("import - < <(yes)", "Standard input"), ("import <(yes)", "“/dev/fd/")])
def test_an_endless_source_is_refused(read: str, name: str, clean_env: dict[str, str]) -> None:
    script = f'"$PYTHON" -m devjournal {read}'
    done = subprocess.run(
        ["/bin/bash", "-c", script],
        capture_output=True,
        env={**clean_env, "PYTHON": sys.executable},
        timeout=60,
        check=False,
    )
    error = done.stderr.decode()
    assert (done.returncode, error.count("\n")) == (1, 1)
    assert error.startswith(f"devjournal: {name}")
    assert error.endswith(" is larger than 256 MB; name a document that `devjournal export` wrote.\n")
