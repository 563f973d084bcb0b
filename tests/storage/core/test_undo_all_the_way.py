"""Whatever was done to a journal: undone step by step it is what it was before each, and done again it comes back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.errors import JournalError, NotFound
from devjournal.storage import Journal
from devjournal.storage.schema.tables import ROWS
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage import raw

TABLES = [str(table._meta.table_name) for table in ROWS]
WEEK = IsoWeek.of(FRIDAY.date())
Act = Callable[[Journal], object]


def _several(journal: Journal) -> None:
    with journal.transaction("several at once"):
        journal.entries.add("one of several", day=FRIDAY.date())
        journal.weeks.set_goal(WEEK, "Goal of several", skill="s", plan=["x", "y"])


def _in_vain(journal: Journal) -> None:
    with journal.transaction("rolled back"):
        journal.entries.add("never", day=FRIDAY.date())
        journal.entries.get(10**6)


ACTS: dict[str, Act] = {
    "goal": lambda journal: journal.weeks.set_goal(WEEK, "Goal", skill="s", gap=1, plan=["a", "b"]),
    "other goal": lambda journal: journal.weeks.set_goal(WEEK, "Other \x1b 日本", skill="t", plan=["b", "c", "a"]),
    "no goal": lambda journal: journal.weeks.clear_goal(WEEK),
    "tick": lambda journal: journal.weeks.tick(WEEK, 1, True),
    "step": lambda journal: journal.weeks.add_step(WEEK, "d"),
    "no step": lambda journal: journal.weeks.remove_step(WEEK, 1),
    "check-in": lambda journal: journal.weeks.check_in(WEEK, False, "less"),
    "hit": lambda journal: journal.weeks.recap(WEEK, Outcome.HIT, better=True, note="n", lesson="l"),
    "missed": lambda journal: journal.weeks.recap(WEEK, Outcome.MISSED, better=False),
    "lesson": lambda journal: journal.weeks.answer_lesson(LessonAnswer.APPLIED),
    "entry": lambda journal: journal.entries.add("entry", day=FRIDAY.date(), gap=1),
    "no entry": lambda journal: journal.entries.remove(journal.entries.all()[-1].id),
    "away": lambda journal: journal.away.add(WEEK.monday, WEEK.friday + timedelta(days=9)),
    "no away": lambda journal: journal.away.remove(1),
    "several": _several,
    "in vain": _in_vain,
}


def content(path: Path) -> list[list[tuple[str, object]]]:
    """Return every row with its ID, but for when it was last changed."""
    return [
        [(name, value) for name, value in raw.row(path, table, row_id).items() if name not in ("updated_at", "changed")]
        for table in TABLES
        for (row_id,) in raw.query(path, f"SELECT id FROM {table} ORDER BY id")
    ]


@pytest.mark.slow
@settings(max_examples=15)
@given(names=st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
def test_all_the_way_back_and_forth(names: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="devjournal-test-") as folder:
        path, clock = Path(folder) / "journal.db", FrozenClock()
        with Journal(path, clock) as journal:
            journal.gaps.add(Area.SKILLS, "gap", needed=3)
            journal.undo()
            journal.redo()
            states = [content(path)]
            for name in names:
                clock.move(seconds=1)
                try:
                    ACTS[name](journal)
                except (JournalError, IndexError):
                    assert content(path) == states[-1]
                if (after := content(path)) != states[-1]:
                    states.append(after)
        with Journal(path, clock) as journal:  # after a restart
            for state in states[-2::-1]:
                journal.undo()
                assert content(path) == state
            journal.undo()  # the gap itself
            journal.redo()
            for state in states[1:]:
                journal.redo()
                assert content(path) == state
            with pytest.raises(NotFound):
                journal.redo()
