"""The command drafts: collect, list, keep and drop drafts of entries."""

from __future__ import annotations

from argparse import Namespace
from contextlib import nullcontext

from devjournal.cli.argument_types import identifier, identifier_or_none, needed_text, path
from devjournal.cli.arguments import add_private, argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.capture.draft import Draft
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import UsageError

_SINCE_HELP = "last, a DATE, or a span such as 8w"


def add_drafts(parser: Parser) -> None:
    """Fill the parser of `drafts` and its subcommands."""
    _add_sources(parser)
    listing = parser.subcommand("list", "list drafts, the earliest first")
    argument(listing, "--json", "as a JSON list")
    listing.set_handler(_list, "devjournal drafts list --json")
    keep = parser.subcommand("keep", "turn drafts into entries")
    _add_ids(keep, "+")
    argument(keep, "--gap ID", "the gap they are evidence for", identifier_or_none("The gap"))
    argument(keep, "--text TEXT", "a new text, for a single draft", needed_text("The entry"))
    add_private(keep)
    keep.set_handler(_keep, "devjournal drafts keep 3 4 --gap 2")
    drop = parser.subcommand("drop", "drop drafts; they do not come back")
    _add_ids(drop, "*")
    argument(drop, "--all", "drop all drafts")
    drop.set_handler(_drop, "devjournal drafts drop 5 6")
    parser.set_default_subcommand("", alone="list")
    parser.prompts_for(_ask)
    parser.epilog = "Example:\n  devjournal drafts git ~/src/api --since 2w"


def _add_sources(parser: Parser) -> None:
    git = parser.subcommand("git", "draft your own commits in git repositories, one draft a day")
    argument(git, "folders DIR", "a folder to read and remember (all remembered folders)", path, nargs="*")
    argument(
        git,
        "--author TEXT",
        "part of your name or email address; may be repeated (git's user.email)",
        needed_text("The author"),
        action="append",
    )
    argument(git, "--since SINCE", f"{_SINCE_HELP} (last)", default="last")
    argument(git, "--forget", "forget DIR instead of reading it")
    git.set_handler(_git, "devjournal drafts git ~/src/api ~/src/web --since 2w")
    ics = parser.subcommand("ics", "draft the events of a calendar file")
    argument(ics, "source FILE", "an .ics file; - is standard input", path)
    argument(ics, "--since SINCE", f"{_SINCE_HELP} (4w)", default="4w")
    ics.set_handler(_ics, "devjournal drafts ics work.ics --since 2w")
    texts = parser.subcommand("text", "draft a text, or each item of a list")
    argument(texts, "source FILE", "a text file; - is standard input", path)
    argument(texts, "--on DATE", "the day of items without a date (today)", default="today")
    texts.set_handler(_text, "devjournal drafts text notes.md --on yesterday")
    inbox = parser.subcommand("inbox", "draft the notes and events in your inbox folder")
    inbox.set_handler(_inbox, "devjournal drafts inbox")


def _add_ids(parser: Parser, nargs: str) -> None:
    argument(parser, "ids ID", "the ID shown in the list", identifier("The draft"), nargs=nargs)


def _git(context: Context, args: Namespace) -> str:
    from devjournal.cli.commands.capture import sources  # each source imports its own readers

    return sources.git(context, args.folders, tuple(args.author or ()), args.since, forget=args.forget)


def _ics(context: Context, args: Namespace) -> str:
    from devjournal.cli.commands.capture import sources

    return sources.ics(context, args.source, args.since)


def _text(context: Context, args: Namespace) -> str:
    from devjournal.cli.commands.capture import sources

    return sources.note(context, args.source, context.day(args.on))


def _inbox(context: Context, args: Namespace) -> str:
    from devjournal.cli.commands.capture import sources

    return sources.inbox(context)


def _list(context: Context, args: Namespace) -> str:
    drafts = context.journal.drafts.waiting()
    if args.json:
        return as_json([_row(draft) for draft in drafts])
    if not drafts:
        return "There are no drafts; find some with `devjournal drafts git`."
    rows = [(str(draft.id), str(draft.day), draft.source, draft.text) for draft in drafts]
    return context.table(("ID", "Day", "Source", "Draft"), rows, right={0})


def _row(draft: Draft) -> dict[str, object]:
    return {
        "id": draft.id,
        "day": draft.day.isoformat(),
        "text": draft.text,
        "link": draft.link or None,
        "source": draft.source,
    }


def _keep(context: Context, args: Namespace) -> str:
    ids = list(dict.fromkeys(args.ids))
    if args.text is not None and len(ids) > 1:
        raise UsageError("--text replaces the text of one draft; keep the other drafts separately.")
    private = args.private if "private" in args else context.settings.private.entries
    journal = context.journal
    with journal.transaction(f"keeping of {len(ids)} drafts") if len(ids) > 1 else nullcontext():
        entries = [journal.drafts.keep(row_id, text=args.text, gap=args.gap, private=private) for row_id in ids]
    gap = "" if args.gap is None else f", evidence for gap {args.gap}"
    hidden = ", private" if private else ""
    if len(entries) == 1:
        (entry,) = entries
        return f"Kept draft {ids[0]} as entry {entry.id} on {entry.day}{gap}{hidden}: {quoted(entry.text)}."
    entry_ids = ", ".join(str(entry.id) for entry in entries)
    return f"Kept {len(entries)} drafts as entries {entry_ids}{gap}{hidden}."


def _drop(context: Context, args: Namespace) -> str:
    ids = list(dict.fromkeys(args.ids))
    if bool(ids) == args.all:
        raise UsageError("Name the drafts to drop by their IDs, or give --all.")
    journal = context.journal
    if args.all:
        count = journal.drafts.drop_all() if journal.drafts.count() else 0
        return f"Dropped {pluralized(count, 'draft')}." if count else "There are no drafts to drop."
    with journal.transaction(f"dropping of {len(ids)} drafts") if len(ids) > 1 else nullcontext():
        dropped = [journal.drafts.drop(row_id) for row_id in ids]
    if len(dropped) == 1:
        return f"Dropped draft {ids[0]}: {quoted(dropped[0].text)}."
    return f"Dropped {len(dropped)} drafts."


def _ask(context: Context, args: Namespace) -> str:
    from devjournal.cli.commands.capture.interview import on_terminal  # only the interview needs it

    return on_terminal(context)
