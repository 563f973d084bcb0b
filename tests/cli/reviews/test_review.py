"""Reviews by commands, from day to day: held, listed, compared, put off and skipped; and the year letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.frozen_clock import FrozenClock

JANUARY, FEBRUARY, APRIL = "2026-01-31T09:00", "2026-02-28T09:00", "2026-04-30T09:00"


def due(run: Run, now: str) -> list[str]:
    """Return the due reviews."""
    due: list[str] = run("status", "--json", now=now).json["due"]
    return [name for name in due if name.endswith("review")]


def changes(run: Run, *which: str) -> dict[str, list[int | None]]:
    """Return the IDs of the changed gaps, by kind of change."""
    changes = run("review", "show", *which, "--json").json["changes"]
    return {kind: [row["id"] for row in rows] for kind, rows in changes.items()}


def test_reviews_are_due_held_and_due_again(run: Run) -> None:
    run("horizon", "Lead", "--in", "12", now=JANUARY)
    assert due(run, "2026-02-27T09:00") == []
    assert due(run, FEBRUARY) == ["monthly-review"]
    assert run("review", "monthly", "--course", "One gap at a time", now=FEBRUARY).line == (
        "Held the monthly review of 2026-02-28 (ID 1)."
    )
    assert due(run, "2026-03-27T09:00") == []
    assert due(run, APRIL) == ["monthly-review", "quarterly-review"]
    assert run("review", "quarterly", now=APRIL).line == "Held the quarterly review of 2026-04-30 (ID 2)."
    assert due(run, APRIL) == []
    assert due(run, "2026-05-30T09:00") == ["monthly-review"]
    assert due(run, "2026-07-30T09:00") == ["monthly-review", "quarterly-review"]
    assert run("undo", now=APRIL).line.startswith("Undone: quarterly review of 2026-04-30.")
    assert due(run, APRIL) == ["monthly-review", "quarterly-review"]


def test_a_leap_day(run: Run) -> None:
    run("horizon", "Lead", "--in", "12", now="2024-01-31T09:00")
    assert due(run, "2024-02-28T09:00") == []
    assert due(run, "2024-02-29T09:00") == ["monthly-review"]
    run("review", "monthly", now="2024-02-29T09:00")
    assert due(run, "2024-03-28T09:00") == []
    assert due(run, "2024-03-29T09:00") == ["monthly-review"]


def test_what_is_due_is_put_off_or_skipped(run: Run) -> None:
    assert run("review", "skip", "monthly").refuses(1).startswith("Nothing is due without a horizon; set one with")
    run("horizon", "Lead", "--in", "12", now=JANUARY)
    assert run("review", "put-off", "monthly", now=JANUARY).refuses(1) == (
        "The monthly review is not due before 2026-02-28."
    )
    for now, until in ((FEBRUARY, "2026-03-07"), ("2026-03-09T09:00", "2026-03-16")):
        assert run("review", "put-off", "monthly", now=now).line == f"Put off the monthly review until {until}."
        assert due(run, now) == []
    assert due(run, "2026-03-16T09:00") == ["monthly-review"]
    assert run("review", "skip", "monthly", now="2026-03-16T09:00").line == (
        "Skipped the monthly review; the next review is due on 2026-03-28."
    )
    assert due(run, "2026-03-27T09:00") == []
    assert due(run, "2026-03-28T09:00") == ["monthly-review"]


def test_a_list_has_the_texts_and_the_interface_s_fields(run: Run) -> None:
    run("gap", "add", "skills", "Tracing")
    texts = {"skills": "S", "experience": "E", "brand": "[b]", "course": "C\n"}
    options = [word for name, text in texts.items() for word in (f"--{name}", text)]
    run("review", "monthly", *options)
    run("review", "quarterly", "--role-models", "Priya", "--horizon", "Still", "--bet", "1")
    run("review", "remark", "1", "Later", now="2026-12-01T09:00")
    monthly, quarterly = run("review", "list", "--json").json
    assert monthly == {
        "id": 1,
        "kind": "monthly",
        "day": "2026-11-27",
        "quarter": None,
        "horizon": None,
        "skills": "S",
        "experience": "E",
        "brand": "[b]",
        "role_models": None,
        "course": "C",
        "bets": [],
        "remarks": [{"day": "2026-12-01", "text": "Later"}],
    }
    assert (quarterly["quarter"], quarterly["bets"], quarterly["role_models"]) == ("Q4 2026", [1], "Priya")
    review = run("review", "show", "1", "--json").json
    assert {name: review[name] for name in monthly} == monthly
    assert review["snapshot"]["gaps"][0]["title"] == "Tracing"
    assert set(review["changes"]) == {"closed", "moved", "stalled", "new", "dropped"}
    assert review["against"] is None


def test_two_reviews_on_one_day_call_no_gap_stalled(run: Run) -> None:
    run("gap", "add", "skills", "Young")
    run("review", "monthly")
    assert "stalled" not in run("review", "monthly").line
    assert changes(run)["stalled"] == []
    run("review", "monthly", now="2026-12-04T09:00")
    assert changes(run)["stalled"] == [1]


def test_what_changed_since_the_review_of_that_kind_before(run: Run) -> None:
    for n in range(1, 7):
        run("gap", "add", "skills", f"Gap {n}", "--needed", "2", now=JANUARY)
    run("review", "quarterly", now=JANUARY)
    run("review", "monthly", now=FEBRUARY)
    run("log", "One", "--gap", "2")
    run("gap", "close", "1")
    run("gap", "remove", "3")
    run("gap", "park", "4", "--why", "Not now")
    run("gap", "add", "brand", "Gap 7")
    line = run("review", "quarterly").line
    assert line == (
        "Held the quarterly review of 2026-11-27 (ID 3); since 2026-01-31: "
        "1 closed, 1 moved, 2 stalled, 1 new, 2 dropped."
    )
    assert changes(run) == {"closed": [1], "moved": [2], "stalled": [5, 6], "new": [7], "dropped": [4, None]}
    review = run("review", "show", "3", "--json").json
    assert review["against"] == 1
    assert review["changes"]["moved"] == [
        {
            "id": 2,
            "title": "Gap 2",
            "area": "skills",
            "step": "current",
            "evidence": 1,
            "needed": 2,
            "evidence_before": 0,
            "needed_before": 2,
            "how": None,
            "why": None,
            "closed": None,
            "parked": None,
        }
    ]
    assert [(row["how"], row["why"]) for row in review["changes"]["dropped"]] == [
        ("parked", "Not now"),
        ("removed", None),
    ]
    assert changes(run, "1") == {kind: [] for kind in ("closed", "moved", "stalled", "new", "dropped")}


def test_frozen_means_frozen(run: Run) -> None:
    run("gap", "add", "skills", "Tracing")
    run("review", "monthly")
    frozen = run("review", "show", "--json").json
    run("gap", "edit", "1", "--title", "Other", "--needed", "9")
    run("log", "One", "--gap", "1")
    run("review", "monthly", now="2026-12-27T09:00")
    assert run("review", "show", "1", "--json").json == frozen
    run("gap", "remove", "1")
    assert run("review", "show", "1", "--json").json == frozen


def test_what_is_refused(run: Run) -> None:
    assert run("review", "show").refuses(1) == "There is no review yet; hold one with `devjournal review monthly`."
    for command in (["show", "1"], ["remark", "1", "x"], ["remove", "1"]):
        assert run("review", *command).refuses(1) == "There is no review 1; see `devjournal review list`."
    run("gap", "add", "skills", "Tracing")
    assert run("review", "quarterly", "--bet", "9").refuses(1) == "There is no gap 9; see `devjournal gap list`."
    four = [word for n in range(4) for word in ("--bet", str(n + 1))]
    assert run("review", "quarterly", *four).refuses(2) == "4 bets are too many; a quarter has at most 3."
    assert "no option “--bet”" in run("review", "monthly", "--bet", "1").refuses(2)
    assert "“yearly” is not valid here" in run("review", "skip", "yearly").refuses(2)
    assert run("review", "remark", "1", " ").refuses(2) == "The remark is empty; write a few words."
    assert run("review", "list", "--json").json == []


def test_a_review_is_removed_and_comes_back(run: Run) -> None:
    run("review", "monthly")
    run("review", "remark", "1", "Later")
    assert run("review", "remove", "1").line == "Removed the monthly review of 2026-11-27 (ID 1)."
    run("undo")
    assert run("review", "list", "--json").json[0]["remarks"] == [{"day": "2026-11-27", "text": "Later"}]


def test_the_fiscal_year_names_the_quarters(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("fiscal_start = 10\n")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(settings))
    run("review", "quarterly")
    assert run("review", "list", "--json").json[0]["quarter"] == "Q1 FY2027"


def test_a_letter_goes_to_a_file_and_never_over_another(run: Run, tmp_path: Path) -> None:
    run("goal", "Explain a design", "--skill", "Speaking")
    printed = run("letter").out
    assert printed.startswith("# The year 2026\n\n1 January – 27 November 2026\n\n## Goals by skill\n")
    target = tmp_path / "2026.md"
    assert run("letter", "--output", str(target)).line == f"Wrote the letter of 2026 to “{target}”."
    assert target.read_text(encoding="utf-8") == printed
    assert "already exists" in run("letter", "2020", "--output", str(target)).refuses(1)
    run("letter", "2020", "--output", str(target), "--force")
    assert "Nothing was written in 2020." in target.read_text(encoding="utf-8")
    assert "is not a year" in run("letter", "20").refuses(2)


def test_a_document_carries_reviews_and_what_belongs_to_them(run: Run, journal_file: Path, tmp_path: Path) -> None:
    run("horizon", "Lead", "--in", "12", now=JANUARY)
    run("gap", "add", "skills", "Tracing")
    run("review", "quarterly", "--bet", "1")
    run("review", "remark", "1", "Later")
    run("review", "skip", "monthly", now="2027-01-10T09:00")
    run("gap", "park", "1", "--why", "Not now")
    with Journal(journal_file, FrozenClock()) as journal:
        journal.review_drafts.begin(ReviewKind.QUARTERLY)
    whole = run("export").out
    other = str(tmp_path / "other.db")
    run("--file", other, "import", "-", stdin=whole)
    assert run("--file", other, "export").out == whole
    for command in (["review", "show", "--json"], ["review", "list", "--json"], ["gap", "list", "--all", "--json"]):
        assert run("--file", other, *command).json == run(*command).json
