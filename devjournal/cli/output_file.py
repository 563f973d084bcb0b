"""Implements `--output`: prints a text, or writes it to a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from devjournal.cli.context import Context
from devjournal.cli.source import STANDARD
from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import quoted
from devjournal.errors import OutputFailed, UsageError


def print_or_write(context: Context, args: Namespace, content: str, name: str, *, end: str = "") -> str:
    """Return `content` to print. With `--output FILE`, write it there, and return a sentence that calls it `name`.

    The sentence ends with `end`, or else with a note if the journal is encrypted, because the file is not.

    Raises:
        FileExists: the file exists, and `--force` is not given.
        OutputFailed: the file cannot be written.
    """
    if args.output in (None, STANDARD):
        return context.printable(content) if vars(args).get("format") == "text" else content
    from devjournal.files import write_file

    target = Path(args.output)
    write_file(target, content, force=args.force, never=context.path)
    return f"Wrote {name} to {quoted(str(target), 200)}{end or f'.{context.unencrypted_note}'}"


def print_file(fill: Callable[[Path], object]) -> str:
    """Let `fill` write a temporary file, and copy its bytes to standard output. Return an empty text to print.

    Raises:
        UsageError: standard output is a terminal.
        OutputFailed: the temporary file or standard output cannot be written.
    """
    if sys.stdout is None or is_terminal(sys.stdout):
        raise UsageError("A journal is binary data; redirect standard output, or name a file.")
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    try:
        with TemporaryDirectory(prefix="devjournal-") as folder:
            temporary = Path(folder) / "journal.db"
            temporary.touch(0o600)
            fill(temporary)
            with temporary.open("rb") as file:
                copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(f"Standard output cannot be written ({error.strerror}); name a file.") from error
    return ""
