"""Every output format of a command, compared with the files in tests/golden."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal.cli.parser import all_commands
from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY, NEXT_MONDAY, WEDNESDAY
from tests.frozen_clock import FrozenClock

Golden = Callable[[str, str], None]


@pytest.fixture
def lived(run: Run, journal_file: Path) -> Run:
    """Commands on a journal of four weeks, with every kind of week and entry."""
    with Journal(journal_file, FrozenClock()) as journal:
        journal.gaps.add(Area.EXPERIENCE, "Led a design [bold]review[/]", needed=3)
    run("goal", "Read the style guide", "--skill", "Writing", now="2026-11-02T09:00")
    run("recap", "--missed", "--better", "--lesson", "Start on Monday", now="2026-11-06T16:00")
    run("goal", "Answer reviews within a day 🚀", "--skill", "コードレビュー", now="2026-11-16T09:00")
    run("goal", "Explain a design\nin ten minutes", "--skill", "Speaking", "--gap", "1", "--plan", "Outline",
        "--plan", "Dry run | with Ana", now=MONDAY)  # fmt: skip
    run("plan", "done", "1", now=MONDAY)
    run("check-in", "--off-track", "--adjust", "Halve the slides", now=WEDNESDAY)
    run("log", "Dry run with Ana", "--gap", "1", "--link", "https://example.org/slides", now=WEDNESDAY)
    run("log", "日本語で説明した", "--private", "--on", "2026-11-24")
    run("away", "2026-12-21", "2026-12-31", "--note", "Winter holidays")
    run("away", "2026-12-07")
    return run


@pytest.fixture
def planned(lived: Run) -> Run:
    """Commands on the same journal with a career plan: gaps of every state, people of every kind."""
    lived("horizon", "Lead\nof *two* teams", "--in", "36", "--why", "To shape what we build", now="2026-01-31T09:00")
    lived("horizon", "Staff engineer", "--in", "24", now="2026-08-31T09:00")
    lived("horizon", "Lead, 日本", "--in", "36")
    lived("gap", "add", "skills", "Distributed tracing", "--why", "Half of our incidents", now="2026-06-01T09:00")
    lived("gap", "add", "skills", "A title of many words that says what is missing", "--needed", "12", "--step", "next")
    lived("gap", "add", "skills", "Read a query plan")
    lived("gap", "close", "4")
    lived("gap", "add", "brand", "Known for calm incidents | [b]", "--needed", "9")
    lived("log", "Read one", "--gap", "3")
    lived("person", "add", "Ana", "--role", "Head of platform", "--relation", "manager", "--next", "2026-12-04")
    lived("person", "add", "Bo Lind", "--relation", "role-model")
    lived("person", "add", "村上", "--role", "Director\nof sales", "--relation", "sponsor")
    for name, verb, gap in (("Ana", "knows", "5"), ("村上", "should-know", "5"), ("Ana", "should-know", "1")):
        lived("person", verb, name, gap)
    lived("talk", "Bo Lind", "--kind", "role-model", "--on", "2026-11-20", "--year-before", "Ran the reviews")
    return lived


FORMATS = {
    "status": ["status"],
    "status-short": ["status", "--short"],
    "status.json": ["status", "--json"],
    "weeks": ["weeks"],
    "weeks.json": ["weeks", "--json"],
    "calendar": ["calendar"],
    "entry-list": ["entry", "list"],
    "entry-list.json": ["entry", "list", "--json"],
    "away-list": ["away", "list"],
    "away-list.json": ["away", "list", "--json"],
    "plan-list": ["plan", "list"],
    "plan-list.json": ["plan", "list", "--json"],
    "read": ["read"],
    "read-since": ["read", "--since", "2026-10-01"],
    "help": ["--help"],
}


PLAN_FORMATS = {
    "horizon": ["horizon"],
    "horizon.json": ["horizon", "--json"],
    "gap-list": ["gap", "list", "--all"],
    "gap-list.json": ["gap", "list", "--all", "--json"],
    "person-list": ["person", "list"],
    "person-list.json": ["person", "list", "--json"],
    "read-gap": ["read", "--gap", "1"],
    "read-person": ["read", "--person", "an"],
    "search": ["search", "ana"],
    "search.json": ["search", "--json", "ana"],
    "gap-import-dry-run": ["gap", "import", "-", "--dry-run"],
}

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What is another one in every journal."""

REVIEW_FORMATS = {
    "review-list": ["review", "list"],
    "review-list.json": ["review", "list", "--json"],
    "review-show": ["review", "show"],
    "review-show.json": ["review", "show", "--json"],
    "review-show-first": ["review", "show", "1"],
    "letter.md": ["letter"],
    "letter-empty.md": ["letter", "2020"],
}

LADDER = """# Our ladder
## Skills
- Distributed tracing (needed 3): it is on the board already
- Read a flame graph
## Brand
| title               | needed | why               |
| ------------------- | ------ | ----------------- |
| Asked before others | 2      | [bold] so it is\\| |
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", PLAN_FORMATS)
def test_format_of_the_career_plan(name: str, planned: Run, golden: Golden) -> None:
    done = planned(*PLAN_FORMATS[name], stdin=LADDER)
    assert (done.code, done.err) == (0, "")
    golden(name if "." in name else f"{name}.txt", done.out)


@pytest.fixture
def reviewed(planned: Run) -> Run:
    """Commands on the same journal with reviews of both kinds, and changes of the board between them."""
    planned("review", "quarterly", "--horizon", "Still [bold]there[/]", "--skills", "One | of two", "--bet", "1",
            "--bet", "3", "--course", "Three bets", now="2026-11-27T17:00")  # fmt: skip
    planned("lesson", "applied", now=FRIDAY)
    for n in range(2):
        planned("log", f"Led review {n}", "--gap", "1", "--on", "2026-11-28", now="2026-12-01T09:00")
    planned("log", "A private proof", "--gap", "1", "--private", now="2026-12-01T09:00")
    planned("review", "monthly", "--brand", "Two people more", now="2026-12-20T09:00")
    planned("gap", "close", "3", now="2026-12-21T09:00")
    planned("gap", "park", "5", "--why", "wrong\naudience", now="2026-12-21T09:00")
    planned("gap", "add", "experience", "Mentor somebody", "--needed", "2", now="2026-12-21T09:00")
    planned("review", "quarterly", "--course", "Look again in spring", now="2026-12-30T09:00")
    planned("review", "remark", "1", "It was the right | bet", now="2026-12-31T09:00")
    return planned


@pytest.mark.slow
@pytest.mark.parametrize("name", REVIEW_FORMATS)
def test_format_of_reviews(name: str, reviewed: Run, golden: Golden) -> None:
    done = reviewed(*REVIEW_FORMATS[name], now="2026-12-31T09:00")
    assert (done.code, done.err) == (0, "")
    golden(name if "." in name else f"{name}.txt", UID.sub("a uid", done.out))


def test_a_letter_of_private_things_is_that_of_an_empty_year(run: Run, golden: Golden) -> None:
    run("gap", "add", "skills", "Tracing")
    run("log", "Hidden", "--gap", "1", "--private")
    run("person", "add", "Ana")
    run("talk", "Ana", "--notes", "Hidden", "--private")
    golden("letter-private.md", run("letter").out)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str, lived: Run, golden: Golden) -> None:
    done = lived(*FORMATS[name])
    assert (done.code, done.err) == (0, "")
    golden(name if "." in name else f"{name}.txt", done.out)


def test_status_of_a_recapped_week(lived: Run, golden: Golden) -> None:
    lived("recap", "--hit", "--better", "--note", "It went well", "--lesson", "Rehearse twice", now=FRIDAY)
    golden("status-hit.txt", lived("status", now=FRIDAY).out)


def test_status_of_a_forgotten_week(lived: Run, golden: Golden) -> None:
    golden("status-forgotten.txt", lived("status", now=NEXT_MONDAY).out)


def test_status_of_an_empty_journal(run: Run, golden: Golden) -> None:
    golden("status-empty.txt", run("status").out)


def test_lists_of_an_empty_journal(run: Run) -> None:
    for command in (["weeks"], *([noun, "list"] for noun in ("entry", "away", "plan", "gap", "person", "review"))):
        assert run(*command).line
        assert run(*command, "--json").out == "[]\n"


@pytest.mark.parametrize("name", [command.name for command in all_commands()])
def test_help_of_every_command(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: devjournal {name}")
    assert "\nExample:\n  devjournal " in done.out


@pytest.mark.parametrize(
    "command",
    [f"plan {name}" for name in ("list", "add", "done", "undone", "remove")]
    + [f"entry {name}" for name in ("list", "edit", "remove")]
    + [f"away {name}" for name in ("add", "list", "remove")]
    + [f"horizon {name}" for name in ("list", "set", "remove")]
    + [f"config {name}" for name in ("show", "init", "edit", "check")]
    + [f"gap {name}" for name in ("add", "list", "edit", "close", "reopen", "park", "unpark", "remove", "import")]
    + [f"review {name}" for name in ("monthly", "quarterly", "list", "show", "remark", "put-off", "skip", "remove")]
    + [f"person {name}" for name in ("add", "list", "knows", "should-know", "forget", "edit", "remove")],
)
def test_help_of_what_stands_under_a_command(command: str, run: Run) -> None:
    done = run(*command.split(), "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: devjournal {command}")
    assert "\nExample:\n  devjournal " in done.out


def test_help_makes_no_journal(run: Run, journal_file: Path) -> None:
    run("goal", "--help")
    assert not journal_file.exists()
