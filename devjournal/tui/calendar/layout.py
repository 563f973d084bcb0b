"""Layout of the Calendar: regions of its blocks, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from textual.geometry import Region

from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.weekday import rows_of_month
from devjournal.tui.calendar import insight
from devjournal.tui.calendar import sections as blocks
from devjournal.tui.calendar.cells import legend
from devjournal.tui.calendar.data import CalendarView, Mode, VisibleDays, WeekDetail
from devjournal.tui.calendar.month import MonthTable, month_legend, row_height
from devjournal.tui.calendar.quarter import QuarterTable
from devjournal.tui.calendar.years import YearsTable
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import Block, GridCells
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.rows import first_visible
from devjournal.tui.widgets.screen_sizes import CONTENT

SIDE, GUTTER = 40, 4
"""Cells of the insight beside the week on 120 columns, and of the gutter before it."""

EMPTY = "Your first week will appear here. Ten years fit on this page."


class Fold(NamedTuple):
    """One level of folding."""

    below_title: int
    below_grid: int
    below_legend: int
    """Blank lines below title, grid and legend."""
    rows: int
    """Maximum rows of the grid."""
    detail: int
    """Minimum lines of the week, or of the insight page."""
    legend: bool = True
    """Show the legend."""


FOLDS: dict[Mode, tuple[Fold, ...]] = {
    Mode.YEARS: (
        Fold(1, 1, 2, 10, 15),
        Fold(1, 0, 1, 10, 5),
        Fold(1, 0, 1, 8, 5),
        Fold(0, 0, 1, 8, 4),
        Fold(0, 0, 1, 6, 4),
        Fold(0, 0, 1, 4, 3),
        Fold(0, 0, 0, 4, 3, legend=False),
        Fold(0, 0, 0, 1, 2, legend=False),
    ),
    Mode.QUARTER: (
        Fold(1, 1, 2, 14, 10),
        Fold(1, 1, 1, 14, 8),
        Fold(1, 0, 1, 14, 3),
        Fold(0, 0, 1, 14, 2, legend=False),
        Fold(0, 0, 1, 8, 3, legend=False),
        Fold(0, 0, 0, 4, 2, legend=False),
        Fold(0, 0, 0, 1, 2, legend=False),
    ),
    Mode.MONTH: (
        Fold(1, 1, 2, 18, 10),
        Fold(1, 1, 2, 12, 10),
        Fold(1, 1, 1, 12, 4),
        Fold(1, 0, 1, 6, 6),
        Fold(0, 0, 1, 6, 5),
        Fold(0, 0, 0, 6, 2, legend=False),
        Fold(0, 0, 0, 1, 2, legend=False),
    ),
}
"""The first that fits is used. Rows that the grid does not need go to the week."""

LONGEST_MONTH = 6
"""Maximum number of weeks in a month."""

WHOLE_INSIGHT = 18
"""Lines of the insight beside the week, including the skills."""

MIN_ROWS_ABOVE_PAGE = 3
"""Minimum rows of the grid above the insight page."""

BRIEF = 8
"""Lines below which a week is shown with goal and lesson only."""

MAX_DETAIL_WIDTH = 80
"""Maximum cells of a week's facts."""


@dataclass(kw_only=True)
class CalendarLayout(SizedLayout):
    """Lays out the Calendar for one terminal size."""

    view: CalendarView
    detail: WeekDetail
    days: VisibleDays | None
    """Weeks and days of the visible quarter or month."""
    day: date
    """The day under the cursor."""
    mode: Mode
    years: range
    """The reachable years, oldest first."""
    filter: Filter
    shows_insight: bool
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
        grid, mode = self.grid, self.mode
        x, content, start = grid.x, grid.content, grid.y
        if self.view.first_run and mode is Mode.YEARS:
            return self._first_run()
        height = grid.end - start
        page = insight.page_lines(self.view, content, self.glyphs) if self.shows_insight else []
        fold = self._fold_above_page(height, len(page)) if page else self._fold(height)
        total = self._row_count
        rows = min(total, fold.rows)
        legend_lines = self._legend if fold.legend else []
        spare = height - self._height(fold, rows)
        if mode is Mode.MONTH:
            rows = rows if rows >= LONGEST_MONTH else min(LONGEST_MONTH, rows + max(0, spare))
        elif not page:
            if total > rows + spare and grid.wide:  # the whole insight takes precedence over further years
                spare -= max(0, WHOLE_INSIGHT - fold.detail)
            rows = min(total, max(rows, rows + spare))
        table = self._table(rows)
        y = start + 1 + fold.below_title
        placed = [
            Block("title", Region(x, start, content, 1), [self._title]),
            Block("grid", Region(x, y, content, len(table.lines)), cells=table),
        ]
        y += len(table.lines) + fold.below_grid
        if legend_lines:
            placed.append(Block("legend", Region(x, y, content, len(legend_lines)), legend_lines))
        y += len(legend_lines) + fold.below_legend
        return [*placed, *self._below(y, page)]

    def _first_run(self) -> list[Block]:
        """Return the empty calendar: an invitation, the grid, and the legend."""
        x, y, width = self.grid.x, self.grid.y, self.grid.content
        table = self._table(1)
        invitation: list[Line] = wrap_inked("text", EMPTY, width)
        placed = [
            Block("title", Region(x, y, width, 1), [self._title]),
            Block("detail", Region(x, y + 2, width, len(invitation)), invitation),
        ]
        y += 3 + len(invitation)
        placed.append(Block("grid", Region(x, y, width, len(table.lines)), cells=table))
        y += 1 + len(table.lines)
        if y + len(self._legend) < self.height:
            placed.append(Block("legend", Region(x, y, width, len(self._legend)), self._legend))
        return placed

    # The grid.

    @property
    def _row_count(self) -> int:
        """Number of grid lines below the heading, if all are shown."""
        if self.mode is Mode.YEARS:
            return len(self.years)
        if self.mode is Mode.QUARTER:
            return len(self.view.quarter_weeks(self.iso))
        return LONGEST_MONTH * row_height(self.grid.content, 3 * LONGEST_MONTH, LONGEST_MONTH)

    def _height(self, fold: Fold, rows: int) -> int:
        """Return the lines that a fold needs, with title, heading and `rows` rows of the grid."""
        legend_height = len(self._legend) if fold.legend else 0
        return 2 + fold.below_title + rows + fold.below_grid + legend_height + fold.below_legend + fold.detail

    def _fold(self, height: int) -> Fold:
        """Return the first fold that fits."""
        folds, count = FOLDS[self.mode], self._row_count
        return next((fold for fold in folds if self._height(fold, min(count, fold.rows)) <= height), folds[-1])

    def _fold_above_page(self, height: int, page_height: int) -> Fold:
        """Return the fold above the insight page: the grid gets the rows that the page leaves."""
        blank = 0 if height < 18 else 1
        rows = max(MIN_ROWS_ABOVE_PAGE, min(10, height - page_height - 4 - blank))
        return Fold(blank, 0, 1, rows, page_height, legend=False)

    def _table(self, rows: int) -> GridCells:
        if self.mode is Mode.MONTH:
            return self._month(rows)
        view, day, filter, width, glyphs = self.view, self.day, self.filter, self.grid.content, self.glyphs
        if self.mode is Mode.QUARTER:
            assert self.days is not None
            weeks = self.view.quarter_weeks(self.iso)
            visible = self._window(len(weeks), rows, weeks.index(self.iso))
            return QuarterTable(
                view=view, days=self.days, day=day, weeks=weeks[visible.start : visible.stop], above=visible.start,
                below=len(weeks) - visible.stop, filter=filter, width=width, glyphs=glyphs,
            )  # fmt: skip
        years = self.years[::-1]
        visible = self._window(len(years), rows, years.index(self.iso.year))
        return YearsTable(
            view=view, day=day, years=years[visible.start : visible.stop], above=visible.start,
            below=len(years) - visible.stop, filter=filter, width=width, glyphs=glyphs,
        )  # fmt: skip

    def _month(self, rows: int) -> MonthTable:
        assert self.days is not None
        width = self.grid.content
        weeks = rows_of_month(self.day, self.first_weekday)
        height = row_height(width, rows, LONGEST_MONTH)  # the same for every month, so that nothing jumps
        room = max(1, min(len(weeks), rows // height))
        cursor = next(n for n, week in enumerate(weeks) if self.day in week)
        top = first_visible(0, cursor, room, len(weeks))
        return MonthTable(
            view=self.view, days=self.days, day=self.day, rows=weeks[top : top + room], filter=self.filter,
            width=width, height=height, glyphs=self.glyphs,
        )  # fmt: skip

    def _window(self, count: int, rows: int, cursor: int) -> range:
        """Return the visible rows. If some are hidden, one line is left for their count."""
        room = count if count <= rows else max(1, rows - 1)
        self.top = first_visible(self.top, cursor, room, count)
        return range(self.top, self.top + room)

    @cached_property
    def _legend(self) -> list[Line]:
        width = self.grid.content
        if self.mode is Mode.MONTH:
            return [month_legend(self.glyphs)] if width >= 50 else []
        wide = width >= CONTENT
        lines = legend(width - 6 if wide else width, self.glyphs, short=not wide)
        return [((" " * 6, ""), *line) for line in lines] if wide and self.mode is Mode.YEARS else lines

    @property
    def _title(self) -> Line:
        return blocks.title_line(self.view, self.mode, self.day, self.filter, self.grid.content, self.glyphs)

    # Below the grid.

    def _below(self, y: int, page: list[Line]) -> list[Block]:
        """Return the week under the cursor, with the insight beside it, below it, or replacing it."""
        grid = self.grid
        x, content, height = grid.x, grid.content, grid.end - y
        if height < 1:
            return []
        if page:
            return [Block("page", Region(x, y, content, height), page)]
        if grid.wide:
            side = SIDE + max(0, grid.beside_preview - CONTENT) // 3
            main = grid.beside_preview - side - GUTTER
            side_lines = insight.side_lines(self.view, side, height, self.glyphs)
            placed = [
                Block("detail", Region(x, y, main, height), self._week(main, height)),
                Block("side", Region(x + main + GUTTER, y, side, height), side_lines),
            ]
            if (column := grid.preview) is not None:
                placed.append(Block("preview", Region(column.x, y, column.width, height)))
            return placed
        insight_height = 1 if height >= 3 else 0
        week_height = height - insight_height - (1 if height >= 5 else 0)
        placed = [Block("detail", Region(x, y, content, week_height), self._week(content, week_height))]
        if insight_height:
            region = Region(x, y + height - 1, content, 1)
            placed.append(Block("side", region, [insight.one_line(self.view, content)]))
        return placed

    def _week(self, width: int, height: int) -> list[Line]:
        """Return the week under the cursor for `height` lines; a longer text scrolls."""
        day, glyphs = self.day if self.mode is Mode.MONTH else None, self.glyphs
        title = blocks.detail_title(self.view, self.iso, width, glyphs)
        facts_width = min(width, MAX_DETAIL_WIDTH)
        if height < BRIEF:
            for limit in range(max(height, 1), 0, -1):  # as many lines a text as there is room for
                facts = blocks.detail_lines(self.view, self.detail, day, facts_width, glyphs, brief=limit)
                if 1 + len(facts) <= height:
                    break
            return [title, *facts][: max(height, 1)]
        lines = [title, BLANK, *blocks.detail_lines(self.view, self.detail, day, facts_width, glyphs)]
        if day is None:
            lines += blocks.entry_lines(self.detail, height - len(lines), width, glyphs)
        records = insight.record_lines(self.view, width, glyphs) if self.grid.wide else []
        if records and len(lines) + 2 + len(records) <= height:
            lines += [BLANK, BLANK, *records]
        return lines
