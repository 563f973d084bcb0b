"""Sees to it that there is a copy before what could be regretted: the first write of a day, a migration, a merge."""

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
    """Makes the copies that nobody asked for. One that cannot be made is remembered to be said; the journal goes on."""

    def __init__(self, copies: Copies, now: Callable[[], datetime], retention: Callable[[], Retention]) -> None:
        """See to `copies`; `now` is asked at each write, and how many are `kept` once one was made."""
        self._copies = copies
        self._now = now
        self._kept = retention
        self._seen_to: date | None = None
        self._unsaid = ""

    def before_write(self, database: SqliteDatabase) -> None:
        """Make the copy of the day where this is the first write of a day, inside its transaction, before its changes.

        A journal that nothing was ever written to needs none, and so none on its first day.
        """
        today = self._now().date()
        if self._seen_to == today:
            return
        self._seen_to = today
        written = self._last_written(database)
        if written is not None and written != today and not self._has_one_of(today):
            self._make(CopyReason.DAILY)

    @contextmanager
    def kept(self, why: CopyReason, database: SqliteDatabase) -> Iterator[None]:
        """Hold a copy from before a change, inside its transaction; where that fails, the file is as the copy is."""
        copy = self._make(why) if self._last_written(database) is not None else None
        try:
            yield
        except BaseException:
            if copy is not None:
                self._copies.forget(copy)
            raise

    def trouble(self) -> str:
        """Return why a copy could not be made, once; an empty text where there is nothing to say."""
        sentence, self._unsaid = self._unsaid, ""
        return sentence

    def _make(self, why: CopyReason) -> Copy | None:
        try:
            return self._copies.make(why, self._now(), kept=self._kept())
        except JournalError as error:
            self._unsaid = str(error)
            return None

    def _last_written(self, database: SqliteDatabase) -> date | None:
        """Return the day on which the journal was written to last, or None where it never was."""
        cursor = database.execute_sql(
            "SELECT (SELECT at FROM undo_step ORDER BY id DESC LIMIT 1), EXISTS (SELECT 1 FROM sqlite_sequence)"
        )
        last, ever = cursor.fetchone()
        if last is None:  # never, or by a program that keeps no steps: so long ago that no copy is of that day
            return date.min if ever else None
        return datetime.fromisoformat(last).astimezone(self._now().tzinfo).date()

    def _has_one_of(self, day: date) -> bool:
        return any(copy.why is CopyReason.DAILY and copy.made_at.date() == day for copy in self._copies.all())
