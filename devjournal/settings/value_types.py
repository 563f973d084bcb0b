"""The types of settings: each parses a TOML value and describes the valid ones."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from devjournal.domain.dates.days import DAYS
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.ritual import Moment

MAX_LISTED = 8
"""The largest number of choices that an error message lists in full."""

_MOMENT = re.compile(r"([A-Z][a-z]{2}) ([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class InvalidValue(Exception):
    """A value of another type, or out of range."""


class ValueType(ABC):
    """The type of a setting's value."""

    expected: str
    """A description of valid values, to follow `write`."""

    @abstractmethod
    def parse(self, value: object) -> object:
        """Convert a TOML value to the setting's value.

        Raises:
            InvalidValue: the value is not valid for this type.
        """

    def to_toml(self, value: object) -> str:
        """Format a setting's value as TOML; the inverse of `parse`."""
        return toml_string(str(value))

    def suggestion(self, value: object) -> str:
        """Describe what to write instead of an invalid value."""
        return self.expected


class OneOf(ValueType):
    """One of a list of texts."""

    def __init__(self, choices: Sequence[str]) -> None:
        """Accept one of `choices`."""
        self.expected = f"one of {', '.join(choices)}"
        self._choices = tuple(choices)

    def parse(self, value: object) -> str:
        """Return the value, if it is in the list."""
        if isinstance(value, str) and value in self._choices:
            return value
        raise InvalidValue

    def suggestion(self, value: object) -> str:
        """Return all choices; if there are more than `MAX_LISTED`, the closest choices."""
        if len(self._choices) <= MAX_LISTED:
            return self.expected
        from difflib import get_close_matches  # slow to import, needed only for typing errors

        close = get_close_matches(str(value)[:60], self._choices) if isinstance(value, str) else []
        return f"{', '.join(close or self._choices[:3])} or another name that `devjournal config init` lists"


class Integer(ValueType):
    """A whole number."""

    def __init__(self, minimum: int, maximum: int) -> None:
        """Accept `minimum` to `maximum`, both included."""
        self.expected = f"a whole number from {minimum} to {maximum}"
        self._range = range(minimum, maximum + 1)

    def parse(self, value: object) -> int:
        """Return the number, if it is in the range."""
        if isinstance(value, int) and not isinstance(value, bool) and value in self._range:
            return value
        raise InvalidValue

    def to_toml(self, value: object) -> str:
        """Return the number in digits."""
        return str(value)


class Boolean(ValueType):
    """True or false."""

    expected = "true or false"

    def parse(self, value: object) -> bool:
        """Return the value, if it is a boolean."""
        if isinstance(value, bool):
            return value
        raise InvalidValue

    def to_toml(self, value: object) -> str:
        """Return `true` or `false`."""
        return str(value).lower()


class DayAndTime(ValueType):
    """A day of the week with a time: `Fri 16:00`."""

    expected = f'a day and a time as "Fri 16:00"; the days are {", ".join(DAYS)}'

    def parse(self, value: object) -> Moment:
        """Return the moment."""
        match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
        if match is None or match[1] not in DAYS:
            raise InvalidValue
        return Moment(DAYS.index(match[1]), time(int(match[2]), int(match[3])))


class Line(ValueType):
    """A line of text."""

    MAX_LENGTH = 80
    """The maximum number of characters of a question: the width of a form."""

    expected = f"one line of text of up to {MAX_LENGTH} characters"

    def parse(self, value: object) -> str:
        """Return the text unchanged, if it is one printable line."""
        if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= self.MAX_LENGTH:
            return value
        raise InvalidValue


class CommandLine(ValueType):
    """A command with its arguments, or an empty string."""

    expected = 'a command with its arguments as "pass show devjournal", or ""'

    def parse(self, value: object) -> str:
        """Return the command without surrounding spaces."""
        if isinstance(value, str) and (not value or value.isprintable()):
            return value.strip()
        raise InvalidValue


class Folder(ValueType):
    """The path of a folder, or an empty string."""

    expected = 'the full path of a folder, which may begin with ~, or ""'

    def parse(self, value: object) -> str:
        """Return the path unchanged, if it is absolute or begins with `~`."""
        if isinstance(value, str) and "\0" not in value and value.isprintable() and (not value or _is_absolute(value)):
            return value
        raise InvalidValue


def _is_absolute(path: str) -> bool:
    return path.startswith("~") or Path(path).is_absolute()


def for_message(value: object) -> str:
    """Format a TOML value for an error message, short and on one line."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if value.bit_length() <= 64 else "a number that is too long"
    if isinstance(value, float | date | time):
        return str(value)
    return "a table" if isinstance(value, dict) else "a list"


def toml_string(text: str) -> str:
    """Quote a printable text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
