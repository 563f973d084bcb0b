"""Copies of the journal: why each was made, and which have had their time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from devjournal.domain.copies.retention import KEPT, Retention
from devjournal.domain.dates.days import IsoWeek

LAST, LAST_DAYS, LAST_MONTHS = 10, 30, 12
"""How many of the copies made before a migration, a restore or a merge stay, of each kind: the last ones, and the
newest one of each of the last days and months that have one."""


class CopyReason(StrEnum):
    """What a copy was made for."""

    DAILY = "daily"
    """The first write of a day."""
    MIGRATION = "migration"
    RESTORE = "restore"
    MERGE = "merge"
    BACKUP = "backup"
    """Its owner asked for it."""


class Unreadable(StrEnum):
    """Why a copy cannot be looked into, in a word that a list shows."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    """It is encrypted by another key than the journal, which its passphrase opens."""
    NO_KEY = "no key"
    """It is encrypted, and its key file is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of the journal, as it lies in its folder."""

    name: str
    made_at: datetime
    """The civil time at which it was made, where it was made."""
    why: CopyReason
    size: int = 0
    """Its size in bytes."""
    weeks: int | None = None
    """How many weeks it holds; None where it was not looked into, or cannot be read."""
    unreadable: Unreadable | None = None
    """Why it cannot be read, where it was looked into."""


def expired(copies: Collection[Copy], retention: Retention = KEPT) -> frozenset[Copy]:
    """Return the copies that have had their time.

    Of the copies of the day there stays the newest one of each of the last days, ISO weeks and months that have one: 7,
    4 and 12 of them unless others are `kept`. Of those made before a migration, a restore or a merge there stay, of
    each kind, the last 10, and the newest one of each of the last 30 days and 12 months that have one. What its owner
    asked for always stays.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.made_at, copy.name), reverse=True)
    stays = {copy for copy in newest_first if copy.why is CopyReason.BACKUP}
    daily = [copy for copy in newest_first if copy.why is CopyReason.DAILY]
    stays |= _newest_of_each(daily, _day, retention.daily)
    stays |= _newest_of_each(daily, _week, retention.weekly)
    stays |= _newest_of_each(daily, _month, retention.monthly)
    for why in (CopyReason.MIGRATION, CopyReason.RESTORE, CopyReason.MERGE):
        before = [copy for copy in newest_first if copy.why is why]
        stays |= set(before[:LAST])
        stays |= _newest_of_each(before, _day, LAST_DAYS)
        stays |= _newest_of_each(before, _month, LAST_MONTHS)
    return frozenset(copies) - stays


def _day(copy: Copy) -> Hashable:
    return copy.made_at.date()


def _week(copy: Copy) -> Hashable:
    return IsoWeek.of(copy.made_at.date())


def _month(copy: Copy) -> Hashable:
    return copy.made_at.year, copy.made_at.month


def _newest_of_each(newest_first: Iterable[Copy], span: Callable[[Copy], Hashable], most: int) -> set[Copy]:
    """Return the newest copy of each of the last `most` spans of time that have one."""
    newest: dict[Hashable, Copy] = {}
    for copy in newest_first:
        newest.setdefault(span(copy), copy)
    return set(list(newest.values())[:most])


def size_in_words(size: int) -> str:
    """Return a number of bytes as a person says it: `820 bytes`, `237 kB`, `4.9 MB`, `83.6 GB`."""
    if size < 1000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{round(size / 1000)} kB"
    millions = size / 1_000_000
    return f"{millions:.1f} MB" if millions < 999.95 else f"{millions / 1000:.1f} GB"
