"""The data of the page of drafts, read from the journal at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from devjournal.domain.capture.draft import Draft
from devjournal.domain.capture.gap_suggestion import suggest_gaps
from devjournal.domain.career.gap import Gap
from devjournal.storage import Journal

Suggestions = tuple[tuple[Gap | None, bool], ...]
"""Gaps in the order offered, each with whether the draft's text suggests it. `None` stands for no gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsView:
    """The drafts, and the gaps that they could prove."""

    today: date
    drafts: tuple[Draft, ...]
    gaps: tuple[Gap, ...]
    """Gaps on the board."""
    _suggestions: dict[int, Suggestions] = field(default_factory=dict, repr=False)
    """Suggestions by draft ID, once they were needed."""

    def suggestions(self, draft: Draft) -> Suggestions:
        """Return the gaps for a draft: suggested gaps, then no gap, then the other gaps."""
        if draft.id not in self._suggestions:
            ordered = suggest_gaps(draft.text, self.gaps)
            suggested = [(gap, True) for gap, is_suggested in ordered if is_suggested]
            others = [(gap, False) for gap, is_suggested in ordered if not is_suggested]
            self._suggestions[draft.id] = (*suggested, (None, False), *others)
        return self._suggestions[draft.id]

    def without(self, draft: Draft) -> DraftsView:
        """Return the view without one draft."""
        return replace(self, drafts=tuple(other for other in self.drafts if other is not draft))

    def with_gaps(self, gaps: tuple[Gap, ...]) -> DraftsView:
        """Return the view with gaps that were read again."""
        return self if gaps == self.gaps else replace(self, gaps=gaps, _suggestions={})


def read(journal: Journal) -> DraftsView:
    """Read the drafts, and the gaps on the board."""
    return DraftsView(today=journal.today, drafts=journal.drafts.waiting(), gaps=read_gaps(journal))


def read_gaps(journal: Journal) -> tuple[Gap, ...]:
    """Read the gaps on the board."""
    return tuple(gap for gap in journal.gaps.list() if gap.on_board)
