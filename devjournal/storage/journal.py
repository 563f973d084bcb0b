"""`Journal`: the interface of storage. Each noun has a repository, in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from devjournal.domain.copies.retention import Retention
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import asked_outside, review_days
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.status import HasAny, Status
from devjournal.domain.week.streak import longest_streak
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.file import BUSY_TIMEOUT
from devjournal.storage.core.undo import Steps
from devjournal.storage.repositories import Repositories
from devjournal.storage.reviews.review_days import ReviewDays
from devjournal.storage.schema.tables import TextConflictRow
from devjournal.storage.store import Store
from devjournal.storage.week.away import Away
from devjournal.storage.week.status import read_status
from devjournal.storage.week.weeks import Weeks

if TYPE_CHECKING:
    from devjournal.domain.calendar.insight import History
    from devjournal.domain.copies.copies import Copy
    from devjournal.storage.copies.copies import Copies
    from devjournal.storage.encryption.draft_cipher import DraftCipher
    from devjournal.storage.health.restore import Restored


class Journal(Repositories):
    """One person's journal, open."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        busy_timeout: float = BUSY_TIMEOUT,
        *,
        ritual: Callable[[], Ritual] = Ritual,
        retention: Callable[[], Retention] = Retention,
    ) -> None:
        """Open the journal at `path`, and create it if it is missing.

        `now` is called whenever the time matters, `retention` after each copy, and `ritual` once, when the days of the
        ritual matter first.

        Raises:
            FileRefused: the path cannot be a journal; nothing was touched.
        """
        super().__init__(Store(path, now, busy_timeout, retention))
        self._busy_timeout = busy_timeout
        self.path = path
        self._ritual = ritual
        self.weeks = Weeks(self._store)
        self.away = Away(self._store)
        self._review_days = ReviewDays(self._store)

    def __enter__(self) -> Journal:
        """Return itself for a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the journal."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def today(self) -> date:
        """The current day, in the local zone."""
        return self._store.today

    @property
    def now(self) -> datetime:
        """The current time, in the local zone."""
        return self._store.now()

    @contextmanager
    def transaction(self, name: str | Callable[[], str]) -> Iterator[None]:
        """Group several calls into one transaction, all or nothing, which is one undo step with a `name`.

        If `name` is a function, it is called at the end, when the number of changes is known.

        Raises:
            FileBusy, WriteFailed: nothing was written.
        """
        with self._store.writing(name):
            yield

    @property
    def copies(self) -> Copies:
        """The copies in `backups`."""
        return self._store.copies

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted. Exported files never are."""
        return self._store.database.key is not None

    def key_payload(self) -> str:
        """Return the key of the file, for a program that cannot ask for the passphrase; "" if the file is plain."""
        key = self._store.database.key
        return key.payload() if key is not None else ""

    def draft_cipher(self) -> DraftCipher | None:
        """Return the cipher for drafts; None if the journal is not encrypted.

        Raises:
            FileRefused: the file is gone, or locked.
        """
        return self._store.draft_cipher()

    def backup_failure(self) -> str:
        """Return why an automatic copy failed; empty if none failed, or if this was returned before."""
        return self._store.backup_failure()

    def restore(self, copy: Copy) -> Restored:
        """Replace the journal with a copy, in the same file, and keep a copy of the replaced journal.

        Raises:
            FileRefused: the copy is damaged, or of a newer version.
            FileBusy, WriteFailed: the journal could not be copied or replaced; it is unchanged.
        """
        from devjournal.storage.health.restore import restore

        return restore(self.path, self.copies.path_of(copy), self.now, self._busy_timeout)

    def guard(self) -> str:
        """Hide foreign rows and values. Return a sentence about them; empty if there are none, or if they are hidden.

        Raises:
            FileBusy, FileRefused: the file cannot be read.
        """
        return self._store.guard()

    @contextmanager
    def bulk_write(self, uids: Callable[[], str]) -> Iterator[None]:
        """Group the calls that write a whole journal: all or nothing, without an undo step. `uids` generates uids.

        Raises:
            FileBusy, WriteFailed: nothing was written.
        """
        with self._store.bulk_write(uids):
            yield

    def undo(self) -> str:
        """Undo the last step, of whichever program. Return its name.

        Raises:
            NotFound: there is nothing to undo.
            RuleViolation: one of its rows was changed since.
        """
        return self._store.undo()

    def redo(self) -> str:
        """Redo the last undone step. Return its name.

        Raises:
            NotFound: there is nothing to redo.
            RuleViolation: one of its rows was changed since.
        """
        return self._store.redo()

    def steps(self) -> Steps:
        """Return the names of the next undo and the next redo.

        Raises:
            FileBusy, FileRefused: the file cannot be read.
        """
        return self._store.steps()

    @cached_property
    def ritual(self) -> Ritual:
        """The days and hours of the ritual."""
        return self._ritual()

    def state(self) -> object:
        """Return a value that changes with the next write or the next day; None inside a transaction."""
        return self._store.state()

    def data_version(self) -> int:
        """Return a number that changes when another program changes the file.

        Raises:
            FileBusy: another program is writing at this moment; the call does not wait.
            FileRefused: the file is gone.
        """
        return self._store.data_version()

    @cached_until_write
    def status(self) -> Status:
        """Return the state of the journal today."""
        return read_status(self._store, self.weeks, self.away.mondays(), self.review_days(), self.ritual)

    @cached_until_write
    def has_any(self) -> HasAny:
        """Return which features the journal uses."""
        from devjournal.storage.week.first_use import has_any  # only a screen without data needs it

        return has_any(self._store)

    @cached_until_write
    def longest_streak(self) -> int:
        """Return the length of the longest streak, in weeks."""
        longest = longest_streak(self.weeks.marks(), self.away.mondays(), self.today)
        return longest.length if longest is not None else 0

    @cached_until_write
    def differing_texts(self) -> int:
        """Return the number of texts that differ on two machines and are not settled."""
        with self._store.reading():
            return int(TextConflictRow.select().where(~TextConflictRow.settled).count())

    def history(self) -> History:
        """Return every week with data, for the Calendar; cached with its figures until the next write."""
        from devjournal.storage.week.insight import Insight  # only the Calendar needs it

        return Insight(self._store).history(self.today, self.first_week(), self.away.mondays())

    def review_days(self) -> tuple[date, date] | None:
        """Return the days from which the next monthly and quarterly reviews are due; None without a horizon."""
        anchors = self._review_days.anchors()
        days = review_days(*anchors, self._review_days.deferrals())
        if days is None:
            return None
        monthly, quarterly = (asked_outside(day, self.away_mondays(), self.today) for day in days)
        return monthly, quarterly

    def away_mondays(self) -> frozenset[date]:
        """Return the Mondays of away weeks: those with enough days off; the recap of this week decides about it."""
        return self._review_days.away_mondays()

    def first_week(self) -> IsoWeek | None:
        """Return the first week with a goal, a recap, an entry or a day off; None if there is no such week."""
        extent = self._extent()
        return extent[0] if extent is not None else None

    def last_week(self) -> IsoWeek | None:
        """Return the last week with a goal, a recap, an entry or a day off; None if there is no such week."""
        extent = self._extent()
        return extent[1] if extent is not None else None

    @cached_until_write
    def _extent(self) -> tuple[IsoWeek, IsoWeek] | None:
        from devjournal.storage.week.extent import read_extent  # a prompt does not need it

        return read_extent(self._store)
