"""The errors that devjournal shows to its owner: each owns its sentence and its exit code."""

from __future__ import annotations

from pathlib import Path


class JournalError(Exception):
    """Something the owner can act on: one sentence that says what happened and what to do next."""

    exit_code = 1
    """What the command line exits with: the journal or the data refused it."""


class UsageError(JournalError):
    """A value or an option that is not what the interface asks for."""

    exit_code = 2


class InvalidText(UsageError):
    """A text that cannot be kept: it holds a NUL or is not Unicode, or it is empty where one is needed."""


class NotFound(JournalError):
    """An ID or a name that the journal does not hold."""


class RuleViolation(JournalError):
    """A change that the method's rules do not allow, such as the recap of a week to come."""


class FileRefused(JournalError):
    """A journal file that cannot be opened; it was not touched."""


class Unsound(FileRefused):
    """A journal that holds what devjournal did not write: a value, a row, a table or a trigger."""


class Locked(FileRefused):
    """An encrypted journal whose key is not known here; its passphrase opens it."""

    def __init__(self, sentence: str, path: Path) -> None:
        """Say what to do about the file at `path`."""
        super().__init__(sentence)
        self.path = path


class WrongPassphrase(JournalError):
    """A passphrase that does not open the journal; nothing was changed."""


class PassphraseFailed(JournalError):
    """A command that should print a passphrase and does not; nothing was changed."""


class FileBusy(JournalError):
    """Another program holds the journal for longer than the busy time-out."""


class WriteFailed(JournalError):
    """A write that the disk or the file system refused; the journal is as it was before."""


class DocumentRefused(JournalError):
    """A document or a list that cannot be read as a whole; nothing of it was imported."""


class OutputFailed(JournalError):
    """Something that could not be printed or written to where it was asked for."""


class FileExists(OutputFailed):
    """A file that is there already and was not asked to be written over."""


class PromptAborted(JournalError):
    """Questions that their owner left before the last one; nothing was written."""


class Interrupted(PromptAborted):
    """Questions that ctrl+c ended; a shell is told what it expects then."""

    exit_code = 130


class EditorFailed(JournalError):
    """The owner's own editor is missing, or it failed; what it had open is as it left it."""


class ExtraMissing(JournalError):
    """A part of devjournal that is installed by an extra of its own, and is not here."""


class SettingsRefused(JournalError):
    """A settings file of which something is not taken."""


UNTRUSTED: tuple[type[Exception], ...] = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError, Unsound),
)
"""What a file that devjournal did not write can lead to; where it is sound, any but the last is a fault of ours."""
