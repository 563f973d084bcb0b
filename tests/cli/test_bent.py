"""A journal damaged by another program: every command says so in one line, prints what is readable, and exports it."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import Done
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.foreign_content import BENT, BYTES, OBJECTS, ROWS, base

READS: tuple[tuple[str, ...], ...] = (
    *(("status",), ("status", "--json"), ("status", "--short"), ("weeks",), ("weeks", "--json"), ("weeks", "--csv")),
    *(("entry", "list"), ("entry", "list", "--json"), ("plan", "list"), ("away", "list"), ("gap", "list", "--all")),
    *(("gap", "list", "--json"), ("horizon", "--json"), ("person", "list", "--json"), ("topic", "list", "--all")),
    *(("topic", "list", "--json"), ("review", "list"), ("review", "show"), ("review", "show", "--json"), ("letter",)),
    *(("summary",), ("summary", "--format", "json"), ("summary", "--for", "year"), ("search", "the")),
    *(("search", "--json", "ab"), ("calendar",), ("reminders",), ("path",), ("config",)),
    *(("doctor",), ("doctor", "--json"), ("backup",)),
)
WRITES: tuple[tuple[str, ...], ...] = (
    *(("log", "one more"), ("log", "of a gap", "--gap", "3"), ("goal", "Write it down", "--skill", "Writing")),
    *(("check-in", "--on-track"), ("recap", "--hit"), ("recap", "--missed", "--lesson", "Earlier")),
    *(("plan", "add", "Do"), ("plan", "done", "1"), ("lesson", "keep"), ("away", "2026-12-01")),
    *(("horizon", "Lead", "--in", "12"), ("gap", "add", "skills", "Speak"), ("gap", "edit", "2", "--title", "Other")),
    *(("gap", "close", "2"), ("gap", "remove", "3"), ("person", "add", "Zoe"), ("person", "knows", "Zoe", "4")),
    *(("talk", "Zoe", "--notes", "x"), ("topic", "add", "Ask for it"), ("topic", "done", "2")),
    *(("topic", "edit", "3", "New words"), ("entry", "edit", "3", "New words"), ("entry", "remove", "4")),
    *(("review", "monthly", "--course", "On it"), ("review", "quarterly"), ("undo",), ("undo",), ("redo",), ("undo",)),
    *(("export",), ("status",)),
)

SOME = (
    "a Monday that is no day",
    "undo history that is no JSON",
    "a trigger that makes entries public",
    "a recursive view in a table's place",
    "its version is nought",
)
"""Kinds that stand for all others where there is little time."""

LONGEST = 20.0
"""Seconds that a command may take on a busy machine: far less than one that does not end."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound journal, filled once."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    base(path)
    return path


@pytest.fixture
def bend(whole: Path, journal_file: Path) -> Path:
    """A damaged copy of it, at the path that commands use."""
    journal_file.parent.mkdir(mode=0o700)
    shutil.copy(whole, journal_file)
    return journal_file


def checked(done: Done) -> Done:
    """Return the result of a command, after checking that it names the fault in one line."""
    assert done.code in (0, 1, 2)
    assert done.err == "" or done.err.endswith("\n")
    assert all(line.startswith("devjournal: ") for line in done.err.splitlines())
    assert done.err.count("\n") <= (
        2 if done.code == 0 else 1
    )  # the second line is about a copy that could not be made
    assert done.code == 0 or done.err
    assert "Traceback" not in done.err
    return done


def goes_through(run: Run, path: Path, tmp_path: Path) -> None:
    """Run every command on a damaged journal, then recover its readable rows in each possible way."""
    bent = tmp_path / "bent.db"
    shutil.copy(path, bent)
    for command in (*READS, *WRITES):
        began = time.monotonic()
        checked(run(*command))
        assert time.monotonic() - began < LONGEST, command
    restored = checked(run("--file", str(tmp_path / "restored.db"), "restore", str(bent)))
    if restored.code == 0:
        assert run("--file", str(tmp_path / "restored.db"), "doctor").code == 0
    document = checked(run("--file", str(bent), "export")).out
    if document:
        assert run("--file", str(tmp_path / "new.db"), "import", "-", stdin=document).code == 0
        assert run("--file", str(tmp_path / "new.db"), "doctor").code == 0
    else:
        assert restored.code == 1, "one of the ways out is open"


@pytest.mark.slow
@pytest.mark.parametrize("bent", SOME)
def test_every_command_on_a_bent_journal(bent: str, bend: Path, run: Run, tmp_path: Path) -> None:
    BENT[bent](bend)
    assert run("doctor").code == 1
    goes_through(run, bend, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("bent", [bent for bent in BENT if bent not in SOME])
def test_every_command_on_every_bent_journal(bent: str, bend: Path, run: Run, tmp_path: Path) -> None:
    BENT[bent](bend)
    report = run("doctor")
    assert report.code == (0 if bent in HARMLESS else 1), report.out
    goes_through(run, bend, tmp_path)


HARMLESS = {"a snapshot of other things", "answers of other things"}
"""What another program may have written: it is read as holding nothing."""


@pytest.mark.slow
@pytest.mark.parametrize("bent", ["a Monday that is no day", "a trigger that deletes topics", "its version is newer"])
def test_a_command_of_its_own_on_a_bent_journal(bent: str, bend: Path, spawn: Run) -> None:
    BENT[bent](bend)
    for command in (("status",), ("log", "x"), ("export",), ("doctor",)):
        checked(spawn(*command))


@pytest.mark.slow
def test_the_rest_of_a_bent_journal_is_used(bend: Path, run: Run) -> None:
    """One entry has no valid day: the others are listed, a new entry is written, and one line names the fault."""
    everything = run("entry", "list", "--json").json
    ROWS["an entry on no day"](bend)
    listed = run("entry", "list", "--json")
    assert listed.code == 0
    assert listed.err == (
        f"devjournal: “{bend}” has content that devjournal did not write "
        f"(the day of entry 3 is “someday”, which is not a date); "
        "`devjournal doctor` says what is wrong and what to do.\n"
    )
    assert {row["id"] for row in json.loads(listed.out)} == {row["id"] for row in everything}
    assert run("log", "one more").code == 0
    assert len(json.loads(run("entry", "list", "--json").out)) == len(everything) + 1
    assert run("entry", "edit", "3", "--on", "2026-11-20").code == 0
    assert run("entry", "list").err == "", "an edit mends it"


def test_an_export_names_what_is_not_as_it_was_written(bend: Path, run: Run, tmp_path: Path) -> None:
    ROWS["an entry's text is not UTF-8"](bend)
    done = run("export", str(tmp_path / "all.json"))
    assert done.code == 1
    assert "the text of entry 3 is not UTF-8" in done.err
    entries = json.loads((tmp_path / "all.json").read_text())["tables"]["entry"]
    assert "ab\ufffdc" in [row["text"] for row in entries]


@pytest.mark.slow
@pytest.mark.parametrize("bent", ["a trigger that makes entries public", "a trigger that deletes topics"])
def test_a_planted_trigger_does_not_act(bent: str, bend: Path, run: Run, tmp_path: Path) -> None:
    def rows(path: Path) -> list[tuple[object, ...]]:
        private = raw.query(path, "SELECT count(*) FROM entry WHERE private = 1")
        return [*private, *raw.query(path, "SELECT count(*) FROM topic")]

    before = rows(bend)
    OBJECTS[bent](bend)
    refused = run("log", "one more").refuses(1)
    assert "trigger “evil”, which devjournal did not create" in refused or "trigger “evil”" in refused
    assert run("status").code == 0
    assert rows(bend) == before
    assert "a trigger “evil” that devjournal did not create" in run("doctor").out.replace("A trigger", "a trigger")
    assert run("backup", str(tmp_path / "rest.db")).code == 0
    assert run("restore", str(tmp_path / "rest.db")).code == 0
    assert rows(bend) == before
    assert raw.query(bend, "SELECT count(*) FROM sqlite_master WHERE name = 'evil'") == [(0,)]
    assert run("log", "one more").code == 0


@pytest.mark.slow
def test_a_trigger_that_is_planted_while_the_journal_is_open(bend: Path, clock: FrozenClock) -> None:
    with Journal(bend, clock) as journal:
        journal.entries.add("before", day=journal.today)
        OBJECTS["a trigger that deletes topics"](bend)
        with pytest.raises(Exception, match="trigger “evil”"):
            journal.entries.add("after", day=journal.today)
        assert raw.query(bend, "SELECT count(*) > 0 FROM topic") == [(1,)]


def test_ids_and_steps_of_undo_survive_a_restore_that_makes_the_file_anew(bend: Path, run: Run, tmp_path: Path) -> None:
    steps = raw.query(bend, "SELECT * FROM undo_step")
    counts = raw.query(bend, "SELECT * FROM sqlite_sequence WHERE name <> 'undo_step' ORDER BY name")
    ROWS["a kind of topic that is none"](bend)
    shutil.copy(bend, tmp_path / "rest.db")
    assert run("restore", str(tmp_path / "rest.db")).code == 0
    assert raw.query(bend, "SELECT * FROM undo_step") == steps
    assert raw.query(bend, "SELECT * FROM sqlite_sequence WHERE name <> 'undo_step' ORDER BY name") == counts
    assert run("undo").code == 0


@pytest.mark.parametrize(
    ("bent", "message"),
    [
        ("its write format is newer", "file format 9"),
        ("its read format is newer", "file format 9"),
        ("its schema format is newer", "schema format 9"),
        ("its encoding is another one", "texts in UTF-16"),
        ("its application is another one", "application_id is 0x61626364"),
        ("its version is newer", "newer devjournal (version 999)"),
        ("its version is nought", "says that it is of version 0, which its tables are not"),
    ],
)
def test_a_header_that_promises_something_else_is_named(bent: str, message: str, bend: Path, run: Run) -> None:
    BYTES[bent](bend)
    assert message in run("status").refuses(1)


@pytest.mark.slow
def test_a_restore_names_a_newer_format(bend: Path, run: Run, tmp_path: Path) -> None:
    """SQLite itself says of such a header that it is no database."""
    for kind in ("its write format is newer", "its read format is newer"):
        BYTES[kind](bend)
    refused = run("--file", str(tmp_path / "new.db"), "restore", str(bend)).refuses(1)
    assert "file format 9" in refused
