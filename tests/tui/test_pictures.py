"""Charts are true to their values: every week its glyph, every measure its share, every day its dot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import MONTHS, WEDNESDAY, IsoWeek
from devjournal.domain.week.week import Outcome, State, Week, state_of
from devjournal.tui.widgets.charts import STRIP, bar, legend, ritual, ritual_row, strip, strip_cells, strip_months
from devjournal.tui.widgets.glyphs import ASCII, UNICODE, Glyphs, state_glyph
from devjournal.tui.widgets.lines import line_text, width_of
from tests.domain.journals import Invented, journals
from tests.tui.days import WEEK

glyph_sets = st.sampled_from((UNICODE, ASCII))


@given(journals(), glyph_sets)
def test_the_strip_shows_thirteen_weeks_up_to_this_one(journal: Invented, glyphs: Glyphs) -> None:
    cells = strip_cells(journal.marks, journal.away, journal.today)
    assert [iso for iso, _, _ in cells] == [IsoWeek.of(journal.today).shift(n - STRIP + 1) for n in range(STRIP)]
    line = strip(cells, glyphs)
    for (glyph, ink), (iso, state, better) in zip(line, cells, strict=True):
        assert state is state_of(iso, journal.marks.get(iso.monday), journal.away, journal.today)
        assert (glyph, ink) == (f"{state_glyph(state, better, glyphs)[0]} ", state_glyph(state, better, glyphs)[1])
    assert width_of(line) == STRIP * 2


@given(journals(), st.integers(20, 60), glyph_sets)
def test_the_legend_counts_every_week_that_is_not_blank(journal: Invented, width: int, glyphs: Glyphs) -> None:
    cells = strip_cells(journal.marks, journal.away, journal.today)
    lines = legend(cells, glyphs, width)
    assert all(width_of(line) <= width for line in lines)
    counts = [int(word) for line in lines for word in line_text(line).split() if word.isdecimal()]
    assert sum(counts) == sum(state is not State.NONE for _, state, _ in cells)


@given(st.dates(date(1971, 1, 1), date(2090, 12, 31)))
def test_a_month_is_named_below_its_first_week(today: date) -> None:
    cells = strip_cells({}, frozenset(), today)
    ruler = line_text(strip_months(cells))
    assert len(ruler) <= STRIP * 2
    assert ruler.split() == [MONTHS[month - 1] for month in _in_order(cells) if MONTHS[month - 1] in ruler]
    for n, (iso, _, _) in enumerate(cells):
        if (name := ruler[n * 2 : n * 2 + 3]) in MONTHS and name and ruler[n * 2 - 1 : n * 2] in ("", " "):
            assert MONTHS[iso.monday.month - 1] == name


def _in_order(cells: list[tuple[IsoWeek, State, bool | None]]) -> list[int]:
    return list(dict.fromkeys(iso.monday.month for iso, _, _ in cells))


@given(st.integers(0, 200), st.integers(0, 60), st.integers(1, 80), glyph_sets)
def test_a_bar_is_as_full_as_its_measure(part: int, whole: int, width: int, glyphs: Glyphs) -> None:
    line = bar(part, whole, width, glyphs)
    assert width_of(line) == width
    (done, ink), _ = line
    assert (ink == "good") is (part >= whole)
    assert len(done) == width if whole and part >= whole else len(done) <= width
    if whole and 0 < part < whole:
        assert 1 <= len(done) < width or width == 1


@pytest.mark.parametrize("width", [36, 40, 56, 70, 76])
@pytest.mark.parametrize("day", range(-3, 10))
@pytest.mark.parametrize("given_so_far", range(4))
def test_the_line_of_the_ritual(width: int, day: int, given_so_far: int) -> None:
    today = WEEK.monday + timedelta(days=day)
    week = Week(
        iso=WEEK,
        goal="Goal" if given_so_far else "",
        on_track=False if given_so_far > 1 else None,
        outcome=Outcome.HIT if given_so_far > 2 else None,
    )
    state = state_of(WEEK, week, frozenset(), today)
    names, track, labels = ritual(week, state, today, width, UNICODE)
    assert line_text(names).split() == ["Mon", "23", "Wed", "25", "Fri", "27"]
    assert line_text(track).count("●") == given_so_far
    for line in (names, track, labels):
        assert width_of(line) <= width
    for glyph in ("●", "◉", "○"):
        for at in (n for n, char in enumerate(line_text(track)) if char == glyph):
            assert line_text(names)[at] in "MWF", "every dot stands under its day"
            assert line_text(labels)[at : at + 1].strip(), "and has a word under it"
    due = line_text(labels).count("due")
    assert due == line_text(track).count("◉") <= 1
    if today not in WEEK or given_so_far == 3:
        assert not due
    elif given_so_far == 0:
        assert "goal due" in line_text(labels)
    elif given_so_far == 1 and day >= WEDNESDAY and day < 4:
        assert "check-in due" in line_text(labels)
    row = line_text(ritual_row([names, track, labels]))
    assert row.split()[1:3] == ["Mon", "23"]
    assert len(row.rstrip()) <= 36
