"""Thinning: what stays of the copies, whatever days they were made on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.copies.copies import MAX_COPIES, MAX_DAYS, MAX_MONTHS, Copy, CopyReason, expired, size_in_words
from devjournal.domain.copies.retention import DEFAULT_RETENTION, Retention

BEFORE_A_CHANGE = (CopyReason.MIGRATION, CopyReason.RESTORE, CopyReason.MERGE)


def copy(made_at: datetime, why: CopyReason = CopyReason.DAILY) -> Copy:
    """Return a copy of a moment."""
    return Copy(name=f"{made_at:%Y-%m-%dT%H%M%S}-{why}-journal.db", made_at=made_at, why=why)


def stay(copies: set[Copy]) -> list[Copy]:
    """Return what stays, the newest first."""
    return sorted(copies - expired(copies), key=lambda copy: copy.made_at, reverse=True)


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
COPIES = st.sets(st.builds(copy, MOMENTS, st.sampled_from(CopyReason)), max_size=80)


def every_day(days: int, why: CopyReason = CopyReason.DAILY) -> set[Copy]:
    """Return a copy for each of so many days, up to a Friday in the middle of a month."""
    last = datetime(2026, 11, 13, 9, 0)
    return {copy(last - timedelta(days=n), why) for n in range(days)}


def test_a_diligent_year() -> None:
    days = [f"{copy.made_at:%m-%d}" for copy in stay(every_day(300))]
    assert days[:7] == ["11-13", "11-12", "11-11", "11-10", "11-09", "11-08", "11-07"]
    assert days[7:9] == ["11-01", "10-31"], "the last Sundays, but for the one that is there already; and October's end"
    assert days[9:] == ["10-25", "09-30", "08-31", "07-31", "06-30", "05-31", "04-30", "03-31", "02-28", "01-31"]


def test_somebody_who_writes_on_fridays_keeps_seven_of_them() -> None:
    fridays = {copy for copy in every_day(300) if copy.made_at.weekday() == 4}
    assert [f"{copy.made_at:%m-%d}" for copy in stay(fridays)][:7] == [
        *("11-13", "11-06", "10-30", "10-23", "10-16", "10-09", "10-02")
    ]


@pytest.mark.parametrize("why", BEFORE_A_CHANGE)
def test_what_was_made_before_a_change_stays_longer(why: CopyReason) -> None:
    assert len(stay(every_day(300, why))) > len(stay(every_day(300)))
    last = datetime(2026, 11, 13, 9, 0)
    on_one_day = {copy(last - timedelta(minutes=n), why) for n in range(40)}
    assert len(stay(on_one_day)) == MAX_COPIES


@given(COPIES)
def test_what_stays(copies: set[Copy]) -> None:
    remaining = stay(copies)
    assert set(remaining) <= copies
    for why in CopyReason:
        of_it = [copy for copy in copies if copy.why is why]
        if of_it:
            assert max(of_it, key=lambda copy: copy.made_at) in remaining
    assert {copy for copy in copies if copy.why is CopyReason.BACKUP} <= set(remaining), (
        "what was asked for is never thinned"
    )
    assert sum(copy.why is CopyReason.DAILY for copy in remaining) <= sum(DEFAULT_RETENTION)
    for why in BEFORE_A_CHANGE:
        assert sum(copy.why is why for copy in remaining) <= MAX_COPIES + MAX_DAYS + MAX_MONTHS


@given(COPIES)
def test_the_last_days_weeks_and_months_have_their_newest(copies: set[Copy]) -> None:
    remaining = stay(copies)
    daily = sorted((copy.made_at for copy in copies if copy.why is CopyReason.DAILY), reverse=True)
    there = {copy.made_at for copy in remaining if copy.why is CopyReason.DAILY}
    for form, limit in zip(("%Y-%m-%d", "%G-%V", "%Y-%m"), DEFAULT_RETENTION, strict=True):
        spans = list(dict.fromkeys(moment.strftime(form) for moment in daily))[:limit]
        for span in spans:
            assert next(moment for moment in daily if moment.strftime(form) == span) in there


def test_more_or_less_is_kept_where_that_is_set() -> None:
    daily = every_day(400)
    assert (
        len(stay(daily))
        < len(daily - expired(daily, Retention(daily=30)))
        < len(daily - expired(daily, Retention(100, 50, 12)))
    )
    assert [copy.made_at for copy in daily - expired(daily, Retention(1, 1, 1))] == [
        max(copy.made_at for copy in daily)
    ]


@given(COPIES)
def test_thinning_day_by_day_is_thinning_at_once(copies: set[Copy]) -> None:
    remaining: set[Copy] = set()
    for copy in sorted(copies, key=lambda copy: (copy.made_at, copy.name)):
        remaining.add(copy)
        remaining -= expired(remaining)
    assert remaining == set(stay(copies))
    assert not expired(remaining)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (237_568, "238 kB"), (999_499, "999 kB"),
     (999_500, "1.0 MB"), (4_956_160, "5.0 MB"), (999_950_000, "1.0 GB"), (83_586_000_000, "83.6 GB")],
)  # fmt: skip
def test_a_size_in_words(size: int, text: str) -> None:
    assert size_in_words(size) == text
