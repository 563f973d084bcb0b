"""Similar journals of different sizes, and a counter of the work that a command does."""

from __future__ import annotations

import copy
import json
import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

STEP = 100
"""Instructions of SQLite's virtual machine between two looks."""

COPIED = ("gap", "week", "person", "entry", "conversation", "topic", "review", "away", "remark", "horizon")
"""What there is more of in a larger journal; what hangs on a week, a person or a gap comes with it."""

HANGING = {"plan_step": ("week",), "awareness": ("person", "gap"), "bet": ("review", "gap")}

ONE_OF_EACH = (
    ["horizon", "Staff engineer", "--in", "24"],
    ["gap", "add", "skills", "Tracing", "--why", "Nobody else does"],
    ["person", "add", "Ana", "--relation", "manager"],
    ["person", "knows", "Ana", "1"],
    ["goal", "Explain a design", "--skill", "Speaking", "--gap", "1", "--plan", "Outline it", "--plan", "Rehearse it"],
    ["recap", "--missed", "--better", "--note", "Too late", "--lesson", "Begin on Monday"],
    ["log", "Paired on the release", "--gap", "1", "--link", "https://example.org/x"],
    ["talk", "Ana", "--kind", "other", "--notes", "About the release"],
    ["topic", "add", "Ask about the release", "--kind", "ask"],
    ["review", "quarterly", "--skills", "Some", "--bet", "1"],
    ["review", "remark", "1", "So it was"],
    ["away", "2026-12-21", "2026-12-22"],
)
"""Commands that leave a row in every table that grows."""


def grown(document: dict[str, Any], size: int) -> dict[str, Any]:
    """Return a document with this number of copies of each row and its related rows."""
    larger = copy.deepcopy(document)
    tables = larger["tables"]
    original = document["tables"]
    for number in range(1, size):
        names: dict[str, str] = {}
        for table in (*COPIED, *HANGING):
            for row in original[table]:
                names[row["uid"]] = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{row['uid']} {number}"))
        for table in (*COPIED, *HANGING):
            tables[table] += [_copied(table, row, names, number) for row in original[table]]
    return larger


def _copied(table: str, row: dict[str, Any], names: dict[str, str], number: int) -> dict[str, Any]:
    """Return a copy of a row with other days, which refers to the copies of its related rows."""
    duplicate = {name: names.get(value, value) if isinstance(value, str) else value for name, value in row.items()}
    if table == "week":
        duplicate["monday"] = (date.fromisoformat(row["monday"]) - timedelta(weeks=number)).isoformat()
    if table == "person":
        duplicate["name"] = f"{row['name']} {number}"
    if table == "horizon":
        duplicate["retired_on"] = row["set_on"]
    if table == "gap":
        duplicate["title"] = f"{row['title']} {number}"
    if table == "away":
        for name in ("first", "last"):
            duplicate[name] = (date.fromisoformat(row[name]) - timedelta(weeks=3 * number)).isoformat()
    return duplicate


class Work:
    """An amount of work: calls of Python functions, and steps of SQLite's virtual machine."""

    calls = 0
    steps = 0

    @property
    def done(self) -> int:
        """The sum of all work."""
        return self.calls + self.steps


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Count the work during the block."""
    work = Work()
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def step() -> int:
        work.steps += STEP
        return 0

    def connected(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_progress_handler(step, STEP)
        return connection

    def called(frame: object, event: str, argument: object) -> None:
        work.calls += 1

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", connected)
        before = sys.getprofile()
        sys.setprofile(called)
        try:
            yield work
        finally:
            sys.setprofile(before)


def compact(document: dict[str, Any]) -> str:
    """Return a document as a text."""
    return json.dumps(document)
