"""The entry point of the program: streams, exit codes, and errors in one line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from devjournal.cli.context import Context
from devjournal.cli.output import discard_output, in_ascii, print_error
from devjournal.cli.source import STANDARD
from devjournal.cli.terminal import can_draw, is_terminal
from devjournal.errors import UNTRUSTED, Interrupted, JournalError, OutputFailed, Unsound, UsageError
from devjournal.paths import state_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

APP_BUSY_TIMEOUT = 1.0
"""Seconds that the app waits for another program's write until it shows a message."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the app if none is named. Return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        _make_safe(stream)
    gc.disable()  # a command allocates much and frees little; the app turns the collector on again
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except JournalError as error:
        print_error(str(error))
        return error.exit_code
    except BrokenPipeError:
        discard_output(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return Interrupted.exit_code
    finally:
        gc.enable()


def _run(argv: list[str]) -> int:
    if not argv:
        with Context(None) as context:
            return _open_app(context)
    from devjournal.cli.parser import parse  # opening the app needs no parser

    try:
        arguments = parse([_as_utf_8(argument) for argument in argv])
    except SystemExit as exiting:  # argparse has printed --help or --version
        _print("")
        return int(exiting.code or 0)
    with Context(arguments.file) as context:
        if "run" not in arguments:
            return _open_app(context)
        try:
            text = _run_command(context, arguments)
            if _is_sentence(text) and not text.isascii() and context.draws_ascii:
                text = in_ascii(text)
            _print(text if not text or text.endswith("\n") else f"{text}\n")
        except JournalError as error:
            context.print_error(str(error))
            return error.exit_code
        _print_backup_failure(context)
        return context.exit_code


def _run_command(context: Context, arguments: Namespace) -> str:
    """Return the output of a command. If the file has foreign rows or values, hide them and run the command again.

    Any other error in a sound file is a bug and is not caught.

    Raises:
        JournalError: the command was refused.
    """
    try:
        output: str = arguments.run(context, arguments)
        return output
    except UNTRUSTED as error:
        problem = context.guard()
        if not problem:
            raise
        if vars(arguments).get("source") == STANDARD:  # standard input cannot be read twice
            raise Unsound(problem) from error
    try:
        output = arguments.run(context, arguments)
    except UNTRUSTED as error:
        raise Unsound(problem) from error
    context.print_error(problem)
    return output


def _is_sentence(text: str) -> bool:
    """Return whether the output is a sentence about a change; lists and documents write their own glyphs."""
    return text.endswith(".") and "\n" not in text


def _as_utf_8(argument: str) -> str:
    """Return an argument decoded as UTF-8, also in a locale in which Python could not decode it."""
    try:
        argument.encode()
        return argument
    except UnicodeEncodeError:  # bytes that Python could not decode are surrogates
        pass
    try:
        return os.fsencode(argument).decode()
    except UnicodeError as error:
        raise UsageError("An argument is not valid UTF-8; type it again.") from error


def _open_app(context: Context) -> int:
    """Open the app. Check the file before Textual is imported."""
    if not can_draw():
        context.check()
        raise UsageError("The app needs a terminal; `devjournal status` prints the state of the week.")
    context.busy_timeout = APP_BUSY_TIMEOUT
    context.quiet = True  # the app shows problems of the settings itself
    journal, settings = context.journal, context.loaded_settings
    from devjournal.tui import run  # Textual is the most expensive import

    code = run(journal, state_folder(), settings, machine_name=lambda: _machine_name(journal.path))
    _print_backup_failure(context)  # problems of the last write before the app ended
    return code


def _machine_name(journal: Path) -> str:
    """Return this machine's name among those that share the journal; empty if it was never synced."""
    from devjournal.sync.local_state import machine_name  # a start does not need it

    return machine_name(journal, state_folder())


def _print_backup_failure(context: Context) -> None:
    """Print why an automatic copy failed, if one did."""
    if failure := context.backup_failure():
        context.print_error(failure)


def _make_safe(stream: TextIO | None) -> None:
    """Make a stream accept every character. A file or a pipe gets UTF-8 and line feeds on every platform.

    A terminal keeps its encoding; a character outside of it is escaped.
    """
    reconfigure = getattr(stream, "reconfigure", None)  # a test's stream has none
    if reconfigure is not None:
        piped = {} if is_terminal(stream) else {"encoding": "utf-8", "newline": ""}
        reconfigure(errors="backslashreplace", **piped)


def _print(text: str) -> None:
    """Print and flush, so that an error can still be reported."""
    if sys.stdout is None:
        if text:
            raise _output_lost("standard output is closed")
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from devjournal.platforms import reader_left  # only errors need it

        if reader_left(error):
            raise BrokenPipeError from error
        discard_output(sys.stdout)
        raise _output_lost(error.strerror) from error


def _output_lost(reason: str | None) -> OutputFailed:
    return OutputFailed(f"The command succeeded, but its output was lost ({reason}); redirect it elsewhere.")
