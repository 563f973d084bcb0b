"""Two windows on one journal, and commands beside them: both write, both see, nobody waits, nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY
from tests.pty.conftest import Do, Open

THIS = IsoWeek.of(FRIDAY.date())
BOTH = "both texts are kept"
FORM = "ctrl+s save"
"""What the footer shows while a form is open."""


@contextmanager
def held(path: Path, how: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
    """Hold the journal's lock, as a slow writer does."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"BEGIN {how}")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.mark.slow
def test_each_shows_the_others_change_and_keeps_its_own_place(open_app: Open, do: Do, beside: Journal) -> None:
    beside.weeks.set_goal(THIS, "Run the drill", skill="Incidents", plan=["Invite", "Rehearse"])
    first, second = open_app(size=(100, 30)), open_app()
    first.wait("Friday. How did it go?")
    second.wait("Friday. How did it go?")
    first.press("tab", "down")
    first.wait("▌ ○  Rehearse")

    second.press("a", "written in the other window", "ctrl+s")
    second.wait("written in the other window", gone=FORM)
    first.wait("written in the other window")
    assert "▌ ○  Rehearse" in first.text, "the cursor stays"

    second.press("a", "half a sent")
    second.wait("half a sent")
    do("plan", "add", "Added by a command")
    first.wait("Added by a command")
    assert "▌ ○  Rehearse" in first.text
    second.watch(1.2)
    assert "half a sent" in second.text, "the form stays"
    second.press("ence")
    second.wait("half a sentence")
    second.press("ctrl+s")
    first.wait("half a sentence")


@pytest.mark.slow
def test_a_text_that_was_changed_elsewhere_meanwhile_is_kept_beside_ones_own(open_app: Open, beside: Journal) -> None:
    weeks, entries = beside.weeks, beside.entries
    weeks.set_goal(THIS, "Run the drill", skill="Incidents", plan=["Invite", "Rehearse"])
    entries.add("An entry", day=FRIDAY.date())
    app = open_app(size=(100, 40))
    app.wait("Friday. How did it go?")

    app.press("tab", "e", " them")  # a step
    app.wait("Invite them")
    weeks.edit_step(THIS, 1, "Invite all")
    app.press("ctrl+s")
    app.wait(BOTH, gone=FORM)
    assert weeks.get(THIS).plan[0].text == "Invite them / Invite all"

    app.press("e", "!")  # the same, removed meanwhile
    app.wait("Invite all!")
    weeks.remove_step(THIS, 1)
    app.press("ctrl+s")
    app.wait("Plan", gone=FORM)
    assert [step.text for step in weeks.get(THIS).plan] == ["Rehearse", "Invite them / Invite all!"]

    app.press("tab", "e", " of mine")  # an entry
    app.wait("An entry of mine")
    entries.edit(1, text="Another entry", link="https://example.org")
    app.press("ctrl+s")
    app.wait(BOTH, gone=FORM)
    assert entries.get(1).text == "An entry of mine\n\nAnother entry"
    assert entries.get(1).link == "https://example.org"

    app.press("e", "!")  # the same, removed meanwhile
    app.wait("Another entry!")
    entries.remove(1)
    app.press("ctrl+s")
    app.wait("kept as a new entry", gone=FORM)
    assert [entry.text for entry in entries.all()] == ["An entry of mine\n\nAnother entry!"]

    app.press("g", " twice", "shift+tab", "end", "!")  # goal and skill
    app.wait("Run the drill twice", "Incidents!")
    weeks.set_goal(THIS, "Run it once", skill="Calm", plan=["Rehearse", "New elsewhere"])
    app.press("ctrl+s")
    app.wait(BOTH, gone=FORM)
    week = weeks.get(THIS)
    assert (week.goal, week.skill) == ("Run the drill twice\n\nRun it once", "Incidents! / Calm")
    assert [step.text for step in week.plan] == ["Rehearse", "New elsewhere"], "the plan was not touched here"

    app.press("r", "h", "y", "my note", "tab", "my lesson")  # note and lesson
    app.wait("my note", "my lesson")
    weeks.recap(THIS, Outcome.MISSED, better=False, note="their note", lesson="their lesson")
    app.press("ctrl+s")
    app.wait(BOTH, gone=FORM)
    week = weeks.get(THIS)
    assert (week.outcome, week.note, week.lesson) == (
        *(Outcome.HIT, "my note\n\ntheir note", "my lesson\n\ntheir lesson"),
    )

    app.press("r", " more")  # only the sentence is touched: what else was changed stays so
    app.wait("their note more")
    weeks.recap(THIS, Outcome.MISSED, better=True)
    app.press("ctrl+s")
    app.wait("issed", gone=FORM)
    week = weeks.get(THIS)
    assert (week.outcome, week.better, week.note) == (Outcome.MISSED, True, "my note\n\ntheir note more")


@pytest.mark.slow
def test_a_writer_that_holds_the_file(open_app: Open, do: Do, journal_file: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app()
    app.wait("Friday. How did it go?")
    with held(journal_file):  # for a moment: nobody is told
        app.press("a", "a quick one", "ctrl+s")
        app.watch(0.3)
    app.wait("a quick one", gone=FORM)

    app.press("a", "a patient one")
    app.wait("a patient one")
    with held(journal_file):  # for longer: the form says so, and keeps its text
        app.press("ctrl+s")
        app.wait("is held by another program", "a patient one")
        app.press(" indeed")
        app.wait("a patient one indeed")
    app.press("ctrl+s")
    app.wait("a patient one indeed", gone=FORM)

    with held(journal_file, "EXCLUSIVE"):  # nobody can even read: the screen stays as it is, and awake
        app.watch(1.2)
        app.press("?")
        app.wait("esc closes")
        app.press("esc")
        app.wait("Friday. How did it go?", gone="esc closes")
    do("log", "written after that")
    app.wait("written after that")
    app.press("u")
    app.wait("Undone:")


@pytest.mark.slow
def test_a_text_for_a_form_that_could_not_open_runs_no_commands(
    open_app: Open, do: Do, journal_file: Path, beside: Journal
) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app()
    app.wait("Friday. How did it go?")
    with held(journal_file, "EXCLUSIVE"):
        app.press("a", "x try it yet", "ctrl+s")
        app.wait("is held by another program")
    app.press("?")
    app.wait("esc closes", gone=FORM)
    app.press("esc")
    app.wait("Friday. How did it go?", gone="esc closes")
    assert (beside.entries.all(), beside.topics.all()) == ((), ())
