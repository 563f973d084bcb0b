"""What is kept for a 1:1, in the file."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.errors import InvalidText, NotFound, RuleViolation
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw


def test_what_is_added_waits_until_it_is_done(journal: Journal, clock: FrozenClock) -> None:
    ask = journal.topics.add("A seat", kind=TopicKind.ASK, due=date(2026, 12, 11))
    assert (ask.id, ask.kind, ask.due, ask.done, ask.private) == (1, TopicKind.ASK, date(2026, 12, 11), False, False)
    assert ask.added_on == date(2026, 11, 27)
    soon = journal.topics.add("Soon", due=date(2026, 11, 30), private=True)
    plain = journal.topics.add("Plain")
    assert journal.topics.open() == (soon, ask, plain)
    clock.move(days=3)
    done = journal.topics.done(soon.id)
    assert done.done_on == date(2026, 11, 30)
    assert journal.topics.open() == (ask, plain)
    assert journal.topics.all() == (ask, plain, done)
    assert journal.topics.undone(soon.id) == soon


def test_it_can_be_changed_and_removed(journal: Journal) -> None:
    topic = journal.topics.add("A", due=date(2026, 12, 1))
    changed = journal.topics.edit(topic.id, text="B  ", kind=TopicKind.THEIR_PROMISE, due=None, private=True)
    assert (changed.text, changed.kind, changed.due, changed.private) == ("B", TopicKind.THEIR_PROMISE, None, True)
    assert journal.topics.remove(topic.id) == changed
    assert journal.topics.all() == ()
    assert journal.undo() == "removal of topic “B”"
    assert journal.topics.open() == (changed,)


def test_what_is_refused_changes_nothing(journal: Journal) -> None:
    journal.topics.add("A")
    journal.topics.done(1)
    before = journal.path.read_bytes()
    for act in (journal.topics.done, journal.topics.undone, journal.topics.remove, journal.topics.edit):
        with pytest.raises(NotFound):
            act(9)
    with pytest.raises(RuleViolation):
        journal.topics.done(1)
    for text in ("", " \n", "a\0b"):
        with pytest.raises(InvalidText):
            journal.topics.add(text)
        with pytest.raises(InvalidText):
            journal.topics.edit(1, text=text)
    assert journal.path.read_bytes() == before
    journal.topics.undone(1)
    with pytest.raises(RuleViolation):
        journal.topics.undone(1)


def test_the_moment_it_was_done_goes_with_the_day(journal: Journal) -> None:
    journal.topics.add("A")
    journal.topics.done(1)
    ((day, moment),) = raw.query(journal.path, "SELECT done_on, done_at FROM topic")
    assert day == "2026-11-27"
    assert moment > "2026-11-27T00"
    journal.topics.undone(1)
    assert raw.query(journal.path, "SELECT done_on, done_at FROM topic") == [(None, None)]
