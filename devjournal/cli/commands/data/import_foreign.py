"""`import --from`: import or preview the texts of another program's file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.progress import progress
from devjournal.cli.source import STANDARD, read_foreign, source_name
from devjournal.domain.bring.batch import Arrival, Batch, SourceKind, gap_titles
from devjournal.exports.bring.readers import read_source_text
from devjournal.exports.bring.report import counts_in_words, first_rows, rest_in_words
from devjournal.foreign_files import max_bytes, read_foreign_files

_MAX_PREVIEWED = 10
"""The most entries and weeks in a preview."""


def import_foreign(context: Context, args: Namespace) -> str:
    """Read the whole source before the journal is opened, so that a refused source creates no journal."""
    kind = SourceKind(args.kind)
    name = source_name(args.source)
    with progress(context, f"Reading {name}", silent=args.json or args.source == STANDARD):
        batch = _read(context, kind, args)
    if args.dry_run:
        context.check()
        arrival = context.journal.transfer.preview(batch) if context.path.exists() else _whole_arrival(batch)
    else:
        transfer = context.journal.transfer
        with progress(context, f"Importing {name}", silent=args.json):
            arrival = transfer.bring(batch)
    if args.json:
        return as_json(_document(batch, arrival, dry=args.dry_run))
    return _preview(context, batch, arrival, name) if args.dry_run else f"{_done(batch, arrival, name)}."


def _read(context: Context, kind: SourceKind, args: Namespace) -> Batch:
    day = None if args.on is None else context.day(args.on)
    if args.source != STANDARD:
        return read_foreign_files(kind, Path(args.source), today=context.today, on=day)
    return read_source_text(kind, read_foreign(STANDARD, max_bytes(kind)), today=context.today, on=day)


def _whole_arrival(batch: Batch) -> Arrival:
    """Return what a batch would add to a journal that does not exist yet."""
    titles = gap_titles(batch.entries, batch.weeks)
    return Arrival(tuple(batch.entries), tuple(batch.weeks), unknown_gaps=len(titles))


def _done(batch: Batch, arrival: Arrival, name: str) -> str:
    sentence = f"Imported {counts_in_words(arrival)} from {name}" if arrival else f"Nothing in {name} is new"
    return "; ".join((sentence, *rest_in_words(batch, arrival)))


def _preview(context: Context, batch: Batch, arrival: Arrival, name: str) -> str:
    parts = []
    rows = first_rows(arrival, _MAX_PREVIEWED)
    if rows:
        parts.append(context.table(("Day", "Text"), rows))
        more = len(arrival.weeks) + len(arrival.entries) - len(rows)
        if more:
            parts[0] += f"\n{context.printable('…')} and {more} more"
    sentence = f"Would import {counts_in_words(arrival)} from {name}" if arrival else f"Nothing in {name} is new"
    notes = [f"  {line}" for line in rest_in_words(batch, arrival)]
    parts.append("\n".join((f"{sentence}; nothing is written.", *notes)))
    return "\n\n".join(parts)


def _document(batch: Batch, arrival: Arrival, *, dry: bool) -> dict[str, object]:
    return {
        "from": batch.kind,
        "dry_run": dry,
        "entries": len(arrival.entries),
        "weeks": len(arrival.weeks),
        "known": arrival.known,
        "removed": arrival.removed,
        "unknown_gaps": arrival.unknown_gaps,
        "left_out": [{"reason": reason, "count": count} for reason, count in batch.skipped.items()],
        "tags": list(batch.tags),
        "first": [
            {"day": entry.day.isoformat(), "text": entry.text, "link": entry.link or None}
            for entry in arrival.entries[:_MAX_PREVIEWED]
        ],
    }
