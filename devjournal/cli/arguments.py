"""Arguments shared by several commands, and a reader for the values of an edit."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace, _ActionsContainer
from collections.abc import Callable, Mapping
from typing import Any

from devjournal.cli.argument_types import identifier, identifier_or_none, needed_text, path
from devjournal.cli.parser import Parser
from devjournal.errors import UsageError


def argument(
    to: _ActionsContainer, name: str, help_: str, read: Callable[[str], Any] | None = None, **options: Any
) -> None:
    """Declare an argument of a command.

    `--gap ID` is an option with a value, `--json` a flag, and `text TEXT` a positional argument that the help calls
    TEXT. `read` parses the value; `options` are those of argparse.
    """
    name, _, metavar = name.partition(" ")
    if metavar:
        options |= {"metavar": metavar, "type": read}
    elif not options.keys() & {"action", "choices"}:
        options["action"] = "store_true"
    to.add_argument(name, help=help_, **options)


def add_yes_no(
    parser: Parser, yes: tuple[str, str], no: tuple[str, str], *, default: Any = None, required: bool = False
) -> None:
    """Add two flags for one answer, each with its help. The value is named after the first: True, False or default."""
    answer = parser.add_mutually_exclusive_group(required=required)
    dest = yes[0].removeprefix("--").replace("-", "_")
    for (flag, help_), value in ((yes, True), (no, False)):
        argument(answer, flag, help_, dest=dest, action="store_const", const=value, default=default)


def add_id(parser: Parser) -> None:
    """Add the positional ID of the row to show or change."""
    argument(parser, "id ID", "the ID shown in the list", identifier("The ID"))


def add_gap(parser: Parser, help_: str) -> None:
    """Add `--gap` to an edit. Without the option the gap stays, and an empty text clears it."""
    what = identifier_or_none("The gap")
    argument(parser, "--gap ID", f'{help_}; "" for none', what, default=SUPPRESS)


def add_output(parser: Parser) -> None:
    """Add `--output` and `--force`, which write a command's text into a file."""
    argument(parser, "--output FILE", "write to a file; - is standard output", path)
    argument(parser, "--force", "overwrite FILE if it exists")


FORMATS = ("markdown", "html", "text", "json")
"""The names of the formats, repeated here so that `--help` imports no exporter."""


def add_format(parser: Parser) -> None:
    """Add the format of a page."""
    argument(parser, "--format FORMAT", f"{', '.join(FORMATS)} (markdown)", choices=FORMATS, default="markdown")


def add_forms(parser: Parser) -> None:
    """Add `--json` and `--csv` to a list."""
    forms = parser.add_mutually_exclusive_group()
    argument(forms, "--json", "as a JSON list")
    argument(forms, "--csv", "as CSV, for a spreadsheet")


def add_new_text(parser: Parser, what: str) -> None:
    """Add the new text of an edit, as a positional argument and as `--text`; `changes` reads both."""
    words = needed_text(what)
    argument(parser, "words TEXT", "the new text", words, nargs="?", default=SUPPRESS)
    argument(parser, "--text TEXT", "the new text, as an option", words, default=SUPPRESS)


def add_private(parser: Parser) -> None:
    """Add `--private` and `--no-private`.

    Without either, an edit changes nothing and a new row follows the settings.
    """
    keep, allow = "keep it off every page for others", "allow it on pages for others"
    add_yes_no(parser, ("--private", keep), ("--no-private", allow), default=SUPPRESS)


def changes(args: Namespace, *names: str) -> dict[str, Any]:
    """Return the options of an edit by field; the positional argument `words` is the field `text`.

    Raises:
        UsageError: the text is given twice.
    """
    values = {name: value for name, value in vars(args).items() if name in names}
    if "words" in args:
        if "text" in args:
            raise UsageError("The new text is given twice; give it once.")
        values["text"] = args.words
    return values


def require_changes(changed: Mapping[str, Any], options: str) -> None:
    """Check that an edit changes something; `options` lists the possible options for the message.

    Raises:
        UsageError: there is no change.
    """
    if not changed:
        raise UsageError(f"There is nothing to change; give {options}.")
