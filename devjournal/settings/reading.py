"""The result of reading the file: the settings, and a problem for each invalid line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from devjournal.settings.values import Settings


class Problem(NamedTuple):
    """An invalid line of the file."""

    line: int
    """The line number, from 1; 0 if the problem concerns the whole file."""
    text: str
    """One sentence: the fault and the valid values."""

    def message(self, path: Path) -> str:
        """Return the sentence, prefixed with the path and the line number."""
        return f"{path}{f', line {self.line}' if self.line else ''}: {self.text}"


class KeyedVerb(NamedTuple):
    """A verb with its keys."""

    id: str
    keys: tuple[str, ...]
    """The default keys, by Textual's names."""
    help: str
    typing: bool = False
    """Whether the verb is active in text fields: its keys must not type text."""
    letter: bool = False
    """Whether the verb is an answer of a choice: its key is one letter."""


class KeySetting(NamedTuple):
    """The value of a verb's setting in the table `keys`, still unchecked; `resolve_keys` checks it."""

    verb: str
    value: object
    line: int


class LoadedSettings(NamedTuple):
    """The content of the settings file, with defaults for missing and invalid settings."""

    path: Path | None = None
    """The path of the file; None if it does not exist."""
    settings: Settings = Settings()
    problems: tuple[Problem, ...] = ()
    keys: tuple[KeySetting, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """The problems as lines for the terminal."""
        return tuple(problem.message(self.path) for problem in self.problems) if self.path is not None else ()


UNSET = LoadedSettings()
"""The result if there is no file."""
