"""Talks in the file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from devjournal.domain.career.person import Conversation, TalkKind
from devjournal.errors import InvalidText, NotFound
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

FRIDAY = date(2026, 11, 27)
NEXT = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def ana(journal: Journal) -> None:
    """Somebody to talk with, and the day of the next 1:1."""
    journal.people.add("Ana", next_on=NEXT)


def test_a_talk_is_kept_as_it_was_given(journal: Journal) -> None:
    talk = journal.conversations.log(
        "Ana", day=FRIDAY, kind=TalkKind.OTHER, notes=" a\nb \n", year_before=" led ", private=True
    )
    recorded = talk.recorded_at
    assert talk == Conversation(
        id=1,
        person=1,
        day=FRIDAY,
        kind=TalkKind.OTHER,
        notes=" a\nb",
        year_before=" led",
        private=True,
        recorded_at=recorded,
    )
    assert recorded.endswith("Z")
    assert journal.conversations.all() == journal.conversations.with_person(1) == (talk,)
    assert journal.conversations.with_person(2) == ()


def test_a_one_to_one_clears_the_day_of_the_next(journal: Journal) -> None:
    for kind in (TalkKind.ROLE_MODEL, TalkKind.OTHER):
        journal.conversations.log("Ana", day=FRIDAY, kind=kind)
        assert journal.people.find("Ana").next_on == NEXT
    journal.conversations.log("Ana", day=FRIDAY)
    assert journal.people.find("Ana").next_on is None
    assert journal.undo() == "talk with “Ana”"
    assert journal.people.find("Ana").next_on == NEXT
    assert len(journal.conversations.all()) == 2


def test_the_latest_first_and_the_last_talk(journal: Journal, clock: FrozenClock) -> None:
    for days in (3, 0, 8, 0):
        journal.conversations.log("Ana", day=FRIDAY - timedelta(days=days))
        clock.move(hours=1)
    assert [talk.id for talk in journal.conversations.all()] == [4, 2, 1, 3]
    assert journal.people.find("Ana").last_talk == FRIDAY
    recorded = [talk.recorded_at for talk in sorted(journal.conversations.all(), key=lambda talk: talk.id)]
    assert recorded == sorted(set(recorded)), "when it was written down, not when it was"


def test_a_talk_is_changed_and_removed(journal: Journal) -> None:
    talk = journal.conversations.log("Ana", day=FRIDAY, notes="x")
    assert journal.conversations.edit(1) == talk
    after = journal.conversations.edit(1, day=NEXT, kind=TalkKind.ROLE_MODEL, notes="", year_before="led", private=True)
    assert (after.day, after.kind, after.notes, after.year_before, after.private) == (
        *(NEXT, TalkKind.ROLE_MODEL, "", "led", True),
    )
    assert after.recorded_at == talk.recorded_at
    assert journal.conversations.remove(1) == after
    assert journal.conversations.all() == ()
    for act in (journal.conversations.remove, journal.conversations.edit):
        with pytest.raises(NotFound):
            act(1)
    journal.undo()
    assert journal.conversations.all() == (after,)


def test_what_cannot_be_a_talk(journal: Journal) -> None:
    before = journal.path.read_bytes()
    with pytest.raises(NotFound):
        journal.conversations.log("Bo", day=FRIDAY)
    for notes, year_before in (("\0", ""), ("", "\0")):
        with pytest.raises(InvalidText):
            journal.conversations.log("Ana", day=FRIDAY, notes=notes, year_before=year_before)
    assert journal.path.read_bytes() == before
