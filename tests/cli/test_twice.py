"""Every command run twice: setting a value again is fine, repeating a step is refused."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.every import BEFORE, Leaf, leaves, rows

pytestmark = pytest.mark.needs("git")

STEPS = frozenset(
    {
        *(
            "plan done",
            "plan undone",
            "lesson",
            "entry remove",
            "drafts keep",
            "drafts drop",
            "away add",
            "away remove",
        ),
        *("horizon remove", "gap close", "gap reopen", "gap unpark", "gap remove", "person add", "person forget"),
        *("person remove", "review put-off", "review skip", "review remove", "topic done", "topic undone"),
        *("topic remove", "redo", "export", "backup"),
    }
)
"""Commands that take a step, which can be taken once; the second time they are refused."""

AGAIN = frozenset(
    {
        *("plan add", "plan remove", "log", "gap add", "talk", "review monthly", "review quarterly", "review remark"),
        *("topic add", "undo"),
    }
)
"""Commands that change something each time."""

ELSEWHERE = frozenset({"encrypt", "decrypt", "passphrase", "unlock", "config edit"})
"""Commands that change no row of a plain journal, or need a terminal."""


def test_every_command_is_one_of_these() -> None:
    names = {leaf.name for leaf in leaves() if leaf.changes}
    assert names >= STEPS | AGAIN | ELSEWHERE


@pytest.mark.slow
@pytest.mark.parametrize(
    "leaf", [leaf for leaf in leaves() if leaf.changes and leaf.name not in ELSEWHERE], ids=lambda leaf: leaf.name
)
def test_a_command_that_is_given_twice(leaf: Leaf, run: Run, here: Path, journal_file: Path) -> None:
    for line in BEFORE.get(leaf.name, ()):
        assert run(*shlex.split(line)).code == 0
    first = run(*leaf.args)
    assert (first.code, first.err) == (0, "")
    before = rows(journal_file)
    second = run(*leaf.args)
    if leaf.name in STEPS:
        assert second.refuses(1)
    else:
        assert (second.code, second.err) == (0, "")
    assert (rows(journal_file) != before) == (leaf.name in AGAIN)
