"""Loads the story of the demo from `story.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from devjournal.demo.story import (
    Moment,
    NewMeasure,
    Story,
    StoryAwareness,
    StoryCheckIn,
    StoryDraft,
    StoryEntry,
    StoryGap,
    StoryHorizon,
    StoryOneToOne,
    StoryPerson,
    StoryRecap,
    StoryRemark,
    StoryReview,
    StoryTalk,
    StoryTopic,
    StoryWeek,
)
from devjournal.domain.capture.fingerprint import SourceKind
from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome

_Value = TypeVar("_Value")
_Table = Mapping[str, Any]
_Reader = Callable[[Any], Any]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@cache
def load_story() -> Story:
    """Return the shipped story.

    Raises:
        KeyError, TypeError, ValueError: `story.toml` has an unknown gap, person, field or day.
    """
    return parse_story(files("devjournal.demo").joinpath("story.toml").read_text(encoding="utf-8"))


def parse_story(text: str) -> Story:
    """Parse the TOML of a story. Raises the same errors as `load_story`."""
    table = tomllib.loads(text)
    gaps = {
        key: _record(StoryGap, gap, area=Area, step=Step, more=_record_of(NewMeasure))
        for key, gap in table["gaps"].items()
    }
    people = {key: _record(StoryPerson, person, relation=Relation) for key, person in table["people"].items()}
    person_of = people.__getitem__
    references: dict[str, _Reader] = {"gap": gaps.__getitem__, "person": person_of, "day": _DAYS.index}
    moment = _record_of(Moment, **references)
    week: dict[str, _Reader] = {
        "gap": gaps.__getitem__,
        "plan": tuple,
        "check_in": _record_of(StoryCheckIn),
        "recap": _record_of(StoryRecap, outcome=Outcome, day=_DAYS.index),
        "answer": LessonAnswer,
        "entries": _records_of(StoryEntry, said_by=person_of, **references),
    }
    return _record(
        Story,
        table,
        horizons=_records_of(StoryHorizon),
        gaps=lambda _: tuple(gaps.values()),
        people=lambda _: tuple(people.values()),
        awareness=_records_of(StoryAwareness, **references),
        one_to_ones=_records_of(StoryOneToOne, **references),
        topics=_records_of(StoryTopic, kind=TopicKind, added=moment, done=moment, due=moment),
        talks=_records_of(StoryTalk, kind=TalkKind, **references),
        reviews=_records_of(
            StoryReview,
            kind=ReviewKind,
            bets=lambda keys: tuple(gaps[key] for key in keys),
            remark=_record_of(StoryRemark),
        ),
        drafts=_records_of(StoryDraft, kind=SourceKind, **references),
        weeks=_records_of(StoryWeek, **week),
    )


def _record(record: type[_Value], table: _Table, /, **readers: _Reader) -> _Value:
    """Create a record from a TOML table. A field with a reader of its name is converted by that reader."""
    return record(**{name: readers[name](value) if name in readers else value for name, value in table.items()})


def _record_of(record: type[_Value], /, **readers: _Reader) -> Callable[[_Table], _Value]:
    return lambda table: _record(record, table, **readers)


def _records_of(record: type[_Value], /, **readers: _Reader) -> Callable[[list[_Table]], tuple[_Value, ...]]:
    return lambda tables: tuple(_record(record, table, **readers) for table in tables)
