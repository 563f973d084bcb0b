"""Unexpected values for every argument of every command: one line of output, and no data lost."""

from __future__ import annotations

import argparse
import random
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.every import BEFORE, Leaf, leaves, rows
from tests.cli.hostile import harms

pytestmark = pytest.mark.needs("git")

VALUES = {
    "controls": "a\x1b[31mb\x07\r\n\x9bc\x7f",
    "a lone surrogate": "a\ud800b",
    "half a byte": "a\udcffb",
    "NUL": "a\0b",
    "a megabyte": "w" * 1_000_000,
    "right to left": "\u202eabc \u05d0\u05d1 \u2067def",
    "joined": "👩\u200d👩\u200d👧\u200d👦 e\u0301\u0301",
    "markup": "[bold]x[/] <script>1</script> | # `*_~ {0} %s $(id) \\",
    "SQL": "'; DROP TABLE entry; --",
    "two dashes": "--",
    "a dash": "-",
    "an option": "--file",
    "nothing": "",
    "blanks": " \t\u3000 ",
    "20 digits": "99999999999999999999",
    "5,000 digits": "9" * 5_000,
    "minus one": "-1",
    "other digits": "١٢",
    "a day that is none": "2026-02-30",
    "a year before all": "0001-01-01",
    "a year behind all": "9999-12-31",
    "many years back": "-9999999999y",
    "a far week": "2200-W53",
    "a long way": "../" * 3_000 + "x",
    "a folder": ".",
    "a device": "/dev/full",
    "a date": "2026-11-27",
}
"""What is answered, by what it tries."""

DATABASE = "SQLite format 3\0"
"""Begin of what `backup -` writes to a pipe."""


def answers(leaf: Leaf) -> Iterator[list[str]]:
    """Yield the command with each of its values in turn replaced by None."""
    args = [*leaf.args]
    for at in range(len(leaf.name.split()) if leaf.name.split() == args[: len(leaf.name.split())] else 1, len(args)):
        if not args[at].startswith("--"):
            yield [*args[:at], "\0open", *args[at + 1 :]]
    for action in leaf.parser._actions:
        option = action.option_strings[-1] if action.option_strings else ""
        if option and action.nargs != 0 and option not in args and not isinstance(action, argparse._HelpAction):
            yield [*args, option, "\0open"]


def filled(command: list[str], value: str) -> list[str]:
    """Return the command with None replaced by a value; a value with a leading dash follows `=` or `--`."""
    at = command.index("\0open")
    before, after = command[:at], command[at + 1 :]
    if value.startswith("-") and value != "-":
        if before[-1].startswith("--"):
            return [*before[:-1], f"{before[-1]}={value}", *after]
        return [*before, *after, "--", value]
    return [*before, value, *after]


def takes(run: Run, journal_file: Path, leaf: Leaf, command: list[str]) -> None:
    """Run a command, and check that it took effect completely or not at all, with one line of output."""
    before = rows(journal_file)
    clipped = [word if len(word) < 40 else f"{word[:20]}… of {len(word)}" for word in command]
    try:
        done = run(*command)
    except BaseException as error:
        error.add_note(f"{clipped!a}")
        raise
    assert done.code in (0, 1, 2), clipped
    assert "Traceback" not in done.err, clipped
    assert not harms(done.err), clipped
    assert all(line.startswith("devjournal: ") for line in done.err.splitlines()), (clipped, done.err)
    if done.code:
        assert done.err.count("\n") == 1, (clipped, done)
        assert rows(journal_file) == before, clipped
        assert len(done.err) < 1_000, (clipped, done.err)
    elif leaf.changes:
        assert not harms(done.out) or done.out.startswith(DATABASE), clipped
        assert done.out, clipped


def has_values(leaf: Leaf) -> bool:
    return next(answers(leaf), None) is not None


EVERY = [leaf for leaf in leaves() if has_values(leaf) and leaf.name not in ("demo",)]


@pytest.mark.slow
@pytest.mark.parametrize("leaf", EVERY, ids=lambda leaf: leaf.name)
def test_every_value_is_taken_or_refused_in_a_line(leaf: Leaf, run: Run, here: Path, journal_file: Path) -> None:
    for line in BEFORE.get(leaf.name, ()):
        assert run(*shlex.split(line)).code == 0
    original = here.parent / f"{here.name}-kept"
    shutil.copytree(journal_file.parent, original)
    for command in answers(leaf):
        for value in VALUES.values():
            takes(run, journal_file, leaf, filled(command, value))
            shutil.rmtree(journal_file.parent)
            shutil.copytree(original, journal_file.parent)


@pytest.mark.slow
def test_some_values_are_taken_or_refused_in_a_line(run: Run, here: Path, journal_file: Path) -> None:
    every = [(leaf, filled(command, value)) for leaf in EVERY for command in answers(leaf) for value in VALUES.values()]
    for leaf, args in random.Random(14).sample(every, 40):
        takes(run, journal_file, leaf, args)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["log", "--", "--"], ["log", "x", "--link=--"], ["review", "remark", "2", "--", "--"]]
)
def test_two_dashes_are_a_text_where_one_is_wanted(words: list[str], run: Run, here: Path) -> None:
    assert run(*words).code == 0
    assert run("search", "--json", "--", "--").code == 0
    assert '"--"' in run("export").out
