"""Gaps in the file, and what proves them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Gap, GapReferences, NewGap, Step
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.errors import InvalidText, NotFound, RuleViolation, UsageError
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
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


def test_a_gap_is_parked_and_taken_up_again(journal: Journal, clock: FrozenClock) -> None:
    gap = journal.gaps.add(Area.SKILLS, "Speak at a meetup")
    parked = journal.gaps.park(gap.id, "Wrong audience\n")
    assert (parked.parked_on, parked.parked_why, parked.parked, parked.open) == (FRIDAY, "Wrong audience", True, True)
    with pytest.raises(RuleViolation, match="already parked"):
        journal.gaps.park(gap.id)
    clock.move(days=3)
    assert journal.gaps.park(gap.id, "Not this year") == replace(parked, parked_why="Not this year"), "its day stays"
    assert journal.undo() == "parking of gap “Speak at a meetup”"
    assert journal.gaps.get(gap.id) == parked
    assert journal.gaps.unpark(gap.id) == gap
    assert journal.undo() == "taking up of gap “Speak at a meetup”"
    with pytest.raises(InvalidText, match="The reason"):
        journal.gaps.park(gap.id, "a\0")
    journal.gaps.close(gap.id)
    with pytest.raises(RuleViolation, match="closed; open it again to park it"):
        journal.gaps.park(gap.id)
    with pytest.raises(RuleViolation, match="not parked"):
        journal.gaps.unpark(gap.id)
    assert journal.gaps.reopen(gap.id) == gap, "who opens it again works at it again"
    for missing in (journal.gaps.park, journal.gaps.unpark):
        with pytest.raises(NotFound):
            missing(99)


def test_a_parked_gap_has_no_place_in_its_column(journal: Journal) -> None:
    for n in range(4):
        journal.gaps.add(Area.SKILLS, f"{n}")
    journal.gaps.park(2)
    journal.gaps.move(4, Area.SKILLS, 1)
    standing = [gap.id for gap in journal.gaps.list() if gap.on_board]
    assert standing == [1, 4, 3]


def test_what_cannot_be_a_gap(journal: Journal) -> None:
    for needed in (0, -1, 1001, 2**63):
        with pytest.raises(UsageError):
            journal.gaps.add(Area.SKILLS, "x", needed=needed)
    for wrong in ("", " ", "a\0"):
        with pytest.raises(InvalidText, match=r"^The title"):
            journal.gaps.add(Area.SKILLS, wrong)
    with pytest.raises(InvalidText, match=r"^The reason"):
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


def columns(journal: Journal) -> dict[Area, list[int]]:
    """Return the IDs of the open gaps of each column, in their order."""
    return {area: [gap.id for gap in journal.gaps.list() if gap.area is area and gap.open] for area in Area}


MOVES = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(Area), st.integers(-2, 9)), max_size=12)
POSITIONS = st.lists(st.integers(-3, 5), min_size=9, max_size=9)


@pytest.mark.slow
@settings(max_examples=40)
@given(MOVES, st.sets(st.integers(1, 9), max_size=3), POSITIONS)
def test_moves_keep_every_gap_once_and_in_the_asked_order(
    moves: list[tuple[int, Area, int]], closed: set[int], positions: list[int]
) -> None:
    """Whatever positions a merge or another program left: as many gaps, each where it was put, undone one by one."""
    with (
        tempfile.TemporaryDirectory(prefix="devjournal-test-") as folder,
        Journal(Path(folder) / "journal.db", FrozenClock()) as journal,
    ):
        for n in range(9):
            journal.gaps.add(list(Area)[n // 3], str(n))
        for row_id in closed:
            journal.gaps.close(row_id)
        with raw.connected(journal.path) as connection:
            connection.executemany(
                "UPDATE gap SET position = ? WHERE id = ?", zip(positions, range(1, 10), strict=True)
            )
        states = [columns(journal)]
        for row_id, area, index in moves:
            wanted = {name: [other for other in ids if other != row_id] for name, ids in states[-1].items()}
            if row_id not in closed:
                wanted[area].insert(max(index, 0), row_id)
            before = journal.path.read_bytes()
            moved = journal.gaps.move(row_id, area, index)
            assert (moved.id, moved.area, moved.open) == (row_id, area, row_id not in closed)
            assert columns(journal) == wanted
            if wanted != states[-1]:
                states.append(wanted)
            elif row_id not in closed:
                assert journal.path.read_bytes() == before, "what stays where it is writes nothing"
        if not closed:
            for state in reversed(states[:-1]):
                assert journal.undo().startswith("move of gap")
                assert columns(journal) == state


def test_moving_writes_few_rows(journal: Journal, clock: FrozenClock) -> None:
    for n in range(50):
        journal.gaps.add(Area.SKILLS, str(n))
    journal.gaps.add(Area.BRAND, "other")
    clock.move(hours=1)
    stamp = max(raw.stamps(journal.path, "gap", n)[1] for n in range(1, 52))
    journal.gaps.move(50, Area.SKILLS, 48)
    journal.gaps.move(51, Area.SKILLS, 50)
    changed = raw.query(journal.path, "SELECT id FROM gap WHERE updated_at > ? ORDER BY id", stamp)
    assert changed == [(49,), (50,), (51,)]


def test_two_windows_move_the_same_gap(journal: Journal, clock: FrozenClock) -> None:
    for n in range(4):
        journal.gaps.add(Area.SKILLS, str(n))
    with Journal(journal.path, clock) as other:
        journal.gaps.move(4, Area.SKILLS, 0)
        other.gaps.move(4, Area.BRAND, 0)
        journal.gaps.move(1, Area.SKILLS, 2)
        expected = {Area.SKILLS: [2, 3, 1], Area.EXPERIENCE: [], Area.BRAND: [4]}
        assert columns(journal) == columns(other) == expected


def test_a_gap_is_changed(journal: Journal) -> None:
    for n in range(3):
        journal.gaps.add(Area.SKILLS, f"{n}", why="w", needed=4)
    journal.gaps.add(Area.BRAND, "b")
    gap = journal.gaps.edit(1, title="t ", why="", needed=2, step=Step.NEXT)
    assert (gap.title, gap.why, gap.needed, gap.step, gap.position) == ("t", "", 2, Step.NEXT, 1)
    assert journal.gaps.edit(1, area=Area.SKILLS).position == 1, "it stays where it is in its own column"
    assert journal.gaps.edit(1, area=Area.BRAND).needed == 2
    assert columns(journal) == {Area.SKILLS: [2, 3], Area.EXPERIENCE: [], Area.BRAND: [4, 1]}
    before = journal.path.read_bytes()
    for wrong in ({"needed": 0}, {"needed": 1001}, {"title": ""}, {"title": " "}, {"why": "\0"}):
        with pytest.raises(UsageError):
            journal.gaps.edit(1, **wrong)
    with pytest.raises(NotFound):
        journal.gaps.edit(9, title="x")
    assert journal.path.read_bytes() == before


def test_only_its_owner_closes_a_gap(journal: Journal, clock: FrozenClock) -> None:
    journal.gaps.add(Area.SKILLS, "x")
    journal.entries.add("proof", day=FRIDAY, gap=1)
    clock.move(days=4000)
    assert journal.gaps.get(1).shown
    assert journal.gaps.get(1).open
    closed = journal.gaps.close(1)
    assert (closed.closed_on, closed.open) == (journal.today, False)
    with pytest.raises(RuleViolation):
        journal.gaps.close(1)
    assert journal.gaps.reopen(1).open
    with pytest.raises(RuleViolation):
        journal.gaps.reopen(1)
    for act in (journal.gaps.close, journal.gaps.reopen):
        with pytest.raises(NotFound):
            act(2)
    assert [journal.undo() for _ in range(2)] == ["reopening of gap “x”", "closing of gap “x”"]
    assert journal.gaps.get(1).open


def test_removing_a_gap_loses_nothing_else(journal: Journal) -> None:
    for title in ("gone", "stays"):
        journal.gaps.add(Area.SKILLS, title)
    journal.people.add("Ana")
    for gap in (1, 2):
        journal.people.knows("Ana", gap, FRIDAY)
    journal.weeks.set_goal(WEEK, "g", skill="s", gap=1)
    journal.weeks.recap(WEEK, Outcome.HIT)
    journal.entries.add("proof", day=FRIDAY, gap=1)
    journal.weeks.set_goal(WEEK.shift(1), "next", skill="s", gap=1)
    assert journal.gaps.references(1) == GapReferences(entries=2, goals=2, people=1)
    assert journal.gaps.references(2) == GapReferences(people=1)
    with pytest.raises(NotFound):
        journal.gaps.references(3)
    rows, entries, weeks = journal.gaps.list(), journal.entries.all(), journal.weeks.get(WEEK)
    assert journal.gaps.remove(1).title == "gone"
    assert [gap.title for gap in journal.gaps.list()] == ["stays"]
    assert [(entry.text, entry.gap) for entry in journal.entries.all()] == [("g", None), ("proof", None)]
    assert [(week.goal, week.gap) for week in (journal.weeks.get(WEEK), journal.weeks.get(WEEK.shift(1)))] == [
        *(("g", None), ("next", None))
    ]
    assert [awareness.gap for awareness in journal.people.awareness()] == [2]
    assert {table for table, _ in raw.removed(journal.path)} == {"gap", "awareness"}
    journal.undo()
    assert (journal.gaps.list(), journal.entries.all(), journal.weeks.get(WEEK)) == (rows, entries, weeks)
    assert [awareness.gap for awareness in journal.people.awareness()] == [1, 2]
    journal.redo()
    assert journal.gaps.add(Area.SKILLS, "new").id == 3


def test_the_evidence_of_a_hit_outlives_its_gap(journal: Journal) -> None:
    """A word added to the recap later does not take it away; another outcome does, another gap takes it over."""
    for _ in range(2):
        journal.gaps.add(Area.SKILLS, "x")
    journal.weeks.set_goal(WEEK, "g", skill="s", gap=1)
    journal.weeks.recap(WEEK, Outcome.HIT)
    journal.gaps.remove(1)
    journal.weeks.recap(WEEK, Outcome.HIT, note="a word")
    assert [(entry.text, entry.gap) for entry in journal.entries.all()] == [("g", None)]
    journal.weeks.set_goal(WEEK, "reworded", gap=2)
    assert [(entry.text, entry.gap) for entry in journal.entries.all()] == [("reworded", 2)]
    journal.gaps.remove(2)
    journal.weeks.recap(WEEK, Outcome.MISSED)
    assert journal.entries.all() == ()


def test_what_moves_a_gap(journal: Journal, clock: FrozenClock) -> None:
    journal.people.add("Ana")
    clock.move(days=-100)
    opened = journal.today
    gap = journal.gaps.add(Area.BRAND, "x").id
    clock.move(days=100)

    def moved() -> date | None:
        return journal.gaps.get(gap).last_moved

    journal.people.should_know("Ana", gap)
    journal.entries.add("long ago", day=opened - timedelta(days=300), gap=gap)
    assert moved() == opened
    journal.people.knows("Ana", gap, FRIDAY - timedelta(days=50))
    assert moved() == FRIDAY - timedelta(days=50)
    journal.weeks.set_goal(WEEK, "g", skill="s", gap=gap)
    assert moved() == WEEK.monday
    journal.weeks.set_goal(WEEK.shift(3), "g", skill="s", gap=gap)
    assert moved() == WEEK.monday, "a goal that is still to come has moved nothing"
    journal.entries.add("today", day=FRIDAY, gap=gap)
    assert moved() == FRIDAY


def test_many_are_added_or_none(journal: Journal) -> None:
    good, bad = NewGap(area=Area.SKILLS, title="a", needed=2), NewGap(area=Area.BRAND, title=" ")
    before = journal.path.read_bytes()
    with pytest.raises(InvalidText):
        journal.gaps.add_all([good, bad])
    assert journal.path.read_bytes() == before
    assert [gap.title for gap in journal.gaps.add_all([good, good])] == ["a", "a"]
    assert journal.undo() == "import of 2 gaps"
    assert journal.gaps.list() == ()


def test_the_weeks_that_aimed_at_a_gap(journal: Journal) -> None:
    journal.gaps.add(Area.SKILLS, "x")
    for n, gap in ((3, 1), (1, 1), (2, None)):
        journal.weeks.set_goal(WEEK.shift(-n), f"goal {n}", skill="s", gap=gap)
    journal.weeks.recap(WEEK.shift(-3), Outcome.HIT)
    assert [(week.goal, week.outcome) for week in journal.weeks.of_gap(1)] == [
        ("goal 3", Outcome.HIT),
        ("goal 1", None),
    ]
    assert journal.weeks.of_gap(2) == ()


def test_a_card_steps_in_among_few_others(journal: Journal, clock: FrozenClock) -> None:
    """One place down among many writes two rows; to the head or the foot of another column, one."""
    for n in range(40):
        journal.gaps.add(Area.SKILLS, str(n))
    journal.gaps.add(Area.BRAND, "other")

    def changed_ids(row_id: int, index: int) -> list[int]:
        clock.move(hours=1)
        stamp = max(raw.stamps(journal.path, "gap", n)[1] for n in range(1, 42))
        journal.gaps.move(row_id, Area.SKILLS, index)
        return [
            changed_id
            for (changed_id,) in raw.query(journal.path, "SELECT id FROM gap WHERE updated_at > ? ORDER BY id", stamp)
        ]

    assert changed_ids(5, 5) == [5, 6]
    assert changed_ids(5, 4) == [5, 6]
    assert changed_ids(5, 0) == [5]
    assert changed_ids(41, 0) == [41]
    assert changed_ids(41, 99) == [41]
    assert changed_ids(41, 3) == [3, 4, 41], "down to the place that 5 left"
