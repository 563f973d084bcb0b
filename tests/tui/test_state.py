"""State outside the journal: a number for each window, and drafts."""

from __future__ import annotations

from pathlib import Path

from devjournal.tui.state import DraftFile, InstanceLock


def test_partial_files_of_a_killed_window_are_removed_by_the_next_one(tmp_path: Path) -> None:
    for name in (".entry.json.1", ".entry.2.json.2", "entry.json"):
        (tmp_path / name).write_text("{}")
    first = InstanceLock(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".entry.2.json.2", ".window-1", "entry.json"]
    second = InstanceLock(tmp_path)
    assert (first.number, second.number) == (1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".window-1", ".window-2", "entry.json"]
    for window in (first, second):
        window.leave()


def test_a_number_is_free_again_once_its_window_is_left(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path), InstanceLock(tmp_path)
    DraftFile(second, "entry").save({"text": "words"})
    third = InstanceLock(tmp_path)
    assert DraftFile(third, "entry").load() is None, "it is the second window's"
    second.leave()
    assert DraftFile(third, "entry").load() == {"text": "words"}
    for window in (first, third):
        window.leave()
