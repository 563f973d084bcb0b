"""The deeds of the weeks: goals, check-ins, recaps, lessons and entries, each at the time of day that it has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import partial

from devjournal.demo.almanac import Almanac
from devjournal.demo.deed import Deed, Stage
from devjournal.demo.quarter_1 import WEEKS as FIRST
from devjournal.demo.quarter_2 import WEEKS as SECOND
from devjournal.demo.quarter_3 import WEEKS as THIRD
from devjournal.demo.quarter_4 import WEEKS as FOURTH
from devjournal.demo.quarter_5 import WEEKS as FIFTH
from devjournal.demo.quarter_6 import WEEKS as SIXTH
from devjournal.demo.told import FRI, MON, THU, TUE, WED, CheckIn, Lived, Recap, Wrote
from devjournal.domain.dates import IsoWeek

WEEKS = (*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH)
"""Every week of the story."""

_SEEN = 0.7
"""The share of the incidental entries that a seed takes."""

_TICKED = (TUE, WED, THU, FRI)
"""The days on which the steps of a plan are ticked, one after the other."""


def deeds_of_weeks(almanac: Almanac, today: date, seed: int) -> Iterator[Deed]:
    """Yield what was done in every week; what today asks for is not done yet."""
    dice = random.Random(seed)
    for number, lived in enumerate(WEEKS):
        iso = almanac.week(number)
        if lived.goal and today > iso.monday:
            yield Deed(almanac.moment(number, MON, 9, 5), partial(_set_goal, iso=iso, lived=lived))
            yield from _plan(almanac, number, lived)
        if lived.check_in is not None and today > almanac.day(number, WED):
            deed = partial(_check_in, iso=iso, lived=lived, answer=lived.check_in)
            yield Deed(almanac.moment(number, WED, 12, 35), deed)
        if lived.recap is not None:
            hour = 16 if lived.recap.day % 7 == FRI else 8  # before the lesson of Monday is answered
            deed = partial(_recap, iso=iso, recap=lived.recap)
            yield Deed(almanac.moment(number, lived.recap.day, hour, 20), deed)
        kept = [wrote for wrote in lived.entries if not wrote.maybe or dice.random() < _SEEN]
        for n, wrote in enumerate(kept):
            at = almanac.moment(number, wrote.day, 10 + n % 6, 40)
            yield Deed(at, partial(_write, wrote=wrote, day=at.date()))


def _plan(almanac: Almanac, number: int, lived: Lived) -> Iterator[Deed]:
    ticked = len(lived.plan) if lived.ticked is None else lived.ticked
    for n in range(ticked):
        deed = partial(_tick, iso=almanac.week(number), step=n + 1)
        yield Deed(almanac.moment(number, _TICKED[n], 9, 30), deed)


def _set_goal(stage: Stage, iso: IsoWeek, lived: Lived) -> None:
    weeks = stage.journal.weeks
    if lived.answer is not None:
        weeks.answer_lesson(lived.answer)
    gap = stage.gap(lived.gap)
    weeks.set_goal(iso, lived.goal, skill=lived.skill, gap=gap, plan=lived.plan, carried=lived.carried)


def _tick(stage: Stage, iso: IsoWeek, step: int) -> None:
    stage.journal.weeks.tick(iso, step, True)


def _check_in(stage: Stage, iso: IsoWeek, lived: Lived, answer: CheckIn) -> None:
    weeks = stage.journal.weeks
    weeks.check_in(iso, answer.on_track, answer.adjust)
    if answer.smaller:
        weeks.set_goal(iso, answer.smaller, smaller=True)


def _recap(stage: Stage, iso: IsoWeek, recap: Recap) -> None:
    stage.journal.weeks.recap(iso, recap.outcome, better=recap.better, note=recap.note, lesson=recap.lesson)


def _write(stage: Stage, wrote: Wrote, day: date) -> None:
    stage.journal.entries.add(wrote.text, day=day, gap=stage.gap(wrote.gap), link=wrote.link, private=wrote.private)
