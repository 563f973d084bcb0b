"""The days from which reviews are counted, and which reviews are put off."""

from __future__ import annotations

from datetime import date

from peewee import fn

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import Deferral, ReviewKind
from devjournal.domain.week.week import Outcome
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import tuples
from devjournal.storage.schema.tables import DeferralRow, HorizonRow, ReviewRow, WeekRow
from devjournal.storage.store import Store
from devjournal.storage.week.away import Away


class ReviewDays:
    """Reads the days from which the next reviews are counted."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @cached_until_write
    def anchors(self) -> tuple[date | None, date | None, date | None]:
        """Return three days: the first horizon's, the last review's, and the last quarterly review's.

        The first is None without a current horizon.
        """
        with self._store.reading():
            current = fn.COUNT(HorizonRow.id).filter(HorizonRow.retired_on.is_null())
            ((count, first),) = tuples(HorizonRow.select(current, fn.MIN(HorizonRow.set_on)))
            if not count:
                return None, None, None
            quarterly = fn.MAX(ReviewRow.day).filter(ReviewRow.kind == ReviewKind.QUARTERLY.value)
            ((last, last_quarterly),) = tuples(ReviewRow.select(fn.MAX(ReviewRow.day), quarterly))
            return first, last, last_quarterly

    @cached_until_write
    def deferrals(self) -> tuple[Deferral, ...]:
        """Return every review that was put off or skipped, earliest due first."""
        with self._store.reading():
            rows = DeferralRow.select(DeferralRow.kind, DeferralRow.due, DeferralRow.until).order_by(
                DeferralRow.due, DeferralRow.kind
            )
            return tuple(Deferral(ReviewKind(kind), due, until) for kind, due, until in tuples(rows))

    @cached_until_write
    def away_mondays(self) -> frozenset[date]:
        """Return the Mondays of away weeks: those with enough days off; the recap of this week decides about it."""
        this = IsoWeek.of(self._store.today).monday
        days_off = Away(self._store).mondays()
        with self._store.reading():
            outcome = WeekRow.select(WeekRow.outcome).where(WeekRow.monday == this).scalar()
        if outcome is None:
            return days_off
        return days_off | {this} if outcome == Outcome.AWAY.value else days_off - {this}
