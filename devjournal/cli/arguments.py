"""Arguments shared by several commands, and a reader for the values of an edit."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace, _ActionsContainer
from collections.abc import Callable, Mapping
from typing import Any

from devjournal.cli.argument_types import identifier, identifier_or_none, needed_text, path
from devjournal.cli.parser import Parser
from devjournal.errors import UsageError


def argument(
    parser: _ActionsContainer, name: str, help_: str, parse: Callable[[str], Any] | None = None, **options: Any
) -> None:
    """Declare an argument of a command.

    `--gap ID` is an option with a value, `--json` a flag, and `text TEXT` a positional argument that the help calls
    TEXT. `parse` parses the value, and `options` are passed to argparse.
    """
    name, _, metavar = name.partition(" ")
    if metavar:
        options |= {"metavar": metavar, "type": parse}
    elif not options.keys() & {"action", "choices"}:
        options["action"] = "store_true"
    parser.add_argument(name, help=help_, **options)


def add_yes_no(
    parser: Parser, yes: tuple[str, str], no: tuple[str, str], *, default: Any = None, required: bool = False
) -> None:
    """Add two flags for one value, each with its help. The value has the name of `yes`: True, False or `default`."""
    answer = parser.add_mutually_exclusive_group(required=required)
    dest = yes[0].removeprefix("--").replace("-", "_")
    for (flag, help_), value in ((yes, True), (no, False)):
        argument(answer, flag, help_, dest=dest, action="store_const", const=value, default=default)


def add_id(parser: Parser) -> None:
    """Add the positional ID of the row to show or change."""
    argument(parser, "id ID", "the ID shown in the list", identifier("The ID"))


def add_gap(parser: Parser, help_: str) -> None:
    """Add `--gap` to an edit. Without the option the gap stays, and an empty text clears it."""
    argument(parser, "--gap ID", f'{help_}; "" for none', identifier_or_none("The gap"), default=SUPPRESS)


def add_output(parser: Parser) -> None:
    """Add `--output` and `--force`, which write a command's text into a file."""
    argument(parser, "--output FILE", "write to a file; - is standard output", path)
    argument(parser, "--force", "overwrite FILE if it exists")


FORMATS = ("markdown", "html", "text", "json")
"""The names of the formats, repeated here so that `--help` imports no exporter."""


def add_format(parser: Parser) -> None:
    """Add `--format`, the format of a page."""
    argument(parser, "--format FORMAT", f"{', '.join(FORMATS)} (markdown)", choices=FORMATS, default="markdown")


def add_list_formats(parser: Parser) -> None:
    """Add `--json` and `--csv` to a list."""
    formats = parser.add_mutually_exclusive_group()
    argument(formats, "--json", "as a JSON list")
    argument(formats, "--csv", "as CSV, for a spreadsheet")


def add_new_text(parser: Parser, name: str) -> None:
    """Add the new text of an edit, as a positional argument and as `--text`; `changes` reads both."""
    parse = needed_text(name)
    argument(parser, "positional_text TEXT", "the new text", parse, nargs="?", default=SUPPRESS)
    argument(parser, "--text TEXT", "the new text, as an option", parse, default=SUPPRESS)


def add_private(parser: Parser) -> None:
    """Add `--private` and `--no-private`.

    Without either, an edit changes nothing and a new row follows the settings.
    """
    keep, allow = "keep it off every page for others", "allow it on pages for others"
    add_yes_no(parser, ("--private", keep), ("--no-private", allow), default=SUPPRESS)


def changes(args: Namespace, *names: str) -> dict[str, Any]:
    """Return the options of an edit by field; the positional text is the field `text`, too.

    Raises:
        UsageError: the text is given twice.
    """
    values = {name: value for name, value in vars(args).items() if name in names}
    if "positional_text" in args:
        if "text" in args:
            raise UsageError("The new text is given twice; give it once.")
        values["text"] = args.positional_text
    return values


def require_changes(values: Mapping[str, Any], options: str) -> None:
    """Check that an edit changes something. `options` lists the possible options for the error.

    Raises:
        UsageError: there is no change.
    """
    if not values:
        raise UsageError(f"There is nothing to change; give {options}.")
