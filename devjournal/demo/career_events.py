"""The events of the career plan: horizons, gaps, people, talks, topics, reviews, and days off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from devjournal.demo.calendar import WEEKS, StoryCalendar
from devjournal.demo.stage import Event, Stage
from devjournal.demo.story import (
    FRI,
    MON,
    THU,
    TUE,
    Story,
    StoryAwareness,
    StoryGap,
    StoryHorizon,
    StoryOneToOne,
    StoryPerson,
    StoryReview,
    StoryTalk,
    StoryTopic,
)
from devjournal.domain.one_to_one.page import ask
from devjournal.domain.week.due import ReviewKind
from devjournal.exports.page.shared_page import as_document
from devjournal.exports.page.summary import summarize

_FIRST_FORTNIGHT, _LONG_WEEKEND = 33, 74
"""The first week of a fortnight off, and the week with two days off."""

_CASE = 76
"""The week in which the texts of the case were written."""

_AHEAD = 4
"""If no Christmas break is ahead, a week off is marked this many weeks ahead."""


def career_events(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    """Yield the events of horizons, gaps, people, talks, topics, reviews and days off."""
    yield from _horizons(story, calendar)
    yield from _gaps(story, calendar)
    yield from _case(story, calendar)
    yield from _people(story, calendar)
    yield from _one_to_ones(story, calendar)
    yield from _topics(story, calendar)
    yield from _reviews(story, calendar)
    yield from _days_off(calendar)


def _horizons(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    for horizon in story.horizons:
        yield Event(calendar.moment(horizon.week, FRI, 17), partial(_set_horizon, horizon=horizon))


def _gaps(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    for gap in story.gaps:
        # the first gaps on the Friday of the horizon, later ones on a Monday before the goal
        at_first = gap.opened == 2
        opened = calendar.moment(gap.opened, FRI, 17, 10) if at_first else calendar.moment(gap.opened, MON, 8, 30)
        yield Event(opened, partial(_open, gap=gap))
        if gap.closed is not None:
            yield Event(calendar.moment(gap.closed, FRI, 16, 40), partial(_close, gap=gap))
        if gap.parked is not None:
            yield Event(calendar.moment(gap.parked, FRI, 16, 40), partial(_park, gap=gap))
        if gap.more is not None:
            need_more = partial(_need_more, gap=gap, needed=gap.more.needed)
            yield Event(calendar.moment(gap.more.week, FRI, 16, 40), need_more)


def _case(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    """Yield the events that write the claims and statements of the case, all on one Friday."""
    for n, gap in enumerate(gap for gap in story.gaps if gap.claim):
        yield Event(calendar.moment(_CASE, FRI, 17, 30 + n), partial(_claim, gap=gap))
    for horizon in story.horizons:
        if horizon.statement:
            yield Event(calendar.moment(_CASE, FRI, 17, 45), partial(_state, horizon=horizon))


def _people(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    for person in story.people:
        yield Event(calendar.moment(person.week, MON, 8, 20), partial(_add_person, person=person))
    for awareness in story.awareness:
        yield Event(calendar.moment(awareness.wanted, FRI, 16, 45), partial(_should_know, awareness=awareness))
        if awareness.known is not None:
            yield Event(calendar.moment(awareness.known, FRI, 16, 50), partial(_knows, awareness=awareness))
    for talk in story.talks:
        at = calendar.moment(talk.week, talk.day, 13)
        yield Event(at, partial(_talk, talk=talk, day=at.date()))


def _one_to_ones(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    for meeting in story.one_to_ones:
        at = calendar.moment(meeting.week, meeting.day, 9, 15)
        with_page = meeting.week >= story.first_page
        yield Event(at, partial(_hold, meeting=meeting, day=at.date(), with_page=with_page))
    last = story.one_to_ones[-1]
    after = calendar.moment(last.week, last.day, 9, 45)
    yield Event(after, partial(_set_next_one_to_one, day=calendar.day(WEEKS, TUE)))


def _topics(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    for topic in story.topics:
        due = calendar.day(topic.due.week, topic.due.day) if topic.due is not None else None
        yield Event(calendar.moment(topic.added.week, topic.added.day, 14), partial(_add_topic, topic=topic, due=due))
        if topic.done is not None:
            yield Event(calendar.moment(topic.done.week, topic.done.day, 14, 30), partial(_tick_topic, topic=topic))


def _reviews(story: Story, calendar: StoryCalendar) -> Iterator[Event]:
    for review in story.reviews:
        yield Event(calendar.moment(review.week, FRI, 17, 20), partial(_review, review=review))
        if review.remark is not None:
            remark = partial(_remark, review=review, text=review.remark.text)
            yield Event(calendar.moment(review.remark.week, FRI, 17, 20), remark)
    yield Event(calendar.moment(story.skipped_review, FRI, 17, 20), _skip_review)


def _days_off(calendar: StoryCalendar) -> Iterator[Event]:
    fortnight = calendar.day(_FIRST_FORTNIGHT, MON), calendar.day(_FIRST_FORTNIGHT + 1, FRI)
    yield Event(calendar.moment(27, TUE, 9), partial(_mark_away, span=fortnight, note="Walking, no laptop"))
    weekend = calendar.day(_LONG_WEEKEND, THU), calendar.day(_LONG_WEEKEND, FRI)
    yield Event(calendar.moment(71, TUE, 9), partial(_mark_away, span=weekend, note="A long weekend"))
    breaks = list(calendar.breaks())
    for first, last in breaks:
        at = calendar.at(first - timedelta(weeks=6), 9)
        yield Event(at, partial(_mark_away, span=(first, last), note="Christmas and New Year"))
    if not breaks or breaks[-1][1] <= calendar.current_week.monday:
        ahead = calendar.current_week.shift(_AHEAD)
        yield Event(
            calendar.moment(73, MON, 8), partial(_mark_away, span=(ahead.monday, ahead.friday), note="At the sea")
        )


# the writes of the events


def _set_horizon(stage: Stage, horizon: StoryHorizon) -> None:
    stage.journal.horizons.set(horizon.role, horizon.months, horizon.why)


def _open(stage: Stage, gap: StoryGap) -> None:
    added = stage.journal.gaps.add(
        gap.area, gap.title, why=gap.why, needed=gap.needed, step=gap.step, private=gap.private
    )
    stage.gaps[gap] = added.id


def _claim(stage: Stage, gap: StoryGap) -> None:
    stage.journal.gaps.edit(stage.gaps[gap], claim=gap.claim)


def _state(stage: Stage, horizon: StoryHorizon) -> None:
    current = next(current for current in stage.journal.horizons.current() if current.role == horizon.role)
    stage.journal.horizons.set_statement(current.id, horizon.statement)


def _close(stage: Stage, gap: StoryGap) -> None:
    stage.journal.gaps.close(stage.gaps[gap])


def _park(stage: Stage, gap: StoryGap) -> None:
    stage.journal.gaps.park(stage.gaps[gap], gap.parked_why)


def _need_more(stage: Stage, gap: StoryGap, needed: int) -> None:
    stage.journal.gaps.edit(stage.gaps[gap], needed=needed)


def _add_person(stage: Stage, person: StoryPerson) -> None:
    stage.journal.people.add(person.name, role=person.role, relation=person.relation)


def _should_know(stage: Stage, awareness: StoryAwareness) -> None:
    stage.journal.people.should_know(awareness.person.name, stage.gaps[awareness.gap])


def _knows(stage: Stage, awareness: StoryAwareness) -> None:
    stage.journal.people.knows(awareness.person.name, stage.gaps[awareness.gap])


def _talk(stage: Stage, talk: StoryTalk, day: date) -> None:
    stage.journal.conversations.log(
        talk.person.name,
        day=day,
        kind=talk.kind,
        notes=talk.notes,
        year_before=talk.year_before,
        private=talk.private,
    )


def _hold(stage: Stage, meeting: StoryOneToOne, day: date, with_page: bool) -> None:
    """Record a 1:1, with its page if there is one."""
    journal = stage.journal
    if not with_page:
        journal.conversations.log(stage.manager.name, day=day, notes=meeting.notes)
        return
    page = journal.pages.find(ask(day, name=stage.manager.name))
    summary = summarize(page.findings, omitted=page.choices.omitted, opted_in=page.choices.opted_in)
    topic_ids = [topic.id for topic in page.findings.topics]
    talk = journal.conversations.hold(stage.manager.name, as_document(summary), topic_ids)
    if meeting.notes:
        journal.conversations.edit(talk.id, notes=meeting.notes)


def _set_next_one_to_one(stage: Stage, day: date) -> None:
    stage.journal.people.edit(stage.manager.name, next_on=day)


def _add_topic(stage: Stage, topic: StoryTopic, due: date | None) -> None:
    added = stage.journal.topics.add(topic.text, kind=topic.kind, due=due, private=topic.private)
    stage.topics[topic] = added.id


def _tick_topic(stage: Stage, topic: StoryTopic) -> None:
    stage.journal.topics.done(stage.topics[topic])


def _review(stage: Stage, review: StoryReview) -> None:
    stored = stage.journal.reviews.add(
        review.kind,
        bets=[stage.gaps[gap] for gap in review.bets],
        horizon=review.horizon,
        skills=review.skills,
        experience=review.experience,
        brand=review.brand,
        role_models=review.role_models,
        course=review.course,
    )
    stage.reviews[review.week] = stored.id


def _remark(stage: Stage, review: StoryReview, text: str) -> None:
    stage.journal.reviews.add_remark(stage.reviews[review.week], text)


def _skip_review(stage: Stage) -> None:
    stage.journal.reviews.skip(ReviewKind.MONTHLY)


def _mark_away(stage: Stage, span: tuple[date, date], note: str) -> None:
    stage.journal.away.add(*span, note)
