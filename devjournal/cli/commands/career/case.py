"""The command case: the evidence for a role as a page, and the choices behind it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from devjournal.cli.argument_types import identifier, text
from devjournal.cli.arguments import add_format, add_output, argument
from devjournal.cli.context import Context
from devjournal.cli.output_file import print_or_write
from devjournal.cli.parser import Parser
from devjournal.domain.text.user_text import quoted
from devjournal.errors import UsageError

_SPANS = ("month", "quarter", "year")

_parse_entry = identifier("The entry")


def add_case(parser: Parser) -> None:
    """Fill the parser of `case` and its subcommands; without one it prints the page."""
    parser.usage = (
        "devjournal case [--horizon ID] [--format FORMAT] [--output FILE] [--holes]\n"
        "       devjournal case pick ENTRY-ID | --not ENTRY-ID | --auto ENTRY-ID\n"
        "       devjournal case order ENTRY-ID ENTRY-ID ...\n"
        "       devjournal case claim GAP-ID TEXT\n"
        "       devjournal case statement TEXT [--horizon ID]"
    )
    parser.epilog = "Example:\n  devjournal case --format html --output case.html"
    parser.set_default_subcommand("show")
    _add_show(parser.subcommand("show", "print the page; the word show is optional"))
    pick = parser.subcommand("pick", "choose the evidence of a claim")
    choice = pick.add_mutually_exclusive_group(required=True)
    argument(choice, "pick ENTRY-ID", "put an entry on the page", _parse_entry, nargs="?")
    argument(choice, "--not ENTRY-ID", "leave an entry out", _parse_entry, dest="leave")
    argument(choice, "--auto ENTRY-ID", "let devjournal decide about an entry again", _parse_entry)
    pick.set_handler(_pick, "devjournal case pick 12")
    order = parser.subcommand("order", "put the evidence of a claim in order")
    argument(order, "ids ENTRY-ID", "the entries in their new order", _parse_entry, nargs="+")
    order.set_handler(_order, "devjournal case order 31 12 27")
    claim = parser.subcommand("claim", "word the claim of a gap, in past tense")
    argument(claim, "id GAP-ID", "the gap's number in the list", identifier("The gap"))
    argument(claim, "text TEXT", 'the claim; "" for the gap\'s title', text("The claim"))
    claim.set_handler(_claim, 'devjournal case claim 3 "Ran two incidents end to end"')
    statement = parser.subcommand("statement", "write the opening sentence of the page")
    argument(statement, "text TEXT", 'the sentence; "" clears it', text("The sentence"))
    _add_horizon(statement)
    statement.set_handler(_statement, 'devjournal case statement "I lead already, without the title."')


def _add_show(show: Parser) -> None:
    _add_horizon(show)
    argument(show, "--since SINCE", "a self-review since a DATE, or over 8w, 3m, ...")
    argument(show, "--for SPAN", "a self-review of the last month, quarter or year", dest="span", choices=_SPANS)
    add_format(show)
    add_output(show)
    argument(show, "--holes", "also print what is missing, for you alone")
    show.set_handler(_show, "devjournal case --format html --output case.html")


def _add_horizon(parser: Parser) -> None:
    argument(parser, "--horizon ID", "the horizon (the nearest)", identifier("The horizon"))


def _show(context: Context, args: Namespace) -> str:
    from devjournal.domain.case.case import make_case
    from devjournal.domain.case.holes import find_holes
    from devjournal.exports.case.formats import render

    since = _since(context, args)
    data = context.journal.cases.find(args.horizon)
    holes = find_holes(make_case(data), data.people)
    content = render(make_case(data, since=since), holes, args.format, with_holes=args.holes)
    return print_or_write(context, args, content, "the case")


def _since(context: Context, args: Namespace) -> date | None:
    """Return the first day of a self-review, or None for the whole case.

    Raises:
        UsageError: the span is invalid or begins after today, or both options are given.
    """
    from devjournal.domain.one_to_one.span import MONTHS_OF, PageKind, months_back, parse_since

    if args.since is not None and args.span is not None:
        raise UsageError("--since and --for both set the first day; give only one of them.")
    if args.span is not None:
        return months_back(context.today, MONTHS_OF[PageKind(args.span)])
    if args.since is None:
        return None
    since = parse_since(args.since, context.today, context.today)
    if since is None:
        raise UsageError("A self-review cannot begin at the last 1:1; give a DATE, or a span such as 8w or 3m.")
    if since > context.today:
        raise UsageError(f"{since} is after today; give an earlier day.")
    return since


def _pick(context: Context, args: Namespace) -> str:
    entries = context.journal.entries
    if args.pick is not None:
        entry, state = entries.pick(args.pick, True), "is evidence for its claim"
        if entry.private or context.journal.gaps.get(entry.gap or 0).private:
            state = "is picked, but stays off the page while it or its gap is private"
    elif args.leave is not None:
        entry, state = entries.pick(args.leave, False), "is left out of the case"
    else:
        entry, state = entries.pick(args.auto, None), "is used if it is among the best evidence for its claim"
    return f"Entry {entry.id}, {quoted(entry.text)}, {state}."


def _order(context: Context, args: Namespace) -> str:
    repeated = next((row_id for row_id in args.ids if args.ids.count(row_id) > 1), None)
    if repeated is not None:
        raise UsageError(f"Entry {repeated} is named twice; name each entry once.")
    context.journal.entries.put_in_order(args.ids)
    return f"The order of the evidence is {', '.join(map(str, args.ids))}."


def _claim(context: Context, args: Namespace) -> str:
    gap = context.journal.gaps.edit(args.id, claim=args.text)
    if not gap.claim:
        return f"The claim of gap {gap.id} is its title again: {quoted(gap.title)}."
    return f"The claim of gap {gap.id} is {quoted(gap.claim)}."


def _statement(context: Context, args: Namespace) -> str:
    horizon = context.journal.cases.find(args.horizon).horizon
    horizon = context.journal.horizons.set_statement(horizon.id, args.text)
    if not horizon.statement:
        return f"The case for {quoted(horizon.role)} has no opening sentence now."
    return f"The case for {quoted(horizon.role)} begins with {quoted(horizon.statement)}."
