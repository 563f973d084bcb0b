"""State outside the journal: a number for each window, and drafts."""

from __future__ import annotations

from pathlib import Path

from devjournal.storage import Journal
from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.state import DraftFile, InstanceLock
from tests.tui.app_session import MIDDLE, AppSession, run_app


def test_partial_files_of_a_killed_window_are_removed_by_the_next_one(tmp_path: Path) -> None:
    for name in (".entry.json.1", ".entry.2.json.2", "entry.json"):
        (tmp_path / name).write_text("{}")
    first = InstanceLock(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".entry.2.json.2", ".window-1", "entry.json"]
    second = InstanceLock(tmp_path)
    assert (first.number, second.number) == (1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".window-1", ".window-2", "entry.json"]
    for window in (first, second):
        window.release()


def test_a_number_is_free_again_once_its_window_is_left(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path), InstanceLock(tmp_path)
    DraftFile(second, "entry").save({"text": "words"})
    third = InstanceLock(tmp_path)
    assert DraftFile(third, "entry").load() is None, "it is the second window's"
    second.release()
    assert DraftFile(third, "entry").load() == {"text": "words"}
    for window in (first, third):
        window.release()


def keep(at: AppSession) -> None:
    """Save the draft of the open form now, as its timer does."""
    assert isinstance(at.app.screen, DraftedScreen)
    at.app.screen.keep()


async def test_a_draft_that_cannot_be_written_is_back_in_this_app_and_written_once_it_can_be(journal: Journal) -> None:
    async with run_app(journal, MIDDLE) as at:
        blocked = at.app.state.drafts / "entry.json"
        blocked.mkdir(parents=True)  # as a full disk does, it refuses the file
        await at.press("a")
        await at.write("Typed on a full disk")
        keep(at)
        await at.settle()
        assert "No draft can be written (Is a directory); save before you quit." in at.text
        await at.press("escape", "a")
        assert "Your draft is back." in at.text
        assert "Typed on a full disk" in at.text
        blocked.rmdir()
        keep(at)
        await at.settle()
        assert "No draft can be written" not in at.text
        assert "Typed on a full disk" in blocked.read_text()
        blocked.unlink()
        blocked.mkdir()
        await at.write(", and left")
        await at.press("escape")
        blocked.rmdir()
        at.app.state.close()
        assert "and left" in blocked.read_text()
