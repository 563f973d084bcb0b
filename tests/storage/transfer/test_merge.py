"""Two copies of one journal become one, the same whichever is merged into which."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.domain.merge.journal_state import state_of
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.exports.transfer.document import dumps, loads
from devjournal.exports.transfer.merge import Merged, merge
from devjournal.storage import Journal
from devjournal.storage.health.restore import restore
from devjournal.storage.schema.consistency import broken_rules
from devjournal.storage.schema.document_shape import OPTIONAL_TABLES, table_columns
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.frozen_clock import FRIDAY as FRIDAY_AFTERNOON
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.random_commands import ACTS, FRIDAY, WEEK, Life, any_life, live

SHAPE = table_columns()
VERSION = len(MIGRATIONS)
Act = Callable[[Journal], object]


class Pair:
    """A journal and its copy on another machine, which parted ways a moment ago."""

    def __init__(self, folder: Path, close: ExitStack) -> None:
        self.clocks = FrozenClock(), FrozenClock()
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
    assert pair.merge().replaced == ()
    assert {entry.text for entry in pair.here.entries.all()} == {"Written here", "Written there"}
    assert [person.name for person in pair.here.people.list()] == ["Ana"]
    before = pair.here.path.read_bytes()
    merged = pair.merge()
    assert (merged.replaced, pair.here.path.read_bytes()) == ((), before), "a second merge changes nothing"


def test_the_later_change_wins_and_both_texts_are_told(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    pair.part()
    pair.clocks[0].move(hours=1)
    pair.here.weeks.set_goal(WEEK, "Ship it whole", skill="Delivery")
    pair.clocks[1].move(hours=2)
    pair.there.weeks.set_goal(WEEK, "Ship half of it", skill="Delivery")
    (clash,) = pair.merge().replaced
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
    assert [horizon.role for horizon in pair.here.horizons.current()] == ["Head"]


def test_a_merge_is_one_step_to_undo(pair: Pair) -> None:
    pair.here.entries.add("mine", day=FRIDAY)
    pair.there.entries.add("theirs", day=FRIDAY)
    pair.there.gaps.add(Area.SKILLS, "Design")
    pair.merge()
    pair.here.undo()
    assert ([entry.text for entry in pair.here.entries.all()], pair.here.gaps.list()) == (["mine"], ())
    pair.here.redo()
    assert len(pair.here.entries.all()) == 2


def test_a_merge_that_was_undone_takes_nothing_from_where_it_came(pair: Pair) -> None:
    pair.here.entries.add("kept on both", day=FRIDAY)
    pair.there.entries.add("theirs", day=FRIDAY)
    pair.there.weeks.set_goal(WEEK, "Theirs", skill="Delivery")
    before, theirs = document_of(pair.here), document_of(pair.there)
    merge_into(pair.here, theirs)
    merged = document_of(pair.here)
    pair.here.undo()
    assert document_of(pair.here) == before, "marks and stamps, too"
    pair.here.redo()
    assert document_of(pair.here) == merged
    pair.here.undo()
    merge_into(pair.there, document_of(pair.here))
    assert document_of(pair.there) == merged, "nothing of theirs is removed"
    merge_into(pair.here, theirs)
    assert document_of(pair.here) == merged, "it can be merged again"


def test_a_merge_that_removed_and_brought_back_is_undone_with_its_marks(pair: Pair) -> None:
    first = pair.here.entries.add("removed there", day=FRIDAY)
    second = pair.here.entries.add("removed here", day=FRIDAY)
    pair.merge()
    pair.part()
    pair.there.entries.remove(1)
    pair.there.entries.edit(2, text="written there since")
    pair.here.entries.remove(second.id)
    before = document_of(pair.here)
    merge_into(pair.here, document_of(pair.there))
    merged = document_of(pair.here)
    assert merged != before
    pair.here.undo()
    assert document_of(pair.here) == before
    assert [entry.id for entry in pair.here.entries.all()] == [first.id]
    pair.here.redo()
    assert document_of(pair.here) == merged


def test_a_restored_journal_undoes_its_merge_with_the_marks(pair: Pair, tmp_path: Path) -> None:
    pair.here.entries.add("removed there", day=FRIDAY)
    pair.part()
    pair.there.entries.remove(1)
    pair.there.entries.add("theirs", day=FRIDAY)
    before = document_of(pair.here)
    pair.merge()
    copy, back = tmp_path / "copy.db", tmp_path / "back" / "journal.db"
    copy.write_bytes(pair.here.path.read_bytes())
    restore(back, copy, FRIDAY_AFTERNOON, 0.2)
    with Journal(back, FrozenClock()) as restored:
        restored.undo()
        assert document_of(restored) == before


def test_an_import_that_was_undone_takes_nothing_from_where_it_came(pair: Pair) -> None:
    pair.there.entries.add("theirs", day=FRIDAY)
    theirs = document_of(pair.there)
    pair.here.transfer.load(pair.there.transfer.rows())
    pair.here.undo()
    assert pair.here.transfer.is_empty()
    merge_into(pair.there, document_of(pair.here))
    assert document_of(pair.there) == theirs


def test_fields_of_one_row_that_were_changed_on_two_machines_stand_side_by_side(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    pair.here.entries.add("Shipped", day=FRIDAY)
    pair.part()
    pair.clocks[0].move(days=-3)
    pair.here.weeks.set_goal(WEEK, "Ship it whole")
    pair.here.entries.edit(1, private=True)
    pair.clocks[1].move(days=-2)
    pair.there.weeks.check_in(WEEK, False, "Half of it")
    pair.there.entries.edit(1, link="https://example.com")
    assert pair.merge().replaced == (), "each field was written on one side alone"
    week, (entry,) = pair.here.weeks.get(WEEK), pair.here.entries.all()
    assert (week.goal, week.on_track, week.adjustment) == ("Ship it whole", False, "Half of it")
    assert (entry.private, entry.link) == (True, "https://example.com")


def _filled(journal: Journal) -> None:
    """Something that can be cleared, opened again and taken back."""
    journal.gaps.add(Area.SKILLS, "Design")
    journal.gaps.close(1)
    journal.topics.add("Ask")
    journal.topics.done(1)
    journal.people.add("Ana", role="CTO", next_on=FRIDAY)
    journal.weeks.set_goal(WEEK, "Ship it", skill="Delivery", gap=1, plan=["a", "b"])
    journal.weeks.tick(WEEK, 1, True)
    journal.weeks.recap(WEEK, Outcome.HIT, better=True, note="n", lesson="l")
    journal.weeks.answer_lesson(LessonAnswer.KEEP)
    journal.entries.add("Private", day=FRIDAY, gap=1, link="l", private=True)
    journal.horizons.set("Lead", months=12, why="w")
    journal.away.add(FRIDAY, FRIDAY)


TAKEN_BACK: dict[str, Act] = {
    "gap reopen": lambda j: j.gaps.reopen(1),
    "topic undone": lambda j: j.topics.undone(1),
    "plan undone": lambda j: j.weeks.tick(WEEK, 1, False),
    "next 1:1": lambda j: j.people.edit("Ana", next_on=None),
    "role": lambda j: j.people.edit("Ana", role=""),
    "goal's gap": lambda j: j.weeks.set_goal(WEEK, "Ship it", gap=None),
    "note": lambda j: j.weeks.recap(WEEK, Outcome.HIT, note=""),
    "lesson": lambda j: j.weeks.recap(WEEK, Outcome.HIT, lesson=""),
    "missed": lambda j: j.weeks.recap(WEEK, Outcome.MISSED),
    "gap and link": lambda j: j.entries.edit(2, gap=None, link=""),
    "public": lambda j: j.entries.edit(2, private=False),
    "evidence": lambda j: j.entries.remove(1),
    "step": lambda j: j.weeks.remove_step(WEEK, 1),
    "horizon": lambda j: j.horizons.set("Head", months=12),
    "person": lambda j: (j.people.remove("Ana"), j.people.add("Ana")),
    "undo": lambda j: [j.undo() for _ in range(9)],
    "undo and redo": lambda j: (j.undo(), j.undo(), j.redo()),
}


@pytest.mark.slow
@pytest.mark.parametrize("act", TAKEN_BACK.values(), ids=TAKEN_BACK)
@pytest.mark.parametrize("hours", [5, -30])
def test_an_older_copy_of_one_s_own_takes_nothing_back(pair: Pair, act: Act, hours: int) -> None:
    _filled(pair.here)
    before = document_of(pair.here)
    pair.clocks[0].move(hours=hours)
    act(pair.here)
    after = document_of(pair.here)
    assert after != before
    assert merge_into(pair.here, before).replaced == ()
    assert document_of(pair.here) == after


def test_private_wins_where_both_changed_it(pair: Pair) -> None:
    pair.here.entries.add("one", day=FRIDAY, private=True)
    pair.part()
    pair.here.entries.edit(1, private=False)
    pair.clocks[1].move(days=-1)
    pair.there.entries.edit(1, private=False)
    pair.there.entries.edit(1, private=True)
    pair.merge()
    assert pair.here.entries.get(1).private
    pair.clocks[0].move(days=-5)
    pair.here.entries.edit(1, private=False)
    pair.merge()
    assert not pair.here.entries.get(1).private, "its owner knew of both"


def test_what_gave_way_is_told_with_both_times(pair: Pair) -> None:
    pair.here.topics.add("Ask")
    pair.part()
    pair.here.topics.edit(1, text="Ask for more")
    pair.clocks[1].move(hours=1)
    pair.there.topics.edit(1, text="Ask for less")
    (lost,) = pair.merge().replaced
    assert (lost.kept, lost.other) == ("Ask for less", "Ask for more")
    assert lost.kept_at > lost.other_at
    assert pair.merge().replaced == (), "it was told"
    merge_into(pair.there, document_of(pair.here))
    pair.there.topics.edit(1, text="Ask for half")
    assert pair.merge().replaced == (), "who wrote that had seen the other"


def _plan(journal: Journal) -> list[tuple[int, str]]:
    steps = sorted(journal.transfer.rows()["plan_step"], key=lambda row: row["position"])
    return [(row["position"], row["text"]) for row in steps]


def test_a_plan_counts_one_two_three(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery", plan=["a", "b", "c"])
    pair.part()
    pair.here.weeks.remove_step(WEEK, 1)
    pair.there.weeks.remove_step(WEEK, 2)
    pair.there.weeks.add_step(WEEK, "d")
    pair.clocks[0].move(hours=1)
    pair.here.weeks.add_step(WEEK, "e")
    pair.merge()
    assert [position for position, _ in _plan(pair.here)] == [1, 2, 3]
    assert {text for _, text in _plan(pair.here)} == {"c", "d", "e"}
    assert list(broken_rules(pair.here.path)) == []
    pair.here.weeks.set_goal(WEEK, "Ship it", plan=["e", "d", "c"])
    merge_into(pair.here, document_of(pair.here))
    assert _plan(pair.here) == [(1, "e"), (2, "d"), (3, "c")], "what its owner saw and arranged"


def test_a_removed_step_stays_removed_where_another_one_goes_later(pair: Pair) -> None:
    """What moves up was not changed by its owner: its new position does not bring it back."""
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery", plan=["a", "b", "c"])
    pair.part()
    pair.there.weeks.remove_step(WEEK, 2)
    pair.clocks[0].move(hours=1)
    pair.here.weeks.remove_step(WEEK, 1)
    pair.merge()
    assert _plan(pair.here) == [(1, "c")]


def test_a_hit_leaves_its_evidence_where_the_gap_came_from_the_other_machine(pair: Pair) -> None:
    gap = pair.here.gaps.add(Area.SKILLS, "Design")
    pair.here.weeks.set_goal(WEEK, "Draw it", skill="Design")
    pair.part()
    pair.here.weeks.recap(WEEK, Outcome.HIT)
    pair.clocks[1].move(hours=1)
    pair.there.weeks.set_goal(WEEK, "Draw it", gap=gap.id)
    pair.merge()
    (entry,) = pair.here.entries.all()
    assert (entry.gap, entry.week, entry.text) == (gap.id, WEEK.monday, "Draw it")
    pair.here.entries.remove(entry.id)
    pair.merge()
    assert pair.here.entries.all() == (), "its owner took it away"


def test_evidence_follows_the_gap_that_was_changed_on_the_other_machine(pair: Pair) -> None:
    for title in ("Design", "Speaking"):
        pair.here.gaps.add(Area.SKILLS, title)
    pair.here.weeks.set_goal(WEEK, "Draw it", skill="Design", gap=1)
    pair.part()
    pair.here.weeks.recap(WEEK, Outcome.HIT)
    pair.there.weeks.set_goal(WEEK, "Explain it", gap=2)
    pair.merge()
    (entry,) = pair.here.entries.all()
    assert (entry.gap, entry.text) == (2, "Explain it")


def test_an_answer_goes_with_its_lesson(pair: Pair) -> None:
    pair.here.weeks.set_goal(WEEK, "Draw it", skill="Design")
    pair.here.weeks.recap(WEEK, Outcome.MISSED, lesson="Begin on Monday")
    pair.part()
    pair.here.weeks.recap(WEEK, Outcome.MISSED, lesson="Begin on Tuesday")
    pair.clocks[1].move(hours=1)
    pair.there.weeks.answer_lesson(LessonAnswer.KEEP)
    pair.merge()
    week = pair.here.weeks.get(WEEK)
    assert (week.lesson, week.lesson_answer) == ("Begin on Tuesday", None)


def test_a_goal_that_was_cleared_here_and_reworded_there_has_its_skill(pair: Pair) -> None:
    pair.here.weeks.recap(WEEK, Outcome.AWAY)
    pair.here.weeks.set_goal(WEEK, "Draw it", skill="Design")
    pair.part()
    pair.here.weeks.clear_goal(WEEK)
    pair.clocks[1].move(hours=1)
    pair.there.weeks.set_goal(WEEK, "Draw all of it")
    pair.merge()
    week = pair.here.weeks.get(WEEK)
    assert (week.goal, week.skill) == ("Draw all of it", "Design")


def test_an_old_document_takes_no_text_away(pair: Pair) -> None:
    """One from before there were logs stands for what it has filled; where it is empty, it says nothing."""
    pair.here.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    rows = pair.here.transfer.rows()
    (week,) = rows["week"]
    later = {"updated_at": "2026-12-01T00:00:00.000000Z"}
    old_week = {name: value for name, value in week.items() if name != "changed"} | later | {"goal": "Ship it all"}
    tables = {name: table_rows for name, table_rows in rows.items() if name != "hidden"} | {"week": [old_week]}
    pair.clocks[0].move(hours=1)
    pair.here.weeks.check_in(WEEK, True, "All is well")
    document = json.dumps({"format": "devjournal", "version": 3, "tables": tables})
    pair.here.transfer.merge(loads(document, SHAPE, VERSION, OPTIONAL_TABLES), partial(merge, shape=SHAPE), "merge")
    merged = pair.here.weeks.get(WEEK)
    assert (merged.goal, merged.on_track, merged.adjustment) == ("Ship it all", True, "All is well")


@pytest.mark.slow
@pytest.mark.parametrize(
    "note", ["{}", "[]", '{"fields": 3}', '{"row": {}}', '{"marks": [1]}', '{"made": "x", "at": 1}']
)
def test_a_note_that_another_program_wrote_says_nothing(pair: Pair, note: str) -> None:
    test_a_plan_counts_one_two_three(pair)
    before = pair.here.weeks.get(WEEK)
    with raw.connected(pair.here.path) as connection:
        connection.execute("UPDATE hidden SET note = ?", (note,))
    state = state_of(pair.here.transfer.rows() | {"hidden": []}, SHAPE)
    bent = [{"uid": uid, "table_name": "plan_step", "note": json.loads(note)} for uid in state.tables["plan_step"]]
    assert state_of(pair.here.transfer.rows() | {"hidden": bent}, SHAPE) == state
    assert pair.here.weeks.get(WEEK) == before


THINGS = st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 999), st.sampled_from([0, 1, 30, 600]))
DAYS = st.sampled_from([0, 0, -3, 2, 5])


def _lives(max_size: int) -> st.SearchStrategy[Life]:
    return st.lists(THINGS, max_size=max_size)


def _machines(folder: Path, close: ExitStack, before: Life, lives: list[tuple[int, Life]]) -> list[Journal]:
    """Return a journal for each life, all of which began as one."""
    clocks = [FrozenClock() for _ in lives]
    journals = [close.enter_context(Journal(folder / f"{n}.db", clock)) for n, clock in enumerate(clocks)]
    live(journals[0], clocks[0], before)
    for journal in journals[1:]:
        if not journals[0].transfer.is_empty():
            journal.transfer.load(journals[0].transfer.rows())
    for journal, clock, (days, life) in zip(journals, clocks, lives, strict=True):
        clock.move(days=days)
        live(journal, clock, life)
    return journals


def _of_two(first: str, second: str) -> str:
    """Return the document that two documents make, its rows in the order of an export or of their uids."""
    rows = merge(loads(first, SHAPE, VERSION), loads(second, SHAPE, VERSION), SHAPE).rows
    return dumps({name: sorted(table_rows, key=lambda row: row["uid"]) for name, table_rows in rows.items()}, VERSION)


def _holds_in_every_order(before: Life, lives: list[tuple[int, Life]]) -> None:
    with TemporaryDirectory(prefix="devjournal-test-") as folder, ExitStack() as close:
        journals = _machines(Path(folder), close, before, lives)
        documents = [document_of(journal) for journal in journals]
        results = {
            document
            for first, second, third in permutations(documents, 3)
            for document in (_of_two(_of_two(first, second), third), _of_two(first, _of_two(second, third)))
        }
        assert len(results) == 1, "whatever the order"
        for n, journal in enumerate(journals):
            for document in (*documents[n + 1 :], *documents[:n]):
                merge_into(journal, document)
        merged = {document_of(journal) for journal in journals}
        assert len(merged) == 1, "whichever machine"
        assert {_of_two(document, document) for document in merged} == results, "on files as in the air"
        assert list(broken_rules(journals[0].path)) == []
        assert raw.query(journals[0].path, "PRAGMA foreign_key_check") == []
        content = journals[0].path.read_bytes()
        for again in (*documents, *merged):
            merge_into(journals[0], again)
        assert journals[0].path.read_bytes() == content, "a second merge changes nothing"


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(before=_lives(10), lives=st.tuples(*[st.tuples(DAYS, _lives(6))] * 3).map(list))
def test_it_is_one_journal_in_whatever_order_copies_come(before: Life, lives: list[tuple[int, Life]]) -> None:
    _holds_in_every_order(before, lives)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_it_is_one_journal_after_any_life(seed: int) -> None:
    r = Random(seed)
    before = any_life(r, 14)
    _holds_in_every_order(before, [(r.choice([0, 0, -3, 2, 5]), any_life(r, 9)) for _ in range(3)])
