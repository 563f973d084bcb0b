"""The number of keys for a week and for a 1:1, without texts, as counted in docs/design.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, AppSession, run_app
from tests.tui.days import MONDAY, WEDNESDAY, WEEK, later

DESIGN = Path(__file__).parents[2] / "docs" / "design.md"
TEXT = "TEXT"
"""Stands for a typed sentence."""


async def play(at: AppSession, keys: str) -> int:
    """Press keys, typing a sentence for each TEXT; return the number of keys without the sentences."""
    names = keys.split()
    for key in names:
        await (at.write("A sentence") if key == TEXT else at.press(key))
    assert at.app.screen is at.app.screen_stack[0], "the form is closed"
    return len(names) - names.count(TEXT)


def rows() -> dict[str, tuple[str, int]]:
    """Return the table of docs/design.md: each row's keys and their number."""
    rows = re.findall(r"^\| ([^|]+) \| (`[^|]+`) \| (\d+) \|$", DESIGN.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        task: (" ".join(TEXT if key == "…" else key for key in re.findall(r"`([^`]+)`", keys)), int(count))
        for task, keys, count in rows
    }


@pytest.fixture
def two_weeks(journal: Journal, clock: FrozenClock) -> Journal:
    """An unanswered lesson on Monday, gaps, a manager, and topics for the 1:1."""
    clock.set(later(FRIDAY, -1))
    journal.gaps.add(Area.EXPERIENCE, "Run an incident", needed=3)
    journal.weeks.set_goal(WEEK.shift(-1), "Read three post-mortems", skill="Incidents")
    journal.weeks.recap(WEEK.shift(-1), Outcome.HIT, better=True, lesson="Book the room on Monday")
    journal.people.add("Mara Lind", relation=Relation.MANAGER)
    journal.topics.add("A budget", kind=TopicKind.ASK)
    return journal


@pytest.mark.slow
async def test_a_week_and_a_1_to_1_take_the_keys_that_are_counted(two_weeks: Journal, clock: FrozenClock) -> None:
    journal, counted = two_weeks, rows()
    presses: dict[str, int] = {}

    async def count_keys(task: str, screen: str = "1") -> None:
        async with run_app(journal, MIDDLE) as at:
            await at.press(screen)
            presses[task] = await play(at, counted[task][0])

    clock.set(MONDAY)
    await count_keys("Monday: the lesson, a skill, a goal")
    week = journal.weeks.get(WEEK)
    assert (week.skill, week.goal) == ("A sentence", "A sentence")
    assert journal.weeks.get(WEEK.shift(-1)).lesson_answer is LessonAnswer.KEEP
    clock.set(WEDNESDAY)
    await count_keys("Wednesday: on track")
    assert journal.weeks.get(WEEK).on_track is True
    clock.set(FRIDAY)
    await count_keys("Friday: missed, with a lesson in use")
    week = journal.weeks.get(WEEK)
    assert (week.outcome, week.better, week.lesson) == (Outcome.MISSED, True, "A sentence")
    assert journal.weeks.get(WEEK.shift(-1)).lesson_helped is True
    await count_keys("The 1:1: what was said, one ask granted", "6")
    assert [topic.text for topic in journal.topics.open()] == []
    assert journal.conversations.all()[0].notes == "A sentence"

    assert presses == {task: counted[task][1] for task in presses}
    assert sum(presses.values()) <= 4 + 3 + 6 + 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task", "outcome"),
    [("Friday: hit", Outcome.HIT), ("Friday: missed", Outcome.MISSED), ("Friday: a week off", Outcome.AWAY)],
)
async def test_a_friday_without_a_lesson_in_use(
    journal: Journal, clock: FrozenClock, task: str, outcome: Outcome
) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    clock.set(FRIDAY)
    keys, count = rows()[task]
    async with run_app(journal, MIDDLE) as at:
        assert await play(at, keys) == count
    assert journal.weeks.get(WEEK).outcome is outcome


async def test_a_monday_with_a_plan_and_a_gap(two_weeks: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    two_weeks.weeks.answer_lesson(LessonAnswer.APPLIED)
    keys, count = rows()["Monday: with a plan and the first gap"]
    async with run_app(two_weeks, MIDDLE) as at:
        assert await play(at, keys) == count
    week = two_weeks.weeks.get(WEEK)
    assert (week.goal, week.plan[0].text) == ("A sentence", "A sentence")
    assert week.gap is not None
