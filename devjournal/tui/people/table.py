"""The table of people and the matrix as lines; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Person
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.labels import centred, column_lines, last_talk, left_aligned, mark_piece, right_aligned
from devjournal.tui.people.matrix import Position
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece
from devjournal.tui.widgets.screen_sizes import CONTENT, MIDDLE

KNOWS = 8
"""Cells of the count at the right end."""

MIN_CELL, MAX_CELL = 9, 15
"""Minimum and maximum width of a gap's column."""

MIN_ROLE, MAX_ROLE = 16, 48
"""Minimum and maximum width of the role's column."""

FULL_ROLE = 26
"""Cells in which most roles fit."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Width of each column in cells; 0 hides it."""

    name: int
    relation: int
    role: int
    talk: int
    cell: int
    gaps: int
    """Number of visible gaps."""

    @property
    def cells_from(self) -> int:
        """Cell at which the first gap's column begins."""
        return self.name + self.relation + self.role + self.talk


def columns_for(content: int, gaps: int) -> Columns:
    """Return the columns for a content width. A narrow screen shows gaps only on the person's page."""
    if content < MIDDLE - 4:
        relation = 12 if content >= 34 else 0
        talk = 15 if content >= 50 else 0
        return Columns(content - relation - talk - KNOWS, relation, 0, talk, 0, 0)
    wide = content >= CONTENT - 20
    name, relation, talk = (18, 14, 16) if wide else (18, 12, 0)
    room = content - name - relation - talk - KNOWS
    max_cell = MAX_CELL + max(0, content - CONTENT) // 16
    cell = max(MIN_CELL, min(max_cell, room // max(1, gaps)))
    beside_role = (room - FULL_ROLE) // max(1, gaps)
    if beside_role >= MAX_CELL:  # a full role rather than wider columns
        cell = min(cell, beside_role)
    count = min(gaps, room // cell)
    spare = room - count * cell
    if not wide and spare >= 15:
        talk, spare = 15, spare - 15
    role = min(spare, MAX_ROLE) if spare >= MIN_ROLE else 0
    return Columns(name, relation, role, talk, cell, count)


def head_height(gaps: Sequence[Gap], columns: Columns, max_lines: int, glyphs: Glyphs) -> int:
    """Return the number of lines of the column heads, at most `max_lines`. Titles out of view count too."""
    height = 1
    for gap in gaps if columns.gaps else ():
        height = max(height, len(column_lines(gap.title, columns.cell, max_lines, glyphs)))
        if height == max_lines:
            break
    return height


@dataclass(slots=True, kw_only=True)
class PeopleTable:
    """A window of rows and columns with the crosshair."""

    view: PeopleView
    row: int
    column: int
    top: int
    """First visible row."""
    left: int
    """First visible gap."""
    rows: int
    """Number of visible rows."""
    width: int
    """Width in cells, including the edge at the left."""
    height: int = 1
    """Lines per row: 2 with a blank line."""
    max_heads: int = 2
    """Maximum lines of the heads."""
    focused: bool = True
    glyphs: Glyphs
    columns: Columns = field(init=False)
    heads: int = field(init=False)
    """Lines of the heads. The longest title decides, also out of view, so that nothing jumps."""
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        """Make the lines."""
        self.columns = columns_for(self.width - EDGE, len(self.view.gaps))
        self.heads = head_height(self.view.gaps, self.columns, self.max_heads, self.glyphs)
        self.lines = [*self._header(), self._rule()]
        for n in range(self.top, self._bottom):
            self.lines += [*([BLANK] * (self.height - 1)), self._row(n)]

    @property
    def gaps(self) -> range:
        """The visible columns."""
        return range(self.left, min(self.left + self.columns.gaps, len(self.view.gaps)))

    @property
    def _bottom(self) -> int:
        """The row after the last visible one."""
        return min(self.top + self.rows, len(self.view.people))

    @property
    def first_row(self) -> int:
        """Line of the first row."""
        return self.heads + self.height

    def at(self, x: int, y: int) -> Position:
        """Return the person and the gap at a position."""
        line = y - self.first_row
        row = self.top + line // self.height if line >= 0 else None
        if row is not None and row >= self._bottom:
            row = None
        across = x - EDGE - self.columns.cells_from
        column = self.left + across // self.columns.cell if across >= 0 and self.columns.cell else None
        return Position(row, column if column in self.gaps else None)

    # The header.

    def _header(self) -> list[Line]:
        columns = self.columns
        titles = [self._title(n) for n in self.gaps]
        labels = (
            ("Name", columns.name),
            ("Relation", columns.relation),
            ("Role", columns.role),
            ("Last talk", columns.talk),
        )
        lines = []
        for y in range(self.heads):
            last = y == self.heads - 1
            pieces: list[Piece] = [(" " * EDGE, "")]
            for label, width in labels:
                pieces += left_aligned(label if last else "", "muted", width, self.glyphs) if width else ()
            for n, title in zip(self.gaps, titles, strict=True):
                ink = "bold here" if n == self.column else "text" if self.view.gaps[n].open else "faint"
                pieces += centred(title[y], ink, columns.cell)
            pieces.append((" " * self._spare, ""))
            pieces += right_aligned("Knows" if last else "", "muted", KNOWS)
            lines.append(tuple(pieces))
        return lines

    @property
    def _spare(self) -> int:
        """Cells between the last visible gap and the count."""
        return self.width - EDGE - self.columns.cells_from - len(self.gaps) * self.columns.cell - KNOWS

    def _title(self, n: int) -> Sequence[str]:
        """Return a gap's title as head lines, aligned at the bottom."""
        lines = column_lines(self.view.gaps[n].title, self.columns.cell, self.heads, self.glyphs)
        return [""] * (self.heads - len(lines)) + lines

    def _rule(self) -> Line:
        """Return the rule below the header: heavy at the cursor's gap, with the counts of gaps out of view."""
        columns, glyphs = self.columns, self.glyphs
        before = f" {glyphs.back} {self.left} more " if self.left else ""
        hidden = len(self.view.gaps) - self.gaps.stop if columns.gaps else 0
        right = self._spare + KNOWS
        after = f" {hidden} more {glyphs.carry} " if hidden else ""
        if len(after) > right:
            after = f" {hidden} {glyphs.carry} "
        pieces: list[Piece] = [(" " * EDGE, "")]
        pieces += [(glyphs.rule * (columns.cells_from - len(before)), "line"), (before, "faint")]
        for n in self.gaps:
            if n == self.column:
                pieces += [
                    (glyphs.rule, "line"),
                    (glyphs.heavy * (columns.cell - 2), "bar"),
                    (glyphs.rule, "line"),
                ]
            else:
                pieces.append((glyphs.rule * columns.cell, "line"))
        pieces += [(after, "faint"), (glyphs.rule * (right - len(after)), "line")]
        return tuple(pieces)

    # The rows.

    def _row(self, n: int) -> Line:
        person, columns, glyphs = self.view.people[n], self.columns, self.glyphs
        has_cursor = n == self.row
        ground = " on-surface" if has_cursor else ""
        edge = f"{glyphs.edge} " if has_cursor and self.focused else " " * EDGE
        pieces: list[Piece] = [(edge, f"bar{ground}")]
        pieces += left_aligned(person.name, f"{'bold' if has_cursor else 'text'}{ground}", columns.name, glyphs)
        for text, width in (
            (person.relation.label, columns.relation),
            (person.role, columns.role),
            (last_talk(person, self.view.today), columns.talk),
        ):
            pieces += left_aligned(text, f"muted{ground}", width, glyphs) if width else ()
        for column in self.gaps:
            pieces += self._cell(person, column, has_cursor, ground)
        knows, should = self.view.counts(person)
        pieces.append((" " * self._spare, ground.strip()))
        pieces += right_aligned(f"{knows} of {should}" if should else glyphs.no, f"text{ground}", KNOWS)
        return tuple(pieces)

    def _cell(self, person: Person, column: int, has_cursor: bool, ground: str) -> Line:
        glyph, ink = mark_piece(self.view.mark(person, self.view.gaps[column]), self.glyphs)
        width = self.columns.cell
        center = (width - 1) // 2
        bracket = ("[", "]") if has_cursor and column == self.column else (" ", " ")
        return (
            (" " * (center - 1), ground.strip()),
            (bracket[0], f"bold here{ground}"),
            (glyph, f"{ink}{ground}"),
            (bracket[1], f"bold here{ground}"),
            (" " * (width - center - 2), ground.strip()),
        )
