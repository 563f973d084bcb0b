"""Stamps of creation, change and removal: UTC, and each later than the one before it, whatever the clock says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zlib import crc32

from devjournal.domain.dates.days import LAST_YEAR

MAX_AHEAD = timedelta(days=7)
"""How far ahead of the clock a stamp may be and still order later stamps.

Clocks are set back by an hour, and the clocks of two machines differ by days. Stamps further ahead are errors.
"""


def to_stamp(moment: datetime) -> str:
    """Return a moment as a stamp: UTC, ISO 8601 with microseconds, so that stamps sort as texts."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_SPREAD = 997
"""The microseconds over which different changes to the same state of a row are spread."""

_SAME_CLOCK = timedelta(seconds=1)
"""A stamp less than this ahead of the clock comes from the same clock, which stands still or is coarse."""


def later_change(earlier: str, stamp: str, values: Mapping[str, object]) -> str:
    """Return `stamp`, or if `earlier` is not before it, a stamp after `earlier`.

    If `earlier` comes from another machine whose clock is ahead, the result depends on the `values`: two machines may
    change the same state of the row, and with equal stamps a merge would take one change for the other. If `earlier`
    comes from the same clock, the result is a microsecond after it, which keeps the order of the writes.
    """
    if stamp > earlier:
        return stamp
    if datetime.fromisoformat(earlier) - datetime.fromisoformat(stamp) < _SAME_CLOCK:
        return later_than(earlier, stamp)
    ahead = crc32(repr(sorted(values.items())).encode()) % _SPREAD
    return later_than(stamp_after(earlier, ahead), stamp)


def stamp_after(stamp: str, microseconds: int) -> str:
    """Return a stamp some microseconds later; the same stamp if that is after the last year of a journal."""
    moment = datetime.fromisoformat(stamp)
    return to_stamp(moment + timedelta(microseconds=microseconds)) if moment.year <= LAST_YEAR else stamp


def later_than(earlier: str, stamp: str) -> str:
    """Return `stamp`, or if `earlier` is not before it, the stamp a microsecond after `earlier`.

    A merge keeps the later change. A clock that was set back or stands still must not make a change look older than
    the value that it replaced.
    """
    if stamp > earlier:
        return stamp
    return stamp_after(earlier, 1)


def latest_accepted(stamp: str) -> str:
    """Return the latest stamp that still orders later stamps, if the clock shows `stamp`."""
    return to_stamp(datetime.fromisoformat(stamp) + MAX_AHEAD)
