"""Arguments that several commands take, and the readers of what an edit names."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from typing import Any

from devjournal.cli.argument_types import identifier, identifier_or_none, needed_text, path
from devjournal.cli.parser import Parser
from devjournal.errors import UsageError


def add_id(parser: Parser) -> None:
    """Add the ID that a command is about."""
    parser.add_argument("id", metavar="ID", type=identifier("The ID"), help="its number in the list")


def add_gap(parser: Parser, help_: str) -> None:
    """Add a `--gap` that stays where it is not named, and that an empty text clears."""
    what = identifier_or_none("The gap")
    parser.add_argument("--gap", metavar="ID", type=what, default=SUPPRESS, help=f'{help_}; "" names none')


def add_output(parser: Parser) -> None:
    """Add `--output` and `--force` of a command that prints, for its text to go into a file instead."""
    parser.add_argument("--output", metavar="FILE", type=path, help="write it to a file; - is standard output")
    parser.add_argument("--force", action="store_true", help="overwrite FILE if it exists")


def add_forms(parser: Parser) -> None:
    """Add `--json` and `--csv` of a list."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="as a JSON list")
    forms.add_argument("--csv", action="store_true", help="as CSV, for a spreadsheet")


def add_new_text(parser: Parser, what: str) -> None:
    """Add the new text of an edit, which may stand alone or behind `--text`; `changes` reads either."""
    words = needed_text(what)
    parser.add_argument("words", metavar="TEXT", nargs="?", type=words, default=SUPPRESS, help="the new text")
    parser.add_argument("--text", metavar="TEXT", type=words, default=SUPPRESS, help="the same, as an option")


def add_private(parser: Parser) -> None:
    """Add `--private` and `--no-private`; without either an edit leaves it, and the settings say it of what is new."""
    private = parser.add_mutually_exclusive_group()
    private.add_argument("--private", action="store_true", default=SUPPRESS, help="no summary shows it")
    private.add_argument(
        "--no-private", dest="private", action="store_false", default=SUPPRESS, help="summaries may show it"
    )


def changes(args: Namespace, *names: str) -> dict[str, Any]:
    """Return those of an edit's values that are given, by name; `words` count as the text.

    Raises:
        UsageError: the text is given twice.
    """
    values = {name: value for name, value in vars(args).items() if name in names}
    if "words" in args:
        if "text" in args:
            raise UsageError("The new text is given twice; give it once.")
        values["text"] = args.words
    return values
