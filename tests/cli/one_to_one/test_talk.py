"""talk: a 1:1 and its results, all or nothing, as one undo step."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.cli.test_invalid import NO_IDS, NOT_DATES


@pytest.fixture
def waiting(run: Run) -> Run:
    """A journal in which an ask, a promise and a topic wait for the 1:1 with Mara."""
    run("person", "add", "Mara", "--relation", "manager", "--next", "2026-11-27")
    run("topic", "add", "A seat", "--kind", "ask")
    run("topic", "add", "Runbook", "--kind", "my-promise")
    run("topic", "add", "Lunch")
    return run


CLOSES = [
    *("talk", "Mara", "--kind", "1:1", "--done", "1", "--done", "2", "--promise", "Draft", "--promise", "Read it"),
    *("--their-promise", "Intro", "--ask", "Two days", "--next", "2026-12-10", "--notes", "Good talk"),
]


def test_one_command_and_one_step_back(waiting: Run) -> None:
    lists = [("topic", "list", "--all", "--json"), ("person", "list", "--json")]
    before = [waiting(*command).out for command in lists]
    assert waiting(*CLOSES).line == (
        "Logged a 1:1 with “Mara” on 2026-11-27: “Good talk”; the 1:1 planned for 2026-11-27 counts as held; "
        "2 topics done; 2 promises of yours; 1 promise of theirs; 1 ask; the next 1:1 is on 2026-12-10."
    )
    open_ = waiting("topic", "list", "--json").json
    assert [(row["kind"], row["text"]) for row in open_] == [
        ("topic", "Lunch"),
        ("my-promise", "Draft"),
        ("my-promise", "Read it"),
        ("their-promise", "Intro"),
        ("ask", "Two days"),
    ]
    assert waiting("person", "list", "--json").json[0]["next"] == "2026-12-10"
    assert waiting("undo").line == "Undone: talk with “Mara”. `devjournal redo` does it again."
    assert [waiting(*command).out for command in lists] == before
    assert waiting("redo").code == 0
    assert waiting("topic", "list", "--json").json == open_


def test_the_next_page_has_what_was_agreed_and_not_what_was_settled(waiting: Run) -> None:
    waiting(*CLOSES)
    page = waiting("summary", "--with", "Mara", "--format", "json", now="2026-12-10T09:00").json
    assert [ask["text"] for ask in page["asks"]] == ["Two days"]
    assert [promise["text"] for promise in page["promises"]["mine"]] == ["Draft", "Read it"]
    assert [(promise["text"], promise["by"]) for promise in page["promises"]["theirs"]] == [("Intro", "Mara")]
    assert page["promises"]["kept"] == [], "the 1:1 in which it was kept has told it"


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [["--done", "9"], ["--done", "3", "--done", "99"], ["--done", "4"]])
def test_a_topic_that_cannot_be_ticked_changes_nothing(waiting: Run, wrong: list[str]) -> None:
    waiting("topic", "add", "Over")
    waiting("topic", "done", "4")
    before = waiting("export", "-").out
    refused = waiting(*CLOSES, *wrong)
    assert refused.refuses(1).startswith(("There is no topic 9", "Topic 4 is already done."))
    assert waiting("export", "-").out == before


def test_the_same_topic_given_twice_is_ticked_once(waiting: Run) -> None:
    assert waiting("talk", "Mara", "--done", "1", "--done", "1").code == 0


def test_what_was_agreed_in_a_private_talk_is_private(waiting: Run) -> None:
    waiting("talk", "Mara", "--private", "--promise", "Secret", "--ask", "Quiet", "--done", "2")
    assert [row["private"] for row in waiting("topic", "list", "--json").json] == [False, False, True, True]
    for name in ("markdown", "html", "text", "json"):
        page = waiting("summary", "--with", "Mara", "--format", name).out
        assert "Secret" not in page
        assert "Quiet" not in page


@pytest.mark.parametrize("kind", ["1:1", "role-model", "other"])
def test_an_empty_next_day_clears_the_one_that_is_set(waiting: Run, kind: str) -> None:
    assert "no next 1:1 is set" in waiting("talk", "Mara", "--kind", kind, "--next", "").line
    assert waiting("person", "list", "--json").json[0]["next"] is None
    waiting("undo")
    assert waiting("person", "list", "--json").json[0]["next"] == "2026-11-27"


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [
        *(["--done", number] for number in NO_IDS),
        *(["--next", day] for day in NOT_DATES if day),
        *([option, ""] for option in ("--promise", "--their-promise", "--ask")),
    ],
)
def test_wrong_usage_writes_nothing(waiting: Run, wrong: list[str]) -> None:
    before = waiting("export", "-").out
    waiting("talk", "Mara", *wrong).refuses(2)
    assert waiting("export", "-").out == before
