"""A page as Markdown: CommonMark with GFM tables, in which whatever was typed is shown as it was typed."""

from __future__ import annotations

import re
from urllib.parse import quote

from devjournal.exports.page import Block, Items, Line, Page, Strip, Table

NOTHING = "Nothing to tell yet."
"""What a page says that holds nothing."""

_INLINE = re.compile(
    r"[\\`*\[\]<>|~]"
    r"|&(?=[#A-Za-z])"  # might be an entity
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is only itself
    r"|(?<=ftp):|(?<=xmpp):",  # GitHub would make links of these
    re.IGNORECASE,
)
_AT_START = re.compile(r"(?:[#+-]|(?P<number>\d{1,9})[.)](?=\s|$))")
_KEPT_IN_LINK = "!#$%'*+,-./:;=?@_~&"
"""What may stand in a link beside letters and digits; all else is written as %XX."""


def render(page: Page, nothing: str = NOTHING) -> str:
    """Return the page; its title is its only level-1 heading. One that holds nothing says so."""
    parts = [f"# {_heading(page.title)}", escape(page.span)]
    for section in page.sections:
        blocks = "\n\n".join(_block(block) for block in section.blocks)
        parts.append(f"## {_heading(section.heading)}\n{blocks}")
    if not page.sections:
        parts.append(escape(nothing))
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Items):
        return "\n".join(_item(line, n, block.ordered) for n, line in enumerate(block.lines, 1))
    if isinstance(block, Strip):
        return f"`{' '.join(block.glyphs)}`\n\n{escape('; '.join(block.legend))}"
    return _table(block)


def _item(line: Line, number: int, ordered: bool) -> str:
    marker = f"{number}." if ordered else "  -" if line.under else "-"
    text = _start(line.text)
    return f"{marker} [{text}]({_destination(line.link)})" if line.link else f"{marker} {text}"


def _table(table: Table) -> str:
    rows = [table.headings, ["---"] * len(table.headings)]
    for row in table.rows:
        cells = [escape(cell) for cell in row.cells]
        if row.mark:
            cells[table.marked] = f"{row.mark} {cells[table.marked]}"
        rows.append(cells)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def escape(text: str) -> str:
    """Return a text of one line so that Markdown shows it as it is."""
    return _INLINE.sub(r"\\\g<0>", text)


def _heading(text: str) -> str:
    return escape(text).replace("#", "\\#")


def _start(text: str) -> str:
    """Return an escaped text for the start of a line, where it could begin a heading or a list."""
    escaped = escape(text)
    match = _AT_START.match(escaped)
    if match is None:
        return escaped
    number = match["number"] or ""
    return f"{number}\\{escaped[len(number) :]}"


def _destination(link: str) -> str:
    """Return a link so that nothing in it ends it."""
    return quote(link, safe=_KEPT_IN_LINK).replace("&", "&amp;")
