"""Reads values of a JSON document strictly: a wrong type or range raises `ValueError`.

For documents that other programs may have written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from devjournal.domain.dates.days import iso_day

MOST = 2**31
"""The greatest number that a count can be."""


def fields(value: object) -> Mapping[str, object]:
    """Return the values of an object by name.

    Raises:
        ValueError: the value is no object.
    """
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def items(value: object) -> Sequence[object]:
    """Return the items of a list; a missing list is empty.

    Raises:
        ValueError: the value is no list.
    """
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def text(value: object, *, needed: bool = False) -> str:
    """Return a text; a missing text is empty, unless it is `needed`.

    Raises:
        ValueError: the value is no text, or a needed text is missing.
    """
    string = "" if value is None else value
    if not isinstance(string, str) or (needed and not string):
        raise ValueError("not a text")
    return string


def count(value: object, least: int = 0) -> int:
    """Return a whole number of at least `least`; a missing number is `least`.

    Raises:
        ValueError: the value is no such number.
    """
    number = least if value is None else value
    if type(number) is not int or not least <= number <= MOST:
        raise ValueError("not a count")
    return number


def day(value: object) -> date | None:
    """Return a day, or None if it is missing.

    Raises:
        ValueError: the value is no day.
    """
    if value is None:
        return None
    parsed = iso_day(value) if isinstance(value, str) else None
    if parsed is None:
        raise ValueError("not a day")
    return parsed
