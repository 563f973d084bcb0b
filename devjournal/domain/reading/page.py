"""A page to read: whole texts under headings, each with its day and its facts. The app and the command lay it out."""

from __future__ import annotations

from typing import NamedTuple


class Passage(NamedTuple):
    """One text as its owner wrote it, with the notes beside it."""

    text: str
    label: str = ""
    """What stands before it: a day, a week, what it answers."""
    facts: tuple[str, ...] = ()
    """The notes under the text: the gap that it proves, its link, whether it is private."""
    key: str = ""
    """What it is a text of, for the app to edit: `entry:3`, `talk:4`, `week:2026-11-23`. Empty for words of our own."""
    done: bool | None = None
    """Whether it is ticked, where it is a step of a plan."""


class Section(NamedTuple):
    """Some passages under a heading."""

    heading: str
    passages: tuple[Passage, ...]


class ReadingPage(NamedTuple):
    """What is read as one page."""

    title: str
    facts: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def page_of(title: str, facts: tuple[str, ...], *sections: Section) -> ReadingPage:
    """Return a page without the sections that hold nothing."""
    return ReadingPage(title, tuple(filter(None, facts)), tuple(section for section in sections if section.passages))
