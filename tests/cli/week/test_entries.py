"""log, and entry list, edit and remove."""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.frozen_clock import FrozenClock


@pytest.fixture
def two_gaps(journal_file: Path) -> None:
    """A journal with two gaps."""
    with Journal(journal_file, FrozenClock()) as journal:
        journal.gaps.add(Area.SKILLS, "Testing")
        journal.gaps.add(Area.BRAND, "Known for testing")


def test_log(run: Run) -> None:
    assert run("log", "Today's  ").line == "Added entry 1 on 2026-11-27: “Today's”."
    assert run("log", "Yesterday's", "--on", "yesterday").line == "Added entry 2 on 2026-11-26: “Yesterday's”."
    run("log", "Another's", "--on", "2026-01-31", "--link", "https://example.org", "--private")
    assert run("entry", "list", "--json").json == [
        {
            "id": 3,
            "day": "2026-01-31",
            "week": "2026-W05",
            "text": "Another's",
            "link": "https://example.org",
            "gap": None,
            "private": True,
            "said_by": None,
        },
        {
            "id": 2,
            "day": "2026-11-26",
            "week": "2026-W48",
            "text": "Yesterday's",
            "link": None,
            "gap": None,
            "private": False,
            "said_by": None,
        },
        {
            "id": 1,
            "day": "2026-11-27",
            "week": "2026-W48",
            "text": "Today's",
            "link": None,
            "gap": None,
            "private": False,
            "said_by": None,
        },
    ]


@pytest.mark.usefixtures("two_gaps")
def test_list_by_week_and_by_gap(run: Run) -> None:
    run("log", "One", "--gap", "1", "--on", "2026-11-22")
    run("log", "Two", "--gap", "2", "--on", "2026-11-23")

    def ids(*args: str) -> list[int]:
        return [entry["id"] for entry in run("entry", "list", "--json", *args).json]

    assert ids() == [1, 2]
    assert ids("--week", "this") == [2]
    assert ids("--week", "last") == [1]
    assert ids("--week", "2026-11-16") == [1]
    assert ids("--week", "next") == []
    assert ids("--gap", "1") == [1]


@pytest.mark.usefixtures("two_gaps")
def test_edit_keeps_what_is_left_out_and_clears_what_is_empty(run: Run) -> None:
    run("log", "Text", "--gap", "1", "--link", "https://example.org", "--private")

    def entry() -> dict[str, object]:
        rows: list[dict[str, object]] = run("entry", "list", "--json").json
        return rows[0]

    before = entry()
    assert run("entry", "edit", "1", "New text").line == (
        "Changed entry 1 on 2026-11-27, evidence for gap 1, private: “New text”."
    )
    assert entry() == {**before, "text": "New text"}
    run("entry", "edit", "1", "--text", "Newer text", "--gap", "2")
    assert entry() == {**before, "text": "Newer text", "gap": 2}
    run("entry", "edit", "1", "--gap", "", "--link", "", "--no-private", "--on", "2026-11-01")
    assert entry() == {
        **before,
        "text": "Newer text",
        "gap": None,
        "link": None,
        "private": False,
        "day": "2026-11-01",
        "week": "2026-W44",
    }
    run("entry", "edit", "1", "--private")
    assert entry()["private"] is True


def test_an_id_is_never_given_twice(run: Run) -> None:
    run("log", "One")
    assert run("entry", "remove", "1").line == "Removed entry 1 on 2026-11-27: “One”."
    assert run("log", "Two").line == "Added entry 2 on 2026-11-27: “Two”."
    assert "no entry 1" in run("entry", "edit", "1", "x").refuses(1)


def test_an_empty_name_is_nobody(run: Run) -> None:
    run("person", "add", "Ana")
    assert run("log", "Mine", "--from", "").line == "Added entry 1 on 2026-11-27: “Mine”."
    run("log", "Theirs", "--from", "Ana")
    assert run("entry", "edit", "2", "--from", "").line == "Changed entry 2 on 2026-11-27: “Theirs”."


def test_an_entry_comes_from_standard_input(run: Run) -> None:
    assert run("log", "-", stdin="Paired on the release\nand shipped it\n\n").line.endswith(
        "“Paired on the release↵and shipped it”."
    )
    (entry,) = run("entry", "list", "--json").json
    assert entry["text"] == "Paired on the release\nand shipped it"
    for nothing in ("", " \n"):
        assert run("log", "-", stdin=nothing).refuses(2) == "The entry is empty; write a few words."
    assert run("log", "-", stdin="a\0b").refuses(2)
    assert "is not UTF-8" in run("log", "-", stdin=b"\xff").refuses(1)
    endless = b"x" * (16 * 1024 * 1024 + 1)
    assert run("log", "-", stdin=endless).refuses(1) == "Standard input is larger than 16 MB; log a shorter text."
    assert len(run("entry", "list", "--json").json) == 1


@pytest.mark.parametrize(
    "args", [["recap", "--hit", "--"], ["--", "recap", "--hit"], ["recap", "--hit", "--week", "this", "--"]]
)
def test_two_dashes_end_the_options(args: list[str], run: Run) -> None:
    run("goal", "Ship it", "--skill", "Delivery")
    assert run(*args).line == "Recapped 2026-W48: hit."
    assert run("log", "--", "-x").line.endswith("“-x”.")
