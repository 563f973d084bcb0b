"""Generated weeks as the Week screen sees them: values only, no file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Gap, Step, least_proven_first
from devjournal.domain.dates.days import IsoWeek, day_in_row
from devjournal.domain.week.away import AwayDays, away_mondays
from devjournal.domain.week.due import week_due
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.status import Status
from devjournal.domain.week.streak import longest_streak, streak, streak_once
from devjournal.domain.week.week import LessonAnswer, Outcome, PlanStep, State, Week, WeekMark, state_of
from devjournal.tui.week.data import Event, WeekView

texts = st.one_of(
    st.sampled_from(("Design", "Ship the retry queue behind a flag, with one rehearsed rollback.", "[bold]x[/]")),
    st.text("ab 日🎉\n\x1b", max_size=60).map(lambda text: text + "."),
    st.integers(1, 120).map(lambda n: " ".join(["words"] * n)),
)
maybe_texts = st.one_of(st.just(""), texts)
areas, steps = st.sampled_from(tuple(Area)), st.sampled_from(tuple(Step))
KINDS = ("empty", "goal", "goal", "goal", "recapped", "recapped", "off")


@st.composite
def _weeks(draw: st.DrawFn, iso: IsoWeek, today: date, gaps: int) -> Week:
    kind = draw(st.sampled_from(KINDS if iso.monday <= today else ("empty", "goal")))
    week = Week(iso=iso)
    note, lesson = draw(maybe_texts), draw(maybe_texts)
    if kind == "off":
        return week._replace(outcome=Outcome.AWAY, recapped_on=iso.friday, note=note)
    if kind == "empty":
        return week
    plan = draw(st.lists(st.tuples(texts, st.booleans()), max_size=14))
    week = week._replace(
        skill=draw(texts),
        goal=draw(texts),
        gap=draw(st.integers(1, gaps)) if gaps and draw(st.booleans()) else None,
        on_track=draw(st.sampled_from((None, True, False))) if iso.monday <= today else None,
        adjustment=draw(maybe_texts),
        plan=tuple(PlanStep(text=text, done_on=iso.monday if done else None) for text, done in plan),
    )
    if kind == "goal":
        return week
    outcome = draw(st.sampled_from((Outcome.HIT, Outcome.MISSED)))
    answer = draw(st.sampled_from((None, *LessonAnswer)))
    recap = {"better": draw(st.booleans()), "recapped_on": iso.sunday, "lesson_answer": answer}
    return week._replace(outcome=outcome, note=note, lesson=lesson, **recap)


@st.composite
def views(draw: st.DrawFn) -> WeekView:
    """Draw a week of any kind on any day, with its surroundings."""
    today = draw(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
    this = IsoWeek.of(today)
    iso = this.shift(draw(st.sampled_from((0, 0, 0, 0, -1, -2, 1))))
    any_gap = st.builds(
        Gap, area=areas, title=texts, step=steps, needed=st.integers(1, 12), evidence=st.integers(0, 15)
    )
    gaps = [replace(gap, id=n) for n, gap in enumerate(draw(st.lists(any_gap, max_size=7)), 1)]
    weeks = {each: draw(_weeks(each, today, len(gaps))) for each in {this, this.shift(-1), iso, iso.shift(-1)}}
    for back in range(2, draw(st.integers(2, 40))):
        weeks.setdefault(this.shift(-back), draw(_weeks(this.shift(-back), today, 0)) if back < 5 else Week(iso=this))
    first = this.monday + timedelta(days=draw(st.integers(-14, 21)))
    span = AwayDays(first=first, last=first + timedelta(days=draw(st.integers(0, 14))), note=draw(maybe_texts))
    spans = draw(st.sampled_from(((), (), (span,))))
    away = away_mondays(spans)
    marks = {
        week.monday: WeekMark(week.monday, week.has_goal, week.outcome, week.better, week.recapped_on, week.gap)
        for week in sorted(weeks.values(), key=lambda week: week.monday)
        if week.has_goal or week.outcome
    }
    drafts = draw(st.lists(st.tuples(st.integers(0, 6), texts, st.integers(0, len(gaps)), st.booleans()), max_size=30))
    entries = [
        Entry(day=iso.days[day], text=text, gap=gap or None, private=private, id=n)
        for n, (day, text, gap, private) in enumerate(sorted(drafts), 1)
    ]
    week, last = weeks[iso], weeks[this.shift(-1)]
    unanswered = last if last.lesson and last.lesson_answer is None else None
    needs_goal = not week.has_goal and iso.sunday >= today
    longest = longest_streak(marks, away, today)
    past = sorted((week for week in weeks.values() if week.monday < this.monday), key=lambda week: week.monday)
    return WeekView(
        status=Status(
            today=today,
            this=weeks[this],
            last=last,
            away=away,
            due=tuple(week_due(weeks[this], last, away, today)),
            streak=streak(marks, away, today),
            last_lesson=unanswered,
            unrecapped=tuple(week.iso for week in past if state_of(week.iso, week, away, today) is State.UNRECAPPED),
            pending_streak=streak_once(marks, away, today),
        ),
        week=week,
        week_before=weeks[iso.shift(-1)],
        entries=tuple(entries),
        marks=marks,
        longest_streak=longest.length if longest else 0,
        gap=gaps[week.gap - 1] if week.gap else None,
        gap_titles={gap.id: gap.title for gap in gaps},
        candidate_gaps=tuple(least_proven_first(gaps)) if needs_goal else (),
        lesson_week=last if last.lesson_answer in (LessonAnswer.APPLIED, LessonAnswer.KEEP) else None,
        events=tuple(Event(span.first, "Away", day_in_row(span.first)) for span in spans if span.first > today),
        absence=next((span for span in spans if today in span), None),
        first_run=not marks and not entries and not spans,
        silent=not weeks[this].has_goal and weeks[this].outcome is None and draw(st.booleans()),
        missed_week=last if needs_goal and last.outcome is Outcome.MISSED and draw(st.booleans()) else None,
    )
