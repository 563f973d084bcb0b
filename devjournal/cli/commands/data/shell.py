"""The commands path, help and completion."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, Namespace

from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser, all_commands, build, help_text
from devjournal.domain.text.user_text import one_line

SHELLS = ("bash", "zsh", "fish")
"""The shells with completion."""


def add_path(parser: Parser) -> None:
    """Fill the parser of `path`."""
    parser.set_handler(_path, "devjournal path")


def _path(context: Context, args: Namespace) -> str:
    """Return the path unchanged for scripts; on a terminal, harmful characters are replaced."""
    path = str(context.path)
    return one_line(path) if sys.stdout is not None and sys.stdout.isatty() else path


def add_help(parser: Parser) -> None:
    """Fill the parser of `help`."""
    argument(parser, "names COMMAND", "a command, such as goal, or entry list", nargs="*")
    parser.set_handler(_help, "devjournal help entry list")


def _help(context: Context, args: Namespace) -> str:
    return help_text(args.names)


def add_completion(parser: Parser) -> None:
    """Fill the parser of `completion`."""
    argument(parser, "shell SHELL", "bash, zsh or fish", choices=SHELLS)
    parser.set_handler(_completion, "devjournal completion fish > ~/.config/fish/completions/devjournal.fish")


def _completion(context: Context, args: Namespace) -> str:
    import shtab  # only this command needs it

    parser = build(all_commands())
    for action in parser.all_actions():
        if action.help == SUPPRESS:  # the help lists the commands itself, but shtab would skip them
            action.help = None
        if action.metavar in ("PATH", "FILE"):
            _complete_as(action, shtab.FILE)
        if args.shell == "zsh" and action.choices and not isinstance(action.choices, dict):
            action.choices = [str(choice).replace(":", r"\:") for choice in action.choices]  # a colon splits fields
    script: str = shtab.complete(parser, shell=args.shell)
    return script


def _complete_as(action: Action, completer: object) -> None:
    """Tell shtab how to complete an argument."""
    action.complete = completer  # type: ignore[attr-defined]
