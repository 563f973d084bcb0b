"""The settings as immutable values, with their defaults."""

from __future__ import annotations

from typing import NamedTuple

from devjournal.domain.copies.retention import DEFAULT_RETENTION, Retention
from devjournal.domain.week.questions import Questions
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual

LAST = "last"
"""The theme chosen last in the app."""

LOCALE = "locale"
"""The value from the locale."""


class Private(NamedTuple):
    """Whether new records are private by default."""

    entries: bool = False
    topics: bool = False
    talks: bool = False


class Encryption(NamedTuple):
    """How an encrypted journal is unlocked."""

    passphrase_command: str = ""
    """The command that prints the passphrase; if it is empty, the terminal asks for it."""
    unlocked_minutes: int = 480
    """How many minutes `unlock` keeps the key, at most until the login ends."""


class Inbox(NamedTuple):
    """The inbox for notes."""

    folder: str = ""
    """The path of the folder; empty if there is no inbox."""


class Sync(NamedTuple):
    """The sync between machines."""

    folder: str = ""
    """The path of the shared folder; empty if the journal is not synced."""


class Settings(NamedTuple):
    """All settings except the keys, which the app resolves."""

    theme: str = LAST
    ascii: bool = False
    mouse: bool = True
    first_day: str = LOCALE
    fiscal_start: int = 1
    """The first month of the fiscal year, 1 to 12."""
    ritual: Ritual = DEFAULT_RITUAL
    private: Private = Private()
    copies: Retention = DEFAULT_RETENTION
    encryption: Encryption = Encryption()
    inbox: Inbox = Inbox()
    sync: Sync = Sync()
    questions: Questions = Questions()
