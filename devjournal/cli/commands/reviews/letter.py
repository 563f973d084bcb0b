"""The command letter: a year on one page, in the user's own words."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.argument_types import year
from devjournal.cli.arguments import add_output, argument
from devjournal.cli.context import Context
from devjournal.cli.output_file import print_or_write
from devjournal.cli.parser import Parser


def add_letter(parser: Parser) -> None:
    """Fill the parser of `letter`."""
    argument(parser, "year YEAR", "the year (this one)", year, nargs="?")
    add_output(parser)
    parser.set_handler(_letter, "devjournal letter 2026 --output 2026.md")


def _letter(context: Context, args: Namespace) -> str:
    from devjournal.exports.letter import render

    year = args.year if args.year is not None else context.today.year
    content = render(context.journal.years.findings(year))
    return print_or_write(context, args, content, f"the letter of {year}")
