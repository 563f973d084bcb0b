"""Layout of People: regions of its blocks, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.geometry import Region

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Conversation, Person
from devjournal.domain.week.entry import Entry
from devjournal.tui.calendar.cells import window
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.people import person_page as page
from devjournal.tui.people import sections as blocks
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.table import PeopleSheet, columns_for, heads_for
from devjournal.tui.widgets.block import EDGE, Block, Row
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.tabs import CONTENT, MIDDLE, WIDE

PERSON, GUTTER = 56, 4
"""Cells of the person below the matrix, and of the gutter beside them."""


class Fold(NamedTuple):
    """One level of folding: blank lines after the title, lines per row, lines of the header, lines below the matrix."""

    title: int
    height: int
    heads: int
    below: int


FOLDS = (
    *(Fold(1, 2, 4, 13), Fold(2, 1, 4, 13), Fold(1, 1, 3, 10), Fold(0, 1, 3, 7), Fold(0, 1, 3, 4)),
    *(Fold(0, 1, 2, 4), Fold(0, 1, 1, 4), Fold(0, 1, 1, 0)),
)
"""The first with room for everybody, or for `MANY` people, is used."""

CELL_WORDS, BEYOND = 33, 24
"""Cells of a cell's words after the gap's title, and of the count of people out of view."""

THREE = 152
"""Content cells from which person, talks and "who to tell next" are side by side."""

APART_FROM = 10
"""Lines below the matrix from which a blank line precedes the cell's words."""

TALKS_FROM = 10
"""Lines below the matrix from which the talks are shown."""

AIRY_FROM = 16
"""Lines below the matrix from which "who to tell next" has a blank line after its heading."""

MANY = 10
"""Number of people that take precedence over the person below the matrix."""


@dataclass(slots=True, kw_only=True)
class PeopleLayout(SizedLayout):
    """Lays out People for one terminal size."""

    view: PeopleView
    row: int
    column: int
    talks: Sequence[Conversation]
    """Talks with the person of the row."""
    words: Sequence[Entry]
    """Entries with the words of that person."""
    at: int
    """Row under the cursor of the log: the talks, then the words."""
    opened: bool
    """Whether one person's page is shown instead of everybody."""
    top: int
    left: int
    """First visible row and column. They scroll only as far as the cursor needs."""
    focused: bool
    """Whether the matrix has the focus."""

    @property
    def person(self) -> Person:
        """The person of the row."""
        return self.view.people[self.row]

    @property
    def talk(self) -> Conversation | None:
        """The talk under the cursor of the page."""
        return self.talks[self.at] if self.at < len(self.talks) else None

    @property
    def entry(self) -> Entry | None:
        """The words under the cursor of the page."""
        at = self.at - len(self.talks)
        return self.words[at] if 0 <= at < len(self.words) else None

    @property
    def gap(self) -> Gap | None:
        """The gap of the column."""
        return self.view.gaps[self.column] if self.view.gaps else None

    @property
    def content(self) -> int:
        """Width of the content in cells."""
        return self.grid.content

    def blocks(self) -> list[Block]:
        """Return every block with its region; sets `top` and `left`."""
        grid = self.grid
        x, y, width, end = grid.x, grid.y, grid.content, grid.end
        if not self.view.people:
            lines = blocks.empty_lines(width)
            return [Block("title", Region(x, y, width, min(len(lines), end - y)), lines)]
        if self.opened:
            return self._page(x, y, end)
        return self._everybody(x, y, end)

    # Everybody.

    def _everybody(self, x: int, y: int, end: int) -> list[Block]:
        width, view, glyphs = self.content, self.view, self.glyphs
        count = len(view.people)
        columns = columns_for(width, len(view.gaps))
        cells = columns.gaps > 0
        list_only = self.width < MIDDLE
        fold, rows = self._fold(end - y, count, list_only)
        self.top = window(self.top, count, rows, self.row)
        self.left = window(self.left, len(view.gaps), columns.gaps, self.column) if cells else 0
        sheet = PeopleSheet(
            view=view, row=self.row, column=self.column, top=self.top, left=self.left, rows=rows,
            width=width + EDGE, height=fold.height, heads=fold.heads, focused=self.focused, glyphs=glyphs,
        )  # fmt: skip
        blocks_above = [
            Block("title", Region(x, y, width, 1), [blocks.title_line(view, width, glyphs, cells=not list_only)])
        ]
        y += 1 + fold.title
        blocks_above.append(Block("matrix", Region(x - EDGE, y, width + EDGE, len(sheet.lines)), sheet=sheet))
        y += len(sheet.lines) + (fold.height > 1 or (not list_only and end - y - len(sheet.lines) >= APART_FROM))
        beyond = blocks.beyond_line(self.top, count - self.top - rows, glyphs)
        if list_only:
            lines = [beyond] if beyond else []
        else:
            most = max(1, end - y)
            lines = blocks.cell_lines(view, self.person, self.gap, beyond, width, most, glyphs)
            lines += [BLANK] * (min(1 + self._long, most) - len(lines))
        if lines:
            blocks_above.append(Block("cell", Region(x, y, width, len(lines)), lines))
            y += len(lines)
        roomy = end - y >= 12 and not list_only
        if roomy:
            blocks_above.append(Block("rule", Region(x, y, width, 1), [((glyphs.rule * width, "line"),)]))
        y += 1 + roomy
        if list_only:
            lines = blocks.touch_lines(view.touches, view.today, width, glyphs, roomy=end - y >= AIRY_FROM)
            return [*blocks_above, *_touches(x, y, width, end - y, lines)]
        return [*blocks_above, *self._below(x, y, end - y)]

    def _fold(self, total: int, count: int, list_only: bool) -> tuple[Fold, int]:
        """Return the fold that fits, and the number of visible people."""
        columns = columns_for(self.content, len(self.view.gaps))
        for fold in FOLDS:
            if list_only:
                fold = Fold(min(fold.title, 1), 1, 1, min(fold.below, 6))
            airy = fold.height > 1
            heads = heads_for(self.view.gaps, columns, fold.heads, self.glyphs)
            rows_used = 1 + fold.title + heads + 1 + airy + airy + 2 + (fold.below >= 10) + fold.below
            rows = (total - rows_used + airy) // fold.height
            if rows >= (count if airy else min(count, MANY)):
                return fold, min(rows, count)
        return fold, max(1, min(rows, count))

    @property
    def _long(self) -> bool:
        """Whether the cell's words keep a second line: some title needs it, and blocks below must not jump."""
        room = self.content - CELL_WORDS - (BEYOND if len(self.view.people) > MANY else 0)
        return self.width >= MIDDLE and not all(blocks.fits(gap.title, room) for gap in self.view.gaps)

    def _below(self, x: int, y: int, room: int) -> list[Block]:
        """Return the person of the row, the talks and "who to tell next"."""
        if room < 2:
            return []
        thirds = self.content >= THREE
        left_width = PERSON if self.width >= WIDE and self.content >= CONTENT - 8 else (self.content - GUTTER) // 2
        right = (self.content - left_width - GUTTER * (1 + thirds)) // (1 + thirds)
        glyphs, today = self.glyphs, self.view.today
        person = blocks.person_lines(self.view, self.person, self.gap, left_width, glyphs)
        at = x + left_width + GUTTER
        columns = [Block("person", Region(x, y, left_width, min(room, len(person))), person)]
        touches = blocks.touch_lines(self.view.touches, today, right, glyphs, roomy=room >= AIRY_FROM)
        if room < TALKS_FROM:  # no room for talks
            return [*columns, *_touches(at, y, right, room, touches)]
        talks = blocks.talk_lines(self.talks, today, right, glyphs, had_any=self.view.has_any.talks)
        talks += blocks.quote_lines(self.words, today, right, glyphs)
        if thirds:
            columns.append(Block("talks", Region(at, y, right, min(room, len(talks))), talks))
            return [*columns, *_touches(at + right + GUTTER, y, right, room, touches)]
        gap = 2 if room >= 12 else 1
        height = max(3, min(len(talks), room - gap - min(len(touches), room // 2)))
        columns.append(Block("talks", Region(at, y, right, height), talks))
        return [*columns, *_touches(at, y + height + gap, right, room - height - gap, touches)]

    # One person's page.

    def _page(self, x: int, y: int, end: int) -> list[Block]:
        width, view, glyphs = self.content, self.view, self.glyphs
        head = page.head_lines(view, self.person, self.row, width, glyphs)
        top = [Block("head", Region(x, y, width, 2), head)]
        room = end - y - 2
        gap = 2 if room >= 24 else 1 if room >= 9 else 0
        y, room = y + 2 + gap, room - gap
        if self.width >= WIDE and self.content >= CONTENT - 8:
            left_width, right = PERSON, self.content - PERSON - GUTTER
            gaps = page.gap_rows(view, self.person, left_width, glyphs)
            talks = self._log_rows(right)
            head_height = 2
            log = min(len(talks) + head_height, max(head_height + 1, room // 2))
            at = x + left_width + GUTTER
            return [
                *top,
                self._rows("gaps", x, y, left_width, min(room, len(gaps) + head_height), gaps),
                self._rows("log", at, y, right, log, talks),
                *self._notes(at, y + log + 2, right, room - log - 2),
            ]
        gaps = page.gap_rows(view, self.person, width, glyphs)
        talks = self._log_rows(width)
        between = 1 if room >= 9 else 0
        notes = 4 if (self.talk or self.entry) is not None and room >= 12 else 0
        log = 1 + min(len(talks), 4 if room >= 16 else 3 if room >= 9 else 2)
        height = max(2, min(len(gaps) + 1, room - log - between - notes))
        spare = room - height - between - log
        return [
            *top,
            self._rows("gaps", x, y, width, height, gaps),
            self._rows("log", x, y + height + between, width, log, talks),
            *self._notes(x, y + height + between + log + 1, width, spare - 1),
        ]

    def _log_rows(self, width: int) -> list[Row]:
        """Return the talks, and their words behind them."""
        view, glyphs = self.view, self.glyphs
        words = page.quote_rows(self.words, view.today, width, glyphs)
        if words and not self.talks:
            return words
        return [*page.talk_rows(self.talks, view.today, width, glyphs, had_any=view.has_any.talks), *words]

    def _rows(self, name: str, x: int, y: int, width: int, height: int, rows: Sequence[Row]) -> Block:
        heading = (
            page.gaps_heading(self.view, self.person) if name == "gaps" else page.talks_heading(self.talks, self.words)
        )
        wide = self.width >= WIDE and self.content >= CONTENT - 8
        lines: list[Line] = [heading, ()] if wide else [heading]
        return Block(name, Region(x - EDGE, y, width + EDGE, height), lines, rows=rows)

    def _notes(self, x: int, y: int, width: int, room: int) -> list[Block]:
        if room < 2:
            return []
        if self.entry is not None:
            lines = page.quote_in_full(self.entry, self.view.today, width)
        elif self.talk is not None:
            lines = page.notes_lines(self.talk, self.view.today, width, self.glyphs, had_any=self.view.has_any.notes)
        else:
            return []
        return [Block("notes", Region(x, y, width, min(room, len(lines))), lines)]


def _touches(x: int, y: int, width: int, room: int, lines: list[Line]) -> list[Block]:
    return [Block("touches", Region(x, y, width, min(room, len(lines))), lines)] if room >= 2 else []
