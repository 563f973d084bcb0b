"""The terminal of this process: whether there is one, and its lines."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from devjournal.domain.text.text_width import width
from devjournal.errors import InvalidText

MAX_LINE_BYTES = 4095
"""The most bytes of a typed line: Linux drops further bytes."""


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is an open terminal."""
    return stream is not None and stream.isatty()


def can_ask() -> bool:
    """Return whether somebody can read a question and type an answer."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def can_draw() -> bool:
    """Return whether the app can be drawn: it needs a terminal that can move its cursor."""
    return can_ask() and os.environ.get("TERM") != "dumb"


def typed_line() -> str:
    """Return the next line typed on the terminal, without its line break.

    Raises:
        EOFError: the input ended.
        InvalidText: the line is no text, or may be cut by the terminal.
    """
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    if len(line) > MAX_LINE_BYTES:
        raise InvalidText(
            f"The terminal accepts {MAX_LINE_BYTES} bytes a line, so the end of this line may be lost; "
            "type a shorter line, or give the text as an option of the command."
        )
    for encoding in (sys.stdin.encoding, "utf-8"):
        try:
            return line.decode(encoding).rstrip("\r\n")
        except UnicodeDecodeError:
            pass  # the terminal may send characters that the locale's encoding does not have
    raise InvalidText("The line is not valid UTF-8; type it again.")


def write(text: str) -> None:
    """Write and flush standard output, so that a question is visible before its answer is read."""
    sys.stdout.write(text)
    sys.stdout.flush()


def wrapped(text: str, columns: int) -> str:
    """Return a text wrapped between words to fewer than `columns` cells; 0 does not wrap."""
    return "\n".join(_wrap_line(line, columns - 1) for line in text.split("\n")) if columns > 1 else text


def _wrap_line(line: str, limit: int) -> str:
    lines, cells_used = [""], 0
    for word in line.split(" "):
        cells = width(word)
        if word and cells_used and cells_used + cells > limit:
            lines[-1] = lines[-1].removesuffix(" ")
            lines, cells_used = [*lines, ""], 0
        lines[-1] += f"{word} "
        cells_used += cells + 1
    return "\n".join(lines)[:-1]
