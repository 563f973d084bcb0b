"""What reading the file gives: the settings that are in force, and a line for each that is not taken."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from devjournal.settings.values import Settings


class Problem(NamedTuple):
    """Something in the file that is not taken."""

    line: int
    """Counted from 1; 0 where no line can be named."""
    text: str
    """What is wrong and what may stand there, in one sentence."""

    def message(self, path: Path) -> str:
        """Return the sentence with the file and the line in front."""
        return f"{path}{f', line {self.line}' if self.line else ''}: {self.text}"


class Keyed(NamedTuple):
    """A verb as far as its keys are concerned."""

    id: str
    keys: tuple[str, ...]
    """Its own, by the names that the app knows."""
    help: str
    typing: bool = False
    """Whether it is at work while a text is typed: then no key of a text can be its key."""
    letter: bool = False
    """Whether it is an answer: its key is one letter."""


class WantedKey(NamedTuple):
    """A verb's keys as the file wants them; `keys.take` says whether they can be had."""

    verb: str
    value: object
    line: int


class LoadedSettings(NamedTuple):
    """What the file says."""

    path: Path | None = None
    """The file; None where there is none."""
    settings: Settings = Settings()
    problems: tuple[Problem, ...] = ()
    keys: tuple[WantedKey, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """The problems, each a line of its own."""
        return tuple(problem.message(self.path) for problem in self.problems) if self.path is not None else ()


UNSET = LoadedSettings()
"""What is read where there is no file."""
