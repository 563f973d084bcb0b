"""What commands print: JSON documents, tables aligned by terminal cells, and pieces of sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from devjournal.cli.terminal import is_terminal
from devjournal.domain.text.user_text import LINE_BREAK, json_safe, one_line

_WIDEST = 40
"""How far a column is padded where nothing is cut, so that one long text does not push all rows out."""

_NARROWEST = 10
"""What every column but the last may take on a terminal: a day."""


_ASCII = str.maketrans("“”–…→←↵■◧□▸·✓•", '""-~><|#+o>-x*')
"""ASCII for the signs of our own sentences and pages."""


def as_json(value: Any) -> str:
    """Return `value` as a JSON document that is safe to show on a terminal."""
    import json  # only scripts pay for it

    return json_safe(json.dumps(value, ensure_ascii=False, indent=2))


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as CSV, for a spreadsheet."""
    from devjournal.exports.transfer.spreadsheet import as_csv  # only spreadsheets pay for it

    return as_csv(columns, rows)


def print_error(sentence: str, *, plain: bool | None = None) -> None:
    """Say what is wrong, in one line on standard error; whether its signs are ASCII `plain` says, or the locale."""
    if sys.stderr is not None:
        line = one_line(sentence)
        printable = in_ascii(line) if plain or (plain is None and not shows_unicode()) else line
        sys.stderr.write(f"devjournal: {printable}\n")


def in_ascii(text: str) -> str:
    """Return words of our own with ASCII for their signs, one for one; what they quote is written so, too."""
    return text.translate(_ASCII)


def shows_unicode() -> bool:
    """Say whether the locale shows more than ASCII.

    A prompt reads the line through a pipe: what its terminal can show is known by the locale alone.
    """
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return "utf" in next((value for value in named if value), "UTF-8").lower()


def step_glyph(done: bool, *, plain: bool) -> str:
    """Return what stands before a step of a plan: whether it is ticked."""
    return ("-x" if plain else "○✓")[done]


def room() -> int:
    """Return how many cells a line of the terminal has, or 0 where a file or a pipe takes all of it."""
    from shutil import get_terminal_size  # only tables pay for it

    return get_terminal_size().columns if is_terminal(sys.stdout) else 0


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, plain: bool, right: frozenset[int] = frozenset()
) -> str:
    """Return rows under headings, in columns; `right` are the columns of numbers.

    On a terminal a long text is cut in its column, and a line to the width of the screen. A pipe gets all of it.
    `plain` says whether the mark of a cut is ASCII.
    """
    from devjournal.domain.text.text_width import cut, width  # only tables pay for it

    lines = [tuple(headings), *(tuple(map(one_line, row)) for row in rows)]
    if plain:  # what stands in for a line break is ours, too
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
