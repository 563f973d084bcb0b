"""A batch: the entries and weeks that a reader made of another program's file, and what it left out."""

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
    """The programs and formats whose files can be brought in."""

    JRNL = "jrnl"
    DAY_ONE = "dayone"
    MARKDOWN = "markdown"
    OBSIDIAN = "obsidian"
    CSV = "csv"


class ForeignEntry(NamedTuple):
    """A dated text of another file. `gap_title` names the gap it is evidence for, where the file says so."""

    day: date
    text: str
    link: str = ""
    private: bool = False
    gap_title: str = ""
    said_by: str = ""
    """The name of the person whose words it holds."""
    repeat: int = 0
    """How many entries of the same day and text stand before it in the file."""


class ForeignWeek(NamedTuple):
    """A week of `weeks --csv`, with what its row says."""

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
    """Whether the week was away by its days off and not by a recap."""


@dataclass(slots=True)
class Batch:
    """What a file holds for the journal, in the order of the file, and a count for each reason to leave out."""

    kind: SourceKind
    entries: list[ForeignEntry] = field(default_factory=list)
    weeks: list[ForeignWeek] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    tags: dict[str, None] = field(default_factory=dict)
    """The names of tags that stand beside the texts and have no place in an entry, in the order of the file."""
    repeats: bool = False
    """Whether the same text on the same day is two entries, as in our own list of them."""

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Count something that the journal has no place for."""
        if count:
            self.left_out[reason] += count

    def leave_out_tags(self, tags: Iterable[str]) -> None:
        """Count the tags of an entry, and keep their names for the report."""
        names = [tag for tag in tags if tag.strip()]
        self.leave_out("tag", len(names))
        self.tags.update(dict.fromkeys(names))


class Arrival(NamedTuple):
    """What a batch adds to a journal: the new entries and weeks, and how many of the rest stay out and why."""

    entries: tuple[ForeignEntry, ...] = ()
    weeks: tuple[ForeignWeek, ...] = ()
    known: int = 0
    """Entries and weeks that the journal has already."""
    removed: int = 0
    """Entries and weeks that came before and were removed here since."""
    unknown_gaps: int = 0
    """Gap titles of the file that the journal has no gap for."""

    def __bool__(self) -> bool:
        """Whether anything is new."""
        return bool(self.entries or self.weeks)


def gap_titles(entries: Iterable[ForeignEntry], weeks: Iterable[ForeignWeek]) -> set[str]:
    """Return the titles of the gaps that entries prove and that weeks aim at."""
    return ({entry.gap_title for entry in entries} | {week.gap_title for week in weeks}) - {""}
