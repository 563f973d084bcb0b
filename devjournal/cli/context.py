"""The front hall: which file, what time it is, and the journal, opened when a command first asks for it."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from devjournal.cli.output import in_ascii, print_error, shows_unicode
from devjournal.clock import clock_from_environment
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.reading import Toward, parse_day, parse_week
from devjournal.domain.text.user_text import clean
from devjournal.errors import Locked, UsageError
from devjournal.paths import config_path, journal_path

if TYPE_CHECKING:  # `path` and `completion` do not pay for Peewee
    from collections.abc import Callable
    from pathlib import Path

    from devjournal.domain.career.person import Person
    from devjournal.settings import LoadedSettings, Settings
    from devjournal.storage import Journal


T = TypeVar("T")


class Context:
    """What a command is handed: wrong usage is found here before a file is touched."""

    def __init__(self, file: str | None) -> None:
        """Keep the `--file` option, and read which clock is asked for.

        Raises:
            UsageError: `DEVJOURNAL_NOW` cannot be read.
        """
        self._file = file
        self.patience: float | None = None
        """Seconds to wait for another program's write; None waits as a command does."""
        self.quiet = False
        """Whether what is wrong with the settings is not told: a prompt stays one line."""
        self.asks = True
        """Whether a passphrase may be asked for: a prompt never does."""
        self.exit_code = 0
        """What a command that was carried out exits with; 1 where it found something wrong."""
        self.clock = clock_from_environment()

    def __enter__(self) -> Context:
        """Use the hall in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the journal where it was opened."""
        self.close()

    def close(self) -> None:
        """Close the journal where it was opened; it is opened again where it is asked for."""
        if "journal" in self.__dict__:
            self.__dict__.pop("journal").close()

    def unlocking(self, act: Callable[[], T]) -> T:
        """Do something with files of which one may be locked; its passphrase is asked for then.

        Raises:
            Locked: there is no way to ask.
            WrongPassphrase: it does not open it.
        """
        try:
            return act()
        except Locked as locked:
            if not self.asks:
                raise
            from devjournal.cli.passphrase import unlock  # a plain journal does not pay for it

            unlock(self, locked)
            return self.unlocking(act)

    @cached_property
    def path(self) -> Path:
        """Where the journal is kept."""
        return journal_path(self._file)

    @cached_property
    def today(self) -> date:
        """The day on which the command was given."""
        return self.clock().date()

    @cached_property
    def journal(self) -> Journal:
        """The journal, open.

        Raises:
            FileRefused: the file cannot be a journal.
        """
        from devjournal.storage import Journal

        open_it = partial(
            Journal, self.path, self.clock, ritual=lambda: self.settings.ritual, retention=lambda: self.settings.copies
        )
        if self.patience is not None:
            open_it = partial(open_it, busy_timeout=self.patience)
        return self.unlocking(open_it)

    @cached_property
    def reading(self) -> LoadedSettings:
        """What the settings file says, and what of it is not taken.

        Raises:
            UsageError: `DEVJOURNAL_CONFIG` names no path.
        """
        from devjournal.settings import read  # what asks for no setting does not pay for them

        return read(config_path())

    @cached_property
    def settings(self) -> Settings:
        """The settings that are in force; what is wrong with the file is told, in a line each."""
        for line in self.reading.messages if not self.quiet else ():
            print_error(line, plain=self.draws_ascii)
        return self.reading.settings

    def guard(self) -> str:
        """Hide what devjournal did not write, where a journal is open, and return it in a sentence; else nothing.

        Raises:
            FileRefused: the file does not answer.
        """
        return self.journal.guard() if "journal" in self.__dict__ else ""

    def guard_first(self) -> str:
        """Do so before questions are asked: an answer is not asked for twice."""
        return self.journal.guard()

    def trouble(self) -> str:
        """Return what went wrong beside what the command did, as a copy of the day that could not be made."""
        return self.journal.trouble() if "journal" in self.__dict__ else ""

    @cached_property
    def plain(self) -> bool:
        """Whether signs of our own are ASCII: the locale shows no others, or its owner set it so."""
        return not shows_unicode() or self.settings.ascii

    @cached_property
    def draws_ascii(self) -> bool:
        """The same, asked of the settings without telling what is wrong with them: that is no message of its own."""
        try:
            return not shows_unicode() or self.reading.settings.ascii
        except UsageError:
            return False

    def own(self, text: str) -> str:
        """Return words of our own in signs that are shown here."""
        return in_ascii(text) if self.draws_ascii else text

    @property
    def plain_note(self) -> str:
        """What is said behind the name of a file that is written out of an encrypted journal."""
        return " It is not encrypted." if self.journal.is_encrypted else ""

    def check(self) -> None:
        """Look whether the file could be opened, without opening or making it.

        Raises:
            FileRefused: it could not.
        """
        from devjournal.storage.core.file import check

        self.unlocking(lambda: check(self.path))

    def week(self, text: str, toward: Toward = Toward.LAST) -> IsoWeek:
        """Read a WEEK.

        Raises:
            UsageError: it is not one.
        """
        return parse_week(text, self.today, toward)

    def day(self, text: str, toward: Toward = Toward.LAST) -> date:
        """Read a DATE.

        Raises:
            UsageError: it is not one.
        """
        return parse_day(text, self.today, toward)

    def person(self, name: str) -> Person:
        """Return who is meant by a NAME: a whole name, or the start of one.

        Raises:
            NotFound: nobody is, or more than one.
        """
        from devjournal.domain.career.person import find_by_start  # few commands name anybody

        return find_by_start(self.journal.people.list(), clean(name, "The name"))

    def coming_day(self, text: str) -> date | None:
        """Read a DATE that is still to come, or an empty text, which names no day.

        Raises:
            UsageError: it is neither.
        """
        return self.day(text, Toward.NEXT) if text else None
