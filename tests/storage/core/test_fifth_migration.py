"""A file of the version before: its rows, its undo and its search stay, and what came since has its defaults."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from devjournal.storage.schema.foreign_objects import empty_journal, foreign_and_missing
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from tests.frozen_clock import FRIDAY, FrozenClock

DAY = FRIDAY.date()


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file of version 4 with a gap, an entry and the steps that made them, as that version left them."""
    newer, path = tmp_path / "newer.db", tmp_path / "older.db"
    with Journal(newer, FrozenClock()) as journal:
        journal.gaps.add(Area.SKILLS, "Design", why="Because")
        journal.entries.add("Drew it", day=DAY, gap=1)
        journal.entries.edit(1, text="Drew it twice")
    with closing(sqlite3.connect(path)) as file, file:
        empty_journal(4).backup(file)
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        file.execute("ATTACH ? AS newer", (str(newer),))
        for table in (name for name in tables if not name.startswith(("search", "sqlite_stat"))):
            names = ", ".join(row[1] for row in file.execute(f'PRAGMA main.table_info("{table}")'))
            if table == "sqlite_sequence":
                file.execute("DELETE FROM main.sqlite_sequence")
            file.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
        for came in ("said_by", "case_pick", "case_position", "private", "claim"):
            where = "table_name = 'gap'" if came in ("private", "claim") else "table_name = 'entry'"
            for side in ("before", "after"):
                file.execute(f"UPDATE undo_change SET {side} = json_remove({side}, '$.{came}') WHERE {where}")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute("PRAGMA user_version = 4")
    return path


def test_what_came_since_has_its_defaults(older: Path) -> None:
    with Journal(older, FrozenClock()) as journal:
        (gap,), (entry,) = journal.gaps.list(), journal.entries.all()
        assert (gap.title, gap.private, gap.claim) == ("Design", False, "")
        assert (entry.text, entry.said_by, entry.pick, entry.position) == ("Drew it twice", None, None, None)
        assert (journal.drafts.waiting(), journal.text_conflicts.waiting()) == ((), ())
        assert [hit.text for hit in journal.search.find("because")] == ["Because"]
    with closing(sqlite3.connect(older)) as file:
        assert foreign_and_missing(file, len(MIGRATIONS)) == ([], [])


def test_steps_of_the_version_before_can_be_undone_and_done_again(older: Path) -> None:
    with Journal(older, FrozenClock()) as journal:
        for text in ("Drew it", None):
            journal.undo()
            assert [entry.text for entry in journal.entries.all()] == ([text] if text else [])
        journal.undo()
        assert journal.gaps.list() == ()
        for _ in range(3):
            journal.redo()
        assert [entry.text for entry in journal.entries.all()] == ["Drew it twice"]
