"""The command sync: keep the journal in step with other machines through a shared folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.cli.argument_types import path
from devjournal.cli.context import Context
from devjournal.cli.output import as_json, print_error
from devjournal.cli.parser import Parser
from devjournal.cli.progress import progress
from devjournal.domain.text.user_text import one_line, pluralized, quoted
from devjournal.errors import JournalError, UsageError
from devjournal.paths import state_folder
from devjournal.platforms import host_name

if TYPE_CHECKING:  # only sync needs them
    from devjournal.domain.merge.machines import Difference
    from devjournal.sync.outcome import Machine, Outcome, Standing
    from devjournal.sync.session import Session

_NAMED = 3
"""The most unreadable files that are named."""


def add_sync(parser: Parser) -> None:
    """Fill the parser of `sync`."""
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=path, help="the folder that your machines share (sync.folder)"
    )
    parser.add_argument("--status", action="store_true", help="print the state of the folder, and write nothing")
    parser.add_argument("--json", action="store_true", help="as one JSON document")
    parser.add_argument("--unless-undone", action="store_true", help="refuse if the last sync was undone")
    parser.add_argument("--key-from-stdin", action="store_true", help="read the key of an encrypted journal")
    parser.set_handler(_sync, "devjournal sync ~/Sync/journal")


def _sync(context: Context, args: Namespace) -> str:
    if args.key_from_stdin:
        _learn_key()
    session = _session(context, args.folder)
    if args.status:
        return _status(context, session.standing(), as_document=args.json)
    with progress(context, "Syncing", silent=args.json):
        outcome = session.sync(unless_undone=args.unless_undone)
    _tell_bad(context, outcome.bad)
    return _as_document(outcome) if args.json else _told(context, outcome)


def _learn_key() -> None:
    """Read the key of an encrypted journal from standard input, where the app writes it.

    Raises:
        UsageError: there is no key.
    """
    from devjournal.storage.encryption.key import parse_key
    from devjournal.storage.encryption.unlocked import learn

    try:
        learn(parse_key(sys.stdin.read()))
    except ValueError as error:  # also raised for input that is not UTF-8
        raise UsageError("There is no key on standard input; leave --key-from-stdin out to be asked.") from error


def _session(context: Context, named: str | None) -> Session:
    from devjournal.sync.session import Session, require_folder

    folder = _whole(named if named is not None else context.settings.sync.folder)
    require_folder(folder)
    context.check()
    return Session(context.journal, folder, state_folder(), host_name() or "machine")


def _whole(named: str) -> Path:
    if not named:
        raise UsageError("Which folder? Name the one that your machines share, or set sync.folder.")
    try:
        return Path(named).expanduser().absolute()
    except (OSError, RuntimeError) as error:
        raise UsageError("The folder's path starts from a folder that is gone; write it out in full.") from error


def _tell_bad(context: Context, bad: Sequence[tuple[str, str]]) -> None:
    """Name the files that cannot be read, and set the exit code to 1."""
    listed = [f"{quoted(name, 120)} ({why})" for name, why in bad]
    if not listed:
        return
    context.exit_code = JournalError.exit_code
    says_what_to_do = any("; " in why for _, why in bad)
    advice = "" if says_what_to_do else "; wait until your carrier has brought it whole, then sync again"
    rest = f"; and {len(listed) - _NAMED} more" if len(listed) > _NAMED else ""
    print_error(
        f"Everything was brought in but {'; '.join(listed[:_NAMED])}{rest}{advice}.",
        plain=context.draws_ascii,
    )


def _told(context: Context, outcome: Outcome) -> str:
    from devjournal.cli.commands.data.gave_way import gave_way_line

    lines = [_summary(outcome)]
    if outcome.made is not None:
        zone = context.journal.now.tzinfo
        lines += [gave_way_line(difference.gave_way, outcome.made, zone) for difference in outcome.gave_way]
    return "\n".join(lines)


def _summary(outcome: Outcome) -> str:
    """Return the result line of a sync."""
    went = f"{pluralized(outcome.went, 'record')} went"
    if not outcome.machines:
        return f"No other machine uses the folder yet; {went if outcome.went else 'nothing new'}."
    name = one_line(outcome.machines[0].name)
    others = name if len(outcome.machines) == 1 else pluralized(len(outcome.machines), "other machine")
    if not (outcome.came or outcome.went):
        done = "nothing new"
    else:
        done = f"{pluralized(outcome.came, 'record')} came, {outcome.went} went"
    gave_way = f"; {pluralized(len(outcome.gave_way), 'text')} gave way" if outcome.gave_way else ""
    again = "; this did again what you had undone" if outcome.again and outcome.came else ""
    return f"In step with {others}: {done}{gave_way}{again}."


def _as_document(outcome: Outcome) -> str:
    return as_json(
        {
            "machines": _machines(outcome.machines),
            "came": outcome.came,
            "went": outcome.went,
            "gave_way": [_difference(difference, outcome) for difference in outcome.gave_way],
            "unreadable": _unreadable(outcome.bad),
        }
    )


def _difference(difference: Difference, outcome: Outcome) -> dict[str, object]:
    from devjournal.cli.commands.data.gave_way import row_title, value_as_text, words

    gave_way = difference.gave_way
    assert outcome.made is not None
    return {
        "kind": words(gave_way.table),
        "what": row_title(gave_way.table, gave_way.row, outcome.made),
        "field": gave_way.column,
        "kept": value_as_text(gave_way, gave_way.kept, outcome.made),
        "other": value_as_text(gave_way, gave_way.other, outcome.made),
        "from": difference.machine,
    }


def _machines(machines: Iterable[Machine]) -> list[dict[str, str]]:
    return [{"name": machine.name, "last": machine.last} for machine in machines]


def _unreadable(bad: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"file": name, "why": why} for name, why in bad]


def _status(context: Context, standing: Standing, *, as_document: bool) -> str:
    if as_document:
        return as_json(
            {
                "folder": standing.folder,
                "name": standing.name,
                "last": standing.synced_at or None,
                "machines": _machines(standing.machines),
                "waiting": standing.waiting,
                "changed": standing.changed,
                "undone": standing.undone,
                "unreadable": _unreadable(standing.bad),
            }
        )
    last = f"last sync {_moment(context, standing.synced_at)}" if standing.synced_at else "not synced from here yet"
    lines = [f"{quoted(standing.folder, 200)}: {last}."]
    waiting = pluralized(standing.waiting, "file")
    to_come = f"{waiting} to read" if standing.waiting else "nothing to read"
    lines.append(f"{to_come}; {'this journal has changes to send' if standing.changed else 'nothing to send'}.")
    if standing.undone:
        lines.append("The last sync was undone; the next one brings in the same again.")
    lines += [f"  {one_line(peer.name)}: last wrote {_moment(context, peer.last)}" for peer in standing.machines]
    lines += [f"  {quoted(name, 120)} cannot be read: {why}" for name, why in standing.bad]
    return "\n".join(lines)


def _moment(context: Context, at: str) -> str:
    from datetime import datetime

    return f"{datetime.fromisoformat(at).astimezone(context.clock().tzinfo):%Y-%m-%d %H:%M}"
