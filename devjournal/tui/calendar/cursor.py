"""Moves of the Calendar's cursor in each view."""

from __future__ import annotations

from datetime import date, timedelta

from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.dates.fiscal import weeks_of_quarter
from devjournal.tui.calendar.data import Mode

YEARS_A_PAGE = 10
"""Years per page."""


def stepped(mode: Mode, day: date, way: str, years: range, fiscal_start: int) -> date:
    """Return the day after a move by arrow, home or end. In the years view it stays within `years`."""
    if mode is Mode.YEARS:
        return _in_years(day, way, years)
    if mode is Mode.QUARTER:
        weeks = weeks_of_quarter(IsoWeek.of(day), fiscal_start)[1]
        ends = {"home": weeks[0].monday, "end": weeks[-1].monday}
        return ends.get(way) or day + timedelta(weeks=-1 if way in ("left", "up") else 1)
    ends = {"home": day.replace(day=1), "end": last_of_month(day)}
    days = {"left": -1, "right": 1, "up": -7, "down": 7}
    return ends.get(way) or day + timedelta(days=days.get(way, 0))


def _in_years(day: date, way: str, years: range) -> date:
    iso = IsoWeek.of(day)
    if way in ("up", "down"):
        year = iso.year + (1 if way == "up" else -1)
        return same_week(day, year) if year in years else day
    if way in ("home", "end"):
        number = 1 if way == "home" else weeks_in_year(iso.year)
        return date.fromisocalendar(iso.year, number, day.weekday() + 1)
    target = day + timedelta(weeks=-1 if way == "left" else 1)
    return target if IsoWeek.of(target).year in years else day


def paged(mode: Mode, day: date, step: int, years: range) -> date:
    """Return the day `step` pages further: ten years, a quarter, or a month each."""
    if mode is Mode.YEARS:
        year = IsoWeek.of(day).year - YEARS_A_PAGE * step
        return same_week(day, max(years.start, min(year, years.stop - 1)))
    if mode is Mode.QUARTER:
        return day + timedelta(weeks=13 * step)
    month = day.year * 12 + day.month - 1 + step
    first = date(month // 12, month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), last_of_month(first))


def shifted(mode: Mode, day: date, step: int, fiscal_start: int) -> date:
    """Return the day `step` quarters or months further. A quarter may have 14 weeks, so 13 may not leave it."""
    if mode is Mode.MONTH:
        return paged(mode, day, step, range(0))
    quarter = weeks_of_quarter(IsoWeek.of(day), fiscal_start)[1]
    target = day + timedelta(weeks=13 * step)
    return target + timedelta(weeks=step) if IsoWeek.of(target) in quarter else target


def last_of_month(day: date) -> date:
    """Return the last day of a month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def same_week(day: date, year: int) -> date:
    """Return the same ISO week and weekday in another year; W53 becomes W52 if necessary."""
    number = min(day.isocalendar().week, weeks_in_year(year))
    return date.fromisocalendar(year, number, day.weekday() + 1)
