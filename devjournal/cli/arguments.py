"""Arguments shared by several commands, and a reader for the values of an edit."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from typing import Any

from devjournal.cli.argument_types import identifier, identifier_or_none, needed_text, path
from devjournal.cli.parser import Parser
from devjournal.errors import UsageError


def add_id(parser: Parser) -> None:
    """Add the positional ID of the row to show or change."""
    parser.add_argument("id", metavar="ID", type=identifier("The ID"), help="its number in the list")


def add_gap(parser: Parser, help_: str) -> None:
    """Add `--gap` to an edit: left out it changes nothing, an empty text clears the gap."""
    what = identifier_or_none("The gap")
    parser.add_argument("--gap", metavar="ID", type=what, default=SUPPRESS, help=f'{help_}; "" for none')


def add_output(parser: Parser) -> None:
    """Add `--output` and `--force`, which write a command's text into a file."""
    parser.add_argument("--output", metavar="FILE", type=path, help="write to a file; - is standard output")
    parser.add_argument("--force", action="store_true", help="overwrite FILE if it exists")


def add_forms(parser: Parser) -> None:
    """Add `--json` and `--csv` to a list."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="as a JSON list")
    forms.add_argument("--csv", action="store_true", help="as CSV, for a spreadsheet")


def add_new_text(parser: Parser, what: str) -> None:
    """Add the new text of an edit, as a positional argument or as `--text`; `changes` reads either."""
    words = needed_text(what)
    parser.add_argument("words", metavar="TEXT", nargs="?", type=words, default=SUPPRESS, help="the new text")
    parser.add_argument("--text", metavar="TEXT", type=words, default=SUPPRESS, help="the same, as an option")


def add_private(parser: Parser) -> None:
    """Add `--private` and `--no-private`.

    Without either, an edit changes nothing and a new row follows the settings.
    """
    private = parser.add_mutually_exclusive_group()
    private.add_argument("--private", action="store_true", default=SUPPRESS, help="keep it off every page for others")
    private.add_argument(
        "--no-private", dest="private", action="store_false", default=SUPPRESS, help="allow it on pages for others"
    )


def changes(args: Namespace, *names: str) -> dict[str, Any]:
    """Return the values given for an edit, by field; `words` is the text.

    Raises:
        UsageError: the text is given both ways.
    """
    values = {name: value for name, value in vars(args).items() if name in names}
    if "words" in args:
        if "text" in args:
            raise UsageError("The new text is given twice; give it once.")
        values["text"] = args.words
    return values
