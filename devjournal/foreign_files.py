"""Reads the file or the folder of another program into a batch, for a command and for the app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused
from devjournal.exports.bring.json_text import is_json
from devjournal.exports.bring.readers import SUFFIXES, read_source_files, read_source_text
from devjournal.input_files import MAX_BYTES, MAX_LADDER_BYTES, MAX_NOTE_BYTES, files_below, read_text

_SAVE = "save it as UTF-8 (in Excel: CSV UTF-8) or as UTF-16 with its byte-order mark"
_BY_ENDING = {".csv": SourceKind.CSV, ".tsv": SourceKind.CSV, ".md": SourceKind.MARKDOWN, ".txt": SourceKind.JRNL}


def max_bytes(kind: SourceKind) -> int:
    """Return how large a file of a kind may be."""
    return MAX_NOTE_BYTES if kind in (SourceKind.MARKDOWN, SourceKind.OBSIDIAN) else MAX_BYTES


def read_foreign_files(kind: SourceKind, path: Path, *, today: date, on: date | None = None) -> Batch:
    """Return what a file or a folder holds for the journal.

    Raises:
        DocumentRefused: it cannot be read or understood; what is wrong is named.
        UsageError: `on` is given for a source whose texts have dates of their own.
    """
    most = max_bytes(kind)
    if not path.is_dir():
        return read_source_text(kind, read_text(path, _SAVE, most), today=today, on=on, name=str(path))
    return read_source_files(kind, _files_of(kind, path, most), today=today, on=on)


def _files_of(kind: SourceKind, folder: Path, most: int) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file in a folder that is of a kind."""
    empty = True
    for file in files_below(folder, SUFFIXES[kind]):
        empty = False
        yield file.relative_to(folder).as_posix(), read_text(file, _SAVE, most)
    if empty:
        *some, last = SUFFIXES[kind]
        endings = f"{', '.join(some)} or {last}" if some else last
        raise DocumentRefused(f"No file in {quoted(str(folder), 200)} ends in {endings}; name another folder.")


def read_ladder_file(path: Path) -> str:
    """Return the text of a ladder.

    Raises:
        DocumentRefused: it cannot be read, is too large, or is no text.
    """
    return read_text(path, _SAVE, MAX_LADDER_BYTES)


def is_ladder(path: Path) -> bool:
    """Say whether the name of a file is that of a ladder: nothing else that is brought in is YAML."""
    return path.suffix.lower() in (".yaml", ".yml")


def likely_kind(path: Path) -> SourceKind | None:
    """Return what a file or a folder most likely is; None where nothing says it.

    Raises:
        DocumentRefused: it cannot be read.
    """
    if path.is_dir():
        return SourceKind.OBSIDIAN
    if path.suffix.lower() != ".json":
        return _BY_ENDING.get(path.suffix.lower())
    text = read_text(path, _SAVE)
    return SourceKind.DAY_ONE if is_json(text) and '"creationDate"' in text else SourceKind.JRNL
