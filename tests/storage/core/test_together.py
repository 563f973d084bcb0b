"""Several programs at one journal."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

PROGRAMS, ENTRIES = 4, 50


def write(path: Path, name: str, count: int, together: Barrier) -> None:
    """Be one of the programs: open the journal at the same moment as the others, and write."""
    together.wait(30)
    with Journal(path, FrozenClock(), busy_timeout=30) as journal:
        for n in range(count):
            journal.entries.add(f"{name} {n}", day=date(2026, 11, 27))


def run(path: Path, programs: int, count: int) -> list[int | None]:
    """Run some programs and return how they ended."""
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(programs)
    running = [context.Process(target=write, args=(path, f"p{n}", count, together)) for n in range(programs)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    return [process.exitcode for process in running]


@pytest.mark.slow
def test_they_make_it_together_and_all_they_write_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a" / "journal.db"
    assert run(path, PROGRAMS, ENTRIES) == [0] * PROGRAMS
    texts = raw.query(path, "SELECT text FROM entry ORDER BY id")
    assert Counter(texts) == {(f"p{p} {n}",): 1 for p in range(PROGRAMS) for n in range(ENTRIES)}
    for p in range(PROGRAMS):
        mine = [text for (text,) in texts if text.startswith(f"p{p} ")]
        assert mine == [f"p{p} {n}" for n in range(ENTRIES)]
    assert raw.query(path, "SELECT max(id) FROM entry") == [(PROGRAMS * ENTRIES,)]
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]
    assert raw.query(path, "PRAGMA integrity_check") == [("ok",)]


def test_two_that_only_open_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    assert run(path, 2, 0) == [0, 0]
    assert path.stat().st_mode & 0o777 == 0o600
