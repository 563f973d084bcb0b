"""The app opens on a journal, and is left."""

from __future__ import annotations

from pathlib import Path

from tests.still import FRIDAY
from tests.tui.sitting import MIDDLE, Sitting, drive


def test_it_opens_on_the_week_and_is_left_with_q(tmp_path: Path) -> None:
    async def play(at: Sitting) -> tuple[str, str]:
        seen = at.lines[0], at.footer
        await at.press("q")
        assert at.app._exit
        return seen

    tabs, footer = drive(tmp_path / "journal.db", FRIDAY, play, size=MIDDLE)
    assert " ".join(tabs.split()) == "1 Week 2 Calendar 3 Gaps 4 People 5 Reviews 6 1:1 Fri 27 Nov"
    assert footer.split() == ["g", "goal", "a", "entry", "?", "help"]
