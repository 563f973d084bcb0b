"""Copies in the app: the list, a restore, and errors of copies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from devjournal.domain.copies.copies import Copy, CopyReason
from devjournal.storage import Journal
from devjournal.storage.encryption.key_file import key_file_of
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.tui.copies.dialog import CopyList, RestoreDialog
from devjournal.tui.week.screen import WeekScreen
from tests.encrypted import encrypt, lock
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage import raw
from tests.storage.file_damage import scramble
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap


async def open_list(at: AppSession) -> None:
    """Open the list from the command palette."""
    await at.press("ctrl+p")
    await at.write("Copies of")
    await at.press("enter")
    assert isinstance(at.app.screen, CopyList)


@pytest.fixture
def journal_with_copies(sample: Journal, clock: FrozenClock) -> Journal:
    """The sample journal with copies of all kinds. The newest is older than the last entry; one is damaged."""
    for why, days in (
        (CopyReason.DAILY, 400),
        (CopyReason.DAILY, 31),
        (CopyReason.MIGRATION, 9),
        (CopyReason.RESTORE, 3),
        (CopyReason.BACKUP, 1),
    ):
        clock.set(FRIDAY - timedelta(days=days))
        copy = sample.copies.make(why, clock())
        if why is CopyReason.RESTORE:
            sample.copies.path_of(copy).write_bytes(b"x" * 5000)
    clock.set(FRIDAY)
    sample.entries.add("Written after the copy", day=FRIDAY.date())
    return sample


def invented() -> list[Copy]:
    """Return the copies of many years, newest first, with sizes independent of the schema."""
    days = [0, 0, 1, 2, 3, 4, 7, 8, 9, 40, 70, 101, 132, 400]
    reasons = [
        CopyReason.RESTORE,
        CopyReason.MERGE,
        *[CopyReason.DAILY] * 5,
        CopyReason.MIGRATION,
        CopyReason.BACKUP,
        *[CopyReason.DAILY] * 5,
    ]
    return [
        Copy(
            name=f"{n}",
            made_at=FRIDAY.replace(tzinfo=None) - timedelta(days=age, minutes=17 * n),
            why=reason,
            size=4_956_160 // (n + 1),
            weeks=None if n == 3 else 520 // (n * n + 1),
        )
        for n, (age, reason) in enumerate(zip(days, reasons, strict=True))
    ]


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST], ids=str)
async def test_the_list_of_copies_matches_its_snapshot(sample: Journal, snap: Snap, size: Size) -> None:
    async with run_app(sample, size) as at:
        at.app.push_screen(CopyList(invented()))
        await at.settle()
        snap("copies", at)
        await at.press("end")
        assert "23 Oct 2025" in at.text


@pytest.mark.parametrize("size", [MIDDLE, SMALLEST], ids=str)
async def test_the_list_without_copies(sample: Journal, snap: Snap, size: Size) -> None:
    async with run_app(sample, size) as at:
        await open_list(at)
        snap("copies-none", at)
        await at.press("enter", "j", "escape")
        assert isinstance(at.app.screen, WeekScreen)


@pytest.mark.slow
async def test_a_copy_is_restored_on_y_and_not_on_enter(journal_with_copies: Journal, snap: Snap) -> None:
    async with run_app(journal_with_copies, MIDDLE) as at:
        for no in ("enter", "escape", "n"):
            await open_list(at)
            await at.press("enter")
            assert isinstance(at.app.screen, RestoreDialog)
            if no == "enter":
                snap("copies-question", at)
            await at.press(no)
            assert isinstance(at.app.screen, WeekScreen)
        assert "Written after the copy" in at.text
        assert len(journal_with_copies.copies.all()) == 5
        await open_list(at)
        await at.press("enter", "y")
        assert "Written after the copy" not in at.text
        assert at.toasts == ["Brought back: 26 Nov 2026. What it replaced is kept as a copy."]
        newest, *_ = journal_with_copies.copies.all()
        assert newest.why is CopyReason.RESTORE
        await at.press("a")
        await at.write("Written after the restore")
        await at.press("ctrl+s")
        assert "Written after the restore" in at.text
        await open_list(at)
        await at.press("enter", "y")
        assert "Written after the copy" in at.text, "the way back is a copy, too"


@pytest.mark.slow
async def test_a_damaged_copy_is_refused_in_words(journal_with_copies: Journal) -> None:
    async with run_app(journal_with_copies, WIDE) as at:
        await open_list(at)
        assert [("27 weeks" in line, "damaged" in line) for line in at.lines if "2026, 16:30" in line] == [
            *((True, False), (False, True), (True, False), (True, False))
        ]
        while "damaged" not in next(line for line in at.lines if "▌" in line and "2026," in line):
            await at.press("j")
        await at.press("enter", "y")
        assert isinstance(at.app.screen, WeekScreen)
        (toast_text,) = at.toasts
        assert "is not a database" in toast_text
        assert "Written after the copy" in at.text


async def test_a_copy_that_cannot_be_made_is_a_toast_and_the_journal_goes_on(
    sample: Journal, clock: FrozenClock
) -> None:
    (sample.path.parent / "backups").write_text("in the way")
    clock.move(days=1)
    async with run_app(sample, WIDE) as at:
        for text in ("Written all the same", "And more"):
            await at.press("a")
            await at.write(text)
            await at.press("ctrl+s")
            assert text in at.text
            at.app.look()
            await at.settle()
            toast_text = [toast for toast in at.toasts if "No copy of the journal could be made" in toast]
            assert len(toast_text) == (text == "Written all the same"), "once"
            at.app.clear_notifications()


async def test_a_damaged_journal_names_the_copies_and_is_restored_from_one(journal_with_copies: Journal) -> None:
    async with run_app(journal_with_copies, WIDE) as at:
        scramble(journal_with_copies.path, "week")
        with raw.connected(journal_with_copies.path) as connection:  # so that the window reads the file again
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        at.app.look()
        await at.settle()
        (toast_text,) = at.toasts
        assert "is damaged; `devjournal restore 2026-11-26T163000-backup-journal.db` brings back" in toast_text
        await open_list(at)
        await at.press("enter", "y")
        assert any(toast.startswith("Brought back") for toast in at.toasts)
        await at.press("full_stop")
        assert "Ship the retry queue" in at.text
        assert not any("damaged" in toast for toast in at.toasts)


async def test_a_copy_that_another_passphrase_opens_is_locked_and_not_damaged(sample: Journal) -> None:
    """Like a copy with another key, and one whose key file is lost."""
    locked = sample.copies.make(CopyReason.BACKUP, FRIDAY - timedelta(days=2))
    keyless = sample.copies.make(CopyReason.BACKUP, FRIDAY - timedelta(days=1))
    for copy in (locked, keyless):
        path = sample.copies.path_of(copy)
        lock(encrypt(path))
    key_file_of(sample.copies.path_of(keyless)).unlink()
    async with run_app(sample, MIDDLE) as at:
        await open_list(at)
        keyless_row, locked_row = (line for line in at.text.splitlines() if "asked for" in line)
        assert " no key " in keyless_row
        assert " locked " in locked_row
        await at.press("down", "enter")
        assert "Another passphrase opens this copy" in at.text
        await open_list(at)
        await at.press("enter")
        assert "The key file of this copy is missing" in at.text
        assert isinstance(at.app.screen, WeekScreen)
