"""A page to read: whole texts under headings, each with its day and notes. The app and the command lay it out."""

from __future__ import annotations

from typing import NamedTuple


class Passage(NamedTuple):
    """One text of the user, with the notes beside it."""

    text: str
    label: str = ""
    """The label before the text: a day, a week, a question."""
    facts: tuple[str, ...] = ()
    """Notes below the text: its gap, its link, whether it is private."""
    key: str = ""
    """The row to edit in the app: `entry:3`, `talk:4`, `week:2026-11-23`. Empty for our own words."""
    done: bool | None = None
    """Whether the step is ticked; None if the text is not a step."""
    link: str = ""
    """The link of an entry, also among the facts."""


class Section(NamedTuple):
    """Passages under a heading."""

    heading: str
    passages: tuple[Passage, ...]


class ReadingPage(NamedTuple):
    """The content of one page."""

    title: str
    facts: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def page_of(title: str, facts: tuple[str, ...], *sections: Section) -> ReadingPage:
    """Return a page without its empty sections."""
    return ReadingPage(title, tuple(filter(None, facts)), tuple(section for section in sections if section.passages))
