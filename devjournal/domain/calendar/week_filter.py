"""Which weeks are looked for: those of a skill, of a gap, or of an outcome."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.domain.calendar.insight import WeekKind, WeekRecord, skill_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One thing to look for; where none of the three is set, all weeks are taken."""

    skill: str | None = None
    gap: int | None = None
    kind: WeekKind | None = None

    def __bool__(self) -> bool:
        """Say whether anything is looked for."""
        return self != ALL

    def takes(self, record: WeekRecord | None, kind: WeekKind) -> bool:
        """Say whether a week passes the filter."""
        if not self:
            return True
        if self.kind is not None:
            return kind is self.kind
        if record is None or not record.mark.has_goal:
            return False
        if self.gap is not None:
            return record.mark.gap == self.gap
        return self.skill is not None and skill_key(record.skill) == skill_key(self.skill)


ALL = Filter()
"""Looks for nothing: every week is taken."""
