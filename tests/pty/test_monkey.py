"""A monkey plays with the real app on a ten-week journal: it stays alive, and each picture is whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from devjournal.storage import Journal
from devjournal.storage.encryption import session
from tests.encrypted import encrypt, lock
from tests.frozen_clock import FrozenClock
from tests.pty.conftest import Do, Open
from tests.pty.monkey import Monkey
from tests.sample import fill, fill_board, fill_people, fill_topics

BUSY_FOR = 60
"""Seconds after which a program that only keeps a processor busy ends by itself."""


AWAY_FROM_HOME = """
import os, sys
import devjournal.cli
os.chdir(sys.argv.pop())  # a monkey may write a page, which goes into the folder that it is in
sys.exit(devjournal.cli.main())
"""


class Play(Protocol):
    """Lets a monkey play, look after each round, and leave."""

    def __call__(self, seed: int, rounds: int, steps: int) -> None: ...


@pytest.fixture
def ten_weeks(journal_file: Path) -> None:
    """Ten weeks of a journal with people, topics and a board, where the app finds it."""
    clock = FrozenClock()
    journal_file.parent.mkdir()
    with Journal(journal_file, clock) as journal:
        fill(journal, clock, weeks=10)
        fill_people(journal, clock)
        fill_topics(journal, clock)
        fill_board(journal, clock)


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep so many processors busy meanwhile."""
    loop = f"import time\nend = time.monotonic() + {BUSY_FOR}\nwhile time.monotonic() < end: pass"
    loops = [subprocess.Popen([sys.executable, "-c", loop]) for _ in range(count)]
    try:
        yield
    finally:
        for process in loops:
            process.kill()
            process.wait(timeout=10)


@pytest.fixture
def play(ten_weeks: None, open_app: Open, do: Do, home: Path) -> Play:
    """Let a monkey play with the ten weeks; they are sound when it is gone."""

    def play(seed: int, rounds: int, steps: int) -> None:
        command = (sys.executable, "-c", AWAY_FROM_HOME, str(home))
        app = open_app(size=(100, 30), command=command, VISUAL="true", BROWSER="true")
        app.wait("1 Week", "? help")
        Monkey(app, seed).play_rounds(rounds, steps)
        assert "sound" in do("doctor")

    return play


@pytest.mark.slow
def test_a_monkey_leaves_a_whole_picture_and_a_sound_journal(play: Play) -> None:
    play(7, 2, 15)


@pytest.fixture
def unlocked_for_login(ten_weeks: None, journal_file: Path) -> Iterator[None]:
    """The same ten weeks, encrypted; the login has the key."""
    key = encrypt(journal_file)
    assert session.keep(key, 600)
    yield
    lock(key)


@pytest.mark.slow
@pytest.mark.usefixtures("unlocked_for_login")
@pytest.mark.parametrize("seed", range(3000, 3004))
def test_monkeys_play_for_long_with_an_encrypted_journal(seed: int, play: Play, journal_file: Path) -> None:
    play(seed, 6, 40)
    assert not journal_file.read_bytes().startswith(b"SQLite")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1012))
def test_monkeys_play_for_long(seed: int, play: Play) -> None:
    play(seed, 6, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2000, 2004))
def test_monkeys_play_beside_busy_loops(seed: int, play: Play) -> None:
    with busy(2):
        play(seed, 3, 30)


@pytest.mark.slow
@pytest.mark.usefixtures("ten_weeks")
def test_a_message_that_comes_with_a_form_behind_it_leaves_no_trace(open_app: Open) -> None:
    app = open_app(size=(100, 30))
    app.wait("1 Week", "? help")
    app.press("3")
    app.wait("Moved this quarter")
    app.resize(38, 10)
    app.wait("this is 38x10")
    app.send(b"lldg")
    app.wait("brings it back")
    app.wait("this is 38x10", gone="brings it back")
