"""Output of commands: JSON, tables aligned by terminal cells, and parts of sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TextIO

from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import LINE_BREAK, json_document, one_line, pluralized

_MAX_PADDING = 40
"""The most cells to which a column is padded in a pipe, so that one long text does not widen all rows."""

_MIN_COLUMN = 10
"""The least width of a column on a terminal, in cells: that of a date."""

_ASCII = str.maketrans("“”–…→←↵■◧□▸·✓•", '""-~><|#+o>-x*')
"""The ASCII character for each glyph of devjournal's own sentences and pages."""


def as_json(value: Any) -> str:
    """Return `value` as a JSON document that is safe to print on a terminal."""
    return json_document(value)


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as CSV for a spreadsheet."""
    from devjournal.exports.transfer.spreadsheet import as_csv  # only spreadsheets need it

    return as_csv(columns, rows)


def print_error(sentence: str, *, ascii_only: bool | None = None) -> None:
    """Print an error in one line on standard error. `ascii_only` is None if only the locale decides."""
    if sys.stderr is not None:
        line = one_line(sentence)
        printable = in_ascii(line) if ascii_only or (ascii_only is None and not shows_unicode()) else line
        try:
            sys.stderr.write(f"devjournal: {printable}\n")
            sys.stderr.flush()
        except OSError:  # such as a full disk; the exit code still reports the error
            discard_output(sys.stderr)


def discard_output(stream: TextIO) -> None:
    """Discard buffered output, so that the interpreter does not fail at exit."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null_device, stream.fileno())
    os.close(null_device)


def in_ascii(text: str) -> str:
    """Return a sentence in which one ASCII character replaces each glyph, also in quoted texts."""
    return text.translate(_ASCII)


def shows_unicode() -> bool:
    """Return whether the locale has more characters than ASCII.

    The stream is not asked: a shell prompt reads the output from a pipe, and prints it on a terminal.
    """
    locales = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return "utf" in next((value for value in locales if value), "UTF-8").lower()


def drafts_wait(count: int) -> str:
    """Return a clause about the number of waiting drafts."""
    return f"{pluralized(count, 'draft')} {'waits' if count == 1 else 'wait'}"


def step_glyph(done: bool, *, ascii_only: bool) -> str:
    """Return the glyph of a step in a plan."""
    return ("-x" if ascii_only else "○✓")[done]


def terminal_width() -> int:
    """Return the width of the terminal in cells; 0 for a file or a pipe."""
    from shutil import get_terminal_size  # only tables need it

    return get_terminal_size().columns if is_terminal(sys.stdout) else 0


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, ascii_only: bool, right: AbstractSet[int] = frozenset()
) -> str:
    """Return rows in columns under headings. `right` has the indexes of columns that are aligned right.

    On a terminal, long texts are cut to their column, and lines to the terminal's width. Nothing is cut in a pipe.
    With `ascii_only`, the mark of a cut is ASCII.
    """
    from devjournal.domain.text.text_width import cut, width  # only tables need it

    lines = [tuple(headings), *(tuple(map(one_line, row)) for row in rows)]
    if ascii_only:  # the glyph for a line break is ours, too
        lines = [tuple(cell.replace(LINE_BREAK, "|") for cell in line) for line in lines]
    line_width, mark = terminal_width(), "~" if ascii_only else "…"
    max_width = max(line_width // 5, _MIN_COLUMN) if line_width else _MAX_PADDING
    widths = [min(max(map(width, column)), max_width) for column in zip(*lines, strict=True)]
    printed = []
    for line in lines:
        cells = []
        for index, (cell, column_width) in enumerate(zip(line, widths, strict=True)):
            last = index == len(widths) - 1
            content = cut(cell, column_width, mark) if line_width and not last else cell
            blank = " " * max(column_width - width(content), 0)
            cells.append(blank + content if index in right else content if last else content + blank)
        text = "  ".join(cells).rstrip()
        printed.append(cut(text, line_width, mark) if line_width else text)
    return "\n".join(printed)
