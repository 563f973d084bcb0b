"""The ritual by keys: goal, ticks, check-in, recap, lesson."""

from __future__ import annotations

from datetime import timedelta

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, run_app
from tests.tui.days import MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, WEEK, later


def with_goal(journal: Journal, clock: FrozenClock, *, gap: bool = False) -> int | None:
    """Set this week's goal, and return the ID of its gap; `None` without `gap`."""
    clock.set(MONDAY)
    gap_id = journal.gaps.add(Area.EXPERIENCE, "Run an incident", needed=3).id if gap else None
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents", gap=gap_id, plan=["Invite", "Rehearse", "Run"])
    return gap_id


@pytest.mark.slow
async def test_a_whole_week(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(FRIDAY, -1))
    gap = journal.gaps.add(Area.EXPERIENCE, "Run an incident", needed=3).id
    journal.weeks.set_goal(WEEK.shift(-1), "Read three post-mortems", skill="Incidents")
    journal.weeks.recap(WEEK.shift(-1), Outcome.MISSED, better=True, lesson="Book the room on Monday")

    clock.set(MONDAY)
    async with run_app(journal) as at:
        assert "W47 left you a lesson" in at.text
        assert "“Book the room on Monday”" in at.text
        await at.press("g")
        assert at.focus == "lesson"
        await at.press("a")
        await at.fill(skill="Incidents", goal="Run the drill", plan="Invite\nRehearse\nRun")
        await at.press("tab", "down", "enter", "ctrl+s")
        week = journal.weeks.get(WEEK)
        assert (week.skill, week.goal, week.gap) == ("Incidents", "Run the drill", gap)
        assert [step.text for step in week.plan] == ["Invite", "Rehearse", "Run"]
        assert journal.weeks.get(WEEK.shift(-1)).lesson_answer is LessonAnswer.APPLIED

        clock.set(TUESDAY)
        at.app.look()
        await at.settle()
        assert "Tuesday. The next step?" in at.text
        await at.press("space", "space")
        assert [step.done for step in journal.weeks.get(WEEK).plan] == [True, True, False]
        await at.press("down", "space")
        assert [step.done for step in journal.weeks.get(WEEK).plan] == [False, True, False]

    clock.set(WEDNESDAY)
    async with run_app(journal) as at:
        assert "Halfway. On track?" in at.text
        assert "check-in due" in at.text
        await at.press("c", "o", "ctrl+s")
        assert journal.weeks.get(WEEK).on_track is True
        assert "check-in due" not in at.text

    clock.set(FRIDAY)
    async with run_app(journal) as at:
        assert "Friday. How did it go?" in at.text
        await at.press("r", "h", "y")
        await at.write("Saying the next step aloud keeps a call short.")
        await at.press("ctrl+s")
        week = journal.weeks.get(WEEK)
        assert (week.outcome, week.better) == (Outcome.HIT, True)
        assert week.note == "Saying the next step aloud keeps a call short."
        assert at.app.screen is at.app.screen_stack[0], "no modal to dismiss"
        assert "A hit, and better than on Monday." in at.text
        assert "🎉" in at.text
        assert "Run an incident is now 1 of 3." in at.text
        await at.press("2", "1")
        assert "🎉" not in at.text, "the moment ends when the screen is left"
        assert "Hit, and better than on Monday." in at.text
    assert [entry.text for entry in journal.entries.of_gap(gap)] == ["Run the drill"]


@pytest.mark.slow
async def test_a_recap_takes_at_most_four_keys_and_a_sentence(journal: Journal, clock: FrozenClock) -> None:
    with_goal(journal, clock)
    ways = {
        ("r", "h", "y", "TEXT", "ctrl+s"): (Outcome.HIT, True, "TEXT", ""),
        ("r", "h", "n", "TEXT", "ctrl+s"): (Outcome.HIT, False, "TEXT", ""),
        ("r", "m", "y", "TEXT", "ctrl+s"): (Outcome.MISSED, True, "", "TEXT"),
        ("r", "m", "n", "TEXT", "ctrl+s"): (Outcome.MISSED, False, "", "TEXT"),
        ("r", "w", "ctrl+s"): (Outcome.AWAY, None, "", ""),
    }
    for back, (keys, expected) in enumerate(ways.items()):
        iso = WEEK.shift(-back)
        journal.weeks.set_goal(iso, "Run the drill", skill="Incidents")
        clock.set(later(FRIDAY, -back))
        async with run_app(journal, MIDDLE) as at:
            for key in keys:
                await (at.write("A sentence.") if key == "TEXT" else at.press(key))
            assert "Week" in at.lines[0]
            assert at.focus == "hero", "back on the Week screen"
        week = journal.weeks.get(iso)
        texts = [text.replace("TEXT", "A sentence.") for text in expected[2:]]
        assert (week.outcome, week.better, week.note, week.lesson) == (*expected[:2], *texts)


async def test_an_off_track_check_in_asks_what_can_change(journal: Journal, clock: FrozenClock) -> None:
    with_goal(journal, clock)
    clock.set(WEDNESDAY)
    async with run_app(journal) as at:
        await at.press("c", "f")
        assert "What can still be done before Friday?" in at.text
        await at.write("Ask Mara to bring both leads")
        await at.press("ctrl+s")
        week = journal.weeks.get(WEEK)
        assert (week.on_track, week.adjustment) == (False, "Ask Mara to bring both leads")
        assert "off track" in at.text
        assert "Ask Mara to bring both leads" in at.text


@pytest.mark.slow
async def test_a_hit_that_becomes_missed_and_a_hit_again_leaves_its_evidence_once(
    journal: Journal, clock: FrozenClock
) -> None:
    gap = with_goal(journal, clock, gap=True)
    assert gap is not None
    clock.set(FRIDAY)
    async with run_app(journal) as at:
        await at.press("r", "h", "y", "ctrl+s")
        assert len(journal.entries.of_gap(gap)) == 1
        await at.press("e")
        assert at.focus == "note", "a recap that exists opens on its sentence"
        await at.press("shift+tab", "shift+tab", "m", "n")
        assert at.focus == "lesson"
        await at.write("Rehearse the start")
        await at.press("ctrl+s")
        assert journal.weeks.get(WEEK).outcome is Outcome.MISSED
        assert journal.entries.of_gap(gap) == ()
        assert "Missed." in at.text
        assert "🎉" not in at.text
        await at.press("e", "shift+tab", "shift+tab", "h", "y", "ctrl+s")
        assert journal.weeks.get(WEEK).outcome is Outcome.HIT
        assert len(journal.entries.of_gap(gap)) == 1
        await at.press("e", "ctrl+s")
        assert len(journal.entries.of_gap(gap)) == 1


async def test_a_forgotten_recap_comes_before_the_new_goal(journal: Journal, clock: FrozenClock) -> None:
    with_goal(journal, clock)
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        assert "Week 48 is waiting for its recap. Still remember it?" in at.text
        assert "What one skill" not in at.text
        await at.press("r")
        assert "Recap of week 48" in at.text
        await at.press("m", "y")
        await at.write("Start with the hard half")
        await at.press("ctrl+s")
        assert journal.weeks.get(WEEK).outcome is Outcome.MISSED
        assert "waiting for its recap" not in at.text
        assert "What one skill will be better by Friday?" in at.text
        assert "W48 left you a lesson" in at.text


async def test_days_off_that_follow_each_other_are_one_absence(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    journal.away.add(WEEK.monday, WEEK.monday)
    journal.away.add(WEEK.monday + timedelta(days=1), WEEK.friday)
    async with run_app(journal) as at:
        assert "Away until Fri 27 Nov. Nothing is due." in at.text


async def test_a_single_goal_is_named_in_the_singular(journal: Journal, clock: FrozenClock) -> None:
    with_goal(journal, clock)
    clock.set(FRIDAY)
    journal.weeks.recap(WEEK, Outcome.HIT, better=True)
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        assert "The last goal fed no gap." in at.text


async def test_a_lesson_and_a_miss_come_first_if_the_goal_was_set_in_advance(
    journal: Journal, clock: FrozenClock
) -> None:
    with_goal(journal, clock)
    journal.weeks.set_goal(WEEK.shift(1), "Write it up", skill="Writing", plan=["Outline"])
    clock.set(FRIDAY)
    journal.weeks.recap(WEEK, Outcome.MISSED, lesson="Book the room on Monday")
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        assert "W48 left you a lesson" in at.text
        assert "The goal was set in advance. Does it still stand?" in at.text
        assert "W48 missed its goal: continue it, shrink it, or drop it." in at.text
        await at.press("g")
        assert at.focus == "lesson"
        await at.press("a", "c", "ctrl+s")
        week = journal.weeks.get(WEEK.shift(1))
        assert (week.goal, week.skill, week.carried) == ("Run the drill", "Incidents", 1)
        assert [step.text for step in week.plan] == ["Outline", "Invite", "Rehearse", "Run"]
        assert journal.weeks.get(WEEK).lesson_answer is LessonAnswer.APPLIED
        assert "left you a lesson" not in at.text
        assert "set in advance" not in at.text


@pytest.mark.slow
async def test_no_screen_shows_a_review_as_due_in_an_away_week(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(MONDAY, -30))
    journal.horizons.set("Staff", 24)
    with_goal(journal, clock)
    journal.away.add(WEEK.monday, WEEK.friday)
    clock.set(FRIDAY)
    async with run_app(journal) as at:
        assert "Away until Fri 27 Nov. Nothing is due." in at.text
        assert "review due" not in at.text
        assert "Mon 30 Nov" in at.text, "the review comes up after it"
        await at.press("5")
        assert "put off to 30 Nov" in at.text
        assert "due " not in at.text


async def test_several_missing_recaps_are_answered_in_one_list(journal: Journal, clock: FrozenClock) -> None:
    for back in range(3):
        clock.set(later(MONDAY, -back))
        journal.weeks.set_goal(WEEK.shift(-back), f"Goal {back}", skill="Skill")
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        assert "3 weeks are waiting for their recap." in at.text
        await at.press("r", "h", "down", "b", "ctrl+s")
        outcomes = [journal.weeks.get(WEEK.shift(-back)) for back in (2, 1, 0)]
        assert [(week.outcome, week.better) for week in outcomes] == [
            (Outcome.HIT, None),
            (None, None),
            (Outcome.MISSED, True),
        ]
        assert "Week 47" not in at.text or "waiting" in at.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "answer"),
    [("a", LessonAnswer.APPLIED), ("n", LessonAnswer.NOT_RELEVANT), ("k", LessonAnswer.KEEP), ("", None)],
)
async def test_a_lesson_waits_until_it_is_answered(
    journal: Journal, clock: FrozenClock, key: str, answer: LessonAnswer | None
) -> None:
    with_goal(journal, clock)
    clock.set(FRIDAY)
    journal.weeks.recap(WEEK, Outcome.MISSED, better=False, lesson="Halve it on Monday")
    clock.set(later(TUESDAY, 1))
    async with run_app(journal, MIDDLE) as at:
        assert "W48 left you a lesson" in at.text
        await at.press("g")
        if key:
            await at.press(key)
        else:
            await at.press("tab")
        await at.fill(skill="Incidents", goal="Half a drill")
        await at.press("ctrl+s")
        assert journal.weeks.get(WEEK.shift(1)).goal == "Half a drill"
        assert journal.weeks.get(WEEK).lesson_answer is answer
        unanswered = journal.status().last_lesson
        assert (unanswered is None) is (answer is not None)


async def test_an_away_week_asks_for_nothing(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK.shift(-1), "Before", skill="Skill")
    journal.weeks.recap(WEEK.shift(-1), Outcome.HIT, better=True)
    journal.away.add(WEEK.monday, WEEK.friday, "Winter")
    clock.set(WEDNESDAY)
    async with run_app(journal) as at:
        assert "Away until Fri 27 Nov. Nothing is due." in at.text
        assert "due" not in at.text.replace("Nothing is due", "")
        await at.press("enter")
        assert at.focus == "hero", "there is nothing to press"
