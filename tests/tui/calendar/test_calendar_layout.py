"""The Calendar's tables and blocks as values, for any journal at any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.calendar.insight import History
from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import PlanStep, Week, WeekKind
from devjournal.tui.calendar.data import CalendarView, Mode, VisibleDays, WeekDetail
from devjournal.tui.calendar.layout import CalendarLayout
from devjournal.tui.calendar.years import YearsTable
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.cell_grid import changed_cells
from devjournal.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from devjournal.tui.widgets.lines import Line, line_text, width_of
from tests.domain.calendar.test_insight import histories
from tests.tui.views import texts

TODAY = date(2026, 11, 27)
SIZES = [(120, 40), (112, 34), (100, 30), (80, 24), (72, 20), (60, 20), (46, 16), (40, 12)]


@st.composite
def layouts(draw: st.DrawFn) -> CalendarLayout:
    """Draw any journal in any view, with the cursor anywhere, at any size."""
    history = draw(histories())
    text = draw(texts)
    first, last = sorted((IsoWeek.of(history.today).year, IsoWeek(history.first or history.today).year))
    view = CalendarView(
        history=history,
        days_off=(),
        gap_titles={1: text, 2: "Two"},
        first_year=first - draw(st.sampled_from((0, 0, 1, 11, 49))),
        last_year=last + draw(st.integers(0, 1)),
        first_run=history.first is None,
    )
    years = range(max(1970, view.first_year), view.last_year + 1)
    year = draw(st.sampled_from(years))
    day = date.fromisocalendar(year, draw(st.integers(1, weeks_in_year(year))), draw(st.integers(1, 7)))
    iso = IsoWeek.of(day)
    record = history.records.get(iso.monday)
    week = Week(iso=iso)
    if record is not None and record.mark.has_goal:
        steps = tuple(PlanStep(text=text, done_on=day if n % 2 else None) for n in range(draw(st.integers(0, 9))))
        week = week._replace(skill=text, goal=text, gap=record.mark.gap, lesson=record.lesson, note=text, plan=steps)
        week = week._replace(on_track=draw(st.sampled_from((None, True, False))), adjustment=text)
    entries = tuple(Entry(day=iso.friday, text=text, gap=draw(st.sampled_from((None, 1)))) for _ in range(3))
    mode = draw(st.sampled_from(tuple(Mode)))
    days = None if mode is Mode.YEARS else VisibleDays(weeks={iso: week}, entry_counts={day: 12})
    filter = draw(st.sampled_from((ALL, Filter(skill=text or "x"), Filter(gap=1), Filter(kind=WeekKind.BETTER))))
    width, height = draw(st.sampled_from(SIZES))
    return CalendarLayout(
        view=view,
        detail=WeekDetail(week=week, entries=entries[: draw(st.integers(0, 3))]),
        days=days,
        day=day,
        mode=mode,
        years=years,
        filter=filter,
        shows_insight=draw(st.booleans()),
        top=draw(st.integers(0, 60)),
        first_weekday=draw(st.sampled_from((0, 5, 6))),
        width=width,
        height=height,
        glyphs=draw(st.sampled_from((UNICODE, ASCII))),
    )


def _lines(block: Block) -> Iterator[Line]:
    yield from block.cells.lines if block.cells is not None else block.lines


@pytest.mark.slow
@given(layouts())
def test_blocks_are_inside_the_screen_and_do_not_overlap(layout: CalendarLayout) -> None:
    blocks = layout.blocks()
    for n, block in enumerate(blocks):
        region = block.region
        assert region.x >= 2, block.name
        assert region.right <= layout.width - 2, block.name
        assert 2 <= region.y <= region.bottom < layout.height, block.name
        assert not any(region.overlaps(other.region) for other in blocks[n + 1 :]), block.name
        assert all(width_of(line) <= region.width for line in _lines(block)), block.name


@pytest.mark.slow
@given(layouts())
def test_the_cursor_is_visible_on_its_week(layout: CalendarLayout) -> None:
    table = next(block.cells for block in layout.blocks() if block.cells is not None)
    cursor = [
        (x, y) for y, line in enumerate(table.lines) for x, ink in enumerate(_inks(line)) if ink == "bold reverse here"
    ]
    assert cursor, "no cursor"
    for x, y in cursor:
        day = table.at(x, y)
        assert day is not None
        assert day == layout.day if layout.mode is Mode.MONTH else IsoWeek.of(day) == layout.iso


def _inks(line: Line) -> list[str]:
    return [ink for text, ink in line for _ in range(width_of(((text, ink),)))]


@pytest.mark.slow
@given(layouts())
def test_ascii_glyphs_are_ascii(layout: CalendarLayout) -> None:
    layout.glyphs = ASCII
    layout.shows_insight = False
    for block in layout.blocks():
        if block.name in ("grid", "legend") and layout.mode is not Mode.QUARTER:
            assert all(line_text(line).isascii() for line in _lines(block)), block.name


@pytest.mark.slow
@given(layouts(), layouts())
def test_cells_that_did_not_change_are_not_drawn_again(first: CalendarLayout, second: CalendarLayout) -> None:
    tables = [block.cells for layout in (first, second) for block in layout.blocks() if block.cells is not None]
    for before, after in zip(tables[0].lines, tables[1].lines, strict=False):
        if not (line_text(before) + line_text(after)).isascii():
            continue
        old, new = _drawn(before), _drawn(after)
        changed = {x for start, end in changed_cells(before, after) for x in range(start, end)}
        for x in range(max(len(old), len(new))):
            if x not in changed:
                assert old[x : x + 1] == new[x : x + 1]


def _drawn(line: Line) -> list[tuple[str, str]]:
    return [(char, ink) for text, ink in line for char in text]


def _years(width: int, day: date = TODAY, glyphs: Glyphs = UNICODE) -> YearsTable:
    view = CalendarView(
        history=History(records={}, away=frozenset(), today=TODAY),
        days_off=(),
        gap_titles={},
        first_year=2017,
        last_year=2026,
        first_run=False,
    )
    years = range(2017, 2027)[::-1]
    return YearsTable(view=view, day=day, years=years, above=0, below=0, filter=ALL, width=width, glyphs=glyphs)


@pytest.mark.parametrize(("width", "cells"), [(112, 53), (92, 53), (76, 53), (56, 53), (36, 33)])
def test_a_year_of_53_weeks_has_a_cell_for_each(width: int, cells: int) -> None:
    table = _years(width)
    row = line_text(table.lines[1])
    assert row.count(UNICODE.none) + row.count(UNICODE.open) == cells
    assert line_text(table.lines[2]).count(UNICODE.none) == cells - 1


def test_a_click_on_either_cell_of_a_week_is_that_week() -> None:
    table = _years(112)
    for number in range(1, 54):
        monday = date.fromisocalendar(2026, number, 1)
        assert table.at(4 + 2 * number, 1) == table.at(3 + 2 * number, 1) == monday
    assert table.at(4 + 2 * 53, 2) is None, "2025 has no W53"
    assert table.at(3, 1) is table.at(20, 0) is table.at(20, 11) is None


def test_a_narrow_grid_scrolls_to_the_cursor() -> None:
    for day in (date(2026, 1, 1), date(2026, 6, 15), date(2026, 12, 31)):
        table = _years(36, day)
        assert any(ink == "bold reverse here" for ink in _inks(table.lines[1]))
        spots = [table.at(x, 1) for x in range(36)]
        mondays = [day for day in spots if day is not None]
        assert mondays == [mondays[0] + timedelta(weeks=n) for n in range(len(mondays))]
