"""The use of the width: what a wide screen adds, and what a small one keeps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.tui.calendar.years import COLUMNS
from devjournal.tui.people.table import KNOWS, columns_for
from devjournal.tui.week.layout import side_of
from devjournal.tui.widgets.screen_sizes import CONTENT, MAX_CONTENT, WIDE, content_of, margin_of
from tests.tui.app_session import MIDDLE, Size, run_app

HUGE: Size = (200, 60)
TODAY_WEEK = IsoWeek.of(date(2026, 11, 27))


@given(st.integers(40, 400))
def test_content_uses_the_width_and_is_centred(width: int) -> None:
    margin, content = margin_of(width), content_of(width)
    assert content == min(MAX_CONTENT, width - 2 * margin)
    assert 0 <= width - content - 2 * margin <= 1, "as much on the left as on the right"
    if WIDE <= width <= 200:
        assert margin == 4


@given(st.integers(CONTENT, MAX_CONTENT), st.integers(1, 40))
def test_a_wider_matrix_shows_no_less_of_anything(content: int, gaps: int) -> None:
    usual, wide = columns_for(CONTENT, gaps), columns_for(content, gaps)
    assert wide.gaps >= usual.gaps or wide.cell > usual.cell
    assert wide.name + wide.relation + wide.role + wide.talk + wide.gaps * wide.cell + KNOWS <= content
    assert side_of(content) >= side_of(CONTENT)


@pytest.mark.slow
@pytest.mark.parametrize("width", [72, 80, 99, 100, 103, 107, 111, 112, 120, 160, 200, 260])
@pytest.mark.parametrize("key", ["1", "4"])
async def test_the_day_stands_in_the_header_and_help_at_the_edge(journal: Journal, width: int, key: str) -> None:
    async with run_app(journal, (width, 30)) as at:
        await at.press(key)
        edge = margin_of(width) + content_of(width)
        assert "Fri 27 Nov" in at.lines[0]
        assert len(at.lines[0].rstrip()) == len(at.footer.rstrip()) == edge


async def test_a_week_takes_three_cells_if_they_fit(journal: Journal) -> None:
    journal.weeks.set_goal(TODAY_WEEK, "Run the drill", skill="Incidents")
    async with run_app(journal, HUGE) as at:
        await at.press("2")
        row = next(line for line in at.lines if line.strip().startswith("2026 "))
        cells = row.index("[▸]") - row.index("2026") - len("2026") - 1
        assert cells == 3 * (TODAY_WEEK.number - 1) + 1
        await at.click("[▸]")
        assert row in at.lines, "a click on it stays on it"
        await at.press("left")
        assert f"Week {TODAY_WEEK.number - 1}" in at.text
        assert 4 + 1 + 3 * COLUMNS < MAX_CONTENT


async def test_the_blocks_below_people_are_side_by_side(journal: Journal) -> None:
    journal.people.add("Ana")
    gap = journal.gaps.add(Area.BRAND, "Seen").id
    journal.people.should_know("Ana", gap)
    async with run_app(journal, HUGE) as at:
        await at.press("4")
        line = next(line for line in at.lines if "Who to tell next" in line)
        assert "Ana" in line
        assert "Talks" in line


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40), HUGE])
async def test_entries_stand_in_one_order_and_three_of_them_at_80x24(journal: Journal, size: Size) -> None:
    journal.weeks.set_goal(TODAY_WEEK, "Run the drill", skill="Incidents", plan=["One", "Two", "Three", "Four"])
    for n in range(5):
        journal.entries.add(f"Entry {n}", day=date(2026, 11, 23 + n))
    async with run_app(journal, size) as at:
        rows = [line for line in at.lines if "Entry " in line]
        order = [int(line.split("Entry ")[1][0]) for line in rows]
        assert order[:3] == [4, 3, 2]
        assert order == sorted(order, reverse=True)


@pytest.mark.slow
async def test_a_title_takes_two_lines_on_its_card(journal: Journal) -> None:
    journal.gaps.add(Area.SKILLS, "Explain a design across two teams")
    journal.gaps.add(Area.SKILLS, "Trace", needed=2)
    async with run_app(journal, MIDDLE) as at:
        await at.press("3")
        first = next(n for n, line in enumerate(at.lines) if "Explain a design" in line)
        assert "across two teams" in at.lines[first + 1]
        assert "0 of 1" in at.lines[first + 2]
        await at.click("Trace")
        assert at.lines[first + 5].lstrip().startswith("▌ Trace"), "the card below stands a line lower, for a click too"


@pytest.mark.slow
async def test_a_list_in_a_form_grows_before_it_hides(journal: Journal) -> None:
    for n in range(12):
        journal.gaps.add(Area.SKILLS, f"Gap {n}", needed=n + 1)
    async with run_app(journal, HUGE) as at:
        await at.press("g")
        assert all(f"Gap {n}  " in at.text for n in range(12))
        assert "more ↓" not in at.text
