"""Merges two copies of one journal: a pure function of their rows, whatever the order of the copies.

Rows are matched by uid. The later change of each field stands, even an empty one; in a tie the greater text does
(`domain.merge.row_merge`). A removed row stays removed unless it was changed later, and rules that span rows hold
afterwards (`domain.merge.settling`). Every replaced value is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from devjournal.domain.merge.journal_state import joined, rows_of_settled, state_of
from devjournal.domain.merge.row_merge import GaveWay
from devjournal.domain.merge.settling import Rows, Shape, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The journal merged from two copies."""

    rows: Rows
    gave_way: tuple[GaveWay, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The replaced uids of rows that turned out to be the same, each with its replacement."""


def merge(ours: Rows, theirs: Rows, shape: Shape) -> Merged:
    """Return the merged journal; `merge(a, b, …)` and `merge(b, a, …)` have the same rows."""
    state, gave_way = joined(state_of(ours, shape), state_of(theirs, shape), shape)
    settled = settle(state, shape)
    losses = tuple(loss for loss in gave_way if loss.row["uid"] in settled.tables[loss.table])
    return Merged(rows=rows_of_settled(settled), gave_way=losses, renamed=settled.under)
