"""case: its formats, picked evidence, and private texts that it never shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.frozen_clock import FRIDAY, FrozenClock

Golden = Callable[[str, str], None]
DAY = FRIDAY.date()


@pytest.fixture
def planned(run: Run, journal_file: Path) -> Run:
    """Commands on a journal with a claim of every state: shown, short, empty, parked, closed and private."""
    journal_file.parent.mkdir(parents=True, exist_ok=True)
    with Journal(journal_file, FrozenClock()) as journal:
        journal.horizons.set("Lead *of* two teams", 36)
        journal.horizons.set("Staff engineer", 12)
        journal.gaps.add(Area.EXPERIENCE, "Run an incident", needed=2)
        journal.gaps.add(Area.SKILLS, "Read a [bold]query plan[/] | <b>", needed=3, step=Step.NEXT)
        journal.gaps.add(Area.BRAND, "Known for calm incidents", needed=2)
        journal.gaps.add(Area.SKILLS, "Hidden gap", private=True)
        journal.gaps.add(Area.SKILLS, "Set aside")
        journal.gaps.park(5)
        journal.people.add("Ana", relation=Relation.MANAGER)
        journal.people.add("Bo Lind")
        for name in ("Ana", "Bo Lind"):
            journal.people.should_know(name, 3)
        journal.people.knows("Ana", 3)
        journal.people.knows("Bo Lind", 1)
        add = journal.entries.add
        add("Ran the first\n- with two teams\n- alone", day=DAY.replace(month=3), gap=1, link="https://x.example/1?a=b")
        add("Ran # the second", day=DAY.replace(day=2), gap=1, link="ticket 12")
        add("Read one", day=DAY.replace(day=3), gap=2)
        add("Read two", day=DAY.replace(day=4), gap=2)
        add("Hidden entry", day=DAY, gap=2, private=True)
        add("Hidden with its gap", day=DAY, gap=4)
        add("Calm as a *lake*.", day=DAY.replace(day=20), gap=1, said_by=1)
    return run


def document(run: Run, *args: str) -> Any:
    """Return the case as parsed JSON."""
    done = run("case", "--format", "json", *args)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


FORMATS = {
    "case.md": [],
    "case.html": ["--format", "html"],
    "case.txt": ["--format", "text"],
    "case.json": ["--format", "json"],
    "case-holes.txt": ["--holes", "--format", "text"],
    "case-year.md": ["--for", "year"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str, planned: Run, golden: Golden) -> None:
    planned("case", "statement", "I lead *already*,\nwithout the title.")
    planned("case", "claim", "1", "Ran two incidents end to end")
    done = planned("case", *FORMATS[name])
    assert (done.code, done.err) == (0, "")
    golden(name, done.out)
    for word in ("private", "Hidden", "Set aside"):
        assert word not in done.out
    assert ("nobody" in done.out) == (name in ("case.json", "case-holes.txt"))


def test_the_fields(planned: Run) -> None:
    page = document(planned)
    assert (page["role"], page["by"]) == ("Staff engineer", "2027-11-27")
    skill, experience, brand = page["claims"]
    assert {key: experience[key] for key in ("gap", "title", "area", "step", "needed", "shown", "knows")} == {
        **{"gap": 1, "title": "Run an incident", "area": "experience", "step": "current", "needed": 2},
        **{"shown": True, "knows": ["Bo Lind"]},
    }
    assert [row["id"] for row in experience["evidence"]] == [2, 1]
    assert experience["words"] == [{"by": "Ana", "day": "2026-11-20", "text": "Calm as a *lake*.", "link": None}]
    assert (skill["gap"], skill["shown"], brand["gap"], brand["evidence"]) == (2, False, 3, [])
    assert [(hole["kind"], hole["gap"]) for hole in page["holes"]] == [
        *(("too-little", 2), ("too-little", 3), ("one-source", 2), ("no-link", 2), ("nobody-said", 2)),
        ("nobody-said", 3),
    ]
    assert document(planned, "--horizon", "1")["role"] == "Lead *of* two teams"


def test_what_is_picked_and_left_out(planned: Run) -> None:
    def evidence() -> list[int]:
        return [row["id"] for row in document(planned)["claims"][1]["evidence"]]

    for n in range(3):
        planned("log", f"Another {n}", "--gap", "1", "--on", f"2026-10-{7 * n + 1:02d}")
    assert evidence() == [2, 1, 10]
    assert planned("case", "pick", "8").line == "Entry 8, “Another 0”, is evidence for its claim."
    assert evidence() == [2, 1, 8]
    assert planned("case", "pick", "--not", "2").line == "Entry 2, “Ran # the second”, is left out of the case."
    assert evidence() == [1, 10, 8]
    assert planned("case", "order", "8", "1", "10").line == "The order of the evidence is 8, 1, 10."
    assert evidence() == [8, 1, 10]
    planned("undo")
    planned("undo")
    assert evidence() == [2, 1, 8]
    planned("case", "pick", "--auto", "8")
    assert evidence() == [2, 1, 10]
    assert planned("undo").line.startswith("Undone: choice of the rule for entry “Another 0” in the case.")


def test_wording_and_the_sentence_in_front(planned: Run) -> None:
    assert planned("case", "claim", "1", "Ran two").line == "The claim of gap 1 is “Ran two”."
    assert planned("case", "statement", "I lead.").line == "The case for “Staff engineer” begins with “I lead.”."
    page = document(planned)
    assert (page["claims"][1]["claim"], page["statement"]) == ("Ran two", "I lead.")
    assert planned("case", "claim", "1", "").line == "The claim of gap 1 is its title again: “Run an incident”."
    assert planned("case", "statement", "").line == "The case for “Staff engineer” has no opening sentence now."
    assert planned("undo").code == 0
    assert document(planned)["statement"] == "I lead."


def test_what_is_refused(run: Run, planned: Run, tmp_path: Path) -> None:
    assert "No horizon 7 stands" in planned("case", "--horizon", "7").refuses(1)
    assert "There is no entry 99" in planned("case", "pick", "99").refuses(1)
    planned("log", "For nothing")
    assert "names no gap; give it one" in planned("case", "pick", "8").refuses(1)
    assert "There is no gap 99" in planned("case", "claim", "99", "x").refuses(1)
    assert "names no gap; give it one" in planned("case", "order", "1", "8").refuses(1)
    planned("log", "For the other", "--gap", "2")
    assert "put the evidence of one gap in order" in planned("case", "order", "1", "9").refuses(1)
    assert "Entry 1 is named twice" in planned("case", "order", "1", "2", "1").refuses(2)
    planned("log", "For me alone", "--gap", "1", "--private")
    assert "stays off the page while it or its gap is private" in planned("case", "pick", "10").line
    assert "give only one of them" in planned("case", "--since", "8w", "--for", "year").refuses(2)
    assert "give a DATE" in planned("case", "--since", "last").refuses(2)
    assert "is after today" in planned("case", "--since", "2026-12-24").refuses(2)
    planned("case", "pick").refuses(2)
    planned("case", "pick", "1", "--not", "2").refuses(2)
    target = tmp_path / "case.html"
    assert planned("case", "--output", str(target)).line == f"Wrote the case to “{target}”."
    assert "already exists" in planned("case", "--output", str(target)).refuses(1)
    for months in ("12", "36"):
        horizons = json.loads(planned("horizon", "--json").out)["horizons"]
        planned("horizon", "remove", str(next(row["id"] for row in horizons if str(row["months"]) == months)))
    assert "A case needs a horizon" in planned("case").refuses(1)


def test_the_same_journal_gives_the_same_bytes(planned: Run) -> None:
    for args in FORMATS.values():
        assert planned("case", *args).out == planned("case", *args).out


def test_the_letter_says_how_many_holes_closed(run: Run) -> None:
    run("horizon", "Lead", "--in", "12", now="2026-01-05T09:00")
    run("gap", "add", "skills", "Tracing", now="2026-01-05T09:00")
    assert "in the case" not in run("letter", now="2026-02-02T09:00").out
    run("log", "Traced it", "--gap", "1", "--link", "https://x.example", now="2026-03-02T09:00")
    assert "- 1 hole in the case for the next role closed" in run("letter", now="2026-04-02T09:00").out
    run("undo", now="2026-04-02T10:00")
    assert "in the case" not in run("letter", now="2026-04-02T11:00").out


def test_words_received_stand_as_theirs(run: Run) -> None:
    run("horizon", "Lead", "--in", "12")
    run("gap", "add", "skills", "Tracing")
    run("person", "add", "Ana Lopes")
    line = run("log", "She traces well", "--from", "ana", "--gap", "1").line
    assert line == "Added entry 1 on 2026-11-27, evidence for gap 1, words of “Ana Lopes”: “She traces well”."
    assert "- Ana Lopes, 27 Nov: “She traces well”" in run("case").out
    assert "- Fri 27 Nov, Ana Lopes: “She traces well” (Tracing)" in run("summary").out
    assert json.loads(run("summary", "--format", "json").out)["entries"][0]["by"] == "Ana Lopes"
    assert "Ana Lopes: She traces well" in run("entry", "list").out
    assert json.loads(run("entry", "list", "--json").out)[0]["said_by"] == "Ana Lopes"
    assert "Their words\n  Fri 27 Nov 2026\n  She traces well\n  (shows Tracing)" in run("read", "--person", "ana").out
    assert "(said by Ana Lopes" in run("read", "--gap", "1").out
    run("entry", "edit", "1", "--from", "")
    assert document(run)["claims"][0]["words"] == []
    run("entry", "edit", "1", "--from", "Ana Lopes")
    assert [row["by"] for row in document(run)["claims"][0]["words"]] == ["Ana Lopes"]
    assert "Nobody is called “Bo”" in run("log", "x", "--from", "Bo").refuses(1)
    run("person", "remove", "Ana Lopes")
    (claim,) = document(run)["claims"]
    assert (claim["words"], len(claim["evidence"])) == ([], 1)
