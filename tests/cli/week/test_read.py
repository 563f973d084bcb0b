"""read: whole texts, wrapped on a terminal and unwrapped in a pipe."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

LONG = "It took three rehearsals, " * 20 + "and then it went well."
LINES = "First this\n  - then that\n\nand a second paragraph"


@pytest.fixture
def filled(run: Run) -> Run:
    run("gap", "add", "skills", "Design for failure", "--why", LINES)
    run("goal", "Rehearse a rollback", "--skill", "Operations", "--gap", "1", "--plan", "Ask Ines")
    run("plan", "done", "1")
    run("log", LONG, "--gap", "1", "--link", "https://example.org/r", "--on", "wed")
    run("log", LINES, "--private")
    run("person", "add", "Maria Lopez", "--relation", "manager")
    run("talk", "Maria", "--notes", LINES)
    run("recap", "--missed", "--better", "--note", LINES, "--lesson", "Ask earlier")
    return run


def test_a_week_is_read_whole(filled: Run) -> None:
    page = filled("read").out
    assert LONG in page
    assert page.count("  First this\n    - then that\n\n  and a second paragraph") == 3, "entry, talk and note"
    assert "\x1b" not in page
    for text in (
        *("Week 48\n23 – 29 November 2026, missed, better", "✓ Ask Ines", "(Operations, for Design for failure)"),
        *("Wed 25 Nov", "(shows Design for failure, https://example.org/r)", "(private)", "1:1 with Maria Lopez"),
        "Lesson\n  Ask earlier",
    ):
        assert text in page
    assert filled("read", "W48").out == filled("read", "fri").out == page


def test_a_gap_and_a_person_are_read_whole(filled: Run) -> None:
    gap = filled("read", "--gap", "1").out
    assert LONG in gap
    assert "Why\n  First this\n    - then that\n\n  and a second paragraph" in gap
    assert "2026-W48" in gap
    person = filled("read", "--person", "maria").out
    assert person.startswith("Maria Lopez\nmanager")
    assert "and a second paragraph" in person


def test_the_weeks_since_a_day(filled: Run) -> None:
    filled("log", "Later", now="2026-12-09T10:00")
    pages = filled("read", "--since=-8w", now="2026-12-11T10:00").out
    assert pages.index("Week 48") < pages.index("Week 50")
    assert "Week 49" not in pages, "nothing was written in it"
    assert filled("read", "--since", "2026-12-11", now="2026-12-18T10:00").code == 0


def test_a_week_in_which_nothing_was_written(run: Run) -> None:
    assert run("read").out == "Week 48\n23 – 29 November 2026\n\nNothing was written.\n"
    assert run("read", "--since", "today").line == "Nothing was written since 2026-11-27."


def test_what_is_refused(filled: Run) -> None:
    for args in (["W54"], ["W48", "--gap", "1"], ["--gap", "x"], ["--gap", "1", "--person", "Ana"], ["--since", "x"]):
        filled("read", *args).refuses(2)
    for args in (["--gap", "7"], ["--person", "Nobody"]):
        filled("read", *args).refuses(1)


def test_harmful_characters_are_shown_as_stand_ins(run: Run) -> None:
    run("log", "red \x1b[31m and \u202e back")
    page = run("read").out
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "red ␛[31m" in page
