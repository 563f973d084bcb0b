"""A reading page as lines. Each line knows the key of its text."""

from __future__ import annotations

from collections.abc import Iterator

from devjournal.domain.reading.page import Passage, ReadingPage
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, wrap_inked


def head_lines(page: ReadingPage, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the title, and the facts on one line."""
    facts = glyphs.translate(f" {glyphs.dot} ".join(map(row_text, page.facts)))
    title: list[Line] = wrap_inked("bold", page.title, width)
    return [*title, *(((part, "muted"),) for part in (wrap(facts, width) if facts else ()))]


def reading_rows(page: ReadingPage, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return everything below the title; texts that can be edited have a key."""
    rows: list[ItemRow] = []
    for section in page.sections:
        rows += (
            [ItemRow(BLANK), ItemRow(((section.heading, "bold"),))] if rows else [ItemRow(((section.heading, "bold"),))]
        )
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
    if passage.facts:
        facts = glyphs.translate(f" {glyphs.dot} ".join(map(row_text, passage.facts)))
        yield from wrap_inked("faint", facts, width)
