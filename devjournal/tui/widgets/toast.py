"""The text of a toast: one line, even in a narrow window (`docs/design.md`, Words)."""

from __future__ import annotations

import re

from rich.cells import cell_len

from devjournal.tui.widgets.glyphs import UNICODE
from devjournal.tui.widgets.lines import cut, row_text

FRAME = 5
"""Cells of a toast's frame: the edge, and two blanks at each side."""

_QUOTED = re.compile("“[^“”]+”")
_MIN_QUOTE = 10
"""Minimum cells of a shortened quotation, and of the text before the last sentence."""

_WAY_BACK = re.compile(r"(.+?[.;:]) ((?:\S|space|enter|esc|f\d+|\w+\+\w+) [^.]+\.)", re.DOTALL)
"""A message whose last sentence names a key, as in `Removed: “Ship it”. u brings it back.`"""


def in_one_line(text: str, room: int) -> str:
    """Return a message of at most `room` cells, if it can be shortened without loss of sense.

    First quotations are shortened, then the text before a last sentence that names a key. Any other message is
    returned unchanged, since half a reason helps nobody.
    """
    line = row_text(text)
    for _ in range(line.count("“")):
        over = cell_len(line) - room
        if over <= 0:
            return line
        longest = max(_QUOTED.findall(line), key=cell_len, default="")
        cells_left = max(_MIN_QUOTE, cell_len(longest) - over)
        if cells_left < cell_len(longest):
            line = line.replace(longest, f"“{cut(longest[1:-1], cells_left - 2, UNICODE.cut)}”", 1)
    way = _WAY_BACK.fullmatch(line)
    if cell_len(line) > room and way is not None:
        cells_left = room - cell_len(way[2]) - 1
        if cells_left >= _MIN_QUOTE:
            return f"{cut(way[1], cells_left, UNICODE.cut).rstrip('…')}… {way[2]}"
    return line
