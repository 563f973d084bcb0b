"""What `import --from` does and says: the texts of another program's file, brought in or shown before they are."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from devjournal.cli.context import Context
from devjournal.cli.output import as_json, table
from devjournal.cli.source import STANDARD, read_foreign
from devjournal.domain.bring.batch import Arrival, Batch, ForeignEntry, SourceKind, gap_titles
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import UsageError
from devjournal.exports.bring.readers import SUFFIXES, left_out_lines, read_source_files, read_source_text
from devjournal.input_files import MAX_BYTES, MAX_NOTE_BYTES, files_below, read_text

_FIRST = 10
"""How many entries and weeks a dry run shows."""

_SAVE = "save it as UTF-8"


def bring_into(hall: Context, args: Namespace) -> str:
    """Read the whole source before the journal is opened, so that a refused one leaves nothing behind."""
    kind = SourceKind(args.kind)
    batch = _read(hall, kind, args)
    if args.dry_run:
        hall.check()
        arrival = hall.journal.transfer.preview(batch) if hall.path.exists() else _all_of(batch)
    else:
        arrival = hall.journal.transfer.bring(batch)
    name = "standard input" if args.source == STANDARD else quoted(Path(args.source).name or args.source, 60)
    if args.json:
        return as_json(_document(batch, arrival, dry=args.dry_run))
    return _preview(hall, batch, arrival, name) if args.dry_run else f"{_done(batch, arrival, name)}."


def _read(hall: Context, kind: SourceKind, args: Namespace) -> Batch:
    day = None if args.on is None else hall.day(args.on)
    most = MAX_NOTE_BYTES if kind in (SourceKind.MARKDOWN, SourceKind.OBSIDIAN) else MAX_BYTES
    folder = Path(args.source)
    if args.source == STANDARD or not folder.is_dir():
        if day is not None and kind is not SourceKind.MARKDOWN:
            raise UsageError("--on dates the items of --from markdown; leave it out here.")
        text = read_foreign(args.source, most)
        return read_source_text(kind, text, today=hall.today, on=day, name=args.source)
    files = (
        (path.relative_to(folder).as_posix(), read_text(path, _SAVE, most))
        for path in files_below(folder, SUFFIXES[kind])
    )
    return read_source_files(kind, files, today=hall.today, on=day)


def _all_of(batch: Batch) -> Arrival:
    """Return what a batch adds to a journal that is not there yet."""
    titles = gap_titles(batch.entries, batch.weeks)
    return Arrival(tuple(batch.entries), tuple(batch.weeks), unknown_gaps=len(titles))


def _counts(arrival: Arrival) -> str:
    counts = [
        *([pluralized(len(arrival.weeks), "week")] if arrival.weeks else []),
        *([pluralized(len(arrival.entries), "entry", "entries")] if arrival.entries else []),
    ]
    return " and ".join(counts)


def _done(batch: Batch, arrival: Arrival, name: str) -> str:
    said = f"Brought in {_counts(arrival)} from {name}" if arrival else f"Nothing in {name} is new"
    return "; ".join((said, *_rest(batch, arrival)))


def _rest(batch: Batch, arrival: Arrival) -> list[str]:
    """Return what is not new and what was left out, in words."""
    rest = []
    if arrival.known:
        rest.append(f"{arrival.known} there already")
    if arrival.removed:
        rest.append(f"{arrival.removed} removed here before")
    if arrival.unknown_gaps:
        rest.append(f"{pluralized(arrival.unknown_gaps, 'gap')} of it not on this board")
    if batch.left_out:
        rest.append(f"left out: {', '.join(left_out_lines(batch))}")
    return rest


def _preview(hall: Context, batch: Batch, arrival: Arrival, name: str) -> str:
    parts = []
    rows = [
        *((str(week.iso), week.goal or (week.outcome or "away")) for week in arrival.weeks[:_FIRST]),
        *((str(entry.day), _shown(entry)) for entry in arrival.entries[:_FIRST]),
    ]
    if rows:
        parts.append(table(("Day", "Text"), rows, plain=hall.draws_ascii))
        more = len(arrival.weeks) + len(arrival.entries) - len(rows)
        if more:
            parts[0] += f"\n{hall.own('…')} and {more} more"
    would = f"Would bring in {_counts(arrival)} from {name}" if arrival else f"Nothing in {name} is new"
    parts.append("\n".join((f"{would}; nothing is written.", *(f"  {line}" for line in _rest(batch, arrival)))))
    return "\n\n".join(parts)


def _shown(entry: ForeignEntry) -> str:
    marks = "(private) " if entry.private else ""
    return f"{marks}{entry.text}{f' <{entry.link}>' if entry.link and entry.link not in entry.text else ''}"


def _document(batch: Batch, arrival: Arrival, *, dry: bool) -> dict[str, object]:
    return {
        "from": batch.kind,
        "dry_run": dry,
        "entries": len(arrival.entries),
        "weeks": len(arrival.weeks),
        "known": arrival.known,
        "removed": arrival.removed,
        "unknown_gaps": arrival.unknown_gaps,
        "left_out": [{"reason": reason, "count": count} for reason, count in batch.left_out.items()],
        "tags": list(batch.tags),
        "first": [
            {"day": entry.day.isoformat(), "text": entry.text, "link": entry.link or None}
            for entry in arrival.entries[:_FIRST]
        ],
    }
