"""Undo and redo by commands: what was done last, here or in the app, also before a restart."""

from __future__ import annotations

from pathlib import Path

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import MONDAY
from tests.cli.hostile import HOSTILE, harms
from tests.still import FRIDAY, StillClock


def test_steps_go_back_and_forth(run: Run) -> None:
    run("goal", "Explain a design", "--skill", "Speaking", "--plan", "Outline", now=MONDAY)
    run("log", "Paired on the release")
    run("entry", "remove", "1")
    assert run("undo").line == "Undone: removal of entry “Paired on the release”. `devjournal redo` does it again."
    assert run("entry", "list", "--json").json[0]["id"] == 1
    assert run("redo").line == "Redone: removal of entry “Paired on the release”. `devjournal undo` takes it back."
    assert run("entry", "list").line.startswith("There are no entries")
    run("undo")
    assert run("undo").line.startswith("Undone: entry of 2026-11-27. ")
    assert run("undo").line.startswith("Undone: goal of 2026-W48. ")
    assert run("weeks", "--json").json == []
    assert run("undo").refuses(1) == "There is nothing to undo."
    for _ in range(2):
        run("redo")
    assert run("redo").code == 0
    assert run("redo").refuses(1) == "There is nothing to redo."
    run("undo")
    assert [week["goal"] for week in run("weeks", "--json").json] == ["Explain a design"]


def test_a_new_change_ends_what_could_be_redone(run: Run) -> None:
    run("log", "one")
    run("undo")
    run("log", "two")
    assert run("redo").refuses(1) == "There is nothing to redo."
    assert [entry["id"] for entry in run("entry", "list", "--json").json] == [2], "no ID is given twice"


def test_what_the_app_did_is_undone_by_a_command(run: Run, spawn: Run, journal_file: Path) -> None:
    run("goal", "Explain a design", "--skill", "Speaking", now=MONDAY)
    with Journal(journal_file, StillClock()) as journal, journal.transaction("recap of 2026-W48"):
        journal.weeks.recap(IsoWeek.of(FRIDAY.date()), Outcome.HIT, better=True)
    assert spawn("undo").line == "Undone: recap of 2026-W48. `devjournal redo` does it again."
    assert run("status", "--json").json["outcome"] is None


def test_there_is_nothing_to_undo_in_a_new_journal(run: Run) -> None:
    assert run("undo").refuses(1) == "There is nothing to undo."
    assert run("redo").refuses(1) == "There is nothing to redo."
    assert run("undo", "2").refuses(2)


def test_no_step_is_named_by_a_text_that_harms(run: Run) -> None:
    for text in HOSTILE.values():
        run("log", text, "--link", text)
        run("goal", text, "--skill", text)
        run("away", "2026-12-21", "--note", text)
        for _ in range(3):
            assert not harms(run("undo").line)
        for _ in range(3):
            assert not harms(run("redo").line)
