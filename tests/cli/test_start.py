"""start: a shipped board on an empty journal, and on a journal with gaps."""

from __future__ import annotations

import json
from collections.abc import Callable

from devjournal.boards import all_boards
from tests.cli.conftest import Run

Golden = Callable[[str, str], None]


def board_of(run: Run) -> list[tuple[str, str]]:
    """Return the area and the title of every gap."""
    return [(gap["area"], gap["title"]) for gap in json.loads(run("gap", "list", "--json").out)]


def roles(run: Run) -> list[tuple[str, int]]:
    """Return the roles and months of the current horizons."""
    return [(horizon["role"], horizon["months"]) for horizon in json.loads(run("horizon", "--json").out)["horizons"]]


def test_the_list_and_a_board_as_they_are_printed(run: Run, golden: Golden) -> None:
    golden("start-list.txt", run("start", "list").out)
    assert run("start").out == run("start", "list").out
    golden("start-show.txt", run("start", "show", "nurse").out)
    for board in all_boards():
        assert board.questions[0] in run("start", "show", board.name).out


def test_a_board_is_one_step_and_comes_once(run: Run) -> None:
    done = run("start", "nurse")
    assert done.line == (
        "Set up nurse: 9 gaps; to be “Charge nurse” by 2028-11-27. "
        "Questions for a role model: `devjournal start show nurse`."
    )
    assert len(board_of(run)) == 9
    assert roles(run) == [("Charge nurse", 24)]
    assert "0 gaps, 9 already there; your horizon stays" in run("start", "nurse").line
    run("undo")
    assert board_of(run) == []
    assert roles(run) == []


def test_a_horizon_that_stands_stays_unless_another_is_named(run: Run) -> None:
    run("horizon", "Head of care", "--in", "36")
    run("start", "nurse")
    assert roles(run) == [("Head of care", 36)]
    run("start", "nurse", "--next", "Ward manager", "--in", "18")
    assert roles(run) == [("Ward manager", 18), ("Head of care", 36)]


def test_a_dry_run_adds_nothing(run: Run) -> None:
    dry = run("start", "any", "--next", "Head chef", "--dry-run").out
    assert "Any role → Head chef, in 24 months" in dry
    assert dry.endswith("Would set the horizon “Head chef” and add 9 gaps; nothing is written.\n")
    assert "There are no gaps" in run("gap", "list").out
    run("horizon", "Cook", "--in", "12")
    assert "Would add 9 gaps; your horizon stays" in run("start", "any", "--dry-run").out


def test_a_role_without_a_board_is_refused(run: Run) -> None:
    assert "There is no board for “cook”" in run("start", "cook").refuses(1)
    assert "Did you mean teacher?" in run("start", "teachr").refuses(1)
    assert "could be engineer, engineer-to-manager" in run("start", "engi").refuses(1)
    assert run("start", "nurse", "--in", "0").refuses(2)
    assert run("start", "show").refuses(2)
