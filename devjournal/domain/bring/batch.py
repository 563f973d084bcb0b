"""A batch: the entries and weeks read from another program's file, and counts of what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer, Outcome


class SourceKind(StrEnum):
    """The programs and formats that can be imported."""

    JRNL = "jrnl"
    DAY_ONE = "dayone"
    MARKDOWN = "markdown"
    OBSIDIAN = "obsidian"
    CSV = "csv"


class ForeignEntry(NamedTuple):
    """A dated text from another file. `gap_title` is empty if the file names no gap."""

    day: date
    text: str
    link: str = ""
    private: bool = False
    gap_title: str = ""
    said_by: str = ""
    """The name of the person who said it."""
    repeat: int = 0
    """How many equal texts of the same day precede it in the file."""


class ForeignWeek(NamedTuple):
    """A row of `weeks --csv`."""

    iso: IsoWeek
    skill: str = ""
    goal: str = ""
    gap_title: str = ""
    on_track: bool | None = None
    adjustment: str = ""
    outcome: Outcome | None = None
    better: bool | None = None
    note: str = ""
    lesson: str = ""
    lesson_answer: LessonAnswer | None = None
    lesson_helped: bool | None = None
    checked_in_on: date | None = None
    recapped_on: date | None = None
    days_off: bool = False
    """Whether the week was away because of its days off rather than a recap."""


@dataclass(slots=True)
class Batch:
    """The items of a file in its order, and the number of skipped items by reason."""

    kind: SourceKind
    entries: list[ForeignEntry] = field(default_factory=list)
    weeks: list[ForeignWeek] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    tags: dict[str, None] = field(default_factory=dict)
    """The names of skipped tags, in the order of the file."""
    repeats: bool = False
    """Whether equal texts on one day are separate entries, as in our own CSV."""

    def skip(self, reason: str, count: int = 1) -> None:
        """Count items that are not imported."""
        if count:
            self.skipped[reason] += count

    def skip_tags(self, tags: Iterable[str]) -> None:
        """Count the tags of an entry, and record their names for the report."""
        names = [tag for tag in tags if tag.strip()]
        self.skip("tag", len(names))
        self.tags.update(dict.fromkeys(names))


class Arrival(NamedTuple):
    """The result of an import: the new entries and weeks, and the number of items that were not added."""

    entries: tuple[ForeignEntry, ...] = ()
    weeks: tuple[ForeignWeek, ...] = ()
    known: int = 0
    """The number of entries and weeks that were in the journal already."""
    removed: int = 0
    """The number of entries and weeks that were imported before and removed since."""
    unknown_gaps: int = 0
    """The number of gap titles in the file that match no gap of the journal."""

    def __bool__(self) -> bool:
        """Whether anything is new."""
        return bool(self.entries or self.weeks)


def gap_titles(entries: Iterable[ForeignEntry], weeks: Iterable[ForeignWeek]) -> set[str]:
    """Return the gap titles that entries and weeks name."""
    return ({entry.gap_title for entry in entries} | {week.gap_title for week in weeks}) - {""}
