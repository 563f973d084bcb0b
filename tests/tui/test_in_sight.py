"""The focused widget and the caret are visible at every window size."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.errors import NoWidget
from textual.widgets import TextArea

from devjournal.storage import Journal
from tests.demo.reworded import retell
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app

HUGE: Size = (200, 60)
SIZES = (SMALLEST, WIDE, NARROW, HUGE, MIDDLE)
"""Sizes, tested in every order: they fold, unfold and scroll."""

PLACES = {
    "week": "1", "calendar": "2", "insight": "2 i", "month": "2 v v", "gaps": "3", "a gap": "3 l j enter",
    "case": "3 p", "people": "4", "a person": "4 j enter", "reviews": "5", "a review": "5 j j enter", "letter": "5 L",
    "1:1": "6",
}  # fmt: skip
"""Screens and pages, by the keys that open them."""

FORMS = {
    "goal": "g", "entry": "a", "topic": "t", "recap": "r", "check-in": "c", "step": "n", "away": "A", "new gap": "3 n",
    "horizon": "3 o", "talk": "4 m", "person": "4 n", "write": "6 w", "jump": "2 G",
}  # fmt: skip
"""Forms and dialogs, by the keys that open them."""

LONG = "some words that wrap in a field of any width that there is, and some more, so that it goes on and on "


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, in which every pane has content."""
    path = tmp_path_factory.mktemp("demo") / "journal.db"
    retell(path, FrozenClock(FRIDAY), str).close()
    return path


def out_of_sight(at: AppSession) -> str:
    """Return the parts of the focused widget that are not visible; "" if all are."""
    screen, focused = at.app.screen, at.app.focused
    if focused is None:
        return "nothing has the focus" if screen.focus_chain else ""
    try:
        placed = screen.find_widget(focused)
    except NoWidget:
        return f"{focused!r} is not shown"
    visible = placed.region.intersection(placed.clip)
    if not visible:
        return f"{focused!r} is scrolled away"
    if isinstance(focused, TextArea) and not visible.contains_point(focused.cursor_screen_offset):
        return f"the caret of {focused.parent!r} at {focused.cursor_screen_offset} is not in {visible}"
    return ""


async def test_without_a_visible_focusable_pane_nothing_is_focused(journal: Journal) -> None:
    async with run_app(journal, MIDDLE) as at:
        for key in ("4", "5"):
            await at.press(key, "tab", "tab")
            assert at.app.focused is None
            assert out_of_sight(at) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", PLACES)
async def test_the_focus_is_in_sight_at_every_size(name: str, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "journal.db"
    shutil.copy(demo, file)
    with Journal(file, FrozenClock(FRIDAY)) as journal:
        async with run_app(journal, HUGE) as at:
            await at.press(*PLACES[name].split())
            visited = []
            while at.app.focused not in visited:
                visited.append(at.app.focused)
                for size in SIZES:
                    await at.resize(size)
                    assert out_of_sight(at) == "", (size, visited[-1])
                await at.press("tab")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
async def test_the_caret_of_a_form_is_in_sight_at_every_size_and_while_typing(
    name: str, demo: Path, tmp_path: Path
) -> None:
    file = tmp_path / "journal.db"
    shutil.copy(demo, file)
    with Journal(file, FrozenClock(FRIDAY)) as journal:
        async with run_app(journal, HUGE) as at:
            await at.press(*FORMS[name].split())
            assert at.app.focused is not None
            visited = []
            while at.app.focused not in visited:
                visited.append(at.app.focused)
                if isinstance(at.app.focused, TextArea):
                    await at.paste(LONG * 3)
                for size in (SMALLEST, NARROW):
                    await at.resize(size)
                    assert out_of_sight(at) == "", (size, visited[-1])
                    if isinstance(at.app.focused, TextArea) and size == SMALLEST:
                        for word in LONG.split()[:3]:
                            await at.write(word + " ")
                            assert out_of_sight(at) == "", "while typing"
                await at.press("tab")
                assert out_of_sight(at) == "", "after tab"
