"""A clock for tests: its time is frozen until it is set."""

from __future__ import annotations

from datetime import datetime, timedelta

FRIDAY = datetime(2026, 11, 27, 16, 30).astimezone()


class FrozenClock:
    """A clock that returns the time it was set to."""

    def __init__(self, moment: datetime = FRIDAY) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the frozen time."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Stop at another time; a naive one is local."""
        self.moment = moment.astimezone()

    def move(self, **delta: float) -> None:
        """Go forward, or back, by what `timedelta` takes."""
        self.moment += timedelta(**delta)
