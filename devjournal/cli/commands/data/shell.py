"""What a shell asks for: where the journal is, and how to complete a command line."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, Namespace

from devjournal.cli.context import Context
from devjournal.cli.parser import Parser, all_commands, build, help_text
from devjournal.domain.text.user_text import one_line

SHELLS = ("bash", "zsh", "fish")
"""The shells that completion is written for."""


def add_path(parser: Parser) -> None:
    """Fill the parser of `path`."""
    parser.set_handler(_path, "devjournal path")


def _path(context: Context, args: Namespace) -> str:
    """Return the path as it is, for scripts; a terminal gets stand-ins for what would harm it."""
    path = str(context.path)
    return one_line(path) if sys.stdout is not None and sys.stdout.isatty() else path


def add_help(parser: Parser) -> None:
    """Fill the parser of `help`."""
    parser.add_argument("words", metavar="COMMAND", nargs="*", help="the command, as goal, or entry list")
    parser.set_handler(_help, "devjournal help entry list")


def _help(context: Context, args: Namespace) -> str:
    return help_text(args.words)


def add_completion(parser: Parser) -> None:
    """Fill the parser of `completion`."""
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")
    parser.set_handler(_completion, "devjournal completion fish > ~/.config/fish/completions/devjournal.fish")


def _completion(context: Context, args: Namespace) -> str:
    import shtab  # only this command pays for it

    parser = build(all_commands())
    for action in parser.all_actions():
        if action.help == SUPPRESS:  # the help lists the commands itself, and shtab leaves out what is not listed
            action.help = None
        if action.metavar in ("PATH", "FILE"):
            _complete_as(action, shtab.FILE)
        if args.shell == "zsh" and action.choices and not isinstance(action.choices, dict):
            action.choices = [str(choice).replace(":", r"\:") for choice in action.choices]  # it parts a spec of zsh
    script: str = shtab.complete(parser, shell=args.shell)
    return script


def _complete_as(action: Action, completer: object) -> None:
    """Tell shtab what an argument is completed with."""
    action.complete = completer  # type: ignore[attr-defined]
