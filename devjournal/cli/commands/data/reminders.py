"""The command reminders: the ritual as recurring calendar events."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.arguments import add_output
from devjournal.cli.context import Context
from devjournal.cli.output_file import print_or_write
from devjournal.cli.parser import Parser


def add_reminders(parser: Parser) -> None:
    """Fill the parser of `reminders`."""
    add_output(parser)
    parser.set_handler(_reminders, "devjournal reminders --output ritual.ics")


def _reminders(context: Context, args: Namespace) -> str:
    from devjournal.clock import local_zone
    from devjournal.domain.week.reminder import reminders
    from devjournal.exports.reminders import render

    now, journal = context.clock(), context.journal
    events = reminders(context.settings.ritual, journal.review_days(), journal.away_mondays(), now)
    content = render(events, now, local_zone(now))
    return print_or_write(context, args, content, "the five reminders", end="; import the file into your calendar.")
