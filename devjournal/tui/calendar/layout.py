"""Layout of the Calendar: regions of its blocks, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textual.geometry import Region

from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.fiscal import weeks_of_quarter
from devjournal.domain.dates.weekday import rows_of_month
from devjournal.tui.calendar import insight
from devjournal.tui.calendar import sections as blocks
from devjournal.tui.calendar.cells import legend, window
from devjournal.tui.calendar.data import CalendarView, Detail, Mode, VisibleDays
from devjournal.tui.calendar.month import MonthSheet, month_legend, row_height
from devjournal.tui.calendar.quarter import QuarterSheet
from devjournal.tui.calendar.years import YearsSheet
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import Block, GridCells
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.screen_sizes import CONTENT, WIDE, content_beside_preview, preview_of

SIDE, GUTTER = 40, 4
"""Cells of the insight beside the week, and of the gutter."""

EMPTY = "Your first week will appear here. Ten years fit on this page."


class Fold(NamedTuple):
    """One level of folding: blank lines after title, grid and legend, rows of the grid, lines of the week."""

    title: int
    grid: int
    legend: int
    rows: int
    detail: int
    legends: bool = True


FOLDS: dict[Mode, tuple[Fold, ...]] = {
    Mode.YEARS: (
        *(Fold(1, 1, 2, 10, 15), Fold(1, 0, 1, 10, 5), Fold(1, 0, 1, 8, 5), Fold(0, 0, 1, 8, 4)),
        *(Fold(0, 0, 1, 6, 4), Fold(0, 0, 1, 4, 3), Fold(0, 0, 0, 4, 3, False), Fold(0, 0, 0, 1, 2, False)),
    ),
    Mode.QUARTER: (
        *(Fold(1, 1, 2, 14, 10), Fold(1, 1, 1, 14, 8), Fold(1, 0, 1, 14, 3), Fold(0, 0, 1, 14, 2, False)),
        *(Fold(0, 0, 1, 8, 3, False), Fold(0, 0, 0, 4, 2, False), Fold(0, 0, 0, 1, 2, False)),
    ),
    Mode.MONTH: (
        *(Fold(1, 1, 2, 18, 10), Fold(1, 1, 2, 12, 10), Fold(1, 1, 1, 12, 4), Fold(1, 0, 1, 6, 6)),
        *(Fold(0, 0, 1, 6, 5), Fold(0, 0, 0, 6, 2, False), Fold(0, 0, 0, 1, 2, False)),
    ),
}
"""The first that fits is used. Rows that the grid does not need go to the week."""

LONGEST_MONTH = 6
"""Maximum number of weeks in a month."""

WHOLE = 18
"""Lines of the insight beside the week, including the skills."""

SHORT_PAGE = 3
"""Minimum rows of the grid above the insight page."""


@dataclass(slots=True, kw_only=True)
class CalendarLayout(SizedLayout):
    """Lays out the Calendar for one terminal size."""

    view: CalendarView
    detail: Detail
    near: VisibleDays | None
    """Weeks and days of the visible quarter or month."""
    day: date
    mode: Mode
    years: range
    """The reachable years, oldest first."""
    filter: Filter
    paging: bool
    """Whether the insight page replaces the week."""
    top: int
    """First visible row. It scrolls only as far as the cursor needs."""
    first_weekday: int

    @property
    def iso(self) -> IsoWeek:
        """The week under the cursor."""
        return IsoWeek.of(self.day)

    def blocks(self) -> list[Block]:
        """Return every block with its region; sets `top`."""
        grid = self.grid
        margin, content, wide, start, end = grid.x, grid.content, grid.wide, grid.y, grid.end
        if self.view.first_run and self.mode is Mode.YEARS:
            return self._first_run(margin, start, content)
        page = insight.page_lines(self.view, content, self.glyphs) if self.paging else []
        fold = self._fold(end - start, content, len(page))
        total = self._total(content)
        rows = min(total, fold.rows)
        marks = self._legend(content) if fold.legends else []
        y = start + 1 + fold.title
        rows_used = 2 + fold.title + rows + fold.grid + len(marks) + fold.legend
        if self.mode is not Mode.MONTH and not self.paging:
            spare = end - start - rows_used - fold.detail
            if total > rows + spare:  # if not all rows fit, the whole insight takes precedence over further years
                spare = end - start - rows_used - max(fold.detail, WHOLE if wide else 0)
            rows = min(total, max(rows, rows + spare))
        elif self.mode is Mode.MONTH and rows < LONGEST_MONTH:
            rows = min(LONGEST_MONTH, rows + end - start - rows_used - fold.detail)
        cells = self._sheet(content, rows)
        blocks = [
            Block("title", Region(margin, start, content, 1), [self._title(content)]),
            Block("grid", Region(margin, y, content, len(cells.lines)), cells=cells),
        ]
        y += len(cells.lines) + fold.grid
        if marks:
            blocks.append(Block("legend", Region(margin, y, content, len(marks)), marks))
        y += len(marks) + fold.legend
        return [*blocks, *self._below(margin, y, content, end - y, page)]

    def _first_run(self, margin: int, y: int, width: int) -> list[Block]:
        """Return the empty calendar: an invitation, the grid, and the legend."""
        cells = self._sheet(width, 1)
        text: list[Line] = wrap_inked("text", EMPTY, width)
        marks = self._legend(width)
        blocks = [Block("title", Region(margin, y, width, 1), [self._title(width)])]
        for name, lines, gap in (("detail", text, 2), ("grid", [], 2), ("legend", marks, 2)):
            y += gap
            if name == "grid":
                blocks.append(Block("grid", Region(margin, y, width, len(cells.lines)), cells=cells))
                y += len(cells.lines) - 1
            elif y + len(lines) < self.height:
                blocks.append(Block(name, Region(margin, y, width, len(lines)), lines))
                y += len(lines) - 1
        return blocks

    # The grid.

    def _total(self, content: int) -> int:
        """Return the number of grid lines below the heading."""
        if self.mode is Mode.YEARS:
            return len(self.years)
        if self.mode is Mode.QUARTER:
            return len(weeks_of_quarter(self.iso, self.view.fiscal_start)[1])
        return LONGEST_MONTH * row_height(content, 3 * LONGEST_MONTH, LONGEST_MONTH)

    def _fold(self, room: int, content: int, page: int) -> Fold:
        folds = FOLDS[self.mode]
        if page:  # the grid gets the rows that the insight leaves
            blank = 0 if room < 18 else 1
            return Fold(blank, 0, 1, max(SHORT_PAGE, min(10, room - page - 4 - blank)), page, False)
        total = self._total(content)
        marks = len(self._legend(content))
        for fold in folds:
            rows = min(total, fold.rows)
            need = 2 + fold.title + rows + fold.grid + (marks if fold.legends else 0) + fold.legend + fold.detail
            if need <= room:
                return fold
        return folds[-1]

    def _sheet(self, width: int, rows: int) -> GridCells:
        if self.mode is Mode.MONTH:
            return self._month(width, rows)
        if self.mode is Mode.QUARTER:
            weeks = weeks_of_quarter(self.iso, self.view.fiscal_start)[1]
            first, count = self._window(len(weeks), rows, weeks.index(self.iso))
            assert self.near is not None
            return QuarterSheet(
                view=self.view, near=self.near, day=self.day, weeks=weeks[first : first + count], above=first,
                below=len(weeks) - first - count, filter=self.filter, width=width, glyphs=self.glyphs,
            )  # fmt: skip
        years = self.years[::-1]
        first, count = self._window(len(years), rows, years.index(self.iso.year))
        return YearsSheet(
            view=self.view, day=self.day, years=years[first : first + count], above=first,
            below=len(years) - first - count, filter=self.filter, width=width, glyphs=self.glyphs,
        )  # fmt: skip

    def _month(self, width: int, rows: int) -> MonthSheet:
        weeks = rows_of_month(self.day, self.first_weekday)
        height = row_height(width, rows, LONGEST_MONTH)  # the same for every month, so that nothing jumps
        room = max(1, min(len(weeks), rows // height))
        first = next(n for n, week in enumerate(weeks) if self.day in week)
        first = window(0, len(weeks), room, first)
        assert self.near is not None
        return MonthSheet(
            view=self.view, near=self.near, day=self.day, rows=weeks[first : first + room], filter=self.filter,
            width=width, height=height, glyphs=self.glyphs,
        )  # fmt: skip

    def _window(self, count: int, rows: int, cursor: int) -> tuple[int, int]:
        """Return the first visible row and the number of visible rows; one line is kept for the count of hidden
        ones.
        """
        if count <= rows:
            self.top = 0
            return 0, count
        room = max(1, rows - 1)
        self.top = window(self.top, count, room, cursor)
        return self.top, room

    def _legend(self, width: int) -> list[Line]:
        if self.mode is Mode.MONTH:
            return [month_legend(self.glyphs)] if width >= 50 else []
        wide = width >= CONTENT
        lines = legend(width - 6 if wide else width, self.glyphs, short=not wide)
        return [((" " * 6, ""), *line) for line in lines] if wide and self.mode is Mode.YEARS else lines

    def _title(self, width: int) -> Line:
        return blocks.title_line(self.view, self.mode, self.day, self.filter, width, self.glyphs)

    # Below the grid.

    def _below(self, margin: int, y: int, content: int, room: int, page: list[Line]) -> list[Block]:
        """Return the week under the cursor, with the insight beside it, below it, or replacing it."""
        if room < 1:
            return []
        if page:
            return [Block("page", Region(margin, y, content, room), page)]
        wide = self.width >= WIDE
        if wide:
            rest, preview = content_beside_preview(self.width), preview_of(self.width)
            beside = SIDE + max(0, rest - CONTENT) // 3
            main = rest - beside - GUTTER
            side = insight.side_lines(self.view, beside, room, self.glyphs)
            return [
                Block("detail", Region(margin, y, main, room), self._week(main, room, wide=True)),
                Block("side", Region(margin + main + GUTTER, y, beside, room), side),
                Block("preview", Region(margin + content - preview, y, preview, room), visible=bool(preview)),
            ]
        last = 1 if room >= 3 else 0
        gap = 1 if room >= 5 else 0
        lines = self._week(content, room - last - gap, wide=False)
        blocks = [Block("detail", Region(margin, y, content, room - last - gap), lines)]
        if last:
            blocks.append(self._one_line(margin, y + room - 1, content))
        return blocks

    def _one_line(self, margin: int, y: int, width: int) -> Block:
        line = insight.one_line(self.view, width)
        return Block("side", Region(margin, y, width, 1), [line])

    def _week(self, width: int, room: int, *, wide: bool) -> list[Line]:
        """Return the week under the cursor for `room` lines; a longer text scrolls."""
        day = self.day if self.mode is Mode.MONTH else None
        brief = room < 8
        glyphs = self.glyphs
        lines = [blocks.detail_title(self.view, self.iso, width, glyphs)]
        lines += [BLANK] * (room >= 8)
        for most in range(max(room, 1), 0, -1) if brief else (0,):  # as many lines a text as there is room for
            facts = blocks.detail_lines(self.view, self.detail, day, min(width, 80), glyphs, brief=most)
            if len(lines) + len(facts) <= room:
                break
        lines += facts
        if brief:
            return lines[: max(room, 1)]
        if day is None:
            lines += blocks.entry_lines(self.detail, room - len(lines), width, glyphs)
        chains = insight.chain_lines(self.view, width, glyphs) if wide else []
        if chains and len(lines) + 2 + len(chains) <= room:
            lines += [BLANK, BLANK, *chains]
        return lines
