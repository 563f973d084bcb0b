"""The clock that `DEVJOURNAL_NOW` stops."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from devjournal import clock
from devjournal.clock import clock_from_environment, local_now
from devjournal.domain.dates.days import FIRST_DAY, LAST_DAY
from devjournal.errors import UsageError


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-11-27T16:30", datetime(2026, 11, 27, 16, 30)),
        ("2026-11-27T16:30:05", datetime(2026, 11, 27, 16, 30, 5)),
        ("2026-11-27T16:30:05.25", datetime(2026, 11, 27, 16, 30, 5, 250_000)),
        ("2024-02-29T00:00", datetime(2024, 2, 29)),
    ],
)
def test_it_stops_at_the_local_time_given(monkeypatch: pytest.MonkeyPatch, value: str, moment: datetime) -> None:
    monkeypatch.setenv("DEVJOURNAL_NOW", value)
    now = clock_from_environment()
    assert now() == now() == moment.astimezone()
    assert now().replace(tzinfo=None) == moment
    assert now().tzinfo is not None


@pytest.mark.parametrize("unset", ["", None])
def test_it_runs_where_nothing_stops_it(monkeypatch: pytest.MonkeyPatch, unset: str | None) -> None:
    if unset is None:
        monkeypatch.delenv("DEVJOURNAL_NOW", raising=False)
    else:
        monkeypatch.setenv("DEVJOURNAL_NOW", unset)
    assert clock_from_environment() is local_now
    assert local_now().tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [
        *("now", "today", " ", "2026-11-27", "2026-11-27 16:30", "2026-11-27T16", "2026-11-27T1630", "20261127T1630"),
        *("2026-11-27T16:30Z", "2026-11-27T16:30+01:00", "2026-11-27T25:00", "2026-02-30T12:00", "2026-13-01T12:00"),
        *("2026-11-27T16:30\n", " 2026-11-27T16:30", "٢٠٢٦-11-27T16:30", "1969-12-31T23:59", "2199-12-30T00:00"),
        *(
            "0000-01-01T00:00",
            "9999-12-31T23:59",
            "2026-W48-5T16:30",
            "2026-11-27t16:30",
            "2026-11-27T16:30:05.1234567",
        ),
    ],
)
def test_it_takes_nothing_else(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEVJOURNAL_NOW", value)
    with pytest.raises(UsageError, match=r"^DEVJOURNAL_NOW .* 2026-11-27T16:30\.$"):
        clock_from_environment()


def test_it_stops_on_the_days_that_a_journal_can_hold() -> None:
    assert (clock.FIRST, clock.LAST) == (FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("zone", "skipped", "moment"),
    [
        ("Asia/Beirut", "2026-03-29T00:30", "2026-03-29T01:30"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-31T12:00"),
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:30"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:30"),
    ],
)
def test_a_time_that_the_zone_skips_is_no_day_before(
    monkeypatch: pytest.MonkeyPatch, zone: str, skipped: str, moment: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        monkeypatch.setenv("DEVJOURNAL_NOW", skipped)
        assert clock_from_environment()().replace(tzinfo=None) == datetime.fromisoformat(moment)
    finally:
        monkeypatch.undo()
        time.tzset()
