"""Abbreviated and mistyped names and options, and requests for help."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

MINE = ("Maria Lopez", "Mark", "mark", "Ana", "Anabel", "Bo")


@pytest.fixture
def people(run: Run) -> Run:
    for name in MINE:
        assert run("person", "add", name).code == 0
    assert run("gap", "add", "brand", "Known for calm incidents").code == 0
    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "meant"), [("maria", "Maria Lopez"), ("B", "Bo"), ("Ana", "Ana"), ("anab", "Anabel"), ("mark", "mark")]
)
def test_a_name_may_be_its_start(people: Run, name: str, meant: str) -> None:
    for args in (
        ["person", "should-know", name, "1"],
        ["person", "knows", name, "1"],
        ["person", "forget", name, "1"],
        ["person", "edit", name, "--role", "Lead"],
        ["talk", name],
    ):
        assert f"“{meant}”" in people(*args).line
    assert f"1:1 with {meant}" in people("summary", "--with", name).out
    assert f"“{meant}”" in people("person", "remove", name).line


def test_a_start_of_several_names_is_refused(people: Run) -> None:
    refusal = people("talk", "Ma").refuses(1)
    assert "3 names" in refusal
    assert all(f"“{name}”" in refusal for name in ("Maria Lopez", "Mark", "mark"))
    assert "2 names" in people("person", "remove", "MARK").refuses(1)
    assert len(people("person", "list", "--json").json) == len(MINE)


@pytest.mark.parametrize(("name", "near"), [("Mraia Lopez", "Maria Lopez"), ("Lopes", "Maria Lopez"), ("Anna", "Ana")])
def test_an_unknown_name_is_answered_with_the_nearest(people: Run, name: str, near: str) -> None:
    for args in (["talk", name], ["person", "knows", name, "1"], ["summary", "--with", name]):
        assert f"did you mean “{near}”?" in people(*args).refuses(1)


def test_nobody_is_near(people: Run) -> None:
    assert "did you mean" not in people("talk", "Xq").refuses(1)


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (["status", "--jsn"], "--json"),
        (["goal", "a", "--skil", "s"], "--skill"),
        (["check-in", "--on-trak"], "--on-track"),
        (["recap", "--hitt"], "--hit"),
        (["entry", "list", "--wek", "this"], "--week"),
        (["away", "2026-12-21", "--nte=x"], "--note"),
        (["--fil", "x", "status"], "--file"),
    ],
)
def test_a_mistyped_option_names_what_it_looks_like(run: Run, args: list[str], near: str) -> None:
    assert f"did you mean {near}?" in run(*args).refuses(2)


def test_an_option_that_looks_like_none(run: Run) -> None:
    refusal = run("log", "a", "--quietly").refuses(2)
    assert "no option “--quietly” here;" in refusal


def test_help_of_a_command(run: Run) -> None:
    assert run("help").out.startswith("usage: devjournal [--file PATH]")
    assert run("help", "entry", "list").out.startswith("usage: devjournal entry list")
    assert run("help", "goal").out.startswith("usage: devjournal goal")
    assert "did you mean goal?" in run("help", "goall").refuses(2)
    run("help", "entry", "lists").refuses(2)
    run("help", "status", "short").refuses(2)
