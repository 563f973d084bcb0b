"""Reads another program's file or folder into a batch, for the command and the app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.text.user_text import alternatives, quoted
from devjournal.errors import DocumentRefused
from devjournal.exports.bring.json_text import is_json
from devjournal.exports.bring.readers import SUFFIXES, read_source_files, read_source_text
from devjournal.input_files import MAX_BYTES, MAX_LADDER_BYTES, MAX_NOTE_BYTES, files_below, read_text
from devjournal.platforms import is_folder

_SAVE_HINT = "save it as UTF-8 (in Excel: CSV UTF-8) or as UTF-16 with its byte-order mark"
_KINDS = {".csv": SourceKind.CSV, ".tsv": SourceKind.CSV, ".md": SourceKind.MARKDOWN, ".txt": SourceKind.JRNL}


def max_bytes(kind: SourceKind) -> int:
    """Return the size limit for a kind of file, in bytes."""
    return MAX_NOTE_BYTES if kind in (SourceKind.MARKDOWN, SourceKind.OBSIDIAN) else MAX_BYTES


def read_foreign_files(kind: SourceKind, path: Path, *, today: date, on: date | None = None) -> Batch:
    """Return the contents of a file or a folder.

    Raises:
        DocumentRefused: a file cannot be read or parsed; the message names every fault.
        UsageError: `on` is given for a source whose texts have dates.
    """
    limit = max_bytes(kind)
    if not is_folder(path):
        return read_source_text(kind, read_text(path, _SAVE_HINT, limit), today=today, on=on, name=str(path))
    return read_source_files(kind, _files_of(kind, path, limit), today=today, on=on)


def _files_of(kind: SourceKind, folder: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file of a kind in a folder."""
    empty = True
    for file in files_below(folder, SUFFIXES[kind]):
        empty = False
        yield file.relative_to(folder).as_posix(), read_text(file, _SAVE_HINT, limit)
    if empty:
        endings = alternatives(SUFFIXES[kind])
        raise DocumentRefused(f"No file in {quoted(str(folder), 200)} ends in {endings}; name another folder.")


def read_ladder_file(path: Path) -> str:
    """Return the text of a ladder.

    Raises:
        DocumentRefused: the file cannot be read, is too large, or is no text.
    """
    return read_text(path, _SAVE_HINT, MAX_LADDER_BYTES)


def is_ladder(path: Path) -> bool:
    """Return whether a file is a ladder, by its suffix: no other import is YAML."""
    return path.suffix.lower() in (".yaml", ".yml")


def likely_kind(path: Path) -> SourceKind | None:
    """Return the likely kind of a file or folder; None if nothing indicates it.

    Raises:
        DocumentRefused: the file cannot be read.
    """
    if is_folder(path):
        return SourceKind.OBSIDIAN
    if path.suffix.lower() != ".json":
        return _KINDS.get(path.suffix.lower())
    text = read_text(path, _SAVE_HINT)
    return SourceKind.DAY_ONE if is_json(text) and '"creationDate"' in text else SourceKind.JRNL
