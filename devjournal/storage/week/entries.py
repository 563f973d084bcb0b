"""Entries in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from peewee import JOIN, fn

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import clean, required
from devjournal.domain.week.entry import Entry
from devjournal.errors import RuleViolation
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import ascending, tuples
from devjournal.storage.repository import Repository
from devjournal.storage.row_labels import row_label
from devjournal.storage.schema.tables import EntryRow, GapRow, PersonRow, WeekRow


class Entries(Repository[Entry]):
    """Adds, lists, changes and removes entries."""

    table = EntryRow
    missing = "There is no entry {}; see `devjournal entry list`."

    def add(
        self,
        text: str,
        *,
        day: date,
        gap: int | None = None,
        link: str = "",
        private: bool = False,
        said_by: int | None = None,
        uid: str = "",
    ) -> Entry:
        """Add an entry; `gap` makes it evidence, and `said_by` is the person who said it.

        Raises:
            InvalidText: the text is empty or cannot be stored.
            NotFound: there is no such gap, or no such person.
        """
        text, link = required(text, "The entry"), clean(link, "The link")
        with self._store.writing(f"entry of {day}"):
            values = {"day": day, "text": text, "link": link, "gap": gap, "private": private, "said_by": said_by}
            self._check_references(values)
            return self._get(self._store.insert(EntryRow, values, uid))

    def edit(self, row_id: int, **changes: Any) -> Entry:
        """Change some of `text`, `day`, `gap`, `link`, `private` and `said_by`; other fields stay.

        Raises:
            NotFound: there is no such entry, no such gap, or no such person.
            InvalidText: a text is empty or cannot be stored.
        """
        if "text" in changes:
            changes["text"] = required(changes["text"], "The entry")
        if "link" in changes:
            changes["link"] = clean(changes["link"], "The link")
        with self._step("change of", row_id):
            self._get(row_id)
            self._check_references(changes)
            return self._update(row_id, changes)

    def _check_references(self, values: Mapping[str, Any]) -> None:
        if values.get("gap") is not None:
            self._store.must_exist(GapRow, values["gap"], "gap")
        if values.get("said_by") is not None:
            self._store.must_exist(PersonRow, values["said_by"], "person")

    def pick(self, row_id: int, pick: bool | None) -> Entry:
        """Pick an entry for the case of its gap, leave it out, or with None let the rule decide.

        Raises:
            NotFound: there is no such entry.
            RuleViolation: the entry has no gap.
        """
        choice = {True: "choice of", False: "choice against", None: "choice of the rule for"}[pick]
        with self._store.writing(f"{choice} {row_label(self._store, EntryRow, row_id)} in the case"):
            self._evidence(row_id)
            return self._update(row_id, {"case_pick": pick})

    def put_in_order(self, ids: Sequence[int]) -> None:
        """Order the entries of one claim by hand: 1, 2, 3 as given.

        Raises:
            NotFound: there is no such entry.
            RuleViolation: an entry has no gap, or another one than the first.
        """
        with self._store.writing("order of evidence"):
            for position, row_id in enumerate(ids, 1):
                gap, first = self._evidence(row_id).gap, self._get(ids[0]).gap
                if gap != first:
                    raise RuleViolation(
                        f"Entry {row_id} is evidence for gap {gap}, and entry {ids[0]} for gap {first}; "
                        "put the evidence of one gap in order."
                    )
                self._store.update(EntryRow, row_id, {"case_position": position})

    def _evidence(self, row_id: int) -> Entry:
        entry = self._get(row_id)
        if entry.gap is None:
            raise RuleViolation(
                f"Entry {row_id} names no gap; give it one with `devjournal entry edit {row_id} --gap ID`."
            )
        return entry

    def of_week(self, iso: IsoWeek) -> tuple[Entry, ...]:
        """Return the entries of a week, earliest first."""
        with self._store.reading():
            return tuple(self.select(EntryRow.day.between(iso.monday, iso.sunday)))

    def of_gap(self, gap: int) -> tuple[Entry, ...]:
        """Return a gap's evidence, earliest first.

        Raises:
            NotFound: there is no such gap.
        """
        with self._store.reading():
            self._store.must_exist(GapRow, gap, "gap")
            return tuple(self.select(EntryRow.gap == gap))

    def said_by(self, person: int) -> tuple[Entry, ...]:
        """Return what a person said, earliest first."""
        with self._store.reading():
            return tuple(self.select(EntryRow.said_by == person))

    def all(self) -> tuple[Entry, ...]:
        """Return every entry, earliest first."""
        with self._store.reading():
            return tuple(self.select(EntryRow.id > 0))

    def of_recap(self, iso: IsoWeek) -> Entry | None:
        """Return the entry that a week's recap made as evidence, if it still exists."""
        with self._store.reading():
            return next(self.select(WeekRow.monday == iso.monday), None)

    def per_day(self, first: date, last: date) -> dict[date, int]:
        """Return the number of entries of each day from `first` to `last` that has any."""
        with self._store.reading():
            days = EntryRow.select(EntryRow.day, fn.COUNT(EntryRow.id)).where(EntryRow.day.between(first, last))
            return dict(tuples(days.group_by(EntryRow.day)))

    @cached_until_write
    def last_day(self) -> date | None:
        """Return the day of the last entry."""
        with self._store.reading():
            day: date | None = EntryRow.select(fn.MAX(EntryRow.day)).scalar()
            return day

    def select(self, where: Any) -> Iterator[Entry]:
        """Yield the entries that match a condition, earliest first; inside `Store.reading`."""
        fields = (
            *(EntryRow.day, EntryRow.text, EntryRow.link, EntryRow.gap, EntryRow.private, EntryRow.id),
            *(EntryRow.said_by, EntryRow.case_pick, EntryRow.case_position),
        )
        rows = (
            EntryRow.select(*fields, WeekRow.monday, PersonRow.name)
            .join(WeekRow, JOIN.LEFT_OUTER, on=(WeekRow.id == EntryRow.week))
            .join_from(EntryRow, PersonRow, JOIN.LEFT_OUTER, on=(PersonRow.id == EntryRow.said_by))
            .where(where)
            .order_by(*ascending(EntryRow, EntryRow.day))
        )
        for day, text, link, gap, private, row_id, said_by, pick, position, monday, name in tuples(rows):
            more = {"said_by": said_by, "speaker": name or "", "pick": pick, "position": position}
            yield Entry(day=day, text=text, link=link, gap=gap, private=private, id=row_id, week=monday, **more)
