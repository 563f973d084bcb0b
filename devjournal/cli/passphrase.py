"""Gets the passphrase of an encrypted journal from a terminal or from a command, never from an argument."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import Interrupted, Locked, PassphraseFailed, PromptAborted, RuleViolation, WrongPassphrase

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from devjournal.settings import Settings
    from devjournal.storage.encryption.key import Key
    from devjournal.storage.encryption.key_file import WrappedKey


class HasSettings(Protocol):
    """A caller that asks for a passphrase."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""


COMMAND, NEW_COMMAND = "DEVJOURNAL_PASSPHRASE_COMMAND", "DEVJOURNAL_NEW_PASSPHRASE_COMMAND"
"""The variables that name the passphrase commands: for the current and for the new passphrase."""

_TRIES = 3
"""How many tries a terminal gets."""

_PATIENCE = 300
"""How many seconds a passphrase command has: a password manager may ask its owner something first."""


def can_ask() -> bool:
    """Return whether somebody can be asked. If standard error is not shown, nobody would see the question."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def unlock(context: HasSettings, locked: Locked) -> Key:
    """Get the key of a locked file, and keep it while this program runs.

    Raises:
        Locked: nobody can be asked.
        WrongPassphrase: the passphrase is wrong.
    """
    from devjournal.storage.encryption import keyring
    from devjournal.storage.encryption.cipher import require_extra
    from devjournal.storage.encryption.key_file import entry_for
    from devjournal.storage.encryption.keyring import salt_of

    require_extra()
    entry = entry_for(locked.path, salt_of(locked.path))
    if entry is None:
        raise locked
    key, _ = ask_current(context, entry, locked)
    keyring.add_key(key)
    return key


def ask_current(context: HasSettings, entry: WrappedKey, locked: Locked) -> tuple[Key, str]:
    """Return the key, and the passphrase or recovery code that opened it.

    Raises:
        Locked: nobody can be asked.
        WrongPassphrase: the passphrase is wrong.
    """
    from devjournal.storage.encryption.wrapping import unwrap

    if command := _command(context, COMMAND):
        typed = _printed(command)
        return unwrap(entry, typed), typed
    if not can_ask():
        raise locked
    with _nothing_shown():  # also while a try is checked, which takes a second: whoever types early is not shown
        for tries_left in reversed(range(_TRIES)):
            typed = typed_secretly(f"Passphrase of {one_line(locked.path.name)}")
            try:
                return unwrap(entry, typed), typed
            except WrongPassphrase:
                if not tries_left:
                    raise
                sys.stderr.write("That is not it; the recovery code opens it, too.\n")
    raise locked


def can_ask_current(context: HasSettings) -> bool:
    """Return whether the passphrase can be asked for, on a terminal or from a command."""
    return bool(_command(context, COMMAND)) or can_ask()


def ask_new(context: HasSettings, variable: str, otherwise: str = "") -> str:
    """Return a new passphrase. On a terminal it is typed twice; an empty line means `otherwise`.

    Raises:
        RuleViolation: the passphrase is empty, or nobody can be asked.
    """
    command = _command(context, variable) if variable == COMMAND else os.environ.get(variable, "")
    if command:
        return _needed(_printed(command))
    if not can_ask():
        if otherwise:
            return otherwise
        raise RuleViolation(
            f"There is no terminal to ask for the new passphrase on; name what prints it in {variable}."
        )
    keeps = "; empty keeps the one there is" if otherwise else ""
    with _nothing_shown():
        while True:
            typed = typed_secretly(f"New passphrase{keeps}")
            if not typed and otherwise:
                return otherwise
            if not typed.strip():
                sys.stderr.write("Needed: whoever has it reads the journal, and nobody else.\n")
            elif typed == typed_secretly("The same again"):
                return typed
            else:
                sys.stderr.write("The two differ.\n")


def show_code(code: str) -> None:
    """Print a recovery code once. On a terminal it must be typed back before anything changes.

    Raises:
        PromptAborted: the user left.
    """
    from devjournal.cli.terminal import write
    from devjournal.storage.encryption.wrapping import normalized_code

    write(f"Recovery code: {code}\n")
    if not can_ask():
        return
    sys.stderr.write("Write it down now: it opens the journal if the passphrase is lost, and is not shown again.\n")
    while normalized_code(_line("Type the code")) != code:
        sys.stderr.write("That is another one.\n")


def typed_secretly(question: str) -> str:
    """Return a line typed without echo.

    Raises:
        PromptAborted: the user left.
    """
    from getpass import getpass

    try:
        with _nothing_shown() as hidden:
            if not hidden:
                return getpass(f"{question}: ")
            typed = _line(question)
            sys.stderr.write("\n")  # in place of the line break that was typed
            return typed
    except KeyboardInterrupt as error:
        sys.stderr.write("\n")
        raise Interrupted("You left; nothing was changed.") from error
    except (EOFError, OSError) as error:
        raise PromptAborted("You left; nothing was changed.") from error


def _nothing_shown() -> AbstractContextManager[bool]:
    from devjournal.terminals import hidden_typing

    return hidden_typing(sys.stdin.fileno())


def _line(question: str) -> str:
    try:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
    except KeyboardInterrupt as error:
        sys.stderr.write("\n")
        raise Interrupted("You left; nothing was changed.") from error
    except OSError as error:  # the terminal is gone
        raise PromptAborted("You left; nothing was changed.") from error
    if not line.endswith("\n"):
        raise PromptAborted("You left; nothing was changed.")
    return line.removesuffix("\n")


def _command(context: HasSettings, variable: str) -> str:
    return os.environ.get(variable, "") or context.settings.encryption.passphrase_command


def _printed(command: str) -> str:
    """Return the first line that a command prints.

    Raises:
        PassphraseFailed: the command cannot be run, or fails.
    """
    import subprocess

    from devjournal.platforms import split_command

    name = f"The passphrase command {quoted(command, 80)}"
    try:
        done = subprocess.run(
            split_command(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PassphraseFailed(f"{name} printed nothing in {_PATIENCE // 60} minutes; nothing was changed.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PassphraseFailed(f"{name} cannot be run ({reason}); nothing was changed.") from error
    if done.returncode:
        raise PassphraseFailed(f"{name} failed with exit code {done.returncode}; nothing was changed.")
    try:
        return done.stdout.decode().partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise PassphraseFailed(f"{name} does not print UTF-8; nothing was changed.") from error


def _needed(passphrase: str) -> str:
    if not passphrase.strip():
        raise RuleViolation("The new passphrase is empty; give one that nobody guesses.")
    return passphrase
