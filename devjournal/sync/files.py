"""The format of sync files. A file is written once, atomically, by one machine, and never changed.

The first line is the header, a JSON object. The rest is the body: compressed, and encrypted if the journal is. A
snapshot holds all rows of a journal, a delta those changed since the previous file, which its header names by digest
(`after`). Only headers decide what a file is, not names: a conflict copy made by a sync program is read like the
original.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, datetime
from pathlib import Path
from typing import Any

from devjournal.files import UNFINISHED_PREFIX, put_file

SUFFIX = ".djsync"
FORMAT = "devjournal-sync"
VERSION = 1
"""Version of this file format."""

MAX_HEADER = 4096
"""Maximum size of a header, in bytes."""

MAX_BODY = 256 * 1024 * 1024
"""Maximum size of a decompressed body, in bytes."""

_FILE_NAME = re.compile(r"[a-z0-9-]+-[0-9a-f]{8}-[0-9a-f]{12}\.djsync", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)

Listing = dict[str, list[int]]
"""Size in bytes and modification time in nanoseconds of each sync file in a folder, by name."""


class BadFile(Exception):
    """A sync file that cannot be read. The message is the reason, for the user."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a file. Its fields are the JSON keys."""

    machine: str
    """Identity of the machine that wrote the file: 8 hexadecimal digits."""
    name: str
    """That machine's name."""
    at: str
    """When it wrote the file, by its own clock."""
    schema: int
    """Version of the journal's schema."""
    after: str
    """Digest of the previous file in the chain; empty in a snapshot."""
    digest: str
    """SHA-256 of the body, as 64 hexadecimal digits. It must not be empty: the file would follow itself."""
    sealed: bool
    """Whether the body is encrypted to the journal's key."""

    @property
    def written_at(self) -> datetime:
        """When the machine wrote the file: `at` as a moment, to compare across time zones."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class SyncFile:
    """A complete file. The body is still compressed and, if `header.sealed`, encrypted."""

    header: Header
    body: bytes


def is_file_name_of(machine: str, name: str) -> bool:
    """Return whether a file has a name that the machine gives its files, without a sync program's additions."""
    return bool(_FILE_NAME.fullmatch(name)) and f"-{machine}-" in name


def list_files(folder: Path) -> Listing:
    """Return all sync files in a folder, with their sizes and modification times.

    Raises:
        OSError: the folder cannot be read.
    """
    listing: Listing = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and not entry.name.startswith((".", "~")) and entry.is_file():
                status = entry.stat()
                listing[entry.name] = [status.st_size, status.st_mtime_ns]
    return listing


def file_name(header: Header) -> str:
    """Return the name of a file: unique, as it contains the machine's identity and a part of the digest."""
    ascii_name = unicodedata.normalize("NFKD", header.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:32] or "machine"
    return f"{slug}-{header.machine}-{header.digest[:12]}{SUFFIX}"


def body_digest(body: bytes) -> str:
    """Return the digest that identifies a body."""
    return hashlib.sha256(body).hexdigest()


def write_file(folder: Path, header: Header, body: bytes, journal: Path) -> int:
    """Write a file atomically. Return its size in bytes. The `journal` is never overwritten.

    Raises:
        OutputFailed: the file cannot be written.
    """
    fields = {name: getattr(header, name) for name in Header.__slots__}
    line = json.dumps({"format": FORMAT, "version": VERSION, **fields}, ensure_ascii=False, sort_keys=True)
    content = line.encode() + b"\n" + body
    target, prefix = folder / file_name(header), _partial_prefix(header.machine)
    put_file(target, lambda temporary: temporary.write_bytes(content), force=True, never=journal, prefix=prefix)
    return len(content)


def remove_partial_files(folder: Path, machine: str) -> None:
    """Remove the unfinished files of writes of this machine that were killed."""
    with suppress(OSError):
        for path in folder.glob(f"{_partial_prefix(machine)}*"):
            path.unlink(missing_ok=True)


def _partial_prefix(machine: str) -> str:
    """Return the start of the names of a machine's unfinished files."""
    return f"{UNFINISHED_PREFIX}{machine}-"


def pack_body(rows: list[tuple[str, str]], content: bytes) -> bytes:
    """Return a compressed body from an encoded document and the table and uid of each row that it replaces."""
    return zlib.compress(json.dumps(rows).encode() + b"\n" + content, 6)


def unpack_body(body: bytes) -> tuple[list[tuple[str, str]], bytes]:
    """Return the table and uid of each row that a body replaces, and its encoded document.

    Raises:
        BadFile: the body is damaged or too large.
    """
    decompressor = zlib.decompressobj()
    try:
        content = decompressor.decompress(body, MAX_BODY)
        if not decompressor.eof:
            raise BadFile("it is too large")
        line, _, document = content.partition(b"\n")
        rows = [(str(table), str(uid)) for table, uid in json.loads(line)]
    except (zlib.error, ValueError, TypeError) as error:
        raise BadFile("it is damaged") from error
    return rows, document


def read_header(path: Path) -> Header:
    """Return the header of a file, without reading the body.

    Raises:
        BadFile: the file cannot be read, or has no header that this version understands.
    """
    try:
        with path.open("rb") as file:
            return _parse_header(file.readline(MAX_HEADER))
    except OSError as error:
        raise BadFile(f"it cannot be read ({error.strerror})") from error


def read_file(path: Path, schema: int) -> SyncFile:
    """Return a file, after comparing its body with the digest.

    Raises:
        BadFile: the file cannot be read, is incomplete or damaged, or needs a newer devjournal: its format is newer, or
            its schema is newer than `schema`.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(f"it cannot be read ({error.strerror})") from error
    line, _, body = content.partition(b"\n")
    header = _parse_header(line + b"\n" if len(line) < MAX_HEADER else b"")
    if header.schema > schema:
        raise BadFile("a newer devjournal wrote it; update this one")
    if body_digest(body) != header.digest:
        raise BadFile("it is cut off or damaged")
    return SyncFile(header, body)


def _parse_header(line: bytes) -> Header:
    try:
        fields: dict[str, Any] = json.loads(line)
        if not line.endswith(b"\n") or fields["format"] != FORMAT:
            raise BadFile("it is cut off, or no file of a sync")
        if fields["version"] != VERSION:
            raise BadFile("a newer devjournal wrote it; update this one")
        header = Header(**{name: fields[name] for name in Header.__slots__})
        _check_header(header)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFile("it is cut off, or no file of a sync") from error
    return header


def _check_header(header: Header) -> None:
    """Check the types and forms of a header's fields.

    Raises:
        ValueError, TypeError: a field has another type or form.
    """
    at = header.written_at
    if at.tzinfo is None or not 1 < at.year < MAXYEAR or not re.fullmatch("[0-9a-f]{8}", header.machine):
        raise ValueError
    if not all(isinstance(value, str) for value in (header.name, header.after)) or type(header.schema) is not int:
        raise ValueError
    if not _DIGEST.fullmatch(header.digest) or (header.after and not _DIGEST.fullmatch(header.after)):
        raise ValueError
