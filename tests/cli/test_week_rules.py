"""The rules of the week if the user works ahead, late, or in an away week."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY, NEXT_MONDAY

AFTER_MIDNIGHT = "2026-11-30T00:20"


def test_a_lesson_waits_whatever_goal_was_set_ahead(run: Run) -> None:
    run("goal", "Run the drill", "--skill", "Incidents", now=MONDAY)
    run("goal", "The next one", "--skill", "Incidents", "--week", "next", now="2026-11-26T10:00")
    run("recap", "--missed", "--lesson", "Book the room", now=FRIDAY)
    assert run("status", "--json", now=NEXT_MONDAY).json["last_lesson"] == "Book the room"
    run("recap", "--hit", now="2026-12-04T16:00")
    assert run("status", "--json", now="2026-12-07T09:00").json["last_lesson"] == "Book the room", "no newer one"
    assert run("status", "--json", now="2027-02-26T09:00").json["last_lesson"] == "Book the room", "13 weeks later"
    assert run("status", "--json", now="2027-03-01T09:00").json["last_lesson"] is None, "14 weeks later"
    assert "2026-W48" in run("lesson", "applied", now="2026-12-07T09:00").line
    assert run("status", "--json", now="2026-12-07T09:00").json["last_lesson"] is None


def test_recap_without_a_week_means_last_week_while_that_one_is_due(run: Run) -> None:
    run("goal", "Run the drill", "--skill", "Incidents", now=MONDAY)
    run("goal", "The next one", "--skill", "Incidents", "--week", "next", now=MONDAY)
    assert run("recap", "--missed", now=AFTER_MIDNIGHT).line.startswith("Recapped 2026-W48: missed")
    assert run("recap", "--missed", now=AFTER_MIDNIGHT).line.startswith("Recapped 2026-W49: missed")


def test_this_week_comes_first_once_its_recap_is_due(run: Run) -> None:
    run("goal", "Run the drill", "--skill", "Incidents", now=MONDAY)
    run("goal", "The next one", "--skill", "Incidents", "--week", "next", now=MONDAY)
    assert run("recap", "--hit", now="2026-12-04T16:00").line.startswith("Recapped 2026-W49: hit")
    assert run("recap", "--hit", now="2026-12-04T16:00").line.startswith("Recapped 2026-W48: hit")


@pytest.mark.parametrize("how", ["days off", "recap"])
def test_an_away_week_asks_for_nothing(run: Run, how: str) -> None:
    run("horizon", "Staff", "--in", "24", now="2026-06-01T09:00")
    run("goal", "Run the drill", "--skill", "Incidents", now=MONDAY)
    assert run("status", "--json", now=MONDAY).json["due"] == ["monthly-review", "quarterly-review"]
    if how == "recap":
        run("recap", "--away", "--week", "this", now=MONDAY)
    else:
        run("away", "2026-11-23", "2026-11-27", now=MONDAY)
    for now in (MONDAY, FRIDAY, "2026-11-29T23:00"):
        assert run("status", "--json", now=now).json["due"] == []
        assert run("status", "--short", now=now).line == "W48 ▸ away"
    attempt = run("review", "monthly", "--skip", now=FRIDAY)
    assert attempt.code in (1, 2)
    after = run("status", "--json", now=NEXT_MONDAY).json["due"]
    assert after == ["goal", "monthly-review", "quarterly-review"]
    if how == "days off":
        assert run("recap", "--hit", "--week", "this", now=FRIDAY).code == 0
        assert "monthly-review" in run("status", "--json", now=FRIDAY).json["due"], "recapped otherwise: not away"


def test_a_recap_says_what_it_left_as_evidence(run: Run) -> None:
    run("gap", "add", "skills", "Speak", now=MONDAY)
    run("goal", "Run the drill", "--skill", "Incidents", "--gap", "1", now=MONDAY)
    assert run("recap", "--hit", now=FRIDAY).line == "Recapped 2026-W48: hit; evidence for gap 1."
    run("entry", "remove", "1", now=FRIDAY)
    line = "Recapped 2026-W48: hit, better; no evidence for gap 1: its entry was removed."
    assert run("recap", "--hit", "--better", now=FRIDAY).line == line
    assert run("recap", "--missed", now=FRIDAY).line == "Recapped 2026-W48: missed, better."
    assert run("recap", "--hit", now=FRIDAY).line == "Recapped 2026-W48: hit, better; evidence for gap 1."
    assert [gap["evidence"] for gap in run("gap", "list", "--json").json] == [1]


def test_undoing_an_import_says_how_many_gaps_it_added(run: Run) -> None:
    run("gap", "add", "skills", "Speak", now=MONDAY)
    listed = "area,title\nskills,Speak\nskills,Write\n"
    assert run("gap", "import", "-", stdin=listed).line == "Added 1 gap; 1 already there."
    assert run("undo").line == "Undone: import of 1 gap. `devjournal redo` does it again."


def test_a_summary_goes_on_after_the_last_one_to_one_also_in_another_journal(run: Run, tmp_path: Path) -> None:
    run("person", "add", "Mara", "--relation", "manager", now=MONDAY)
    run("log", "Before", now=MONDAY)
    run("talk", "Mara", "--notes", "Ours alone", now="2026-11-23T10:00")
    run("log", "After", now="2026-11-23T11:00")
    run("person", "remove", "Mara", now="2026-11-23T12:00")
    other = str(tmp_path / "other.db")
    document = run("export", "-").out
    for journal in ((), ("--file", other), ("--file", other)):
        page = run(*journal, "summary", now=FRIDAY)
        if not journal:
            run("--file", other, "import", "-", stdin=document)
        elif page.out:
            run("--file", other, "import", "--merge", "-", stdin=document)
        assert "After" in page.out
        assert "Before" not in page.out
        assert "Ours alone" not in page.out


def test_all_that_is_taken_at_the_ends_of_time_is_shown_exported_and_imported(run: Run, tmp_path: Path) -> None:
    first, last = "1970-01-01T10:00", "2199-12-29T10:00"
    for now, week, year in ((first, "1970-W01", "1970"), (last, "2199-W52", "2199")):
        assert week in run("goal", "Run the drill", "--skill", "Incidents", now=now).line
        assert run("log", "One", now=now).code == 0
        assert run("away", now[:10], now=now).code == 0
        assert run("status", "--json", now=now).json["week"] == week
        assert week in [row["week"] for row in run("weeks", "--year", year, "--json", now=now).json]
        assert run("calendar", "--year", year, now=now).code == 0
        for other in ("2200-W01", "1969-W52", "2199-12-30", "1969-12-31"):
            assert run("goal", "No", "--skill", "x", "--week", other, now=now).code == 2
    exported = run("export", "-", now=last)
    assert (exported.code, exported.err) == (0, "")
    assert run("doctor", now=last).code == 0
    other = str(tmp_path / "other.db")
    assert run("--file", other, "import", "-", stdin=exported.out, now=last).code == 0
    assert run("--file", other, "export", "-", now=last).out == exported.out


def test_a_year_of_entries_that_name_no_gap_is_told(run: Run) -> None:
    for n in range(1, 39):
        run("log", f"Thing {n}", "--on", f"2025-{1 + n % 12:02}-11", now=FRIDAY)
    run("log", "Nobody's business", "--private", "--on", "2025-12-24", now=FRIDAY)
    letter = run("letter", "2025").out
    assert "Nothing was written" not in letter
    assert "38 entries, the latest first:" in letter
    assert "Thu 11 Dec: “Thing 35”" in letter
    assert "business" not in letter
