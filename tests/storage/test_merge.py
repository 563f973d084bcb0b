"""Two copies of one journal become one, the same whichever is merged into which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.dates import IsoWeek
from devjournal.domain.gap import Area
from devjournal.domain.person import Relation
from devjournal.domain.week import LessonAnswer, Outcome
from devjournal.errors import JournalError
from devjournal.exports.document import dumps, loads
from devjournal.exports.merge import Merged, merge
from devjournal.storage import Journal
from devjournal.storage.schema import MIGRATIONS
from devjournal.storage.shape import table_columns
from tests.still import StillClock
from tests.storage import raw

SHAPE = table_columns()
VERSION = len(MIGRATIONS)
FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)
Act = Callable[[Journal], object]


class Pair:
    """A journal and its copy on another machine, which parted ways a moment ago."""

    def __init__(self, folder: Path, close: ExitStack) -> None:
        self.clocks = StillClock(), StillClock()
        self.here, self.there = (
            close.enter_context(Journal(folder / f"{name}.db", clock))
            for name, clock in zip(("here", "there"), self.clocks, strict=True)
        )

    def part(self) -> None:
        """Take the copy."""
        self.there.transfer.load(self.here.transfer.rows())

    def merge(self) -> Merged:
        """Merge the copy into the journal, through a document as the command does."""
        return merge_into(self.here, document_of(self.there))


def document_of(journal: Journal) -> str:
    return dumps(journal.transfer.rows(), VERSION)


def merge_into(journal: Journal, document: str) -> Merged:
    rows = loads(document, SHAPE, VERSION)
    return journal.transfer.merge(rows, partial(merge, shape=SHAPE), "merge")[0]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as close:
        yield Pair(tmp_path, close)


def test_each_machine_s_words_are_there(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    pair.part()
    pair.here.entries.add("Written here", day=FRIDAY)
    pair.there.entries.add("Written there", day=FRIDAY)
    pair.there.people.add("Ana", relation=Relation.MANAGER)
    assert pair.merge().clashes == ()
    assert {entry.text for entry in pair.here.entries.all()} == {"Written here", "Written there"}
    assert [person.name for person in pair.here.people.list()] == ["Ana"]
    before = pair.here.path.read_bytes()
    merged = pair.merge()
    assert (merged.clashes, pair.here.path.read_bytes()) == ((), before), "a second merge changes nothing"


def test_the_later_change_wins_and_both_texts_are_told(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    pair.part()
    pair.clocks[0].move(hours=1)
    pair.here.weeks.set_goal(WEEK, "Ship it whole", skill="Delivery")
    pair.clocks[1].move(hours=2)
    pair.there.weeks.set_goal(WEEK, "Ship half of it", skill="Delivery")
    (clash,) = pair.merge().clashes
    assert (clash.column, clash.kept, clash.other) == ("goal", "Ship half of it", "Ship it whole")
    assert pair.here.weeks.get(WEEK).goal == "Ship half of it"


def test_a_tie_goes_to_the_greater_text(pair: Pair) -> None:
    for journal, goal in ((pair.here, "b"), (pair.there, "a")):
        journal.weeks.set_goal(WEEK, goal, skill="s")
    pair.merge()
    assert pair.here.weeks.get(WEEK).goal == "b"


def test_an_empty_field_takes_the_filled_one(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    pair.part()
    pair.there.weeks.recap(WEEK, Outcome.MISSED, better=True, lesson="Begin on Monday")
    pair.clocks[0].move(hours=5)
    pair.here.weeks.check_in(WEEK, False, "Half of it")
    pair.merge()
    week = pair.here.weeks.get(WEEK)
    assert (week.outcome, week.lesson, week.adjustment) == (Outcome.MISSED, "Begin on Monday", "Half of it")


def test_what_was_removed_stays_removed_unless_it_was_changed_later(pair: Pair) -> None:
    for text in ("one", "two"):
        pair.here.entries.add(text, day=FRIDAY)
    pair.part()
    for number in (1, 2):
        pair.here.entries.remove(number)
    pair.clocks[1].move(hours=1)
    pair.there.entries.edit(2, text="two, and more")
    pair.merge()
    assert [entry.text for entry in pair.here.entries.all()] == ["two, and more"]
    merge_into(pair.there, document_of(pair.here))
    assert [entry.text for entry in pair.there.entries.all()] == ["two, and more"]


def test_references_to_what_is_gone_become_empty(pair: Pair) -> None:
    gap = pair.here.gaps.add(Area.SKILLS, "Design")
    ana = pair.here.people.add("Ana")
    pair.part()
    pair.here.gaps.remove(gap.id)
    pair.there.entries.add("Drew it", day=FRIDAY, gap=gap.id)
    pair.there.people.should_know(ana.name, gap.id)
    pair.merge()
    assert [entry.gap for entry in pair.here.entries.all()] == [None]
    assert pair.here.transfer.rows()["awareness"] == []


def test_a_hit_there_and_a_later_miss_here_leave_no_evidence(pair: Pair) -> None:
    gap = pair.here.gaps.add(Area.SKILLS, "Design")
    pair.here.weeks.set_goal(WEEK, "Draw it", skill="Design", gap=gap.id)
    pair.part()
    pair.there.weeks.recap(WEEK, Outcome.HIT, better=True)
    pair.clocks[0].move(hours=1)
    pair.here.weeks.recap(WEEK, Outcome.MISSED)
    pair.merge()
    assert pair.here.entries.all() == ()
    assert pair.here.weeks.get(WEEK).outcome is Outcome.MISSED


def test_two_people_of_one_name_are_one(pair: Pair) -> None:
    for journal, role in ((pair.here, ""), (pair.there, "CTO")):
        journal.people.add("Annie")
        journal.people.add("Bob")
        journal.people.edit("Annie", name="Ana", role=role)
    pair.here.people.edit("Ana", name="Annie")
    pair.there.people.remove("Bob")
    pair.there.people.edit("Ana", name="Bob")
    pair.merge()
    assert sorted(person.name for person in pair.here.people.list()) in (["Annie", "Bob"], ["Bob"], ["Annie"])


def test_people_who_changed_names_with_each_other(pair: Pair) -> None:
    for name in ("Ana", "Bob"):
        pair.here.people.add(name)
    pair.part()
    pair.clocks[1].move(hours=1)
    for old, new in (("Ana", "x"), ("Bob", "Ana"), ("x", "Bob")):
        pair.there.people.edit(old, name=new)
    ids = {person.id: person.name for person in pair.here.people.list()}
    pair.merge()
    assert ids == {1: "Ana", 2: "Bob"}
    assert {person.id: person.name for person in pair.here.people.list()} == {1: "Bob", 2: "Ana"}


def test_one_horizon_stands_for_a_number_of_months(pair: Pair) -> None:
    pair.here.horizons.set("Lead", months=12)
    pair.clocks[1].move(days=1)
    pair.there.horizons.set("Head", months=12)
    pair.merge()
    assert [horizon.role for horizon in pair.here.horizons.standing()] == ["Head"]


def test_a_merge_is_one_step_to_undo(pair: Pair) -> None:
    pair.here.entries.add("mine", day=FRIDAY)
    pair.there.entries.add("theirs", day=FRIDAY)
    pair.there.gaps.add(Area.SKILLS, "Design")
    pair.merge()
    pair.here.undo()
    assert ([entry.text for entry in pair.here.entries.all()], pair.here.gaps.list()) == (["mine"], ())
    pair.here.redo()
    assert len(pair.here.entries.all()) == 2


def _attempt(act: Act, journal: Journal) -> None:
    try:
        act(journal)
    except JournalError:
        return


WORDS = st.sampled_from(["a", "b", "c"])
IDS = st.integers(1, 3)
WEEKS = st.integers(-2, 1).map(WEEK.shift)
GAPS = st.none() | IDS
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda iso, goal, gap, plan: lambda j: j.weeks.set_goal(iso, goal, skill="s", gap=gap, plan=plan),
        *(WEEKS, WORDS, GAPS, st.lists(WORDS, max_size=2)),
    ),
    st.builds(
        lambda iso, outcome, lesson: lambda j: j.weeks.recap(iso, outcome, lesson=lesson),
        *(WEEKS, st.sampled_from(Outcome), st.sampled_from(["", "l", "m"])),
    ),
    st.builds(lambda answer: lambda j: j.weeks.answer_lesson(answer), st.sampled_from(LessonAnswer)),
    st.builds(lambda text, gap: lambda j: j.entries.add(text, day=FRIDAY, gap=gap), WORDS, GAPS),
    st.builds(lambda n, text: lambda j: j.entries.edit(n, text=text), IDS, WORDS),
    st.builds(lambda n: lambda j: j.entries.remove(n), IDS),
    st.builds(lambda title: lambda j: j.gaps.add(Area.BRAND, title), WORDS),
    st.builds(lambda n, title: lambda j: j.gaps.edit(n, title=title), IDS, WORDS),
    st.builds(lambda n: lambda j: j.gaps.remove(n), IDS),
    st.builds(lambda name: lambda j: j.people.add(name), WORDS),
    st.builds(lambda old, new: lambda j: j.people.edit(old, name=new), WORDS, WORDS),
    st.builds(lambda name: lambda j: j.people.remove(name), WORDS),
    st.builds(lambda name, gap: lambda j: j.people.should_know(name, gap), WORDS, IDS),
    st.builds(lambda name, gap: lambda j: j.people.knows(name, gap), WORDS, IDS),
    st.builds(lambda name: lambda j: j.conversations.log(name, day=FRIDAY), WORDS),
    st.builds(lambda text: lambda j: j.topics.add(text), WORDS),
    st.builds(lambda n: lambda j: j.topics.done(n), IDS),
    st.builds(lambda n: lambda j: j.topics.remove(n), IDS),
    st.builds(lambda role, months: lambda j: j.horizons.set(role, months=months), WORDS, IDS),
    st.builds(lambda: lambda j: j.undo()),
)
LIVES = st.lists(st.tuples(ACTS, st.integers(0, 2)), max_size=8)


def _live(journal: Journal, clock: StillClock, life: list[tuple[Act, int]]) -> None:
    for act, hours in life:
        clock.move(hours=hours)
        _attempt(act, journal)


@settings(max_examples=40, deadline=None)
@given(before=LIVES, here=LIVES, there=LIVES)
def test_it_is_one_journal_whichever_is_merged_into_which(before: Any, here: Any, there: Any) -> None:
    with TemporaryDirectory(prefix="devjournal-test-") as folder, ExitStack() as close:
        pair = Pair(Path(folder), close)
        _live(pair.here, pair.clocks[0], before)
        if not pair.here.transfer.is_empty():
            pair.part()
        _live(pair.here, pair.clocks[0], here)
        _live(pair.there, pair.clocks[1], there)
        mine, theirs = document_of(pair.here), document_of(pair.there)
        merge_into(pair.here, theirs)
        merge_into(pair.there, mine)
        merged = document_of(pair.here)
        assert document_of(pair.there) == merged
        assert raw.query(pair.here.path, "PRAGMA foreign_key_check") == []
        loads(merged, SHAPE, VERSION)
        content = pair.here.path.read_bytes()
        for again in (theirs, mine, merged):
            merge_into(pair.here, again)
        assert pair.here.path.read_bytes() == content, "a second merge changes nothing"
