"""weeks: the listed weeks and their values."""

from __future__ import annotations

from pathlib import Path

from devjournal.domain.dates.days import IsoWeek, iso_day
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.frozen_clock import FrozenClock


def _rows(run: Run, *args: str) -> list[tuple[str, str]]:
    return [(row["week"], row["state"]) for row in run("weeks", "--json", *args).json]


def test_every_week_from_the_first_that_holds_anything_to_this_one(run: Run) -> None:
    assert _rows(run) == []
    run("log", "An entry", "--on", "2026-11-08")
    assert _rows(run) == [(f"2026-W{n}", "open" if n == 48 else "none") for n in range(45, 49)]
    run("away", "2026-10-26", "2026-10-30")
    assert _rows(run)[0] == ("2026-W44", "away")
    run("goal", "Words", "--skill", "Writing", "--week", "2026-W42")
    assert _rows(run)[:3] == [("2026-W42", "unrecapped"), ("2026-W43", "none"), ("2026-W44", "away")]


def test_later_weeks_that_hold_something(run: Run) -> None:
    run("goal", "Words", "--skill", "Writing", "--week", "2027-W02")
    assert _rows(run) == [("2027-W02", "none")]
    run("log", "Planned", "--on", "2026-12-31")
    run("away", "2027-01-31", "2027-02-03")
    assert _rows(run) == [("2026-W53", "none"), ("2027-W02", "none"), ("2027-W04", "none"), ("2027-W05", "away")]
    run("goal", "Words", "--skill", "Writing")
    assert _rows(run)[0] == ("2026-W48", "open")


def test_a_year_is_an_iso_year(run: Run) -> None:
    run("log", "An entry", "--on", "2025-12-29")
    run("log", "An entry", "--on", "2025-12-28")
    assert [week for week, _ in _rows(run, "--year", "2025")] == ["2025-W52"]
    assert _rows(run, "--year", "2026")[0] == ("2026-W01", "none")
    assert len(_rows(run, "--year", "2026")) == 48
    assert _rows(run, "--year", "2024") == []
    assert _rows(run, "--since", "2026-11-22")[0] == ("2026-W47", "none")
    assert _rows(run, "--since", "today") == [("2026-W48", "open")]


def test_years_without_weeks_are_told_from_an_empty_journal(run: Run) -> None:
    assert "devjournal goal" in run("weeks").line
    run("log", "An entry")
    assert run("weeks", "--year", "2024").line == "No weeks in that span; `devjournal weeks` shows all weeks."
    assert run("weeks", "--since", "+2w").line == "No weeks in that span; `devjournal weeks` shows all weeks."


def test_a_week_whose_goal_was_taken_back_holds_nothing(run: Run, journal_file: Path) -> None:
    run("goal", "Words", "--skill", "Writing", "--week", "2026-W40")
    run("goal", "Words", "--skill", "Writing", "--week", "2027-W02")
    with Journal(journal_file, FrozenClock()) as journal:
        for day in ("2026-09-28", "2027-01-11"):
            parsed = iso_day(day)
            assert parsed is not None
            journal.weeks.clear_goal(IsoWeek(parsed))
    assert _rows(run) == []


def test_a_row_holds_all_of_the_week(run: Run) -> None:
    run("goal", "Words", "--skill", "Writing")
    run("check-in", "--on-track")
    run("recap", "--missed", "--better", "--note", "A note", "--lesson", "A lesson")
    run("lesson", "keep", now="2026-11-30T09:00")
    assert run("weeks", "--json").json == [
        {
            "week": "2026-W48",
            "monday": "2026-11-23",
            "state": "missed",
            "skill": "Writing",
            "goal": "Words",
            "gap": None,
            "on_track": True,
            "adjustment": None,
            "outcome": "missed",
            "better": True,
            "note": "A note",
            "lesson": "A lesson",
            "lesson_answer": "keep",
            "lesson_helped": None,
        }
    ]
