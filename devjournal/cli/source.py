"""Reads the text of a file or of standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused, UsageError
from devjournal.input_files import (
    MAX_BYTES,
    MAX_DOCUMENT_BYTES,
    decode,
    read_bounded,
    read_file,
    read_text,
    text_of,
)
from devjournal.platforms import WINDOWS

STANDARD = "-"
"""The argument that means standard output or standard input."""


def source_name(source: str) -> str:
    """Return the name of a source for a sentence."""
    return "standard input" if source == STANDARD else quoted(Path(source).name or source, 60)


def absolute_path(folder: str) -> Path:
    """Return the absolute path of a folder, with `~` as the home folder.

    Raises:
        UsageError: the home folder or the working folder is unknown.
    """
    try:
        return Path(folder).expanduser().absolute()
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{quoted(folder)} cannot be resolved; write the full path.") from error


def read_source(source: str, hint: str, *, limit: int = MAX_DOCUMENT_BYTES, size_hint: str = "") -> str:
    """Return the text of a file or of standard input, in UTF-8 or in the encoding of its byte-order mark.

    `hint` ends the error about a source that is no text. `size_hint`, or else `hint`, ends the error about a source of
    more than `limit` bytes.

    Raises:
        DocumentRefused: the source cannot be read, is too large, or has another encoding.
        UsageError: standard input is closed.
    """
    name = "Standard input" if source == STANDARD else quoted(source, 200)
    try:
        if source == STANDARD:
            stream = _standard_input("a text to it, or give an argument other than -")
            content = read_bounded(stream, name, limit, size_hint or hint)
        else:
            content = read_file(Path(source), name, limit, size_hint or hint)
        return decode(content, with_locale=False)
    except OSError as error:
        raise DocumentRefused(f"{name} cannot be read ({error.strerror}); name another FILE.") from error
    except UnicodeDecodeError as error:
        raise DocumentRefused(f"{name} is not UTF-8 text; {hint}.") from error


def _standard_input(remedy: str) -> BinaryIO:
    """Return standard input. On a terminal, print how to end the input. `remedy` ends the error.

    Raises:
        UsageError: standard input is closed.
    """
    if sys.stdin is None:
        raise UsageError(f"Standard input is closed; redirect {remedy}.")
    if is_terminal(sys.stdin) and sys.stderr is not None:
        keys = "ctrl+z and enter" if WINDOWS else "ctrl+d"
        sys.stderr.write(f"Type or paste the text; {keys} on a line of its own ends it.\n")
    return sys.stdin.buffer


_HINT = "save it as UTF-8 (in Excel: CSV UTF-8) or as UTF-16 with its byte-order mark"


def read_foreign(source: str, limit: int = MAX_BYTES) -> str:
    """Return the text of another program's file, or of standard input, of at most `limit` bytes.

    Raises:
        DocumentRefused: the source cannot be read, is too large, or is no text.
        UsageError: standard input is closed.
    """
    if source != STANDARD:
        return read_text(Path(source), _HINT, limit)
    stream = _standard_input("a file to it, or name a FILE")
    try:
        return text_of(read_bounded(stream, "Standard input", limit), "Standard input", _HINT)
    except OSError as error:
        raise DocumentRefused(f"Standard input cannot be read ({error.strerror}); name a FILE.") from error
