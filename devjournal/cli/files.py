"""Reading what is imported."""

from __future__ import annotations

import os
import stat
import sys
from errno import EINVAL
from pathlib import Path

from devjournal.domain.text import quoted
from devjournal.errors import DocumentRefused, UsageError

STANDARD = "-"
"""Stands for standard output, and for standard input."""


def read_source(source: str, hint: str) -> str:
    """Return the text of a file, or of standard input; `hint` says what to name where it is no text.

    Raises:
        DocumentRefused: it cannot be read, or is not UTF-8.
        UsageError: standard input is closed.
    """
    name = "Standard input" if source == STANDARD else quoted(source, 200)
    try:
        if source != STANDARD:
            content = _content(Path(source))
        elif sys.stdin is None:
            raise UsageError("Standard input is closed; name a FILE to import.")
        else:
            content = sys.stdin.buffer.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise DocumentRefused(f"{name} cannot be read ({error.strerror}); name another FILE.") from error
    except UnicodeDecodeError as error:
        raise DocumentRefused(f"{name} is not UTF-8 text; {hint}.") from error


def _content(path: Path) -> bytes:
    """Return what is in a file or comes through a pipe; a device may have no end.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISBLK(mode) or (stat.S_ISCHR(mode) and not file.isatty()):
            raise OSError(EINVAL, "it is a device")
        return file.read()
