"""What the arguments of a command may be: readers that raise a UsageError before a file is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from devjournal.domain.dates import FIRST_YEAR, LAST_YEAR
from devjournal.domain.text import clean, quoted, required
from devjournal.errors import UsageError

_NUMBER = re.compile(r"0*[1-9]\d{0,18}", re.ASCII)

_MOST = 2**63 - 1
"""The greatest number that the file can hold."""


def text(what: str) -> Callable[[str], str]:
    """Return a reader of a text that may be empty, which clears it."""
    return lambda given: clean(given, what)


def needed_text(what: str) -> Callable[[str], str]:
    """Return a reader of a text that must not be empty."""
    return lambda given: required(given, what)


def number(what: str, most: int = _MOST) -> Callable[[str], int]:
    """Return a reader of a whole number from 1: an ID, a place in a list, or a count that goes up to `most`."""
    end = "" if most == _MOST else f" to {most}"

    def read(given: str) -> int:
        if not _NUMBER.fullmatch(given) or int(given) > most:
            raise UsageError(f"{what} is {quoted(given)}; it must be a whole number from 1{end}.")
        return int(given)

    return read


def number_or_none(what: str) -> Callable[[str], int | None]:
    """Return a reader of an ID, or of an empty text, which clears it."""
    read = number(what)
    return lambda given: read(given) if given else None


def year(given: str) -> int:
    """Read a year that a journal can hold.

    Raises:
        UsageError: it is not one.
    """
    if not re.fullmatch(r"\d{4}", given, re.ASCII) or not FIRST_YEAR <= int(given) <= LAST_YEAR:
        raise UsageError(f"{quoted(given)} is not a year from {FIRST_YEAR} to {LAST_YEAR}; write it as 2026.")
    return int(given)


def path(given: str) -> str:
    """Read the path of a file.

    Raises:
        UsageError: it is empty, as where a variable is not set, or the locale has no way to write it.
    """
    if not given:
        raise UsageError("The path of a file is empty; name one.")
    try:
        os.fsencode(given)
    except UnicodeEncodeError as error:
        raise UsageError(f"{quoted(given)} cannot be a path in this locale; set LC_ALL=C.UTF-8.") from error
    return given
