"""The invented journal as it is written down: what its texts may be, and that one week follows from another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

import pytest

from devjournal.demo.calendar import WEEKS as LENGTH
from devjournal.demo.loader import load_story, parse_story
from devjournal.domain.week.week import LessonAnswer, Outcome

STORY = load_story()
WEEKS = STORY.weeks


def entries() -> Iterator[str]:
    """Yield the text of every entry."""
    for week in WEEKS:
        yield from (wrote.text for wrote in week.entries)


def waiting_lesson(number: int) -> str:
    """Return the lesson that waits before a week's goal: of the last week recapped in time, weeks away aside."""
    recaps = (week.recap for week in reversed(WEEKS[:number]))
    in_time = (recap for recap in recaps if recap is not None and recap.weeks_late * 7 + recap.day <= 7)
    return next((recap.lesson for recap in in_time if recap.outcome is not Outcome.AWAY), "")


def test_there_is_a_year_and_a_half_of_it() -> None:
    assert len(WEEKS) == LENGTH == 78
    assert WEEKS[-1].recap is None
    assert sum(not (week.goal or week.recap) for week in WEEKS) == 5, "two weeks away, three quiet ones"
    assert sum(bool(week.goal) and week.recap is None for week in WEEKS[:-1]) == 2, "forgotten"


def test_a_lesson_is_answered_where_one_waits() -> None:
    for number, week in enumerate(WEEKS):
        if week.goal:
            assert (week.answer is not None) is bool(waiting_lesson(number)), (number, waiting_lesson(number))


def test_lessons_come_back_and_the_second_time_they_are_used() -> None:
    lessons = [(number, week.recap.lesson) for number, week in enumerate(WEEKS) if week.recap and week.recap.lesson]
    counts = Counter(lesson for _, lesson in lessons)
    back = {lesson for lesson, times in counts.items() if times > 1}
    assert len(back) == 4
    for lesson in back:
        last = max(number for number, text in lessons if text == lesson)
        assert WEEKS[last + 1].answer is LessonAnswer.APPLIED, lesson


def test_some_lessons_are_kept_and_some_are_not_relevant() -> None:
    answers = Counter(week.answer for week in WEEKS if week.answer is not None)
    assert len(answers) == 3
    assert answers[LessonAnswer.APPLIED] > 2 * answers[LessonAnswer.KEEP] > 2


def test_what_is_taken_on_was_missed_the_week_before() -> None:
    for before, week in pairwise(WEEKS):
        if week.carried:
            assert before.recap is not None
            assert before.recap.outcome is Outcome.MISSED, week.goal
            assert before.skill == week.skill
        elif before.goal == week.goal and week.goal:
            raise AssertionError(week.goal)


def test_it_is_uneven() -> None:
    outcomes = Counter(week.recap.outcome for week in WEEKS if week.recap is not None)
    assert 0.6 < outcomes[Outcome.HIT] / (outcomes[Outcome.HIT] + outcomes[Outcome.MISSED]) < 0.75
    assert {len(week.entries) for week in WEEKS} >= {0, 1, 2, 3, 4, 5}
    assert {len(week.plan) for week in WEEKS} == {0, 2, 3, 4}
    assert any(week.recap is not None and not week.recap.note for week in WEEKS)


def test_a_text_is_one_line_and_stands_once() -> None:
    texts = [*entries(), *(week.recap.note for week in WEEKS if week.recap and week.recap.note)]
    texts += (
        [topic.text for topic in STORY.topics]
        + [gap.title for gap in STORY.gaps]
        + [horizon.role for horizon in STORY.horizons]
    )
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert all(text == text.strip() and "\n" not in text and len(text) <= 110 for text in texts)
    assert all("'" not in text and '"' not in text and "--" not in text for text in texts), "typed with care"


def test_links_lead_nowhere() -> None:
    links = [wrote.link for week in WEEKS for wrote in week.entries if wrote.link]
    assert len(links) >= 8
    assert all(link.startswith(("https://example.org/", "https://example.com/")) for link in links)


def test_some_of_it_is_private() -> None:
    assert sum(wrote.private for week in WEEKS for wrote in week.entries) >= 6
    assert sum(talk.private for talk in STORY.talks) == 2
    assert sum(topic.private for topic in STORY.topics) == 2


def test_what_proves_a_gap_comes_while_it_is_open() -> None:
    for number, week in enumerate(WEEKS):
        for gap in filter(None, (week.gap, *(wrote.gap for wrote in week.entries))):
            assert gap.opened <= number <= min(gap.closed or 99, gap.parked or 99), (number, gap.title)
        assert not any(wrote.gap and wrote.maybe for wrote in week.entries), "evidence is never left to the dice"


def test_people_are_met_before_they_are_talked_to() -> None:
    assert all(talk.week >= talk.person.week for talk in STORY.talks)
    assert all(awareness.wanted >= max(awareness.person.week, awareness.gap.opened) for awareness in STORY.awareness)
    assert {person for person in STORY.people if any(talk.person == person for talk in STORY.talks)} == {
        *STORY.people[1:]
    }


def test_it_meets_the_manager_every_two_or_three_weeks() -> None:
    weeks = [held.week for held in STORY.one_to_ones]
    apart = Counter(after - before for before, after in pairwise(weeks))
    assert max(apart) <= 4
    assert apart[2] + apart[3] > 0.85 * len(weeks)


def test_reviews_are_a_month_or_so_apart() -> None:
    weeks = [review.week for review in STORY.reviews]
    assert all(3 <= after - before <= 6 for before, after in pairwise(weeks) if after != 53)


def test_the_file_numbers_its_weeks_and_refuses_what_it_does_not_know() -> None:
    text = files("devjournal.demo").joinpath("story.toml").read_text(encoding="utf-8")
    assert [int(number) for number in re.findall(r"^\[\[weeks]]  # (\d+)$", text, re.M)] == list(range(LENGTH))
    for typed, wrong in (
        ('gap = "forecast"', 'gap = "weather"'),
        ('person = "dorota"', 'person = "nobody"'),
        ('day = "wed"', 'day = "someday"'),
        ('skill = "', 'skil = "'),
        ('outcome = "hit"', 'outcome = "won"'),
    ):
        assert typed in text
        with pytest.raises((KeyError, TypeError, ValueError)):
            parse_story(text.replace(typed, wrong, 1))
