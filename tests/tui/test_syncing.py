"""The app beside other machines: texts that differ are settled with a key, and syncs run in a process of their own."""

from __future__ import annotations

import pytest

from devjournal.domain.merge.text_conflict import NewTextConflict
from devjournal.settings import UNSET
from devjournal.storage import Journal
from devjournal.tui.differences.dialog import Differences
from devjournal.tui.week.screen import WeekScreen
from tests.tui.sitting import NARROW, WIDE, Size, sit

STAMP = "2026-11-27T09:00:00.000000Z"


@pytest.fixture
def differing(sample: Journal) -> Journal:
    """The sample journal, in which two texts gave way to another machine's."""
    uids = [row["uid"] for row in sample.transfer.rows()["entry"]][:2]
    sample.text_conflicts.add_all(
        NewTextConflict("entry", uid, "text", f"The other text {n}", STAMP, "laptop") for n, uid in enumerate(uids, 1)
    )
    return sample


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_texts_that_differ_are_settled_with_a_key_each(differing: Journal, size: Size) -> None:
    async with sit(differing, size) as at:
        await at.press("T")
        assert isinstance(at.app.screen, Differences)
        assert "The other text 1" in at.text
        assert "1 of 2" in at.text
        await at.press("o")
        assert "2 of 2" in at.text
        await at.press("k")
        assert isinstance(at.app.screen, WeekScreen)
        texts = {entry.text for entry in differing.entries.all()}
        assert "The other text 1" in texts
        assert "The other text 2" not in texts
        assert differing.text_conflicts.count() == 0
        await at.press("T")
        assert at.toasts == ["No texts differ."]


async def test_the_week_says_that_texts_differ(differing: Journal) -> None:
    async with sit(differing, WIDE) as at:
        assert "2 texts differ  T" in at.text
        await at.press("T", "escape")
        assert "2 texts differ  T" in at.text
        differing.text_conflicts.settle(1)
        differing.text_conflicts.settle(2)
        await at.press("right_square_bracket", "left_square_bracket")
        assert "differ" not in at.text


async def test_nothing_syncs_without_a_folder(sample: Journal) -> None:
    async with sit(sample, WIDE) as at:
        app = at.app
        assert (app.syncs, app.sync_sign) == (False, "")
        await at.press("ctrl+p")
        await at.write("other machines")
        assert "Bring the journal in step" not in at.text
    assert UNSET.settings.sync.folder == ""


async def test_taking_a_text_is_one_step_to_undo(differing: Journal) -> None:
    before = differing.transfer.rows()
    async with sit(differing, WIDE) as at:
        await at.press("T", "o", "escape", "u")
        assert "2 texts differ" in at.text
    texts = [row["text"] for row in differing.transfer.rows()["entry"]]
    assert texts == [row["text"] for row in before["entry"]]
