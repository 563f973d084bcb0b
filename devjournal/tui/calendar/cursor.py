"""Moves of the Calendar's cursor in each view."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.dates.fiscal import weeks_of_quarter
from devjournal.tui.calendar.data import Mode

YEARS_A_PAGE = 10

WEEKS_A_PAGE = 13
"""Weeks per page in the quarter view."""


def step(mode: Mode, day: date, key: str, years: range, fiscal_start: int) -> date:
    """Return the day after a move by an arrow, `home` or `end`. In the years view it stays within `years`."""
    if mode is Mode.YEARS:
        return _step_in_years(day, key, years)
    if mode is Mode.QUARTER:
        weeks = weeks_of_quarter(IsoWeek.of(day), fiscal_start)[1]
        ends = {"home": weeks[0].monday, "end": weeks[-1].monday}
        return ends.get(key) or day + timedelta(weeks=-1 if key in ("left", "up") else 1)
    ends = {"home": day.replace(day=1), "end": day.replace(day=monthrange(day.year, day.month)[1])}
    return ends.get(key) or day + timedelta(days={"left": -1, "right": 1, "up": -7, "down": 7}[key])


def _step_in_years(day: date, key: str, years: range) -> date:
    iso = IsoWeek.of(day)
    if key in ("up", "down"):
        year = iso.year + (1 if key == "up" else -1)
        return same_week(day, year) if year in years else day
    if key in ("home", "end"):
        number = 1 if key == "home" else weeks_in_year(iso.year)
        return date.fromisocalendar(iso.year, number, day.weekday() + 1)
    target = day + timedelta(weeks=-1 if key == "left" else 1)
    return target if IsoWeek.of(target).year in years else day


def turn_pages(mode: Mode, day: date, count: int, years: range) -> date:
    """Return the day `count` pages further: ten years, a quarter, or a month each."""
    if mode is Mode.YEARS:
        year = IsoWeek.of(day).year - YEARS_A_PAGE * count
        return same_week(day, max(years.start, min(year, years.stop - 1)))
    if mode is Mode.QUARTER:
        return day + timedelta(weeks=WEEKS_A_PAGE * count)
    return _months_later(day, count)


def shift(mode: Mode, day: date, count: int, fiscal_start: int) -> date:
    """Return the day `count` quarters or months further. A quarter may have 14 weeks, so 13 may not leave it."""
    if mode is Mode.MONTH:
        return _months_later(day, count)
    quarter = weeks_of_quarter(IsoWeek.of(day), fiscal_start)[1]
    target = day + timedelta(weeks=WEEKS_A_PAGE * count)
    return target + timedelta(weeks=count) if IsoWeek.of(target) in quarter else target


def _months_later(day: date, months: int) -> date:
    """Return the same day of another month, or its last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def same_week(day: date, year: int) -> date:
    """Return the same ISO week and weekday in another year; W53 becomes W52 if necessary."""
    number = min(day.isocalendar().week, weeks_in_year(year))
    return date.fromisocalendar(year, number, day.weekday() + 1)
