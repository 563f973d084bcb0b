"""What the weeks add up to: the parts make the whole for any journal."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.calendar.insight import (
    History,
    LessonTally,
    SameWeeks,
    Tally,
    WeekRecord,
    lesson_key,
    tally,
)
from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.streak import counts, streak
from devjournal.domain.week.week import LessonAnswer, Outcome, State, WeekKind, WeekMark, kind_of, skill_key
from tests.domain.journals import WEEK, journals

TODAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 23)
SKILLS = ("Design", "design ", "Writing", "日本語")
LESSONS = ("", "", "Halve it on Monday.", "halve it, on Monday", "Ask first.", "…")


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw any journal, with skills, gaps, better or not, and lessons."""
    invented = draw(journals())
    records: dict[date, WeekRecord] = {}
    for monday, mark in invented.marks.items():
        recapped = mark.outcome in (Outcome.HIT, Outcome.MISSED)
        better = draw(st.sampled_from((None, True, False))) if recapped else None
        gap = draw(st.sampled_from((None, 1, 2))) if mark.has_goal else None
        lesson = draw(st.sampled_from(LESSONS)) if mark.outcome else ""
        answer = draw(st.sampled_from((None, *LessonAnswer))) if lesson else None
        skill = draw(st.sampled_from(SKILLS)) if mark.has_goal else ""
        helped = draw(st.sampled_from((None, True, False))) if answer is LessonAnswer.APPLIED else None
        records[monday] = WeekRecord(mark._replace(better=better, gap=gap), skill, lesson, answer, helped)
    held = [*records, *invented.away]
    return History(records=records, away=invented.away, today=invented.today, first=min(held, default=None))


def history_of(*weeks: WeekRecord | None, today: date = TODAY, away: frozenset[date] = frozenset()) -> History:
    """Return a history of weeks in a row up to the running one."""
    first = MONDAY - (len(weeks) - 1) * WEEK
    records = {
        first + n * WEEK: record._replace(mark=record.mark._replace(monday=first + n * WEEK))
        for n, record in enumerate(weeks)
        if record is not None
    }
    return History(records=records, away=away, today=today, first=first if weeks else None)


def week(
    outcome: Outcome | None = None,
    *,
    better: bool | None = None,
    skill: str = "Design",
    lesson: str = "",
    answer: LessonAnswer | None = None,
    gap: int | None = None,
) -> WeekRecord:
    """Return a week with a goal."""
    return WeekRecord(WeekMark(MONDAY, True, outcome, better, None, gap), skill, lesson, answer)


HIT, MISSED = Outcome.HIT, Outcome.MISSED


@pytest.mark.slow
@given(histories())
def test_every_week_from_the_first_to_this_one_is_counted_once(history: History) -> None:
    first = history.first
    expected = max(0, (history.this_monday - first).days // 7 + 1) if first is not None else 0
    assert history.all_time.weeks == expected
    assert len(history.kinds) == expected
    assert history.last(10_000) == history.all_time


@given(histories(), st.integers(0, 40))
def test_what_is_counted_before_and_after_any_week_adds_up(history: History, at: int) -> None:
    parts = zip(tally(history.kinds[:at]), tally(history.kinds[at:]), strict=True)
    assert Tally(*map(sum, parts)) == history.all_time
    newest, before = history.last(at), history.last(10_000, before=at)
    assert Tally(*map(sum, zip(newest, before, strict=True))) == history.all_time


@given(histories())
def test_the_years_add_up_to_all_time(history: History) -> None:
    years: dict[int, list[WeekKind]] = {}
    if history.first is not None:
        for n, kind in enumerate(history.kinds):
            years.setdefault(IsoWeek(history.first + n * WEEK).year, []).append(kind)
    assert Tally(*map(sum, zip(*map(tally, years.values()), Tally(), strict=True))) == history.all_time


@given(histories(), st.sampled_from((0, 13, 52)))
def test_skills_and_gaps_add_up_to_the_goals(history: History, weeks: int) -> None:
    since = history.this_monday - (weeks - 1) * WEEK if weeks else date.min
    goals = [m for m, record in history.records.items() if since <= m <= history.this_monday and record.mark.has_goal]
    assert sum(share.weeks for share in history.skills(weeks)) == len(goals)
    assert sum(share.weeks for share in history.gaps({1: "One", 2: "Two"}, weeks)) == len(goals)
    assert len({share.key for share in history.skills(weeks)}) == len(history.skills(weeks))
    if not weeks:
        assert history.goals == len(goals)


@given(histories())
def test_every_week_is_taken_by_one_outcome_and_every_goal_by_one_skill(history: History) -> None:
    skills = [Filter(skill=share.name) for share in history.skills()]
    first = history.first or history.this_monday
    for n, kind in enumerate(history.kinds):
        record = history.records.get(first + n * WEEK)
        assert [candidate for candidate in WeekKind if Filter(kind=candidate).takes(record, kind)] == [kind]
        has_goal = record is not None and record.mark.has_goal
        assert sum(wanted.takes(record, kind) for wanted in skills) == has_goal
        gaps = sum(Filter(gap=gap).takes(record, kind) for gap in (1, 2))
        assert gaps == (record is not None and record.mark.gap is not None)
        assert ALL.takes(record, kind)


@given(histories(), st.integers(1, 60))
def test_the_rate_is_the_share_of_hits_among_answers(history: History, weeks: int) -> None:
    rates = history.rates(weeks)
    assert len(rates) == min(weeks, len(history.kinds))
    for at, rate in enumerate(rates, len(history.kinds) - len(rates) + 1):
        kind_counts = Counter(history.kinds[max(0, at - 13) : at])
        answers = kind_counts[WeekKind.HIT] + kind_counts[WeekKind.BETTER] + kind_counts[WeekKind.MISSED]
        assert rate == (kind_counts[WeekKind.HIT] / answers if answers else None)


@given(histories())
def test_chains_hold_every_week_that_counts(history: History) -> None:
    counting = [
        monday for monday, record in history.records.items() if counts(record.mark) and monday <= history.this_monday
    ]
    assert sum(chain.length for chain in history.longest_streaks) == len(counting)
    assert history.streak == streak(history.marks, history.away, history.today)
    lengths = [chain.length for chain in history.longest_streaks]
    assert lengths == sorted(lengths, reverse=True)
    assert history.streak in (0, *lengths)


@given(histories())
def test_the_longest_chain_at_one_skill(history: History) -> None:
    best, key, length = 0, "", 0
    for n, kind in enumerate(history.kinds):
        record = history.records.get((history.first or TODAY) + n * WEEK)
        if record is not None and record.mark.has_goal:
            length = length + 1 if skill_key(record.skill) == key else 1
            key = skill_key(record.skill)
            best = max(best, length)
        elif kind is not WeekKind.AWAY:
            key, length = "", 0
    longest = history.longest_at_one_skill
    assert (longest.length if longest else 0) == best


@given(histories())
def test_what_lessons_did_is_counted(history: History) -> None:
    lessons = [record for record in history.records.values() if record.lesson]
    counted = history.lessons
    assert counted.left == len(lessons)
    assert counted.taken == len(lessons) - sum(record.answer in (None, LessonAnswer.NOT_RELEVANT) for record in lessons)
    assert counted.helped == sum(record.helped is True for record in lessons)
    assert counted.failed == sum(record.helped is False for record in lessons)


@pytest.mark.parametrize(
    ("counted", "summary"),
    [
        (LessonTally(12, 9, 6, 1), "12 written, 9 taken into a week, 6 helped, 1 did not"),
        (LessonTally(2, 1, 0, 1), "2 written, 1 taken into a week, 1 did not help"),
        (LessonTally(1), "1 written"),
    ],
)
def test_the_counts_of_lessons_in_words(counted: LessonTally, summary: str) -> None:
    assert counted.summary == summary


@given(histories())
def test_lessons_that_came_back(history: History) -> None:
    keys = Counter(key for record in history.records.values() if (key := lesson_key(record.lesson)))
    assert {lesson_key(lesson.text): len(lesson.mondays) for lesson in history.returned} == {
        key: times for key, times in keys.items() if times > 1
    }
    for lesson in history.returned:
        weeks = [history.records[monday] for monday in lesson.mondays]
        assert lesson.text == weeks[-1].lesson
        assert lesson.times_kept == sum(record.answer is LessonAnswer.KEEP for record in weeks)


@given(histories(), st.integers(1, 9))
def test_nothing_ahead_is_counted(history: History, ahead: int) -> None:
    monday = history.this_monday + ahead * WEEK
    later = replace(history, records={**history.records, monday: WeekRecord(WeekMark(monday, True), "Ahead")})
    if history.first is None:
        assert later.all_time.weeks == 0
    else:
        assert later.all_time == history.all_time
    known = [share for share in later.skills() if share.name == "Ahead"]
    assert not known
    assert later.streak == history.streak


def test_this_year_until_now_is_compared_with_last_year_until_the_same_week() -> None:
    assert history_of(*[week(HIT)] * 48).against_last_year is None, "it began with this year"
    since_w1 = history_of(*[week(HIT)] * 52, *[week(MISSED)] * 48)
    assert since_w1.against_last_year == SameWeeks(1, 48, Tally(missed=48), Tally(hit=48)), "2025 has 52 weeks"
    older = history_of(*[week(HIT)] * 200, *[week(MISSED)] * 52, *[week(HIT)] * 48)
    assert older.against_last_year == SameWeeks(1, 48, Tally(hit=48), Tally(missed=48))


def test_of_a_year_that_began_late_the_same_weeks_are_compared() -> None:
    assert IsoWeek(MONDAY - 75 * WEEK).number == 25
    late = history_of(*[week(HIT)] * 76)
    assert late.against_last_year == SameWeeks(25, 48, Tally(hit=24), Tally(hit=24))
    assert history_of(*[week(HIT)] * 53).against_last_year == SameWeeks(48, 48, Tally(hit=1), Tally(hit=1))
    assert history_of(*[week(HIT)] * 52).against_last_year is None, "it began with W49"


def test_the_running_week_is_compared_once_it_is_recapped() -> None:
    open_ = history_of(*[week(HIT)] * 99, week())
    assert open_.against_last_year == SameWeeks(1, 47, Tally(hit=47), Tally(hit=47))
    monday = date(2025, 12, 29)
    records = {**{day: record for day, record in open_.records.items() if day < monday}, monday: week()}
    assert replace(open_, records=records, today=date(2026, 1, 1)).against_last_year is None, "nothing of it is over"


def test_the_week_that_a_year_alone_has_is_left_out() -> None:
    today = date(2026, 12, 31)
    assert IsoWeek.of(today).number == 53
    records = {MONDAY + n * WEEK: week(HIT) for n in range(-110, 6)}
    records = {monday: record._replace(mark=record.mark._replace(monday=monday)) for monday, record in records.items()}
    comparison = History(records=records, away=frozenset(), today=today).against_last_year
    assert comparison == SameWeeks(1, 52, Tally(hit=52), Tally(hit=52))


@given(histories())
def test_both_years_are_compared_over_as_many_weeks_that_the_journal_has(history: History) -> None:
    same = history.against_last_year
    if same is None:
        return
    year = IsoWeek.of(history.today).year
    assert same.now.weeks == same.before.weeks == same.last - same.first + 1 > 0
    assert history.first is not None
    assert history.first <= date.fromisocalendar(year - 1, same.first, 1)
    assert date.fromisocalendar(year, same.last, 1) <= history.this_monday
    assert same.now.open == same.before.open == 0, "what is not over is not held against what is"


def test_better_weeks_are_hits_and_misses_alike() -> None:
    history = history_of(week(HIT, better=True), week(MISSED, better=True), week(HIT, better=False), week(HIT), week())
    assert history.improved(13) == (2, 3)
    assert history.improved(3) == (0, 1)
    assert history.all_time == Tally(hit=3, better=1, open=1)


def test_weeks_away_neither_break_a_chain_at_one_skill_nor_count() -> None:
    away = frozenset({MONDAY - 2 * WEEK})
    history = history_of(week(HIT), None, week(HIT), week(HIT, skill="DESIGN"), away=away)
    longest = history.longest_at_one_skill
    assert longest is not None
    assert (longest.length, longest.last, longest.skill) == (3, MONDAY, "DESIGN")
    broken = history_of(week(HIT), None, week(HIT), week(HIT)).longest_at_one_skill
    assert broken is not None
    assert broken.length == 2


def test_an_empty_journal_adds_up_to_nothing() -> None:
    history = history_of()
    assert history.all_time == history.last(13) == Tally()
    assert (history.rates(40), history.skills(), history.gaps({}), history.returned, history.longest_streaks) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert history.lessons == LessonTally()
    assert history.longest_at_one_skill is None
    assert history.against_last_year is None
    assert (history.streak, history.goals, history.improved(13), history.all_time.rate) == (0, 0, (0, 0), None)


def test_every_state_has_its_kind() -> None:
    assert [kind_of(state, None).value for state in State] == [
        "hit",
        "missed",
        "away",
        "open",
        "no recap",
        "nothing",
    ]
    assert kind_of(State.MISSED, better=True) is WeekKind.BETTER
    assert kind_of(State.HIT, better=True) is WeekKind.HIT


def test_the_first_record_begins_the_count_where_nothing_else_is_known() -> None:
    record = WeekRecord(WeekMark(MONDAY - timedelta(weeks=3), True, HIT), "Design")
    history = History(records={record.mark.monday: record}, away=frozenset(), today=TODAY)
    assert history.all_time == Tally(hit=1, none=2, open=1)
