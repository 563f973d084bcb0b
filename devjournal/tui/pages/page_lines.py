"""The page as lines on the screen: as printed, with inks; pure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from devjournal.exports.page.page import Page
from devjournal.exports.page.text import Part, Printed, printed
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, justify, width_of

_INKS = {"■": "good", "◧": "good", "□": "missed", "?": "asks", "▸": "here", "→": "here", "←": "here", "✓": "good"}
"""Inks of line marks; other text has the ink of its part."""

_OF_PARTS = {
    Part.TITLE: "bold",
    Part.SPAN: "muted",
    Part.HEADING: "bold",
    Part.BELOW: "muted",
    Part.COUNT: "muted",
    Part.LEGEND: "muted",
}

UNREADABLE = "This page cannot be shown: another program wrote it."


def page_lines(page: Page, omitted: AbstractSet[str], columns: int, glyphs: Glyphs, *, beside: bool) -> list[ItemRow]:
    """Return the page in `columns` cells, with omitted lines struck through.

    `beside` puts the span beside the title.
    """
    lines = list(printed(page, columns))
    items = [ItemRow(_inked(line, line.key in omitted, glyphs), line.key) for line in lines]
    if beside and [line.part for line in lines[:2]] == [Part.TITLE, Part.SPAN]:
        head = justify(items[0].line, items[1].line, columns)
        if width_of(head) <= columns:
            items[:2] = [ItemRow(head)]
    return items


def _inked(line: Printed, struck: bool, glyphs: Glyphs) -> Line:
    """Return a printed line with inks and this set's glyphs; blanks are not struck through."""
    ink = "strike faint" if struck else _OF_PARTS.get(line.part, "text")
    if line.part is Part.STRIP:
        marks = line.text.split()
        return tuple((f"{glyphs.equivalent(mark)} ", ink if struck else _INKS.get(mark, "muted")) for mark in marks)
    text = glyphs.translate(line.text).rstrip()
    if line.part is Part.LEGEND:
        text = "   ".join(glyphs.equivalent(part[:1]) + part[1:] for part in text.split("   "))
    inner = text.lstrip(" ")
    body = inner[len(line.mark) :].lstrip(" ")
    head: Piece = (" " * (len(text) - len(inner)), "")
    if not line.mark:
        return (head, (body, ink))
    own = {"→": glyphs.mine, "←": glyphs.theirs}.get(line.mark, glyphs.equivalent(line.mark))
    mark: Piece = (
        own.ljust(len(inner) - len(body)),
        ink.removeprefix("strike ") if struck else _INKS.get(line.mark, ink),
    )
    return (head, mark, (body, ink))
