"""calendar: a year as glyphs."""

from __future__ import annotations

import pytest

from devjournal.domain.dates.days import MONTHS
from tests.cli.conftest import Run


@pytest.fixture
def lived(run: Run) -> Run:
    """Commands on a journal with a week of each kind."""
    for week, recap in (("W44", ["--missed", "--better"]), ("W45", ["--missed"]), ("W46", ["--hit"])):
        run("goal", "Words", "--skill", "Writing", "--week", f"2026-{week}")
        run("recap", *recap, "--week", f"2026-{week}")
    run("goal", "Words", "--skill", "Writing", "--week", "2026-W47")
    run("away", "2026-12-21", "2026-12-31")
    return run


def test_a_cell_a_week_and_the_months_above(lived: Run) -> None:
    months, row, blank, *legend = lived("calendar").out.splitlines()
    assert row == "2026  " + "·" * 43 + "◧□■?▸···~~"
    assert len(row) == 6 + 53, "2026 has a W53"
    assert months.split() == list(MONTHS)
    assert months.index("Nov") - 6 == 43, "1 November is in W44"
    assert blank == ""
    assert [word for line in legend for word in line.strip().split("   ")] == [
        *("■ 1 hit", "◧ 1 missed, better", "□ 1 missed", "~ 2 away", "▸ 1 open", "? 1 no recap", "· nothing"),
    ]


def test_the_glyphs_are_told_in_lines_of_a_page(lived: Run) -> None:
    lines = lived("calendar").out.splitlines()
    assert max(map(len, lines)) <= 78
    assert "? 1 no recap" in lines[-1]


def test_ascii_in_another_locale(lived: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    done = lived("calendar")
    assert done.out.isascii()
    assert "+o#?>...~~" in done.out
    assert "+ 1 missed, better" in done.out


def test_another_year(run: Run) -> None:
    lines = run("calendar", "--year", "2025").out.splitlines()
    assert lines[1] == "2025  " + "·" * 52
    assert lines[-1].strip() == "· nothing"


@pytest.mark.parametrize("year", ["12", "1969", "2200", "this", ""])
def test_what_is_no_year(run: Run, year: str) -> None:
    assert "is not a year" in run("calendar", "--year", year).refuses(2)
