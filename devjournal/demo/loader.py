"""Reads the story of the demo from `story.toml`, which stands beside this module."""

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
    """Return the story that devjournal ships.

    Raises:
        KeyError, TypeError, ValueError: the file names a gap, a person, a field or a day that does not exist.
    """
    return parse_story(files("devjournal.demo").joinpath("story.toml").read_text(encoding="utf-8"))


def parse_story(text: str) -> Story:
    """Return the story in a TOML text; raises what `load_story` raises."""
    table = tomllib.loads(text)
    gaps = {
        key: _record(StoryGap, gap, area=Area, step=Step, more=_as(NewMeasure)) for key, gap in table["gaps"].items()
    }
    people = {key: _record(StoryPerson, person, relation=Relation) for key, person in table["people"].items()}
    somebody = people.__getitem__
    references: dict[str, _Reader] = {"gap": gaps.__getitem__, "person": somebody, "day": _DAYS.index}
    moment = _as(Moment, **references)
    week: dict[str, _Reader] = {
        "gap": gaps.__getitem__,
        "plan": tuple,
        "check_in": _as(StoryCheckIn),
        "recap": _as(StoryRecap, outcome=Outcome, day=_DAYS.index),
        "answer": LessonAnswer,
        "entries": _each(StoryEntry, said_by=somebody, **references),
    }
    return _record(
        Story,
        table,
        horizons=_each(StoryHorizon),
        gaps=lambda _: tuple(gaps.values()),
        people=lambda _: tuple(people.values()),
        awareness=_each(StoryAwareness, **references),
        one_to_ones=_each(StoryOneToOne, **references),
        topics=_each(StoryTopic, kind=TopicKind, added=moment, done=moment, due=moment),
        talks=_each(StoryTalk, kind=TalkKind, **references),
        reviews=_each(
            StoryReview,
            kind=ReviewKind,
            bets=lambda keys: tuple(gaps[key] for key in keys),
            remark=_as(StoryRemark),
        ),
        drafts=_each(StoryDraft, kind=SourceKind, **references),
        weeks=_each(StoryWeek, **week),
    )


def _record(record: type[_Value], table: _Table, /, **readers: _Reader) -> _Value:
    """Return a value made of a table's fields, each read by the reader of its name if there is one."""
    return record(**{name: readers[name](value) if name in readers else value for name, value in table.items()})


def _as(record: type[_Value], /, **readers: _Reader) -> Callable[[_Table], _Value]:
    return lambda table: _record(record, table, **readers)


def _each(record: type[_Value], /, **readers: _Reader) -> Callable[[list[_Table]], tuple[_Value, ...]]:
    return lambda tables: tuple(_record(record, table, **readers) for table in tables)
