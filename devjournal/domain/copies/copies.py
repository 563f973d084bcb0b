"""Copies of the journal: why each was made, and which have expired."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from devjournal.domain.copies.retention import DEFAULT_RETENTION, Retention
from devjournal.domain.dates.days import IsoWeek

MAX_COPIES, MAX_DAYS, MAX_MONTHS = 10, 30, 12
"""How many copies made before a migration, a restore or a merge are kept, by kind.

The last ones are kept, and the newest of each of the last days and months with such a copy.
"""


class CopyReason(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    """The first write of a day."""
    MIGRATION = "migration"
    RESTORE = "restore"
    MERGE = "merge"
    BACKUP = "backup"
    """The user asked for it."""


class Unreadable(StrEnum):
    """Why a copy cannot be read, as a word for lists."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    """It is encrypted with another key, which its own passphrase opens."""
    NO_KEY = "no key"
    """It is encrypted, and its key file is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of the journal in its folder."""

    name: str
    made_at: datetime
    """When it was made, in the local time of the machine."""
    why: CopyReason
    size: int = 0
    """The size in bytes."""
    weeks: int | None = None
    """How many weeks it has; None if it was not read, or cannot be read."""
    unreadable: Unreadable | None = None
    """Why it cannot be read, if it was tried."""


def expired(copies: Collection[Copy], retention: Retention = DEFAULT_RETENTION) -> frozenset[Copy]:
    """Return the copies that have expired.

    Of daily copies, the newest of each of the last 7 days, 4 ISO weeks and 12 months with a copy stays, or as many as
    `retention` says. Of the copies before a migration, a restore or a merge, by kind, the last 10 stay, and the newest
    of each of the last 30 days and 12 months with a copy. Copies that the user asked for always stay.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.made_at, copy.name), reverse=True)
    stays = {copy for copy in newest_first if copy.why is CopyReason.BACKUP}
    daily = [copy for copy in newest_first if copy.why is CopyReason.DAILY]
    stays |= _newest_of_each(daily, _day, retention.daily)
    stays |= _newest_of_each(daily, _week, retention.weekly)
    stays |= _newest_of_each(daily, _month, retention.monthly)
    for why in (CopyReason.MIGRATION, CopyReason.RESTORE, CopyReason.MERGE):
        before = [copy for copy in newest_first if copy.why is why]
        stays |= set(before[:MAX_COPIES])
        stays |= _newest_of_each(before, _day, MAX_DAYS)
        stays |= _newest_of_each(before, _month, MAX_MONTHS)
    return frozenset(copies) - stays


def _day(copy: Copy) -> Hashable:
    return copy.made_at.date()


def _week(copy: Copy) -> Hashable:
    return IsoWeek.of(copy.made_at.date())


def _month(copy: Copy) -> Hashable:
    return copy.made_at.year, copy.made_at.month


def _newest_of_each(newest_first: Iterable[Copy], period: Callable[[Copy], Hashable], limit: int) -> set[Copy]:
    """Return the newest copy of each of the last `limit` periods with a copy."""
    newest: dict[Hashable, Copy] = {}
    for copy in newest_first:
        newest.setdefault(period(copy), copy)
    return set(list(newest.values())[:limit])


def size_in_words(size: int) -> str:
    """Return a number of bytes in words: `820 bytes`, `237 kB`, `4.9 MB`, `83.6 GB`."""
    if size < 1000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{round(size / 1000)} kB"
    millions = size / 1_000_000
    return f"{millions:.1f} MB" if millions < 999.95 else f"{millions / 1000:.1f} GB"
