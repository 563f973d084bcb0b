"""The examples of every page do what the page says, in their order, each page in a home of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from tests.docs.conftest import Type
from tests.docs.guide import ROOT, blocks, pages, read, section

LANGUAGES = ("console", "sh")
INSTALLS = ("make", "pip", "pipx", "uv", "git", "sudo", "apt")
BEGIN = ("docs/command-line.md", "docs/start.md", "docs/moving.md", "README.md", "docs/sync.md")
"""Pages that begin without a journal."""
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


class Example(NamedTuple):
    """A line that a reader types, and what the page says that it prints; None where it does not say."""

    line: str
    printed: str | None


def examples(page: str) -> Iterator[Example]:
    """Yield what a page's examples type into a terminal, but for snippets that stand in a file of a shell."""
    for language, text in blocks(read(page), *LANGUAGES):
        if language == "sh":
            lines = [] if "()" in text else text.splitlines()  # what stands in a file of a shell is run in tests/pty
            yield from (Example(line.partition("  #")[0].strip(), None) for line in lines if line)
            continue
        commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
        has_output = any(printed for _, printed in commands)
        yield from (Example(line, printed if has_output else None) for line, printed in commands)


def runs(line: str) -> bool:
    """Say whether a line is for somebody who has devjournal; one that installs it or makes something is not run."""
    first = next((word for word in line.split() if "=" not in word), "")
    return first not in INSTALLS and (first != "sqlite3" or which("sqlite3") is not None)


WITH_EXAMPLES = [page for page in pages() if any(runs(line) for line, _ in examples(page))]


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_EXAMPLES)
def test_every_example(page: str, home: Path, typed: Type) -> None:
    for folder in ("stick", "Sync/journal", "journal-sync"):
        (home / folder).mkdir(parents=True)
    if page not in BEGIN:
        assert typed('devjournal goal "Explain the design" --skill "Public speaking"').code == 0
    for line, printed in examples(page):
        if not runs(line):
            continue
        done = typed(line)
        output = done.printed.replace(str(home), "…")
        if printed is not None:
            assert output == printed, line
        assert done.code == 0 or (printed and "devjournal: " in printed), f"{line}: {output}"


def test_the_lists_of_gaps_can_be_imported(home: Path, typed: Type) -> None:
    part = section("docs/command-line.md", "A list of gaps")
    for language, name in (("text", "list.csv"), ("markdown", "list.md")):
        (block,) = blocks(part, language)
        (home / name).write_text(block.text, encoding="utf-8")
        done = typed(f"devjournal gap import {name} --dry-run")
        assert (done.code, done.printed.splitlines()[-1]) == (0, "Would add 2 gaps; nothing is written.")


def test_there_are_examples() -> None:
    """Where they are taken from a page in another way than it is written, none would be found, and none fail."""
    assert sum(runs(line) for page in WITH_EXAMPLES for line, _ in examples(page)) > 120
    assert sum(bool(printed) for page in WITH_EXAMPLES for _, printed in examples(page)) > 100


@pytest.mark.parametrize("page", pages())
def test_what_is_made_can_be_made(page: str) -> None:
    for text in (*(line for line, _ in examples(page)), *re.findall(r"`(make [^`]+)`", read(page))):
        if match := re.match(r"(?:[A-Z_]+=\S+ )*make ([a-z-]+)", text):
            assert match[1] in TARGETS, text
