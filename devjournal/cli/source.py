"""Reading what is imported."""

from __future__ import annotations

import codecs
import locale
import os
import stat
import sys
from errno import EINVAL
from pathlib import Path

from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused, UsageError
from devjournal.platforms import WINDOWS

STANDARD = "-"
"""Stands for standard output, and for standard input."""


def read_source(source: str, hint: str, *, encoding: bool = False) -> str:
    """Return the text of a file, or of standard input; `hint` says what to name or do where it is no text.

    It is UTF-8, or what its byte-order mark says. With `encoding` it may be in the system's own encoding, too.

    Raises:
        DocumentRefused: it cannot be read, or is in another encoding.
        UsageError: standard input is closed.
    """
    name = "Standard input" if source == STANDARD else quoted(source, 200)
    try:
        if source != STANDARD:
            content = _content(Path(source))
        elif sys.stdin is None:
            raise UsageError("Standard input is closed; give it something to read, or name it on the command line.")
        else:
            _say_how_it_ends()
            content = sys.stdin.buffer.read()
        return _decoded(content, own=encoding)
    except OSError as error:
        raise DocumentRefused(f"{name} cannot be read ({error.strerror}); name another FILE.") from error
    except UnicodeDecodeError as error:
        raise DocumentRefused(f"{name} is not UTF-8 text; {hint}.") from error


_MARKS: tuple[tuple[bytes, str], ...] = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
"""What a text begins with that is not in UTF-8, the longest first."""


def _decoded(content: bytes, *, own: bool) -> str:
    """Return a text by its byte-order mark, as UTF-8, or in the system's `own` encoding.

    Raises:
        UnicodeDecodeError: it is none of them.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if marked is not None:
        return content.decode(marked)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        system = locale.getencoding()
        if not own or "utf" in system.lower():
            raise
        return content.decode(system)


def _say_how_it_ends() -> None:
    """Tell somebody who types how that ends, and why nothing happens until then."""
    if is_terminal(sys.stdin) and sys.stderr is not None:
        keys = "ctrl+z and enter" if WINDOWS else "ctrl+d"
        sys.stderr.write(f"Write or paste it here; {keys} on a line of its own ends it.\n")


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
