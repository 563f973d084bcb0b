"""Hostile texts through every command: kept to the letter, and shown without harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devjournal.domain.gap import Area
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY, Done
from tests.cli.hostile import HOSTILE, harms
from tests.still import StillClock


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest) -> str:
    """One hostile text."""
    return HOSTILE[request.param]


def test_hostile_texts(text: str, run: Run, journal_file: Path, tmp_path: Path) -> None:
    with Journal(journal_file, StillClock()) as journal:
        journal.gaps.add(Area.SKILLS, text)

    def one_line(*args: str, now: str = FRIDAY) -> None:
        assert not harms(run(*args, now=now).line)

    def safe(*args: str) -> Done:
        done = run(*args)
        assert (done.code, done.err) == (0, "")
        assert not harms(done.out)
        return done

    one_line("goal", text, "--skill", text, "--plan", text, "--plan", "b", "--gap", "1", now=MONDAY)
    one_line("plan", "add", text)
    for verb in ("done", "undone"):
        one_line("plan", verb, "1")
    one_line("plan", "remove", "3")
    one_line("check-in", "--off-track", "--adjust", text)
    one_line("recap", "--hit", "--better", "--note", text, "--lesson", text)
    one_line("log", text, "--link", text, "--gap", "1")
    one_line("entry", "edit", "2", text)
    one_line("away", "2026-12-21", "--note", text)

    for command in (
        ["status"],
        ["weeks"],
        ["entry", "list"],
        ["away", "list"],
        ["plan", "list"],
        ["status", "--short"],
    ):
        safe(*command)
    status = safe("status", "--json").json
    assert (status["goal"], status["skill"], status["adjustment"]) == (text, text, text)
    assert (status["plan"][0]["text"], status["last_lesson"]) == (text, text)
    week = safe("weeks", "--json").json[0]
    assert (week["goal"], week["note"], week["lesson"]) == (text, text, text)
    entry = safe("entry", "list", "--json").json[-1]
    assert (entry["text"], entry["link"]) == (text, text)
    assert safe("away", "list", "--json").json[0]["note"] == text
    assert safe("plan", "list", "--json").json[0]["text"] == text

    document = safe("export").out
    assert json.loads(document)["tables"]["week"][0]["goal"] == text
    assert run("--file", str(tmp_path / "new.db"), "import", "-", stdin=document).code == 0
    assert run("--file", str(tmp_path / "new.db"), "export").out == document

    one_line("entry", "remove", "2")
    one_line("away", "remove", "1")
    one_line("lesson", "applied")


def test_hostile_words_in_an_error(text: str, run: Run, tmp_path: Path) -> None:
    for args in (
        [text],
        ["status", text],
        ["status", f"--{text}"],
        ["goal", "a", "--week", text],
        ["log", "a", "--on", text],
        ["log", "a", "--gap", text],
        ["plan", text],
        ["away", text],
        ["lesson", text],
        ["weeks", "--year", text],
        ["status", f"--json={text}"],
        ["import", f"{tmp_path}/{text}"],
        ["--file", f"{tmp_path}/{text}/x" if len(text) > 1000 else "/dev/null", "status"],
    ):
        done = run(*args)
        said = done.refuses(done.code)
        assert done.code in (1, 2)
        assert not harms(said)
        assert len(said) < 700
