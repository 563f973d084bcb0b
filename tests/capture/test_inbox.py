"""The inbox: files are read, then moved; nothing is lost and nothing is written over."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from devjournal.capture import inbox
from devjournal.capture.inbox import move_taken, prepare, read_inbox
from devjournal.errors import DocumentRefused
from devjournal.platforms import put_in_place

NOW = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nUID:1\nSUMMARY:Retro\nDTSTART:20261119\nEND:VJOURNAL\nEND:VCALENDAR\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "inbox"
    path.mkdir()
    return path


def write(path: Path, text: str, day: str = "2026-11-20") -> None:
    path.write_text(text, encoding="utf-8")
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
    os.utime(path, (moment, moment))


def test_notes_and_calendars_are_read_in_the_order_of_their_names(folder: Path) -> None:
    write(folder / "b.md", "- Wrote the runbook\n- Held the talk")
    write(folder / "2026-11-18 a.TXT", "Paired on the release")
    write(folder / "c.ics", CALENDAR)
    for name in (".hidden.md", "photo.jpg", "d.pdf"):
        write(folder / name, "x")
    (folder / "folder.md").mkdir()
    (folder / "link.md").symlink_to(folder / "b.md")
    (folder / "arriving.txt").touch()
    read = read_inbox(folder, NOW)
    assert [(draft.day, draft.text, draft.source) for draft in read.drafts] == [
        (date(2026, 11, 18), "Paired on the release", "inbox 2026-11-18 a.TXT"),
        (date(2026, 11, 20), "Wrote the runbook", "inbox b.md"),
        (date(2026, 11, 20), "Held the talk", "inbox b.md"),
        (date(2026, 11, 19), "Retro", "inbox c.ics"),
    ]
    assert read.faults == ()


def test_what_cannot_be_read_is_named_and_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "_MAX_SIZES", {".txt": 100, ".md": 100, ".ics": 1000})
    write(folder / "good.md", "Held the talk")
    write(folder / "large.md", "x" * 101)
    write(folder / "broken.ics", "BEGIN:VCALENDAR\n")
    (folder / "binary.txt").write_bytes(b"\xff\xd8\x00\x01")
    read = read_inbox(folder, NOW)
    assert [draft.text for draft in read.drafts] == ["Held the talk"]
    assert [fault.partition(" is ")[0] for fault in read.faults] == ["“binary.txt”", "“broken.ics”", "“large.md”"]
    prepare(folder)
    assert move_taken(folder, read.files) == []
    assert sorted(path.name for path in folder.iterdir()) == ["binary.txt", "broken.ics", "large.md", "taken"]


def test_a_file_is_moved_and_never_over_another(folder: Path) -> None:
    for text in ("First", "Second", "Third"):
        write(folder / "note.md", text)
        read = read_inbox(folder, NOW)
        prepare(folder)
        assert move_taken(folder, read.files) == []
        assert not (folder / "note.md").exists()
    contents = {path.name: path.read_text() for path in (folder / "taken").iterdir()}
    assert contents == {"note.md": "First", "note 2.md": "Second", "note 3.md": "Third"}


def test_a_file_that_was_written_meanwhile_stays(folder: Path) -> None:
    write(folder / "note.md", "First")
    read = read_inbox(folder, NOW)
    write(folder / "note.md", "First and second", "2026-11-21")
    prepare(folder)
    assert move_taken(folder, read.files) == []
    assert (folder / "note.md").read_text() == "First and second"
    assert list((folder / "taken").iterdir()) == []


def test_a_file_that_is_written_in_the_very_moment_comes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "note.md", "First")
    read = read_inbox(folder, NOW)
    prepare(folder)

    def late(source: Path, target: Path) -> None:
        if target.parent.name == "taken":
            write(source, "First and second", "2026-11-21")
        put_in_place(source, target)

    monkeypatch.setattr(inbox, "put_in_place", late)
    assert move_taken(folder, read.files) == []
    assert (folder / "note.md").read_text() == "First and second"


def test_a_file_that_is_gone_is_no_fault(folder: Path) -> None:
    write(folder / "note.md", "First")
    read = read_inbox(folder, NOW)
    (folder / "note.md").unlink()
    prepare(folder)
    assert move_taken(folder, read.files) == []


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused, match=r"The inbox .* cannot be read \(No such file or directory\)"):
        read_inbox(tmp_path / "gone", NOW)
    assert not (tmp_path / "gone").exists()


def test_a_file_in_the_place_of_taken_is_said(folder: Path) -> None:
    write(folder / "taken", "x")
    with pytest.raises(DocumentRefused, match="no file was read"):
        prepare(folder)


@pytest.mark.parametrize("moment", [0, 2**33, -(2**40), 2**62])
def test_a_file_of_another_time_is_of_today_or_earlier(folder: Path, moment: int) -> None:
    assert date(1970, 1, 1) <= inbox._own_day(folder / "note.md", float(moment), NOW) <= NOW.date()
