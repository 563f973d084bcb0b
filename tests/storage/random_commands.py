"""Random writes of the owners of several machines: every kind, with few different texts, so that they conflict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.merge.text_conflict import NewTextConflict
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.reviews.review_draft import Decision, GapDecision, GapWording
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.errors import JournalError
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)
Act = Callable[[Journal, Random], object]
Life = list[tuple[str, int, int]]
"""What is done, with the seed of its words, and how many minutes after what was done before."""


def _week(r: Random) -> IsoWeek:
    return WEEK.shift(r.randint(-1, 0))


def _word(r: Random) -> str:
    return r.choice("abc")


def _id(r: Random) -> int:
    return r.randint(1, 3)


def _gap(r: Random) -> int | None:
    return r.choice([None, 1, 2, 3])


def _day(r: Random) -> date:
    return FRIDAY + timedelta(days=r.randint(-2, 2))


def _maybe(r: Random, **values: object) -> dict[str, object]:
    """Return some of the values."""
    return {name: value for name, value in values.items() if r.random() < 0.5}


def _goal(j: Journal, r: Random) -> object:
    plan = [_word(r) for _ in range(r.randint(0, 3))] if r.random() < 0.4 else None
    return j.weeks.set_goal(
        *(_week(r), _word(r)),
        skill=r.choice(["s", "t", None]),
        plan=plan,
        smaller=r.random() < 0.3,
        **({"gap": _gap(r)} if r.random() < 0.5 else {}),  # type: ignore[arg-type]
    )


def _recap(j: Journal, r: Random) -> object:
    outcome = r.choice(list(Outcome))
    better = r.choice([None, True, False]) if outcome is not Outcome.AWAY else None
    note, lesson = (r.choice([None, "", _word(r)]) for _ in range(2))
    return j.weeks.recap(_week(r), outcome, better=better, note=note, lesson=lesson)


def _walk(j: Journal, r: Random) -> object:
    kind = r.choice(list(ReviewKind))
    walk = j.review_drafts.begin(kind)
    gaps = j.gaps.list()
    if gaps and r.random() < 0.7:
        gap = r.choice(gaps)
        choice = r.choice([GapDecision.KEEP, GapDecision.CLOSE, GapDecision.PARK])
        decision = Decision(gap=gap.uid, choice=choice, was=GapWording.of(gap))
        answers = walk.answers.decide(decision)
        j.review_drafts.save(type(walk)(kind=kind, day=walk.day, answers=answers))
    return (
        j.review_drafts.finish(kind) if r.random() < 0.4 else j.review_drafts.drop(kind) if r.random() < 0.2 else None
    )


def _hold(j: Journal, r: Random) -> object:
    topics = [topic.id for topic in j.topics.open()]
    return j.conversations.hold(_word(r), {"title": _word(r)}, topics)


def _gave_way(j: Journal, r: Random) -> object:
    gaps = j.gaps.list()
    if not gaps:
        return None
    stamp = f"2026-11-2{_id(r)}T12:00:00.000000Z"
    return j.text_conflicts.add_all([NewTextConflict("gap", r.choice(gaps).uid, "why", _word(r), stamp, "laptop")])


ACTS: dict[str, Act] = {
    "goal": _goal,
    "clear goal": lambda j, r: j.weeks.clear_goal(_week(r)),
    "add step": lambda j, r: j.weeks.add_step(_week(r), _word(r)),
    "edit step": lambda j, r: j.weeks.edit_step(_week(r), _id(r), _word(r)),
    "tick": lambda j, r: j.weeks.tick(_week(r), _id(r), r.random() < 0.6),
    "remove step": lambda j, r: j.weeks.remove_step(_week(r), _id(r)),
    "check in": lambda j, r: j.weeks.check_in(_week(r), r.random() < 0.5, r.choice([None, "", _word(r)])),
    "recap": _recap,
    "answer": lambda j, r: j.weeks.answer_lesson(r.choice(list(LessonAnswer)), r.choice([None, _week(r)])),
    "away": lambda j, r: j.away.add(_day(r), _day(r) + timedelta(days=5), _word(r)),
    "not away": lambda j, r: j.away.remove(_id(r)),
    "log": lambda j, r: j.entries.add(_word(r), day=_day(r), gap=_gap(r), private=r.random() < 0.3),
    "edit entry": lambda j, r: j.entries.edit(
        _id(r),
        **_maybe(r, text=_word(r), day=_day(r), gap=_gap(r), link=r.choice(["", "l"]), private=r.random() < 0.5),
    ),
    "remove entry": lambda j, r: j.entries.remove(_id(r)),
    "horizon": lambda j, r: j.horizons.set(_word(r), months=_id(r), why=r.choice([None, _word(r)])),
    "edit horizon": lambda j, r: j.horizons.edit(_id(r), role=_word(r), months=_id(r), why=_word(r)),
    "remove horizon": lambda j, r: j.horizons.remove(_id(r)),
    "gap": lambda j, r: j.gaps.add(r.choice(list(Area)), _word(r), needed=_id(r)),
    "edit gap": lambda j, r: j.gaps.edit(
        _id(r),
        **_maybe(r, title=_word(r), why=_word(r), needed=_id(r), step=r.choice(list(Step)), area=r.choice(list(Area))),
    ),
    "close gap": lambda j, r: j.gaps.close(_id(r)),
    "reopen gap": lambda j, r: j.gaps.reopen(_id(r)),
    "park": lambda j, r: j.gaps.park(_id(r), _word(r)),
    "unpark": lambda j, r: j.gaps.unpark(_id(r)),
    "move gap": lambda j, r: j.gaps.move(_id(r), r.choice(list(Area)), r.randint(0, 2)),
    "remove gap": lambda j, r: j.gaps.remove(_id(r)),
    "person": lambda j, r: j.people.add(_word(r), role=_word(r), relation=r.choice(list(Relation))),
    "edit person": lambda j, r: j.people.edit(
        _word(r), **_maybe(r, name=_word(r), role=_word(r), next_on=r.choice([None, _day(r)]))
    ),
    "remove person": lambda j, r: j.people.remove(_word(r)),
    "should know": lambda j, r: j.people.should_know(_word(r), _id(r)),
    "knows": lambda j, r: j.people.knows(_word(r), _id(r), r.choice([None, _day(r)])),
    "forget": lambda j, r: j.people.forget(_word(r), _id(r)),
    "talk": lambda j, r: j.conversations.log(
        _word(r), day=_day(r), kind=r.choice(list(TalkKind)), notes=_word(r), private=r.random() < 0.3
    ),
    "hold": _hold,
    "edit talk": lambda j, r: j.conversations.edit(_id(r), **_maybe(r, notes=_word(r), private=r.random() < 0.5)),
    "remove talk": lambda j, r: j.conversations.remove(_id(r)),
    "topic": lambda j, r: j.topics.add(_word(r), kind=r.choice(list(TopicKind)), private=r.random() < 0.3),
    "edit topic": lambda j, r: j.topics.edit(
        _id(r), **_maybe(r, text=_word(r), due=r.choice([None, _day(r)]), private=r.random() < 0.5)
    ),
    "done": lambda j, r: j.topics.done(_id(r)),
    "undone": lambda j, r: j.topics.undone(_id(r)),
    "remove topic": lambda j, r: j.topics.remove(_id(r)),
    "choose": lambda j, r: j.pages.choose(None, f"topic:{_id(r)}", r.random() < 0.5, "a choice"),
    "review": lambda j, r: j.reviews.add(
        ReviewKind.QUARTERLY, bets=[gap for gap in (1, 2, 3) if r.random() < 0.5], skills=_word(r)
    ),
    "remove review": lambda j, r: j.reviews.remove(_id(r)),
    "remark": lambda j, r: j.reviews.add_remark(_id(r), _word(r)),
    "walk": _walk,
    "put off": lambda j, r: j.reviews.put_off(r.choice(list(ReviewKind))),
    "words of": lambda j, r: j.entries.add(_word(r), day=_day(r), gap=_gap(r), said_by=_id(r)),
    "pick": lambda j, r: j.entries.pick(_id(r), r.choice([None, True, False])),
    "put in order": lambda j, r: j.entries.put_in_order(r.sample([1, 2, 3], 2)),
    "private gap": lambda j, r: j.gaps.edit(_id(r), private=r.random() < 0.5),
    "claim": lambda j, r: j.gaps.edit(_id(r), claim=r.choice(["", _word(r)])),
    "statement": lambda j, r: j.horizons.set_statement(_id(r), r.choice(["", _word(r)])),
    "drafts": lambda j, r: j.drafts.add_all(
        NewDraft("git", key, day=_day(r), text=_word(r)) for key in r.sample(["one", "other", "third"], 2)
    ),
    "keep draft": lambda j, r: j.drafts.keep(_id(r), text=r.choice([None, _word(r)]), gap=_gap(r)),
    "drop draft": lambda j, r: j.drafts.drop(_id(r)),
    "gave way": _gave_way,
    "settle": lambda j, r: j.text_conflicts.settle(_id(r)),
    "undo": lambda j, r: j.undo(),
    "redo": lambda j, r: j.redo(),
}
"""What can be done; what is refused is not done."""

OFTEN = ("goal", "recap", "undo", "edit entry", "edit person", "gap", "log", "person")
"""What is done more often than the rest."""


def live(journal: Journal, clock: FrozenClock, life: Life) -> None:
    """Do one thing after the other."""
    for act, seed, minutes in life:
        clock.move(minutes=minutes)
        try:
            ACTS[act](journal, Random(seed))
        except JournalError:
            continue


def any_life(r: Random, max_acts: int) -> Life:
    """Return what an owner may do."""
    acts = [*ACTS, *OFTEN, *OFTEN]
    return [(r.choice(acts), r.randrange(10_000), r.choice([0, 1, 30, 600])) for _ in range(r.randint(0, max_acts))]
