"""The commands of topics: topic add, list, done, undone, edit and remove."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace

from devjournal.cli.argument_types import needed_text
from devjournal.cli.arguments import add_id, add_new_text, add_private, argument, changes, require_changes
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import as_iso
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.domain.text.user_text import quoted

_KINDS = tuple(kind.value for kind in TopicKind)

_KIND_NAMES = {
    TopicKind.TOPIC: "topic",
    TopicKind.ASK: "ask",
    TopicKind.MY_PROMISE: "your promise",
    TopicKind.THEIR_PROMISE: "their promise",
}


def add_topic(parser: Parser) -> None:
    """Fill the parser of `topic` and its subcommands."""
    parser.epilog = 'Example:\n  devjournal topic add "A seat in the platform review" --kind ask --due 2026-12-11'
    add = parser.subcommand("add", "add something for the next 1:1")
    argument(add, "text TEXT", "what to bring up", needed_text("The topic"))
    argument(add, "--kind KIND", f"one of {', '.join(_KINDS)} (topic)", choices=_KINDS, default="topic")
    argument(add, "--due DATE", "the due day", default="")
    add_private(add)
    add.set_handler(_add, 'devjournal topic add "An introduction to Tomas" --kind their-promise')
    listing = parser.subcommand("list", "list open topics by due day, earliest first")
    argument(listing, "--all", "include done topics")
    argument(listing, "--json", "as a JSON list")
    listing.set_handler(_list, "devjournal topic list --all")
    for name, help_, run in (
        ("done", "mark a topic as done, so that it is no longer carried over", _done),
        ("undone", "mark a topic as not done", _undone),
        ("remove", "remove a topic", _remove),
    ):
        change = parser.subcommand(name, help_)
        add_id(change)
        change.set_handler(run, f"devjournal topic {name} 3")
    _add_edit(parser.subcommand("edit", "change a topic; omitted values stay"))


def _add_edit(edit: Parser) -> None:
    add_id(edit)
    add_new_text(edit, "The topic")
    argument(edit, "--kind KIND", f"one of {', '.join(_KINDS)}", choices=_KINDS, default=SUPPRESS)
    argument(edit, "--due DATE", 'the due day; "" clears it', default=SUPPRESS)
    add_private(edit)
    edit.set_handler(_edit, "devjournal topic edit 3 --due 2026-12-18")


def _add(context: Context, args: Namespace) -> str:
    due = context.coming_day(args.due)
    private = args.private if "private" in args else context.settings.private.topics
    topic = context.journal.topics.add(args.text, kind=TopicKind(args.kind), due=due, private=private)
    return f"Added {_named(topic)}."


def _list(context: Context, args: Namespace) -> str:
    topics = context.journal.topics
    listed = topics.all() if args.all else topics.open()
    if args.json:
        return as_json([_row(topic) for topic in listed])
    if not listed:
        return "Nothing is waiting for a 1:1; add something with `devjournal topic add`."
    rows = [
        (
            str(topic.id),
            topic.kind.value,
            str(topic.due or ""),
            *((str(topic.done_on or ""),) if args.all else ()),
            f"{'(private) ' if topic.private else ''}{topic.text}",
        )
        for topic in listed
    ]
    headings = ("ID", "Kind", "Due", *(("Done",) if args.all else ()), "Topic")
    return context.table(headings, rows, right={0})


def _row(topic: Topic) -> dict[str, object]:
    return {
        "id": topic.id,
        "kind": topic.kind,
        "text": topic.text,
        "due": as_iso(topic.due),
        "private": topic.private,
        "added_on": as_iso(topic.added_on),
        "done_on": as_iso(topic.done_on),
    }


def _done(context: Context, args: Namespace) -> str:
    return f"Done: {_named(context.journal.topics.done(args.id))}."


def _undone(context: Context, args: Namespace) -> str:
    return f"Open again: {_named(context.journal.topics.undone(args.id))}."


def _edit(context: Context, args: Namespace) -> str:
    changed = changes(args, "text", "kind", "private")
    if "due" in args:
        changed["due"] = context.coming_day(args.due)
    require_changes(changed, "a text, --kind, --due, --private or --no-private")
    return f"Changed {_named(context.journal.topics.edit(args.id, **changed))}."


def _remove(context: Context, args: Namespace) -> str:
    return f"Removed {_named(context.journal.topics.remove(args.id))}."


def _named(topic: Topic) -> str:
    """Return a topic as it is named in the result of a command."""
    due = f", due {topic.due}" if topic.due else ""
    return f"{_KIND_NAMES[topic.kind]} {topic.id}{due}{', private' if topic.private else ''}: {quoted(topic.text)}"
