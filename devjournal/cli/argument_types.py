"""Types of command-line arguments. Each raises a UsageError before any file is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from devjournal.domain.dates.days import FIRST_YEAR, LAST_YEAR
from devjournal.domain.text.user_text import clean, quoted, required
from devjournal.errors import NotFound, UsageError

_NUMBER = re.compile(r"0*([1-9]\d*)", re.ASCII)

_DIGITS = 19
"""The number of digits of `_MOST`."""

_MOST = 2**63 - 1
"""The greatest integer that SQLite can store."""


def text(what: str) -> Callable[[str], str]:
    """Return a parser for a text that may be empty; an empty text clears the value."""
    return lambda word: clean(word, what)


def needed_text(what: str) -> Callable[[str], str]:
    """Return a parser for a text that must not be empty."""
    return lambda word: required(word, what)


def number(what: str, most: int = _MOST) -> Callable[[str], int]:
    """Return a parser for a whole number from 1 to `most`."""
    end = "" if most == _MOST else f" to {most}"

    def read(word: str) -> int:
        value = _whole(word)
        if value is None or value > most:
            raise UsageError(f"{what} is {quoted(word)}; it must be a whole number from 1{end}.")
        return value

    return read


def identifier(what: str) -> Callable[[str], int]:
    """Return a parser for an ID or a list position, from 1. A number too large to exist raises NotFound."""

    def read(word: str) -> int:
        value = _whole(word)
        if value is None:
            raise UsageError(f"{what} is {quoted(word)}; it must be a whole number from 1.")
        if value > _MOST:
            raise NotFound(f"{what} is {quoted(word)}, which is too large; `list` shows the numbers.")
        return value

    return read


def _whole(word: str) -> int | None:
    """Parse a whole number from 1; None for any other text. A number with too many digits becomes `_MOST + 1`."""
    match = _NUMBER.fullmatch(word)
    if match is None:
        return None
    return int(match[1]) if len(match[1]) <= _DIGITS else _MOST + 1


def identifier_or_none(what: str) -> Callable[[str], int | None]:
    """Return a parser for an ID, or for an empty text, which clears the reference."""
    read = identifier(what)
    return lambda word: read(word) if word else None


def year(word: str) -> int:
    """Parse a year that a journal can hold.

    Raises:
        UsageError: the text is not such a year.
    """
    if not re.fullmatch(r"\d{4}", word, re.ASCII) or not FIRST_YEAR <= int(word) <= LAST_YEAR:
        raise UsageError(f"{quoted(word)} is not a year from {FIRST_YEAR} to {LAST_YEAR}; write it as 2026.")
    return int(word)


def path(word: str) -> str:
    """Parse the path of a file.

    Raises:
        UsageError: the path is empty (such as from an unset variable), has a NUL, or cannot be encoded in the locale.
    """
    if not word:
        raise UsageError("The path of the file is empty; name a file.")
    if "\0" in word:
        raise UsageError(f"{quoted(word)} is not a path; name a file.")
    try:
        os.fsencode(word)
    except UnicodeEncodeError as error:
        raise UsageError(f"{quoted(word)} cannot be a path in this locale; set LC_ALL=C.UTF-8.") from error
    return word
