"""A merge of a part of the journal has the same result as a merge of the whole journal."""

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
from tests.storage.random_commands import any_life, live
from tests.sync.machines import Machine

SHAPE = table_columns()


def by_key(rows: Rows) -> dict[tuple[str, str], dict[str, Any]]:
    return {(table, row["uid"]): row for table, table_rows in rows.items() for row in table_rows}


@contextmanager
def compared_with_whole() -> Iterator[Counter[str]]:
    """Compare every partial merge of a sync with a merge of the whole journal. Count partial and whole merges."""
    counts: Counter[str] = Counter()

    def checked(journal: Any, theirs: Any, changed: Any, shape: Any, name: str) -> SyncMerge | None:
        part = merge_part(journal, theirs, changed, shape, name)
        counts["whole" if part is None else "part"] += 1
        if part is not None:
            whole = merge_copies(pin_displayed_values(journal.rows(), shape), theirs, shape, name)
            there = by_key(journal.rows())
            assert part.before is not None
            outside = {key: row for key, row in there.items() if key not in by_key(part.before)}
            assert outside | by_key(part.rows) == by_key(whole.rows)
            assert part.changed == whole.changed
            assert part.renamed == {}, "a part with renamed rows must be merged as a whole"
            assert sorted(map(repr, part.replaced)) == sorted(map(repr, whole.replaced))
        return part

    with patch("devjournal.sync.session.merge_part", checked):
        yield counts


def play(home: Path, seed: int, turns: int, acts: int) -> Counter[str]:
    """Let two machines change their journals and sync in turn, through one folder without delays."""
    r, folder = Random(seed), home / "share"
    with ExitStack() as close, compared_with_whole() as counts:
        machines = [Machine(home, name, close, folder) for name in ("desk", "laptop")]
        for _ in range(turns):
            machine = r.choice(machines)
            live(machine.journal, machine.clock, any_life(r, acts))
            machine.sync()
        for machine in (*machines, *machines, machines[0]):
            machine.sync()
        assert machines[0].document() == machines[1].document()
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_partial_merge_equals_a_whole_one(seed: int, tmp_path: Path) -> None:
    counts = play(tmp_path, seed, 25, 3)
    assert counts["part"] > 2, "a history without partial merges proves nothing"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_partial_merge_equals_a_whole_one_in_any_history(seed: int, tmp_path: Path) -> None:
    play(tmp_path, seed, 40, 6)
