"""A page as Markdown: CommonMark with GFM tables. Texts of the user are escaped, so that they show as typed."""

from __future__ import annotations

import re
from urllib.parse import quote

from devjournal.domain.text.addresses import addresses
from devjournal.exports.page.page import Block, Items, Line, Page, Strip, Table
from devjournal.exports.page.typed_text import TextBlock, TypedList, blocks_of

NOTHING = "Nothing yet."
"""The sentence of an empty page."""

_INLINE = re.compile(
    r"[\\`*\[\]<>|~]"
    r"|&(?=[#A-Za-z])"  # might be an entity
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word, an underscore is literal
    r"|(?<=ftp):|(?<=xmpp):",  # GitHub would link these
    re.IGNORECASE,
)
_AT_START = re.compile(r"(?:[#+=-]|:(?=-)|(?P<number>\d{1,9})[.)](?=\s|$))")
_CHANGED_IN_AUTOLINKS = re.compile(r"&[#\w]+;|[\[\]]")
"""An entity, or the brackets of a host. Some renderers change both within angle brackets."""
_HARD_BREAK = "\\\n"
_BLANK = "&nbsp;"
_SAFE_IN_LINK = "!#$%'*+,-./:;=?@_~&"
"""Characters that may be in a link besides letters and digits. All other characters are percent-encoded."""


def render(page: Page, empty_text: str = NOTHING) -> str:
    """Return the page; its title is the only level-1 heading. An empty page has `empty_text` as its only sentence."""
    parts = [f"# {_heading(page.title)}", escape(page.span)]
    for section in page.sections:
        blocks = "\n\n".join(_block(block) for block in section.blocks)
        parts.append(f"## {_heading(section.heading)}\n{blocks}")
    if not page.sections:
        parts.append(escape(empty_text))
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Items):
        return "\n".join(_item(line, n, block.ordered) for n, line in enumerate(block.lines, 1))
    if isinstance(block, Strip):
        return f"`{' '.join(block.glyphs)}`\n\n{escape('; '.join(block.legend))}"
    return _table(block)


def _item(line: Line, number: int, ordered: bool) -> str:
    marker = f"{number}. " if ordered else "  - " if line.under else "- "
    indent = " " * len(marker)
    first, *following = blocks_of(line.text)
    parts = [_text_block(first, indent, line.link), *(_text_block(block, indent) for block in following)]
    return marker + f"\n\n{indent}".join(parts)


def _text_block(block: TextBlock, indent: str, link: str = "") -> str:
    """Return a paragraph or a list of a text within an item.

    A link surrounds a paragraph, which then has no other link.
    """
    if isinstance(block, TypedList):
        markers = ["- " if block.first is None else f"{n}. " for n in range(block.first or 0, 1000)]
        return f"\n{indent}".join(f"{marker}{_start(item)}" for marker, item in zip(markers, block.items, strict=False))
    lines = [_start(text, bare=not link) for text in block.lines]
    joined = f"{_HARD_BREAK}{indent}".join(lines)
    return f"[{joined}]({_destination(link)})" if link else joined


def _table(table: Table) -> str:
    rows = [table.headings, ["---"] * len(table.headings)]
    for row in table.rows:
        cells = [_cell(cell) for cell in row.cells]
        if row.mark:
            cells[table.marked] = f"{row.mark} {cells[table.marked]}"
        rows.append(cells)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cell(text: str) -> str:
    return "<br>".join(_indented(line, escape(line.lstrip(" "), in_table=True)) for line in text.split("\n"))


def escape(text: str, *, bare: bool = True, in_table: bool = False) -> str:
    """Return a text of one line, escaped so that Markdown shows it as it is, with its web addresses as links.

    In the text of a link `bare` is false, because links cannot be nested.
    """
    parts, at = [], 0
    for start, end in addresses(text) if bare else ():
        before, link = _escape(text[at:start]), _linked(text[start:end], in_table)
        if before.endswith("!") and link.startswith("["):  # would be an image
            before = f"{before[:-1]}\\!"
        parts += [before, link]
        at = end
    return "".join((*parts, _escape(text[at:])))


def _escape(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _linked(address: str, in_table: bool) -> str:
    """Return a web address as a link to exactly that address.

    Within angle brackets nothing needs an escape, except that some renderers parse entities there, and tables the `|`.
    """
    scheme = "" if address.lower().startswith("http") else "http://"
    if scheme or _CHANGED_IN_AUTOLINKS.search(address) or (in_table and "|" in address):
        return f"[{_escape(address)}]({_destination(scheme + address)})"
    return f"<{address}>"


def _heading(text: str) -> str:
    """Return an escaped heading: `#` at its end would close it. Elsewhere `#` is literal."""
    return re.sub(r"#+\s*$", r"\\\g<0>", escape(text))


def _start(text: str, *, bare: bool = True) -> str:
    """Return an escaped text for the start of a line, where it could begin a heading, a list or another block."""
    escaped = escape(text.lstrip(" "), bare=bare)
    match = _AT_START.match(escaped)
    if match is not None:
        number = match["number"] or ""
        escaped = f"{number}\\{escaped[len(number) :]}"
    return _indented(text, escaped)


def _indented(text: str, escaped: str) -> str:
    """Return an escaped text with its leading spaces, which Markdown would drop."""
    return _BLANK * (len(text) - len(text.lstrip(" "))) + escaped if escaped else ""


def _destination(link: str) -> str:
    """Percent-encode a URL so that no character in it closes the Markdown link."""
    return quote(link, safe=_SAFE_IN_LINK).replace("&", "&amp;")
