"""The errors that devjournal shows to users, each with a message and an exit code."""

from __future__ import annotations

from pathlib import Path


class JournalError(Exception):
    """An error that the user can act on. The message says what is wrong and what to do next."""

    exit_code = 1
    """The exit code of the command: 1 if the journal or the data refuses it."""


class UsageError(JournalError):
    """An invalid value or option."""

    exit_code = 2


class InvalidText(UsageError):
    """A text that cannot be stored: it has a NUL, is not Unicode, or is empty though required."""


class NotFound(JournalError):
    """An ID or a name that is not in the journal."""


class RuleViolation(JournalError):
    """A change that the method's rules forbid, such as the recap of a future week."""


class FileRefused(JournalError):
    """A journal file that cannot be opened; it was not touched."""


class Unsound(FileRefused):
    """A journal with a value, a row, a table or a trigger that devjournal did not write."""


class Locked(FileRefused):
    """An encrypted journal whose key is not known. The passphrase opens it."""

    def __init__(self, sentence: str, path: Path) -> None:
        """Create the error for the file at `path`."""
        super().__init__(sentence)
        self.path = path


class WrongPassphrase(JournalError):
    """A wrong passphrase; nothing was changed."""


class PassphraseFailed(JournalError):
    """A passphrase command that failed; nothing was changed."""


class FileBusy(JournalError):
    """A journal that another program locked for longer than the time-out."""


class WriteFailed(JournalError):
    """A write that the disk or the file system refused; the journal is unchanged."""


class DocumentRefused(JournalError):
    """A document or a list that cannot be read completely; nothing was imported."""


class OutputFailed(JournalError):
    """Output that could not be printed, or written to its file."""


class FileExists(OutputFailed):
    """A file that exists and may not be overwritten."""


class PromptAborted(JournalError):
    """A series of questions that the user left before the end; nothing was written."""


class Interrupted(PromptAborted):
    """A series of questions that the user ended with ctrl+c. Shells expect this exit code."""

    exit_code = 130


class EditorFailed(JournalError):
    """An editor that is missing or failed; its file stays as the editor left it."""


class ExtraMissing(JournalError):
    """A part of devjournal whose extra is not installed."""


class SettingsRefused(JournalError):
    """A settings file with an invalid setting."""


UNTRUSTED: tuple[type[Exception], ...] = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError, Unsound),
)
"""Errors that a foreign file can cause. In a sound file, all but the last are bugs of ours."""
