"""What the pages name exists: commands, options, settings, variables; and what exists is named."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator

import pytest

from devjournal.cli.parser import Parser
from tests.docs.guide import ROOT, blocks, pages, parser, read, section, spans, tables, under, without_code

VARIABLES = ("docs/command-line.md", "Variables of the environment")
LEFT_TO_TEXTUAL = {"NO_COLOR", "ESCDELAY"}
LEFT_TO_PYTHON = {"TMPDIR", "BROWSER", "COLUMNS"}
LEFT_TO_PLATFORMDIRS = {"XDG_STATE_HOME"}
MAINTAINERS = ("docs/decisions.md", "docs/performance.md", "CONTRIBUTING.md")
"""Pages that speak of other programs, too."""
NOT_TOLD = {"ANDROID_ROOT", "PYTHONPATH"}
"""Set by a platform on itself, or by devjournal for a process that it starts."""


def code_of(page: str) -> Iterator[str]:
    """Yield all code of a page, in lines and in blocks, that may name a command or an option."""
    yield from spans(read(page))
    for _, text in blocks(read(page), "console", "text", "sh", "bash", "zsh", "fish"):
        for line in text.replace("\\\n", " ").splitlines():
            if match := re.search(r"(?:^|\$ |[(&;|] *)(devjournal\b[^|&;)>#]*)", line):
                yield match[1]


def known(command: list[str]) -> set[str]:
    """Return the options of a command, by its words; those of all that is under it, where it is not written out."""
    at: Parser = parser()
    for word in command:
        below = under(at)
        if word not in below:
            break
        at = below[word]
    options = {option for action in at.all_actions() for option in action.option_strings}
    return options | {"--help", "-h", "--file", "--version"}


def words(text: str) -> list[str]:
    """Return the words of a command as a shell sees them; of a pattern as it is written."""
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


@pytest.mark.parametrize("page", pages())
def test_every_command_and_option_that_is_named_exists(page: str) -> None:
    everything = {option for action in parser().all_actions() for option in action.option_strings}
    tops = under(parser())
    for text in code_of(page):
        args = words(re.sub(r"[\[\]]|\.\.\.", "", text))
        if args[:1] == ["devjournal"]:
            rest = args[1:]
            while rest[:1] == ["--file"]:
                rest = rest[2:]
            command = [word for word in rest[:2] if re.fullmatch(r"[a-z-]+", word) and not word.startswith("-")]
            if command and rest[0] == command[0]:
                assert command[0] in tops, f"{page}: {text}"
                below = under(tops[command[0]])
                if below and len(command) > 1 and not tops[command[0]]._default_subcommand:
                    assert command[1] in below, f"{page}: {text}"
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", " ".join(rest)):
                assert option in known(command), f"{page}: {text}"
        elif re.fullmatch(r"--[a-z-]+.*", text):
            assert text.split()[0].partition("=")[0] in everything, f"{page}: {text}"
        elif len(args) > 1 and args[0] in tops and re.fullmatch(r"[a-z-]+", args[1]) and under(tops[args[0]]):
            assert args[1] in under(tops[args[0]]), f"{page}: {text}"


@pytest.mark.parametrize("page", [page for page in pages() if page not in MAINTAINERS])
def test_an_option_is_named_in_code_alone(page: str) -> None:
    """Elsewhere two dashes are drawn as one, and the test above would not see them."""
    assert not re.search(r"(?<![\w-])--[a-z]", without_code(read(page)))


def read_by_the_code() -> set[str]:
    """Return the variables of the environment that devjournal asks for."""
    variables: set[str] = set()
    for path in (ROOT / "devjournal").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if "environ" in {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(tree)}:
            texts = {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            variables |= {text for text in texts if re.fullmatch(r"[A-Z][A-Z_]{3,}", text)}
    return variables


@pytest.mark.slow
def test_every_variable_is_told_and_read() -> None:
    documented = {name for row in tables(section(*VARIABLES), "variable")[0] for name in re.findall(r"`(\w+)`", row[0])}
    elsewhere = LEFT_TO_TEXTUAL | LEFT_TO_PYTHON | LEFT_TO_PLATFORMDIRS
    assert documented == (read_by_the_code() - NOT_TOLD) | elsewhere


def test_a_variable_is_named_only_where_it_is_told() -> None:
    text = section(*VARIABLES)
    for page in pages():
        for name in re.findall(r"DEVJOURNAL_[A-Z_]+", read(page)):
            assert f"`{name}`" in text, f"{page}: {name}"


PACKAGES = "boards|capture|cli|demo|domain|exports|settings|storage|sync|tui"


def test_every_module_that_is_named_exists() -> None:
    """Pages name modules by path (`domain/week/streak.py`), docstrings by dots (`domain.merge.settling`)."""
    missing = []
    for page in pages():
        for path in re.findall(rf"`(?:devjournal/)?((?:{PACKAGES})/[\w/]+\.py)`", read(page)):
            if not (ROOT / "devjournal" / path).is_file():
                missing.append(f"{page}: {path}")
    for source in (ROOT / "devjournal").rglob("*.py"):
        for dotted in re.findall(r"`((?:domain|exports|storage)(?:\.\w+)+)`", source.read_text(encoding="utf-8")):
            path = (ROOT / "devjournal").joinpath(*dotted.split("."))
            if not (path.is_dir() or path.with_suffix(".py").is_file() or path.parent.with_suffix(".py").is_file()):
                missing.append(f"{source.name}: {dotted}")
    assert not missing
