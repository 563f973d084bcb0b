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

if TYPE_CHECKING:  # `path` and `completion` do not need Peewee
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from devjournal.domain.career.person import Person
    from devjournal.settings import LoadedSettings, Settings
    from devjournal.storage import Journal


T = TypeVar("T")


class Context:
    """What a command works with. Wrong usage is found here before a file is touched."""

    def __init__(self, file: str | None) -> None:
        """Keep the `--file` option, and choose the clock.

        Raises:
            UsageError: `DEVJOURNAL_NOW` is not a time.
        """
        self._file = file
        self.patience: float | None = None
        """Seconds to wait for another program's write; None means the default of commands."""
        self.quiet = False
        """Whether to suppress problems of the settings, so that a shell prompt stays one line."""
        self.asks = True
        """Whether the command may ask for a passphrase; a shell prompt must not."""
        self.exit_code = 0
        """The exit code of a command that did not fail; 1 if it reported a problem."""
        self.clock = clock_from_environment()

    def __enter__(self) -> Context:
        """Return itself for a `with` block."""
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

    def unlocking(self, act: Callable[[], T]) -> T:
        """Run `act`. If a file is locked, ask for its passphrase and run it again.

        Raises:
            Locked: nobody can be asked.
            WrongPassphrase: the passphrase is wrong.
        """
        try:
            return act()
        except Locked as locked:
            if not self.asks:
                raise
            from devjournal.cli.passphrase import unlock  # a plain journal does not need it

            unlock(self, locked)
            return self.unlocking(act)

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

        open_it = partial(
            Journal, self.path, self.clock, ritual=lambda: self.settings.ritual, retention=lambda: self.settings.copies
        )
        if self.patience is not None:
            open_it = partial(open_it, busy_timeout=self.patience)
        return self.unlocking(open_it)

    @cached_property
    def reading(self) -> LoadedSettings:
        """The settings file, and the problems found in it.

        Raises:
            UsageError: `DEVJOURNAL_CONFIG` names no path.
        """
        from devjournal.settings import read  # only commands with settings need it

        return read(config_path())

    @cached_property
    def settings(self) -> Settings:
        """The settings in force. Problems of the file are printed, one a line."""
        for line in self.reading.messages if not self.quiet else ():
            self.print_error(line)
        return self.reading.settings

    def guard(self) -> str:
        """Hide foreign rows and values of an open journal. Return a sentence about them; empty if there are none.

        Raises:
            FileRefused: the file cannot be read.
        """
        return self.journal.guard() if "journal" in self.__dict__ else ""

    def guard_first(self) -> None:
        """Hide foreign rows before the first question, so that no question is repeated."""
        if problem := self.journal.guard():
            self.print_error(problem)

    def backup_failure(self) -> str:
        """Return why an automatic copy failed; empty if none failed, or if this was returned before."""
        return self.journal.backup_failure() if "journal" in self.__dict__ else ""

    @cached_property
    def plain(self) -> bool:
        """Whether our own glyphs are ASCII: because of the locale or of the settings."""
        return not shows_unicode() or self.settings.ascii

    @cached_property
    def draws_ascii(self) -> bool:
        """Whether our own glyphs are ASCII, without printing problems of the settings."""
        try:
            return not shows_unicode() or self.reading.settings.ascii
        except UsageError:
            return False

    def print_error(self, sentence: str) -> None:
        """Print an error in one line on standard error, with glyphs that this terminal can show."""
        print_error(sentence, plain=self.draws_ascii)

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: AbstractSet[int] = frozenset()
    ) -> str:
        """Return rows in columns under headings for this terminal; the columns of `right` are aligned right."""
        return table(headings, rows, plain=self.draws_ascii, right=right)

    def own(self, text: str) -> str:
        """Return a text of ours with glyphs that this terminal can show."""
        return in_ascii(text) if self.draws_ascii else text

    @property
    def plain_note(self) -> str:
        """The note about a file exported from an encrypted journal; empty for a plain journal."""
        return " It is not encrypted." if self.journal.is_encrypted else ""

    def check(self) -> None:
        """Check that the file could be opened, without opening or creating it.

        Raises:
            FileRefused: it could not.
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
