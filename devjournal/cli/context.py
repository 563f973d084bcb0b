"""The context of a command: the journal's path, the time, the settings, and the journal, opened at first use."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from devjournal.cli.output import in_ascii, print_error, shows_unicode, table
from devjournal.clock import clock_from_environment
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.reading import Toward, parse_day, parse_week
from devjournal.domain.text.user_text import clean
from devjournal.errors import Locked, UsageError
from devjournal.paths import config_path, journal_path

if TYPE_CHECKING:  # `path` and `completion` must not import Peewee
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from devjournal.domain.career.person import Person
    from devjournal.settings import LoadedSettings, Settings
    from devjournal.storage import Journal


T = TypeVar("T")


class Context:
    """The journal, time and settings of one command. The journal is opened at first use."""

    def __init__(self, file: str | None) -> None:
        """Use the journal of the `--file` option, if it is not None, and the clock of the environment.

        Raises:
            UsageError: `DEVJOURNAL_NOW` is not a time.
        """
        self._file = file
        self.busy_timeout: float | None = None
        """Seconds to wait for another program's write; None means the default of `Journal`."""
        self.quiet = False
        """Whether problems of the settings are not printed, such as for a shell prompt."""
        self.may_ask = True
        """Whether the command may ask for a passphrase; a shell prompt must not."""
        self.exit_code = 0
        """The exit code of a command that was not refused; 1 if it printed a problem."""
        self.clock = clock_from_environment()

    def __enter__(self) -> Context:
        """Return the context."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the journal if it was opened."""
        self.close()

    def close(self) -> None:
        """Close the journal if it was opened; the next use opens it again."""
        if "journal" in self.__dict__:
            self.__dict__.pop("journal").close()

    def unlocking(self, action: Callable[[], T]) -> T:
        """Run `action`. If a file is locked, ask for its passphrase and run it again.

        Raises:
            Locked: nobody can be asked.
            WrongPassphrase: the passphrase is wrong.
        """
        try:
            return action()
        except Locked as locked:
            if not self.may_ask:
                raise
            from devjournal.cli.passphrase import unlock  # only an encrypted journal needs it

            unlock(self, locked)
            return self.unlocking(action)

    @cached_property
    def path(self) -> Path:
        """The path of the journal."""
        return journal_path(self._file)

    @cached_property
    def today(self) -> date:
        """The day on which the command runs."""
        return self.clock().date()

    @cached_property
    def journal(self) -> Journal:
        """The open journal.

        Raises:
            FileRefused: the file cannot be a journal.
        """
        from devjournal.storage import Journal

        open_journal = partial(
            Journal, self.path, self.clock, ritual=lambda: self.settings.ritual, retention=lambda: self.settings.copies
        )
        if self.busy_timeout is not None:
            open_journal = partial(open_journal, busy_timeout=self.busy_timeout)
        return self.unlocking(open_journal)

    @cached_property
    def loaded_settings(self) -> LoadedSettings:
        """The contents and the problems of the settings file.

        Raises:
            UsageError: `DEVJOURNAL_CONFIG` is no path.
        """
        from devjournal.settings import read  # only commands with settings need it

        return read(config_path())

    @cached_property
    def settings(self) -> Settings:
        """The current settings. Problems of the file are printed at first use, one a line."""
        for line in self.loaded_settings.messages if not self.quiet else ():
            self.print_error(line)
        return self.loaded_settings.settings

    def guard(self) -> str:
        """Hide foreign rows and values of an open journal. Return a sentence about them; empty if there are none.

        Raises:
            FileRefused: the file cannot be read.
        """
        return self.journal.guard() if "journal" in self.__dict__ else ""

    def guard_first(self) -> None:
        """Hide foreign rows before the first question: a command that meets them later runs again and repeats it."""
        if problem := self.journal.guard():
            self.print_error(problem)

    def backup_failure(self) -> str:
        """Return why an automatic copy failed; empty if none failed, or if this was returned before."""
        return self.journal.backup_failure() if "journal" in self.__dict__ else ""

    @cached_property
    def ascii_glyphs(self) -> bool:
        """Whether the glyphs in lists are ASCII: because of the locale or of the settings.

        Problems of the settings are printed.
        """
        return not shows_unicode() or self.settings.ascii

    @cached_property
    def draws_ascii(self) -> bool:
        """Whether messages and tables are ASCII.

        Problems of the settings are not printed here: the message may be about them.
        """
        try:
            return not shows_unicode() or self.loaded_settings.settings.ascii
        except UsageError:
            return False

    def print_error(self, sentence: str) -> None:
        """Print an error in one line on standard error, with glyphs that this terminal can show."""
        print_error(sentence, ascii_only=self.draws_ascii)

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: AbstractSet[int] = frozenset()
    ) -> str:
        """Return rows in columns under headings for this terminal; the columns of `right` are aligned right."""
        return table(headings, rows, ascii_only=self.draws_ascii, right=right)

    def printable(self, text: str) -> str:
        """Return a text with glyphs that this terminal can show."""
        return in_ascii(text) if self.draws_ascii else text

    @property
    def unencrypted_note(self) -> str:
        """The note after an export of an encrypted journal; empty if the journal is not encrypted."""
        return " It is not encrypted." if self.journal.is_encrypted else ""

    def check(self) -> None:
        """Check that the file is a journal, without opening or creating it.

        Raises:
            FileRefused: the file cannot be a journal.
        """
        from devjournal.storage.core.file import check

        self.unlocking(lambda: check(self.path))

    def week(self, text: str, toward: Toward = Toward.LAST) -> IsoWeek:
        """Parse a WEEK.

        Raises:
            UsageError: the text is no week.
        """
        return parse_week(text, self.today, toward)

    def day(self, text: str, toward: Toward = Toward.LAST) -> date:
        """Parse a DATE.

        Raises:
            UsageError: the text is no date.
        """
        return parse_day(text, self.today, toward)

    def person(self, name: str) -> Person:
        """Return the person with this name, or with this start of a name.

        Raises:
            NotFound: nobody matches, or several people do.
        """
        from devjournal.domain.career.person import find_by_start  # few commands name people

        return find_by_start(self.journal.people.list(), clean(name, "The name"))

    def coming_day(self, text: str) -> date | None:
        """Parse a DATE from today on. An empty text means no day.

        Raises:
            UsageError: the text is no date, or the day is past.
        """
        return self.day(text, Toward.NEXT) if text else None
