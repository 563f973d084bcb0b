"""Gets the passphrase of an encrypted journal from a terminal or from a command, never from an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    """A context, or anything else with settings."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""


COMMAND_VARIABLE, NEW_COMMAND_VARIABLE = "DEVJOURNAL_PASSPHRASE_COMMAND", "DEVJOURNAL_NEW_PASSPHRASE_COMMAND"
"""The environment variables with the commands that print the current and the new passphrase."""

_TRIES = 3
"""The number of tries on a terminal."""

_COMMAND_TIMEOUT = 300
"""Seconds that a passphrase command may take: a password manager may ask its user first."""

_MAX_OUTPUT = 64 * 1024
"""The most bytes that a passphrase command may print: a note in a password manager, but no endless output."""


def can_ask() -> bool:
    """Return whether a user can be asked. Questions are written to standard error."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def unlock(context: HasSettings, locked: Locked) -> Key:
    """Return the key of a locked file, and keep it in memory while this program runs.

    Raises:
        Locked: the user cannot be asked.
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
        Locked: the user cannot be asked.
        WrongPassphrase: the passphrase is wrong.
    """
    from devjournal.storage.encryption.wrapping import unwrap

    if command := _command(context, COMMAND_VARIABLE):
        passphrase = _passphrase_from(command)
        return unwrap(entry, passphrase), passphrase
    if not can_ask():
        raise locked
    with _hidden_typing():  # also during the check, which takes a second, so that early typing stays hidden
        for tries_left in reversed(range(_TRIES)):
            passphrase = read_hidden_line(f"Passphrase of {one_line(locked.path.name)}")
            try:
                return unwrap(entry, passphrase), passphrase
            except WrongPassphrase:
                if not tries_left:
                    raise
                sys.stderr.write("Wrong passphrase. Try again; the recovery code works, too.\n")
    raise locked


def can_ask_current(context: HasSettings) -> bool:
    """Return whether the passphrase can be asked for, on a terminal or from a command."""
    return bool(_command(context, COMMAND_VARIABLE)) or can_ask()


def ask_new(context: HasSettings, variable: str, default: str = "") -> str:
    """Return a new passphrase, which is typed twice on a terminal. `default` is the answer to an empty line.

    Raises:
        RuleViolation: the passphrase is empty, or the user cannot be asked.
    """
    command = _command(context, variable) if variable == COMMAND_VARIABLE else os.environ.get(variable, "")
    if command:
        return _require_passphrase(_passphrase_from(command))
    if not can_ask():
        if default:
            return default
        raise RuleViolation(
            f"There is no terminal to ask for the new passphrase; set {variable} to a command that prints it."
        )
    keeps = "; empty keeps the current one" if default else ""
    with _hidden_typing():
        while True:
            passphrase = read_hidden_line(f"New passphrase{keeps}")
            if not passphrase and default:
                return default
            if not passphrase.strip():
                sys.stderr.write("Needed: a passphrase. Whoever knows it can read the journal.\n")
            elif passphrase == read_hidden_line("Repeat it"):
                return passphrase
            else:
                sys.stderr.write("The two passphrases differ. Try again.\n")


def show_code(code: str) -> None:
    """Print a recovery code once. On a terminal, the user must type it back before anything changes.

    Raises:
        PromptAborted: the user left.
    """
    from devjournal.cli.terminal import write
    from devjournal.storage.encryption.wrapping import normalized_code

    write(f"Recovery code: {code}\n")
    if not can_ask():
        return
    sys.stderr.write("Write it down now: it opens the journal if the passphrase is lost, and is not shown again.\n")
    while normalized_code(_read_line("Type the code")) != code:
        sys.stderr.write("That is not the code. Try again.\n")


def read_hidden_line(question: str) -> str:
    """Ask for a line, and read it without echo.

    Raises:
        PromptAborted: the user left.
    """
    from getpass import getpass

    with _leaving(), _hidden_typing() as is_hidden:
        if not is_hidden:
            return getpass(f"{question}: ")
        line = _read_line(question)
        sys.stderr.write("\n")  # the typed line break is hidden, too
        return line


@contextmanager
def _leaving() -> Iterator[None]:
    """Raise an error of the journal for ctrl+c, ctrl+d, or a terminal that is gone.

    Raises:
        PromptAborted: the user left.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        sys.stderr.write("\n")
        raise Interrupted("You left; nothing was changed.") from error
    except (EOFError, OSError) as error:
        raise PromptAborted("You left; nothing was changed.") from error


def _hidden_typing() -> AbstractContextManager[bool]:
    from devjournal.terminals import hidden_typing

    return hidden_typing(sys.stdin.fileno())


def _read_line(question: str) -> str:
    with _leaving():
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line.endswith("\n"):
            raise EOFError
    return line.removesuffix("\n")


def _command(context: HasSettings, variable: str) -> str:
    return os.environ.get(variable, "") or context.settings.encryption.passphrase_command


def _passphrase_from(command: str) -> str:
    """Return the first line that a passphrase command prints.

    Raises:
        PassphraseFailed: the command cannot be run, fails, takes too long, or prints too much.
    """
    import subprocess

    from devjournal.platforms import split_command

    name = f"The passphrase command {quoted(command, 80)}"
    try:
        output, exit_code = _run(split_command(command))
    except subprocess.TimeoutExpired as error:
        minutes = _COMMAND_TIMEOUT // 60
        raise PassphraseFailed(f"{name} took more than {minutes} minutes; run it in a shell to see why.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PassphraseFailed(f"{name} cannot be run ({reason}); correct it, and try again.") from error
    if len(output) > _MAX_OUTPUT:
        raise PassphraseFailed(f"{name} prints more than {_MAX_OUTPUT >> 10} KB; let it print only the passphrase.")
    if exit_code:
        raise PassphraseFailed(f"{name} failed with exit code {exit_code}; run it in a shell to see why.")
    try:
        return output.decode().partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise PassphraseFailed(f"{name} does not print UTF-8; correct it, and try again.") from error


def _run(argv: Sequence[str]) -> tuple[bytes, int]:
    """Run a command, and return its output and exit code. It is killed if it prints more than `_MAX_OUTPUT` bytes.

    Raises:
        subprocess.TimeoutExpired: the command, or a program that it started, took too long.
        OSError: the command cannot be run.
    """
    import subprocess
    from threading import Thread  # only a passphrase command needs it
    from time import monotonic

    process = subprocess.Popen(
        argv, bufsize=0, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    output = bytearray()

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as stdout:
            while len(output) <= _MAX_OUTPUT and (part := stdout.read(_MAX_OUTPUT)):
                output.extend(part)

    reader = Thread(target=read, daemon=True)  # a read cannot time out, and ends only with the last writer
    end = monotonic() + _COMMAND_TIMEOUT
    try:
        reader.start()
        reader.join(_COMMAND_TIMEOUT)
        if reader.is_alive():
            raise subprocess.TimeoutExpired(argv, _COMMAND_TIMEOUT)
        if len(output) <= _MAX_OUTPUT:
            process.wait(end - monotonic())
    finally:
        process.kill()
        process.wait()
    return bytes(output), process.returncode


def _require_passphrase(passphrase: str) -> str:
    if not passphrase.strip():
        raise RuleViolation("The new passphrase is empty; choose a passphrase that is hard to guess.")
    return passphrase
