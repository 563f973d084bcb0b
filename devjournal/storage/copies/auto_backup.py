"""Automatic copies before the first write of a day, a migration, a restore or a merge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from peewee import SqliteDatabase

from devjournal.domain.copies.copies import Copy, CopyReason
from devjournal.domain.copies.retention import Retention
from devjournal.errors import JournalError
from devjournal.storage.copies.copies import Copies


class AutoBackup:
    """Makes automatic copies. If a copy fails, the write goes on, and the failure is reported once."""

    def __init__(self, copies: Copies, now: Callable[[], datetime], retention: Callable[[], Retention]) -> None:
        """Make copies in `copies`. `now` is called at each write, `retention` after each copy."""
        self._copies = copies
        self._now = now
        self._retention = retention
        self._checked_on: date | None = None
        self._unreported = ""

    def before_write(self, database: SqliteDatabase) -> None:
        """Before the first write of a day, make the daily copy, inside the transaction.

        A journal without any write needs no copy, so there is none of its first day.
        """
        today = self._now().date()
        if self._checked_on == today:
            return
        self._checked_on = today
        last_write = self._last_written(database)
        if last_write is not None and last_write != today and not self._has_copy_of(today):
            self._make(CopyReason.DAILY)

    @contextmanager
    def copied(self, why: CopyReason, database: SqliteDatabase) -> Iterator[None]:
        """Make a copy before a change, inside its transaction. If the change fails, remove the copy."""
        copy = self._make(why) if self._last_written(database) is not None else None
        try:
            yield
        except BaseException:
            if copy is not None:
                self._copies.remove(copy)
            raise

    def backup_failure(self) -> str:
        """Return why an automatic copy failed; empty if none failed, or if this was returned before."""
        sentence, self._unreported = self._unreported, ""
        return sentence

    def _make(self, why: CopyReason) -> Copy | None:
        try:
            return self._copies.make(why, self._now(), retention=self._retention())
        except JournalError as error:
            self._unreported = str(error)
            return None

    def _last_written(self, database: SqliteDatabase) -> date | None:
        """Return the day of the last write; None if there was no write."""
        cursor = database.execute_sql(
            "SELECT (SELECT at FROM undo_step ORDER BY id DESC LIMIT 1), EXISTS (SELECT 1 FROM sqlite_sequence)"
        )
        last, has_rows = cursor.fetchone()
        if last is None:  # no write, or only by a program that stores no steps: then the day is unknown
            return date.min if has_rows else None
        return datetime.fromisoformat(last).astimezone(self._now().tzinfo).date()

    def _has_copy_of(self, day: date) -> bool:
        return any(copy.why is CopyReason.DAILY and copy.made_at.date() == day for copy in self._copies.all())
