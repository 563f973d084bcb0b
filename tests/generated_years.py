"""Invented years of weeks for tests, pictures and measurements; the same number gives the same journal."""

from __future__ import annotations

import random
import uuid
from datetime import date, timedelta
from typing import Any

from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns

LAST = IsoWeek(date(2026, 11, 23))
SKILLS = ("Facilitation", "Design", "Estimation", "Incident response", "Writing", "Mentoring")
GOALS = (
    "Get the two teams to agree on one schema owner.",
    "Draw the failure modes of one service before its code is written.",
    "Give one estimate in public, with its three assumptions.",
    "Run the Thursday drill and write down what surprised me.",
    "Write the decision down on one page, with the option that lost.",
)
LESSONS = (
    "Book the reviewer on Monday, not on Thursday.",
    "Say who decides before the meeting, not after it.",
    "Halve it on Monday.",
    "Ask for the number first.",
)
GAPS = ("Design for failure", "Facilitate a decision", "Seen by the Platform leads")


def fill_years(journal: Journal, years: int, *, last: IsoWeek = LAST) -> None:
    """Put that many years of weeks up to `last`, which runs and has a goal, into an empty journal."""
    dice = random.Random(years)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in table_columns()}
    gaps = [_row(f"gap-{n}", "gap", area="skills", step="next", title=title, needed=9, position=n,
                 opened_on="2017-01-02") for n, title in enumerate(GAPS, 1)]  # fmt: skip
    rows["gap"] += gaps
    for back in range(years * 52 - 1, -1, -1):
        iso = last.shift(-back)
        if back and iso.number in (31, 32):
            rows["away"].append(_row(f"away-{iso}", "away", first=iso.monday, last=iso.friday, note="Summer"))
            continue
        if back and dice.random() < 0.08:
            continue
        gap = dice.choice([None, *(row["uid"] for row in gaps)])
        week = _row(f"week-{iso}", "week", monday=iso.monday, skill=dice.choice(SKILLS), goal=dice.choice(GOALS),
                    gap=gap)  # fmt: skip
        if back and dice.random() < 0.95:
            week.update(_recap(iso, dice))
        rows["week"].append(week)
        for n in range(dice.randrange(3)):
            day = iso.monday + timedelta(days=dice.randrange(5))
            text = f"Paired on it, part {n + 1}"
            rows["entry"].append(_row(f"entry-{iso}-{n}", "entry", day=day, text=text, gap=dice.choice([None, gap])))
    journal.transfer.load(rows)


def _recap(iso: IsoWeek, dice: random.Random) -> dict[str, Any]:
    outcome = "hit" if dice.random() < 0.75 else "missed"
    better = dice.random() < 0.7
    lesson = dice.choice(LESSONS) if outcome == "missed" or dice.random() < 0.1 else ""
    return {
        "outcome": outcome,
        "better": int(better),
        "note": "I ran the room without notes." if better else "",
        "lesson": lesson,
        "lesson_answer": dice.choice(["applied", "keep", "not-relevant"]) if lesson else None,
        "on_track": int(dice.random() < 0.8),
        "checked_in_on": (iso.monday + timedelta(days=2)).isoformat(),
        "recapped_on": iso.friday.isoformat(),
    }


def _row(key: str, table: str, **values: Any) -> dict[str, Any]:
    """Return a row with every column that its table has now."""
    stamp = "2026-11-27T09:00:00.000000Z"
    row: dict[str, Any] = {}
    for name, column in table_columns()[table].items():
        row[name] = None if column.nullable else 0 if column.kind in ("number", "flag") else ""
    row.update(uid=str(uuid.uuid5(uuid.NAMESPACE_URL, key)), created_at=stamp, updated_at=stamp)
    row.update({name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()})
    return row
