"""A sync that settles what hangs together with a few rows makes the same journal as one that settles all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from devjournal.domain.merge.journal_state import pin_displayed_values
from devjournal.domain.merge.settling import Rows
from devjournal.domain.merge.sync_merge import SyncMerge, merge_copies, merge_part
from devjournal.storage.schema.document_shape import table_columns
from tests.storage.lives import any_life, live
from tests.sync.fleet import Machine

SHAPE = table_columns()


def by_key(rows: Rows) -> dict[tuple[str, str], dict[str, Any]]:
    return {(table, row["uid"]): row for table, found in rows.items() for row in found}


@contextmanager
def parts_held_to_the_whole() -> Iterator[Counter[str]]:
    """Compare every part that a sync settles with what comes of the whole; count both."""
    counted: Counter[str] = Counter()

    def checked(journal: Any, theirs: Any, changed: Any, shape: Any, name: str) -> SyncMerge | None:
        part = merge_part(journal, theirs, changed, shape, name)
        counted["whole" if part is None else "part"] += 1
        if part is not None:
            whole = merge_copies(pin_displayed_values(journal.rows(), shape), theirs, shape, name)
            there = by_key(journal.rows())
            assert part.before is not None
            outside = {key: row for key, row in there.items() if key not in by_key(part.before)}
            assert outside | by_key(part.rows) == by_key(whole.rows)
            assert part.changed == whole.changed
            assert part.renamed == {}, "what has another name is settled as a whole"
            assert sorted(map(repr, part.replaced)) == sorted(map(repr, whole.replaced))
        return part

    with patch("devjournal.sync.session.merge_part", checked):
        yield counted


def play(home: Path, seed: int, turns: int, acts: int) -> Counter[str]:
    """Let two machines live and sync in turns, in one folder that nothing delays."""
    r, folder = Random(seed), home / "share"
    with ExitStack() as close, parts_held_to_the_whole() as counted:
        machines = [Machine(home, name, close, folder) for name in ("desk", "laptop")]
        for _ in range(turns):
            machine = r.choice(machines)
            live(machine.journal, machine.clock, any_life(r, acts))
            machine.sync()
        for machine in (*machines, *machines, machines[0]):
            machine.sync()
        assert machines[0].document() == machines[1].document()
    return counted


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_part_is_settled_as_the_whole_is(seed: int, tmp_path: Path) -> None:
    counted = play(tmp_path, seed, 25, 3)
    assert counted["part"] > 2, "a history in which nothing is settled in part shows nothing"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_part_is_settled_as_the_whole_is_in_any_history(seed: int, tmp_path: Path) -> None:
    play(tmp_path, seed, 40, 6)
