"""The tables are bound to one journal at a time."""

from __future__ import annotations

from pathlib import Path

import peewee
import pytest

from devjournal.storage import Journal
from devjournal.storage.core.binding import bound_to
from devjournal.storage.schema.tables import WeekRow
from tests.frozen_clock import FrozenClock


def test_a_journal_read_inside_another_reads_its_own_file(tmp_path: Path) -> None:
    with Journal(tmp_path / "a.db", FrozenClock()) as outer, Journal(tmp_path / "b.db", FrozenClock()) as inner:
        this = outer.status().this.iso
        outer.weeks.set_goal(this, "the goal of the outer journal", skill="Writing")
        inner.weeks.set_goal(this, "the goal of the inner journal", skill="Writing")
        with outer._store.reading():
            assert inner.weeks.get(this).goal == "the goal of the inner journal"
            assert outer.weeks.get(this).goal == "the goal of the outer journal"


def test_the_tables_are_free_again_after_an_error(tmp_path: Path) -> None:
    def fail_inside(database: peewee.Database) -> None:
        with bound_to(database), bound_to(database):
            assert WeekRow._meta.database is database
            raise ZeroDivisionError

    with Journal(tmp_path / "a.db", FrozenClock()) as journal:
        with pytest.raises(ZeroDivisionError):
            fail_inside(journal._store.database)
        assert WeekRow._meta.database is None
