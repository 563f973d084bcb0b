"""The command talk: log a conversation."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.argument_types import needed_text, text
from devjournal.cli.arguments import add_private
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.domain.career.person import TalkKind
from devjournal.domain.text.user_text import quoted

_WORDS = {
    TalkKind.ONE_TO_ONE: "a 1:1",
    TalkKind.ROLE_MODEL: "a role-model talk",
    TalkKind.OTHER: "a talk",
}


def add_talk(parser: Parser) -> None:
    """Fill the parser of `talk`."""
    parser.add_argument("name", metavar="NAME", type=needed_text("The name"), help="with whom")
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in TalkKind],
        default=TalkKind.ONE_TO_ONE.value,
        help="what it was for (1:1)",
    )
    parser.add_argument("--on", metavar="DATE", default="today", help="the day of the talk (today)")
    parser.add_argument("--notes", metavar="TEXT", type=text("The notes"), default="", help="what was said")
    parser.add_argument(
        "--year-before",
        metavar="TEXT",
        type=text("The year before"),
        default="",
        help="what they were doing 12 months before they got where they are",
    )
    add_private(parser)
    parser.set_handler(_talk, 'devjournal talk Ana --kind role-model --year-before "Ran the incident reviews"')


def _talk(hall: Context, args: Namespace) -> str:
    day = hall.day(args.on)
    kind = TalkKind(args.kind)
    private = args.private if "private" in args else hall.settings.private.talks
    journal = hall.journal
    before = journal.people.find(args.name)
    journal.conversations.log(
        args.name, day=day, kind=kind, notes=args.notes, year_before=args.year_before, private=private
    )
    done = f"Logged {_WORDS[kind]} with {quoted(before.name)} on {day}{', private' if private else ''}"
    if kind is TalkKind.ONE_TO_ONE and before.next_on is not None:
        done += f"; the next one, of {before.next_on}, counts as held"
    if args.notes:
        done += f": {quoted(args.notes)}"
    return f"{done}."
