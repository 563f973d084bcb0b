"""Opening and leaving the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.tui.app import JournalApp
from tests.frozen_clock import FRIDAY
from tests.tui.app_session import MIDDLE, WIDE, AppSession, drive


def test_it_opens_on_the_week_and_is_left_with_q(tmp_path: Path) -> None:
    async def play(at: AppSession) -> tuple[str, str]:
        tabs_and_footer = at.lines[0], at.footer
        await at.press("q")
        assert at.app._exit
        return tabs_and_footer

    tabs, footer = drive(tmp_path / "journal.db", FRIDAY, play, size=MIDDLE)
    assert " ".join(tabs.split()) == "1 Week 2 Calendar 3 Gaps 4 People 5 Reviews 6 1:1 Fri 27 Nov"
    assert footer.split() == ["g", "goal", "b", "board", "I", "import", "a", "entry", "?", "help"]


@pytest.mark.slow
@pytest.mark.parametrize("keys", [("a",), ("?",), ("ctrl+p",), ("/",)])
def test_a_dialog_opened_during_the_start_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async def play(at: AppSession) -> str:
        await at.press(*keys)
        return at.picture.described()

    later = drive(tmp_path / "later.db", FRIDAY, play, size=WIDE)
    monkeypatch.setattr(JournalApp, "_end_start", lambda _: None)
    assert drive(tmp_path / "first.db", FRIDAY, play, size=WIDE) == later
