"""What the Calendar has read around its cursor: a step back to it costs no query until somebody writes."""

from __future__ import annotations

from datetime import date

from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.tui.calendar.data import Detail, VisibleDays, read_detail, read_near


class Around:
    """The weeks that the cursor was on, and the span of days that was shown last."""

    def __init__(self, journal: Journal) -> None:
        """Begin with nothing read of `journal`."""
        self._journal = journal
        self._weeks: dict[IsoWeek, Detail] = {}
        self._span: tuple[date, date] | None = None
        self._near: VisibleDays | None = None

    def week(self, iso: IsoWeek) -> Detail:
        """Return a week with its plan and its entries."""
        detail = self._weeks.get(iso)
        if detail is None:
            detail = self._weeks[iso] = read_detail(self._journal, iso)
        return detail

    def days(self, first: date, last: date) -> VisibleDays:
        """Return the weeks and the entries from one day to another."""
        if self._near is None or self._span != (first, last):
            self._span, self._near = (first, last), read_near(self._journal, first, last)
        return self._near

    def forget(self) -> None:
        """Read everything again when it is asked for: somebody wrote."""
        self._weeks.clear()
        self._near = None
