"""The settings as frozen values; each default is said here and nowhere else."""

from __future__ import annotations

from typing import NamedTuple

from devjournal.domain.copies.retention import KEPT, Retention
from devjournal.domain.week.questions import Questions
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual

LAST = "last"
"""Stands for the theme that was chosen last in the app."""

LOCALE = "locale"
"""Stands for what the locale says."""


class Private(NamedTuple):
    """What is private from the start, so that no summary shows it."""

    entries: bool = False
    topics: bool = False
    talks: bool = False


class Encryption(NamedTuple):
    """How an encrypted journal is unlocked."""

    passphrase_command: str = ""
    """What prints the passphrase; an empty text asks on the terminal."""
    unlocked_minutes: int = 480
    """How long `unlock` keeps the key, unless the login ends before."""


class Inbox(NamedTuple):
    """Where notes come in."""

    folder: str = ""
    """An empty text where there is none."""


class Sync(NamedTuple):
    """Where several machines meet."""

    folder: str = ""
    """The folder that they share; an empty text for none."""


class Settings(NamedTuple):
    """Everything that can be set but the keys, which the app alone knows."""

    theme: str = LAST
    ascii: bool = False
    mouse: bool = True
    first_day: str = LOCALE
    fiscal_start: int = 1
    """The month that the fiscal year begins with, 1 to 12."""
    ritual: Ritual = DEFAULT_RITUAL
    private: Private = Private()
    copies: Retention = KEPT
    encryption: Encryption = Encryption()
    inbox: Inbox = Inbox()
    sync: Sync = Sync()
    questions: Questions = Questions()
