"""The Calendar in the app: moves, the three views, the week under the cursor, recaps, the insight."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from textual import events

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from devjournal.tui.calendar.data import Mode
from devjournal.tui.calendar.screen import CalendarScreen
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.cell_grid import CellGrid
from devjournal.tui.widgets.glyphs import ASCII
from tests.counting import queries
from tests.frozen_clock import FrozenClock
from tests.generated_years import fill_years
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap

THIS = IsoWeek(date(2026, 11, 23))


@pytest.fixture(autouse=True)
def monday_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let weeks begin on Monday in every locale."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session")
def years_files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Journals of one, ten and fifty years, filled once and never changed."""
    files = {}
    for years in (1, 10, 50):
        files[years] = tmp_path_factory.mktemp(f"years{years}") / "journal.db"
        with Journal(files[years], FrozenClock()) as journal:
            fill_years(journal, years)
    return files


@contextmanager
def opened(years: int, files: dict[int, Path], folder: Path) -> Iterator[Journal]:
    """Open a copy of the journal of `years` years."""
    path = folder / f"years{years}" / "journal.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(files[years], path)
    with Journal(path, FrozenClock()) as journal:
        yield journal


@pytest.fixture
def ten_years(years_files: dict[int, Path], tmp_path: Path) -> Iterator[Journal]:
    """Ten years of weeks, open on their last Friday."""
    with opened(10, years_files, tmp_path) as journal:
        yield journal


def calendar(at: AppSession) -> CalendarScreen:
    """Return the Calendar, which must be the current screen."""
    screen = at.app.screen
    assert isinstance(screen, CalendarScreen)
    return screen


# Reading.

SIZES = (WIDE, MIDDLE, NARROW)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_years(size: Size, ten_years: Journal, snap: Snap) -> None:
    async with run_app(ten_years, size) as at:
        await at.press("2", *["left"] * 4)
        snap("calendar-years", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_quarter(size: Size, ten_years: Journal, snap: Snap) -> None:
    async with run_app(ten_years, size) as at:
        await at.press("2", *["left"] * 4, "v")
        snap("calendar-quarter", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_month(size: Size, sample: Journal, snap: Snap) -> None:
    async with run_app(sample, size) as at:
        await at.press("2", "M", "left")
        snap("calendar-month", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_insight(size: Size, ten_years: Journal, snap: Snap) -> None:
    async with run_app(ten_years, size) as at:
        await at.press("2", "i")
        snap("calendar-insight", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_empty_journal(size: Size, journal: Journal, snap: Snap) -> None:
    async with run_app(journal, size) as at:
        await at.press("2")
        assert "Your first week will appear here. Ten years fit on" in at.text
        snap("calendar-empty", at)
        for key in ("v", "v", "v", "i", "i", "left", "up", "home", "end", "pageup", "[", "]", "."):
            await at.press(key)


async def test_one_week(journal: Journal, snap: Snap) -> None:
    journal.weeks.set_goal(THIS, "Write one decision on one page.", skill="Writing", plan=["Think", "Do it"])
    async with run_app(journal, MIDDLE) as at:
        await at.press("2")
        snap("calendar-one-week", at)


async def test_fifty_years_scroll_with_the_cursor(years_files: dict[int, Path], tmp_path: Path, snap: Snap) -> None:
    with opened(50, years_files, tmp_path) as journal:
        async with run_app(journal, MIDDLE) as at:
            await at.press("2", "pagedown", "pagedown")
            assert calendar(at).iso.year == 2006
            snap("calendar-fifty-years", at)
            await at.press(*["pagedown"] * 4)
            assert calendar(at).iso.year == 1977
            assert "more ↓" not in at.text


async def test_the_years_in_ascii(ten_years: Journal, snap: Snap) -> None:
    async with run_app(ten_years, MIDDLE, glyphs=ASCII) as at:
        await at.press("2", "left")
        snap("calendar-years-ascii", at)


async def test_the_years_in_the_light_theme(ten_years: Journal, snap: Snap) -> None:
    async with run_app(ten_years, MIDDLE, theme="devjournal-light") as at:
        await at.press("2", "left")
        snap("calendar-years-light", at)


async def test_the_cursor_is_visible_without_colour(ten_years: Journal) -> None:
    for size, theme in ((WIDE, "devjournal-dark"), (MIDDLE, "devjournal-light"), (SMALLEST, "devjournal-contrast")):
        async with run_app(ten_years, size, theme=theme) as at:
            await at.press("2")
            picture = at.picture
            reverse = [(x, y) for y, row in enumerate(picture.rows) for x, cell in enumerate(row) if cell.style.reverse]
            assert len(reverse) == 1
            x, y = reverse[0]
            around = [picture.rows[y][x + n].char for n in (-1, 1)]
            assert size != WIDE or around == ["[", "]"]


# Moving.


IN_THE_YEARS = {
    "left": "2026-11-20",
    "h h l": "2026-11-20",
    "right": "2026-12-04",
    "down": "2025-11-28",
    "j j k": "2025-11-28",
    "up": "2026-11-27",
    "home": "2026-01-02",
    "end": "2027-01-01",
    "home left": "2025-12-26",
    "end right": "2027-01-01",
    "end down": "2025-12-26",
    "[ [": "2024-11-29",
    "pagedown": "2016-12-02",
    "left down .": "2026-11-27",
    "]": "2027-12-03",
}
IN_THE_QUARTER = {
    "down": "2026-12-04",
    "left": "2026-11-20",
    "home": "2026-09-28",
    "end": "2026-12-28",
    "end down": "2027-01-04",
    "pageup": "2026-08-28",
    "]": "2027-02-26",
}
IN_THE_MONTH = {
    "down": "2026-12-04",
    "right right": "2026-11-29",
    "h": "2026-11-26",
    "home": "2026-11-01",
    "end": "2026-11-30",
    "pageup": "2026-10-27",
    "end pagedown end pagedown pagedown": "2027-02-28",
    "[": "2026-10-27",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("view", "days"), [("y", IN_THE_YEARS), ("v", IN_THE_QUARTER), ("M", IN_THE_MONTH)], ids=tuple(Mode)
)
async def test_keys_move_the_cursor(view: str, days: dict[str, str], ten_years: Journal) -> None:
    async with run_app(ten_years, MIDDLE) as at:
        await at.press("2", view)
        for keys, day in days.items():
            await at.press(".", *keys.split())
            assert calendar(at).day == date.fromisoformat(day), keys


async def test_the_week_under_the_cursor_stays_from_view_to_view(ten_years: Journal) -> None:
    async with run_app(ten_years, MIDDLE) as at:
        await at.press("2", "left", "down", "left")
        week = calendar(at).iso
        for key, mode in (
            ("v", Mode.QUARTER),
            ("v", Mode.MONTH),
            ("v", Mode.YEARS),
            ("M", Mode.MONTH),
            ("y", Mode.YEARS),
        ):
            await at.press(key)
            assert (calendar(at).mode, calendar(at).iso) == (mode, week)
            assert f"Week {week.number}" in at.text


@pytest.mark.slow
async def test_the_cursor_stops_at_the_ends_of_the_calendar(journal: Journal, clock: FrozenClock) -> None:
    async with run_app(journal, MIDDLE) as at:
        for typed, keys in (("1970-01-01", ("[", "left", "down")), ("2199-12-29", ("]", "right", "up"))):
            for view in ("y", "v", "M"):
                await at.press("2", "G")
                await at.write(f"{typed}\n")
                await at.press(view, *keys, "pageup", "pagedown")
                assert 1970 <= calendar(at).iso.year <= 2199


@pytest.mark.slow
async def test_a_week_or_day_can_be_typed(ten_years: Journal) -> None:
    async with run_app(ten_years, MIDDLE) as at:
        await at.press("2")
        for typed, day in (
            ("2024-W07", date(2024, 2, 12)),
            ("W12", date(2024, 3, 18)),
            ("2020-02-29", date(2020, 2, 29)),
            ("today", date(2026, 11, 27)),
            ("last", date(2026, 11, 16)),
        ):
            await at.press("G")
            await at.write(f"{typed}\n")
            assert calendar(at).day == day
        await at.press("G")
        await at.write("2025-W53\n")
        assert "There is no week “2025-W53”" in at.text
        await at.press("escape")
        assert calendar(at).day == date(2026, 11, 16)


async def test_the_mouse_moves_the_cursor_and_changes_the_view(ten_years: Journal) -> None:
    async with run_app(ten_years, WIDE) as at:
        await at.press("2")
        x, y = at.where("2026  ")
        await at.pilot.click(offset=(x + 6 + 2 * 9, y + 3))
        assert calendar(at).iso == IsoWeek(date.fromisocalendar(2023, 10, 1))
        await at.click("quarter")
        assert calendar(at).mode is Mode.QUARTER
        await at.click("month")
        assert calendar(at).mode is Mode.MONTH
        await at.click("years")
        assert calendar(at).mode is Mode.YEARS
        grid = at.app.screen.query_one(CellGrid)
        for kind, year in ((events.MouseScrollDown, 2022), (events.MouseScrollUp, 2023)):
            grid.post_message(kind(grid, 9, 3, 0, 0, 0, False, False, False))
            await at.pilot.pause()
            assert calendar(at).iso.year == year
        await at.pilot.click(offset=(x + 6, y), times=2)
        await at.pilot.pause()
        assert isinstance(at.app.screen, WeekScreen)
        assert at.app.screen.iso == IsoWeek(date.fromisocalendar(2026, 1, 1))


async def test_a_cursor_key_reads_one_week_and_draws_a_few_cells(ten_years: Journal) -> None:
    async with run_app(ten_years, WIDE) as at:
        await at.press("2", "left")
        areas: list[int] = []
        grid = at.app.screen.query_one(CellGrid)
        refresh = grid.refresh

        def watch(*regions: object, **options: object) -> object:
            areas.append(sum(getattr(region, "area", 10_000) for region in regions) if regions else 10_000)
            return refresh(*regions, **options)  # type: ignore[arg-type]

        grid.refresh = watch  # type: ignore[method-assign, assignment]
        with queries(ten_years) as executed:
            await at.press("left")
        assert len([query for query in executed if "WHERE" not in query]) == 0, executed
        assert len(executed) <= 4
        assert sum(areas) <= 6
        with queries(ten_years) as executed:
            await at.press("right")
        assert executed == [], "a visited week is cached"


async def test_fifty_years_take_as_many_queries_as_one(years_files: dict[int, Path], tmp_path: Path) -> None:
    counts = []
    for years in (1, 50):
        with opened(years, years_files, tmp_path) as journal:
            async with run_app(journal, WIDE) as at:
                with queries(journal) as executed:
                    await at.press("2")
                counts.append(len(executed))
    assert counts[0] == counts[1] <= 20


# Actions.


async def test_enter_opens_the_week(ten_years: Journal) -> None:
    async with run_app(ten_years, MIDDLE) as at:
        await at.press("2", "left", "left", "enter")
        assert isinstance(at.app.screen, WeekScreen)
        assert at.app.screen.iso == THIS.shift(-2)
        assert "Week 46" in at.text
        await at.press("2")
        assert calendar(at).iso == THIS.shift(-2)


@pytest.mark.slow
async def test_a_past_week_is_recapped_by_the_same_form(sample: Journal) -> None:
    past = THIS.shift(-4)
    before = sample.weeks.get(past)
    assert before.outcome is Outcome.HIT
    async with run_app(sample, MIDDLE) as at:
        await at.press("2", *["left"] * 4, "r")
        assert "Recap of week 44" in at.text
        await at.press("shift+tab", "shift+tab", "m", "y", "ctrl+s")
        week = sample.weeks.get(past)
        assert (week.outcome, week.better) == (Outcome.MISSED, True)
        assert "◧ missed, better" in at.text
        assert calendar(at).iso == past
        await at.press("u")
        assert sample.weeks.get(past).outcome is Outcome.HIT
        assert "■ hit" in at.text


async def test_a_week_to_come_says_why_it_cannot_be_recapped(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("2", "right", "right")
        assert "recap" not in at.footer
        assert "g goal" in at.footer
        assert "Not started yet. It can hold a goal (g) and days off (A), not a recap." in at.text
        await at.press("r")
        assert at.toasts == ["Week 2026-W50 has not happened yet. It can hold a goal, not a recap."]
        await at.press("g")
        await at.write("Writing\nOne page")
        await at.press("ctrl+s")
        assert sample.weeks.get(THIS.shift(2)).goal == "One page"
        assert "One page" in at.text
        await at.press("A")
        assert "Days off" in at.text


@pytest.mark.slow
async def test_an_entry_goes_to_the_week_under_the_cursor(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("2", "left", "a")
        await at.write("Written later")
        await at.press("ctrl+s")
        assert [entry.day for entry in sample.entries.all() if entry.text == "Written later"] == [THIS.shift(-1).friday]


async def test_a_filter_dims_other_weeks_and_is_named_in_the_title(ten_years: Journal, snap: Snap) -> None:
    async with run_app(ten_years, MIDDLE) as at:
        await at.press("2", "f")
        assert "Which weeks?" in at.text
        await at.click("skill    Design")
        await at.press("enter")
        assert "skill: Design  55 weeks, " in at.text
        assert "esc all weeks" in at.footer
        snap("calendar-filter", at)
        await at.press("v")
        assert "skill: Design" in at.text
        await at.press("y", "escape")
        assert "skill: Design" not in at.text
        await at.press("f", "down", "down", "enter")
        assert "outcome: missed, better" in at.text
        rows = [line for line in at.lines if line.startswith("  20")]
        assert not any("■" in row or "□" in row for row in rows)
        await at.press("f", "escape")
        assert "outcome: missed, better" in at.text


@pytest.mark.slow
async def test_a_filter_by_gap(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("2", "f", "end", "enter")
        assert "gap: Design for failure" in at.text


async def test_the_insight_scrolls_if_it_does_not_fit(ten_years: Journal) -> None:
    async with run_app(ten_years, NARROW) as at:
        await at.press("2", "i")
        assert at.focus == "page"
        assert "more lines ↓" in at.text
        await at.press("end")
        assert "Longest runs" in at.text
        await at.press("down", "up", "home", "i")
        assert at.focus == "grid"
        assert "Does it add up?" not in at.text
        await at.press("i", "escape")
        assert "Does it add up?" not in at.text
        await at.resize(WIDE)
        assert "Does it add up?" in at.text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_insight_leaves_three_weeks_of_a_month_in_view(size: Size, sample: Journal) -> None:
    async with run_app(sample, size) as at:
        await at.press("2", "M", "i")
        weeks = [line for line in at.picture.lines if re.match(r" +W\d\d .+\d\d .+\d\d", line)]
        assert len(weeks) >= 3, at.text


@pytest.mark.slow
async def test_the_window_changes_its_size_in_every_view(ten_years: Journal) -> None:
    async with run_app(ten_years, WIDE) as at:
        await at.press("2", "left")
        for size in ((100, 30), MIDDLE, NARROW, SMALLEST, (39, 12), (46, 16), WIDE):
            for key in ("v", "v", "v", "i"):
                await at.resize(size)
                await at.press(key)
        await at.press("i")
        assert calendar(at).iso == THIS.shift(-1)


async def test_weeks_begin_on_the_locales_day_in_columns_only(
    ten_years: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    async with run_app(ten_years, MIDDLE) as at:
        await at.press("2", "M")
        assert at.lines[at.where("Mon")[1]].split() == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        await at.press("down", "up", "right", "right")
        assert calendar(at).day == date(2026, 11, 29)
        assert "Week 48" in at.text, "the Sunday is of the week that it ends"


async def test_a_new_day_while_the_calendar_is_open(sample: Journal, clock: FrozenClock) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("2")
        clock.move(days=7)
        at.app.look()
        await at.pilot.pause()
        assert calendar(at).iso == THIS.shift(1), "the cursor stays on today"
        await at.press("left")
        clock.move(days=7)
        at.app.look()
        await at.pilot.pause()
        assert calendar(at).iso == THIS, "and where it was put"


async def test_help_explains_the_glyphs(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("2", "?")
        for text in ("A cell is a week", "Go to a week or a day that you type.", "Show what the weeks add up to"):
            assert text in at.text


@pytest.mark.slow
async def test_control_characters_and_markup_are_shown_as_text(journal: Journal) -> None:
    hostile = "[bold]x[/] \x1b]0;t\x07 \u202eright\u202c\nnext"
    journal.weeks.set_goal(THIS, hostile, skill=hostile)
    journal.weeks.recap(THIS, Outcome.HIT, better=True, note=hostile, lesson=hostile)
    journal.entries.add(hostile, day=THIS.monday)
    for size in SIZES:
        async with run_app(journal, size) as at:
            for keys in (("2",), ("v",), ("v",), ("home",), ("y", "i"), ("i", "f")):
                await at.press(*keys)
                assert not set(at.text) & {"\x1b", "\x07", "\u202e"}
            assert "[bold]x[/]" in at.text


async def test_goal_and_lesson_wrap_on_a_small_screen_if_there_is_room(journal: Journal, clock: FrozenClock) -> None:
    long = "Rehearse the whole incident drill with both leads so that everybody knows who decides what, and when"
    journal.weeks.set_goal(IsoWeek.of(journal.today), f"{long}, the goal", skill="Operations")
    async with run_app(journal, (60, 18)) as at:
        await at.press("2")
        assert f"{long}, the goal" in " ".join(at.text.split())
