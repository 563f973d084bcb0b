"""The inbox through crashes: wherever the program ends, each note becomes one draft, and no file is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest

from devjournal.capture import inbox as module
from devjournal.platforms import put_in_place
from tests.cli.conftest import Run

NOTES = {f"note {n}.md": f"- Thing {n} of the week\n- And another {n}" for n in range(8)}


class Crash(BaseException):
    """The end of the program at some point."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An inbox with notes in it, and the settings that name it."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "config.toml").write_text(f'[inbox]\nfolder = "{inbox}"\n')
    for name, text in NOTES.items():
        (inbox / name).write_text(text)
    return inbox


def files(folder: Path) -> dict[str, str]:
    """Return all notes by name, taken or not."""
    return {path.name: path.read_text() for path in folder.rglob("*.md")}


def check(run: Run, folder: Path) -> None:
    """Check that a last run leaves each note once as a draft and once as a file."""
    assert run("drafts", "inbox").code == 0
    texts = [draft["text"] for draft in run("drafts", "--json").json]
    expected = [line.removeprefix("- ") for text in NOTES.values() for line in text.splitlines()]
    assert sorted(texts) == sorted(expected)
    assert [path.name for path in folder.iterdir()] == ["taken"]
    assert set(files(folder).values()) == set(NOTES.values())


@pytest.mark.parametrize("after", [0, 1, 5, 8])
def test_a_crash_between_two_files(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(tmp_path / "config.toml"))
    moved: list[Path] = []

    def move(source: Path, target: Path) -> None:
        if len(moved) == after:
            raise Crash
        moved.append(target)
        put_in_place(source, target)
        if len(moved) == after == len(NOTES):
            raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(module, "put_in_place", move)
        with pytest.raises(Crash):
            run("drafts", "inbox")
    assert set(files(folder).values()) == set(NOTES.values())
    check(run, folder)


@pytest.mark.slow
def test_kill_9_at_any_moment(
    run: Run, folder: Path, tmp_path: Path, clean_env: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(tmp_path / "config.toml"))
    environment = {
        **clean_env,
        "DEVJOURNAL_CONFIG": str(tmp_path / "config.toml"),
        "DEVJOURNAL_NOW": "2026-11-27T16:30",
    }
    rng, moment = random.Random(5), Event()
    for _ in range(40):
        process = subprocess.Popen(
            [sys.executable, "-m", "devjournal", "drafts", "inbox"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        moment.wait(rng.uniform(0.1, 0.6))
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
        assert set(files(folder).values()) == set(NOTES.values()), "no file is lost at any moment"
        taken = folder / "taken"
        for path in sorted(taken.iterdir())[:3] if taken.is_dir() else ():  # some files arrive again
            path.rename(folder / path.name)
    check(run, folder)
