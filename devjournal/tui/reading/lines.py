"""A reading page as lines, each with the key of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from devjournal.domain.reading.page import Passage, ReadingPage
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, wrap_inked


def head_lines(page: ReadingPage, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the title and the facts of a page."""
    return [*wrap_inked("bold", page.title, width), *_facts(page.facts, "muted", width, glyphs)]


def reading_rows(page: ReadingPage, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return the sections of a page. Texts that can be edited have a key."""
    rows: list[ItemRow] = []
    for section in page.sections:
        rows += [*([ItemRow(BLANK)] if rows else []), ItemRow(((section.heading, "bold"),))]
        for number, passage in enumerate(section.passages):
            if number and passage.done is None:
                rows.append(ItemRow(BLANK))
            rows += [ItemRow(line, passage.key) for line in _passage(passage, width, glyphs)]
    return rows or [ItemRow((("Nothing was written.", "muted"),))]


def _passage(passage: Passage, width: int, glyphs: Glyphs) -> Iterator[Line]:
    if passage.label:
        yield from wrap_inked("muted", row_text(passage.label), width)
    mark: Line = ()
    ink = "text"
    if passage.done is not None:
        mark = ((f"{glyphs.done if passage.done else glyphs.to_do}  ", "good" if passage.done else "here"),)
        ink = "muted" if passage.done else "text"
    if passage.text:
        yield from hang(mark, wrap(passage.text, width - width_of(mark)), ink)
    yield from _facts(passage.facts, "faint", width, glyphs)


def _facts(facts: Sequence[str], ink: str, width: int, glyphs: Glyphs) -> list[Line]:
    """Return facts side by side, wrapped at `width` cells."""
    return wrap_inked(ink, glyphs.translate(f" {glyphs.dot} ".join(map(row_text, facts))), width) if facts else []
