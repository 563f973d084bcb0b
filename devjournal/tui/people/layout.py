"""Layout of People: regions of its blocks, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.geometry import Region

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Conversation, Person
from devjournal.domain.week.entry import Entry
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.people import person_page as page
from devjournal.tui.people import sections as blocks
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.table import Columns, PeopleTable, columns_for, head_height
from devjournal.tui.widgets.block import EDGE, Block, Row
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.rows import first_visible
from devjournal.tui.widgets.screen_sizes import CONTENT

PERSON, GUTTER = 56, 4
"""Cells of the left column below the matrix or on a person's page, and of the gutter beside it."""

SIDE_BY_SIDE = CONTENT - 8
"""Content cells from which the left column has that width."""

THREE_COLUMNS = 152
"""Content cells from which person, talks and "who to tell next" are side by side."""


class Fold(NamedTuple):
    """One level of folding, in lines."""

    title: int
    """Blank lines after the title."""
    height: int
    """Lines per row."""
    heads: int
    """Maximum lines of the column heads."""
    below: int
    """Lines below the matrix."""


FOLDS = (
    Fold(title=1, height=2, heads=4, below=13),
    Fold(title=2, height=1, heads=4, below=13),
    Fold(title=1, height=1, heads=3, below=10),
    Fold(title=0, height=1, heads=3, below=7),
    Fold(title=0, height=1, heads=3, below=4),
    Fold(title=0, height=1, heads=2, below=4),
    Fold(title=0, height=1, heads=1, below=4),
    Fold(title=0, height=1, heads=1, below=0),
)
"""The folding, from none to all. The first level with room for everybody, or for `MANY` people, is used."""

CAPTION, BEYOND = 33, 24
"""Cells of a cell's meaning after the gap's title, and of the count of people out of view."""

APART_FROM = 10
"""Lines below the matrix from which a blank line precedes the cell's meaning."""

RULE_FROM = 12
"""Lines below the cell's meaning from which a rule follows."""

TALKS_FROM = 10
"""Lines below the matrix from which the talks are shown."""

AIRY_FROM = 16
"""Lines from which "who to tell next" has a blank line after its heading."""

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
    quotes: Sequence[Entry]
    """Entries that quote that person."""
    log_row: int
    """Row under the cursor of the log: the talks, then the quotes."""
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
        """The talk under the cursor of the log."""
        return self.talks[self.log_row] if self.log_row < len(self.talks) else None

    @property
    def quote(self) -> Entry | None:
        """The quote under the cursor of the log."""
        n = self.log_row - len(self.talks)
        return self.quotes[n] if 0 <= n < len(self.quotes) else None

    @property
    def gap(self) -> Gap | None:
        """The gap of the column."""
        return self.view.gaps[self.column] if self.view.gaps else None

    @property
    def content(self) -> int:
        """Width of the content in cells."""
        return self.grid.content

    @property
    def side_by_side(self) -> bool:
        """Whether a person's page has two columns, with a blank line below their headings."""
        return self.content >= SIDE_BY_SIDE

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
        count, list_only = len(view.people), self.grid.narrow
        columns = columns_for(width, len(view.gaps))
        fold, rows = self._fold(end - y, columns)
        self.top = first_visible(self.top, self.row, rows, count)
        self.left = first_visible(self.left, self.column, columns.gaps, len(view.gaps)) if columns.gaps else 0
        table = PeopleTable(
            view=view, row=self.row, column=self.column, top=self.top, left=self.left, rows=rows,
            width=width + EDGE, height=fold.height, max_heads=fold.heads, focused=self.focused, glyphs=glyphs,
        )  # fmt: skip
        placed = [
            Block("title", Region(x, y, width, 1), [blocks.title_line(view, width, glyphs, has_cells=not list_only)])
        ]
        y += 1 + fold.title
        placed.append(Block("matrix", Region(x - EDGE, y, width + EDGE, len(table.lines)), cells=table))
        y += len(table.lines)
        y += fold.height > 1 or (not list_only and end - y >= APART_FROM)
        beyond = blocks.beyond_line(self.top, count - self.top - rows, glyphs)
        lines = [beyond] if beyond else []
        if not list_only:
            max_lines = max(1, end - y)
            lines = blocks.cell_lines(view, self.person, self.gap, beyond, width, max_lines, glyphs)
            lines += [BLANK] * (min(self._cell_height, max_lines) - len(lines))
        if lines:
            placed.append(Block("cell", Region(x, y, width, len(lines)), lines))
            y += len(lines)
        if list_only:
            y += 1
            lines = blocks.touch_lines(view.touches, view.today, width, glyphs, roomy=end - y >= AIRY_FROM)
            return [*placed, *_touches(x, y, width, end - y, lines)]
        if end - y >= RULE_FROM:
            placed.append(Block("rule", Region(x, y, width, 1), [((glyphs.rule * width, "line"),)]))
            y += 1
        return [*placed, *self._below(x, y + 1, end - y - 1)]

    def _fold(self, total: int, columns: Columns) -> tuple[Fold, int]:
        """Return the fold that fits in `total` lines, and the number of visible people."""
        count = len(self.view.people)
        for fold in FOLDS:
            if self.grid.narrow:
                fold = Fold(min(fold.title, 1), 1, 1, min(fold.below, 6))
            airy = fold.height > 1
            heads = head_height(self.view.gaps, columns, fold.heads, self.glyphs)
            lines = 1 + fold.title + heads + 1 + airy + airy + 2 + (fold.below >= 10) + fold.below
            rows = (total - lines + airy) // fold.height
            if rows >= (count if airy else min(count, MANY)):
                return fold, min(rows, count)
        return fold, max(1, min(rows, count))

    @property
    def _cell_height(self) -> int:
        """Lines of the cell's meaning: 2 if any title needs them, so that the blocks below do not jump."""
        room = self.content - CAPTION - (BEYOND if len(self.view.people) > MANY else 0)
        return 1 if all(blocks.fits(gap.title, room) for gap in self.view.gaps) else 2

    def _below(self, x: int, y: int, room: int) -> list[Block]:
        """Return the person of the row, the talks and "who to tell next", in `room` lines."""
        if room < 2:
            return []
        thirds = self.content >= THREE_COLUMNS
        left = PERSON if self.side_by_side else (self.content - GUTTER) // 2
        right = (self.content - left - GUTTER * (1 + thirds)) // (1 + thirds)
        glyphs, today = self.glyphs, self.view.today
        person = blocks.person_lines(self.view, self.person, self.gap, left, glyphs)
        placed = [Block("person", Region(x, y, left, min(room, len(person))), person)]
        x += left + GUTTER
        touches = blocks.touch_lines(self.view.touches, today, right, glyphs, roomy=room >= AIRY_FROM)
        if room < TALKS_FROM:
            return [*placed, *_touches(x, y, right, room, touches)]
        talks = blocks.talk_lines(self.talks, today, right, glyphs, had_any=self.view.has_any.talks)
        talks += blocks.quote_lines(self.quotes, today, right, glyphs)
        if thirds:
            placed.append(Block("talks", Region(x, y, right, min(room, len(talks))), talks))
            return [*placed, *_touches(x + right + GUTTER, y, right, room, touches)]
        blank = 2 if room >= 12 else 1
        height = max(3, min(len(talks), room - blank - min(len(touches), room // 2)))
        placed.append(Block("talks", Region(x, y, right, height), talks))
        return [*placed, *_touches(x, y + height + blank, right, room - height - blank, touches)]

    # One person's page.

    def _page(self, x: int, y: int, end: int) -> list[Block]:
        width, view, glyphs = self.content, self.view, self.glyphs
        head = page.head_lines(view, self.person, self.row, width, glyphs)
        placed = [Block("head", Region(x, y, width, 2), head)]
        room = end - y - 2
        blank = 2 if room >= 24 else 1 if room >= 9 else 0
        y, room = y + 2 + blank, room - blank
        gaps_heading, log_heading = page.gaps_heading(view, self.person), page.log_heading(self.talks, self.quotes)
        if self.side_by_side:
            right = width - PERSON - GUTTER
            gaps, log = page.gap_rows(view, self.person, PERSON, glyphs), self._log_rows(right)
            height = min(len(log) + 2, max(3, room // 2))
            placed.append(self._list("gaps", Region(x, y, PERSON, min(room, len(gaps) + 2)), gaps_heading, gaps))
            x += PERSON + GUTTER
            placed.append(self._list("log", Region(x, y, right, height), log_heading, log))
            return [*placed, *self._notes(x, y + height + 2, right, room - height - 2)]
        gaps, log = page.gap_rows(view, self.person, width, glyphs), self._log_rows(width)
        blank = 1 if room >= 9 else 0
        notes = 4 if (self.talk or self.quote) is not None and room >= 12 else 0
        log_height = 1 + min(len(log), 4 if room >= 16 else 3 if room >= 9 else 2)
        height = max(2, min(len(gaps) + 1, room - log_height - blank - notes))
        placed.append(self._list("gaps", Region(x, y, width, height), gaps_heading, gaps))
        y, room = y + height + blank, room - height - blank
        placed.append(self._list("log", Region(x, y, width, log_height), log_heading, log))
        return [*placed, *self._notes(x, y + log_height + 1, width, room - log_height - 1)]

    def _log_rows(self, width: int) -> list[Row]:
        """Return the talks, and the quotes behind them."""
        today, glyphs = self.view.today, self.glyphs
        quotes = page.quote_rows(self.quotes, today, width, glyphs)
        if quotes and not self.talks:
            return quotes
        return [*page.talk_rows(self.talks, today, width, glyphs, had_any=self.view.has_any.talks), *quotes]

    def _list(self, name: str, region: Region, heading: Line, rows: Sequence[Row]) -> Block:
        """Return a list; the edge of its cursor lies to the left of `region`."""
        lines = [heading, BLANK] if self.side_by_side else [heading]
        region = Region(region.x - EDGE, region.y, region.width + EDGE, region.height)
        return Block(name, region, lines, rows=rows)

    def _notes(self, x: int, y: int, width: int, room: int) -> list[Block]:
        """Return the talk or quote under the cursor in full, if there is room."""
        today = self.view.today
        if self.quote is not None:
            lines = page.quote_in_full(self.quote, today, width)
        elif self.talk is not None:
            lines = page.notes_lines(self.talk, today, width, self.glyphs, had_any=self.view.has_any.notes)
        else:
            return []
        return [Block("notes", Region(x, y, width, min(room, len(lines))), lines)] if room >= 2 else []


def _touches(x: int, y: int, width: int, room: int, lines: list[Line]) -> list[Block]:
    return [Block("touches", Region(x, y, width, min(room, len(lines))), lines)] if room >= 2 else []
