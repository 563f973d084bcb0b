"""Markdown as a list of blocks: headings, list items, paragraphs, and skipped blocks without text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # only readers of Markdown need it
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"#{1,6}[ \t]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"[-*+][ \t]+[^\s<]")
_NUMBERED = re.compile(r"\d{1,9}[.)][ \t]+[^\s<]")
_MAX_SECTION = 64 * 1024
"""The characters after which a section is split before the next block or item."""
_SKIPPED = {"fence": "code block", "code_block": "code block", "html_block": "HTML", "table_open": "table"}


class Block(NamedTuple):
    """A block: `heading`, `item`, `paragraph` or `skipped`. The text of a skipped block is the reason."""

    kind: str
    text: str
    line: int
    level: int = 0
    """The level of a heading, from 1."""
    below: tuple[Block, ...] = ()
    """The items below an item."""

    @property
    def full_text(self) -> str:
        """The text with the items below it, one a line."""
        return "\n".join((self.text, *(line for block in self.below for line in _as_item(block))))


def _as_item(block: Block) -> Iterator[str]:
    first, *rest = block.full_text.split("\n")
    yield f"- {first}"
    yield from (f"  {line}" for line in rest)


def split_front_matter(text: str) -> tuple[str, int, str]:
    """Return the front matter of a note, its number of lines, and the rest."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return "", 0, text
    return match[1] or "", match[0].count("\n"), text[match.end() :]


def read_blocks(text: str, first_line: int = 1) -> Iterator[Block]:
    """Yield the blocks of a Markdown text; its first line has the number `first_line`.

    Each section is parsed separately, and a long section in parts: the tokens of a text take 50 times its size. The
    text within a block is unchanged.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
    for at, section in _sections(text):
        yield from _blocks(parser.parse(section), first_line + at)


def _sections(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sections of a text, each with the number of lines before it.

    A long section is split before a block or a list item.
    """
    lines, start, size, fence, begins = text.splitlines(keepends=True), 0, 0, "", False
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        begins = not fence and _begins_block(line, lines[at - 1] if at else "", item_before=begins)
        if mark and (not fence or (mark[1].startswith(fence) and not line[mark.end() :].strip())):
            fence = "" if fence else mark[1]
        elif not fence and at > start and (_HEADING.match(line) or (begins and size > _MAX_SECTION)):
            yield start, "".join(lines[start:at])
            start, size = at, 0
        size += len(line)
    yield start, "".join(lines[start:])


def _begins_block(line: str, before: str, *, item_before: bool) -> bool:
    """Return whether a line certainly begins a new top-level block or item.

    A number continues a paragraph unless a list is open: `item_before` says whether the previous line is in a list.
    """
    if _ITEM.match(line):
        return True
    if not before.strip():
        return not line[0].isspace() and not line.startswith("<")
    return item_before and _NUMBERED.match(before) is not None and _NUMBERED.match(line) is not None


def _blocks(tokens: Sequence[Token], first_line: int) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        line = first_line + (token.map[0] if token.map else 0)
        end = _end(tokens, at)
        if token.type == "heading_open":
            yield Block("heading", tokens[at + 1].content, line, int(token.tag[1:]))
        elif token.type == "paragraph_open":
            yield Block("paragraph", tokens[at + 1].content, line)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from _items(tokens[at + 1 : end], first_line)
        elif token.type == "blockquote_open":
            yield from _blocks(tokens[at + 1 : end], first_line)
        elif token.type in _SKIPPED:
            yield Block("skipped", _SKIPPED[token.type], line)
        at = end + 1


def _items(tokens: Sequence[Token], first_line: int) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inside = list(_blocks(tokens[at + 1 : end], first_line))
        texts = [block.text for block in inside if block.kind in ("paragraph", "heading")]
        yield Block(
            "item",
            "\n".join(texts),
            first_line + (tokens[at].map or [0])[0],
            below=tuple(block for block in inside if block.kind == "item"),
        )
        yield from (block for block in inside if block.kind == "skipped")
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the last token of the block that begins at a token."""
    if tokens[at].nesting != 1:
        return at
    level, end = tokens[at].level, at + 1
    while tokens[end].level != level or tokens[end].nesting != -1:
        end += 1
    return end
