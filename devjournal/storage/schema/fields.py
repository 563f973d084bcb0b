"""The kinds of columns that Peewee has no field for."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import Field


class DayField(Field):
    """A civil day, ISO in the file; anything else is refused on its way in."""

    field_type = "TEXT"

    def db_value(self, value: Any) -> str | None:
        """Return the day as the file keeps it."""
        if value is None or type(value) is date:
            return None if value is None else value.isoformat()
        if isinstance(value, str):
            return date.fromisoformat(value).isoformat()
        raise TypeError(f"not a day: {value!r}")

    def python_value(self, value: Any) -> date | None:
        """Return the day that the file keeps."""
        return None if value is None else date.fromisoformat(value)
