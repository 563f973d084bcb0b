"""Moving between weeks, panes and window sizes, by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.geometry import Region

from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from devjournal.tui.kit.form.page import scrolled_to
from devjournal.tui.verbs import SCREENS
from devjournal.tui.widgets.rows import RowPane
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, run_app
from tests.tui.days import MONDAY, WEDNESDAY, WEEK


def row_of(at: AppSession) -> str:
    """Return the text of the row under the cursor."""
    pane = at.focused
    assert isinstance(pane, RowPane)
    assert pane.row is not None
    return "".join(text for text, _ in pane.row.lines[0])


async def test_weeks_are_walked_with_brackets_and_a_dot(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("[")
        assert "Week 47" in at.text
        assert "Mon 16" in at.text
        await at.press("left_square_bracket", "h", "left")
        assert "Week 44" in at.text
        await at.press("]", "l", "right")
        assert "Week 47" in at.text
        await at.press(".")
        assert "Friday. How did it go?" in at.text
        await at.press("]")
        assert "Week 49 is still to come." in at.text
        await at.press(".")
        assert "Friday. How did it go?" in at.text


@pytest.mark.slow
async def test_a_past_week_is_edited_by_the_same_forms(sample: Journal) -> None:
    past = WEEK.shift(-1)
    async with run_app(sample, MIDDLE) as at:
        await at.press("[", "e")
        assert "Recap of week 47" in at.text
        await at.write(" And more.")
        await at.press("ctrl+s")
        assert sample.weeks.get(past).note.endswith(" And more.")
        assert "Week 47" in at.text, "the week that was shown stays"
        await at.press("g")
        assert "Goal of week 47" in at.text
        await at.write(" Twice.")
        await at.press("ctrl+s")
        assert sample.weeks.get(past).goal.endswith(" Twice.")
        await at.press("a")
        await at.write("Written later")
        await at.press("ctrl+s")
        assert [entry.day for entry in sample.entries.of_week(past) if entry.text == "Written later"] == [past.friday]
        await at.press("n")
        await at.write("A step of the past")
        await at.press("ctrl+s")
        assert sample.weeks.get(past).plan[-1].text == "A step of the past"


async def test_a_future_week_holds_a_goal_but_no_recap(sample: Journal) -> None:
    ahead = WEEK.shift(2)
    async with run_app(sample, MIDDLE) as at:
        await at.press("]", "]", "r")
        assert at.toasts == ["Week 2026-W50 has not happened yet. It can hold a goal, not a recap."]
        await at.press("c")
        assert at.toasts != []
        await at.press("enter")
        assert "Goal of week 50" in at.text
        await at.fill(skill="Writing", goal="One page a day")
        await at.press("ctrl+s")
        assert sample.weeks.get(ahead).goal == "One page a day"
        assert "Week 50 is still to come, and has its goal." in at.text


@pytest.mark.slow
async def test_an_entry_can_be_added_from_every_screen(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        for number, (name, label) in enumerate(SCREENS, 1):
            await at.press(str(number), "a")
            assert "What was done or learned?" in at.text
            await at.write(f"From {name}")
            await at.press("ctrl+s")
            assert label in at.lines[0]
            assert at.picture.look(at.where(label)[0], 0).ink == "bold text", f"back on {label}"
    texts = {entry.text: entry.day for entry in sample.entries.of_week(WEEK)}
    assert all(texts[f"From {name}"] == FRIDAY.date() for name, _ in SCREENS)


@pytest.mark.slow
async def test_x_removes_and_e_edits_the_focused_row(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("down", "down", "e")
        assert "Queue with backoff, behind retry_v2" in at.text
        await at.write(", tested")
        await at.press("ctrl+s")
        assert sample.weeks.get(WEEK).plan[1].text == "Queue with backoff, behind retry_v2, tested"
        assert row_of(at).endswith("Queue with backoff, behind retry_v2, tested"), "the cursor stays on its row"
        await at.press("x")
        assert [step.text for step in sample.weeks.get(WEEK).plan][1] == "Rehearse the rollback in staging with Ines"
        assert "Removed: “Queue with backoff, behind retry_v2" in at.toasts[0]

        await at.press("tab")
        assert at.focus == "entries"
        entry = row_of(at)
        await at.press("e")
        await at.write(" (edited)")
        await at.press("ctrl+s")
        assert any(entry.text.endswith(" (edited)") for entry in sample.entries.of_week(WEEK))
        count = len(sample.entries.of_week(WEEK))
        await at.press("x")
        assert len(sample.entries.of_week(WEEK)) == count - 1
        assert entry.split()[0] in ("Mon", "Fri")

        await at.press("shift+tab", "shift+tab")
        assert at.focus == "hero"
        await at.press("e")
        assert "Goal of week 48" in at.text
        await at.press("escape", "x")
        assert not sample.weeks.get(WEEK).has_goal
        assert "Removed: the goal" in at.toasts[0]
        await at.press("u")
        assert sample.weeks.get(WEEK).has_goal


async def test_tab_and_arrows_go_through_the_panes_in_their_order(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        focuses = []
        for _ in range(3):
            focuses.append(at.focus)
            await at.press("tab")
        assert focuses == ["hero", "plan", "entries"]
        assert at.focus == "hero", "round again"
        await at.press("shift+tab")
        assert at.focus == "entries"
        await at.press("shift+tab", "shift+tab")

        rows = []
        for _ in range(9):
            await at.press("down")
            rows.append((at.focus, row_of(at).split()[1]))
        assert rows == [
            ("plan", "Failure"),
            ("plan", "Queue"),
            ("plan", "Rehearse"),
            ("plan", "Turn"),
            ("entries", "Showed"),
            ("entries", "Rollback"),
            ("entries", "Paired"),
            ("entries", "Wrote"),
            ("entries", "Wrote"),
        ]
        for _ in range(8):
            await at.press("k")
        assert at.focus == "hero"


async def test_a_new_size_keeps_the_focus_and_the_cursor(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("tab", "down", "down", "down")
        row = row_of(at)
        assert row.startswith("○"), "what is done folds to a count; this is still to do"
        for size in (NARROW, SMALLEST, MIDDLE, (30, 8), WIDE):
            await at.resize(size)
            assert at.focus == "plan"
            assert row_of(at) == row
            if size != (30, 8):
                assert row.split()[1] in at.text, "the row under the cursor is in view"
        await at.press("tab", "down")
        for size in (SMALLEST, WIDE):
            await at.resize(size)
            assert at.focus == "entries"
            assert "Rollback" in row_of(at)
            assert "Rollback" in at.text


@pytest.mark.slow
@pytest.mark.parametrize("size", [MIDDLE, NARROW, SMALLEST])
async def test_a_resized_screen_looks_like_one_opened_at_that_size(
    sample: Journal, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with run_app(sample, WIDE) as at:
        await at.resize(size)
        picture = at.picture.described()
        await at.press("r", "h")
        form = at.picture.described()
        await at.press("ctrl+r", "escape")
    async with run_app(sample, size) as at:
        assert at.picture.described() == picture
        await at.press("r", "h")
        assert at.picture.described() == form


@pytest.mark.slow
async def test_a_form_is_scrolled_as_little_as_shows_the_focus_however_soon_it_moves(sample: Journal) -> None:
    places = set()
    for keys in (("r", "h"), ("r", "h"), ("r", "m", "shift+tab", "h"), ("r", "h", "shift+tab", "tab"), ("r", "h")):
        async with run_app(sample, SMALLEST) as at:
            await at.press(*keys)
            places.add((at.focus, at.app.screen.query_one("#fields").scroll_y))
            await at.press("ctrl+r", "escape")
    assert len(places) == 1, places


async def test_a_form_scrolled_by_the_wheel_stays_where_a_field_in_view_is_clicked(sample: Journal) -> None:
    async with run_app(sample, SMALLEST) as at:
        await at.press("r", "h")
        fields = at.app.screen.query_one("#fields")
        for _ in range(40):
            await at.pilot._post_mouse_events([events.MouseScrollDown], "#fields", button=0)
        await at.settle()
        assert fields.scroll_y == fields.max_scroll_y > 0
        lesson = at.app.screen.query_one("#lesson TextField")
        x, y = lesson.region.offset
        await at.pilot.click(offset=(x + 2, y))
        await at.settle()
        assert at.focused is lesson
        assert fields.scroll_y == fields.max_scroll_y, "the field was in view: nothing jumps"
        await at.write("Soon")
        assert fields.scroll_y == fields.max_scroll_y, "nor under the first letter"


REGIONS = st.builds(Region, st.just(0), st.integers(0, 60), st.just(10), st.integers(1, 20))


@given(region=REGIONS, height=st.integers(1, 30), top=st.integers(0, 80))
def test_a_page_moves_as_little_as_shows_all_of_a_field_or_nothing_else(region: Region, height: int, top: int) -> None:
    moved = scrolled_to([region], height, top)
    visible_rows = range(moved, moved + height)
    if region.height <= height:
        assert {region.y, region.bottom - 1} <= {*visible_rows}
    else:
        assert {moved, moved + height - 1} <= {*range(region.y, region.bottom)}
    assert scrolled_to([region], height, moved) == moved
    assert moved in (top, region.y, max(0, region.bottom - height))


@pytest.mark.slow
async def test_the_mouse_works_too(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.click("Gaps")
        assert "Have I done the right things?" in at.text
        await at.click("1 Week")
        assert "How did it go?" in at.text
        await at.click("Paired with Ines")
        assert at.focus == "entries"
        assert "Paired" in row_of(at)
        await at.click("Turn it on for")
        assert at.focus == "plan"
        await at.click("Turn it on for", times=2)
        assert sample.weeks.get(WEEK).steps_done == 4, "a double click is enter: it ticks"
        await at.click("space tick")
        assert sample.weeks.get(WEEK).steps_done == 3
        await at.click("recap the week")
        assert "Recap of week 48" in at.text
        await at.click("missed")
        await at.click("n no")
        assert at.focus == "lesson"
        await at.click("hit")
        await at.click("y yes")
        assert at.focus == "note"
        await at.write("By mouse")
        await at.click("Save")
        assert sample.weeks.get(WEEK).outcome is Outcome.HIT
        assert sample.weeks.get(WEEK).note == "By mouse"
        await at.click("e edit recap")
        await at.click("Back")
        assert "A hit, and better" in at.text
        await at.click("? help")
        assert "esc closes" in at.text


@pytest.mark.slow
async def test_another_program_s_change_shows_by_itself(journal: Journal, clock: FrozenClock, tmp_path: Path) -> None:
    clock.set(MONDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents", plan=["Invite"])
    async with run_app(journal, MIDDLE) as at:
        await at.press("down")
        with Journal(journal.path, clock) as other:
            other.weeks.add_step(WEEK, "From the command line")
            other.entries.add("Also from there", day=WEEK.monday)
        at.app.look()
        await at.settle()
        assert "From the command line" in at.text
        assert "Also from there" in at.text
        assert at.focus == "plan"
        await at.press("r", "escape", "c")
        clock.set(WEDNESDAY)
        at.app.look()
        await at.press("escape")
        assert "Halfway. On track?" in at.text, "the day moves on"
