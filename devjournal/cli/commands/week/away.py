"""The commands of days off: away FROM [UNTIL], away list and away remove."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.argument_types import text
from devjournal.cli.arguments import add_id, argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.dates.reading import Toward
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.away import AwayDays, check_span


def add_away(parser: Parser) -> None:
    """Fill the parser of `away` and its subcommands. Without a subcommand, it marks days off."""
    parser.usage = "devjournal away FROM [UNTIL] [--note TEXT]\n       devjournal away list | remove ID"
    parser.epilog = 'Example:\n  devjournal away 2026-12-21 2026-12-31 --note "Winter holidays"'
    parser.set_default_subcommand("add")
    add = parser.subcommand("add", "mark days off, past or future; the word add is optional")
    argument(add, "first FROM", "the first day off, a DATE")
    argument(add, "last UNTIL", "the last day off, a DATE (FROM)", nargs="?")
    argument(add, "--note TEXT", "the reason", text("The note"), default="")
    add.set_handler(_add, 'devjournal away 2026-12-21 2026-12-31 --note "Winter holidays"')
    listing = parser.subcommand("list", "list the days off")
    argument(listing, "--json", "as a JSON list")
    listing.set_handler(_list, "devjournal away list")
    remove = parser.subcommand("remove", "remove marked days off")
    add_id(remove)
    remove.set_handler(_remove, "devjournal away remove 1")


def _add(context: Context, args: Namespace) -> str:
    first = context.day(args.first, Toward.NEXT)
    last = first if args.last is None else context.day(args.last, Toward.NEXT)
    check_span(first, last)
    return f"Marked {_named(context.journal.away.add(first, last, args.note))}."


def _list(context: Context, args: Namespace) -> str:
    spans = context.journal.away.list()
    if args.json:
        return as_json([_row(span) for span in spans])
    if not spans:
        return "No days off are marked; mark some with `devjournal away FROM UNTIL`."
    rows = [(str(span.id), str(span.first), str(span.last), span.note) for span in spans]
    return context.table(("ID", "From", "Until", "Note"), rows, right={0})


def _row(span: AwayDays) -> dict[str, object]:
    return {
        "id": span.id,
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "note": span.note or None,
    }


def _remove(context: Context, args: Namespace) -> str:
    return f"Unmarked {_named(context.journal.away.remove(args.id))}."


def _named(span: AwayDays) -> str:
    days = f"{span.first} as a day off" if span.first == span.last else f"{span.first} to {span.last} as days off"
    return f"{days} (ID {span.id}){f': {quoted(span.note)}' if span.note else ''}"
