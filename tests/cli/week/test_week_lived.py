"""A week by commands, from Monday's goal to the lesson on the next Monday."""

from __future__ import annotations

from pathlib import Path

from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY, NEXT_MONDAY, WEDNESDAY
from tests.frozen_clock import FrozenClock


def test_a_week(run: Run, journal_file: Path) -> None:
    assert run("status", "--json", now=MONDAY).json["due"] == ["goal"]
    with Journal(journal_file, FrozenClock()) as journal:
        gap = journal.gaps.add(Area.EXPERIENCE, "Led a design", needed=3).id

    line = run(
        *("goal", "Explain the design", "--skill", "Speaking", "--gap", str(gap)),
        *("--plan", "Outline", "--plan", "Dry run"),
        now=MONDAY,
    ).line
    assert line == "The goal of 2026-W48 is “Explain the design”, skill “Speaking”, for gap 1, 2 steps planned."
    assert run("plan", "add", "Give it", now=MONDAY).line == "Added step 3 to the plan of 2026-W48: “Give it”."
    assert run("plan", "done", "1", now=MONDAY).line == "Step 1 of 2026-W48 is done: “Outline”; 1 of 3 done."
    assert run("status", "--json", now=MONDAY).json["due"] == []

    assert run("status", "--json", now=WEDNESDAY).json["due"] == ["check-in"]
    assert run("check-in", "--off-track", "--adjust", "Halve the slides", now=WEDNESDAY).line == (
        "2026-W48 is off track; adjustment “Halve the slides”."
    )
    assert run("check-in", "--on-track", now=WEDNESDAY).line == "2026-W48 is on track; adjustment “Halve the slides”."
    assert run("check-in", "--on-track", "--adjust", "", now=WEDNESDAY).line == "2026-W48 is on track."
    assert run("log", "Dry run with Ana", now=WEDNESDAY).line == "Added entry 1 on 2026-11-25: “Dry run with Ana”."

    assert run("status", "--json", now=FRIDAY).json["due"] == ["recap"]
    assert run("recap", "--hit", "--better", "--lesson", "Rehearse twice", now=FRIDAY).line == (
        "Recapped 2026-W48: hit, better; lesson “Rehearse twice”; evidence for gap 1."
    )
    status = run("status", "--json", now=FRIDAY).json
    assert status == {
        "today": "2026-11-27",
        "week": "2026-W48",
        "monday": "2026-11-23",
        "state": "hit",
        "goal": "Explain the design",
        "skill": "Speaking",
        "gap": gap,
        "plan": [
            {"text": "Outline", "done": True},
            {"text": "Dry run", "done": False},
            {"text": "Give it", "done": False},
        ],
        "on_track": True,
        "adjustment": None,
        "outcome": "hit",
        "better": True,
        "due": [],
        "streak": 1,
        "last_lesson": "Rehearse twice",
        "last_lesson_week": "2026-W48",
        "lesson_in_use": None,
        "lesson_in_use_week": None,
        "unrecapped": [],
    }

    evidence = run("entry", "list", "--gap", str(gap), "--json").json
    assert [(entry["text"], entry["day"], entry["gap"]) for entry in evidence] == [
        ("Explain the design", "2026-11-27", gap)
    ]
    run("recap", "--hit", now=FRIDAY)
    assert len(run("entry", "list", "--gap", str(gap), "--json").json) == 1
    assert run("recap", "--missed", now=FRIDAY).line == "Recapped 2026-W48: missed, better; lesson “Rehearse twice”."
    assert run("entry", "list", "--gap", str(gap), "--json").json == []
    run("recap", "--hit", now=FRIDAY)

    monday = run("status", "--json", now=NEXT_MONDAY).json
    assert (monday["due"], monday["last_lesson"], monday["streak"]) == (["goal"], "Rehearse twice", 1)
    assert run("lesson", "applied", now=NEXT_MONDAY).line == "The lesson of 2026-W48 is applied: “Rehearse twice”."
    assert run("status", "--json", now=NEXT_MONDAY).json["last_lesson"] is None
    assert "No lesson is waiting" in run("lesson", "keep", now=NEXT_MONDAY).refuses(1)


def test_a_forgotten_recap_is_asked_for_first_and_given_late(run: Run) -> None:
    run("goal", "Read a paper", "--skill", "Reading", now=MONDAY)
    assert run("status", "--json", now=NEXT_MONDAY).json["due"] == ["last-recap", "goal"]
    assert run("status", "--short", now=NEXT_MONDAY).line == "W49 ▸ last recap due +1"
    assert run("weeks", "--json", now=NEXT_MONDAY).json[0]["state"] == "unrecapped"
    run("recap", "--missed", "--not-better", "--week", "last", now=NEXT_MONDAY)
    assert run("status", "--json", now=NEXT_MONDAY).json["streak"] == 1


def test_what_is_left_out_stays(run: Run) -> None:
    run("goal", "First words", "--skill", "Writing", "--plan", "One", "--plan", "Two")
    run("plan", "done", "2")
    run("goal", "Other words")
    status = run("status", "--json").json
    assert (status["goal"], status["skill"]) == ("Other words", "Writing")
    assert status["plan"] == [{"text": "One", "done": False}, {"text": "Two", "done": True}]
    run("goal", "Other words", "--plan", "Two", "--plan", "Three")
    assert run("plan", "list", "--json").json == [{"text": "Two", "done": True}, {"text": "Three", "done": False}]
    run("goal", "Other words", "--plan", "")
    assert run("plan", "list", "--json").json == []

    run("recap", "--missed", "--note", "A note", "--lesson", "A lesson", "--not-better")
    run("recap", "--hit")
    week = run("weeks", "--json").json[0]
    assert (week["outcome"], week["better"], week["note"], week["lesson"]) == ("hit", False, "A note", "A lesson")
    run("recap", "--hit", "--note", "", "--lesson", "")
    week = run("weeks", "--json").json[0]
    assert (week["note"], week["lesson"]) == (None, None)


def test_an_empty_gap_clears_it(run: Run, journal_file: Path) -> None:
    with Journal(journal_file, FrozenClock()) as journal:
        journal.gaps.add(Area.SKILLS, "Testing")
    run("goal", "Words", "--skill", "Writing", "--gap", "1")
    run("goal", "New words")
    assert run("status", "--json").json["gap"] == 1
    run("goal", "New words", "--gap", "")
    assert run("status", "--json").json["gap"] is None
    assert "There is no gap 2" in run("goal", "New words", "--gap", "2").refuses(1)


def test_steps_are_ticked_unticked_and_removed(run: Run) -> None:
    run("goal", "Words", "--skill", "Writing", "--plan", "One", "--plan", "Two", "--week", "next")
    run("plan", "done", "1", "--week", "next")
    assert run("plan", "undone", "1", "--week", "next").line == (
        "Step 1 of 2026-W49 is open again: “One”; 0 of 2 done."
    )
    assert run("plan", "remove", "1", "--week", "next").line == "Removed step 1 from the plan of 2026-W49: “One”."
    assert run("plan", "list", "--json", "--week", "next").json == [{"text": "Two", "done": False}]
    assert run("plan", "list").line == "2026-W48 has no plan; add a step with `devjournal plan add`."


def test_a_week_off_needs_no_goal(run: Run) -> None:
    assert run("recap", "--away", "--note", "Ill").line == "Recapped 2026-W48: away."
    assert run("status", "--json").json["due"] == []
    assert run("status", "--short").line == "W48 ▸ away"


def test_texts_that_begin_with_a_dash(run: Run) -> None:
    run("log", "- a list item")
    run("log", "--", "-x")
    run("log", "--link=-y", "--", "--gap")
    texts = [(entry["text"], entry["link"]) for entry in run("entry", "list", "--json").json]
    assert texts == [("- a list item", None), ("-x", None), ("--gap", "-y")]


def test_a_streak_that_can_still_be_saved_says_so(run: Run) -> None:
    late = "2026-12-07T09:00"
    for monday, friday in (("2026-11-16T09:00", "2026-11-20T16:00"), (MONDAY, None)):
        assert run("goal", "Explain the design", "--skill", "Speaking", now=monday).code == 0
        if friday:
            assert run("recap", "--hit", "--better", now=friday).code == 0
    assert "Streak    2 weeks in a row once week 48 is recapped" in run("status", now=NEXT_MONDAY).out
    assert run("status", "--json", now=NEXT_MONDAY).json["streak"] == 0, "the number is the one of the rule"
    assert "Streak    0 weeks recapped in a row\n" in run("status", now=late).out, "then it is too late"
    assert run("recap", "--missed", "--not-better", "--week", "last", now=NEXT_MONDAY).code == 0
    assert "Streak    2 weeks recapped in a row\n" in run("status", now=NEXT_MONDAY).out
