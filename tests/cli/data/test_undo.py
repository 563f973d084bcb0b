"""undo and redo of the last change, made by a command or in the app, also after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import MONDAY
from tests.cli.hostile import HOSTILE, harms
from tests.frozen_clock import FRIDAY, FrozenClock


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


NAMED = (
    (["plan", "done", "1"], "tick of step “Outline” of 2026-W48"),
    (["plan", "undone", "1"], "tick taken from step “Outline” of 2026-W48"),
    (["plan", "remove", "1"], "removal of step “Outline” of 2026-W48"),
    (["away", "remove", "1"], "removal of days off, 21 – 24 December 2026"),
    (["drafts", "keep", "1"], "keeping of draft “A new draft”"),
    (["drafts", "drop", "1"], "dropping of draft “A new draft”"),
    (["gap", "remove", "1"], "removal of gap “Tracing”"),
    (["topic", "remove", "1"], "removal of topic “Ask”"),
    (["horizon", "remove", "1"], "removal of horizon “Staff”"),
    (["person", "remove", "Ana"], "removal of “Ana”"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("command", "step"), NAMED)
def test_a_step_is_named_by_words_and_not_by_a_number(command: list[str], step: str, run: Run) -> None:
    run("goal", "Explain a design", "--skill", "Speaking", "--plan", "Outline")
    run("away", "2026-12-21", "2026-12-24")
    run("drafts", "text", "-", stdin="A new draft\n")
    run("gap", "add", "skills", "Tracing")
    run("topic", "add", "Ask")
    run("horizon", "Staff", "--in", "12")
    run("person", "add", "Ana")
    if command[1] == "undone":
        run("plan", "done", "1")
    assert run(*command).code == 0
    assert run("undo").line == f"Undone: {step}. `devjournal redo` does it again."
    assert run("redo").line == f"Redone: {step}. `devjournal undo` takes it back."


def test_a_talk_and_a_review_are_named_by_their_day(run: Run, journal_file: Path) -> None:
    run("person", "add", "Ana")
    run("talk", "Ana", "--on", "2026-11-20")
    run("review", "monthly")
    with Journal(journal_file, FrozenClock()) as journal:
        journal.reviews.add_remark(1, "It held.")
        journal.conversations.edit(1, notes="Well.")
        journal.conversations.remove(1)
        journal.reviews.remove(1)
    steps = [run("undo").line.partition(". `")[0] for _ in range(4)]
    assert steps == [
        "Undone: removal of monthly review of 2026-11-27",
        "Undone: removal of talk with “Ana” of 2026-11-20",
        "Undone: change of talk with “Ana” of 2026-11-20",
        "Undone: remark on monthly review of 2026-11-27",
    ]


def test_a_new_change_ends_what_could_be_redone(run: Run) -> None:
    run("log", "one")
    run("undo")
    run("log", "two")
    assert run("redo").refuses(1) == "There is nothing to redo."
    assert [entry["id"] for entry in run("entry", "list", "--json").json] == [2], "no ID is given twice"


def test_what_the_app_did_is_undone_by_a_command(run: Run, spawn: Run, journal_file: Path) -> None:
    run("goal", "Explain a design", "--skill", "Speaking", now=MONDAY)
    with Journal(journal_file, FrozenClock()) as journal, journal.transaction("recap of 2026-W48"):
        journal.weeks.recap(IsoWeek.of(FRIDAY.date()), Outcome.HIT, better=True)
    assert spawn("undo").line == "Undone: recap of 2026-W48. `devjournal redo` does it again."
    assert run("status", "--json").json["outcome"] is None


def test_there_is_nothing_to_undo_in_a_new_journal(run: Run) -> None:
    assert run("undo").refuses(1) == "There is nothing to undo."
    assert run("redo").refuses(1) == "There is nothing to redo."
    assert run("undo", "2").refuses(2)


@pytest.mark.slow
def test_no_step_is_named_by_a_text_that_harms(run: Run) -> None:
    for text in HOSTILE.values():
        run("log", text, "--link", text)
        run("goal", text, "--skill", text)
        run("away", "2026-12-21", "--note", text)
        for _ in range(3):
            assert not harms(run("undo").line)
        for _ in range(3):
            assert not harms(run("redo").line)
