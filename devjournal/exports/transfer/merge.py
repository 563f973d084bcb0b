"""Two copies of one journal become one: a pure function of their rows, the same whichever copy is merged into which.

Rows are known by their uid. Of each field the later change stands, empty or not, and a tie goes to the greater text
(`domain.row_merge`); what was removed stays removed unless it was changed after that, and what one action keeps in step
over several rows is in step afterwards (`domain.settling`). Each value that gave way is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from devjournal.domain.merge.journal_state import joined, rows_of_settled, state_of
from devjournal.domain.merge.row_merge import GaveWay
from devjournal.domain.merge.settling import Rows, Shape, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The one journal that two copies make."""

    rows: Rows
    gave_way: tuple[GaveWay, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The uids that gave way to another, where two rows turned out to mean the same."""


def merge(ours: Rows, theirs: Rows, shape: Shape) -> Merged:
    """Return what two copies make; `merge(a, b, …)` and `merge(b, a, …)` have the same rows."""
    state, gave_way = joined(state_of(ours, shape), state_of(theirs, shape), shape)
    settled = settle(state, shape)
    losses = tuple(loss for loss in gave_way if loss.row["uid"] in settled.tables[loss.table])
    return Merged(rows=rows_of_settled(settled), gave_way=losses, renamed=settled.under)
