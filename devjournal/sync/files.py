"""The files in the shared folder: each is written once, by one machine, whole, and never changed.

A file is a line of JSON, the header, and a compressed body. A whole file begins a chain; each further one says by
`after` which file it goes on from. So it does not matter what a carrier calls a file: a copy that it made of one in
conflict has the same header, and is read as the file itself is.
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

from devjournal.files import PART, put_file

SUFFIX = ".djsync"
FORMAT = "devjournal-sync"
VERSION = 1
"""Of the form of these files."""

MAX_HEADER = 4096
"""Bytes that a header has at the most."""

MAX_BODY = 256 * 1024 * 1024
"""Bytes that a body unfolds to at the most."""

_OURS = re.compile(r"[a-z0-9-]+-[0-9a-f]{8}-[0-9a-f]{12}\.djsync", re.ASCII)
"""A name that devjournal gives; what a carrier adds to it marks a copy of its own."""

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
"""What `digest_of` returns. An empty one would go on from itself, and its chain would never end."""

_CONFLICTS = (
    re.compile(r"\(.*conflicted copy.*\)", re.IGNORECASE),
    re.compile(r"\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]+", re.ASCII),
    re.compile(r" \d+\.djsync$", re.ASCII),
    re.compile(r"\(.*\d{4}-\d\d-\d\d.*\)", re.ASCII),
)
"""How Dropbox and Nextcloud, Syncthing, iCloud, and others call a copy that they make of a file in conflict."""


class BadFile(Exception):
    """A file that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself."""

    machine: str
    """The identity of the machine that wrote it."""
    name: str
    """What that machine is called."""
    at: str
    """When it was written."""
    schema: int
    """The version of the journal's tables."""
    after: str
    """The digest of the file that it goes on from; empty in a whole one."""
    digest: str
    """Of the body."""
    sealed: bool
    """Whether the body is encrypted to the journal's key."""


@dataclass(frozen=True, slots=True)
class SyncFile:
    """A file that was read."""

    header: Header
    body: bytes


def is_own_name(name: str, machine: str) -> bool:
    """Say whether a file is called as a machine calls its own."""
    return bool(_OURS.fullmatch(name)) and f"-{machine}-" in name


def is_conflict_copy(name: str) -> bool:
    """Say whether a carrier made a file because two writers met in it."""
    return not _OURS.fullmatch(name) and any(found.search(name) for found in _CONFLICTS)


def listed(folder: Path) -> dict[str, list[int]]:
    """Return the size and the time of every file of a sync in a folder, by name.

    Raises:
        OSError: the folder cannot be read.
    """
    found: dict[str, list[int]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and not entry.name.startswith((".", "~")) and entry.is_file():
                state = entry.stat()
                found[entry.name] = [state.st_size, state.st_mtime_ns]
    return found


def file_name(header: Header) -> str:
    """Return what a machine calls a file: like no other."""
    plain = unicodedata.normalize("NFKD", header.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "machine"
    return f"{slug}-{header.machine}-{header.digest[:12]}{SUFFIX}"


def digest_of(body: bytes) -> str:
    """Return what tells a body from every other one."""
    return hashlib.sha256(body).hexdigest()


def write(folder: Path, header: Header, body: bytes, journal: Path) -> int:
    """Write a file under its own name, whole or not at all; return its size.

    Raises:
        OutputFailed: it cannot be written.
    """
    fields = {name: getattr(header, name) for name in Header.__slots__}
    line = json.dumps({"format": FORMAT, "version": VERSION, **fields}, ensure_ascii=False, sort_keys=True)
    content = line.encode() + b"\n" + body
    target = folder / file_name(header)
    part = _begins(header.machine)
    put_file(target, lambda temporary: temporary.write_bytes(content), force=True, never=journal, part=part)
    return len(content)


def forget_cut_off(folder: Path, machine: str) -> None:
    """Remove what a machine left in a folder when it was killed in a write; what another one writes is its own."""
    with suppress(OSError):
        for left in folder.glob(f"{_begins(machine)}*"):
            left.unlink(missing_ok=True)


def _begins(machine: str) -> str:
    """Return what the name of a machine's file begins with until it is whole."""
    return f"{PART}{machine}-"


def packed(rows: list[tuple[str, str]], content: bytes) -> bytes:
    """Return a body: which rows it is about, and what the engine wrote."""
    return zlib.compress(json.dumps(rows).encode() + b"\n" + content, 6)


def unpacked(body: bytes) -> tuple[list[tuple[str, str]], bytes]:
    """Return which rows a body is about, and what the engine reads.

    Raises:
        BadFile: it is none.
    """
    unfolding = zlib.decompressobj()
    try:
        content = unfolding.decompress(body, MAX_BODY)
        if not unfolding.eof:
            raise BadFile("it is too large")
        line, _, rest = content.partition(b"\n")
        rows = [(str(table), str(uid)) for table, uid in json.loads(line)]
    except (zlib.error, ValueError, TypeError) as error:
        raise BadFile("it is damaged") from error
    return rows, rest


def read_header(path: Path) -> Header:
    """Return what a file says of itself, without its body.

    Raises:
        BadFile: it says nothing that this version understands.
    """
    try:
        with path.open("rb") as file:
            return _header(file.readline(MAX_HEADER))
    except OSError as error:
        raise BadFile(f"it cannot be read ({error.strerror})") from error


def read(path: Path, schema: int) -> SyncFile:
    """Return a file, once it is known to be whole.

    Raises:
        BadFile: it is not, or this version does not understand it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(f"it cannot be read ({error.strerror})") from error
    line, _, body = content.partition(b"\n")
    header = _header(line + b"\n" if len(line) < MAX_HEADER else b"")
    if header.schema > schema:
        raise BadFile("a newer devjournal wrote it; update this one")
    if digest_of(body) != header.digest:
        raise BadFile("it is cut off or damaged")
    return SyncFile(header, body)


def _header(line: bytes) -> Header:
    try:
        found: dict[str, Any] = json.loads(line)
        if not line.endswith(b"\n") or found["format"] != FORMAT:
            raise BadFile("it is cut off, or no file of a sync")
        if found["version"] != VERSION:
            raise BadFile("a newer devjournal wrote it; update this one")
        header = Header(**{name: found[name] for name in Header.__slots__})
        at = datetime.fromisoformat(header.at)
        if at.tzinfo is None or not 1 < at.year < MAXYEAR or not re.fullmatch("[0-9a-f]{8}", header.machine):
            raise ValueError
        checks = (header.name, header.after, header.digest)
        if not all(isinstance(value, str) for value in checks) or type(header.schema) is not int:
            raise ValueError
        if not _DIGEST.fullmatch(header.digest) or (header.after and not _DIGEST.fullmatch(header.after)):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFile("it is cut off, or no file of a sync") from error
    return header
