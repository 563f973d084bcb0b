"""The app with other machines: differing texts are settled with a key, and syncs run in a subprocess."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from devjournal.domain.merge.text_conflict import NewTextConflict
from devjournal.settings import UNSET
from devjournal.settings.file import read
from devjournal.storage import Journal
from devjournal.sync.local_state import machine_name
from devjournal.tui.differences.dialog import Differences
from devjournal.tui.syncing import app as syncing
from devjournal.tui.week.screen import WeekScreen
from tests.encrypted import encrypt
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.sync.machines import Machine
from tests.tui.app_session import MIDDLE, NARROW, PATIENCE, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap

LARGEST: Size = (200, 60)

STAMP = "2026-11-27T09:00:00.000000Z"


@pytest.fixture
def differing(sample: Journal) -> Journal:
    """The sample journal with two text conflicts."""
    uids = [row["uid"] for row in sample.transfer.rows()["entry"]][:2]
    sample.text_conflicts.add_all(
        NewTextConflict("entry", uid, "text", f"The other text {n}", STAMP, "laptop") for n, uid in enumerate(uids, 1)
    )
    return sample


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_texts_that_differ_are_settled_with_a_key_each(differing: Journal, size: Size) -> None:
    async with run_app(differing, size) as at:
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
        assert differing.differing_texts() == 0
        await at.press("T")
        assert at.toasts == ["No texts differ."]


async def test_texts_that_differ_are_settled_by_clicks(differing: Journal) -> None:
    async with run_app(differing, MIDDLE) as at:
        await at.press("T")
        await at.click("take the other")
        assert "2 of 2" in at.text
        await at.click("esc later")
        assert isinstance(at.app.screen, WeekScreen)
        assert differing.differing_texts() == 1


async def test_a_text_of_this_machine_that_gave_way_is_said_to_be_from_this_machine(tmp_path: Path) -> None:
    with ExitStack() as close:
        desk, laptop = (Machine(tmp_path, name, close, tmp_path / "share") for name in ("desk", "laptop"))
        entry = desk.journal.entries.add("Written once", day=FRIDAY.date())
        for machine in (desk, laptop):
            machine.sync()
        desk.journal.entries.edit(entry.id, text="Written at the desk")
        laptop.clock.move(minutes=5)
        laptop.journal.entries.edit(laptop.journal.entries.all()[0].id, text="Written on the train")
        for machine in (desk, laptop, desk):
            machine.sync()
        for machine, whence in ((desk, "this machine"), (laptop, "desk")):
            name = partial(machine_name, machine.path, machine.state)
            async with run_app(machine.journal, WIDE, machine_name=name) as at:
                await at.press("T")
                assert f"The other, from {whence}, 2026-11-27" in at.text
                assert "Written at the desk" in at.text


@pytest.mark.parametrize("size", [MIDDLE, NARROW, SMALLEST])
async def test_long_texts_that_differ_can_be_read_to_their_ends(sample: Journal, size: Size) -> None:
    uid = sample.transfer.rows()["entry"][0]["uid"]
    remote_text = "We met for two hours, and all of it was about the date. " * 12 + "And then they said no."
    sample.text_conflicts.add_all([NewTextConflict("entry", uid, "text", remote_text, STAMP, "laptop")])
    async with run_app(sample, size) as at:
        await at.press("T")
        assert "more lines ↓" in at.text
        for _ in range(20):
            await at.press("pagedown")
        assert "they said no." in " ".join(at.text.split())
        assert "more lines ↓" not in at.text
        for _ in range(60):
            await at.press("up")
        assert "What stands" in at.text
        await at.press("o")
        assert remote_text in {entry.text for entry in sample.entries.all()}


async def test_the_week_says_that_texts_differ(differing: Journal) -> None:
    async with run_app(differing, WIDE) as at:
        assert "2 texts differ  T" in at.text
        await at.press("T", "escape")
        assert "2 texts differ  T" in at.text
        differing.text_conflicts.settle(1)
        differing.text_conflicts.settle(2)
        await at.press("right_square_bracket", "left_square_bracket")
        assert "differ" not in at.text


async def test_nothing_syncs_without_a_folder(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        app = at.app
        assert (app.syncs, app.sync_sign) == (False, "")
        await at.press("ctrl+p")
        await at.write("other machines")
        assert "Bring the journal in step" not in at.text
    assert UNSET.settings.sync.folder == ""


async def test_taking_a_text_is_one_step_to_undo(differing: Journal) -> None:
    before = differing.transfer.rows()
    async with run_app(differing, WIDE) as at:
        await at.press("T", "o", "escape", "u")
        assert "2 texts differ" in at.text
    texts = [row["text"] for row in differing.transfer.rows()["entry"]]
    assert texts == [row["text"] for row in before["entry"]]


@pytest.mark.parametrize("size", [LARGEST, WIDE, MIDDLE, NARROW, SMALLEST])
async def test_texts_that_differ_look_as_they_did(differing: Journal, size: Size, snap: Snap) -> None:
    async with run_app(differing, size) as at:
        await at.press("T")
        snap("differences", at)


@pytest.mark.slow
async def test_both_texts_are_found_until_they_are_settled(differing: Journal) -> None:
    def texts() -> set[str]:
        return {hit.text for hit in differing.search.find("other text")}

    assert texts() == {"The other text 1", "The other text 2"}
    stands = differing.text_conflicts.waiting()[0].current
    assert stands in {hit.text for hit in differing.search.find(stands)}
    async with run_app(differing, WIDE) as at:
        await at.press("T", "k", "escape")
    assert texts() == {"The other text 2"}
    assert stands in {hit.text for hit in differing.search.find(stands)}


class Sharing:
    """A laptop with the app, and a desktop that shares a folder with it."""

    def __init__(self, laptop: Journal, desk: Machine, settings: Path) -> None:
        self.laptop, self.desk, self.folder = laptop, desk, desk.folder
        self.settings = read(settings)
        self.done: asyncio.Queue[tuple[int, str]] = asyncio.Queue()

    @asynccontextmanager
    async def run_app(self, size: Size = WIDE) -> Any:
        """Open the app on the laptop; the result of each sync is put into a queue."""
        async with run_app(self.laptop, size, settings=self.settings) as at:
            take = at.app._show_outcome

            def noted(outcome: tuple[int, str], began: object, by_hand: bool) -> None:
                take(outcome, began, by_hand)
                self.done.put_nowait(outcome)

            at.app._show_outcome = noted  # type: ignore[method-assign]
            yield at
            at.app.end_syncs()

    async def synced(self, at: AppSession) -> str:
        """Wait for the app's next sync, and return its message."""
        try:
            code, output = await asyncio.wait_for(self.done.get(), PATIENCE)
        except TimeoutError:
            raise AssertionError("the app did not sync") from None
        await at.settle()
        return f"{code}: {output.strip()}"


@pytest.fixture
def sharing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sharing]:
    share, settings = tmp_path / "share", tmp_path / "config.toml"
    share.mkdir()
    settings.write_text(f'[sync]\nfolder = "{share.as_posix()}"\n', encoding="utf-8")
    for name, value in {"HOME": tmp_path, "DEVJOURNAL_CONFIG": settings, "DEVJOURNAL_NOW": "2026-11-27T16:30"}.items():
        monkeypatch.setenv(name, str(value))
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(syncing, "FOLDER_CHECK_SECONDS", 0.05)
    with ExitStack() as close:
        laptop = close.enter_context(Journal(tmp_path / "laptop.db", FrozenClock(FRIDAY)))
        yield Sharing(laptop, Machine(tmp_path, "desk", close, share), settings)


async def test_the_app_syncs_after_its_first_frame_and_shows_the_changes(sharing: Sharing) -> None:
    sharing.desk.journal.entries.add("Written at the desk", day=FRIDAY.date())
    sharing.desk.sync()
    async with sharing.run_app() as at:
        assert "0: In step with desk: 1 record came" in await sharing.synced(at)
        assert "Written at the desk" in at.text
        assert at.toasts == [], "what was not asked for says nothing"


@pytest.mark.slow
async def test_the_app_syncs_when_the_folder_changes(sharing: Sharing) -> None:
    async with sharing.run_app() as at:
        await sharing.synced(at)
        sharing.desk.journal.entries.add("Written at the desk", day=FRIDAY.date())
        sharing.desk.sync()
        while "Written at the desk" not in at.text:
            await sharing.synced(at)


async def test_the_app_syncs_some_checks_after_the_last_write_and_shows_a_sign_until_then(sharing: Sharing) -> None:
    async with sharing.run_app() as at:
        await sharing.synced(at)
        at.app.look()
        assert syncing.UNSYNCED not in at.picture.lines[0]
        sharing.laptop.entries.add("Written here", day=FRIDAY.date())
        at.app.look()
        await at.settle()
        assert syncing.UNSYNCED in at.picture.lines[0]
        assert sharing.done.empty()
        for _ in range(syncing.QUIET_CHECKS):
            at.app.look()
        assert "1 record went" in await sharing.synced(at)
        await at.settle()
        assert syncing.UNSYNCED not in at.picture.lines[0]
        sharing.desk.sync()
        assert [entry.text for entry in sharing.desk.journal.entries.all()] == ["Written here"]


@pytest.mark.slow
@pytest.mark.parametrize("size", [LARGEST, WIDE, MIDDLE, NARROW, SMALLEST])
async def test_the_sign_looks_as_it_did(sharing: Sharing, size: Size, snap: Snap) -> None:
    async with sharing.run_app(size) as at:
        await sharing.synced(at)
        sharing.laptop.entries.add("Written here", day=FRIDAY.date())
        at.app.look()
        await at.settle()
        assert syncing.UNSYNCED in at.picture.lines[0]
        snap("sync-sign", at)


@pytest.mark.slow
async def test_the_palette_syncs_at_once_and_reports_the_changes(sharing: Sharing) -> None:
    async with sharing.run_app() as at:
        await sharing.synced(at)
        sharing.desk.journal.entries.add("Written at the desk", day=FRIDAY.date())
        sharing.laptop.entries.add("Written here", day=FRIDAY.date())
        await at.press("ctrl+p")
        await at.write("sync")
        await at.press("enter")
        assert "1 record went" in await sharing.synced(at)
        assert at.toasts == ["No other machine uses the folder yet; 1 record went."]


@pytest.mark.slow
async def test_a_failed_sync_is_reported_if_it_was_requested(sharing: Sharing) -> None:
    sharing.folder.rmdir()
    async with sharing.run_app() as at:
        assert (await sharing.synced(at)).startswith("1: ")
        assert at.toasts == []
        assert f"{syncing.UNSYNCED}{syncing.REFUSED}" in at.picture.lines[0]
        at.app.action_sync()
        await sharing.synced(at)
        (toast,) = at.toasts
        assert toast.startswith("There is no folder")
        sharing.folder.mkdir()
        at.app.action_sync()
        await sharing.synced(at)
        assert syncing.UNSYNCED not in at.picture.lines[0]


async def test_an_encrypted_journal_is_synced_with_the_key_that_opened_it(sharing: Sharing, tmp_path: Path) -> None:
    """The process that syncs has nobody to ask; what it writes is encrypted to the same key."""
    path = tmp_path / "encrypted.db"
    Journal(path, FrozenClock(FRIDAY)).close()
    encrypt(path)
    with Journal(path, FrozenClock(FRIDAY)) as journal:
        sharing.laptop = journal
        journal.entries.add("Written here", day=FRIDAY.date())
        async with sharing.run_app() as at:
            assert "1 record went" in await sharing.synced(at)
            assert syncing.UNSYNCED not in at.picture.lines[0]
    (file,) = sharing.folder.iterdir()
    assert json.loads(file.read_bytes().partition(b"\n")[0])["sealed"] is True


@pytest.mark.slow
async def test_an_undone_sync_is_repeated_only_on_request(sharing: Sharing) -> None:
    sharing.desk.journal.entries.add("Written at the desk", day=FRIDAY.date())
    sharing.desk.sync()
    async with sharing.run_app() as at:
        await sharing.synced(at)
        await at.press("u")
        assert "Written at the desk" not in at.text
        for _ in range(syncing.QUIET_CHECKS + 1):
            at.app.look()
        assert "1: devjournal: The last sync was undone" in await sharing.synced(at)
        assert "Written at the desk" not in at.text
        at.app.action_sync()
        assert "this repeated the changes that you had undone" in await sharing.synced(at)
        assert "Written at the desk" in at.text


async def test_the_last_write_is_synced_at_exit(sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syncing, "EXIT_SECONDS", PATIENCE)
    async with sharing.run_app() as at:
        await sharing.synced(at)
        sharing.laptop.entries.add("Written last", day=FRIDAY.date())
    sharing.desk.sync()
    assert [entry.text for entry in sharing.desk.journal.entries.all()] == ["Written last"]


@pytest.mark.slow
async def test_leaving_waits_for_a_sync_a_second_at_most(
    sharing: Sharing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync that hangs is ended; its changes are sent after the next start."""
    hanging = tmp_path / "hanging"
    hanging.write_text(f"#!{sys.executable}\nimport signal\nsignal.pause()\n", encoding="utf-8")
    hanging.chmod(0o700)
    limits: list[float] = []
    async with sharing.run_app() as at:
        await sharing.synced(at)
        sharing.laptop.entries.add("Written last", day=FRIDAY.date())
        monkeypatch.setattr(sys, "executable", str(hanging))
        run = at.app._run

        def noted(limit: float, *, by_hand: bool) -> tuple[int, str] | None:
            limits.append(limit)
            done: tuple[int, str] | None = run(limit, by_hand=by_hand)
            return done

        monkeypatch.setattr(at.app, "_run", noted)
    assert limits == [syncing.EXIT_SECONDS] == [1.0]


async def test_a_sync_loads_nothing_from_the_folder_that_the_app_was_started_in(
    sharing: Sharing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with sharing.run_app() as at:
        assert (await sharing.synced(at)).startswith("0: ")
