"""The commands of entries: log, and entry list, edit and remove."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from collections.abc import Sequence

from devjournal.cli.argument_types import identifier, identifier_or_none, needed_text, text
from devjournal.cli.arguments import (
    add_gap,
    add_id,
    add_list_formats,
    add_new_text,
    add_private,
    argument,
    changes,
    require_changes,
)
from devjournal.cli.context import Context
from devjournal.cli.output import as_csv, as_json
from devjournal.cli.parser import Parser
from devjournal.cli.source import STANDARD, read_source
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import quoted, required
from devjournal.domain.week.entry import Entry
from devjournal.input_files import MAX_ENTRY_BYTES

_COLUMNS = ("id", "day", "week", "text", "link", "gap", "private")


def add_log(parser: Parser) -> None:
    """Fill the parser of `log`."""
    argument(parser, "text TEXT", "what you did or learned; - is standard input", needed_text("The entry"))
    argument(parser, "--gap ID", "the gap that the entry is evidence for", identifier_or_none("The gap"))
    argument(parser, "--on DATE", "the day on which it happened (today)", default="today")
    argument(parser, "--link URL", "a link to the work", text("The link"), default="")
    argument(parser, "--from NAME", "the person who said it: a name or its start", text("The name"), dest="said_by")
    add_private(parser)
    parser.set_handler(_log, 'devjournal log "Paired on the release" --on yesterday')


def _log(context: Context, args: Namespace) -> str:
    day = context.day(args.on)
    private = args.private if "private" in args else context.settings.private.entries
    text = args.text
    if text == STANDARD:
        text = required(
            read_source(STANDARD, "convert it to UTF-8", limit=MAX_ENTRY_BYTES, size_hint="log a shorter text"),
            "The entry",
        )
    person = context.person(args.said_by) if args.said_by else None
    said_by = None if person is None else person.id
    entry = context.journal.entries.add(text, day=day, gap=args.gap, link=args.link, private=private, said_by=said_by)
    attribution = "" if person is None else f", words of {quoted(person.name)}"
    return f"Added {_named(entry, attribution)}."


def add_entry(parser: Parser) -> None:
    """Fill the parser of `entry` and its subcommands."""
    parser.epilog = "Example:\n  devjournal entry list --week last"
    listing = parser.subcommand("list", "list entries, the earliest first")
    filters = listing.add_mutually_exclusive_group()
    argument(filters, "--week WEEK", "entries of one week")
    argument(filters, "--gap ID", "entries that are evidence for a gap", identifier("The gap"))
    add_list_formats(listing)
    listing.set_handler(_list, "devjournal entry list --week last")
    edit = parser.subcommand("edit", "change an entry; omitted values stay")
    add_id(edit)
    add_new_text(edit, "The entry")
    add_gap(edit, "the gap that the entry is evidence for")
    argument(edit, "--on DATE", "the day on which it happened", default=SUPPRESS)
    argument(edit, "--link URL", 'a link to the work; "" clears it', text("The link"), default=SUPPRESS)
    argument(
        edit,
        "--from NAME",
        'the person who said it; "" for yourself',
        text("The name"),
        dest="said_by",
        default=SUPPRESS,
    )
    add_private(edit)
    edit.set_handler(_edit, "devjournal entry edit 12 --link https://example.org/notes --on yesterday")
    remove = parser.subcommand("remove", "remove an entry")
    add_id(remove)
    remove.set_handler(_remove, "devjournal entry remove 12")


def _list(context: Context, args: Namespace) -> str:
    iso = None if args.week is None else context.week(args.week)
    entries = context.journal.entries
    if iso is not None:
        listed = entries.of_week(iso)
    elif args.gap is not None:
        listed = entries.of_gap(args.gap)
    else:
        listed = entries.all()
    if args.json:
        return as_json([_row(entry) for entry in listed])
    if args.csv:
        return as_csv((*_COLUMNS, "gap_title", "said_by"), _csv_rows(context, listed))
    if not listed:
        return "There are no entries; add one with `devjournal log`."
    rows = [
        (str(entry.id), str(entry.day), "" if entry.gap is None else str(entry.gap), _in_line(entry))
        for entry in listed
    ]
    return context.table(("ID", "Day", "Gap", "Entry"), rows, right={0, 2})


def _in_line(entry: Entry) -> str:
    private = "(private) " if entry.private else ""
    return f"{private}{entry.attributed}{f' <{entry.link}>' if entry.link else ''}"


def _csv_rows(context: Context, entries: Sequence[Entry]) -> list[dict[str, object]]:
    """Return entries as CSV rows, with the names of gaps and people: IDs are local to one journal."""
    titles = context.journal.gaps.titles()
    return [_row(entry) | {"gap_title": titles.get(entry.gap or 0)} for entry in entries]


def _row(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "day": entry.day.isoformat(),
        "week": str(IsoWeek.of(entry.day)),
        "text": entry.text,
        "link": entry.link or None,
        "gap": entry.gap,
        "private": entry.private,
        "said_by": entry.speaker or None,
    }


def _edit(context: Context, args: Namespace) -> str:
    changed = changes(args, "text", "gap", "link", "private")
    if "on" in args:
        changed["day"] = context.day(args.on)
    if "said_by" in args:
        changed["said_by"] = context.person(args.said_by).id if args.said_by else None
    require_changes(changed, "a text, --gap, --on, --link, --from, --private or --no-private")
    return f"Changed {_named(context.journal.entries.edit(args.id, **changed))}."


def _remove(context: Context, args: Namespace) -> str:
    return f"Removed {_named(context.journal.entries.remove(args.id))}."


def _named(entry: Entry, attribution: str = "") -> str:
    """Return an entry as named in the result of a command."""
    gap = "" if entry.gap is None else f", evidence for gap {entry.gap}"
    return (
        f"entry {entry.id} on {entry.day}{gap}{attribution}{', private' if entry.private else ''}: {quoted(entry.text)}"
    )
