"""`Journal`: the front door of the file. Every query and every write, one module a noun."""

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
from devjournal.storage.nouns import Nouns
from devjournal.storage.reviews.review_days import ReviewDays
from devjournal.storage.store import Store
from devjournal.storage.week.away import Away
from devjournal.storage.week.standing import read_status
from devjournal.storage.week.weeks import Weeks

if TYPE_CHECKING:
    from devjournal.domain.calendar.insight import History
    from devjournal.domain.copies.copies import Copy
    from devjournal.storage.copies.copies import Copies
    from devjournal.storage.encryption.draft_cipher import DraftCipher
    from devjournal.storage.health.restore import Restored


class Journal(Nouns):
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
        """Open the journal at `path`, making it where it is missing; `now` is asked whenever time matters.

        `ritual` is asked at the first question that depends on its days, `retention` once a copy was made.

        Raises:
            FileRefused: the path cannot be a journal; nothing was touched.
        """
        super().__init__(Store(path, now, busy_timeout, retention))
        self._patience = busy_timeout
        self.path = path
        self._ritual = ritual
        self.weeks = Weeks(self._store)
        self.away = Away(self._store)
        self._review_days = ReviewDays(self._store)

    def __enter__(self) -> Journal:
        """Use the journal in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def today(self) -> date:
        """The civil day of now."""
        return self._store.today

    @property
    def now(self) -> datetime:
        """The time of now, in the local zone."""
        return self._store.now()

    @contextmanager
    def transaction(self, what: str | Callable[[], str]) -> Iterator[None]:
        """Hold several calls together: all or nothing, and one step to undo, named `what`.

        Where that is a function it is asked at the end, when it is known how much was done.

        Raises:
            FileBusy, WriteFailed: nothing was written.
        """
        with self._store.writing(what):
            yield

    @property
    def copies(self) -> Copies:
        """The copies that lie beside it."""
        return self._store.copies

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted; files that are written out of it are not."""
        return self._store.database.key is not None

    def key_payload(self) -> str:
        """Return the key that opened the file, for a program that cannot ask for it; "" if the file is plain."""
        key = self._store.database.key
        return key.payload() if key is not None else ""

    def draft_cipher(self) -> DraftCipher | None:
        """Return what encrypts drafts of the journal as it is by now; None where it is plain.

        Raises:
            FileRefused: it is gone, or locked.
        """
        return self._store.draft_cipher()

    def trouble(self) -> str:
        """Return why a copy that should be there could not be made, once; an empty text where nothing is to be said."""
        return self._store.trouble()

    def restore(self, copy: Copy) -> Restored:
        """Put a copy in the place of what the journal holds, in the same file, and keep that as a copy.

        Raises:
            FileRefused: the copy is damaged, or of a newer version.
            FileBusy, WriteFailed: the journal could not be kept or replaced; it is as it was.
        """
        from devjournal.storage.health.restore import restore

        return restore(self.path, self.copies.path_of(copy), self.now, self._patience)

    def guard(self) -> str:
        """Hide what devjournal did not write from all that reads, and return it in a sentence; else nothing.

        Raises:
            FileBusy, FileRefused: the file does not answer.
        """
        return self._store.guard()

    @contextmanager
    def bulk_write(self, uids: Callable[[], str]) -> Iterator[None]:
        """Hold the calls that write a whole journal: all or nothing, and nothing to undo; `uids` names its rows.

        Raises:
            FileBusy, WriteFailed: nothing was written.
        """
        with self._store.bulk_write(uids):
            yield

    def undo(self) -> str:
        """Undo the last step, whoever made it, and return what it was.

        Raises:
            NotFound: there is nothing to undo.
            RuleViolation: something of it was changed since.
        """
        return self._store.undo()

    def redo(self) -> str:
        """Do the step again that was undone last, and return what it was.

        Raises:
            NotFound: there is nothing to redo.
            RuleViolation: something of it was changed since.
        """
        return self._store.redo()

    def steps(self) -> Steps:
        """Return what can be undone and redone next, in words.

        Raises:
            FileBusy, FileRefused: the file does not answer.
        """
        return self._store.steps()

    @cached_property
    def ritual(self) -> Ritual:
        """The days and hours of the ritual."""
        return self._ritual()

    def state(self) -> object:
        """Return what stays equal until somebody writes to the file or the day ends; None inside a transaction."""
        return self._store.state()

    def data_version(self) -> int:
        """Return a number that changes when another program changes the file."""
        return self._store.data_version()

    @cached_until_write
    def standing(self) -> Status:
        """Return where the journal stands today."""
        return read_status(self._store, self.weeks, self.away.mondays(), self.review_days(), self.ritual)

    @cached_until_write
    def used(self) -> HasAny:
        """Return what the journal holds any of."""
        from devjournal.storage.week.first_use import used  # an empty place asks for it

        return used(self._store)

    @cached_until_write
    def longest(self) -> int:
        """Return how many weeks the longest streak there ever was counts."""
        chain = longest_streak(self.weeks.marks(), self.away.mondays(), self.today)
        return chain.length if chain is not None else 0

    def history(self) -> History:
        """Return every written week for the long view; the same one, counts and all, until somebody writes."""
        from devjournal.storage.week.insight import Insight  # only the long view pays for it

        return Insight(self._store).history(self.today, self.first_week(), self.away.mondays())

    def review_days(self) -> tuple[date, date] | None:
        """Return from when the next monthly and the next quarterly review are due; None without a horizon."""
        anchors = self._review_days.anchors()
        days = review_days(*anchors, self._review_days.deferrals())
        if days is None:
            return None
        monthly, quarterly = (asked_outside(day, self.asks_nothing(), self.today) for day in days)
        return monthly, quarterly

    def asks_nothing(self) -> frozenset[date]:
        """Return the Mondays of the weeks that are away from this one on, as their recaps and days off say."""
        return self._review_days.away()

    def first_week(self) -> IsoWeek | None:
        """Return the first week that holds anything: a goal, a recap, an entry or a day off."""
        days = (self.weeks.first(), self.entries.first_day(), self.away.first_day())
        known = [day for day in days if day is not None]
        return IsoWeek.of(min(known)) if known else None

    def last_week(self) -> IsoWeek | None:
        """Return the last week that holds anything."""
        days = (self.weeks.final(), self.entries.last_day(), self.away.last_day())
        known = [day for day in days if day is not None]
        return IsoWeek.of(max(known)) if known else None
