"""Invented journals for the rules of the long view: some weeks, how each went, and days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome, WeekMark

WEEK = timedelta(weeks=1)
KINDS = (
    "nothing",
    "goal",
    "hit",
    "missed",
    "away",
    "late hit",
    "late missed",
    "late away",
    "off",
    "goal off",
    "hit off",
)


@dataclass(frozen=True)
class Invented:
    """What a strategy came up with; `marks` and `away` are what the rules take."""

    today: date
    kinds: dict[date, str]

    @property
    def marks(self) -> dict[date, WeekMark]:
        """What is written, by Monday, oldest first."""
        marks = {monday: _mark(monday, kind) for monday, kind in sorted(self.kinds.items())}
        return {monday: mark for monday, mark in marks.items() if mark is not None}

    @property
    def away(self) -> frozenset[date]:
        """The Mondays that days off make away."""
        return frozenset(monday for monday, kind in self.kinds.items() if kind.endswith("off"))


def _mark(monday: date, kind: str) -> WeekMark | None:
    if kind in ("nothing", "off"):
        return None
    if kind.startswith("goal"):
        return WeekMark(monday, True)
    outcome = Outcome(kind.removeprefix("late ").removesuffix(" off"))
    recapped_on = monday + timedelta(days=14 if kind.startswith("late") else 13)
    return WeekMark(monday, outcome is not Outcome.AWAY, outcome, recapped_on=recapped_on)


@st.composite
def journals(draw: st.DrawFn) -> Invented:
    """Draw up to 30 weeks in a row around today, some of them ahead."""
    today = draw(st.dates(date(1971, 1, 1), date(2090, 12, 31)))
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=30))
    ahead = draw(st.integers(-2, 3))
    newest = IsoWeek.of(today).monday + ahead * WEEK
    by_week: dict[date, str] = {}
    for back, kind in enumerate(kinds):
        monday = newest - back * WEEK
        by_week[monday] = kind if monday <= today else {"goal": "goal", "off": "off"}.get(kind, "nothing")
    return Invented(today, by_week)
