"""Undo and redo: one action is one step, whoever made it, and it comes back whole."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.errors import InvalidText, NotFound, RuleViolation
from devjournal.storage import Journal
from devjournal.storage.core.undo import MAX_STEPS
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)


def texts(journal: Journal) -> list[tuple[int, str]]:
    """Return the ID and the words of every entry."""
    return [(entry.id, entry.text) for entry in journal.entries.all()]


def add(journal: Journal, *new_texts: str) -> None:
    """Add entries, a step each."""
    for text in new_texts:
        journal.entries.add(text, day=FRIDAY)


def test_there_is_nothing_to_undo_or_redo_at_first(journal: Journal) -> None:
    for act in (journal.undo, journal.redo):
        with pytest.raises(NotFound):
            act()


def test_what_undo_and_redo_would_take_is_told(journal: Journal) -> None:
    assert journal.steps() == ("", "")
    add(journal, "a")
    journal.weeks.set_goal(WEEK, "Draw it.", skill="Design")
    assert journal.steps() == (f"goal of {WEEK}", "")
    journal.undo()
    assert journal.steps() == (f"entry of {FRIDAY}", f"goal of {WEEK}")
    journal.undo()
    assert journal.steps() == ("", f"entry of {FRIDAY}")


def test_steps_go_back_and_forth_in_their_order(journal: Journal) -> None:
    add(journal, "a", "b")
    journal.entries.remove(1)
    names = [journal.undo() for _ in range(3)]
    assert names == ["removal of entry “a”", "entry of 2026-11-27", "entry of 2026-11-27"]
    assert texts(journal) == []
    with pytest.raises(NotFound):
        journal.undo()
    assert [journal.redo() for _ in range(3)] == names[::-1]
    assert texts(journal) == [(2, "b")]
    with pytest.raises(NotFound):
        journal.redo()
    journal.undo()
    assert texts(journal) == [(1, "a"), (2, "b")], "with the ID it had"


def test_a_new_step_ends_what_could_be_redone(journal: Journal) -> None:
    add(journal, "a", "b")
    journal.undo()
    add(journal, "c")
    with pytest.raises(NotFound):
        journal.redo()
    assert texts(journal) == [(1, "a"), (3, "c")], "an ID is not given again to another"
    journal.undo()
    journal.undo()
    assert texts(journal) == []


def test_what_changes_nothing_is_no_step(journal: Journal) -> None:
    add(journal, "a", "b")
    journal.undo()
    journal.entries.edit(1, text="a")
    with pytest.raises(NotFound):
        journal.entries.remove(9)
    with pytest.raises(InvalidText):
        journal.entries.edit(1, text="")
    assert journal.redo() == "entry of 2026-11-27"
    assert texts(journal) == [(1, "a"), (2, "b")]


def test_one_action_is_one_step_over_all_it_touches(journal: Journal) -> None:
    journal.gaps.add(Area.SKILLS, "Speak")
    journal.weeks.set_goal(WEEK, "Write it", skill="writing", gap=1, plan=["a", "b"])
    planned = journal.weeks.get(WEEK)
    journal.weeks.recap(WEEK, Outcome.HIT, note="n")
    evidence = journal.entries.all()
    assert journal.undo() == "recap of 2026-W48"
    assert journal.weeks.get(WEEK) == planned
    assert journal.entries.all() == ()
    journal.redo()
    assert journal.entries.all() == evidence
    journal.undo()
    assert journal.undo() == "goal of 2026-W48"
    assert raw.query(journal.path, "SELECT count(*) FROM plan_step") == [(0,)]
    journal.redo()
    assert journal.weeks.get(WEEK) == planned, "ticks, IDs and all"


def test_several_calls_can_be_one_step(journal: Journal) -> None:
    """A row that was made, changed and removed on the way goes back through each of them."""
    add(journal, "a", "b")
    with journal.transaction("a walk"):
        journal.entries.edit(1, text="a 1")
        journal.entries.edit(1, text="a 2")
        journal.entries.remove(2)
        entry = journal.entries.add("c", day=FRIDAY)
        journal.entries.edit(entry.id, text="c 1")
        journal.entries.remove(1)
    assert texts(journal) == [(3, "c 1")]
    assert journal.undo() == "a walk"
    assert texts(journal) == [(1, "a"), (2, "b")]
    assert journal.redo() == "a walk"
    assert texts(journal) == [(3, "c 1")]


def half_a_walk(journal: Journal) -> None:
    """Change something, and then fail."""
    with journal.transaction("half a walk"):
        journal.entries.edit(1, text="b")
        journal.entries.remove(9)


def test_several_calls_are_all_or_nothing(journal: Journal) -> None:
    add(journal, "a")
    before = journal.path.read_bytes()
    with pytest.raises(NotFound):
        half_a_walk(journal)
    assert journal.path.read_bytes() == before
    add(journal, "b")
    journal.undo()
    assert texts(journal) == [(1, "a")], "the half walk left no trace in the steps after it"


def test_it_works_over_restarts_and_windows(journal: Journal, clock: FrozenClock) -> None:
    add(journal, "a")
    with Journal(journal.path, clock) as other:
        add(other, "b")
        assert journal.undo() == "entry of 2026-11-27"
        assert texts(other) == [(1, "a")]
        other.redo()
    with Journal(journal.path, clock) as later:
        later.undo()
        later.undo()
    assert texts(journal) == []


@pytest.mark.parametrize("sql", ["UPDATE entry SET text = 'theirs' WHERE id = 1", "DELETE FROM entry"])
def test_what_another_program_changed_since_is_left_alone(journal: Journal, sql: str) -> None:
    add(journal, "a")
    journal.entries.edit(1, text="b")
    raw.query(journal.path, sql)
    before = journal.path.read_bytes()
    with pytest.raises(RuleViolation, match="changed elsewhere"):
        journal.undo()
    assert journal.path.read_bytes() == before


def test_what_is_removed_is_remembered_until_it_comes_back(journal: Journal) -> None:
    add(journal, "a")
    uid = raw.row(journal.path, "entry")["uid"]
    journal.undo()
    assert raw.removed(journal.path) == {("entry", uid)}
    journal.redo()
    assert raw.removed(journal.path) == set()
    journal.entries.remove(1)
    journal.undo()
    assert raw.removed(journal.path) == set()
    journal.redo()
    assert raw.removed(journal.path) == {("entry", uid)}


def test_any_text_comes_back_as_it_was(journal: Journal) -> None:
    text = '  "\\u0000 {a} [b] \x01\x1b\x7f\x9b\u2028\u202e\ufeff é漢🎉\r\n\t%_ \x1f'
    journal.entries.add(text, day=FRIDAY, link="'; DROP TABLE entry --")
    before = journal.entries.all()
    journal.entries.edit(1, text="other", link="")
    journal.undo()
    assert journal.entries.all() == before
    journal.entries.remove(1)
    journal.undo()
    assert journal.entries.all() == before


def test_steps_that_were_undone_push_none_out(journal: Journal) -> None:
    for n in range(5):
        journal.entries.add(f"{n}", day=FRIDAY)
    for n in range(MAX_STEPS):
        journal.entries.add(f"not {n}", day=FRIDAY)
        journal.undo()
    for _ in range(5):
        journal.undo()
    assert journal.entries.all() == ()


def test_old_steps_are_forgotten(journal: Journal) -> None:
    for n in range(MAX_STEPS + 5):
        journal.entries.add(f"{n}", day=FRIDAY)
    for _ in range(MAX_STEPS):
        journal.undo()
    with pytest.raises(NotFound):
        journal.undo()
    assert [text for _, text in texts(journal)] == ["0", "1", "2", "3", "4"]
    assert raw.query(journal.path, "SELECT count(DISTINCT step) FROM undo_change") == [(MAX_STEPS,)]
    add(journal, "x")
    assert raw.query(journal.path, "SELECT count(*) FROM undo_change") == [(1,)]


def test_an_import_is_a_step(journal: Journal, clock: FrozenClock) -> None:
    add(journal, "a", "b")
    with Journal(journal.path.with_name("other.db"), clock) as other:
        other.transfer.load(journal.transfer.rows())
        assert len(texts(other)) == 2
        other.undo()
        assert other.transfer.is_empty()
        other.redo()
        assert texts(other) == texts(journal)
