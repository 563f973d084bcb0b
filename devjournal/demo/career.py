"""The deeds of the career plan: horizons, gaps, people, talks, topics, reviews, and days off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from devjournal.demo.almanac import WEEKS, Almanac
from devjournal.demo.deed import Deed, Stage
from devjournal.demo.people import DOROTA, PEOPLE, TOLD, Met, Told
from devjournal.demo.plan import GAPS, HORIZONS, Missing, Wanted
from devjournal.demo.reviews import REVIEWS, SKIPPED, Looked
from devjournal.demo.talks import FIRST_PAGE, ONE_TO_ONES, TALKS, OneToOne, Talked
from devjournal.demo.told import FRI, MON, THU, TUE
from devjournal.demo.topics import TOPICS, Brought
from devjournal.domain.due import ReviewKind
from devjournal.domain.one_to_one import ask
from devjournal.exports.handed import as_document
from devjournal.exports.summary import summarize

_FIRST_FORTNIGHT, _LONG_WEEKEND = 33, 74
"""The weeks of the fortnight off, of which this is the first, and of two days."""

_AHEAD = 4
"""In how many weeks there is a week off, where no Christmas is near."""


def deeds_of_the_career(almanac: Almanac) -> Iterator[Deed]:
    """Yield what was done for the horizon, each on its day."""
    yield from _of_the_plan(almanac)
    yield from _of_people(almanac)
    yield from _of_topics(almanac)
    yield from _of_reviews(almanac)
    yield from _of_days_off(almanac)


def _of_the_plan(almanac: Almanac) -> Iterator[Deed]:
    for wanted in HORIZONS:
        yield Deed(almanac.moment(wanted.week, FRI, 17), partial(_want, wanted=wanted))
    for gap in GAPS:
        at_first = gap.opened == 2  # with the horizon, on its Friday; later ones on a Monday, before the goal
        opened = almanac.moment(gap.opened, FRI, 17, 10) if at_first else almanac.moment(gap.opened, MON, 8, 30)
        yield Deed(opened, partial(_open, gap=gap))
        if gap.closed is not None:
            yield Deed(almanac.moment(gap.closed, FRI, 16, 40), partial(_close, gap=gap))
        if gap.parked is not None:
            yield Deed(almanac.moment(gap.parked, FRI, 16, 40), partial(_park, gap=gap))
        if gap.more is not None:
            week, needed = gap.more
            yield Deed(almanac.moment(week, FRI, 16, 40), partial(_need_more, gap=gap, needed=needed))


def _of_people(almanac: Almanac) -> Iterator[Deed]:
    for person in PEOPLE:
        yield Deed(almanac.moment(person.week, MON, 8, 20), partial(_meet, person=person))
    for told in TOLD:
        yield Deed(almanac.moment(told.wanted, FRI, 16, 45), partial(_should_know, told=told))
        if told.known is not None:
            yield Deed(almanac.moment(told.known, FRI, 16, 50), partial(_knows, told=told))
    for talked in TALKS:
        at = almanac.moment(talked.week, talked.day, 13)
        yield Deed(at, partial(_talk, talked=talked, day=at.date()))
    for held in ONE_TO_ONES:
        at = almanac.moment(held.week, held.day, 9, 15)
        yield Deed(at, partial(_hold, held=held, day=at.date()))
    last = ONE_TO_ONES[-1]
    after = almanac.moment(last.week, last.day, 9, 45)
    yield Deed(after, partial(_meet_again, person=DOROTA, day=almanac.day(WEEKS, TUE)))


def _of_topics(almanac: Almanac) -> Iterator[Deed]:
    for topic in TOPICS:
        due = almanac.day(*topic.due) if topic.due is not None else None
        yield Deed(almanac.moment(*topic.added, 14), partial(_bring, topic=topic, due=due))
        if topic.done is not None:
            yield Deed(almanac.moment(*topic.done, 14, 30), partial(_tick_off, topic=topic))


def _of_reviews(almanac: Almanac) -> Iterator[Deed]:
    for review in REVIEWS:
        yield Deed(almanac.moment(review.week, FRI, 17, 20), partial(_review, review=review))
        if review.remark is not None:
            week, text = review.remark
            yield Deed(almanac.moment(week, FRI, 17, 20), partial(_remark, review=review, text=text))
    yield Deed(almanac.moment(SKIPPED, FRI, 17, 20), _skip)


def _of_days_off(almanac: Almanac) -> Iterator[Deed]:
    fortnight = almanac.day(_FIRST_FORTNIGHT, MON), almanac.day(_FIRST_FORTNIGHT + 1, FRI)
    yield Deed(almanac.moment(27, TUE, 9), partial(_be_away, span=fortnight, note="Walking, no laptop"))
    weekend = almanac.day(_LONG_WEEKEND, THU), almanac.day(_LONG_WEEKEND, FRI)
    yield Deed(almanac.moment(71, TUE, 9), partial(_be_away, span=weekend, note="A long weekend"))
    breaks = list(almanac.breaks())
    for first, last in breaks:
        marked = almanac.at(first - timedelta(weeks=6), 9)
        yield Deed(marked, partial(_be_away, span=(first, last), note="Christmas and New Year"))
    if not breaks or breaks[-1][1] <= almanac.this.monday:
        ahead = almanac.this.shift(_AHEAD)
        yield Deed(almanac.moment(73, MON, 8), partial(_be_away, span=(ahead.monday, ahead.friday), note="At the sea"))


# each deed, done on the stage


def _want(stage: Stage, wanted: Wanted) -> None:
    stage.journal.horizons.set(wanted.role, wanted.months, wanted.why)


def _open(stage: Stage, gap: Missing) -> None:
    stage.gaps[gap] = stage.journal.gaps.add(gap.area, gap.title, why=gap.why, needed=gap.needed, step=gap.step).id


def _close(stage: Stage, gap: Missing) -> None:
    stage.journal.gaps.close(stage.gaps[gap])


def _park(stage: Stage, gap: Missing) -> None:
    stage.journal.gaps.park(stage.gaps[gap], gap.parked_why)


def _need_more(stage: Stage, gap: Missing, needed: int) -> None:
    stage.journal.gaps.edit(stage.gaps[gap], needed=needed)


def _meet(stage: Stage, person: Met) -> None:
    stage.journal.people.add(person.name, role=person.role, relation=person.relation)


def _should_know(stage: Stage, told: Told) -> None:
    stage.journal.people.should_know(told.person.name, stage.gaps[told.gap])


def _knows(stage: Stage, told: Told) -> None:
    stage.journal.people.knows(told.person.name, stage.gaps[told.gap])


def _talk(stage: Stage, talked: Talked, day: date) -> None:
    stage.journal.conversations.log(
        talked.person.name,
        day=day,
        kind=talked.kind,
        notes=talked.notes,
        year_before=talked.year_before,
        private=talked.private,
    )


def _hold(stage: Stage, held: OneToOne, day: date) -> None:
    """Hold a 1:1; in the first year she brought no page to it."""
    journal = stage.journal
    if held.week < FIRST_PAGE:
        journal.conversations.log(DOROTA.name, day=day, notes=held.notes)
        return
    found = journal.pages.find(ask(day, name=DOROTA.name))
    summary = summarize(found.findings, left_out=found.choices.left_out, brought=found.choices.brought)
    told = [topic.id for topic in found.findings.topics]
    talk = journal.conversations.hold(DOROTA.name, as_document(summary), told)
    if held.notes:
        journal.conversations.edit(talk.id, notes=held.notes)


def _meet_again(stage: Stage, person: Met, day: date) -> None:
    stage.journal.people.edit(person.name, next_on=day)


def _bring(stage: Stage, topic: Brought, due: date | None) -> None:
    added = stage.journal.topics.add(topic.text, kind=topic.kind, due=due, private=topic.private)
    stage.topics[topic] = added.id


def _tick_off(stage: Stage, topic: Brought) -> None:
    stage.journal.topics.done(stage.topics[topic])


def _review(stage: Stage, review: Looked) -> None:
    held = stage.journal.reviews.add(
        review.kind,
        bets=[stage.gaps[gap] for gap in review.bets],
        horizon=review.horizon,
        skills=review.skills,
        experience=review.experience,
        brand=review.brand,
        role_models=review.role_models,
        course=review.course,
    )
    stage.reviews[review.week] = held.id


def _remark(stage: Stage, review: Looked, text: str) -> None:
    stage.journal.reviews.add_remark(stage.reviews[review.week], text)


def _skip(stage: Stage) -> None:
    stage.journal.reviews.skip(ReviewKind.MONTHLY)


def _be_away(stage: Stage, span: tuple[date, date], note: str) -> None:
    stage.journal.away.add(*span, note)
