"""The checks of `devjournal doctor` on a temporary copy of the journal and on its environment."""

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
from devjournal.errors import FileBusy, FileRefused, JournalError, Locked
from devjournal.storage.copies.copies import Copies
from devjournal.storage.core.file import (
    application_and_version,
    check_application,
    check_format,
    is_database,
    open_database,
    read_header,
)
from devjournal.storage.core.sqlite_errors import translate
from devjournal.storage.encryption.cipher import require_extra
from devjournal.storage.encryption.key_file import key_file_of
from devjournal.storage.encryption.keyring import key_of_header, looks_encrypted
from devjournal.storage.health import environment_checks
from devjournal.storage.health.encryption_checks import check_encryption, closed_copies
from devjournal.storage.health.scratch_copy import scratch_copy
from devjournal.storage.schema.consistency import broken_rules, dangling_references
from devjournal.storage.schema.disk import NO_LOCKS, USE_LOCAL_DISK, lock_failure
from devjournal.storage.schema.foreign_objects import drop_foreign, foreign_and_missing
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.storage.schema.sqlite_file import PATIENCE, connect, page_faults, read_application_and_version
from devjournal.storage.search.search import check
from devjournal.storage.untrusted.cell_values import DANGLING
from devjournal.storage.untrusted.salvage import Fault, salvage

ExtraChecks = Callable[[Path], Iterable[CheckResult]]
"""Extra checks of a valid copy in the current version."""

_MAX_LISTED = 3
"""The maximum number of faults listed in a message; further faults are counted."""


def examine(
    path: Path, now: datetime, extra_checks: ExtraChecks = lambda sound: (), patience: float = PATIENCE
) -> tuple[CheckResult, ...]:
    """Check the journal at `path` and its environment.

    Raises:
        FileBusy: another program locks the journal longer than `patience` seconds.
        Locked: the journal is encrypted, and its key is not known.
    """
    copies = Copies(path)
    results = [_check_file(path, copies)]
    try:
        path = path.resolve()
        exists = path.exists()
    except (OSError, RuntimeError, ValueError):  # circular links, a name that is too long, an invalid path
        return tuple(results)
    if not exists and not copies.all():
        return (*results, *environment_checks.check_disk_space(path))
    last_change = None
    if results[0].health is not Severity.WRONG and path.stat().st_size:
        if why := lock_failure(path):
            says = f"it {NO_LOCKS} ({why}): two programs could write at once, so devjournal refuses every change"
            results.append(problem("locks", says, USE_LOCAL_DISK))
        try:
            with scratch_copy(path, patience) as copy:
                if not lock_failure(copy):  # without locks, the copy cannot be checked either
                    results += _check_content(copy, path, copies, extra_checks)
                    last_change = _last_written(copy, now)
        except sqlite3.OperationalError as error:
            reason = translate(str(error), copies)
            if isinstance(reason, FileBusy):
                raise reason from error
            results.append(_problem("pages", reason))
        except sqlite3.DatabaseError as error:
            results.append(problem("pages", f"it is damaged ({one_line(str(error))})", copies.restore_hint()))
        except OSError as error:
            results.append(problem("pages", f"it cannot be read ({error.strerror})", "free space for a copy of it"))
    return (*results, *_environment(path, copies, last_change, now))


def _environment(path: Path, copies: Copies, last_change: date | None, now: datetime) -> Iterator[CheckResult]:
    """Yield the results for permissions, sync programs, side files, free space, encryption and copies."""
    yield from list(environment_checks.check_permissions(path, copies)) or [
        ok("rights", environment_checks.PERMISSIONS_OK)
    ]
    yield from list(environment_checks.check_synced_folder(path)) or [ok("sync", "no sync program uses its folder")]
    yield from list(environment_checks.check_side_files(path)) or [
        ok("beside", "there are no leftover files beside it")
    ]
    yield from environment_checks.check_disk_space(path)
    yield from check_encryption(path, copies)
    yield from environment_checks.check_copies(copies, last_change, now.date(), closed_copies(path, copies))


def _check_file(path: Path, copies: Copies) -> CheckResult:
    """Check by its header whether the file is missing, empty, a database, encrypted, or another file."""
    name = quoted(str(path), 200)
    try:
        header = read_header(path, to_write=False)
        if not header:
            return _missing(f"{name} {'is empty' if path.exists() else 'does not exist'}", copies)
        says, key = f"{name}, {size_in_words(path.stat().st_size)}", None
        if not is_database(header):
            key = key_of_header(path, header)
            if key is None:
                if looks_encrypted(header):
                    says = f"{name} is not a database, or it is encrypted and its key file is missing"
                    return problem(
                        "file",
                        says,
                        f"put {quoted(key_file_of(path).name, 80)} back, or restore a copy with its key file",
                    )
                return problem("file", f"{name} is not a database", copies.restore_hint())
            require_extra()
        version = _version(path)
        if key is None:
            check_application(application_and_version(header)[0], version, name)
            check_format(header, name, path)
    except Locked:
        raise
    except sqlite3.Error:  # the check of pages reports the damage
        return ok("file", f"{says}, encrypted")
    except FileRefused as error:
        return _problem("file", error)
    says = f"{says}, {'encrypted, ' if key is not None else ''}version {version}"
    if version == len(MIGRATIONS):
        return ok("file", says)
    do = "open devjournal, which copies it and then migrates it"
    return warning("file", f"{says}, which is older than this devjournal's {len(MIGRATIONS)}", do)


def _problem(about: str, error: JournalError) -> CheckResult:
    """Return the problem for an error. Its message says what to do after a semicolon."""
    says, _, do = str(error).rstrip(".").partition("; ")
    return problem(about, says, do)


def _version(path: Path) -> int:
    """Return the schema version in a journal's header.

    Raises:
        sqlite3.Error: the journal is encrypted, and cannot be read.
    """
    header = read_header(path, to_write=False)
    return (application_and_version(header) if is_database(header) else read_application_and_version(path))[1]


def _missing(says: str, copies: Copies) -> CheckResult:
    """Return the result for a missing journal: a problem if there are copies of it, or else a warning."""
    if copies.newest_good() is None:
        return warning("file", says, "open devjournal, which creates one")
    return problem("file", f"{says}, though there are copies of it", copies.restore_hint())


def _check_content(copy: Path, path: Path, copies: Copies, extra_checks: ExtraChecks) -> Iterator[CheckResult]:
    """Check schema, pages, references, rows and search index, on a temporary copy."""
    schema = _check_schema(copy)
    yield schema
    is_ours = schema.health is Severity.GOOD
    version = _version(copy)
    if problems := page_faults(copy):
        lines = [line for fault in problems for line in fault.splitlines() if not line.startswith("***")]
        remedy = copies.restore_hint() if is_ours else EXPORT_FIRST
        yield problem("pages", f"it is damaged: {_first_faults(lines)}", remedy)
        return
    yield ok("pages", "every page is sound")
    try:
        if not is_ours:
            with closing(connect(copy, "rw")) as connection:
                drop_foreign(connection, version)
        open_database(copy).close()  # migrates an older version
    except (peewee.DatabaseError, sqlite3.Error, FileRefused) as error:
        yield problem("rows", f"it cannot be migrated: {one_line(str(error))}", copies.restore_hint())
        return
    with closing(connect(copy, "rw")) as connection:
        references = list(dangling_references(connection)) if is_ours else []
        index_is_complete = check(connection)
    if references:
        yield problem("references", _first_faults(references), REBUILD)
    elif is_ours:
        yield ok("references", "every reference has its row")
    row_faults = _row_faults(copy, references)
    if row_faults:
        yield problem("rows", _first_faults(row_faults), REBUILD)
    else:
        yield ok("rows", "every row follows the rules")
    if index_is_complete:
        yield ok("index", "a search finds everything")
    else:
        do = "rebuild it: `devjournal backup good.db`, then `devjournal restore good.db`"
        yield problem("index", "a search misses some texts", do)
    if not references and not row_faults and is_ours:
        yield from extra_checks(copy)


REBUILD = (
    "rebuild it from its valid rows with `devjournal backup rest.db`, then `devjournal restore rest.db`; "
    "or restore a copy from before"
)
"""The remedy for a journal with invalid content that can be copied."""


EXPORT_FIRST = (
    "export its valid rows with `devjournal export rest.json`, then `devjournal --file new.db import rest.json`; "
    "or restore a copy from before"
)
"""The remedy for a journal that cannot be copied."""


def _check_schema(copy: Path) -> CheckResult:
    """Check that the schema is devjournal's, without missing or foreign objects."""
    version = _version(copy)
    with closing(connect(copy, "rw")) as connection:
        foreign, missing = foreign_and_missing(connection, version)
    says = [
        *(f"{item.label} that devjournal did not create in this form" for item in foreign),
        *(f"no {item.kind} {quoted(item.name, 60)}, which devjournal creates" for item in missing),
    ]
    if not says:
        return ok("schema", "its tables, views and triggers are devjournal's own")
    return problem("schema", f"it has {_first_faults(says)}", REBUILD)


def _row_faults(copy: Path, references: list[str]) -> list[str]:
    """Return the faults in the rows of a journal in the current version, as clauses."""
    with closing(connect(copy, "rw")) as connection:
        salvaged = salvage(connection)
    salvaged.database.close()
    try:
        broken = list(broken_rules(copy))
    except sqlite3.Error:  # a query may fail on invalid data
        broken = []
    sentences = " ".join(broken)
    return broken + [
        str(fault) for fault in salvaged.faults if not fault.by_rule and not _is_reported(fault, sentences, references)
    ]


def _is_reported(fault: Fault, sentences: str, references: list[str]) -> bool:
    """Return whether a fault is already in `sentences` or `references`."""
    if fault.reason == DANGLING:
        return bool(references)
    return f"{fault.table} {fault.row} " in sentences or (
        fault.table == REMOVED and f"among what was {REMOVED}" in sentences
    )


def _last_written(copy: Path, now: datetime) -> date | None:
    """Return the day of the last undo step; None if there is no step, or if the time of the step is invalid."""
    try:
        with closing(connect(copy)) as connection:
            row = connection.execute("SELECT at FROM undo_step ORDER BY id DESC LIMIT 1").fetchone()
            return datetime.fromisoformat(row[0]).astimezone(now.tzinfo).date() if row else None
    except (sqlite3.Error, ValueError):
        return None


def _first_faults(faults: list[str]) -> str:
    """Join the first faults, and count the others."""
    listed = "; ".join(one_line(fault.strip()) for fault in faults[:_MAX_LISTED])
    return f"{listed}; and {len(faults) - _MAX_LISTED} more" if len(faults) > _MAX_LISTED else listed
