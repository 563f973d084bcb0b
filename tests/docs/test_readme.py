"""The README promises nothing that is not there: its page is the demo's, its commands run, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from devjournal.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_it_is_two_screens_long() -> None:
    assert README.count("\n") <= 110


def test_its_page_is_the_demos() -> None:
    (page,) = blocks("text")
    command, _, printed = page.partition("\n")
    assert command == "$ devjournal summary --format text"
    golden = (ROOT / "tests" / "golden" / "demo-summary.txt").read_text(encoding="utf-8")
    at = 0
    pieces = printed.removesuffix("…\n").split("…\n")
    assert len(pieces) == 3
    for piece in pieces:
        assert piece in golden[at:], "cut it anew out of tests/golden/demo-summary.txt"
        at = golden.index(piece, at) + len(piece)


def test_its_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEVJOURNAL_FILE", str(tmp_path / "journal.db"))
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("DEVJOURNAL_NOW", "2026-11-27T16:30")
    lines = [line for block in blocks("console") for line in block.splitlines()]
    assert len(lines) == 5
    for line in lines:
        assert line.startswith("$ devjournal "), line
        assert main(shlex.split(line)[2:]) == 0, line
        assert not capsys.readouterr().err, line


def test_what_it_makes_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert named == {"run", "test", "check"}
    assert named <= targets


def test_its_links_lead_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if not target.startswith("https://")]
    assert len(targets) > 20
    assert [target for target in targets if not (ROOT / target).is_file()] == []
