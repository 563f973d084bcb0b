"""Journals with equal exports print the same, even if their local IDs differ."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from devjournal.exports.transfer.document import dumps
from devjournal.exports.transfer.merge import merge
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.cli.conftest import Run
from tests.frozen_clock import FrozenClock
from tests.storage.random_commands import any_life, live

NOW = "2026-12-02T10:00"
PRINTED = (
    *[("summary", "--since", "4w", "--format", how) for how in ("text", "markdown", "html")],
    *(("letter",), ("status",), ("weeks",), ("calendar",), ("status", "--short")),
)
AS_JSON = (
    *(("topic", "list", "--all"), ("entry", "list"), ("gap", "list", "--all"), ("person", "list"), ("horizon",)),
    *(
        ("away", "list"),
        ("review", "list"),
        ("review", "show"),
        ("plan", "list"),
        ("weeks",),
        ("status",),
    ),
)
IDS = frozenset({"id", "gap", "bets", "review", "person", "raised_in", "horizon"})


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_ids(held) for key, held in value.items() if not (key in IDS and isinstance(held, int | list))
        }
    return [_without_ids(held) for held in value] if isinstance(value, list) else value


def _gaps_by_title(person: dict[str, Any], titles: dict[int, str]) -> dict[str, Any]:
    """Return the titles of the gaps that a person knows about and should know about."""
    return {
        "knows": [{"gap": titles[mark["gap"]], "on": mark["on"]} for mark in person["knows"]],
        "should_know": [titles[gap] for gap in person["should_know"]],
    }


def _outputs(run: Run, path: Path) -> list[Any]:
    """Return the output of the commands on a journal, without IDs."""
    results = [run("--file", str(path), *args, now=NOW) for args in PRINTED]
    outputs: list[Any] = [(result.code, result.out) for result in results]
    titles = {gap["id"]: gap["title"] for gap in run("--file", str(path), "gap", "list", "--all", "--json").json}
    for args in AS_JSON:
        result = run("--file", str(path), *args, "--json", now=NOW)
        if args == ("person", "list"):
            people = [{**person, **_gaps_by_title(person, titles)} for person in result.json]
            outputs.append((args, _without_ids(people)))
        else:
            outputs.append((args, _without_ids(result.json) if result.code == 0 else result.code))
    reviews = run("--file", str(path), "review", "list", "--json").json
    return [*outputs, [[titles[gap] for gap in review["bets"]] for review in reviews]]


def _check(run: Run, folder: Path, seed: int) -> None:
    r = Random(seed)
    journals = []
    for n in range(2):
        clock = FrozenClock()
        clock.move(days=r.randint(-3, 0))
        journals.append(Journal(folder / f"{n}.db", clock))
        live(journals[n], clock, any_life(r, 40))
    both = [journal.transfer.rows() for journal in journals]
    for journal, rows in zip(journals, reversed(both), strict=True):
        journal.transfer.merge(rows, partial(merge, shape=table_columns()), "merge")
    documents = [dumps(journal.transfer.rows(), len(MIGRATIONS)) for journal in journals]
    for journal in journals:
        journal.close()
    assert documents[0] == documents[1]
    assert _outputs(run, folder / "0.db") == _outputs(run, folder / "1.db")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [10, 12, 14])
def test_equal_exports_print_the_same(run: Run, tmp_path: Path, seed: int) -> None:
    _check(run, tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 80))
def test_equal_exports_print_the_same_after_any_life(run: Run, tmp_path: Path, seed: int) -> None:
    _check(run, tmp_path, seed)
