"""The guide's examples do what the guide says, in their order, on one journal."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from devjournal.cli import main
from devjournal.cli.parser import all_commands

GUIDE = Path(__file__).parents[2] / "docs" / "command-line.md"


def _examples() -> list[tuple[str, str]]:
    """Return each command of the guide, and what the guide says it prints."""
    examples: list[tuple[str, str]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        for command, printed in re.findall(r"^\$ devjournal (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            examples.append((command, printed))
    return examples


def test_every_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in {
        "DEVJOURNAL_FILE": "journal.db",
        "DEVJOURNAL_CONFIG": "config.toml",
        "DEVJOURNAL_NOW": "2026-11-27T16:30",
        "LC_ALL": "C.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    examples = _examples()
    assert len(examples) > 30
    for command, printed in examples:
        code = main(shlex.split(command))
        done = capsys.readouterr()
        assert (done.out + done.err).replace(str(tmp_path), "…") == printed, command
        assert code == 0 or done.err, command


def test_every_command_is_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for command in all_commands():
        assert f"`devjournal {command.name}" in guide
