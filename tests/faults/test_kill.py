"""After `kill -9` at any moment, the file opens with every confirmed write and no partial write."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.faults.conftest import start
from tests.frozen_clock import FrozenClock
from tests.storage import raw

MOMENTS = 200
"""How often the writer is killed."""

LONGEST = 0.045
"""Seconds that a writer lives at the most after its first answer: a few commands."""


class Nursery:
    """A process that forks writers."""

    def __init__(self, env: dict[str, str]) -> None:
        self.moment = Event()
        self.process = start("tests.faults.forked_writers", env)

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=10)

    def raise_and_kill(self, first: int, lives: float) -> list[int]:
        """Start a writer at a number, kill it, and return the numbers of its confirmed writes."""
        child = 0
        answered: list[int] = []
        for line in self.lines(f"{first} 100000"):
            word, _, rest = line.partition(" ")
            if word == "pid":
                child = int(rest)
            elif word == "ended":
                assert os.WIFSIGNALED(int(rest)), f"it was to be killed, and ended with {rest}"
                return answered
            else:
                answered.append(int(word))
                if len(answered) == 1:
                    self.moment.wait(lives)
                    os.kill(child, signal.SIGKILL)
        raise AssertionError("the nursery ended")

    def lines(self, ask: str) -> Iterator[str]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{ask}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            yield line.strip()


@pytest.mark.slow
def test_kill_9_at_any_moment(env: dict[str, str], journal_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Journal(journal_file, FrozenClock()) as journal:
        journal.gaps.add(Area.SKILLS, "Endurance")
    chance, acknowledged, cut_short = random.Random(200), set[str](), 0
    with Nursery(env) as nursery:
        for moment in range(MOMENTS):
            answered = nursery.raise_and_kill(moment * 1000, chance.uniform(0, LONGEST))
            acknowledged.update(f"entry {number}" for number in answered)
            cut_short += journal_file.with_name("journal.db-journal").exists()
            with Journal(journal_file, FrozenClock()) as journal:
                there = {entry.text for entry in journal.entries.all()}
                assert acknowledged <= there
                journal.status()
            assert {path.name for path in journal_file.parent.iterdir()} <= {"journal.db", "backups"}
            assert raw.query(journal_file, "PRAGMA integrity_check") == [("ok",)]
            assert raw.query(journal_file, "PRAGMA foreign_key_check") == []
            orphans = "SELECT count(*) FROM undo_change WHERE step NOT IN (SELECT id FROM undo_step)"
            assert raw.query(journal_file, orphans) == [(0,)], "no step is half there"
    assert len(acknowledged) >= MOMENTS
    assert cut_short, "some writes were cut in the middle, or nothing was tested"
