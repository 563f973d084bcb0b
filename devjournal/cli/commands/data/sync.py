"""The command sync: keep the journal in step with other machines through a shared folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from devjournal.cli.argument_types import path
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.cli.progress import progress
from devjournal.cli.source import absolute_path
from devjournal.domain.text.user_text import one_line, pluralized, quoted
from devjournal.errors import JournalError, UsageError
from devjournal.paths import state_folder
from devjournal.platforms import host_name

if TYPE_CHECKING:  # only sync needs them
    from devjournal.sync.result import Peer, SyncResult, SyncStatus
    from devjournal.sync.session import Session

_MAX_NAMED = 3
"""The most unreadable files that are named; further ones are counted."""


def add_sync(parser: Parser) -> None:
    """Fill the parser of `sync`."""
    argument(parser, "folder FOLDER", "the folder that your machines share (sync.folder)", path, nargs="?")
    argument(parser, "--status", "print the state of the folder, and write nothing")
    argument(parser, "--json", "as one JSON document")
    argument(parser, "--unless-undone", "refuse if the last sync was undone")
    argument(parser, "--key-from-stdin", "read the journal's key from standard input, as the app does")
    parser.set_handler(_sync, "devjournal sync ~/Sync/journal")


def _sync(context: Context, args: Namespace) -> str:
    if args.key_from_stdin:
        _read_key()
    session = _session(context, args.folder)
    if args.status:
        status = session.status()
        return _status_as_json(status) if args.json else _status_lines(context, status)
    with progress(context, "Syncing", silent=args.json):
        result = session.sync(unless_undone=args.unless_undone)
    _report_unreadable(context, result.unreadable)
    return _result_as_json(result) if args.json else _result_lines(context, result)


def _read_key() -> None:
    """Read the key of an encrypted journal from standard input, where the app writes it.

    Raises:
        UsageError: there is no key.
    """
    from devjournal.storage.encryption.key import parse_key
    from devjournal.storage.encryption.keyring import add_key

    try:
        add_key(parse_key(sys.stdin.read()))
    except ValueError as error:  # also raised for input that is not UTF-8
        raise UsageError("Standard input has no key; omit --key-from-stdin to be asked for the passphrase.") from error


def _session(context: Context, named: str | None) -> Session:
    from devjournal.sync.session import Session, require_folder

    named = named if named is not None else context.settings.sync.folder
    if not named:
        raise UsageError("No folder is named; name the folder that your machines share, or set sync.folder.")
    folder = absolute_path(named)
    require_folder(folder)
    context.check()
    return Session(context.journal, folder, state_folder(), host_name() or "machine")


def _report_unreadable(context: Context, unreadable: Sequence[tuple[str, str]]) -> None:
    """Print one error line that names unreadable files, and set the exit code to 1."""
    if not unreadable:
        return
    context.exit_code = JournalError.exit_code
    has_advice = any("; " in why for _, why in unreadable)
    advice = "" if has_advice else "; wait until the whole file has arrived, then sync again"
    names = "; ".join(f"{quoted(name, 120)} ({why})" for name, why in unreadable[:_MAX_NAMED])
    rest = f"; and {len(unreadable) - _MAX_NAMED} more" if len(unreadable) > _MAX_NAMED else ""
    context.print_error(f"Imported everything except {names}{rest}{advice}.")


def _result_lines(context: Context, result: SyncResult) -> str:
    """Return a line about the sync, then a line for each replaced value."""
    from devjournal.cli.commands.data.replaced_values import replaced_line

    lines = [_summary(result)]
    if result.merge is not None:
        zone = context.journal.now.tzinfo
        lines += [replaced_line(value, result.merge, zone) for value in result.replaced]
    return "\n".join(lines)


def _summary(result: SyncResult) -> str:
    sent_clause = f"{pluralized(result.sent, 'record')} went"
    rekeyed = f"; the files of this machine were written anew, {result.rekeyed.value}" if result.rekeyed else ""
    if not result.peers:
        return f"{_why_alone(result)}; {sent_clause if result.sent else 'nothing new'}{rekeyed}."
    name = one_line(result.peers[0].name)
    machines = name if len(result.peers) == 1 else pluralized(len(result.peers), "other machine")
    if not (result.received or result.sent):
        counts = "nothing new"
    else:
        counts = f"{pluralized(result.received, 'record')} came, {result.sent} went"
    gave_way = f"; {pluralized(len(result.replaced), 'text')} gave way" if result.replaced else ""
    again = "; this repeated the changes that you had undone" if result.repeats_undone and result.received else ""
    return f"In step with {machines}: {counts}{gave_way}{again}{rekeyed}."


def _why_alone(result: SyncResult) -> str:
    """Return a clause that says why no other machine has a readable file in the folder."""
    if result.unreadable:
        return "No other machine's file could be read"
    if result.missing_peers:
        return _missing_clause(result.missing_peers)
    return "No other machine uses the folder yet"


def _missing_clause(names: Sequence[str]) -> str:
    """Return a clause about the machines that had files in the folder at an earlier sync."""
    machines = one_line(names[0]) if len(names) == 1 else pluralized(len(names), "other machine")
    return f"The files of {machines} are no longer in the folder"


def _result_as_json(result: SyncResult) -> str:
    from devjournal.cli.commands.data.replaced_values import SYNC_FIELDS, replaced_as_json

    merge = result.merge
    replaced = [replaced_as_json(value, merge, SYNC_FIELDS) for value in result.replaced] if merge is not None else []
    return as_json(
        {
            "machines": _peers_as_json(result.peers),
            "came": result.received,
            "went": result.sent,
            "gave_way": replaced,
            "unreadable": _unreadable_as_json(result.unreadable),
        }
    )


def _peers_as_json(peers: Iterable[Peer]) -> list[dict[str, str]]:
    return [{"name": peer.name, "last": peer.wrote_at} for peer in peers]


def _unreadable_as_json(unreadable: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"file": name, "why": why} for name, why in unreadable]


def _status_as_json(status: SyncStatus) -> str:
    return as_json(
        {
            "folder": status.folder,
            "name": status.name,
            "last": status.synced_at or None,
            "machines": _peers_as_json(status.peers),
            "waiting": status.unread,
            "changed": status.has_changes,
            "undone": status.is_undone,
            "unreadable": _unreadable_as_json(status.unreadable),
        }
    )


def _status_lines(context: Context, status: SyncStatus) -> str:
    last = f"last sync {_time_text(context, status.synced_at)}" if status.synced_at else "not synced from here yet"
    lines = [f"{quoted(status.folder, 200)}: {last}."]
    to_read = f"{pluralized(status.unread, 'file')} to read" if status.unread else "nothing to read"
    lines.append(f"{to_read}; {'this journal has changes to send' if status.has_changes else 'nothing to send'}.")
    if status.is_undone:
        lines.append("The last sync was undone; the next sync repeats its changes.")
    lines += [f"  {one_line(peer.name)}: last wrote {_time_text(context, peer.wrote_at)}" for peer in status.peers]
    if status.missing_peers and not (status.peers or status.unreadable):
        lines.append(f"{_missing_clause(status.missing_peers)}.")
    lines += [f"  {quoted(name, 120)} cannot be read: {why}" for name, why in status.unreadable]
    return "\n".join(lines)


def _time_text(context: Context, at: str) -> str:
    """Return a time in the user's zone, to the minute."""
    from datetime import datetime

    return f"{datetime.fromisoformat(at).astimezone(context.clock().tzinfo):%Y-%m-%d %H:%M}"
