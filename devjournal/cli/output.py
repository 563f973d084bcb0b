"""Output of commands: JSON, tables aligned by terminal cells, and parts of sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TextIO

from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import LINE_BREAK, json_document, one_line

_WIDEST = 40
"""The most cells that a column is padded to in a pipe, so that one long text does not widen all rows."""

_NARROWEST = 10
"""The least cells of a column on a terminal: the width of a date."""


_ASCII = str.maketrans("“”–…→←↵■◧□▸·✓•", '""-~><|#+o>-x*')
"""ASCII for the glyphs of our own sentences and pages."""


def as_json(value: Any) -> str:
    """Return `value` as a JSON document that is safe to print on a terminal."""
    return json_document(value)


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as CSV for a spreadsheet."""
    from devjournal.exports.transfer.spreadsheet import as_csv  # only spreadsheets need it

    return as_csv(columns, rows)


def print_error(sentence: str, *, plain: bool | None = None) -> None:
    """Print an error in one line on standard error. `plain` chooses ASCII; None leaves it to the locale."""
    if sys.stderr is not None:
        line = one_line(sentence)
        printable = in_ascii(line) if plain or (plain is None and not shows_unicode()) else line
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
    """Return a sentence with each of our glyphs replaced by one ASCII character, also in quoted texts."""
    return text.translate(_ASCII)


def shows_unicode() -> bool:
    """Return whether the locale shows more than ASCII.

    A shell prompt reads the output through a pipe, so only the locale tells what its terminal shows.
    """
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return "utf" in next((value for value in named if value), "UTF-8").lower()


def step_glyph(done: bool, *, plain: bool) -> str:
    """Return the glyph of a step in a plan: done or open."""
    return ("-x" if plain else "○✓")[done]


def room() -> int:
    """Return the width of the terminal in cells, or 0 for a file or a pipe, which have none."""
    from shutil import get_terminal_size  # only tables need it

    return get_terminal_size().columns if is_terminal(sys.stdout) else 0


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, plain: bool, right: AbstractSet[int] = frozenset()
) -> str:
    """Return rows in columns under headings; the columns of `right` are aligned right.

    On a terminal, long texts are cut to their column, and lines to the terminal's width. Nothing is cut in a pipe.
    With `plain`, the mark of a cut is ASCII.
    """
    from devjournal.domain.text.text_width import cut, width  # only tables need it

    lines = [tuple(headings), *(tuple(map(one_line, row)) for row in rows)]
    if plain:  # the glyph for a line break is ours, too
        lines = [tuple(cell.replace(LINE_BREAK, "|") for cell in line) for line in lines]
    columns, mark = room(), "~" if plain else "…"
    widest = max(columns // 5, _NARROWEST) if columns else _WIDEST
    padded = [min(max(map(width, column)), widest) for column in zip(*lines, strict=True)]
    printed = []
    for line in lines:
        cells = []
        for at, (cell, wide) in enumerate(zip(line, padded, strict=True)):
            last = at == len(padded) - 1
            content = cut(cell, wide, mark) if columns and not last else cell
            blank = " " * max(wide - width(content), 0)
            cells.append(blank + content if at in right else content if last else content + blank)
        text = "  ".join(cells).rstrip()
        printed.append(cut(text, columns, mark) if columns else text)
    return "\n".join(printed)
