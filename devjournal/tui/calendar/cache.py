"""Cache of what the Calendar has read around its cursor, until the journal changes."""

from __future__ import annotations

from datetime import date

from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.tui.calendar.data import Detail, VisibleDays, read_detail, read_near


class Around:
    """Cache of the weeks visited, and of the last visible span of days."""

    def __init__(self, journal: Journal) -> None:
        """Begin empty."""
        self._journal = journal
        self._weeks: dict[IsoWeek, Detail] = {}
        self._span: tuple[date, date] | None = None
        self._near: VisibleDays | None = None

    def week(self, iso: IsoWeek) -> Detail:
        """Return a week with its plan and entries."""
        detail = self._weeks.get(iso)
        if detail is None:
            detail = self._weeks[iso] = read_detail(self._journal, iso)
        return detail

    def days(self, first: date, last: date) -> VisibleDays:
        """Return the weeks and entries of a span of days."""
        if self._near is None or self._span != (first, last):
            self._span, self._near = (first, last), read_near(self._journal, first, last)
        return self._near

    def forget(self) -> None:
        """Clear the cache after the journal has changed."""
        self._weeks.clear()
        self._near = None
