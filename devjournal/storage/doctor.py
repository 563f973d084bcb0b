"""An examination of the journal: the file as a private copy of it, and what lies around it. Nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import peewee

from devjournal.domain.copies import size_in_words
from devjournal.domain.finding import Finding, Health, good, hint, wrong
from devjournal.domain.text import one_line, quoted
from devjournal.errors import FileBusy, FileRefused
from devjournal.storage import surroundings
from devjournal.storage.apart import apart
from devjournal.storage.copies import Copies
from devjournal.storage.file import check_marks, is_database, marks, open_database, read_header
from devjournal.storage.rules import broken_rules, dangling
from devjournal.storage.schema import MIGRATIONS
from devjournal.storage.search import check
from devjournal.storage.whole_file import PATIENCE, connect, faults

Further = Callable[[Path], Iterable[Finding]]
"""Looks at a sound copy of this version, too."""

_LISTED = 3
"""Faults that are listed before the rest is counted."""


def examine(
    path: Path, now: datetime, further: Further = lambda sound: (), patience: float = PATIENCE
) -> tuple[Finding, ...]:
    """Look at the journal at `path` and around it.

    Raises:
        FileBusy: another program holds it for longer than the time-out.
    """
    copies = Copies(path)
    about = [_file(path, copies)]
    try:
        path = path.resolve()
        there = path.exists()
    except (OSError, RuntimeError, ValueError):  # links in a circle, too long a name, and what is no path
        return tuple(about)
    if not there and not copies.all():
        return (*about, *surroundings.space(path))
    written = None
    if about[0].health is not Health.WRONG and path.stat().st_size:
        try:
            with apart(path, patience) as private:
                about += _inside(private, path, copies, further)
                written = _last_written(private, now)
        except sqlite3.OperationalError as error:
            name = quoted(str(path), 200)
            raise FileBusy(f"{name} is held by another program; try again when it is done.") from error
        except OSError as error:
            about.append(wrong("pages", f"it cannot be looked into ({error.strerror})", "make room for a copy of it"))
    around = [
        *(list(surroundings.rights(path, copies)) or [good("rights", surroundings.WELL)]),
        *(list(surroundings.synced(path)) or [good("sync", "no sync program keeps its folder")]),
        *(list(surroundings.beside(path)) or [good("beside", "nothing lies beside it that should not")]),
        *surroundings.space(path),
        *surroundings.kept(copies, written, now.date()),
    ]
    return (*about, *around)


def _file(path: Path, copies: Copies) -> Finding:
    """Say whether the file can be a journal, by what it is and how it begins."""
    name = quoted(str(path), 200)
    try:
        header = read_header(path, to_write=False)
        if not header:
            return _nothing(f"{name} {'is empty' if path.exists() else 'is not there'}", copies)
        if not is_database(header):
            return wrong("file", f"{name} is not a database", copies.way_back())
        application, version = marks(header)
        check_marks(application, version, name)
    except FileRefused as error:
        says, _, do = str(error).rstrip(".").partition("; ")
        return wrong("file", says, do)
    says = f"{name}, {size_in_words(path.stat().st_size)}, version {version}"
    if version == len(MIGRATIONS):
        return good("file", says)
    do = "open devjournal, which copies it first and then brings it up to date"
    return hint("file", f"{says}, which is older than this devjournal's {len(MIGRATIONS)}", do)


def _nothing(says: str, copies: Copies) -> Finding:
    """Say that there is no journal: it was never made, or it is gone."""
    if copies.newest_good() is None:
        return hint("file", says, "open devjournal, which makes a new one")
    return wrong("file", f"{says}, though there are copies of it", copies.way_back())


def _inside(private: Path, path: Path, copies: Copies, further: Further) -> Iterator[Finding]:
    """Say whether pages, references, rows and index are as they should be."""
    if found := faults(private):
        lines = [line for fault in found for line in fault.splitlines() if not line.startswith("***")]
        yield wrong("pages", f"it is damaged: {_some(lines)}", copies.way_back())
        return
    yield good("pages", "every page is sound")
    try:
        open_database(private).close()  # an older one is brought up to date
    except (peewee.DatabaseError, FileRefused) as error:
        yield wrong("rows", f"it cannot be brought up to date: {one_line(str(error))}", copies.way_back())
        return
    with closing(connect(private, "rw")) as connection:
        references = list(dangling(connection))
        index_is_right = check(connection)
    if references:
        yield wrong("references", _some(references), "let each name something else, or restore a copy from before")
    else:
        yield good("references", "every row that is named is there")
    rows = [*faults(private, "rw"), *broken_rules(private)]
    if rows:
        yield wrong("rows", _some(rows), "change or remove them, or restore a copy from before")
    else:
        yield good("rows", "every row keeps the rules")
    if index_is_right:
        yield good("index", "a search finds what is there")
    else:
        do = "make it anew: `devjournal backup good.db`, then `devjournal restore good.db`"
        yield wrong("index", "a search misses some of what is there", do)
    if not references and not rows:
        yield from further(private)


def _last_written(private: Path, now: datetime) -> date | None:
    """Return the day of the last step that changed the journal."""
    try:
        with closing(connect(private)) as connection:
            found = connection.execute("SELECT at FROM undo_step ORDER BY id DESC LIMIT 1").fetchone()
            return datetime.fromisoformat(found[0]).astimezone(now.tzinfo).date() if found else None
    except (sqlite3.Error, ValueError):
        return None


def _some(faults: list[str]) -> str:
    """Return the first of some faults, and how many there are besides."""
    shown = "; ".join(one_line(fault.strip()) for fault in faults[:_LISTED])
    return f"{shown}; and {len(faults) - _LISTED} more" if len(faults) > _LISTED else shown
