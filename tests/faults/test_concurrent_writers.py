"""Four programs write concurrently, a thousand times each, and no write is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.faults.conftest import start
from tests.frozen_clock import FrozenClock
from tests.storage import raw

NAMES = ("one", "two", "three", "four")
EACH = 1000


@pytest.mark.slow
def test_four_write_at_once(env: dict[str, str], journal_file: Path) -> None:
    writers = [start("tests.faults.concurrent_writer", env, name, str(EACH)) for name in NAMES]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.communicate(timeout=300)[0] == "done\n"
        assert writer.returncode == 0
    with Journal(journal_file, FrozenClock()) as journal:
        there = sorted(entry.text for entry in journal.entries.all())
    assert there == sorted(f"{name} {number}" for name in NAMES for number in range(EACH))
    assert raw.query(journal_file, "PRAGMA integrity_check") == [("ok",)]
