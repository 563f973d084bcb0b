"""Files that their owner asked for: whole or not at all, whatever ends the program, and told in a line where not."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from devjournal.errors import FileExists, OutputFailed
from devjournal.files import put_file, write_file
from devjournal.platforms import make_folder

STOPPED = """
import sys
from pathlib import Path
from devjournal.files import put_file

def fill(file):
    file.write_text("half of it")
    print("half", flush=True)
    sys.stdin.read()

put_file(Path(sys.argv[1]), fill, force=sys.argv[2] == "force", never=Path("/nowhere"))
"""
"""A program that writes half a file and waits."""

HELD = """
import sys
from pathlib import Path
from devjournal.storage.health.scratch_copy import scratch_copy

with scratch_copy(Path(sys.argv[1])) as copy:
    print(copy, flush=True)
    sys.stdin.read()
"""
"""A program that looks into a private copy of a journal and waits."""


@pytest.fixture
def never(tmp_path: Path) -> Path:
    """A journal that is in nobody's way."""
    return tmp_path / "journal.db"


@contextmanager
def started(code: str, *args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a program, and wait for its first line."""
    command = [sys.executable, "-c", code, *args]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        try:
            yield program, program.stdout.readline().strip()
        finally:
            program.kill()


def ended_by(program: subprocess.Popen[str], number: signal.Signals) -> int:
    """Send a signal until the program ends: one that comes just before its read begins does not wake it."""
    for _ in range(30):
        program.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            return program.wait(1)
    raise AssertionError(f"{number.name} does not end it")


@pytest.mark.parametrize("force", ["force", "new"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_what_ends_a_write_leaves_the_name_to_the_next_try(
    number: signal.Signals, force: str, tmp_path: Path, never: Path
) -> None:
    target = tmp_path / "copy.json"
    if force == "force":
        target.write_text("before")
    with started(STOPPED, str(target), force) as (program, line):
        assert line == "half"
        assert ended_by(program, number) == -number
    assert target.exists() == (force == "force"), "no empty file has the name"
    leftovers = [path.name for path in tmp_path.iterdir() if path != target]
    assert all(name.startswith(".devjournal-") for name in leftovers)
    assert bool(leftovers) == (number == signal.SIGKILL), "what can be tidied up is"
    write_file(target, "whole", force=force == "force", never=never)
    assert target.read_text() == "whole"


def test_a_signal_leaves_no_private_copy_behind(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"x" * 100)
    with started(HELD, str(tmp_path / "journal.db")) as (program, line):
        assert Path(line).exists()
        program.terminate()
        assert program.wait(30) == -signal.SIGTERM
    assert not Path(line).parent.exists()


def test_a_signal_that_somebody_takes_is_theirs(tmp_path: Path, never: Path) -> None:
    signals: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: signals.append(number))
    try:
        put_file(tmp_path / "new", lambda _: signal.raise_signal(signal.SIGTERM), force=False, never=never)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert signals == [signal.SIGTERM]
    assert (tmp_path / "new").exists()


def test_what_a_killed_write_left_goes_with_a_later_one(tmp_path: Path, never: Path) -> None:
    old, young, theirs = (tmp_path / name for name in (".devjournal-abcdefg1", ".devjournal-abcdefg2", ".devjournal-x"))
    for path in (old, young, theirs):
        path.write_text("half")
    yesterday = old.stat().st_mtime - 25 * 60 * 60
    os.utime(old, (yesterday, yesterday))
    os.utime(theirs, (yesterday, yesterday))
    write_file(tmp_path / "new", "whole", force=False, never=never)
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, theirs.name, "new"]


def no_links(*_: object) -> None:
    """Refuse a hard link as FAT does."""
    raise PermissionError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False])
def test_nobodys_file_is_written_over(
    links: bool, tmp_path: Path, never: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that was made while ours was written."""
    if not links:
        monkeypatch.setattr("os.link", no_links)
    target = tmp_path / "theirs"
    with pytest.raises(FileExists):
        put_file(target, lambda _: target.write_text("theirs"), force=False, never=never)
    assert target.read_text() == "theirs"
    write_file(tmp_path / "mine", "mine", force=False, never=never)
    assert (tmp_path / "mine").read_text() == "mine"
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "theirs"]


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize(
    "name", ["a", "a/new", "pipe", "folder", "file/new", "missing/new", "n" * 300, "nul\0", "/dev/full", "/proc/new"]
)
def test_what_no_file_can_be_is_told(name: str, force: bool, tmp_path: Path, never: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OutputFailed, match=r"^“.*; name another file(\.|, or give --force to overwrite it\.)$"):
        write_file(tmp_path / name, "text", force=force, never=never)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "file", "folder", "pipe"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o377])
def test_folders_are_for_their_owner_alone(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        make_folder(tmp_path / "one" / "two" / "three")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / path).stat().st_mode) for path in ("one", "one/two", "one/two/three")]
    assert modes == [0o700] * 3
