"""The guide as the tests read it: its pages, their sections, examples and code, and the parsers of every command."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from devjournal.cli.parser import Parser, all_commands, build

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language and what stands in it."""

    language: str
    text: str


def read(name: str) -> str:
    """Return a page by its path from the root: `docs/week.md`."""
    return (ROOT / name).read_text(encoding="utf-8")


def pages() -> list[str]:
    """Return every page that users and maintainers read, by its path from the root."""
    return [
        *(f"docs/{page.name}" for page in sorted(DOCS.glob("*.md"))),
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ]


def blocks(text: str, *languages: str) -> list[Block]:
    """Return the fenced blocks in some languages, or in any."""
    fenced = [Block(language, body) for language, body in _FENCE.findall(text)]
    return [block for block in fenced if not languages or block.language in languages]


def spans(text: str) -> list[str]:
    """Return the code inside of lines, each on one line."""
    prose = _FENCE.sub("\n", text)
    codes = [code for part in re.split(r"\n\s*\n", prose) for _, code in _SPAN.findall(part)]
    return [" ".join(code.split()).replace(r"\|", "|") for code in codes]


def without_code(text: str) -> str:
    """Return the prose of a page."""
    return _SPAN.sub("", _FENCE.sub("", text))


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield each heading and what stands under it, up to the next heading of its depth or above."""
    bare = _FENCE.sub(lambda fence: re.sub("^#", " ", fence[0], flags=re.MULTILINE), text)
    heads = list(re.finditer(r"^(#+) (.*)$", bare, re.MULTILINE))
    for n, head in enumerate(heads):
        later = (other.start() for other in heads[n + 1 :] if len(other[1]) <= len(head[1]))
        yield head[2], text[head.end() : next(later, len(text))]


def section(page: str, heading: str) -> str:
    """Return what stands under a heading of a page."""
    bodies = [body for title, body in sections(read(page)) if title == heading]
    assert len(bodies) == 1, f"{page} has {len(bodies)} sections {heading}"
    return bodies[0]


def tables(text: str, first: str) -> list[list[list[str]]]:
    """Return the tables whose first column has this head, as rows of cells, without their heads."""
    matching: list[list[list[str]]] = []
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in table.strip().splitlines()]
        cells = [[cell.strip().replace(r"\|", "|") for cell in row] for row in rows]
        if cells[0][0] == first:
            matching.append(cells[2:])
    return matching


@cache
def parser() -> Parser:
    """Return the parser of every command."""
    return build(all_commands())


def under(parser: argparse.ArgumentParser) -> dict[str, Parser]:
    """Return the parsers of the commands under one."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a command takes itself, but for its help."""
    left_out = (argparse._SubParsersAction, argparse._HelpAction)
    return [action for action in parser._actions if not isinstance(action, left_out)]


def leaves(name: str, of: Parser) -> Iterator[tuple[str, Parser]]:
    """Yield the commands that can be carried out, each by all its words."""
    below = under(of)
    if not below:
        yield name, of
    for word, further in below.items():
        yield from leaves(f"{name} {word}", further)
