"""Several lines: headings, wrapped texts, columns, and blocks one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from devjournal.tui.widgets.lines import BLANK, Line, truncate, width_of, wrap


def wrap_inked(ink: str, text: str, width: int, max_lines: int = 0, mark: str = "") -> list[Line]:
    """Return a user's text as lines in one ink, wrapped as by `wrap`."""
    return [((part, ink),) for part in wrap(text, width, max_lines, mark)]


def hang(head: Line, parts: Iterable[str], ink: str) -> list[Line]:
    """Return the lines of a text with `head` before the first one; the others are indented."""
    indent: Line = ((" " * width_of(head), ""),) if head else BLANK
    return [(*(indent if n else head), (part, ink)) for n, part in enumerate(parts)]


def heading(title: str, facts: str = "") -> Line:
    """Return the line over a block: its title, and quiet facts."""
    return ((title, "bold"), (f"  {facts}", "muted")) if facts else ((title, "bold"),)


def flow(items: Iterable[Line], width: int, gap: int) -> list[Line]:
    """Return items side by side, `gap` blanks apart, in as few lines of `width` cells as possible."""
    lines: list[Line] = []
    for item in items:
        if lines and width_of(lines[-1]) + gap + width_of(item) <= width:
            lines[-1] = (*lines[-1], (" " * gap, ""), *item)
        else:
            lines.append(item)
    return lines


def columns(left: list[Line], right: list[Line], at: int, mark: str) -> list[Line]:
    """Return two blocks of lines side by side, the right one at cell `at`. Lines that are cut end in `mark`."""
    height = max(len(left), len(right))
    lines: list[Line] = []
    for n in range(height):
        first = truncate(left[n], at - 1, mark) if n < len(left) else BLANK
        second = right[n] if n < len(right) else BLANK
        lines.append((*first, (" " * (at - width_of(first)), ""), *second) if second else first)
    return lines


def stack(*blocks: Sequence[Line], gap: int = 1) -> list[Line]:
    """Return blocks of lines one below the other, `gap` blank lines apart, without empty blocks."""
    lines: list[Line] = []
    for block in filter(None, blocks):
        lines += [*([BLANK] * gap if lines else []), *block]
    return lines
