"""Weeks in the file: goal and plan, check-in, recap, lesson."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer, Outcome, Week, WeekMark
from devjournal.errors import InvalidText, NotFound, RuleViolation, UsageError
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
THIS = IsoWeek.of(FRIDAY)
LAST, NEXT = THIS.shift(-1), THIS.shift(1)
HUGE = 2**63


def goal(journal: Journal, iso: IsoWeek = THIS, text: str = "Write it", **more: object) -> Week:
    """Set a goal with a skill."""
    return journal.weeks.set_goal(iso, text, **{"skill": "writing", **more})  # type: ignore[arg-type]


def texts(journal: Journal, iso: IsoWeek = THIS) -> list[str]:
    """Return the steps of a plan."""
    return [step.text for step in journal.weeks.get(iso).plan]


def positions(journal: Journal) -> list[tuple[object, ...]]:
    """Return the places and words of every step in the file."""
    return raw.query(journal.path, "SELECT position, text FROM plan_step ORDER BY week, position")


# the goal


def test_a_week_that_nothing_was_written_about(journal: Journal) -> None:
    assert journal.weeks.get(THIS) == Week(iso=THIS)
    assert journal.weeks.marks() == {}
    assert journal.first_week() is journal.last_week() is None
    assert raw.query(journal.path, "SELECT * FROM week") == []


def test_a_goal_is_kept_as_it_was_given(journal: Journal) -> None:
    gap = journal.gaps.add(Area.SKILLS, "Speak").id
    week = journal.weeks.set_goal(THIS, "  [b]é\x1b\n漢 \n", skill=" s ", gap=gap, plan=["one", " two\t"])
    assert (week.goal, week.skill, week.gap) == ("  [b]é\x1b\n漢", " s", gap)
    assert [step.text for step in week.plan] == ["one", " two"]
    assert week == journal.weeks.get(THIS)
    assert week.has_goal
    with Journal(journal.path, lambda: journal.now) as again:
        assert again.weeks.get(THIS) == week


def test_what_is_left_out_stays(journal: Journal) -> None:
    gap = journal.gaps.add(Area.SKILLS, "Speak").id
    before = goal(journal, gap=gap, plan=["one"])
    after = journal.weeks.set_goal(THIS, "Other")
    assert (after.goal, after.skill, after.gap, after.plan) == ("Other", before.skill, gap, before.plan)
    assert journal.weeks.set_goal(THIS, "Other", gap=None).gap is None
    assert goal(journal, skill="speaking").skill == "speaking"
    assert journal.weeks.set_goal(THIS, "Other", plan=[]).plan == ()


def test_a_goal_needs_words_and_a_skill(journal: Journal) -> None:
    for wrong in ("", " \n", "a\0b", "\ud800"):
        with pytest.raises(InvalidText, match=r"^The goal "):
            goal(journal, text=wrong)
        with pytest.raises(InvalidText, match=r"^The skill "):
            goal(journal, skill=wrong)
        with pytest.raises(InvalidText, match=r"^A step of the plan "):
            goal(journal, plan=["one", wrong])
    with pytest.raises(UsageError, match="--skill"):
        journal.weeks.set_goal(THIS, "Write it")
    assert raw.query(journal.path, "SELECT * FROM week") == []


@pytest.mark.parametrize("missing", [1, 0, -1, HUGE, -HUGE - 1])
def test_a_goal_names_a_gap_there_is(journal: Journal, missing: int) -> None:
    with pytest.raises(NotFound):
        goal(journal, gap=missing)
    assert raw.query(journal.path, "SELECT * FROM week") == []


def test_a_goal_can_be_set_ahead(journal: Journal) -> None:
    goal(journal, NEXT)
    assert journal.weeks.get(NEXT).has_goal
    assert journal.first_week() == journal.last_week() == NEXT


def test_a_goal_that_is_taken_away_leaves_nothing(journal: Journal) -> None:
    before = goal(journal, plan=["one", "two"])
    journal.weeks.check_in(THIS, False, "less")
    assert journal.weeks.clear_goal(THIS).plan == before.plan
    assert journal.weeks.get(THIS) == Week(iso=THIS)
    assert journal.first_week() is None
    assert {table for table, _ in raw.removed(journal.path)} == {"week", "plan_step"}
    assert raw.query(journal.path, "SELECT count(*) FROM removed") == [(3,)]
    goal(journal)
    assert {table for table, _ in raw.removed(journal.path)} == {"plan_step"}


def test_a_goal_in_a_week_off_can_be_taken_away(journal: Journal) -> None:
    goal(journal, plan=["one"])
    journal.weeks.check_in(THIS, True, "fine")
    away = journal.weeks.recap(THIS, Outcome.AWAY, note="ill", lesson="rest")
    journal.weeks.clear_goal(THIS)
    expected = Week(iso=THIS, outcome=Outcome.AWAY, note="ill", lesson="rest", recapped_on=away.recapped_on)
    assert journal.weeks.get(THIS) == expected


def test_a_goal_that_was_recapped_stays(journal: Journal) -> None:
    with pytest.raises(NotFound):
        journal.weeks.clear_goal(THIS)
    goal(journal)
    for outcome in (Outcome.HIT, Outcome.MISSED):
        journal.weeks.recap(THIS, outcome)
        with pytest.raises(RuleViolation):
            journal.weeks.clear_goal(THIS)
    assert journal.weeks.get(THIS).has_goal


# the plan


def test_a_plan_that_is_replaced_keeps_the_ticks_of_what_stays(journal: Journal) -> None:
    goal(journal, plan=["a", "b", "a", "c"])
    for number in (1, 4):
        journal.weeks.tick(THIS, number, True)
    old_ids = {step.id for step in journal.weeks.get(THIS).plan}
    plan = goal(journal, plan=["c", "new", "a", "a", "a"]).plan
    assert [(step.text, step.done) for step in plan] == [
        *(("c", True), ("new", False), ("a", True), ("a", False), ("a", False))
    ]
    assert plan == journal.weeks.get(THIS).plan
    assert len(old_ids & {step.id for step in plan}) == 3
    assert [table for table, _ in raw.removed(journal.path)] == ["plan_step"]
    assert [place for place, _ in positions(journal)] == [1, 2, 3, 4, 5]


def test_steps_are_added_changed_and_removed(journal: Journal) -> None:
    goal(journal, LAST, plan=["other"])
    goal(journal, plan=["a", "b", "c"])
    journal.weeks.tick(THIS, 3, True)
    assert journal.weeks.remove_step(THIS, 2).text == "b"
    assert [step.text for step in journal.weeks.add_step(THIS, "d ").plan] == ["a", "c", "d"]
    week = journal.weeks.edit_step(THIS, 2, "C")
    assert [(step.text, step.done) for step in week.plan] == [("a", False), ("C", True), ("d", False)]
    assert positions(journal) == [(1, "other"), (1, "a"), (2, "C"), (3, "d")]
    assert texts(journal, LAST) == ["other"]
    assert journal.weeks.remove_step(THIS, 1).text == "a"
    assert positions(journal)[1:] == [(1, "C"), (2, "d")]


def test_a_step_comes_last_whatever_the_places_are(journal: Journal) -> None:
    goal(journal, plan=["a", "b"])
    with raw.connected(journal.path) as connection:
        connection.execute("UPDATE plan_step SET position = position + 5")
    journal.weeks.add_step(THIS, "c")
    assert texts(journal) == ["a", "b", "c"]


def test_a_tick_has_its_day(journal: Journal, clock: FrozenClock) -> None:
    goal(journal, plan=["a"])
    assert journal.weeks.tick(THIS, 1, True).done_on == FRIDAY
    clock.move(days=1)
    assert journal.weeks.tick(THIS, 1, True).done_on == FRIDAY
    assert journal.weeks.tick(THIS, 1, False).done_on is None
    assert journal.weeks.tick(THIS, 1, False).done is False
    assert journal.weeks.tick(THIS, 1, True).done_on == date(2026, 11, 28)
    assert journal.weeks.get(THIS).steps_done == 1


@pytest.mark.parametrize(("number", "error"), [(0, UsageError), (-1, UsageError), (3, NotFound), (HUGE, NotFound)])
def test_a_step_that_is_not_there(journal: Journal, number: int, error: type[Exception]) -> None:
    goal(journal, plan=["a", "b"])
    before = raw.query(journal.path, "SELECT * FROM plan_step")
    for act in (
        lambda: journal.weeks.tick(THIS, number, True),
        lambda: journal.weeks.edit_step(THIS, number, "x"),
        lambda: journal.weeks.remove_step(THIS, number),
    ):
        with pytest.raises(error) as caught:
            act()
        assert caught.type is error
    assert raw.query(journal.path, "SELECT * FROM plan_step") == before


def test_a_plan_belongs_to_a_goal(journal: Journal) -> None:
    with pytest.raises(RuleViolation):
        journal.weeks.add_step(THIS, "a")
    journal.weeks.recap(THIS, Outcome.AWAY)
    with pytest.raises(RuleViolation):
        journal.weeks.add_step(THIS, "a")
    goal(journal)
    for wrong in ("", "\n", "a\0"):
        with pytest.raises(InvalidText):
            journal.weeks.add_step(THIS, wrong)
    assert positions(journal) == []


# the check-in


def test_a_check_in(journal: Journal, clock: FrozenClock) -> None:
    goal(journal)
    clock.set(datetime(2026, 11, 25, 12))
    week = journal.weeks.check_in(THIS, False, "cut the second part ")
    assert (week.on_track, week.adjustment, week.checked_in_on) == (False, "cut the second part", date(2026, 11, 25))
    clock.move(days=1)
    again = journal.weeks.check_in(THIS, True)
    assert (again.on_track, again.adjustment, again.checked_in_on) == (True, "cut the second part", date(2026, 11, 25))
    assert journal.weeks.check_in(THIS, True, "").adjustment == ""
    with pytest.raises(InvalidText):
        journal.weeks.check_in(THIS, False, "a\0")
    assert journal.weeks.get(THIS).on_track is True


def test_a_check_in_needs_a_goal_and_a_week_that_began(journal: Journal) -> None:
    with pytest.raises(RuleViolation):
        journal.weeks.check_in(THIS, True)
    goal(journal, NEXT)
    with pytest.raises(RuleViolation):
        journal.weeks.check_in(NEXT, True)
    assert journal.weeks.get(NEXT).on_track is None


# the recap


def test_a_recap_keeps_what_is_left_out(journal: Journal, clock: FrozenClock) -> None:
    goal(journal)
    first = journal.weeks.recap(THIS, Outcome.MISSED, better=True, note="n ", lesson="l\n")
    assert (first.outcome, first.better, first.note, first.lesson) == (Outcome.MISSED, True, "n", "l")
    assert first.recapped_on == FRIDAY
    clock.move(days=30)
    again = journal.weeks.recap(THIS, Outcome.HIT)
    assert (again.outcome, again.better, again.note, again.lesson) == (Outcome.HIT, True, "n", "l")
    assert again.recapped_on == FRIDAY, "when it was first given"
    assert journal.weeks.recap(THIS, Outcome.HIT, better=False, note="", lesson="").better is False
    cleared = journal.weeks.get(THIS)
    assert (cleared.note, cleared.lesson) == ("", "")


def test_a_week_off_needs_no_goal_and_is_not_better(journal: Journal) -> None:
    for better in (True, False):
        with pytest.raises(UsageError):
            journal.weeks.recap(THIS, Outcome.AWAY, better=better)
    assert journal.weeks.get(THIS) == Week(iso=THIS)
    assert journal.weeks.recap(THIS, Outcome.AWAY).outcome is Outcome.AWAY
    goal(journal)
    journal.weeks.recap(THIS, Outcome.HIT, better=True)
    assert journal.weeks.recap(THIS, Outcome.AWAY).better is None


@pytest.mark.parametrize("outcome", [Outcome.HIT, Outcome.MISSED])
def test_a_hit_or_a_miss_needs_a_goal(journal: Journal, outcome: Outcome) -> None:
    with pytest.raises(RuleViolation):
        journal.weeks.recap(THIS, outcome)
    journal.weeks.recap(THIS, Outcome.AWAY)
    with pytest.raises(RuleViolation):
        journal.weeks.recap(THIS, outcome)
    assert journal.weeks.get(THIS).outcome is Outcome.AWAY


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_future_cannot_be_recapped(journal: Journal, clock: FrozenClock, outcome: Outcome) -> None:
    goal(journal, NEXT)
    with pytest.raises(RuleViolation):
        journal.weeks.recap(NEXT, outcome)
    clock.set(datetime(2026, 11, 29, 23, 59, 59))
    with pytest.raises(RuleViolation):
        journal.weeks.recap(NEXT, outcome)
    assert journal.weeks.get(NEXT).outcome is None
    clock.set(datetime(2026, 11, 30))
    assert journal.weeks.recap(NEXT, outcome).recapped_on == date(2026, 11, 30)


@pytest.mark.parametrize("field", ["note", "lesson"])
def test_a_recap_that_cannot_be_kept_changes_nothing(journal: Journal, field: str) -> None:
    goal(journal)
    with pytest.raises(InvalidText):
        journal.weeks.recap(THIS, Outcome.HIT, **{field: "a\0b"})  # type: ignore[arg-type]
    assert journal.weeks.get(THIS).outcome is None


# the lesson


def test_a_lesson_waits_until_it_is_answered(journal: Journal) -> None:
    goal(journal)
    assert journal.weeks.unanswered_lesson() is None
    with pytest.raises(NotFound):
        journal.weeks.answer_lesson(LessonAnswer.APPLIED)
    journal.weeks.recap(THIS, Outcome.MISSED, lesson="start earlier")
    waiting = journal.weeks.unanswered_lesson()
    assert waiting is not None
    assert waiting.lesson == "start earlier"
    assert journal.weeks.lesson_in_use(THIS) is None
    for answer in LessonAnswer:
        assert journal.weeks.answer_lesson(answer).lesson_answer is answer
        assert journal.weeks.unanswered_lesson() is None
        used = journal.weeks.lesson_in_use(THIS)
        assert (used is not None) == (answer is LessonAnswer.KEEP)
        journal.weeks.recap(THIS, Outcome.MISSED, lesson=f"after {answer}")
        assert journal.weeks.get(THIS).lesson_answer is None


def test_words_that_change_wait_again_and_words_that_stay_do_not(journal: Journal) -> None:
    goal(journal)
    journal.weeks.recap(THIS, Outcome.MISSED, lesson="start earlier")
    journal.weeks.answer_lesson(LessonAnswer.APPLIED)
    journal.weeks.recap(THIS, Outcome.HIT, note="other", lesson="start earlier \n")
    assert journal.weeks.get(THIS).lesson_answer is LessonAnswer.APPLIED
    journal.weeks.recap(THIS, Outcome.HIT)
    assert journal.weeks.unanswered_lesson() is None
    journal.weeks.recap(THIS, Outcome.HIT, lesson="")
    assert journal.weeks.get(THIS).lesson_answer is None
    assert journal.weeks.unanswered_lesson() is None


def test_the_newest_lesson_that_is_not_answered_waits(journal: Journal) -> None:
    oldest = LAST.shift(-1)
    for iso in (oldest, LAST, THIS):
        goal(journal, iso)
    journal.weeks.recap(oldest, Outcome.MISSED, lesson="old")
    assert journal.weeks.unanswered_lesson() == journal.weeks.between(oldest, oldest)[oldest]
    journal.weeks.recap(LAST, Outcome.AWAY)
    waiting = journal.weeks.unanswered_lesson()
    assert waiting is not None, "a week off does not hide the lesson before it"
    assert waiting.iso == oldest
    journal.weeks.recap(LAST, Outcome.AWAY, lesson="pack lighter")
    waiting = journal.weeks.unanswered_lesson()
    assert waiting is not None
    assert waiting.iso == LAST
    journal.weeks.recap(LAST, Outcome.HIT, lesson="")
    waiting = journal.weeks.unanswered_lesson()
    assert waiting is not None, "a week that left none does not hide the lesson before it"
    assert waiting.iso == oldest


@pytest.mark.parametrize("answer", LessonAnswer)
def test_an_older_lesson_waits_once_the_newest_is_answered(journal: Journal, answer: LessonAnswer) -> None:
    for iso in (LAST, THIS):
        journal.weeks.recap(iso, Outcome.AWAY, lesson="start earlier")
    assert journal.weeks.answer_lesson(answer).iso == THIS
    older = journal.weeks.unanswered_lesson()
    assert older is not None
    assert older.iso == LAST
    assert journal.weeks.answer_lesson(answer).iso == LAST
    assert journal.weeks.unanswered_lesson() is None


def kept(journal: Journal) -> None:
    """Leave a lesson in the last week, and take it into this one."""
    goal(journal, LAST)
    journal.weeks.recap(LAST, Outcome.MISSED, lesson="start earlier")
    journal.weeks.answer_lesson(LessonAnswer.KEEP)


def test_a_lesson_is_in_use_in_the_week_that_it_was_taken_into(journal: Journal, clock: FrozenClock) -> None:
    kept(journal)
    used = journal.weeks.lesson_in_use(THIS)
    assert used is not None
    assert (used.iso, used.lesson_week, used.lesson_helped) == (LAST, THIS, None)
    assert journal.weeks.lesson_in_use(LAST) is None
    clock.move(days=7)
    assert journal.weeks.lesson_in_use(THIS.shift(1)) is None
    waiting = journal.weeks.unanswered_lesson()
    assert waiting is not None, "nobody said whether it helped: it is offered again"
    assert waiting.iso == LAST


@pytest.mark.parametrize("helped", [True, False])
def test_whether_a_lesson_helped(journal: Journal, clock: FrozenClock, helped: bool) -> None:
    kept(journal)
    week = journal.weeks.answer_lesson(LessonAnswer.APPLIED, helped=helped)
    assert (week.lesson_answer, week.lesson_helped) == (LessonAnswer.APPLIED, helped)
    used = journal.weeks.lesson_in_use(THIS)
    assert used == week, "it stays in view for the rest of the week"
    clock.move(days=7)
    assert journal.weeks.unanswered_lesson() is None


def test_what_is_said_to_have_helped_is_the_lesson_in_use(journal: Journal) -> None:
    kept(journal)
    goal(journal)
    journal.weeks.recap(THIS, Outcome.MISSED, lesson="a newer one")
    assert journal.weeks.answer_lesson(LessonAnswer.APPLIED, helped=True).iso == LAST
    assert journal.weeks.answer_lesson(LessonAnswer.APPLIED).iso == THIS


def test_only_what_was_applied_can_have_helped(journal: Journal) -> None:
    kept(journal)
    for answer in (LessonAnswer.KEEP, LessonAnswer.NOT_RELEVANT):
        with pytest.raises(UsageError):
            journal.weeks.answer_lesson(answer, helped=True)
    assert journal.weeks.get(LAST).lesson_answer is LessonAnswer.KEEP
    with pytest.raises(NotFound):
        journal.weeks.answer_lesson(LessonAnswer.KEEP)


def test_other_words_of_a_lesson_in_use_wait_again(journal: Journal) -> None:
    kept(journal)
    journal.weeks.recap(LAST, Outcome.MISSED, lesson="start on Sunday")
    assert journal.weeks.lesson_in_use(THIS) is None
    assert journal.weeks.unanswered_lesson() is not None


# the long view


def test_the_weeks_between(journal: Journal) -> None:
    for n in (3, 0, -2, 5):
        goal(journal, THIS.shift(n), f"goal {n}", plan=["a"])
    weeks = journal.weeks.between(THIS.shift(-2), THIS.shift(3))
    assert [week.goal for week in weeks.values()] == ["goal -2", "goal 0", "goal 3"]
    assert [week.iso for week in weeks.values()] == list(weeks)
    assert journal.weeks.between(THIS.shift(1), THIS.shift(2)) == {}
    assert (journal.first_week(), journal.last_week()) == (THIS.shift(-2), THIS.shift(5))


def test_the_marks_say_what_the_weeks_hold(journal: Journal) -> None:
    goal(journal, THIS)
    journal.weeks.recap(THIS, Outcome.HIT, better=False)
    goal(journal, NEXT)
    journal.weeks.recap(LAST, Outcome.AWAY)
    marks = journal.weeks.marks()
    assert list(marks.values()) == [
        WeekMark(LAST.monday, False, Outcome.AWAY, None, FRIDAY),
        WeekMark(THIS.monday, True, Outcome.HIT, False, FRIDAY),
        WeekMark(NEXT.monday, True),
    ]
    assert list(marks) == [LAST.monday, THIS.monday, NEXT.monday]
    assert [type(mark.has_goal) for mark in marks.values()] == [bool] * 3
    assert [type(mark.better) for mark in marks.values()] == [type(None), bool, type(None)]


def test_skills_come_latest_used_first(journal: Journal) -> None:
    for n, skill in ((-3, "b"), (-2, "a"), (0, "c"), (-1, "b")):
        goal(journal, THIS.shift(n), skill=skill)
    journal.weeks.recap(THIS.shift(-5), Outcome.AWAY)
    assert journal.weeks.skills() == ("c", "b", "a")


def test_goals_are_told_by_week_the_latest_first(journal: Journal) -> None:
    for n in (-3, 1, 0):
        goal(journal, THIS.shift(n), skill=f"Skill {n}")
    journal.weeks.recap(THIS.shift(-5), Outcome.AWAY)
    goals = journal.weeks.goals()
    assert [goal_week.monday for goal_week in goals] == [THIS.shift(n).monday for n in (1, 0, -3)]
    assert goals[0].skill == "Skill 1"
    assert goals[0].goal == journal.weeks.get(THIS.shift(1)).goal
