"""A filter for weeks: by skill, gap or outcome."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.domain.calendar.insight import WeekRecord
from devjournal.domain.week.week import WeekKind, skill_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter by one criterion. Without any, every week passes."""

    skill: str | None = None
    gap: int | None = None
    kind: WeekKind | None = None

    def __bool__(self) -> bool:
        """Return whether a criterion is set."""
        return self != ALL

    def takes(self, record: WeekRecord | None, kind: WeekKind) -> bool:
        """Return whether a week passes the filter."""
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
"""The filter that every week passes."""
