"""Gaps in the file, with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from peewee import fn

from devjournal.domain.career.gap import MAX_NEEDED, Area, Gap, GapReferences, NewGap, Step
from devjournal.domain.career.positions import insert_position
from devjournal.domain.text.user_text import clean, pluralized, required
from devjournal.domain.week.week import Outcome
from devjournal.errors import RuleViolation, UsageError
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import ascending, dicts, select_all, tuples, value_of
from devjournal.storage.repository import Repository
from devjournal.storage.schema.tables import AwarenessRow, EntryRow, GapRow, WeekRow


class Gaps(Repository[Gap]):
    """Adds, lists, changes, moves, parks, closes and removes gaps."""

    table = GapRow
    missing = "There is no gap {}; see `devjournal gap list`."

    def add(
        self,
        area: Area,
        title: str,
        *,
        why: str = "",
        needed: int = 1,
        step: Step = Step.CURRENT,
        private: bool = False,
        uid: str = "",
    ) -> Gap:
        """Add a gap at the foot of its column. A gap that a review planned has its `uid` already.

        Raises:
            InvalidText: the title is empty or cannot be stored.
            UsageError: `needed` is out of range.
        """
        values = _checked({"title": title, "why": why, "needed": needed, "private": private})
        with self._store.writing("new gap"):
            values |= {"area": area.value, "step": step.value, "position": self._foot(area)}
            row_id = self._store.insert(GapRow, {**values, "opened_on": self._store.today}, uid)
            return self._get(row_id)

    def add_all(self, new_gaps: Sequence[NewGap]) -> tuple[Gap, ...]:
        """Add several gaps, all or none.

        Raises:
            InvalidText, UsageError: a gap cannot be added; none is added.
        """
        with self._store.writing(f"import of {pluralized(len(new_gaps), 'gap')}"):
            return tuple(
                self.add(new.area, new.title, why=new.why, needed=new.needed, step=new.step) for new in new_gaps
            )

    def add_missing(self, new_gaps: Sequence[NewGap]) -> tuple[Gap, ...]:
        """Add the gaps whose area and title are not on the board yet, all or none.

        Raises:
            InvalidText, UsageError: a gap cannot be added; none is added.
        """
        with self._store.writing(lambda: f"import of {pluralized(len(added), 'gap')}"):
            existing = set(tuples(GapRow.select(GapRow.area, GapRow.title)))
            added = self.add_all([new for new in new_gaps if (new.area.value, new.title) not in existing])
        return added

    def edit(self, row_id: int, **changes: Any) -> Gap:
        """Change some of `title`, `why`, `needed`, `step`, `area`, `private` and `claim`; other fields stay.

        A gap that changes its area goes to the foot of the other column.

        Raises:
            NotFound: there is no such gap.
            InvalidText: the title is empty or a text cannot be stored.
            UsageError: `needed` is out of range.
        """
        values = _checked(changes)
        with self._step("change of", row_id):
            gap = self._get(row_id)
            if "step" in values:
                values["step"] = Step(values["step"]).value
            if "area" in values:
                area = Area(values["area"])
                values["area"] = area.value
                if area is not gap.area:
                    values["position"] = self._foot(area)
            return self._update(row_id, values)

    def close(self, row_id: int) -> Gap:
        """Close a gap. No other method closes a gap.

        Raises:
            NotFound: there is no such gap.
            RuleViolation: the gap is closed already.
        """
        with self._step("closing of", row_id):
            if not self._get(row_id).open:
                raise RuleViolation(f"Gap {row_id} is already closed.")
            return self._update(row_id, {"closed_on": self._store.today})

    def reopen(self, row_id: int) -> Gap:
        """Reopen a closed gap.

        Raises:
            NotFound: there is no such gap.
            RuleViolation: the gap is open.
        """
        with self._step("reopening of", row_id):
            if self._get(row_id).open:
                raise RuleViolation(f"Gap {row_id} is open.")
            return self._update(row_id, {"closed_on": None, **_NOT_PARKED})

    def park(self, row_id: int, why: str | None = None) -> Gap:
        """Park an open gap. If the gap is parked already, `why` replaces its reason.

        Raises:
            NotFound: there is no such gap.
            RuleViolation: the gap is closed, or it is parked already and `why` is None.
            InvalidText: the reason cannot be stored.
        """
        reason = None if why is None else clean(why, "The reason")
        with self._step("parking of", row_id):
            gap = self._get(row_id)
            if not gap.open:
                raise RuleViolation(f"Gap {row_id} is closed; open it again to park it.")
            if gap.parked and reason is None:
                raise RuleViolation(f"Gap {row_id} is already parked.")
            parked = {"parked_on": gap.parked_on or self._store.today}
            return self._update(row_id, {**parked, "parked_why": gap.parked_why if reason is None else reason})

    def unpark(self, row_id: int) -> Gap:
        """End the parking of a gap.

        Raises:
            NotFound: there is no such gap.
            RuleViolation: the gap is not parked.
        """
        with self._step("taking up of", row_id):
            if not self._get(row_id).parked:
                raise RuleViolation(f"Gap {row_id} is not parked.")
            return self._update(row_id, _NOT_PARKED)

    def references(self, row_id: int) -> GapReferences:
        """Return how many rows refer to a gap, to show before it is removed.

        Raises:
            NotFound: there is no such gap.
        """
        with self._store.reading():
            self._get(row_id)
            return GapReferences(
                entries=EntryRow.select().where(EntryRow.gap == row_id).count(),
                goals=WeekRow.select().where(WeekRow.gap == row_id).count(),
                people=AwarenessRow.select().where(AwarenessRow.gap == row_id).count(),
            )

    def move(self, row_id: int, area: Area, index: int) -> Gap:
        """Move a gap to an index in a column, counted from 0. Only the rows whose position changes are written.

        Raises:
            NotFound: there is no such gap.
        """
        with self._step("move of", row_id):
            gap = self._get(row_id)
            column = (GapRow.area == area.value) & GapRow.closed_on.is_null() & GapRow.parked_on.is_null()
            rows = GapRow.select(GapRow.id, GapRow.position).where(column)
            column_rows = list(tuples(rows.order_by(*ascending(GapRow, GapRow.position))))
            others = [row for row in column_rows if row[0] != row_id]
            index = max(0, min(index, len(others)))
            if area is gap.area and gap.on_board and column_rows[index][0] == row_id:
                return gap  # the gap is at that position already
            position, moved = insert_position(others, index)
            self._store.update(GapRow, row_id, {"area": area.value, "position": position})
            for moved_id, moved_to in moved:
                self._store.update(GapRow, moved_id, {"position": moved_to})
            return self._get(gap.id)

    @cached_until_write
    def get(self, row_id: int) -> Gap:
        """Return one gap.

        Raises:
            NotFound: there is no such gap.
        """
        return super().get(row_id)

    @cached_until_write
    def list(self) -> tuple[Gap, ...]:
        """Return every gap, closed ones included, in the order of the board."""
        with self._store.reading():
            return tuple(self.select(GapRow.id > 0))

    def shareable(self, until: date | None = None) -> tuple[Gap, ...]:
        """Return the gaps that are not private. Private entries, and entries after the day `until`, do not count."""
        proof = ~EntryRow.private if until is None else ~EntryRow.private & (EntryRow.day <= until)
        with self._store.reading():
            return tuple(self.select(~GapRow.private, proof))

    @cached_until_write
    def titles(self) -> dict[int, str]:
        """Return the title of every gap by its ID."""
        with self._store.reading():
            return dict(tuples(GapRow.select(GapRow.id, GapRow.title)))

    @cached_until_write
    def shareable_titles(self) -> dict[int, str]:
        """Return the titles of all gaps that are not private, by ID."""
        with self._store.reading():
            return dict(tuples(GapRow.select(GapRow.id, GapRow.title).where(~GapRow.private)))

    def _foot(self, area: Area) -> int:
        """Return the position below the last gap of a column."""
        last = GapRow.select(fn.MAX(GapRow.position)).where(GapRow.area == area.value).scalar()
        return int(last or 0) + 1

    def _find(self, row_id: int) -> Gap | None:
        return next(self.select(GapRow.id == row_id, only=row_id), None)

    def select(self, where: Any, proof: Any = None, only: int | None = None) -> Iterator[Gap]:
        """Yield gaps; `proof` is the condition on entries that count as evidence, by default every entry.

        `only` is the ID of a single gap: evidence for other gaps is then not counted.
        """
        was_hit, begun = WeekRow.outcome == Outcome.HIT.value, WeekRow.monday <= self._store.today
        entries = _by_gap(EntryRow.gap, fn.COUNT(EntryRow.id), fn.MAX(EntryRow.day), where=proof, only=only)
        goals = _by_gap(
            WeekRow.gap,
            *(fn.COUNT(WeekRow.id), fn.COUNT(WeekRow.id).filter(was_hit), fn.MAX(WeekRow.monday).filter(begun)),
            only=only,
        )
        people = _by_gap(
            AwarenessRow.gap,
            *(fn.COUNT(AwarenessRow.id), fn.COUNT(AwarenessRow.known_on), fn.MAX(AwarenessRow.known_on)),
            only=only,
        )
        rows = select_all(GapRow).where(where).order_by(*ascending(GapRow, GapRow.position))
        for row in dicts(rows):
            entry_count, last_entry = entries.get(row["id"], (0, None))
            goal_count, hit_count, last_goal = goals.get(row["id"], (0, 0, None))
            people_count, knowing_count, last_known = people.get(row["id"], (0, 0, None))
            area = Area(row["area"])
            yield value_of(
                Gap,
                row,
                area=area,
                step=Step(row["step"]),
                needed=(people_count if area is Area.BRAND else 0) or row["needed"],
                evidence=knowing_count if area is Area.BRAND else entry_count,
                goals=goal_count,
                hits=hit_count,
                moved_on=max(filter(None, (last_entry, last_goal, last_known)), default=None),
            )


_NOT_PARKED: dict[str, Any] = {"parked_on": None, "parked_why": ""}


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a gap as stored.

    Raises:
        InvalidText: the title is empty or a text cannot be stored.
        UsageError: `needed` is out of range.
    """
    cleaned = dict(values)
    if "title" in cleaned:
        cleaned["title"] = required(cleaned["title"], "The title")
    for name, label in (("why", "The reason"), ("claim", "The claim")):
        if name in cleaned:
            cleaned[name] = clean(cleaned[name], label)
    if "needed" in cleaned and not 1 <= cleaned["needed"] <= MAX_NEEDED:
        raise UsageError(f"Needed is {cleaned['needed']}; it is a number from 1 to {MAX_NEEDED}.")
    return cleaned


def _by_gap(column: Any, *aggregates: Any, where: Any = None, only: int | None = None) -> dict[int, tuple[Any, ...]]:
    """Return aggregates of a table by gap: for all gaps, or for the gap `only`; over the rows that match `where`."""
    condition = column.is_null(False) if only is None else column == only
    condition = condition if where is None else condition & where
    rows = tuples(column.model.select(column, *aggregates).where(condition).group_by(column))
    return {gap: tuple(values) for gap, *values in rows}
