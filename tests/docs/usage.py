"""How a command is written, out of its parser: the lines that stand at the head of its part of the guide."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from devjournal.cli.parser import Parser
from tests.docs.guide import arguments, leaves

WIDTH = 96
"""Cells of a line, before it goes on in the next one."""


def usage(name: str, parser: Parser) -> str:
    """Return how a command, or each of those under it, is written."""
    return "\n".join(line for words, leaf in leaves(name, parser) for line in _lines(_named(words, parser), leaf))


def _named(words: str, parser: Parser) -> str:
    """Return the words of a command, in brackets what is meant where it is left out."""
    *before, last = words.split()
    return (
        f"{' '.join(before)} [{last}]"
        if before and last in {parser._default_subcommand, parser._alone_subcommand} - {""}
        else words
    )


def _lines(words: str, parser: Parser) -> Iterator[str]:
    line = f"devjournal {words}"
    for part in _parts(parser):
        if len(line) + 1 + len(part) > WIDTH:
            yield line
            line = f"   {part}"
        else:
            line = f"{line} {part}"
    yield line


def _parts(parser: Parser) -> Iterator[str]:
    groups = {id(action): group for group in parser._mutually_exclusive_groups for action in group._group_actions}
    yielded: set[int] = set()
    actions = arguments(parser)
    for action in (
        *(each for each in actions if not each.option_strings),
        *(each for each in actions if each.option_strings),
    ):
        group = groups.get(id(action))
        if group is None:
            yield _part(action)
        elif id(group) not in yielded:
            yielded.add(id(group))
            either = "|".join(_written(each) for each in group._group_actions)
            yield either if group.required else f"[{either}]"


def _part(action: argparse.Action) -> str:
    text = _written(action)
    needed = action.required if action.option_strings else action.nargs not in ("?", "*")
    again = "..." if isinstance(action, argparse._AppendAction) or action.nargs in ("+", "*") else ""
    return f"{text if needed else f'[{text}]'}{again}"


def _written(action: argparse.Action) -> str:
    value = "|".join(map(str, action.choices)) if action.choices else str(action.metavar or action.dest)
    if not action.option_strings:
        return value
    return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {value}"
