"""What may be told of a year, and that what is private leaves no trace in it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from devjournal.domain.calendar.year import InformedPerson, YearFindings
from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.exports.letter import render
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

MONTHLY, QUARTERLY = ReviewKind


def live(journal: Journal, clock: FrozenClock, *, private: bool) -> None:
    """Live a year around 2026, with private things where it is said so."""
    gaps, people, reviews = journal.gaps, journal.people, journal.reviews
    clock.set(clock.moment.replace(year=2025, month=12, day=8))
    gaps.add(Area.SKILLS, "Tracing", needed=4)
    gaps.add(Area.BRAND, "Known")
    gaps.add(Area.EXPERIENCE, "Incident")
    people.add("Ana", relation=Relation.PEER)
    people.add("Mara", relation=Relation.MANAGER)
    journal.entries.add("Before the year", day=journal.today, gap=1)
    reviews.add(QUARTERLY, course="Before the year")
    for n, (outcome, answer) in enumerate(
        ((Outcome.HIT, LessonAnswer.APPLIED), (Outcome.MISSED, LessonAnswer.KEEP), (Outcome.HIT, None))
    ):
        iso = IsoWeek(date(2026, 3, 2)).shift(n)
        clock.set(clock.moment.replace(year=2026, month=3, day=6 + 7 * n))
        journal.weeks.set_goal(iso, f"Goal {n}", skill="Design", gap=3 if n == 2 else None)
        journal.weeks.recap(iso, outcome, better=True, lesson=f"Halve {'it' if n else 'the rest'}")
        if answer is not None:
            journal.weeks.answer_lesson(answer)
    journal.entries.add("Read a trace", day=date(2026, 3, 20), gap=1, link="https://example.org")
    people.knows("Ana", 2, date(2026, 4, 1))
    people.knows("Mara", 2, date(2026, 5, 1))
    people.knows("Mara", 3, date(2025, 12, 1))
    if private:
        journal.entries.add("Hidden", day=date(2026, 3, 20), gap=1, private=True)
        journal.entries.add("Hidden", day=date(2026, 3, 20), gap=3, private=True)
        journal.conversations.log("Ana", day=date(2026, 3, 20), kind=TalkKind.ROLE_MODEL, notes="Hidden", private=True)
    reviews.add(MONTHLY, course="First")
    later = None
    if private:  # told as any other until its owner thought better of it
        later = journal.entries.add("Hidden", day=date(2026, 6, 1), gap=1).id
    clock.set(clock.moment.replace(month=11, day=27))
    gaps.close(3)
    gaps.add(Area.SKILLS, "Cost reports")
    reviews.add(QUARTERLY, course="Last")
    if later is not None:
        journal.entries.edit(later, private=True)
    clock.set(clock.moment.replace(year=2027, month=1, day=1))
    journal.entries.add("After the year", day=journal.today, gap=1)


def test_a_year_is_found(journal: Journal, clock: FrozenClock) -> None:
    live(journal, clock, private=True)
    findings = journal.years.findings(2026)
    assert [week.goal for week in findings.weeks] == ["Goal 0", "Goal 1", "Goal 2"]
    assert [lesson.text for lesson in findings.returned] == ["Halve it"]
    assert [(proven.gap.title, [entry.text for entry in proven.entries]) for proven in findings.proven] == [
        ("Tracing", ["Read a trace"]),
        ("Incident", ["Goal 2"]),
    ]
    assert findings.informed == (InformedPerson("Mara", ("Known",)), InformedPerson("Ana", ("Known",)))
    assert [review.course for review in findings.reviews] == ["First", "Last"]
    assert findings.boards is not None
    (first, then), (last, now) = findings.boards
    assert (first, last) == (date(2026, 3, 20), date(2026, 11, 27))
    assert [(gap.title, gap.evidence) for gap in then.gaps] == [("Tracing", 2), ("Incident", 1), ("Known", 2)]
    assert next((gap.title, gap.evidence) for gap in now.gaps) == ("Tracing", 2)
    assert len(journal.years.findings(2027).proven) == 1
    assert journal.years.findings(2024) == YearFindings(year=2024, today=date(2027, 1, 1))


def test_a_week_is_away_by_its_recap_or_by_days_off(journal: Journal, clock: FrozenClock) -> None:
    clock.set(clock.moment.replace(year=2026, month=11, day=27))
    journal.away.add(date(2026, 7, 13), date(2026, 7, 24))  # a fortnight
    journal.away.add(date(2026, 8, 3), date(2026, 8, 4))  # two days make no week off
    journal.away.add(date(2026, 12, 21), date(2026, 12, 31))  # has not begun
    worked = IsoWeek(date(2026, 7, 20))
    journal.weeks.set_goal(worked, "Worked all the same", skill="Design")
    journal.weeks.recap(worked, Outcome.HIT, better=True)
    journal.weeks.recap(IsoWeek(date(2026, 9, 7)), Outcome.AWAY)
    assert journal.years.findings(2026).away == 2
    assert journal.years.findings(2025).away == 0


def test_with_one_review_the_way_begins_with_the_last_one_before(journal: Journal, clock: FrozenClock) -> None:
    journal.reviews.add(MONTHLY)
    assert journal.years.findings(2026).boards is None
    clock.move(days=60)
    journal.reviews.add(MONTHLY)
    way = journal.years.findings(2027).boards
    assert way is not None
    assert [stood.day for stood in way] == [date(2026, 11, 27), date(2027, 1, 26)]
    clock.move(days=400)
    assert journal.years.findings(2028).boards is None, "nothing was reviewed"


@pytest.mark.slow
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_what_is_private_leaves_no_trace(year: int, tmp_path: Path) -> None:
    letters = []
    for private in (True, False):
        clock = FrozenClock()
        with Journal(tmp_path / f"{private}.db", clock) as journal:
            live(journal, clock, private=private)
            letters.append(render(journal.years.findings(year)))
    assert letters[0] == letters[1]
    assert "Hidden" not in letters[0]


def test_a_year_of_53_weeks_ends_with_its_last(journal: Journal, clock: FrozenClock) -> None:
    clock.set(clock.moment.replace(year=2027, month=6))
    for monday in (date(2025, 12, 22), date(2025, 12, 29), date(2026, 12, 28), date(2027, 1, 4)):
        journal.weeks.set_goal(IsoWeek(monday), f"{monday}", skill="s")
    goals = [week.goal for week in journal.years.findings(2026).weeks]
    assert goals == ["2025-12-29", "2026-12-28"]
    ahead = IsoWeek.of(journal.today + timedelta(weeks=2))
    journal.weeks.set_goal(ahead, "ahead", skill="s")
    assert [week.goal for week in journal.years.findings(2027).weeks] == ["2027-01-04"], "what is ahead is not told"
