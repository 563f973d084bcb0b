"""Imports weeks: goals, check-ins, recaps and lessons, for weeks that have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any

from devjournal.domain.bring.batch import ForeignWeek
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.merge.uids import natural_uid
from devjournal.domain.week.away import AwayDays, away_mondays
from devjournal.domain.week.week import Outcome
from devjournal.storage.core.rows import first_row, id_of, tuples
from devjournal.storage.schema.marks import RemovedRow
from devjournal.storage.schema.tables import AwayRow, EntryRow, WeekRow
from devjournal.storage.store import Store
from devjournal.storage.transfer.bring_rows import insert_on, stamp_on

_WORKING_DAYS = 5


def arriving_weeks(weeks: Iterable[ForeignWeek], removed: AbstractSet[str]) -> tuple[tuple[ForeignWeek, ...], int, int]:
    """Return the weeks that add something, and how many exist already or were removed."""
    fields = (WeekRow.monday, WeekRow.goal, WeekRow.on_track, WeekRow.outcome)
    existing = {row[0]: row[1:] for row in tuples(WeekRow.select(*fields))}
    spans = tuples(AwayRow.select(AwayRow.first, AwayRow.last))
    away = away_mondays(AwayDays(first, last) for first, last in spans)
    new: list[ForeignWeek] = []
    known_count = removed_count = 0
    for week in weeks:
        monday = week.iso.monday
        uids = {_uid(week.iso)} if not week.days_off or week.goal else {_away_uid(week.iso)}
        if monday not in existing and uids <= removed:
            removed_count += 1
        elif _adds(week, *existing.get(monday, ("", None, None))) or (week.days_off and monday not in away):
            new.append(week)
        else:
            known_count += 1
    return tuple(new), known_count, removed_count


def _adds(week: ForeignWeek, goal: str, on_track: bool | None, outcome: str | None) -> bool:
    if goal != week.goal:
        return bool(week.goal) and not goal and outcome is None
    return (week.outcome is not None and outcome is None) or (week.on_track is not None and on_track is None)


def put_weeks(store: Store, weeks: Sequence[ForeignWeek], gaps: Mapping[str, int]) -> None:
    """Write the weeks that add something, with the evidence of their hits."""
    for week in weeks:
        if week.days_off:
            _put_days_off(store, week.iso)
        if week.goal or week.outcome is not None:
            row_id = _put_week(store, week, gaps.get(week.gap_title))
            _put_evidence(store, week, row_id)


def _put_week(store: Store, week: ForeignWeek, gap: int | None) -> int:
    friday = min(week.iso.friday, store.today)
    goal: dict[str, Any] = {"skill": week.skill, "goal": week.goal, "gap": gap if week.goal else None}
    check_in: dict[str, Any] = {
        "on_track": week.on_track,
        "adjustment": week.adjustment,
        "checked_in_on": None if week.on_track is None else week.checked_in_on or week.iso.monday + timedelta(days=2),
    }
    recap: dict[str, Any] = {"better": week.better, "note": week.note, "lesson": week.lesson}
    recap |= {"lesson_answer": week.lesson_answer, "lesson_helped": week.lesson_helped}
    recap |= {"outcome": week.outcome, "recapped_on": None, "recapped_at": None}
    if week.outcome is not None:
        recapped_on = week.recapped_on or friday
        recap |= {"recapped_on": recapped_on, "recapped_at": stamp_on(store, recapped_on)}
    fields = (WeekRow.id, WeekRow.goal, WeekRow.on_track, WeekRow.outcome)
    row = first_row(WeekRow.select(*fields).where(WeekRow.monday == week.iso.monday))
    if row is None:
        values = {"monday": week.iso.monday, **goal, **check_in, **recap}
        return insert_on(store, WeekRow, _uid(week.iso), values, friday)
    row_id, existing_goal, on_track, outcome = row
    changes: dict[str, Any] = {} if existing_goal else dict(goal)
    changes |= check_in if on_track is None else {}
    changes |= recap if outcome is None and week.outcome is not None else {}
    store.update(WeekRow, row_id, changes)
    return int(row_id)


def _put_evidence(store: Store, week: ForeignWeek, row_id: int) -> None:
    """Add the evidence of a hit: an entry from another file, or a new one."""
    gap: int | None = WeekRow.select(WeekRow.gap).where(WeekRow.id == row_id).scalar()
    if week.outcome is not Outcome.HIT or gap is None:
        return
    if id_of(EntryRow, EntryRow.week == row_id) is not None:
        return
    in_week = EntryRow.day.between(week.iso.monday, week.iso.sunday)
    same = in_week & (EntryRow.gap == gap) & (EntryRow.text == week.goal) & EntryRow.week.is_null()
    entry = id_of(EntryRow, same)
    if entry is not None:
        store.follow(EntryRow, entry, {"week": row_id})
        return
    uid = natural_uid("evidence", week.iso.monday.isoformat())
    if (
        id_of(EntryRow, EntryRow.uid == uid) is not None
        or RemovedRow.select(RemovedRow.uid).where(RemovedRow.uid == uid).exists()
    ):
        return
    day = min(week.recapped_on or week.iso.friday, week.iso.sunday, store.today)
    values = {"day": day, "text": week.goal, "link": "", "gap": gap, "week": row_id, "private": False}
    insert_on(store, EntryRow, uid, values, day)


def _put_days_off(store: Store, iso: IsoWeek) -> None:
    """Mark the working days of a week as off."""
    last: date = iso.monday + timedelta(days=_WORKING_DAYS - 1)
    if id_of(AwayRow, (AwayRow.first == iso.monday) & (AwayRow.last == last)) is None:
        insert_on(store, AwayRow, _away_uid(iso), {"first": iso.monday, "last": last, "note": ""}, iso.monday)


def _uid(iso: IsoWeek) -> str:
    return natural_uid("week", iso.monday.isoformat())


def _away_uid(iso: IsoWeek) -> str:
    return natural_uid("brought days off", iso.monday.isoformat())
