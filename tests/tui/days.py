"""The days of one autumn on which the tests open the app."""

from __future__ import annotations

from datetime import datetime, timedelta

from devjournal.domain.dates.days import IsoWeek
from tests.frozen_clock import FRIDAY

MONDAY = FRIDAY.replace(hour=9, minute=0) - timedelta(days=4)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2, hours=3)
THURSDAY = MONDAY + timedelta(days=3)
NEXT_MONDAY = MONDAY + timedelta(days=7)
WEEK = IsoWeek.of(FRIDAY.date())


def later(moment: datetime, weeks: int) -> datetime:
    """Return the moment `weeks` weeks later, at the same hour."""
    return moment + timedelta(weeks=weeks)
