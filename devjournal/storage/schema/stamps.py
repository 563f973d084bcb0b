"""Stamps of creation, change and removal: UTC, and each later than what it follows, whatever the clock says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zlib import crc32

from devjournal.domain.dates.days import LAST_YEAR

AHEAD = timedelta(days=7)
"""How far ahead of the clock a stamp may be and still be followed.

Clocks are set back by an hour, and two machines differ by days. Stamps further ahead are errors, and nothing is ordered
by them.
"""


def written(moment: datetime) -> str:
    """Return a moment as stored: UTC, ISO 8601 with microseconds, so that texts sort like times."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_APART = 997
"""Microseconds over which different changes to one and the same state of a row are spread."""

_ONE_CLOCK = timedelta(seconds=1)
"""A stamp less than this ahead of the clock was written by the same clock, which stands still or is coarse."""


def later_change(earlier: str, stamp: str, values: Mapping[str, object]) -> str:
    """Return `stamp`, or a moment after `earlier` if that is later.

    If another machine's clock is ahead, the moment depends on the `values`: two machines may change the same state of
    its row, and with one stamp for both changes a merge would take either for the other. What is written in one second
    on one machine keeps its order: there the moment is a microsecond later.
    """
    if stamp > earlier:
        return stamp
    if datetime.fromisoformat(earlier) - datetime.fromisoformat(stamp) < _ONE_CLOCK:
        return later_than(earlier, stamp)
    ahead = crc32(repr(sorted(values.items())).encode()) % _APART
    return later_than(written_after(earlier, ahead), stamp)


def written_after(stamp: str, microseconds: int) -> str:
    """Return a stamp that much later, or the same at the end of time."""
    moment = datetime.fromisoformat(stamp)
    return written(moment + timedelta(microseconds=microseconds)) if moment.year <= LAST_YEAR else stamp


def later_than(earlier: str, stamp: str) -> str:
    """Return `stamp`, or a microsecond after `earlier` if that is later.

    In a merge the later change stands. A clock that was set back or stands still must not make a change look older than
    what it changed.
    """
    if stamp > earlier:
        return stamp
    return written_after(earlier, 1)


def ahead_of(stamp: str) -> str:
    """Return the latest stamp in the file; the next stamp must be later."""
    return written(datetime.fromisoformat(stamp) + AHEAD)
