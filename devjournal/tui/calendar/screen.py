"""The Calendar: the outcomes of all weeks, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.dates.days import FIRST_MONDAY, FIRST_YEAR, LAST_DAY, LAST_YEAR, IsoWeek
from devjournal.domain.dates.weekday import rows_of_month
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings, moves
from devjournal.tui.calendar import cursor
from devjournal.tui.calendar.data import CalendarView, Mode, VisibleDays, read, read_days, read_week
from devjournal.tui.calendar.layout import CalendarLayout
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.cell_grid import CellGrid
from devjournal.tui.widgets.lines import line_text
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.scroller import Scroller


class CalendarScreen(PreviewingScreen):
    """Years, a quarter or a month, the week under the cursor, and the insight."""

    NAME = "calendar"
    VERBS = verbs.CALENDAR
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(verbs.CALENDAR),
        *moves(
            priority=False,
            left="step('left')",
            right="step('right')",
            up="step('up')",
            down="step('down')",
            first="step('home')",
            last="step('end')",
            page_up="page(-1)",
            page_down="page(1)",
        ),
    ]

    def __init__(self, journal: Journal) -> None:
        """Show `journal`, with the cursor on today."""
        super().__init__(journal)
        self.day = journal.today
        self.mode = Mode.YEARS
        self.filter = ALL
        self.view: CalendarView | None = None
        self.shows_insight = False
        """Whether the insight page replaces the week."""
        self._follows = True
        """Whether the cursor is on today, and moves on with the date."""
        self._years = range(0)
        """The reachable years: those with data, and years visited beyond them."""
        self._top = 0
        """First visible row of the grid."""
        self._read_week = cache(partial(read_week, journal))
        self._read_days = cache(partial(read_days, journal))
        """Cached readings around the cursor, until the journal changes."""
        self._regions: dict[str, Region] = {}

    def blocks(self) -> Sequence[Widget]:
        """The panes in `tab` order, placed by `CalendarLayout`."""
        return (
            Pane(id="title"),
            CellGrid(id="grid"),
            Pane(id="legend"),
            Scroller(id="detail"),
            Scroller(id="page"),
            Pane(id="side"),
            Preview(id="preview"),
        )

    def on_mount(self) -> None:
        """Focus the grid."""
        self.set_focus(self.query_one(CellGrid))

    @property
    def iso(self) -> IsoWeek:
        """The week under the cursor."""
        return IsoWeek.of(self.day)

    # Reading and layout.

    def reload(self) -> None:
        """Read the history; clear the caches if it has changed."""
        if self._follows:
            self.day = self.journal.today
        view = read(self.journal, self.settings.fiscal_start)
        if self.view is not None and view.history is self.view.history:
            return
        self.view = view
        self._read_week.cache_clear()
        self._read_days.cache_clear()
        self._years = range(view.first_year, view.last_year + 1)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the Calendar, and hand every pane its content."""
        if self.view is None:
            return {}
        self._regions = self.show_blocks(self._make_blocks(self.view, size), subject=str(self.iso))
        focused = self.focused
        if focused is not None and (focused.id not in self._regions or not focused.can_focus):
            self.call_later(self.query_one(CellGrid).focus)
        return self._regions

    def _make_blocks(self, view: CalendarView, size: Size) -> list[Block]:
        year = self.iso.year
        self._years = range(min(self._years.start, year), max(self._years.stop, year + 1))
        layout = CalendarLayout(
            view=view,
            detail=self._read_week(self.iso),
            days=self._visible_days(view),
            day=self.day,
            mode=self.mode,
            years=self._years,
            filter=self.filter,
            shows_insight=self.shows_insight,
            top=self._top,
            first_weekday=self.app.first_weekday,
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )
        blocks = layout.blocks()
        self._top = layout.top
        return blocks

    def preview_column(self, size: Size) -> Region | None:
        """Return the region below the weeks, beside the insight."""
        return self._regions.get("preview")

    def previewed(self) -> Sequence[str]:
        """Return the reading page of the week under the cursor."""
        return (self.reading,) if self.view is not None and not self.view.first_run else ()

    def _visible_days(self, view: CalendarView) -> VisibleDays | None:
        """Return the weeks and days of the visible quarter or month."""
        if self.mode is Mode.YEARS:
            return None
        if self.mode is Mode.QUARTER:
            weeks = view.quarter_weeks(self.iso)
            return self._read_days(weeks[0].monday, weeks[-1].sunday)
        rows = rows_of_month(self.day, self.app.first_weekday)
        return self._read_days(rows[0][0], rows[-1][-1])

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        if self.view is None or self.view.first_run:
            return (verbs.WEEK_GOAL, verbs.ENTRY)
        ahead = self.iso.monday > self.view.today
        answer = verbs.WEEK_GOAL if ahead else verbs.PAST_RECAP
        brackets = {Mode.YEARS: verbs.YEAR_KEYS, Mode.QUARTER: verbs.QUARTER_KEYS, Mode.MONTH: verbs.MONTH_KEYS}
        last = verbs.ALL_WEEKS if self.filter else brackets[self.mode]
        return (verbs.OPEN_CELL, answer, verbs.VIEW, verbs.FILTER_WEEKS, last)

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something at the cursor, in the current view."""
        return {
            verbs.PAST_RECAP: self.iso.monday <= self.journal.today,
            verbs.YEARS: self.mode is not Mode.YEARS,
            verbs.MONTHS: self.mode is not Mode.MONTH,
            verbs.FILTER_WEEKS: self.view is not None and not self.view.first_run,
            verbs.ALL_WEEKS: bool(self.filter) or self.shows_insight,
            verbs.CALENDAR_TODAY: self.day != self.journal.today,
        }

    # Moving.

    def move_to(self, day: date) -> None:
        """Move the cursor to a day, limited to the range of a journal."""
        day = max(FIRST_MONDAY, min(day, LAST_DAY))
        if day != self.day:
            self.day = day
            self._follows = day == self.journal.today
            self.redraw()

    def action_step(self, key: str) -> None:
        """Move the cursor: by weeks and years, by weeks, or by days and weeks."""
        self.move_to(cursor.step(self.mode, self.day, key, self._years, self.settings.fiscal_start))

    def action_shift(self, count: int) -> None:
        """Go one year, quarter or month back or forward, also beyond the data."""
        if self.mode is not Mode.YEARS:
            self.move_to(cursor.shift(self.mode, self.day, count, self.settings.fiscal_start))
        elif FIRST_YEAR <= self.iso.year + count <= LAST_YEAR:
            self.move_to(cursor.same_week(self.day, self.iso.year + count))

    def action_page(self, count: int) -> None:
        """Go one page back or forward: ten years, a quarter, or a month."""
        self.move_to(cursor.turn_pages(self.mode, self.day, count, self._years))

    def action_today(self) -> None:
        """Go back to today."""
        self.move_to(self.journal.today)

    async def on_cell_grid_clicked(self, message: CellGrid.Clicked) -> None:
        """Move the cursor to the clicked cell; in years and quarter, the weekday stays."""
        day: date = message.cell
        if self.mode is not Mode.MONTH:
            day += timedelta(days=self.day.weekday())
        self.move_to(day)
        if message.double:
            await self.action_open()

    def on_cell_grid_stepped(self, message: CellGrid.Stepped) -> None:
        """Move the cursor with the wheel."""
        self.action_step("down" if message.down > 0 else "up")

    def on_click(self, event: events.Click) -> None:
        """Switch to the clicked view."""
        region = self._regions.get("title")
        if region is None or event.screen_y != region.y:
            return
        title = line_text(self.query_one("#title", Pane).lines[0])
        for mode in Mode:
            at = title.rfind(f" {mode.value}") + 1
            if at and event.screen_x - region.x in range(at, at + len(mode.value)):
                self.action_view(mode.value)

    # Verbs.

    def action_view(self, name: str = "") -> None:
        """Show the named view, or the next one; the cursor's week stays."""
        modes = list(Mode)
        mode = Mode(name) if name else modes[(modes.index(self.mode) + 1) % len(modes)]
        if mode is not self.mode:
            self.mode = mode
            self._top = 0
            self.redraw()

    def action_insight(self) -> None:
        """Show the insight page, or the week again."""
        self.shows_insight = not self.shows_insight
        self.redraw()
        self.call_after_refresh(self._focus_scrolling_pane)

    def _focus_scrolling_pane(self) -> None:
        """Focus the insight page if it scrolls, else the grid."""
        page = self.query_one("#page", Scroller)
        self.set_focus(page if self.shows_insight and page.can_focus else self.query_one(CellGrid))

    async def action_open(self) -> None:
        """Open the week under the cursor on the Week screen."""
        await self.app.show_week(self.iso)

    def action_recap(self) -> None:
        """Recap the week under the cursor; a message says if it has not begun."""
        self.run_verb(lambda: week_actions.recap(self, self.iso))

    @property
    def reading(self) -> str:
        """The week under the cursor."""
        return f"week:{self.iso.monday}"

    def action_goal(self) -> None:
        """Set or change the goal of the week under the cursor."""
        self.run_verb(lambda: week_actions.set_goal(self, self.iso))

    def action_away(self) -> None:
        """Mark days off."""
        self.run_verb(lambda: week_actions.mark_away(self, self.iso))

    def action_add_entry(self) -> None:
        """Open the entry form for the week under the cursor."""
        self.run_verb(lambda: week_actions.add_entry(self, iso=self.iso))

    def action_jump(self) -> None:
        """Ask for a week or a day, and go there."""
        from devjournal.tui.calendar.go_to_date_dialog import GoToDateDialog  # imported only when opened

        self.open_question(GoToDateDialog(self.journal.today, self.iso.year), self.move_to)

    def action_filter(self) -> None:
        """Ask for a filter."""
        from devjournal.tui.calendar.filter_dialog import FilterDialog  # imported only when opened
        from devjournal.tui.calendar.filters import filter_options

        if self.view is not None:
            options = [*filter_options(self.view, self.glyphs)]
            self.open_question(FilterDialog(options, self.filter), self._apply_filter)

    def action_clear(self) -> None:
        """Clear the filter, or close the insight page."""
        if self.filter:
            self._apply_filter(ALL)
        elif self.shows_insight:
            self.action_insight()

    def _apply_filter(self, filter: Filter) -> None:
        self.filter = filter
        self.redraw()
