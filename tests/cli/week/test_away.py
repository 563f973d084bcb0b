"""away FROM [UNTIL], away list and away remove."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_days_off(run: Run) -> None:
    assert run("away", "today").line == "Marked 2026-11-27 as a day off (ID 1)."
    assert run("away", "2026-12-21", "2026-12-31", "--note", "Winter").line == (
        "Marked 2026-12-21 to 2026-12-31 as days off (ID 2): “Winter”."
    )
    assert run("away", "add", "yesterday").line == "Marked 2026-11-26 as a day off (ID 3)."
    assert run("away", "list", "--json").json == [
        {"id": 3, "first": "2026-11-26", "last": "2026-11-26", "note": None},
        {"id": 1, "first": "2026-11-27", "last": "2026-11-27", "note": None},
        {"id": 2, "first": "2026-12-21", "last": "2026-12-31", "note": "Winter"},
    ]
    assert run("away", "remove", "2").line == "Unmarked 2026-12-21 to 2026-12-31 as days off (ID 2): “Winter”."
    assert [span["id"] for span in run("away", "list", "--json").json] == [3, 1]


def test_the_note_may_stand_first(run: Run) -> None:
    assert run("away", "--note", "Ill", "2026-11-27").line == "Marked 2026-11-27 as a day off (ID 1): “Ill”."


def test_three_days_off_make_a_week_away(run: Run) -> None:
    run("away", "2026-11-25", "2026-11-26")
    assert run("status", "--json").json["due"] == ["goal"]
    run("away", "2026-11-27")
    status = run("status", "--json").json
    assert (status["due"], status["state"], status["outcome"]) == ([], "away", None)
