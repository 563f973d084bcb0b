"""A new day or week: what the Week screen asks then, and what it never asks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from rich.cells import cell_len

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome, State, state_of
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, run_app
from tests.tui.days import MONDAY, NEXT_MONDAY, WEDNESDAY, WEEK, later


@pytest.mark.slow
async def test_a_new_day_and_week_begin_under_an_open_form(journal: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY.replace(hour=23, minute=59))
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    async with run_app(journal) as at:
        await at.press("a")
        await at.write("half a sent")
        for moment in (FRIDAY + timedelta(days=1), NEXT_MONDAY):
            clock.set(moment)
            at.app.look()
            await at.pilot.pause()
            assert "A new entry" in at.text
            assert at.focus == "text"
        await at.write("ence")
        await at.press("ctrl+s")
        (entry,) = journal.entries.all()
        assert (entry.text, entry.day) == ("half a sentence", FRIDAY.date())
        assert "Mon 30 Nov" in at.lines[0]
        assert at.toasts == ["Added on Fri 27 Nov: “half a sentence”. u takes it back."], "it is not in the new week"
        assert "Week 48 is waiting for its recap." in at.text
        await at.press("[")
        clock.set(NEXT_MONDAY + timedelta(days=7))
        at.app.look()
        await at.pilot.pause()
        assert "Week 48" in at.text, "a week that was gone to stays"
        await at.press(".")
        assert "7 Dec" in at.lines[0]


async def test_a_key_acts_on_the_new_day_although_the_timer_is_late(journal: Journal, clock: FrozenClock) -> None:
    async with run_app(journal) as at:
        clock.set(NEXT_MONDAY)
        await at.press("j")
        assert "Mon 30 Nov" in at.lines[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (MONDAY, "One skill a week. What should be better by Friday?"),
        (later(WEDNESDAY, 0), "It is Wednesday. A small goal still counts."),
    ],
)
async def test_the_first_run_invites_and_blames_nobody(
    moment: object, says: str, journal: Journal, clock: FrozenClock
) -> None:
    clock.moment = moment  # type: ignore[assignment]
    async with run_app(journal, MIDDLE) as at:
        assert says in at.text
        for text in ("Monday", "Wednesday", "Friday", "Quarterly", "g set the first goal", "1 Week  2 Calendar"):
            assert text in at.text
        for text in ("missed goal", "waiting", "without a recap", "□", "late:"):
            assert text not in at.text
        await at.press("g")
        await at.fill(skill="Speaking", goal="Explain one design")
        await at.press("ctrl+s")
        assert journal.weeks.get(WEEK).goal == "Explain one design"
        assert "waiting" not in at.text
        states = {state_of(WEEK.shift(-n), None, frozenset(), clock().date()) for n in range(1, 5)}
        assert states == {State.NONE}


async def test_four_silent_weeks_are_welcomed_back(journal: Journal, clock: FrozenClock) -> None:
    for back in (7, 6, 5):
        journal.weeks.set_goal(WEEK.shift(-back), f"Goal {back}", skill="Skill")
    journal.weeks.recap(WEEK.shift(-7), Outcome.HIT, better=True)
    clock.set(MONDAY)
    async with run_app(journal, MIDDLE) as at:
        assert "Welcome back. What one skill will be better by Friday?" in at.text
        assert "2 weeks without a recap: r lists them, whenever you like." in at.text
        assert "waiting for" not in at.text
        await at.press("r", "y")
        assert "h, b, m or w answers this." in at.text
        await at.press("h")
        assert "answers this" not in at.text
        await at.press("ctrl+s")
        outcomes = [journal.weeks.get(WEEK.shift(-back)).outcome for back in (6, 5)]
        assert outcomes == [Outcome.HIT, None], "what is not remembered stays open"
        await at.press("u")
        assert journal.weeks.get(WEEK.shift(-6)).outcome is None


@pytest.mark.slow
async def test_after_silence_a_single_missing_recap_is_opened_by_the_named_key(
    journal: Journal, clock: FrozenClock
) -> None:
    journal.weeks.set_goal(WEEK.shift(-7), "Goal 7", skill="Skill")
    journal.weeks.recap(WEEK.shift(-7), Outcome.HIT, better=True)
    journal.weeks.set_goal(WEEK.shift(-6), "Goal 6", skill="Skill")
    clock.set(MONDAY)
    async with run_app(journal, MIDDLE) as at:
        assert f"Week {WEEK.shift(-6).number} has no recap: r adds it, whenever you like." in at.text
        await at.press("r")
        assert "Goal 6" in at.text
        await at.press("h", "y", "ctrl+s")
        assert journal.weeks.get(WEEK.shift(-6)).outcome is Outcome.HIT
        assert journal.weeks.get(WEEK).outcome is None


async def test_columns_of_missing_recaps_align_in_any_script(journal: Journal, clock: FrozenClock) -> None:
    goals = {3: "日本語で書く", 2: "Plain words", 1: "👩\u200d💻 と書く"}
    for back, goal in goals.items():
        journal.weeks.set_goal(WEEK.shift(-back), goal, skill="Skill")
    clock.set(MONDAY)
    async with run_app(journal, MIDDLE) as at:
        await at.press("r")
        rows = [line for line in at.text.split("\n") if "waits" in line and "W" in line]
        assert len(rows) == len(goals)
        assert len({cell_len(row[: row.index("waits")]) for row in rows}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("width", [*range(100, 114), 120, 200])
async def test_a_wide_header_has_the_day_and_the_week(width: int, journal: Journal) -> None:
    async with run_app(journal, (width, 30)) as at:
        head = at.text.split("\n")[0]
        assert "Fri 27 Nov  2026-W48" in head
        assert "6 1:1" in head


@pytest.mark.slow
@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60)])
async def test_other_due_things_are_shown_at_every_size(
    size: tuple[int, int], journal: Journal, clock: FrozenClock
) -> None:
    clock.set(MONDAY)
    journal.horizons.set("Lead", 12)
    clock.moment = later(MONDAY, 200)
    this = IsoWeek.of(clock().date())
    journal.people.add("Mara", relation=Relation.MANAGER, next_on=clock().date() - timedelta(days=3))
    journal.weeks.set_goal(this.shift(-1), "Last week's goal", skill="Skill")
    journal.weeks.set_goal(this, "This week's goal", skill="Skill", plan=["One", "Two", "Three"])
    journal.weeks.recap(this, Outcome.HIT, better=True)
    async with run_app(journal, size) as at:
        week = f"W{this.shift(-1).number}"
        assert re.search(rf"{week} has no recap  r", at.text)
        assert re.search(r"eview +(due +V|V +due)", at.text)
        if size > (40, 12):
            assert re.search(r"1:1( with Mara)? +(overdue  6|due)", at.text)


@pytest.mark.slow
@pytest.mark.parametrize("key", ["c", "s", "d"])
async def test_a_missed_goal_is_never_carried_silently(key: str, journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents", plan=["Invite", "Rehearse"])
    journal.weeks.tick(WEEK, 1, True)
    journal.weeks.recap(WEEK, Outcome.MISSED, better=False)
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        assert "W48 missed its goal: continue it, shrink it, or drop it." in at.text
        assert not journal.weeks.get(WEEK.shift(1)).has_goal
        await at.press("g")
        assert at.focus == "left"
        await at.press(key)
        if key == "d":
            await at.fill(skill="Writing", goal="One page")
        elif key == "s":
            assert at.focus == "goal"
            await at.write(", half of it")
        await at.press("ctrl+s")
        week = journal.weeks.get(WEEK.shift(1))
        expected = {"c": ("Run the drill", 1), "s": ("Run the drill, half of it", 1), "d": ("One page", 0)}[key]
        assert (week.goal, week.carried) == expected
        assert [step.text for step in week.plan] == ([] if key == "d" else ["Rehearse"])


async def test_a_goal_to_shrink_must_change(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    journal.weeks.recap(WEEK, Outcome.MISSED, better=False)
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        await at.press("g", "s", "ctrl+s")
        assert "Needed: a smaller goal than the one that was missed." in at.text
        assert at.focus == "goal"
        await at.write(", half of it")
        await at.press("ctrl+s")
        assert journal.weeks.get(WEEK.shift(1)).goal == "Run the drill, half of it"


async def test_a_late_recap_does_not_speak_of_monday(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    clock.set(NEXT_MONDAY)
    async with run_app(journal) as at:
        await at.press("r")
        assert "Recap of week 48" in at.text
        await at.press("h", "y")
        assert "it comes before your next goal" in at.text
        assert "will wait for you on" not in at.text


async def test_a_pasted_list_is_a_plan(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("g")
        await at.fill(skill="Incidents", goal="Run the drill", plan="- [ ] Rehearse\n2. Write it down")
        await at.press("ctrl+s")
        assert [step.text for step in journal.weeks.get(WEEK).plan] == ["Rehearse", "Write it down"]


async def test_a_third_carry_asks_what_is_wrong_with_it(journal: Journal, clock: FrozenClock) -> None:
    for n in range(3):
        clock.set(later(MONDAY, n))
        journal.weeks.set_goal(WEEK.shift(n), "Run the drill", skill="Incidents", carried=n)
        journal.weeks.recap(WEEK.shift(n), Outcome.MISSED, better=False)
    clock.set(later(MONDAY, 3))
    async with run_app(journal) as at:
        await at.press("g")
        assert "carried 2 times: too big, or not wanted?" in at.text
        for answer in ("○ t ◧ too big: shrink it", "○ n not wanted: drop it", "○ c → carry it on"):
            assert answer in at.text
        await at.resize((40, 20))
        for answer in ("too big: shrink it", "not wanted: drop it", "carry it on"):
            assert answer in at.text, "what finds no room in the row stands below it"


async def test_days_off_are_marked_ahead_and_the_mark_is_undone(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    async with run_app(journal) as at:
        await at.press("]", "A")
        await at.fill(last="2026-12-04", note="A few days at the sea")
        await at.press("ctrl+s")
        assert "Week 49 is marked as away." in at.text
        assert at.toasts == ["Days off: 30 Nov – 4 Dec. u takes them back."]
        await at.press("u")
        assert journal.away.list() == ()
        assert "Week 49 is still to come." in at.text
        await at.press("U")
        clock.set(NEXT_MONDAY)
        journal.weeks.recap(WEEK, Outcome.HIT, better=True)
        await at.press(".")
        assert "Away until Fri 4 Dec. Nothing is due." in at.text
        await at.press("A", "tab", "tab", "tab", "down", "enter", "ctrl+s")
        assert journal.away.list() == ()
        assert at.toasts == ["No longer days off: 30 Nov – 4 Dec. u brings them back."]
        assert "What one skill will be better by Friday?" in at.text


async def test_a_goal_made_smaller_keeps_its_first_wording(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill with both teams", skill="Incidents")
    clock.set(WEDNESDAY)
    async with run_app(journal) as at:
        await at.press("c", "f", "tab")
        assert at.focus == "goal"
        await at.press("end", "ctrl+u")
        await at.write("Run the drill")
        await at.press("ctrl+s")
        week = journal.weeks.get(WEEK)
        assert (week.goal, week.first_goal) == ("Run the drill", "Run the drill with both teams")
        assert "First: Run the drill with both teams" in at.text
        clock.set(FRIDAY)
        at.app.look()
        await at.pilot.pause()
        assert "First: Run the drill with both teams" in at.text


async def test_a_new_day_while_the_app_closes_raises_nothing(journal: Journal, clock: FrozenClock) -> None:
    async with run_app(journal) as at:
        at.app._screen_stacks[at.app.current_mode].clear()
        clock.move(days=1)
        at.app.look()


async def test_the_gap_of_an_entry_is_cut_only_beside_a_long_text(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    title = "Lead the hiring for a second team of five"
    gap = journal.gaps.add(Area.EXPERIENCE, title).id
    journal.entries.add("Wrote the advert.", day=MONDAY.date(), gap=gap)
    async with run_app(journal, (120, 40)) as at:
        assert title in at.text
        journal.entries.add("A long day of talks with everybody who ever hired somebody.", day=MONDAY.date(), gap=gap)
        await at.press("2", "1")
        line = next(line for line in at.lines if "A long day" in line)
        assert title not in line
        assert "…" in line
