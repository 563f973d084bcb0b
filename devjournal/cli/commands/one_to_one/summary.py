"""The command summary: the page for a 1:1."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from devjournal.cli.argument_types import needed_text
from devjournal.cli.arguments import add_format, add_output, argument
from devjournal.cli.context import Context
from devjournal.cli.output_file import print_or_write
from devjournal.cli.parser import Parser
from devjournal.cli.source import STANDARD
from devjournal.domain.text.user_text import quoted

if TYPE_CHECKING:
    from devjournal.exports.page.summary import Summary

_PURPOSES = ("month", "quarter", "year")


def add_summary(parser: Parser) -> None:
    """Fill the parser of `summary`."""
    argument(parser, "--since SINCE", "last (the last 1:1), a DATE, or a span: 8w, 3m (last)")
    argument(parser, "--until DATE", "the last day (today)")
    argument(parser, "--with NAME", "the person of the 1:1: a name or its start", needed_text("The name"), dest="name")
    argument(
        parser,
        "--for SPAN",
        "month (a check-in), quarter (a review) or year (a self-review), with the evidence by gap",
        dest="purpose",
        choices=_PURPOSES,
    )
    add_format(parser)
    add_output(parser)
    argument(parser, "--copy", "also copy the page to the clipboard")
    parser.set_handler(_summary, 'devjournal summary --with "Mara" --format html --output mara.html')


def _summary(context: Context, args: Namespace) -> str:
    from devjournal.exports.page.formats import render

    content = render(collect(context, args), args.format)
    done = print_or_write(context, args, content, "the summary")
    if args.copy:
        from devjournal.clipboard import copy

        printed = args.output in (None, STANDARD)
        message = copy(content) if printed else copy(content, alternative=f"the page is in {quoted(args.output, 200)}")
        if sys.stderr is not None:
            sys.stderr.write(f"{message}\n")
    return done


def collect(context: Context, args: Namespace) -> Summary:
    """Return the summary for these options. Check the options before any file is touched.

    The page for the next 1:1 follows the choices made in the app.

    Raises:
        UsageError: the span is invalid, or ends before it begins.
        NotFound: there is no person with this name.
    """
    from devjournal.domain.one_to_one.page import ask
    from devjournal.domain.one_to_one.span import PageKind
    from devjournal.exports.page.summary import summarize

    request = ask(
        context.today,
        purpose=PageKind(args.purpose) if args.purpose else PageKind.ONE_TO_ONE,
        since=args.since,
        until=context.day(args.until) if args.until is not None else None,
    )
    if args.name is not None:
        request = replace(request, name=context.person(args.name).name)
    data = context.journal.pages.find(request)
    choices = data.choices
    return summarize(data.findings, request.purpose, omitted=choices.omitted, opted_in=choices.opted_in)
