"""What may stand behind a setting: kinds of values that read what TOML holds, and say what they take."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from devjournal.domain.dates.days import DAYS
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.ritual import Moment

FEW = 8
"""So many words are all told in a message."""

_MOMENT = re.compile(r"([A-Z][a-z]{2}) ([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class InvalidValue(Exception):
    """A value that its setting does not take."""


class Kind(ABC):
    """A kind of value."""

    takes: str
    """What may stand there, after `write`."""

    @abstractmethod
    def read(self, value: object) -> object:
        """Return the setting that a TOML value means.

        Raises:
            InvalidValue: it means none.
        """

    def written(self, value: object) -> str:
        """Return a setting as TOML writes it; what `read` takes."""
        return as_text(str(value))

    def instead(self, value: object) -> str:
        """Return what to write instead of a value that it does not take."""
        return self.takes


class OneOf(Kind):
    """One word out of several."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take one of `words`."""
        self.takes = f"one of {', '.join(words)}"
        self._words = tuple(words)

    def read(self, value: object) -> str:
        """Return the word."""
        if isinstance(value, str) and value in self._words:
            return value
        raise InvalidValue

    def instead(self, value: object) -> str:
        """Return the words, or where there are many of them those that come next to it."""
        if len(self._words) <= FEW:
            return self.takes
        from difflib import get_close_matches  # only a slip pays for it

        near = get_close_matches(str(value)[:60], self._words) if isinstance(value, str) else []
        return f"{', '.join(near or self._words[:3])} or another name that `devjournal config init` lists"


class Whole(Kind):
    """A whole number."""

    def __init__(self, least: int, most: int) -> None:
        """Take `least` to `most`, both included."""
        self.takes = f"a whole number from {least} to {most}"
        self._range = range(least, most + 1)

    def read(self, value: object) -> int:
        """Return the number."""
        if isinstance(value, int) and not isinstance(value, bool) and value in self._range:
            return value
        raise InvalidValue

    def written(self, value: object) -> str:
        """Return its digits."""
        return str(value)


class YesNo(Kind):
    """True or false."""

    takes = "true or false"

    def read(self, value: object) -> bool:
        """Return it."""
        if isinstance(value, bool):
            return value
        raise InvalidValue

    def written(self, value: object) -> str:
        """Return it in small letters."""
        return str(value).lower()


class DayAndTime(Kind):
    """A day of the week and a time."""

    takes = f'a day and a time as "Fri 16:00"; the days are {", ".join(DAYS)}'

    def read(self, value: object) -> Moment:
        """Return the moment."""
        match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
        if match is None or match[1] not in DAYS:
            raise InvalidValue
        return Moment(DAYS.index(match[1]), time(int(match[2]), int(match[3])))


class Words(Kind):
    """A line of text."""

    MOST = 80
    """Characters that a question may have: a form is as wide."""

    takes = f"one line of text of up to {MOST} characters"

    def read(self, value: object) -> str:
        """Return the text, as it was written."""
        if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= self.MOST:
            return value
        raise InvalidValue


class CommandLine(Kind):
    """A command with its arguments; an empty text is none."""

    takes = 'a command with its arguments as "pass show devjournal", or ""'

    def read(self, value: object) -> str:
        """Return the command."""
        if isinstance(value, str) and (not value or value.isprintable()):
            return value.strip()
        raise InvalidValue


class Folder(Kind):
    """A folder by its path, or an empty text for none."""

    takes = 'the full path of a folder, which may begin with ~, or ""'

    def read(self, value: object) -> str:
        """Return the path as it was written."""
        if isinstance(value, str) and "\0" not in value and value.isprintable() and (not value or _from_root(value)):
            return value
        raise InvalidValue


def _from_root(path: str) -> bool:
    return path.startswith("~") or Path(path).is_absolute()


def shown(value: object) -> str:
    """Return a TOML value for a message: short, on one line, whatever it holds."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if value.bit_length() <= 64 else "a number that is too long"
    if isinstance(value, float | date | time):
        return str(value)
    return "a table" if isinstance(value, dict) else "a list"


def as_text(text: str) -> str:
    """Return a printable text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
