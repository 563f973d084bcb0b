"""Horizons in the file: one current horizon for each number of months; earlier horizons are the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from devjournal.domain.career.horizon import Horizon, check_months
from devjournal.domain.text.user_text import clean, required
from devjournal.errors import NotFound
from devjournal.storage.core.rows import ascending, dicts, select_all, value_of
from devjournal.storage.repository import Repository
from devjournal.storage.schema.tables import HorizonRow


class Horizons(Repository[Horizon]):
    """Sets, lists and removes horizons."""

    table = HorizonRow
    missing = "There is no horizon {}; see `devjournal horizon`."

    def set(self, role: str, months: int, why: str | None = None) -> Horizon:
        """Set a horizon. The current horizon for the same number of months becomes history.

        If that horizon has the same role, and was set today, only its reason is changed. A `why` of None keeps the
        reason of a horizon with the same role.

        Raises:
            InvalidText: the role is empty or a text cannot be stored.
            UsageError: the months are out of range.
        """
        role = required(role, "The role")
        check_months(months)
        reason = None if why is None else clean(why, "The reason")
        with self._store.writing(f"horizon in {months} months"):
            same_months = (HorizonRow.months == months) & HorizonRow.retired_on.is_null()
            current = next(self.select(same_months), None)
            today, statement = self._store.today, ""
            if current is not None and current.role == role:
                reason = current.why if reason is None else reason
                statement = current.statement
                if current.set_on == today:
                    self._store.update(HorizonRow, current.id, {"why": reason})
                    return self._get(current.id)
            if current is not None:
                self._store.update(HorizonRow, current.id, {"retired_on": today})
            values = {"role": role, "months": months, "why": reason or "", "set_on": today, "statement": statement}
            return self._get(self._store.insert(HorizonRow, values))

    def edit(self, row_id: int, *, role: str, months: int, why: str) -> Horizon:
        """Change a current horizon, but not its day. Another horizon for the same months becomes history.

        Raises:
            NotFound: there is no such horizon, or it is history.
            InvalidText: the role is empty or a text cannot be stored.
            UsageError: the months are out of range.
        """
        values = {"role": required(role, "The role"), "months": months, "why": clean(why, "The reason")}
        check_months(months)
        with self._step("change of", row_id):
            if self._get(row_id).retired_on is not None:
                raise NotFound(f"Horizon {row_id} is history; set a new one.")
            others = (HorizonRow.months == months) & HorizonRow.retired_on.is_null() & (HorizonRow.id != row_id)
            for other in list(self.select(others)):
                self._store.update(HorizonRow, other.id, {"retired_on": self._store.today})
            return self._update(row_id, values)

    def set_statement(self, row_id: int, statement: str) -> Horizon:
        """Set the opening sentence of a horizon's case; an empty text clears it.

        Raises:
            NotFound: there is no such horizon, or it is history.
            InvalidText: the sentence cannot be stored.
        """
        values = {"statement": clean(statement, "The sentence")}
        with self._step("sentence for", row_id):
            if self._get(row_id).retired_on is not None:
                raise NotFound(f"Horizon {row_id} is history; see `devjournal horizon`.")
            return self._update(row_id, values)

    def current(self) -> tuple[Horizon, ...]:
        """Return the current horizons, nearest first."""
        with self._store.reading():
            return tuple(sorted(self.select(HorizonRow.retired_on.is_null()), key=lambda horizon: horizon.by))

    def history(self) -> tuple[Horizon, ...]:
        """Return the earlier horizons, last retired first."""
        with self._store.reading():
            retired = list(self.select(HorizonRow.retired_on.is_null(False)))[::-1]
            return tuple(sorted(retired, key=lambda horizon: horizon.retired_on or horizon.set_on, reverse=True))

    def select(self, where: Any) -> Iterator[Horizon]:
        """Yield the horizons that match a condition, in the order they were set; inside `Store.reading`."""
        for row in dicts(select_all(HorizonRow).where(where).order_by(*ascending(HorizonRow))):
            yield value_of(Horizon, row)
