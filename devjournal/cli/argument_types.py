"""Types of command-line arguments. Each raises a UsageError before any file is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from devjournal.domain.dates.days import FIRST_YEAR, LAST_YEAR
from devjournal.domain.text.user_text import clean, quoted, required
from devjournal.errors import NotFound, UsageError

_NUMBER = re.compile(r"0*([1-9]\d*)", re.ASCII)

_MAX_INTEGER = 2**63 - 1
"""The greatest integer that SQLite can store."""

_MAX_DIGITS = len(str(_MAX_INTEGER))


def text(name: str) -> Callable[[str], str]:
    """Return a parser for a text that may be empty, which clears the value. Errors call the value `name`."""
    return lambda value: clean(value, name)


def needed_text(name: str) -> Callable[[str], str]:
    """Return a parser for a text that must not be empty."""
    return lambda value: required(value, name)


def number(name: str, maximum: int = _MAX_INTEGER) -> Callable[[str], int]:
    """Return a parser for a whole number from 1 to `maximum`."""
    end = "" if maximum == _MAX_INTEGER else f" to {maximum}"

    def parse(value: str) -> int:
        parsed = _parse_whole(value)
        if parsed is None or parsed > maximum:
            raise UsageError(f"{name} is {quoted(value)}; it must be a whole number from 1{end}.")
        return parsed

    return parse


def numbers(name: str, maximum: int) -> Callable[[str], frozenset[int]]:
    """Return a parser for whole numbers from 1 to `maximum`, separated by spaces or commas."""
    parse = number(name, maximum)
    return lambda value: frozenset(map(parse, value.replace(",", " ").split()))


def identifier(name: str) -> Callable[[str], int]:
    """Return a parser for an ID or a list position, from 1. A number too large to exist raises NotFound."""

    def parse(value: str) -> int:
        parsed = _parse_whole(value)
        if parsed is None:
            raise UsageError(f"{name} is {quoted(value)}; it must be a whole number from 1.")
        if parsed > _MAX_INTEGER:
            raise NotFound(f"{name} is {quoted(value)}, which is too large; `list` shows the numbers.")
        return parsed

    return parse


def _parse_whole(value: str) -> int | None:
    """Parse a whole number from 1; None for any other text. A number of too many digits becomes `_MAX_INTEGER + 1`."""
    match = _NUMBER.fullmatch(value)
    if match is None:
        return None
    return int(match[1]) if len(match[1]) <= _MAX_DIGITS else _MAX_INTEGER + 1


def identifier_or_none(name: str) -> Callable[[str], int | None]:
    """Return a parser for an ID, or for an empty text, which clears the reference."""
    parse = identifier(name)
    return lambda value: parse(value) if value else None


def year(value: str) -> int:
    """Parse a year that a journal can hold.

    Raises:
        UsageError: the text is no such year.
    """
    if not re.fullmatch(r"\d{4}", value, re.ASCII) or not FIRST_YEAR <= int(value) <= LAST_YEAR:
        raise UsageError(f"{quoted(value)} is not a year from {FIRST_YEAR} to {LAST_YEAR}; write it as 2026.")
    return int(value)


def path(value: str) -> str:
    """Parse the path of a file.

    Raises:
        UsageError: the path is empty (such as from an unset variable), has a NUL, or cannot be encoded in the locale.
    """
    if not value:
        raise UsageError("The path of the file is empty; name a file.")
    if "\0" in value:
        raise UsageError(f"{quoted(value)} is not a path; name a file.")
    try:
        os.fsencode(value)
    except UnicodeEncodeError as error:
        raise UsageError(f"{quoted(value)} cannot be a path in this locale; set LC_ALL=C.UTF-8.") from error
    return value
