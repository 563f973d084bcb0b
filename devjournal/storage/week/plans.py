"""The plan of a week in the file: its steps in order. Every function is called inside `Store.writing`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import fn

from devjournal.domain.week.week import PlanStep, Week
from devjournal.errors import NotFound, UsageError
from devjournal.storage.schema.tables import PlanStepRow
from devjournal.storage.store import Store


def step_of(week: Week, number: int) -> PlanStep:
    """Return step `number` of a week's plan, counted from 1.

    Raises:
        UsageError: the number is below 1.
        NotFound: the plan has no step of that number.
    """
    if number < 1:
        raise UsageError(f"Step {number} is out of range; steps are counted from 1.")
    if number > len(week.plan):
        raise NotFound(f"Week {week.iso} has no step {number}; see `devjournal plan list`.")
    return week.plan[number - 1]


def append(store: Store, week_id: int | None, text: str) -> None:
    """Add a step at the end of a plan."""
    last = PlanStepRow.select(fn.MAX(PlanStepRow.position)).where(PlanStepRow.week == week_id).scalar()
    _insert(store, week_id, (last or 0) + 1, text)


def replace(store: Store, week_id: int | None, plan: Sequence[PlanStep], texts: Sequence[str]) -> None:
    """Replace a plan. A step with an unchanged text keeps its row, and so its tick."""
    unmatched = list(plan)
    for position, text in enumerate(texts, 1):
        same = next((step for step in unmatched if step.text == text), None)
        if same is None:
            _insert(store, week_id, position, text)
        else:
            unmatched.remove(same)
            store.update(PlanStepRow, same.id, {"position": position})
    for step in unmatched:
        store.delete(PlanStepRow, step.id)


def renumber(store: Store, plan: Sequence[PlanStep]) -> None:
    """Renumber the steps of a plan after one was removed."""
    for position, step in enumerate(plan, 1):
        store.update(PlanStepRow, step.id, {"position": position})


def _insert(store: Store, week_id: int | None, position: int, text: str) -> None:
    values: dict[str, Any] = {"week": week_id, "position": position, "text": text, "done_on": None}
    store.insert(PlanStepRow, values)
