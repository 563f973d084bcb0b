"""Lines that the pages for a 1:1, the case and the letter have in common."""

from __future__ import annotations

from dataclasses import replace

from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.entry import Entry
from devjournal.exports.page.page import Line
from devjournal.exports.page.typed_text import begins_with_list


def entry_key(entry: Entry) -> str:
    """Return the key of an entry."""
    return f"entry:{entry.id}"


def labelled(label: str, text: str) -> str:
    """Return a text after its label; if the text begins with a list, it goes below the label."""
    return f"{label}:\n{text}" if begins_with_list(text) else f"{label}: {text}"


def spoken(label: str, text: str) -> str:
    """Return a statement in quotation marks after a label with its speaker; a list has no quotation marks."""
    return labelled(label, text if begins_with_list(text) else f"“{text}”")


def under(line: Line) -> Line:
    """Return a line that belongs to the line before it."""
    return replace(line, mark="•", under=True)


def more_words(count: int, noun: str, plural: str = "") -> str:
    """Return how many items are not listed: `and 3 more topics`."""
    return f"and {pluralized(count, f'more {noun}', plural and f'more {plural}')}"


def more_lines(total: int, listed: int, noun: str, plural: str = "", *, mark: str = "") -> list[Line]:
    """Return the line that counts the unlisted items; no line if all are listed."""
    return [Line(text=more_words(total - listed, noun, plural), mark=mark)] if total > listed else []
