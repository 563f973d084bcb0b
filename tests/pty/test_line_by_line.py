"""The ritual asked on a real terminal: plain lines, one question each, and a way out that writes nothing."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY
from tests.pty.conftest import Open
from tests.pty.terminal import Terminal

WEEK = IsoWeek.of(FRIDAY.date())


def answer(window: Terminal, *pairs: tuple[str, str]) -> None:
    """Wait until each question stands there to its end, and type the answer: echo amid a question would break it."""
    for question, line in pairs:
        window.wait(question)
        window.until(lambda: window.text.rstrip().endswith(":"), f"end of {question!r}")
        window.press(line)


@pytest.mark.slow
def test_a_week_in_plain_lines(open_app: Open, beside: Journal, home: Path) -> None:
    settings = home / "config.toml"
    settings.write_text('[questions.goal]\nskill = "Quelle compétence ?"\n', encoding="utf-8")
    goal = open_app("goal", TERM="dumb", DEVJOURNAL_CONFIG=str(settings))  # where there is no app there are lines
    answer(
        goal,
        ("Quelle compétence ? Needed, in a word or two:", "Rédaction\r"),
        ("What should be better by Friday? Needed, one clear goal:", "Un tëxte\x7f\x7fte 日本\r"),
        ("The plan? Step 1. Empty ends the plan:", "\r"),
    )
    assert goal.ended() == 0
    assert "The goal of 2026-W48 is “Un tëxte 日本”, skill “Rédaction”." in goal.text
    check_in = open_app("check-in")
    answer(
        check_in,
        ("Goal: Un tëxte 日本", ""),
        ("On track? On track (o) or off track (f):", "hm\r"),
        ("“hm” is not one of the answers; type on track (o) or off track (f).", "o\r"),
        ("What can still be done before Friday? Optional:", "\r"),
    )
    assert check_in.ended() == 0
    recap = open_app("recap", "--week", "this")
    answer(
        recap,
        ("How did it go? Hit (h), missed (m) or week off (w):", "missed\r"),
        ("Better at something than on Monday? Yes (y) or no (n):", "y\r"),
        ("What will you do differently next week?", "\x1b[DStart\r"),
        ("contains a control character", "Start on Monday\r"),
        ("A word on the week? Optional:", "\r"),
    )
    assert recap.ended() == 0
    assert "Recapped 2026-W48: missed, better; lesson “Start on Monday”." in recap.text
    for window in (goal, check_in, recap):
        assert b"\x1b" not in window.received.replace(b"^[", b""), "no colour, no cursor that moves"
        assert window.cooked, "the terminal edits the line, as it always does"
    week = beside.weeks.get(WEEK)
    assert (week.goal, week.on_track, week.outcome, week.lesson) == (
        *("Un tëxte 日本", True, Outcome.MISSED),
        "Start on Monday",
    )


@pytest.mark.slow
@pytest.mark.parametrize(("key", "code"), [("ctrl+d", 1), ("ctrl+c", 130)])
def test_leaving(key: str, code: int, open_app: Open, beside: Journal) -> None:
    beside.weeks.set_goal(WEEK, "Explain", skill="Speaking")
    before = beside.weeks.get(WEEK)
    for command, question in (("goal", "Which skill?"), ("check-in", "On track?"), ("recap", "How did it go?")):
        window = open_app(command)
        answer(window, (question, "" if command == "goal" else "o\r" if command == "check-in" else "h\r"))
        window.wait({"goal": question, "check-in": "What can still", "recap": "Better at"}[command])
        window.press(key)
        assert window.ended() == code
        messages = [line for line in window.text.splitlines() if line.startswith("devjournal:")]
        assert messages == ["devjournal: You left before the last question; nothing was written."]
        assert b"Traceback" not in window.received
    assert beside.weeks.get(WEEK) == before


def test_a_line_that_the_terminal_cut_is_not_taken(open_app: Open, beside: Journal) -> None:
    beside.weeks.set_goal(WEEK, "Explain", skill="Speaking")
    window = open_app("recap")
    answer(window, ("How did it go?", "h\r"), ("Better at", "y\r"), ("What at?", "é" * 3000 + "\r"))
    answer(window, ("end of this line may be lost", "é" * 2000 + "\r"), ("A lesson for next week?", "\r"))
    assert window.ended() == 0
    assert beside.weeks.get(WEEK).note == "é" * 2000


def test_where_the_output_goes_elsewhere_nothing_is_asked(open_app: Open, beside: Journal) -> None:
    beside.weeks.set_goal(WEEK, "Explain", skill="Speaking")
    for command, missing in (
        ("recap", "One of the arguments --hit --missed --away is required"),
        ("goal", "TEXT is missing"),
        ("check-in", "One of the arguments --on-track --off-track is required"),
    ):
        script = f'"$PYTHON" -m devjournal {command} | cat; exit ${{PIPESTATUS[0]}}'
        window = open_app(command=("/bin/bash", "-c", script), PYTHON=sys.executable)
        assert window.ended() == 2
        assert window.text.startswith(f"devjournal: {missing}")


def test_an_answer_that_would_begin_at_the_edge_has_a_line_of_its_own(open_app: Open, beside: Journal) -> None:
    goal = open_app("goal", size=(40, 24))
    answer(
        goal,
        ("Needed, in a word or two:", "Design\r"),
        ("one clear goal:", "Explain\r"),
        ("Empty ends the plan:", "\r"),
    )
    assert goal.ended() == 0
    assert "Which skill? Needed, in a word or two:\nDesign\n" in goal.text
    assert "Needed, one clear goal: Explain\n" in goal.text, "where there is room it stays beside the question"
    assert beside.weeks.get(WEEK).skill == "Design"


def test_the_guide_shows_it_as_it_is(open_app: Open, beside: Journal) -> None:
    goal = "Explain the new design in ten minutes"
    beside.weeks.set_goal(WEEK, goal, skill="Speaking", plan=["Outline", "Dry run"])
    beside.weeks.tick(WEEK, 1, True)
    guide = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```text\n\$ devjournal recap\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    window = open_app("recap", size=(100, 24))
    answer(
        window,
        ("How did it go?", "m\r"),
        ("Better at something", "y\r"),
        ("What will you do differently", "Start on Monday\r"),
        ("A word on the week? Optional:", "\r"),
    )
    assert window.ended() == 0
    assert [f"{window.text.rstrip()}\n"] == examples


def test_a_board_in_plain_lines(open_app: Open, beside: Journal) -> None:
    start = open_app("start", TERM="dumb")
    answer(
        start,
        ("Which role are you in?", "cook\r"),
        ("There is no board for “cook”", "nurse\r"),
        ("Which role do you want to be in? Empty keeps “Charge nurse”:", "Ward sister\r"),
        ("In how many months? Empty means 24:", "\r"),
        ("Which gaps to leave out?", "2, 10\r"),
        ("it must be a whole number from 1 to 9", "2 9\r"),
    )
    assert start.ended() == 0
    assert [(horizon.role, horizon.months) for horizon in beside.horizons.current()] == [("Ward sister", 24)]
    assert len(beside.gaps.list()) == 7
    assert beside.undo() == "board of “Ward sister”"
