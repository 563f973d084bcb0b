"""Health checks on a private copy of the file, and of its surroundings. Nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import peewee

from devjournal.domain.copies.copies import size_in_words
from devjournal.domain.copies.health_check import CheckResult, Severity, ok, problem, warning
from devjournal.domain.merge.settling import REMOVED
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import FileBusy, FileRefused, Locked
from devjournal.storage.copies.copies import Copies
from devjournal.storage.core.file import check_format, check_marks, is_database, marks, open_database, read_header
from devjournal.storage.core.sqlite_errors import translate as refusal
from devjournal.storage.encryption.cipher import require_extra
from devjournal.storage.encryption.key_file import key_file_of
from devjournal.storage.encryption.unlocked import key_of_header, looks_encrypted
from devjournal.storage.health import environment_checks
from devjournal.storage.health.encryption_checks import check_encryption, closed_copies
from devjournal.storage.health.scratch_copy import apart
from devjournal.storage.schema.consistency import broken_rules, dangling
from devjournal.storage.schema.disk import ELSEWHERE, NO_LOCKS, no_locks
from devjournal.storage.schema.foreign_objects import drop_strange, in_words, strange
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.storage.schema.sqlite_file import PATIENCE, connect, faults, marks_in
from devjournal.storage.search.search import check
from devjournal.storage.untrusted.cell_values import DANGLING
from devjournal.storage.untrusted.salvage import Amiss, salvage

Further = Callable[[Path], Iterable[CheckResult]]
"""Checks a sound copy of the current version further."""

_LISTED = 3
"""The most faults listed; the others are counted."""


def examine(
    path: Path, now: datetime, further: Further = lambda sound: (), patience: float = PATIENCE
) -> tuple[CheckResult, ...]:
    """Check the journal at `path` and its surroundings.

    Raises:
        FileBusy: another program holds it longer than the time-out.
        Locked: it is encrypted, and its key is not known.
    """
    copies = Copies(path)
    about = [_file(path, copies)]
    try:
        path = path.resolve()
        there = path.exists()
    except (OSError, RuntimeError, ValueError):  # circular links, a name that is too long, an invalid path
        return tuple(about)
    if not there and not copies.all():
        return (*about, *environment_checks.check_disk_space(path))
    written = None
    if about[0].health is not Severity.WRONG and path.stat().st_size:
        if why := no_locks(path):
            says = f"it {NO_LOCKS} ({why}): nothing keeps two programs from writing at once, and no change is taken"
            about.append(problem("locks", says, ELSEWHERE))
        try:
            with apart(path, patience) as private:
                if not no_locks(private):  # otherwise it cannot be checked further
                    about += _inside(private, path, copies, further)
                    written = _last_written(private, now)
        except sqlite3.OperationalError as error:
            reason = refusal(str(error), copies)
            if isinstance(reason, FileBusy):
                raise reason from error
            says, _, do = str(reason).rstrip(".").partition("; ")
            about.append(problem("pages", says, do))
        except sqlite3.DatabaseError as error:
            about.append(problem("pages", f"it is damaged ({one_line(str(error))})", copies.way_back()))
        except OSError as error:
            about.append(problem("pages", f"it cannot be read ({error.strerror})", "make room for a copy of it"))
    return (*about, *_around(path, copies, written, now))


def _around(path: Path, copies: Copies, written: date | None, now: datetime) -> Iterator[CheckResult]:
    """Yield the checks around the file: access rights, sync programs, other files, free space, and copies."""
    yield from list(environment_checks.check_permissions(path, copies)) or [ok("rights", environment_checks.WELL)]
    yield from list(environment_checks.check_synced_folder(path)) or [ok("sync", "no sync program keeps its folder")]
    yield from list(environment_checks.check_side_files(path)) or [ok("beside", "nothing beside it is out of place")]
    yield from environment_checks.check_disk_space(path)
    yield from check_encryption(path, copies)
    yield from environment_checks.check_copies(copies, written, now.date(), closed_copies(path, copies))


def _file(path: Path, copies: Copies) -> CheckResult:
    """Check whether the file can be a journal, by its kind and its first bytes."""
    name = quoted(str(path), 200)
    try:
        header = read_header(path, to_write=False)
        if not header:
            return _nothing(f"{name} {'is empty' if path.exists() else 'is not there'}", copies)
        says, key = f"{name}, {size_in_words(path.stat().st_size)}", None
        if not is_database(header):
            key = key_of_header(path, header)
            if key is None:
                if looks_encrypted(header):
                    says = f"{name} is not a database, or it is encrypted and its key file is missing"
                    return problem(
                        "file", says, f"put {quoted(key_file_of(path).name, 80)} back, or restore a copy that has one"
                    )
                return problem("file", f"{name} is not a database", copies.way_back())
            require_extra()
        version = _version(path)
        if key is None:
            check_marks(marks(header)[0], version, name)
            check_format(header, name, path)
    except Locked:
        raise
    except sqlite3.Error:  # damage is reported by the check of pages
        return ok("file", f"{says}, encrypted")
    except FileRefused as error:
        says, _, do = str(error).rstrip(".").partition("; ")
        return problem("file", says, do)
    says = f"{says}, {'encrypted, ' if key is not None else ''}version {version}"
    if version == len(MIGRATIONS):
        return ok("file", says)
    do = "open devjournal, which copies it first and then brings it up to date"
    return warning("file", f"{says}, which is older than this devjournal's {len(MIGRATIONS)}", do)


def _version(path: Path) -> int:
    """Return the version in a journal's header.

    Raises:
        sqlite3.Error: it is encrypted, and cannot be read.
    """
    header = read_header(path, to_write=False)
    return (marks(header) if is_database(header) else marks_in(path))[1]


def _nothing(says: str, copies: Copies) -> CheckResult:
    """Report that there is no journal: it was never created, or it is gone."""
    if copies.newest_good() is None:
        return warning("file", says, "open devjournal, which makes a new one")
    return problem("file", f"{says}, though there are copies of it", copies.way_back())


def _inside(private: Path, path: Path, copies: Copies, further: Further) -> Iterator[CheckResult]:
    """Check schema, pages, references, rows and index."""
    origin = _made(private)
    yield origin
    ours = origin.health is Severity.GOOD
    version = _version(private)
    if problems := faults(private):
        lines = [line for fault in problems for line in fault.splitlines() if not line.startswith("***")]
        yield problem("pages", f"it is damaged: {_some(lines)}", copies.way_back() if ours else TAKEN_OUT)
        return
    yield ok("pages", "every page is sound")
    try:
        if not ours:
            with closing(connect(private, "rw")) as connection:
                drop_strange(connection, version)
        open_database(private).close()  # an older one is migrated first
    except (peewee.DatabaseError, sqlite3.Error, FileRefused) as error:
        yield problem("rows", f"it cannot be brought up to date: {one_line(str(error))}", copies.way_back())
        return
    with closing(connect(private, "rw")) as connection:
        references = list(dangling(connection)) if ours else []
        index_is_right = check(connection)
    if references:
        yield problem("references", _some(references), ANEW)
    elif ours:
        yield ok("references", "every reference leads to a row")
    rows = _rows(private, references)
    if rows:
        yield problem("rows", _some(rows), ANEW)
    else:
        yield ok("rows", "every row follows the rules")
    if index_is_right:
        yield ok("index", "a search finds everything")
    else:
        do = "rebuild it: `devjournal backup good.db`, then `devjournal restore good.db`"
        yield problem("index", "a search misses some texts", do)
    if not references and not rows and ours:
        yield from further(private)


ANEW = (
    "rebuild it from what can be read, `devjournal backup rest.db`, then `devjournal restore rest.db`; "
    "or restore a copy from before"
)
"""How to turn the file into a journal of devjournal's own making."""


TAKEN_OUT = (
    "take out what can be read, `devjournal export rest.json`, then `devjournal --file new.db import rest.json`; "
    "or restore a copy from before"
)
"""The same if the file cannot be copied first."""


def _made(private: Path) -> CheckResult:
    """Check that all tables, views, triggers and indexes are ours."""
    version = _version(private)
    with closing(connect(private, "rw")) as connection:
        more, less = strange(connection, version)
    says = [
        *(f"{in_words(thing)} that devjournal did not make, or not so" for thing in more),
        *(f"no {thing.kind} {quoted(thing.name, 60)}, which devjournal makes" for thing in less),
    ]
    if not says:
        return ok("schema", "its tables, views and triggers are devjournal's own")
    return problem("schema", f"it holds {_some(says)}", ANEW)


def _rows(private: Path, references: list[str]) -> list[str]:
    """Return the faults in the rows of a journal of this version, in a clause each."""
    with closing(connect(private, "rw")) as connection:
        salvaged = salvage(connection)
    salvaged.saved.close()
    try:
        broken = list(broken_rules(private))
    except sqlite3.Error:  # a query fails on senseless data
        broken = []
    sentences = " ".join(broken)
    return broken + [
        str(fault) for fault in salvaged.amiss if not fault.by_rule and not _is_said(fault, sentences, references)
    ]


def _is_said(fault: Amiss, sentences: str, references: list[str]) -> bool:
    """Return whether a fault is among the reported ones."""
    if fault.why == DANGLING:
        return bool(references)
    return f"{fault.table} {fault.row} " in sentences or (
        fault.table == REMOVED and f"among what was {REMOVED}" in sentences
    )


def _last_written(private: Path, now: datetime) -> date | None:
    """Return the day of the last step."""
    try:
        with closing(connect(private)) as connection:
            row = connection.execute("SELECT at FROM undo_step ORDER BY id DESC LIMIT 1").fetchone()
            return datetime.fromisoformat(row[0]).astimezone(now.tzinfo).date() if row else None
    except (sqlite3.Error, ValueError):
        return None


def _some(faults: list[str]) -> str:
    """Return the first faults, and how many more there are."""
    listed = "; ".join(one_line(fault.strip()) for fault in faults[:_LISTED])
    return f"{listed}; and {len(faults) - _LISTED} more" if len(faults) > _LISTED else listed
