"""The guide tells every command with all that it takes, in the order of the help; `--update-golden` writes how."""

from __future__ import annotations

import re

import pytest

from devjournal.cli.parser import COMMANDS
from devjournal.errors import JournalError
from tests.docs.guide import ROOT, Block, arguments, blocks, leaves, parser, section, sections, spans, tables, under
from tests.docs.usage import usage

PAGE = "docs/command-line.md"
GUIDE = ROOT / PAGE
COMMON = "Arguments"
"""Where the options stand that mean the same in every command."""


def heading_of(command: str) -> str:
    """Return the heading under which a command is told: some share one."""
    titles = [title for title, _ in sections(GUIDE.read_text(encoding="utf-8")) if command in title.split(", ")]
    assert len(titles) == 1, f"{command} has {len(titles)} headings"
    return titles[0]


def head(heading: str) -> str:
    """Return how the commands under a heading are written."""
    return "\n".join(usage(command, under(parser())[command]) for command in heading.split(", "))


HEADINGS = list(dict.fromkeys(heading_of(command) for command in under(parser())))


def test_the_commands_stand_in_the_order_of_the_help() -> None:
    heads = re.findall(r"^(##|###) (.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [("##", group) if depth else ("###", group) for depth, group in _listed()]
    assert [head for head in heads if head in listed] == listed


def _listed() -> list[tuple[bool, str]]:
    headings: list[tuple[bool, str]] = []
    for group, commands in COMMANDS.items():
        headings.append((True, group))
        headings += dict.fromkeys((False, heading_of(command.name)) for command in commands)
    return headings


@pytest.mark.parametrize("heading", HEADINGS)
def test_how_a_command_is_written(heading: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        page = GUIDE.read_text(encoding="utf-8")
        pattern = re.compile(
            rf"^(### {re.escape(heading)}\n\n```text\n)devjournal .*?(?=^```$)", re.DOTALL | re.MULTILINE
        )
        GUIDE.write_text(pattern.sub(lambda old: f"{old[1]}{head(heading)}\n", page), encoding="utf-8")
    assert blocks(section(PAGE, heading))[0] == Block("text", f"{head(heading)}\n")


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_option_and_choice_is_told(heading: str) -> None:
    prose = " ".join(spans(section(PAGE, heading)))
    documented = set(re.findall(r"[\w:-]+", prose))
    common = set(re.findall(r"--[a-z-]+", " ".join(row[0] for row in tables(section(PAGE, COMMON), "option")[0])))
    for command in heading.split(", "):
        for name, leaf in leaves(command, under(parser())[command]):
            for action in arguments(leaf):
                expected = {option for option in action.option_strings if option.startswith("--")} - common
                expected |= set(map(str, action.choices or ()))
                assert expected <= documented, f"{name}: {expected - documented}"


def test_what_is_common_is_taken_somewhere() -> None:
    actions = [action for _, leaf in leaves("", parser()) for action in arguments(leaf)]
    options = {option for action in (*actions, *parser()._actions) for option in action.option_strings}
    for heading in (COMMON, "Global options"):
        for row in tables(section(PAGE, heading), "option")[0]:
            assert set(re.findall(r"-[a-z-]+", row[0])) <= options


def test_every_exit_code_is_told() -> None:
    codes = {int(row[0]) for row in tables(section(PAGE, "Output and exit codes"), "exit code")[0]}
    errors = [JournalError]
    for error in errors:
        errors += error.__subclasses__()
    assert codes == {0, *(error.exit_code for error in errors)}


PLAIN = {
    *("TEXT", "SKILL", "STEP", "URL", "TITLE", "ROLE", "MONTHS", "YEAR", "YYYY", "SINCE", "FROM", "UNTIL"),
}
"""Placeholders that say themselves what they stand for."""


def test_what_stands_for_a_value_is_told() -> None:
    """A word in capitals is explained above or where the command is, or says itself what it stands for."""
    above = " ".join(spans(section(PAGE, COMMON)))
    for heading in HEADINGS:
        words = set(re.findall(r"(?<!-)\b[A-Z][A-Z-]+\b", head(heading)))
        here = above + " " + " ".join(spans(section(PAGE, heading)))
        unexplained = {word for word in words if not re.search(rf"\b{word}\b", here)} - PLAIN
        assert not unexplained, f"{heading}: {unexplained}"
