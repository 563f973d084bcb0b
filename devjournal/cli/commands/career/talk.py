"""The command talk: log a conversation and its results."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from devjournal.cli.argument_types import identifier, needed_text, text
from devjournal.cli.arguments import add_private, argument
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.domain.career.person import TalkKind
from devjournal.domain.one_to_one.agreements import Agreements
from devjournal.domain.text.user_text import pluralized, quoted

_KIND_NAMES = {
    TalkKind.ONE_TO_ONE: "a 1:1",
    TalkKind.ROLE_MODEL: "a role-model talk",
    TalkKind.OTHER: "a talk",
}


def add_talk(parser: Parser) -> None:
    """Fill the parser of `talk`."""
    argument(parser, "name NAME", "the person: a name or its start", needed_text("The name"))
    argument(
        parser,
        "--kind",
        "the kind of talk (1:1)",
        choices=[kind.value for kind in TalkKind],
        default=TalkKind.ONE_TO_ONE.value,
    )
    argument(parser, "--on DATE", "the day of the talk (today)", default="today")
    argument(parser, "--notes TEXT", "what was said", text("The notes"), default="")
    argument(
        parser,
        "--year-before TEXT",
        "what they were doing 12 months before they got where they are",
        text("The year before"),
        default="",
    )
    add_private(parser)
    _add_agreements(parser)
    parser.set_handler(_talk, 'devjournal talk Ana --kind role-model --year-before "Ran the incident reviews"')


def _add_agreements(parser: Parser) -> None:
    argument(
        parser,
        "--done ID",
        "a topic, ask or promise that is done; may be repeated",
        identifier("The topic"),
        action="append",
        default=[],
    )
    for option, name, help_ in (
        ("--promise", "The promise", "what you promised; may be repeated"),
        ("--their-promise", "The promise", "what they promised; may be repeated"),
        ("--ask", "The ask", "what you asked for and still need; may be repeated"),
    ):
        argument(parser, f"{option} TEXT", help_, needed_text(name), action="append", default=[])
    argument(parser, "--next DATE", 'the day of the next 1:1; "" clears it')


def _talk(context: Context, args: Namespace) -> str:
    day = context.day(args.on)
    kind = TalkKind(args.kind)
    private = args.private if "private" in args else context.settings.private.talks
    agreements = Agreements(
        done=tuple(args.done),
        promises=tuple(args.promise),
        their_promises=tuple(args.their_promise),
        asks=tuple(args.ask),
        next_on=context.coming_day(args.next) if args.next is not None else None,
        clears_next=args.next == "",
        private=private or ("private" not in args and context.settings.private.topics),
    )
    journal = context.journal
    person = context.person(args.name)
    journal.meetings.log(
        person.name, agreements, day=day, kind=kind, notes=args.notes, year_before=args.year_before, private=private
    )
    done = f"Logged {_KIND_NAMES[kind]} with {quoted(person.name)} on {day}{', private' if private else ''}"
    if args.notes:
        done += f": {quoted(args.notes)}"
    if kind is TalkKind.ONE_TO_ONE and person.next_on is not None:
        done += f"; the 1:1 planned for {person.next_on} counts as held"
    return "; ".join((done, *_agreed(agreements))) + "."


def _agreed(agreements: Agreements) -> Iterator[str]:
    """Yield the clauses about the results of a talk."""
    if agreements.done:
        yield f"{pluralized(len(set(agreements.done)), 'topic')} done"
    if agreements.promises:
        yield f"{pluralized(len(agreements.promises), 'promise')} of yours"
    if agreements.their_promises:
        yield f"{pluralized(len(agreements.their_promises), 'promise')} of theirs"
    if agreements.asks:
        yield pluralized(len(agreements.asks), "ask")
    if agreements.next_on is not None:
        yield f"the next 1:1 is on {agreements.next_on}"
    if agreements.clears_next:
        yield "no next 1:1 is set"
