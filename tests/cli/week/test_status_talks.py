"""status prints a command for each overdue 1:1, which can be run unchanged."""

from __future__ import annotations

import shlex

from tests.cli.conftest import Run


def _talks(run: Run) -> list[str]:
    lines = (line.split(maxsplit=1) for line in run("status").out.splitlines() if line.startswith("  1:1 "))
    return [command for _, command in lines]


def test_each_overdue_talk_is_named_the_longest_overdue_first(run: Run) -> None:
    for name, day in (("Mara", "yesterday"), ("Ana Lima", "2026-11-20"), ("Bo", "today"), ("Cy", "tomorrow")):
        run("person", "add", name, "--next", day)
    assert _talks(run) == ["devjournal talk 'Ana Lima'", "devjournal talk Mara"]
    assert run("status", "--json").json["due"][-1:] == ["one-to-one"]


def test_the_command_answers_what_is_due(run: Run) -> None:
    run("person", "add", "Zoë O'Neil", "--next", "yesterday")
    (command,) = _talks(run)
    run(*shlex.split(command)[1:])
    assert _talks(run) == []
