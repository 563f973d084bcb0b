"""The open file: its transactions, its copies, and the errors that SQLite raises in it."""

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
from devjournal.storage.core.file import BUSY_TIMEOUT, identity_of, open_database
from devjournal.storage.core.undo import Steps
from devjournal.storage.encryption.unlocked import note_open, take_over
from devjournal.storage.row_writer import RowWriter
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.stamps import written
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.untrusted.trust import Trust

if TYPE_CHECKING:  # reading pays for no copies
    from devjournal.storage.copies.auto_backup import AutoBackup
    from devjournal.storage.copies.copies import Copies
    from devjournal.storage.encryption.draft_cipher import DraftCipher


class Store(RowWriter):
    """An open journal file: short transactions, undo, and what the file's own rules ask for before a write."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        busy_timeout: float = BUSY_TIMEOUT,
        retention: Callable[[], Retention] = Retention,
    ) -> None:
        """Open the file at `path`; `now` is asked at each write, and how many copies are `kept` once one was made.

        Raises:
            FileRefused: the path cannot be a journal.
        """
        self.path = path
        self.now = now
        self._kept = retention
        self._patience = int(busy_timeout * 1000)
        super().__init__()
        self._memory: dict[object, Any] = {}
        self._memory_of: tuple[int, int, int, date] | None = None
        self._openings = 0
        self._trust = Trust()
        self._open()

    def _open(self) -> None:
        with self._translating_errors():
            identity = None
            with suppress(FileRefused, ValueError):  # what is missing is made; anything else is refused below
                identity = identity_of(self.path)  # first: a file that is put in its place meanwhile is then followed
            self.database = open_database(self.path, self._patience / 1000, self._before_migration)
            self._identity = identity or identity_of(self.path)
            self._forget_open = note_open(self._identity, self.database.key)
            self._trust.opened(self.database, self.path)
        self._undoable = False
        self._openings += 1

    def _follow(self) -> None:
        """Go over to the file that stands at the path now, where a sync program or a hand put another one there.

        Raises:
            FileRefused: there is none, or none that can be a journal; the one that was moved away is not written to.
        """
        identity = identity_of(self.path)
        if identity != self._identity:
            before, forget = self.database, self._forget_open
            self.__dict__.pop("keeping", None)  # this file has no copy of the day yet
            try:
                self._open()
            except Locked:
                take_over(self._identity)
                self._open()
            before.close()
            forget()

    def guard(self) -> str:
        """Hide what devjournal did not write, and return it in a sentence; else nothing, or where that is done."""
        self._memory_of = None
        with self._translating_errors():
            return self._trust.guard(self.database, self.path)

    def close(self) -> None:
        """Close the file; nothing stays beside it."""
        self.database.close()
        self._forget_open()

    def draft_cipher(self) -> DraftCipher | None:
        """Return what encrypts drafts of the journal as it is by now; None where it is plain.

        Raises:
            FileRefused: it is gone, or locked.
        """
        self._follow()
        if self.database.key is None:
            return None
        from devjournal.storage.encryption.draft_cipher import DraftCipher

        return DraftCipher(self.database.key)

    @cached_property
    def copies(self) -> Copies:
        """The copies that lie beside the file."""
        from devjournal.storage.copies.copies import Copies

        return Copies(self.path)

    @cached_property
    def keeping(self) -> AutoBackup:
        """What makes a copy before something that could be regretted."""
        from devjournal.storage.copies.auto_backup import AutoBackup

        return AutoBackup(self.copies, self.now, self._kept)

    def _before_migration(self, database: peewee.SqliteDatabase) -> AbstractContextManager[None]:
        from devjournal.domain.copies.copies import CopyReason

        return self.keeping.kept(CopyReason.MIGRATION, database)

    def trouble(self) -> str:
        """Return why a copy that should be there could not be made, once; else an empty text."""
        return self.keeping.trouble() if "keeping" in self.__dict__ else ""

    @property
    def today(self) -> date:
        """The civil day of now."""
        return self.now().date()

    @property
    def stamp(self) -> str:
        """Now as the file keeps it: UTC, ISO 8601 with microseconds."""
        return written(self.now())

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Bind the tables to this file for some queries; reads take no lock.

        Raises:
            FileBusy, FileRefused: the file does not answer.
        """
        if not self.database.in_transaction():
            self._follow()
        with self._translating_errors(), self.database.bind_ctx((*ROWS, *MARKS), bind_refs=False, bind_backrefs=False):
            yield

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let plain SQL be run in whatever thread asks, in another one than the journal's by a connection of its own.

        Raises:
            FileBusy, FileRefused: the file does not answer.
        """
        with self._translating_errors():
            if not self.database.is_closed():  # this thread's own connection
                yield
                return
            with self.database.connection_context():
                self._trust.aside(self.database)
                yield

    @contextmanager
    def writing(self, what: str | Callable[[], str]) -> Iterator[None]:
        """Bind the tables and hold one transaction, all or nothing: one step that can be undone.

        `what` names the step in plain words, such as `recap of 2026-W47`, or is asked for them at the end, where they
        count what was done; inside another transaction it is part of that one's step.

        Raises:
            FileBusy, WriteFailed: nothing was written.
        """
        if self.database.in_transaction():
            with self.reading():
                yield
            return
        with self._changing(as_step=True):
            step = undo.begin(self.database)
            yield
            undo.end(self.database, step, what if isinstance(what, str) else what(), self.stamp)

    @contextmanager
    def _changing(self, *, as_step: bool = False) -> Iterator[None]:
        """Hold one transaction; the first one of a day begins with a copy of the file as it is before it."""
        with self._current_file(as_step=as_step):
            self._trust.check(self.database, self.path)
            self.keeping.before_write(self.database)
            yield

    @contextmanager
    def _current_file(self, *, as_step: bool = False) -> Iterator[None]:
        """Bind the tables and hold every other write off, in the file that stands at the path by then.

        While this one waited for its turn, another program may have put an encrypted file in its place.
        """
        while True:
            with self.reading():
                inside = self.database.in_transaction()
                if as_step:
                    self._prepare_undo()
                with self.database.atomic():
                    if inside or identity_of(self.path) == self._identity:
                        yield
                        return

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Bind the tables and hold every other write off, so that several queries see one state."""
        with self._current_file():
            yield

    @contextmanager
    def bulk_write(self, uids: Callable[[], str]) -> Iterator[None]:
        """Hold one transaction that writes a whole journal: no step of it can be undone, and `uids` names its rows."""
        before, self._new_uid = self._new_uid, uids
        try:
            with self.snapshot():
                self._trust.check(self.database, self.path)
                yield
        finally:
            self._new_uid = before

    def undo(self) -> str:
        """Undo the last step, whoever made it, and return what it was.

        Raises:
            NotFound: there is nothing to undo.
            RuleViolation: something of it was changed since.
        """
        with self._changing():
            return undo.undo(self.database, self.stamp)

    def redo(self) -> str:
        """Do the step again that was undone last, and return what it was.

        Raises:
            NotFound: there is nothing to redo.
            RuleViolation: something of it was changed since.
        """
        with self._changing():
            return undo.redo(self.database, self.stamp)

    def steps(self) -> Steps:
        """Return what can be undone and redone next.

        Raises:
            FileBusy, FileRefused: the file does not answer.
        """
        with self.reading():
            return undo.peek(self.database)

    def _prepare_undo(self) -> None:
        if not self._undoable:
            undo.prepare(self.database)
            self._undoable = True

    def data_version(self) -> int:
        """Return a number that changes when another program changes the file; cheap enough for every second.

        Raises:
            FileBusy: the file is being written at this moment; nobody waits for it.
            FileRefused: the file is gone.
        """
        self._follow()
        with self._translating_errors():
            self.database.pragma("busy_timeout", 0)
            try:
                version: Any = self.database.pragma("data_version")
                return int(version) + (self._openings << 32)
            finally:
                self.database.pragma("busy_timeout", self._patience)

    def cache(self) -> dict[object, Any] | None:
        """Return what was read today since anybody wrote to the file, or None inside a transaction of our own."""
        if self.database.in_transaction():
            return None
        with self._translating_errors():  # it waits for another program's write, as the query would
            version: Any = self.database.pragma("data_version")
        state = (self._openings, version, self.database.connection().total_changes, self.today)
        if state != self._memory_of:
            self._memory, self._memory_of = {}, state
        return self._memory

    def state(self) -> object:
        """Return what stays equal until somebody writes to the file or the day ends; None inside a transaction."""
        self._follow()
        return None if self.cache() is None else self._memory_of

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Turn what SQLite refuses into the journal's own words."""
        try:
            yield
        except OverflowError as error:
            raise NotFound("No ID is that large; see which there are with the list command.") from error
        except (peewee.DatabaseError, sqlite3.Error) as error:
            from devjournal.storage.core.sqlite_errors import first_said, translate  # only a refusal pays for it

            raise translate(first_said(error), self.copies) from error
