"""What a week passes on to the next: the lesson in use, skills, undone steps."""

from __future__ import annotations

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, Size, run_app
from tests.tui.days import MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, WEEK, later

LESSON = "Say who decides"
LAST = WEEK.shift(-1)


@pytest.fixture
def with_lesson(journal: Journal, clock: FrozenClock) -> Journal:
    """A journal with last week's lesson in use this week."""
    clock.set(later(FRIDAY, -1))
    journal.weeks.set_goal(LAST, "Run the meeting", skill="Negotiation", plan=["Agenda", "Minutes"])
    journal.weeks.recap(LAST, Outcome.MISSED, better=False, lesson=LESSON)
    clock.set(MONDAY)
    journal.weeks.answer_lesson(LessonAnswer.KEEP)
    journal.weeks.set_goal(WEEK, "Run it again", skill="Negotiation")
    return journal


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST, (200, 60)], ids=str)
async def test_the_lesson_in_use_is_in_view_all_week(with_lesson: Journal, clock: FrozenClock, size: Size) -> None:
    for day in (MONDAY, TUESDAY, WEDNESDAY, FRIDAY):
        clock.set(day)
        async with run_app(with_lesson, size) as at:
            assert LESSON in at.text, day


@pytest.mark.slow
async def test_wednesday_and_friday_show_the_lesson_and_friday_asks_about_it(
    with_lesson: Journal, clock: FrozenClock
) -> None:
    clock.set(WEDNESDAY)
    async with run_app(with_lesson, MIDDLE) as at:
        await at.press("c")
        assert f"Lesson in use: “{LESSON}”" in at.text
        await at.press("f")
        await at.write("Ask Mara to moderate")
        await at.press("ctrl+s")
    clock.set(FRIDAY)
    async with run_app(with_lesson, WIDE) as at:
        assert "Changed on the way: Ask Mara to moderate" in at.text
        await at.press("r", "m", "y")
        assert f"Lesson in use: “{LESSON}”" in at.text
        assert "off track on Wednesday: Ask Mara to moderate" in at.text
        assert at.focus == "helped"
        assert "What at?" in at.text
        await at.press("y")
        await at.write("Ask earlier")
        await at.press("ctrl+s")
        week = with_lesson.weeks.get(LAST)
        assert (week.lesson_answer, week.lesson_helped) == (LessonAnswer.APPLIED, True)
        assert "“Ask earlier”" in at.text
        await at.press("u")
        assert with_lesson.weeks.get(LAST).lesson_helped is None
        assert with_lesson.weeks.get(WEEK).outcome is None, "one step of undo"


async def test_a_lesson_without_an_answer_is_offered_again(with_lesson: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(with_lesson, MIDDLE) as at:
        await at.press("r", "h", "y", "tab")
        await at.write("Calmer")
        await at.press("ctrl+s")
    assert with_lesson.weeks.get(LAST).lesson_helped is None
    clock.set(NEXT_MONDAY)
    async with run_app(with_lesson, MIDDLE) as at:
        assert f"“{LESSON}”" in at.text
        await at.press("g", "k")
        await at.fill(skill="Negotiation", goal="Once more")
        await at.press("ctrl+s")
        assert with_lesson.weeks.get(LAST).lesson_week == WEEK.shift(1)


async def test_after_a_miss_the_hero_shows_the_lesson(with_lesson: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    with_lesson.weeks.recap(WEEK, Outcome.MISSED, better=True, note="Two of three", lesson="Ask earlier")
    async with run_app(with_lesson, MIDDLE) as at:
        assert "“Ask earlier”" in at.text
        assert "Two of three" not in at.text


@pytest.mark.slow
async def test_a_skill_that_was_used_is_offered_while_typing(with_lesson: Journal, clock: FrozenClock) -> None:
    clock.set(NEXT_MONDAY)
    async with run_app(with_lesson, WIDE) as at:
        await at.press("g", "tab")
        while at.focus != "skill":
            await at.press("tab")
        await at.write("nego")
        assert "negotiation" in at.text
        assert "used before: Negotiation" in at.text
        await at.press("right")
        assert "Last at Negotiation" in at.text
        assert "Run it again" in at.text
        await at.press("tab")
        await at.write("Close it")
        await at.press("ctrl+s")
    assert with_lesson.weeks.get(WEEK.shift(1)).skill == "Negotiation", "no second row for another spelling"


async def test_a_longer_word_suggests_the_skill_that_it_begins_with(with_lesson: Journal, clock: FrozenClock) -> None:
    clock.set(NEXT_MONDAY)
    async with run_app(with_lesson, MIDDLE) as at:
        await at.press("g", "tab")
        while at.focus != "skill":
            await at.press("tab")
        await at.write("negotiations")
        assert "used before: Negotiation" in at.text


async def test_a_gap_fills_in_its_usual_skill(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(MONDAY, -3))
    gap = journal.gaps.add(Area.SKILLS, "Design for failure", needed=3).id
    for back, skill in ((3, "Design"), (2, "Testing"), (1, "Design")):
        journal.weeks.set_goal(WEEK.shift(-back), f"Goal {back}", skill=skill, gap=gap)
    clock.set(MONDAY)
    async with run_app(journal, WIDE) as at:
        await at.press("3", "g")
        assert "Design" in at.text[at.text.index("Which skill?") :]
        await at.press("escape", "1", "g")
        while at.focus != "gap":
            await at.press("tab")
        await at.press("down", "enter")
        assert at.app.screen.query_one("#skill").answer == "Design"  # type: ignore[attr-defined]


async def test_steps_that_a_hit_left_are_offered(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(FRIDAY, -1))
    journal.weeks.set_goal(LAST, "Run the meeting", skill="Negotiation", plan=["Agenda", "Minutes", "Mail"])
    journal.weeks.tick(LAST, 1, True)
    journal.weeks.recap(LAST, Outcome.HIT, better=True)
    clock.set(MONDAY)
    async with run_app(journal, WIDE) as at:
        await at.press("g")
        assert "Steps left from week 47?" in at.text
        await at.fill(skill="Negotiation", goal="Run it again", plan="Invite")
        await at.press("tab", "down", "space", "ctrl+s")
        assert [step.text for step in journal.weeks.get(WEEK).plan] == ["Invite", "Mail"]


async def test_a_long_entry_wraps_while_there_is_room(journal: Journal, clock: FrozenClock) -> None:
    clock.set(TUESDAY)
    journal.weeks.set_goal(WEEK, "Run it", skill="Operations")
    long = " ".join(f"word{number}" for number in range(60))
    journal.entries.add(long, day=TUESDAY.date())
    async with run_app(journal, WIDE) as at:
        assert "word59" in at.text
    for number in range(16):
        journal.entries.add(f"Entry {number}. {long}", day=TUESDAY.date())
    async with run_app(journal, WIDE) as at:
        assert "word59" not in at.text
        await at.press("tab")
        while at.focus != "entries":
            await at.press("tab")
        assert "word59" in at.text, "the text under the cursor is shown whole"


async def test_a_year_ago_opens(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(FRIDAY, -52))
    ago = WEEK.year_before()
    journal.weeks.set_goal(ago, "Halve the reviews", skill="Reviews")
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run it", skill="Operations")
    async with run_app(journal, WIDE) as at:
        assert "A year ago" in at.text
        await at.press("tab")
        while at.focus != "ago":
            await at.press("tab")
        await at.press("enter")
        assert "Week 48" in at.text
        assert "2025" in at.text
        assert "Halve the reviews" in at.text


async def test_a_single_missing_recap_is_opened_by_its_key(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(FRIDAY, -3))
    journal.weeks.set_goal(WEEK.shift(-3), "Long ago", skill="Reviews")
    for back in (2, 1):
        clock.set(later(FRIDAY, -back))
        journal.weeks.recap(WEEK.shift(-back), Outcome.AWAY)
    clock.set(TUESDAY)
    journal.weeks.set_goal(WEEK, "Run it", skill="Operations")
    async with run_app(journal, MIDDLE) as at:
        assert "W45 has no recap" in at.text
        await at.press("r")
        assert "Recap of week 45" in at.text


async def test_an_away_week_shows_nothing_as_overdue(journal: Journal, clock: FrozenClock) -> None:
    clock.set(later(FRIDAY, -1))
    journal.weeks.set_goal(LAST, "Open", skill="Reviews")
    journal.people.add("Mara", next_on=LAST.friday)
    clock.set(TUESDAY)
    journal.away.add(WEEK.monday, WEEK.sunday)
    async with run_app(journal, MIDDLE) as at:
        assert "Nothing is due" in at.text
        assert "overdue" not in at.text
        assert "no recap" not in at.text


async def test_a_prefilled_day_is_replaced_by_typing(journal: Journal, clock: FrozenClock) -> None:
    clock.set(WEDNESDAY)
    async with run_app(journal, MIDDLE) as at:
        await at.press("a")
        await at.write("Paired")
        while at.focus != "day":
            await at.press("tab")
        await at.write("mon")
        await at.press("ctrl+s")
        assert [entry.day for entry in journal.entries.all()] == [MONDAY.date()]


LONG = "Rehearse the whole incident drill with both leads so that everybody knows who decides what and when"


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, (200, 60), (80, 40)], ids=str)
async def test_goal_steps_entries_and_lesson_wrap_while_rows_are_free(
    with_lesson: Journal, clock: FrozenClock, size: Size
) -> None:
    clock.set(WEDNESDAY)
    with_lesson.weeks.set_goal(WEEK, f"{LONG}, the goal", skill="Negotiation", plan=[f"{LONG}, the step", "Short"])
    with_lesson.entries.add(f"{LONG}, the entry", day=WEDNESDAY.date())
    async with run_app(with_lesson, size) as at:
        text = " ".join(at.text.replace("▌", " ").split())
        assert "…" not in text
        for end in ("the goal", "the step", "the entry"):
            assert end in text


async def test_a_screen_of_24_rows_shows_three_entries(with_lesson: Journal, clock: FrozenClock) -> None:
    clock.set(WEDNESDAY)
    with_lesson.weeks.set_goal(WEEK, f"{LONG}, the goal", skill="Negotiation", plan=[f"{LONG}, {n}" for n in range(3)])
    for number in range(9):
        with_lesson.entries.add(f"Entry {number}", day=WEDNESDAY.date())
    async with run_app(with_lesson, MIDDLE) as at:
        assert all(f"Entry {number}" in at.text for number in (8, 7, 6))
        assert "more ↓" in at.text


@pytest.mark.parametrize("size", [MIDDLE, pytest.param(NARROW, marks=pytest.mark.slow)], ids=str)
async def test_an_entry_under_the_cursor_is_whole_if_few_rows_are_left(
    with_lesson: Journal, clock: FrozenClock, size: Size
) -> None:
    clock.set(WEDNESDAY)
    with_lesson.weeks.set_goal(WEEK, f"{LONG}, the goal", skill="Negotiation", plan=[f"{LONG}, {n}" for n in range(6)])
    for number in range(4):
        with_lesson.entries.add(f"Entry {number}. {LONG}. {LONG}, the end of {number}", day=WEDNESDAY.date())
    async with run_app(with_lesson, size) as at:
        at.app.screen.set_focus(at.app.screen.query_one("#entries"))
        await at.settle()
        for number in (3, 2, 1, 0):
            text = " ".join(at.text.replace("▌", " ").split())
            entry = text[text.index(f"Entry {number}") :].replace(" 3 more ↓", "").replace(" 2 more ↓", "")
            entry = entry.replace(" 1 more ↓", "").replace(f" {3 - number} more ↑", "")
            assert entry.startswith(f"Entry {number}. {LONG}. {LONG}, the end of {number}")
            assert "Halfway" in text, "the question is never covered"
            assert "in a row" in text, "nor is the streak"
            await at.press("down")
