"""Column types that Peewee lacks."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import Field


class DayField(Field):
    """A day, ISO 8601 in the file. Other values are refused on writing."""

    field_type = "TEXT"

    def db_value(self, value: Any) -> str | None:
        """Return a day as stored."""
        if value is None or type(value) is date:
            return None if value is None else value.isoformat()
        if isinstance(value, str):
            return date.fromisoformat(value).isoformat()
        raise TypeError(f"not a day: {value!r}")

    def python_value(self, value: Any) -> date | None:
        """Return a stored day."""
        return None if value is None else date.fromisoformat(value)
