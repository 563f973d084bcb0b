"""The open file: transactions, copies, and SQLite's errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peewee

from devjournal.domain.copies.retention import Retention
from devjournal.errors import FileRefused, Locked, NotFound
from devjournal.storage.core import undo
from devjournal.storage.core.binding import bound_to
from devjournal.storage.core.file import BUSY_TIMEOUT, identity_of, open_database
from devjournal.storage.core.undo import Steps
from devjournal.storage.encryption.keyring import add_replacement_keys, register_open
from devjournal.storage.row_writer import RowWriter
from devjournal.storage.schema.stamps import to_stamp
from devjournal.storage.untrusted.trust import Trust

if TYPE_CHECKING:  # a command that only reads needs none of them
    from devjournal.storage.copies.auto_backup import AutoBackup
    from devjournal.storage.copies.copies import Copies
    from devjournal.storage.encryption.draft_cipher import DraftCipher


class Store(RowWriter):
    """An open journal file: short transactions, undo, and the checks before a write."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        busy_timeout: float = BUSY_TIMEOUT,
        retention: Callable[[], Retention] = Retention,
    ) -> None:
        """Open the file at `path`; `now` is called at each write, `retention` after each copy.

        Raises:
            FileRefused: the path cannot be a journal.
        """
        self.path = path
        self.now = now
        self._retention = retention
        self._busy_timeout = int(busy_timeout * 1000)  # milliseconds, as SQLite takes it
        super().__init__()
        self._cache: dict[object, Any] = {}
        self._cache_state: tuple[int, int, int, date] | None = None
        self._openings = 0
        self._trust = Trust()
        self._open()

    def _open(self) -> None:
        with self._translating_errors():
            identity = None
            with suppress(FileRefused, ValueError):  # a missing file is created; anything else is refused below
                identity = identity_of(self.path)  # before opening, to notice a file that replaces this one meanwhile
            self.database = open_database(self.path, self._busy_timeout / 1000, self._before_migration)
            self._identity = identity or identity_of(self.path)
            self._unregister = register_open(self._identity, self.database.key)
            self._trust.opened(self.database, self.path)
        self._undoable = False
        self._openings += 1

    def _reopen_if_replaced(self) -> None:
        """If a sync program or a person replaced the file at the path, open the new file.

        Raises:
            FileRefused: there is no file at the path, or it cannot be a journal. The replaced file is not written to.
        """
        if identity_of(self.path) != self._identity:
            replaced, unregister = self.database, self._unregister
            self.__dict__.pop("auto_backup", None)  # the new file has no copy of today
            try:
                self._open()
            except Locked:
                add_replacement_keys(self._identity)
                self._open()
            replaced.close()
            unregister()

    def guard(self) -> str:
        """Hide foreign rows and values. Return a sentence about them; empty if there are none, or they are hidden."""
        self._cache_state = None
        with self._translating_errors():
            return self._trust.guard(self.database, self.path)

    def close(self) -> None:
        """Close the file. No side file of SQLite remains."""
        self.database.close()
        self._unregister()

    def draft_cipher(self) -> DraftCipher | None:
        """Return the cipher for drafts; None if the journal is not encrypted.

        Raises:
            FileRefused: the file is gone, or locked.
        """
        self._reopen_if_replaced()
        if self.database.key is None:
            return None
        from devjournal.storage.encryption.draft_cipher import DraftCipher

        return DraftCipher(self.database.key)

    @cached_property
    def copies(self) -> Copies:
        """The copies beside the file."""
        from devjournal.storage.copies.copies import Copies

        return Copies(self.path)

    @cached_property
    def auto_backup(self) -> AutoBackup:
        """The automatic copies."""
        from devjournal.storage.copies.auto_backup import AutoBackup

        return AutoBackup(self.copies, self.now, self._retention)

    def _before_migration(self, database: peewee.SqliteDatabase) -> AbstractContextManager[None]:
        from devjournal.domain.copies.copies import CopyReason

        return self.auto_backup.copied(CopyReason.MIGRATION, database)

    def backup_failure(self) -> str:
        """Return why an automatic copy failed; empty if none failed, or if this was returned before."""
        return self.auto_backup.backup_failure() if "auto_backup" in self.__dict__ else ""

    @property
    def today(self) -> date:
        """The current day, in the local zone."""
        return self.now().date()

    @property
    def stamp(self) -> str:
        """The current time as stored: UTC, ISO 8601 with microseconds."""
        return to_stamp(self.now())

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Bind the tables to this file for the queries of the block, without a lock.

        Raises:
            FileBusy, FileRefused: the file cannot be read.
        """
        if not self.database.in_transaction():
            self._reopen_if_replaced()
        with self._translating_errors(), bound_to(self.database):
            yield

    @contextmanager
    def thread_connection(self) -> Iterator[None]:
        """Allow plain SQL in any thread. A thread other than the journal's gets a connection of its own.

        Raises:
            FileBusy, FileRefused: the file cannot be read.
        """
        with self._translating_errors():
            if not self.database.is_closed():  # this thread's own connection
                yield
                return
            with self.database.connection_context():
                self._trust.prepare_connection(self.database)
                yield

    @contextmanager
    def writing(self, name: str | Callable[[], str]) -> Iterator[None]:
        """Bind the tables and hold one transaction, all or nothing, which is one undo step.

        `name` is the name of the step, such as `recap of 2026-W47`. A function is called for the name at the end, when
        it can count the changes. Inside another transaction, the writes become a part of that transaction's step.

        Raises:
            FileBusy, WriteFailed: nothing was written.
        """
        if self.database.in_transaction():
            with self.reading():
                yield
            return
        with self._changing(undoable=True):
            step = undo.begin(self.database)
            yield
            undo.end(self.database, step, name if isinstance(name, str) else name(), self.stamp)

    @contextmanager
    def _changing(self, *, undoable: bool = False) -> Iterator[None]:
        """Hold one transaction. The first transaction of a day begins with a copy of the file."""
        with self.snapshot(undoable=undoable):
            self._trust.check(self.database, self.path)
            self.auto_backup.before_write(self.database)
            yield

    @contextmanager
    def snapshot(self, *, undoable: bool = False) -> Iterator[None]:
        """Bind the tables and block all other writes, so that several queries see one state.

        `undoable` prepares the connection for an undo step. The file is the one at the path once the lock is held: in
        the meantime another program may have put an encrypted file there.
        """
        while True:
            with self.reading():
                is_nested = self.database.in_transaction()
                if undoable and not self._undoable:
                    undo.prepare(self.database)
                    self._undoable = True
                with self.database.atomic():
                    if is_nested or identity_of(self.path) == self._identity:
                        yield
                        return

    @contextmanager
    def bulk_write(self, uids: Callable[[], str]) -> Iterator[None]:
        """Hold one transaction that writes a whole journal, without an undo step. `uids` generates the uids of rows."""
        before, self._new_uid = self._new_uid, uids
        try:
            with self.snapshot():
                self._trust.check(self.database, self.path)
                yield
        finally:
            self._new_uid = before

    def undo(self) -> str:
        """Undo the last step, of whichever program. Return its name.

        Raises:
            NotFound: there is nothing to undo.
            RuleViolation: one of its rows was changed since.
        """
        with self._changing():
            return undo.step(self.database, self.stamp, forward=False)

    def redo(self) -> str:
        """Redo the last undone step. Return its name.

        Raises:
            NotFound: there is nothing to redo.
            RuleViolation: one of its rows was changed since.
        """
        with self._changing():
            return undo.step(self.database, self.stamp, forward=True)

    def steps(self) -> Steps:
        """Return the names of the next undo and redo.

        Raises:
            FileBusy, FileRefused: the file cannot be read.
        """
        with self.reading():
            return undo.peek(self.database)

    def data_version(self) -> int:
        """Return a number that changes when another program writes to the file; cheap enough to call every second.

        Raises:
            FileBusy: the file is being written at this moment; the call does not wait.
            FileRefused: the file is gone.
        """
        self._reopen_if_replaced()
        with self._translating_errors():
            self.database.pragma("busy_timeout", 0)
            try:
                version: Any = self.database.pragma("data_version")
                return int(version) + (self._openings << 32)
            finally:
                self.database.pragma("busy_timeout", self._busy_timeout)

    def cache(self) -> dict[object, Any] | None:
        """Return the results cached since the last write today; None inside a transaction of this store."""
        if self.database.in_transaction():
            return None
        with self._translating_errors():  # waits for another program's write, as a query does
            version: Any = self.database.pragma("data_version")
        state = (self._openings, version, self.database.connection().total_changes, self.today)
        if state != self._cache_state:
            self._cache, self._cache_state = {}, state
        return self._cache

    def state(self) -> object:
        """Return a value that changes with the next write or the next day; None inside a transaction."""
        self._reopen_if_replaced()
        return None if self.cache() is None else self._cache_state

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Raise SQLite's errors as errors of the journal."""
        try:
            yield
        except OverflowError as error:
            raise NotFound("No ID is that large; see which there are with the list command.") from error
        except (peewee.DatabaseError, sqlite3.Error) as error:
            from devjournal.storage.core.sqlite_errors import first_message, translate  # only an error needs it

            raise translate(first_message(error), self.copies) from error
