"""Merges two copies of one journal: a pure function of their rows that does not depend on their order.

Rows are matched by uid. The later change of each field stands, even an empty one; in a tie the greater text does
(`domain.merge.row_merge`). A removed row stays removed unless it was changed later, and rules that span rows hold
afterwards (`domain.merge.settling`). Every replaced value is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from devjournal.domain.merge.journal_state import merge_states, rows_of_settled, state_of
from devjournal.domain.merge.row_merge import ReplacedValue
from devjournal.domain.merge.settling import Rows, Shape, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The journal merged from two copies."""

    rows: Rows
    replaced: tuple[ReplacedValue, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The uids of rows that were merged into another row, each with the uid of that row."""


def merge(ours: Rows, theirs: Rows, shape: Shape) -> Merged:
    """Return the merged journal; `merge(a, b, …)` and `merge(b, a, …)` have the same rows."""
    state, replaced = merge_states(state_of(ours, shape), state_of(theirs, shape), shape)
    settled = settle(state, shape)
    reported = tuple(value for value in replaced if value.row["uid"] in settled.tables[value.table])
    return Merged(rows=rows_of_settled(settled), replaced=reported, renamed=settled.merged_into)
