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


def spoken(label: str, words: str) -> str:
    """Return what somebody said after a label with their name; a list needs no quotation marks."""
    return labelled(label, words if begins_with_list(words) else f"“{words}”")


def under(line: Line) -> Line:
    """Return a line as one that belongs to the line before it."""
    return replace(line, mark="•", under=True)


def more_words(rest: int, noun: str, plural: str = "") -> str:
    """Return how many items are not listed: `and 3 more topics`."""
    return f"and {pluralized(rest, f'more {noun}', plural and f'more {plural}')}"


def more_lines(there: int, listed: int, noun: str, plural: str = "", *, mark: str = "") -> list[Line]:
    """Return the line that counts the rest; none if everything is listed."""
    return [Line(text=more_words(there - listed, noun, plural), mark=mark)] if there > listed else []
