"""Counts what something costs: a figure that is the same on a busy machine as on a quiet one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from devjournal.storage import Journal


@contextmanager
def queries(journal: Journal) -> Iterator[list[str]]:
    """Hear what a journal asks its file, but for pragmas."""
    statements: list[str] = []
    connection = journal._store.database.connection()
    connection.set_trace_callback(lambda query: None if query.startswith("PRAGMA") else statements.append(query))
    try:
        yield statements
    finally:
        connection.set_trace_callback(None)


def calls(function: Callable[[], object]) -> int:
    """Return how many functions of Python something calls."""
    count = 0

    def hear(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
