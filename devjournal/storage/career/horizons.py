"""Horizons in the file: one for each number of months; earlier ones are the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from devjournal.domain.career.horizon import Horizon, check_months
from devjournal.domain.text.user_text import clean, required
from devjournal.errors import NotFound
from devjournal.storage.core.rows import as_made, as_objects, select_all
from devjournal.storage.schema.tables import HorizonRow
from devjournal.storage.step_names import called
from devjournal.storage.store import Store


class Horizons:
    """Sets, lists and removes horizons."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    def set(self, role: str, months: int, why: str | None = None) -> Horizon:
        """Set a horizon. An earlier one for the same number of months becomes history.

        The same role on the same day only changes its why; on a later day it counts from that day. A `why` of None
        keeps that of the same role.

        Raises:
            InvalidText: the role is empty or a text cannot be stored.
            UsageError: the months are out of range.
        """
        role = required(role, "The role")
        check_months(months)
        reason = None if why is None else clean(why, "The reason")
        with self._store.writing(f"horizon in {months} months"):
            alive = (HorizonRow.months == months) & HorizonRow.retired_on.is_null()
            current = next(self._select(alive), None)
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
        """Change a current horizon without changing its day. Another one for the same months becomes history.

        Raises:
            NotFound: there is no such horizon, or it is history.
            InvalidText: the role is empty or a text cannot be stored.
            UsageError: the months are out of range.
        """
        values = {"role": required(role, "The role"), "months": months, "why": clean(why, "The reason")}
        check_months(months)
        with self._store.writing(f"change of {called(self._store, HorizonRow, row_id)}"):
            if self._get(row_id).retired_on is not None:
                raise NotFound(f"Horizon {row_id} is history; set a new one.")
            others = (HorizonRow.months == months) & HorizonRow.retired_on.is_null() & (HorizonRow.id != row_id)
            for other in list(self._select(others)):
                self._store.update(HorizonRow, other.id, {"retired_on": self._store.today})
            self._store.update(HorizonRow, row_id, values)
            return self._get(row_id)

    def set_statement(self, row_id: int, statement: str) -> Horizon:
        """Set the opening sentence of a horizon's case; an empty text clears it.

        Raises:
            NotFound: there is no such horizon, or it is history.
            InvalidText: the sentence cannot be stored.
        """
        values = {"statement": clean(statement, "The sentence")}
        with self._store.writing(f"sentence for {called(self._store, HorizonRow, row_id)}"):
            if self._get(row_id).retired_on is not None:
                raise NotFound(f"Horizon {row_id} is history; see `devjournal horizon`.")
            self._store.update(HorizonRow, row_id, values)
            return self._get(row_id)

    def get(self, row_id: int) -> Horizon:
        """Return one horizon.

        Raises:
            NotFound: there is no such horizon.
        """
        with self._store.reading():
            return self._get(row_id)

    def standing(self) -> tuple[Horizon, ...]:
        """Return the current horizons, nearest first."""
        with self._store.reading():
            return tuple(sorted(self._select(HorizonRow.retired_on.is_null()), key=lambda horizon: horizon.by))

    def history(self) -> tuple[Horizon, ...]:
        """Return the earlier horizons, last one first."""
        with self._store.reading():
            retired = list(self._select(HorizonRow.retired_on.is_null(False)))[::-1]
            return tuple(sorted(retired, key=lambda horizon: horizon.retired_on or horizon.set_on, reverse=True))

    def remove(self, row_id: int) -> Horizon:
        """Remove a current or earlier horizon, and return it.

        Raises:
            NotFound: there is no such horizon.
        """
        with self._store.writing(f"removal of {called(self._store, HorizonRow, row_id)}"):
            horizon = self._get(row_id)
            self._store.delete(HorizonRow, row_id)
            return horizon

    def _get(self, row_id: int) -> Horizon:
        horizon = next(self._select(HorizonRow.id == row_id), None)
        if horizon is None:
            raise NotFound(f"There is no horizon {row_id}; see `devjournal horizon`.")
        return horizon

    def _select(self, where: Any) -> Iterator[Horizon]:
        for row in as_objects(select_all(HorizonRow).where(where).order_by(*as_made(HorizonRow))):
            yield Horizon(
                role=row.role,
                months=row.months,
                why=row.why,
                set_on=row.set_on,
                retired_on=row.retired_on,
                statement=row.statement,
                id=row.id,
            )
