"""Reads the values of a JSON document that another program may have written.

A wrong type or range raises `ValueError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from devjournal.domain.dates.days import iso_day

MAX_COUNT = 2**31
"""The greatest count."""


class Fields:
    """The values of a JSON object, read by name. A missing value is null."""

    def __init__(self, value: object) -> None:
        """Read a value that must be an object.

        Raises:
            ValueError: the value is no object.
        """
        if not isinstance(value, dict):
            raise ValueError("not an object")
        self.get = value.get

    def items(self, name: str) -> Sequence[object]:
        """Return the items of a list; a missing list is empty.

        Raises:
            ValueError: the value is no list.
        """
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise ValueError("not a list")
        return value

    def text(self, name: str, *, needed: bool = False) -> str:
        """Return a text; a missing text is empty, unless it is `needed`.

        Raises:
            ValueError: the value is no text, or a needed text is missing.
        """
        return text(self.get(name), needed=needed)

    def count(self, name: str, least: int = 0) -> int:
        """Return a whole number of at least `least`; a missing number is `least`.

        Raises:
            ValueError: the value is no such number.
        """
        value = self.get(name)
        number = least if value is None else value
        if type(number) is not int or not least <= number <= MAX_COUNT:
            raise ValueError("not a count")
        return number

    def day(self, name: str) -> date | None:
        """Return a day, or None if it is missing.

        Raises:
            ValueError: the value is no day.
        """
        value = self.get(name)
        if value is None:
            return None
        parsed = iso_day(value) if isinstance(value, str) else None
        if parsed is None:
            raise ValueError("not a day")
        return parsed


def text(value: object, *, needed: bool = False) -> str:
    """Return a text; null is empty, unless the text is `needed`.

    Raises:
        ValueError: the value is no text, or a needed text is empty.
    """
    string = "" if value is None else value
    if not isinstance(string, str) or (needed and not string):
        raise ValueError("not a text")
    return string
