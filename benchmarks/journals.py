"""Journals to measure on: an empty one, and years of complete weeks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns

NOW = datetime(2026, 11, 25, 14, 0).astimezone()
"""The Wednesday on which every journal is opened: a check-in is due."""

WEEKS_A_YEAR, ENTRIES_A_YEAR, GAPS_A_YEAR, TALKS_A_YEAR = 52, 500, 3, 40

_SKILLS = ("Design", "Facilitation", "Estimation", "Incident response", "Writing")
_PEOPLE = (("Mara", "manager"), ("Ines", "peer"), ("Odile", "sponsor"), ("Tom", "role-model"), ("Yuki", "other"))
_PLAN = ("List what can fail and what must not", "Ask Ines for a counter-example", "Rehearse it once", "Show it")
_DONE = ("Paired with Ines on backoff and jitter", "Wrote the failure table; 3 cases nobody owned", "Ran the drill")

Rows = dict[str, list[dict[str, Any]]]


def make(path: Path, years: int) -> None:
    """Create a journal of `years` years up to this week; 0 leaves it empty."""
    with Journal(path, lambda: NOW) as journal:
        if years:
            journal.transfer.load(_rows_of(years))


def _rows_of(years: int) -> Rows:
    monday = NOW.date() - timedelta(days=NOW.weekday())
    mondays = [monday - timedelta(weeks=n) for n in range(years * WEEKS_A_YEAR)][::-1]
    gaps = [_gap(n, mondays[0]) for n in range(years * GAPS_A_YEAR)]
    people = [row("person", name, name=name, role="Lead", relation=kind, next_on=None) for name, kind in _PEOPLE]
    rows: Rows = {name: [] for name in table_columns()}
    rows["person"] = people
    rows["horizon"] = [row("horizon", 0, role="Staff", months=24, why="", set_on=str(mondays[0]), retired_on=None)]
    rows["gap"] = gaps
    rows["week"] = [_week(n, day, gaps, is_over=day < monday) for n, day in enumerate(mondays)]
    rows["plan_step"] = [step for week in rows["week"] for step in _plan(week, is_over=week["outcome"] is not None)]
    rows["entry"] = [_entry(n, mondays, years * ENTRIES_A_YEAR, gaps) for n in range(years * ENTRIES_A_YEAR)]
    rows["away"] = [_away(n, day) for n, day in enumerate(mondays[::26])]
    rows["awareness"] = [_awareness(n, person, gap) for person in people for n, gap in enumerate(gaps) if n % 3 == 2]
    rows["conversation"] = [_talk(n, mondays, people, years * TALKS_A_YEAR) for n in range(years * TALKS_A_YEAR)]
    rows["review"] = [_review(n, day) for n, day in enumerate(mondays[::13])]
    return rows


_STAMP = "2026-11-25T13:00:00.000000Z"
_EMPTY: dict[str, Any] = {"text": "", "flag": False, "number": 0, "json": {}}
"""The empty value of each kind of column that may not be null."""


def row(table: str, key: object, **values: Any) -> dict[str, Any]:
    """Return a row with `values`; its other columns are empty."""
    columns = table_columns()[table].items()
    empty = {name: None if column.nullable else _EMPTY.get(column.kind) for name, column in columns}
    uid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{table}:{key}"))
    return {**empty, "uid": uid, "created_at": _STAMP, "updated_at": _STAMP, **values}


def _gap(n: int, opened: date) -> dict[str, Any]:
    return row(
        "gap",
        n,
        area=("skills", "experience", "brand")[n % 3],
        step="current" if n % 2 else "next",
        title=f"Lead the design of service {n}",
        why="Every outage was one.",
        needed=12,
        position=n // 3 + 1,
        horizon=None,
        opened_on=str(opened),
        closed_on=str(opened + timedelta(days=90)) if n % 4 == 1 else None,
    )


def _week(n: int, monday: date, gaps: list[dict[str, Any]], *, is_over: bool) -> dict[str, Any]:
    """Return a week; every seventh is missed, and the current one waits for its check-in."""
    recapped = {
        "on_track": bool(n % 5),
        "adjustment": "" if n % 5 else "Halve it",
        "checked_in_on": str(monday + timedelta(days=2)),
        "outcome": "hit" if n % 7 else "missed",
        "better": n % 9 != 0,
        "note": "Rehearsing before it happens.",
        "lesson": "Book the reviewer on Monday, not on Thursday." if n % 4 == 0 else "",
        "lesson_answer": "applied" if n % 4 == 0 else None,
        "recapped_on": str(monday + timedelta(days=4)),
    }
    open_week = dict.fromkeys(("on_track", "checked_in_on", "outcome", "better", "lesson_answer", "recapped_on"))
    return row(
        "week",
        monday,
        monday=str(monday),
        skill=_SKILLS[n % len(_SKILLS)],
        goal=f"Draw the failure modes of service {n} before its code is written.",
        gap=gaps[n % len(gaps)]["uid"] if n % 2 else None,
        **(recapped if is_over else {**open_week, "adjustment": "", "note": "", "lesson": ""}),
    )


def _plan(week: dict[str, Any], *, is_over: bool) -> Iterator[dict[str, Any]]:
    for position, text in enumerate(_PLAN, 1):
        done = week["monday"] if is_over or position == 1 else None
        key = (week["monday"], position)
        yield row("plan_step", key, week=week["uid"], position=position, text=text, done_on=done)


def _entry(n: int, mondays: list[date], total: int, gaps: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an entry. Entries are spread evenly over the weeks, on their first three days."""
    day = mondays[n * len(mondays) // total] + timedelta(days=n % 3)
    gap = gaps[n % len(gaps)]["uid"] if n % 3 == 0 else None
    return row("entry", n, day=str(day), text=f"{_DONE[n % 3]} ({n})", link="", gap=gap, week=None, private=False)


def _awareness(n: int, person: dict[str, Any], gap: dict[str, Any]) -> dict[str, Any]:
    known_on = None if n % 2 else str(NOW.date())
    return row("awareness", (person["uid"], n), person=person["uid"], gap=gap["uid"], known_on=known_on)


def _talk(n: int, mondays: list[date], people: list[dict[str, Any]], total: int) -> dict[str, Any]:
    day = mondays[n * len(mondays) // total]
    values = {"kind": "1:1", "notes": "She has seen the drill.", "recorded_at": f"{day}T13:00:00.000000Z"}
    return row("conversation", n, person=people[n % len(people)]["uid"], day=str(day), **values)


def _away(n: int, monday: date) -> dict[str, Any]:
    return row("away", n, first=str(monday + timedelta(days=3)), last=str(monday + timedelta(days=4)), note="")


def _review(n: int, day: date) -> dict[str, Any]:
    values = {"skills": "Designs hold.", "experience": "", "brand": "", "course": "Straight on.", "snapshot": {}}
    return row("review", n, kind="quarterly", day=str(day), **values)
