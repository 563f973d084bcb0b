"""topic add, list, done, undone, edit and remove."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.hostile import HOSTILE, harms
from tests.cli.test_invalid import NO_IDS, NOT_DATES


def test_a_topic_from_first_to_last(run: Run) -> None:
    assert run("topic", "add", "A seat", "--kind", "ask", "--due", "2026-12-11").line == (
        "Added ask 1, due 2026-12-11: “A seat”."
    )
    assert run("topic", "add", "Runbook", "--kind", "my-promise").line == "Added your promise 2: “Runbook”."
    assert run("topic", "add", "Intro", "--kind", "their-promise", "--private").line == (
        "Added their promise 3, private: “Intro”."
    )
    assert run("topic", "done", "2").line == "Done: your promise 2: “Runbook”."
    assert run("topic", "done", "2").refuses(1) == "Topic 2 is already done."
    assert [row["id"] for row in run("topic", "list", "--json").json] == [1, 3]
    assert run("topic", "list", "--all", "--json").json[-1] == {
        "id": 2,
        "kind": "my-promise",
        "text": "Runbook",
        "due": None,
        "private": False,
        "added_on": "2026-11-27",
        "done_on": "2026-11-27",
    }
    assert run("topic", "undone", "2").line == "Open again: your promise 2: “Runbook”."
    assert run("topic", "edit", "1", "--due", "", "--kind", "topic", "--private").line == (
        "Changed topic 1, private: “A seat”."
    )
    assert run("topic", "edit", "1", "Another", "--no-private").line == "Changed topic 1: “Another”."
    assert run("topic", "remove", "1").line == "Removed topic 1: “Another”."
    assert run("undo").line == "Undone: removal of topic “Another”. `devjournal redo` does it again."
    assert run("topic", "list").out.splitlines() == [
        "ID  Kind           Due  Topic",
        " 1  topic               Another",
        " 2  my-promise          Runbook",
        " 3  their-promise       (private) Intro",
    ]


def test_nothing_waits(run: Run) -> None:
    assert run("topic", "list").line == "Nothing is waiting for a 1:1; add something with `devjournal topic add`."
    assert run("topic", "list", "--json").out == "[]\n"


WRONG_USAGE: list[list[str]] = [
    *([["topic"], ["topic", "x"], ["topic", "add"], ["topic", "add", ""], ["topic", "add", "a", "b"]]),
    *([["topic", "add", "a", "--kind", kind] for kind in ("", "promise", "Ask", "x")]),
    *([["topic", "add", "a", "--due", day] for day in NOT_DATES if day]),
    *([["topic", "edit", "1", "--due", day] for day in NOT_DATES if day]),
    *([["topic", verb, number] for verb in ("done", "undone", "remove") for number in NO_IDS]),
    *([["topic", "edit", "1"], ["topic", "edit"], ["topic", "edit", "1", "a", "--text", "b"]]),
    *([["topic", "edit", "1", ""], ["topic", "edit", "1", "--private", "--no-private"], ["topic", "list", "x"]]),
    *([["topic", "edit", number, "a"] for number in NO_IDS]),
]


@pytest.mark.parametrize("args", WRONG_USAGE, ids=lambda args: ascii(" ".join(args))[1:60])
def test_wrong_usage(args: list[str], run: Run, journal_file: Path) -> None:
    refusal = run(*args).refuses(2)
    assert refusal.isprintable()
    assert len(refusal) < 300
    assert not journal_file.exists()


@pytest.mark.parametrize("args", [["done", "9"], ["undone", "1"], ["remove", "9"], ["edit", "9", "a"]])
def test_what_the_journal_refuses(args: list[str], run: Run, journal_file: Path) -> None:
    run("topic", "add", "A")
    before = journal_file.read_bytes()
    assert run("topic", *args).refuses(1)
    assert journal_file.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts(text: str, run: Run) -> None:
    assert not harms(run("topic", "add", text).line)
    for args in (["done", "1"], ["undone", "1"], ["edit", "1", "--kind", "ask"]):
        assert not harms(run("topic", *args).line)
    listed = run("topic", "list")
    assert not harms(listed.out)
    assert run("topic", "list", "--json").json[0]["text"] == text


@pytest.mark.parametrize("name", ["add", "list", "done", "undone", "edit", "remove"])
def test_help(name: str, run: Run) -> None:
    done = run("topic", name, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: devjournal topic {name}")
    assert "\nExample:\n  devjournal topic" in done.out
