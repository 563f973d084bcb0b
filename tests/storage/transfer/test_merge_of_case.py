"""A merge of what a case needs, of drafts, and of texts that gave way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from devjournal.domain.capture.draft import DraftState, NewDraft
from devjournal.domain.career.gap import Area
from devjournal.domain.merge.text_conflict import NewTextConflict
from devjournal.storage import Journal
from tests.storage.transfer.test_merge import Pair, document_of, merge_into

FRIDAY = date(2026, 11, 27)
STAMP = "2026-11-20T12:00:00.000000Z"
COMMIT = NewDraft("git", "cafe", day=FRIDAY, text="Fix it", link="https://x.example/cafe", source="git x")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as close:
        journals = Pair(tmp_path, close)
        journals.here.gaps.add(Area.SKILLS, "Design", why="So")
        yield journals


def both_ways(pair: Pair) -> None:
    """Merge each into the other, and check that they are one journal."""
    here, there = document_of(pair.here), document_of(pair.there)
    merge_into(pair.here, there)
    merge_into(pair.there, here)
    assert document_of(pair.here) == document_of(pair.there)


def gave_way(journal: Journal, text: str = "Because") -> None:
    """Keep a text that gave way in the first gap's why."""
    conflict = NewTextConflict("gap", journal.gaps.list()[0].uid, "why", text, STAMP, "laptop")
    journal.text_conflicts.add_all([conflict])


def test_a_private_gap_wins_where_both_changed_it(pair: Pair) -> None:
    pair.part()
    pair.there.gaps.edit(1, private=True)
    pair.clocks[0].move(hours=1)
    pair.here.gaps.edit(1, private=True)
    pair.here.gaps.edit(1, private=False)
    both_ways(pair)
    assert pair.here.gaps.get(1).private


def test_claims_picks_and_words_travel(pair: Pair) -> None:
    pair.here.horizons.set("Lead", 12)
    pair.here.people.add("Ana")
    pair.here.entries.add("Well done", day=FRIDAY, gap=1)
    pair.part()
    pair.here.gaps.edit(1, claim="Designed it")
    pair.here.entries.pick(1, True)
    pair.there.entries.edit(1, said_by=1)
    pair.there.entries.put_in_order([1])
    pair.there.horizons.set_statement(1, "I lead already.")
    both_ways(pair)
    entry = pair.here.entries.get(1)
    assert (entry.said_by, entry.pick, entry.position) == (1, True, 1)
    assert pair.here.gaps.get(1).claim == "Designed it"
    assert pair.here.horizons.get(1).statement == "I lead already."
    pair.here.people.remove("Ana")
    both_ways(pair)
    assert pair.there.entries.get(1).said_by is None


def test_a_thing_that_two_machines_saw_is_one_draft_and_one_entry(pair: Pair) -> None:
    pair.part()
    for journal in (pair.here, pair.there):
        assert len(journal.drafts.add_all([COMMIT, COMMIT])) == 1
        journal.drafts.keep(1, gap=1)
    both_ways(pair)
    (entry,) = pair.here.entries.all()
    assert (entry.text, entry.gap) == ("Fix it", 1)
    assert pair.here.drafts.waiting() == ()
    assert pair.here.drafts.add_all([COMMIT]) == ()


def test_a_draft_that_was_dropped_last_names_no_entry(pair: Pair) -> None:
    pair.here.drafts.add_all([COMMIT])
    pair.part()
    pair.here.drafts.keep(1)
    pair.clocks[1].move(hours=1)
    pair.there.drafts.drop(1)
    both_ways(pair)
    (row,) = pair.here.transfer.rows()["draft"]
    assert (row["state"], row["entry"]) == (DraftState.DROPPED, None)
    assert len(pair.here.entries.all()) == 1, "what was kept stays an entry"


def test_what_is_settled_on_one_machine_is_settled_on_all(pair: Pair) -> None:
    pair.part()
    gave_way(pair.here)
    pair.here.text_conflicts.settle(1)
    pair.clocks[1].move(hours=1)
    gave_way(pair.there)
    both_ways(pair)
    assert pair.here.text_conflicts.waiting() == pair.there.text_conflicts.waiting() == ()
    pair.there.undo()
    assert [text.other for text in pair.there.text_conflicts.waiting()] == ["Because"]


def test_a_text_that_gave_way_goes_with_its_row(pair: Pair) -> None:
    pair.part()
    gave_way(pair.here)
    pair.there.gaps.remove(1)
    both_ways(pair)
    assert pair.here.text_conflicts.waiting() == ()
    assert pair.here.transfer.rows()["text_conflict"] == []
    pair.clocks[1].move(hours=1)
    pair.there.undo()
    pair.merge()
    assert [text.other for text in pair.here.text_conflicts.waiting()] == ["Because"]


def test_a_text_that_gave_way_follows_its_row_under_another_name(pair: Pair) -> None:
    pair.part()
    pair.here.people.add("Ana")
    pair.there.people.add("Bea", role="Lead")
    pair.there.people.edit("Bea", name="Ana")
    for journal in (pair.here, pair.there):
        (row,) = journal.transfer.rows()["person"]
        journal.text_conflicts.add_all([NewTextConflict("person", row["uid"], "role", "Boss", STAMP)])
    both_ways(pair)
    assert len(pair.here.people.list()) == 1
    assert {text.row for text in pair.here.text_conflicts.waiting()} == {pair.here.people.find("Ana").id}
