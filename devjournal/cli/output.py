"""What commands print: JSON documents, tables aligned by terminal cells, and pieces of sentences."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import Any

from devjournal.domain.text import json_safe, one_line

STEP_DONE, STEP_TO_DO = "✓", "○"
"""Before a step of a plan (`✓` is ticked)."""

_WIDEST_COLUMN = 40
"""How far a column is padded where nothing is cut, so that one long text does not push all rows out."""


def as_json(value: Any) -> str:
    """Return `value` as a JSON document that is safe to show on a terminal."""
    import json  # only scripts pay for it

    return json_safe(json.dumps(value, ensure_ascii=False, indent=2))


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Return rows under headings, in columns; `right` are the columns of numbers.

    On a terminal the lines are cut to its width, with the last columns giving way first. Into a pipe all is written.
    """
    from devjournal.cli.cells import cut, width  # only tables pay for the widths of characters

    lines = [tuple(headings), *(tuple(map(one_line, row)) for row in rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    room = get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 0
    padded = [min(wide, _WIDEST_COLUMN) for wide in widths]
    printed = []
    for line in lines:
        cells = []
        for at, (cell, wide) in enumerate(zip(line, padded, strict=True)):
            last = at == len(padded) - 1
            shown = cut(cell, wide) if room and not last else cell
            blank = " " * max(wide - width(shown), 0)
            cells.append(blank + shown if at in right else shown if last else shown + blank)
        text = "  ".join(cells).rstrip()
        printed.append(cut(text, room) if room else text)
    return "\n".join(printed)
