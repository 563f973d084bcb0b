"""The demo's journal with every text in it changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from devjournal.demo import fill
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

TEXTS = {
    "horizon": ("role", "why", "statement"),
    "gap": ("title", "why", "parked_why", "claim"),
    "week": ("skill", "goal", "adjustment", "note", "lesson", "first_goal"),
    "plan_step": ("text",),
    "away": ("note",),
    "draft": ("text",),
    "entry": ("text",),
    "person": ("name", "role"),
    "conversation": ("notes", "year_before"),
    "topic": ("text",),
    "review": ("horizon", "skills", "experience", "brand", "role_models", "course"),
    "remark": ("text",),
}
"""What its owner typed, by table and column."""

_PLAIN = str.maketrans({"’": "'", "“": "'", "”": "'", "…": "...", "–": "-"})
LONG = 200
"""Letters of a text in a journal that is `lengthened`."""


def in_ascii(text: str) -> str:
    """Return a text with ASCII in the place of quotation marks and apostrophes."""
    return text.translate(_PLAIN)


def lengthened(text: str) -> str:
    """Return a text in ASCII and so long that no list has room for it; what is different stays different."""
    plain = in_ascii(text)
    return (plain + " and so on" * LONG)[:LONG] if plain else ""


def retell(path: Path, clock: FrozenClock, change: Callable[[str], str]) -> Journal:
    """Write the demo, as it stands at the clock's moment, into a new file in changed words, and open it."""
    first = path.with_name(f"first-{path.name}")
    fill(first, clock())
    with Journal(first, clock) as journal:
        rows = journal.transfer.rows()
    changed: dict[str, str] = {}
    for table, columns in TEXTS.items():
        for row in rows[table]:
            for column in columns:
                changed[row[column]] = row[column] = change(row[column])
    for row in rows["review"]:
        row["snapshot"] = _changed(row["snapshot"], changed)
    for row in rows["conversation"]:
        row["page"] = _changed(row["page"], {})
    journal = Journal(path, clock)
    journal.transfer.load(rows)
    return journal


def _changed(value: Any, changed: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _changed(item, changed) for key, item in value.items()}
    if isinstance(value, list):
        return [_changed(item, changed) for item in value]
    return changed.get(value, in_ascii(value)) if isinstance(value, str) else value
