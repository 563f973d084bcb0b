"""When rows were made, changed and removed: UTC, and each later than what it follows, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from devjournal.domain.dates.days import LAST_YEAR

AHEAD = timedelta(days=7)
"""How far ahead of the clock a stamp may be that later ones are still put after: clocks are set back by an hour, and
two machines' differ by days. What is further ahead is no time that anybody lived, and nothing is ordered by it."""


def written(moment: datetime) -> str:
    """Return a moment as the file keeps it: UTC, ISO 8601 with microseconds, so that texts sort as times do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def later_than(earlier: str, stamp: str) -> str:
    """Return `stamp`, or a microsecond after `earlier` where it is not later than that.

    A merge lets the later change win. A clock that was set back, or that stands still, must not make a change look
    older than the one it was made on.
    """
    if stamp > earlier:
        return stamp
    moment = datetime.fromisoformat(earlier)
    return written(moment + timedelta(microseconds=1)) if moment.year <= LAST_YEAR else earlier


def ahead_of(stamp: str) -> str:
    """Return the latest stamp in the file; the next stamp is later."""
    return written(datetime.fromisoformat(stamp) + AHEAD)
