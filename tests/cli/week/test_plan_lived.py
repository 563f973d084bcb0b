"""The career plan by commands, from day to day: horizons, gaps, people, talks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY, Done


def gaps(run: Run, *more: str) -> list[Any]:
    """Return the gaps of the list."""
    listed: list[Any] = run("gap", "list", "--json", *more).json
    return listed


def test_horizons(run: Run) -> None:
    assert run("horizon").line == "No horizon is set; set one with `devjournal horizon ROLE --in MONTHS`."
    assert run("horizon", "--json").json == {"horizons": [], "history": []}
    line = run("horizon", "Staff engineer", "--in", "24", "--why", "To shape", now="2026-08-31T09:00").line
    assert line == "To be “Staff engineer” by 2028-08-31, in 24 months (ID 1)."
    run("horizon", "--in", "6", "Senior", now="2026-08-31T09:00")
    assert run("horizon", "set", "remove", "--in=24").line == (
        "To be “remove” by 2028-11-27, in 24 months (ID 3), "
        "replacing “Staff engineer” by 2028-08-31, which is now in the history."
    )
    listed = run("horizon", "--json").json
    assert listed == run("horizon", "list", "--json").json
    assert [(row["role"], row["by"]) for row in listed["horizons"]] == [
        *(("Senior", "2027-02-28"), ("remove", "2028-11-27"))
    ]
    assert listed["history"] == [
        {
            "id": 1,
            "role": "Staff engineer",
            "months": 24,
            "why": "To shape",
            "set_on": "2026-08-31",
            "by": "2028-08-31",
            "retired_on": "2026-11-27",
        }
    ]
    assert run("horizon", "remove", "3").line == "Removed “remove” by 2028-11-27 (ID 3); the gaps stay."
    run("horizon", "-Lead", "--in", "12").refuses(2)
    assert run("horizon", "--in", "12", "--", "-Lead").line == "To be “-Lead” by 2027-11-27, in 12 months (ID 4)."


def test_a_horizon_asks_for_reviews_in_time(run: Run) -> None:
    run("horizon", "Staff", "--in", "24", now="2026-01-31T09:00")
    assert "monthly-review" not in run("status", "--json", now="2026-02-27T09:00").json["due"]
    assert "monthly-review" in run("status", "--json", now="2026-02-28T09:00").json["due"]


def test_gaps(run: Run) -> None:
    assert run("gap", "list").line == "There are no gaps; add one with `devjournal gap add AREA TITLE`."
    assert run("gap", "add", "skills", "Tracing").line == "Added gap 1 in skills, 0 of 1: “Tracing”."
    run("gap", "add", "experience", "Incident  ", "--needed", "2", "--why", "Nights", "--step", "next")
    assert gaps(run)[1] == {
        "id": 2,
        "area": "experience",
        "title": "Incident",
        "why": "Nights",
        "step": "next",
        "needed": 2,
        "evidence": 0,
        "shown": False,
        "opened": "2026-11-27",
        "closed": None,
        "goals": 0,
        "hits": 0,
        "last_moved": "2026-11-27",
        "stalled": False,
        "parked": None,
        "parked_why": None,
        "private": False,
    }
    before = gaps(run)[1]
    run("gap", "edit", "2", "--title", "Run one")
    assert gaps(run)[1] == {**before, "title": "Run one"}
    run("gap", "edit", "2", "--why", "", "--needed", "1000", "--step", "current", "--area", "skills")
    assert gaps(run)[1] == {
        **before,
        "title": "Run one",
        "why": None,
        "needed": 1000,
        "step": "current",
        "area": "skills",
    }
    assert run("gap", "close", "1").line == "Closed gap 1 in skills, 0 of 1: “Tracing”."
    assert [gap["id"] for gap in gaps(run)] == [2]
    assert [(gap["id"], gap["closed"]) for gap in gaps(run, "--all")] == [(1, "2026-11-27"), (2, None)]
    assert run("gap", "reopen", "1").line == "Reopened gap 1 in skills, 0 of 1: “Tracing”."
    assert [gap["closed"] for gap in gaps(run)] == [None, None]


def test_a_gap_is_parked(run: Run) -> None:
    run("gap", "add", "skills", "Tracing")
    run("gap", "add", "brand", "A talk")
    assert run("gap", "park", "2", "--why", "Wrong audience").line == (
        "Parked gap 2 in brand, 0 of 1: “A talk”; why: “Wrong audience”."
    )
    assert [gap["id"] for gap in gaps(run)] == [1]
    parked = gaps(run, "--all")[1]
    assert (parked["parked"], parked["parked_why"], parked["closed"]) == ("2026-11-27", "Wrong audience", None)
    assert "parked 2026-11-27" in run("gap", "list", "--all").out
    assert run("gap", "park", "2").refuses(1) == "Gap 2 is already parked."
    assert run("gap", "unpark", "2").line == "Unparked gap 2 in brand, 0 of 1: “A talk”."
    assert run("gap", "unpark", "2").refuses(1) == "Gap 2 is not parked."
    assert [gap["parked"] for gap in gaps(run)] == [None, None]
    assert run("undo").line.startswith("Undone: taking up of gap “A talk”.")
    run("gap", "close", "2")
    assert [gap["parked"] for gap in gaps(run, "--all")] == [None, None], "closed is closed"


def test_a_hit_shows_a_gap_and_nothing_closes_it(run: Run) -> None:
    run("gap", "add", "experience", "Incident", "--needed", "2")
    run("goal", "Lead one", "--skill", "Calm", "--gap", "1", now=MONDAY)
    run("recap", "--hit")
    run("log", "Another", "--gap", "1")
    (gap,) = gaps(run)
    assert (gap["evidence"], gap["shown"], gap["closed"], gap["goals"], gap["hits"]) == (2, True, None, 1, 1)
    run("recap", "--missed")
    (gap,) = gaps(run)
    assert (gap["evidence"], gap["shown"], gap["hits"]) == (1, False, 0)


def test_a_gap_stands_still(run: Run) -> None:
    run("gap", "add", "skills", "Tracing", now=MONDAY)
    assert not run("gap", "list", "--json", now="2027-01-03T09:00").json[0]["stalled"]
    assert run("gap", "list", "--json", now="2027-01-04T09:00").json[0]["stalled"]
    run("away", "2026-12-21", "2027-01-01")
    assert not run("gap", "list", "--json", now="2027-01-17T09:00").json[0]["stalled"]
    assert "still for 6 weeks" in run("gap", "list", now="2027-01-18T09:00").out


def test_what_a_removal_leaves(run: Run) -> None:
    run("gap", "add", "skills", "Tracing")
    run("person", "add", "Ana")
    run("goal", "g", "--skill", "s", "--gap", "1")
    run("log", "one", "--gap", "1")
    run("log", "two", "--gap", "1")
    run("person", "should-know", "Ana", "1")
    assert run("gap", "remove", "1").line == (
        "Removed gap 1 in skills, 2 of 1: “Tracing”; 2 entries and 1 weekly goal stay, without a gap; "
        "what 1 person should know of it goes, too."
    )
    assert [entry["gap"] for entry in run("entry", "list", "--json").json] == [None, None]
    assert run("status", "--json").json["gap"] is None
    run("undo")
    assert [entry["gap"] for entry in run("entry", "list", "--json").json] == [1, 1]
    assert run("status", "--json").json["gap"] == 1
    run("talk", "Ana")
    assert run("person", "remove", "Ana").line == (
        "Removed “Ana”, other; 1 talk stays, without a name; what they should know of 1 gap goes, too."
    )
    assert len(run("export").json["tables"]["conversation"]) == 1


def test_people_and_what_they_know(run: Run) -> None:
    assert run("person", "list").line == "There are no people yet; add one with `devjournal person add NAME`."
    run("gap", "add", "brand", "Known", "--needed", "5")
    line = run("person", "add", "Ana", "--role", "Head", "--relation", "manager", "--next", "2026-12-04").line
    assert line == "Added “Ana”, manager, “Head”, next 1:1 on 2026-12-04."
    run("person", "add", "Bo")
    assert [(gap["evidence"], gap["needed"]) for gap in gaps(run)] == [(0, 5)]
    assert run("person", "should-know", "Ana", "1").line == "“Ana” should know about gap 1: “Known”, 0 of 1 know."
    assert run("person", "knows", "Bo", "1", "--on", "yesterday").line == (
        "“Bo” has known about gap 1 since 2026-11-26: “Known”, 1 of 2 know."
    )
    assert run("person", "should-know", "Bo", "1").line == "“Bo” already knows about gap 1, since 2026-11-26."
    assert [(gap["evidence"], gap["needed"], gap["shown"]) for gap in gaps(run)] == [(1, 2, False)]
    run("person", "knows", "Ana", "1")
    assert gaps(run)[0]["shown"]
    assert [row["knows"] for row in run("person", "list", "--json").json] == [
        *([{"gap": 1, "on": "2026-11-27"}], [{"gap": 1, "on": "2026-11-26"}])
    ]
    assert run("person", "forget", "Bo", "1").line == "“Bo” need not know about gap 1: “Known”, 1 of 1 know."
    assert run("person", "forget", "Ana", "1").line == "“Ana” need not know about gap 1: “Known”, nobody is named."
    assert [(gap["evidence"], gap["needed"]) for gap in gaps(run)] == [(0, 5)]


def test_edit_keeps_what_is_left_out_and_clears_what_is_empty(run: Run) -> None:
    run("person", "add", "Ana", "--role", "Head", "--relation", "manager", "--next", "2026-12-04")

    def person() -> Any:
        return run("person", "list", "--json").json[0]

    before = person()
    run("person", "edit", "Ana", "--name", "Ann")
    assert person() == {**before, "name": "Ann"}
    run("person", "edit", "Ann", "--relation", "peer", "--role", "")
    assert person() == {**before, "name": "Ann", "relation": "peer", "role": None}
    run("person", "edit", "Ann", "--next", "")
    assert person()["next"] is None
    run("person", "edit", "Ann", "--next", "today")
    assert person()["next"] == "2026-11-27"


def test_talks(run: Run) -> None:
    run("person", "add", "Ana", "--next", "2026-12-04")
    assert run("talk", "Ana", "--kind", "role-model", "--year-before", "Led reviews", "--private").line == (
        "Logged a role-model talk with “Ana” on 2026-11-27, private."
    )
    assert run("person", "list", "--json").json[0]["next"] == "2026-12-04"
    assert run("talk", "Ana", "--notes", "Growth", "--on", "yesterday").line == (
        "Logged a 1:1 with “Ana” on 2026-11-26: “Growth”; the 1:1 planned for 2026-12-04 counts as held."
    )
    person = run("person", "list", "--json").json[0]
    assert (person["next"], person["last_talk"]) == (None, "2026-11-27")
    rows = run("export").json["tables"]["conversation"]
    assert sorted((row["kind"], row["notes"], row["year_before"], row["private"]) for row in rows) == [
        ("1:1", "Growth", "", 0),
        ("role-model", "", "Led reviews", 1),
    ]
    assert run("undo").code == 0
    assert run("person", "list", "--json").json[0]["next"] == "2026-12-04"


def test_the_plan_changes_neither_status_nor_weeks(run: Run) -> None:
    def looks() -> list[Done]:
        return [run(*command) for command in (["status"], ["status", "--json"], ["weeks"], ["status", "--short"])]

    run("goal", "g", "--skill", "s")
    before = looks()
    run("horizon", "Staff", "--in", "12")
    run("gap", "add", "brand", "Known")
    run("person", "add", "Ana")
    run("person", "knows", "Ana", "1", "--on", "2020-01-01")
    run("talk", "Ana", "--on", "2020-01-01")
    assert looks() == before


LADDER = "area,title,needed,why\nskills,Tracing,,\nbrand,Known,3,x\n"


@pytest.mark.parametrize("source", ["-", "ladder.csv"])
def test_a_list_becomes_a_board(source: str, run: Run, tmp_path: Path, journal_file: Path) -> None:
    if source != "-":
        source = str(tmp_path / source)
        Path(source).write_text(f"\ufeff{LADDER}", encoding="utf-8")

    def read(*more: str) -> Done:
        return run("gap", "import", source, *more, stdin=LADDER)

    assert "Would add 2 gaps; nothing is written.\n" in read("--dry-run").out
    assert not journal_file.exists(), "a dry run does not even make the journal"
    run("gap", "add", "skills", "Known")
    run("gap", "add", "skills", "Tracing")
    before = journal_file.read_bytes()
    assert "Would add 1 gap; nothing is written.\n" in read("--dry-run").out
    assert journal_file.read_bytes() == before
    assert read().line == "Added 1 gap; 1 already there."
    assert [(gap["area"], gap["title"], gap["needed"], gap["why"]) for gap in gaps(run)] == [
        ("skills", "Known", 1, None),
        ("skills", "Tracing", 1, None),
        ("brand", "Known", 3, "x"),
    ]
    before = journal_file.read_bytes()
    assert read().line == "Added 0 gaps; 2 already there."
    assert journal_file.read_bytes() == before
    run("undo")
    assert [gap["title"] for gap in gaps(run)] == ["Known", "Tracing"]


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    "content", [b"area,title\nskills,a\nskil,b", b"\xff\xfe", b"area,title\nskills,a\nskills,\0", b""]
)
def test_a_wrong_list_writes_nothing(content: bytes, dry: list[str], run: Run, journal_file: Path) -> None:
    refusal = run("gap", "import", "-", *dry, stdin=content).refuses(1)
    assert "Line 3: " in refusal or "no gap" in refusal or "not UTF-8" in refusal or "binary data" in refusal
    assert not journal_file.exists()
    run("gap", "add", "skills", "x", now=FRIDAY)
    before = journal_file.read_bytes()
    run("gap", "import", "-", *dry, stdin=content).refuses(1)
    assert journal_file.read_bytes() == before
