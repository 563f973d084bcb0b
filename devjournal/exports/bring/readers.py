"""Chooses the reader of a source, and cleans the texts that it returns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.text.user_text import clean, pluralized
from devjournal.errors import DocumentRefused, InvalidText, UsageError

SUFFIXES: dict[SourceKind, tuple[str, ...]] = {
    SourceKind.JRNL: (".txt", ".jrnl", ".json"),
    SourceKind.DAY_ONE: (".json",),
    SourceKind.MARKDOWN: (".md", ".markdown"),
    SourceKind.OBSIDIAN: (".md", ".markdown"),
    SourceKind.CSV: (".csv", ".tsv"),
}
"""File name endings that are read in a folder."""

_MAX_TAGS = 8
"""The most tags that are named."""

_PLURALS = {
    "entry": "entries",
    "entry dated in the future": "entries dated in the future",
    "entry without a text": "entries without a text",
    "duplicate entry": "duplicate entries",
    "line before the first date": "lines before the first date",
    "paragraph of prose": "paragraphs of prose",
    "item without a date": "items without a date",
    "note without a date": "notes without a date",
    "note dated in the future": "notes dated in the future",
    "note with an impossible date": "notes with impossible dates",
    "row without a text": "rows without a text",
    "row without a date": "rows without a date",
    "week without a goal or a recap": "weeks without a goal or a recap",
    "field of a plugin": "fields of plugins",
    "text that cannot be stored": "texts that cannot be stored",
    "HTML": "pieces of HTML",
}


def read_source_text(kind: SourceKind, text: str, *, today: date, on: date | None = None, name: str = "") -> Batch:
    """Return the batch of one file; `name` is its path, which may date a note.

    Raises:
        DocumentRefused: the text cannot be parsed; the message names every fault with its place.
        UsageError: `on` is not None for a source whose texts have dates.
    """
    if on is not None and kind is not SourceKind.MARKDOWN:
        raise UsageError("--on is only for --from markdown; omit it here.")
    return _cleaned(_read(kind, text, today, on, name))


def read_source_files(
    kind: SourceKind, files: Iterable[tuple[str, str]], *, today: date, on: date | None = None
) -> Batch:
    """Return the batch of a folder; `files` yields paths and texts.

    Raises:
        DocumentRefused: a file cannot be parsed; the message names it.
    """
    if kind is SourceKind.OBSIDIAN:
        from devjournal.exports.bring.notes_folder import read_notes

        return _cleaned(read_notes(files, today))
    batch = Batch(kind)
    for name, text in files:
        try:
            part = _read(kind, text, today, on, name)
        except DocumentRefused as error:
            raise DocumentRefused(f"{name}: {error}") from error
        batch.entries += part.entries
        batch.weeks += part.weeks
        batch.skipped += part.skipped
        batch.tags |= part.tags
    return _cleaned(batch)


def _read(kind: SourceKind, text: str, today: date, on: date | None, name: str) -> Batch:
    if kind is SourceKind.JRNL:
        from devjournal.exports.bring.jrnl import read_jrnl

        return read_jrnl(text, today)
    if kind is SourceKind.DAY_ONE:
        from devjournal.exports.bring.day_one import read_day_one

        return read_day_one(text, today)
    if kind is SourceKind.MARKDOWN:
        from devjournal.exports.bring.brag_document import read_brag_document

        return read_brag_document(text, today, on)
    if kind is SourceKind.OBSIDIAN:
        from devjournal.exports.bring.notes_folder import read_notes

        return read_notes([(name, text)], today)
    from devjournal.exports.bring.spreadsheet_rows import read_csv

    return read_csv(text, today)


def _cleaned(batch: Batch) -> Batch:
    """Return a batch with cleaned texts. Remove duplicates, unless the source is our own CSV."""
    occurrences: Counter[tuple[date, str]] = Counter()
    entries, batch.entries = batch.entries, []
    for entry in entries:
        try:
            text, link = clean(entry.text), clean(entry.link)
        except InvalidText:
            batch.skip("text that cannot be stored")
            continue
        repeat = occurrences[entry.day, text]
        occurrences[entry.day, text] += 1
        if not text.strip():
            batch.skip("entry without a text")
        elif repeat and not batch.repeats:
            batch.skip("duplicate entry")
        else:
            batch.entries.append(entry._replace(text=text, link=link, repeat=repeat))
    return batch


def skipped_lines(batch: Batch) -> list[str]:
    """Return the number of skipped items by reason, in words: `3 open tasks`."""
    lines = [pluralized(count, reason, _PLURALS.get(reason, "")) for reason, count in batch.skipped.items()]
    if batch.tags:
        names = [name if name.startswith(("#", "@")) else f"#{name}" for name in batch.tags]
        more = f" and {len(names) - _MAX_TAGS} more" if len(names) > _MAX_TAGS else ""
        tags = pluralized(batch.skipped["tag"], "tag")
        lines[list(batch.skipped).index("tag")] = f"{tags} ({' '.join(names[:_MAX_TAGS])}{more})"
    return lines
