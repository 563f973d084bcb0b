"""Gaps in the file, and what proves them."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.dates import IsoWeek
from devjournal.domain.gap import Area, Gap, Step
from devjournal.domain.week import Outcome
from devjournal.errors import InvalidText, NotFound, UsageError
from devjournal.storage import Journal
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)
STAMP = "2026-11-27T00:00:00.000000Z"


def test_a_gap_is_kept_as_it_was_given(journal: Journal) -> None:
    gap = journal.gaps.add(Area.BRAND, " Known \n", why="because\n", needed=3, step=Step.NEXT)
    assert gap == Gap(
        id=1,
        area=Area.BRAND,
        title=" Known",
        why="because",
        step=Step.NEXT,
        opened_on=FRIDAY,
        needed=3,
        position=1,
    )
    assert journal.gaps.get(1) == gap
    assert journal.gaps.list() == (gap,)
    assert journal.gaps.titles() == {1: " Known"}
    assert not gap.shown


def test_each_area_is_a_column(journal: Journal) -> None:
    places = [journal.gaps.add(area, area).position for area in (*Area, *Area, Area.SKILLS)]
    assert places == [1, 1, 1, 2, 2, 2, 3]
    assert [gap.id for gap in journal.gaps.list()] == [1, 2, 3, 4, 5, 6, 7]


def test_what_cannot_be_a_gap(journal: Journal) -> None:
    for needed in (0, -1, 1001, 2**63):
        with pytest.raises(UsageError):
            journal.gaps.add(Area.SKILLS, "x", needed=needed)
    for wrong in ("", " ", "a\0"):
        with pytest.raises(InvalidText, match=r"^The title"):
            journal.gaps.add(Area.SKILLS, wrong)
    with pytest.raises(InvalidText, match=r"^The why"):
        journal.gaps.add(Area.SKILLS, "x", why="a\0")
    for missing in (1, 0, -1, 2**63):
        with pytest.raises(NotFound):
            journal.gaps.get(missing)
    assert journal.gaps.list() == ()
    assert [journal.gaps.add(Area.SKILLS, "x", needed=needed).needed for needed in (1, 1000)] == [1, 1000]


def test_entries_and_goals_are_counted(journal: Journal) -> None:
    for _ in range(2):
        journal.gaps.add(Area.EXPERIENCE, "Speak", needed=2)
    for n, outcome in enumerate([Outcome.HIT, Outcome.MISSED, None, Outcome.AWAY]):
        week = WEEK.shift(-n)
        journal.weeks.set_goal(week, "x", skill="y", gap=1)
        if outcome is not None:
            journal.weeks.recap(week, outcome)
    assert [(gap.evidence, gap.goals, gap.hits, gap.shown) for gap in journal.gaps.list()] == [
        *((1, 4, 1, False), (0, 0, 0, False))
    ]
    journal.entries.add("again", day=FRIDAY, gap=1, private=True)
    journal.entries.add("not this one", day=FRIDAY)
    assert [(gap.evidence, gap.shown) for gap in journal.gaps.list()] == [(2, True), (0, False)]
    assert journal.gaps.get(1) == journal.gaps.list()[0]


def test_a_brand_gap_counts_people(journal: Journal) -> None:
    journal.gaps.add(Area.BRAND, "Known", needed=5)
    journal.gaps.add(Area.BRAND, "Unknown", needed=4)
    journal.entries.add("a talk", day=FRIDAY, gap=1)
    assert [(gap.evidence, gap.needed) for gap in journal.gaps.list()] == [(0, 5), (0, 4)]
    with raw.connected(journal.path) as connection:
        for n, known in enumerate([FRIDAY, None, FRIDAY], 1):
            row = (f"person-{n}".ljust(36, "x"), STAMP, STAMP, f"P{n}")
            connection.execute("INSERT INTO person (uid, created_at, updated_at, name) VALUES (?, ?, ?, ?)", row)
            knows = (f"aware-{n}".ljust(36, "x"), STAMP, STAMP, n, 1, known and known.isoformat())
            connection.execute(
                "INSERT INTO awareness (uid, created_at, updated_at, person, gap, known_on) VALUES (?, ?, ?, ?, ?, ?)",
                knows,
            )
    assert [(gap.evidence, gap.needed, gap.shown) for gap in journal.gaps.list()] == [(2, 3, False), (0, 4, False)]
    with raw.connected(journal.path) as connection:
        connection.execute("UPDATE awareness SET known_on = '2026-11-27'")
    assert journal.gaps.get(1).shown
