"""Syncing from the app: a thread runs `devjournal sync` as a subprocess, so no key waits for it.

The subprocess writes like any other program and frees its memory at the end. The app does not load the sync engine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

from devjournal.errors import JournalError
from devjournal.tui.key_dispatch import SerialKeysApp
from devjournal.tui.kit.screen import JournalScreen

QUIET_CHECKS = 5
"""Checks of the journal, one second apart, that must find no further write before a write is synced."""

FOLDER_CHECK_SECONDS = 5.0
"""Seconds between two checks of the sync folder."""

MAX_SYNC_SECONDS = 120.0
"""Seconds after which a sync is given up, for example if a network folder does not respond."""

EXIT_SECONDS = 1.0
"""Seconds that the exit waits for a last sync. A sync that takes longer is left to the next start."""

_PACKAGES = Path(__file__).parents[3]
"""The folder that contains the package."""

UNSYNCED, UNSYNCED_ASCII = "⇅", "<>"
"""Sign in the tabs while changes are not synced."""

REFUSED = "!"
"""Added to the sign if the last sync was refused."""

UNDONE = "The last sync was undone"
"""Start of the message of a sync that was undone, which is no failure: the user asked for it."""


class SyncingApp(SerialKeysApp):
    """An app that syncs at start, some seconds after a write, when the folder changes, and at exit."""

    def __init__(self) -> None:
        """Start without a sync."""
        super().__init__()
        self._sync_requested, self._sync_over = Event(), Event()
        self._sync_by_hand = False
        self._sync_written: object = None
        self._sync_done: object = None
        self._sync_refused: object = None
        self._sync_failed = False
        self._sync_quiet = 0
        self._sync_process: subprocess.Popen[str] | None = None

    @property
    def _this(self) -> Any:
        return self

    @property
    def syncs(self) -> bool:
        """Whether a sync folder is set."""
        return bool(self._this.settings.sync.folder) and not self._this.demo

    @property
    def sync_sign(self) -> str:
        """The sign for the tabs while changes are not synced or a sync is refused, else ""."""
        if not self.syncs or (self._sync_written == self._sync_done and not self._sync_failed):
            return ""
        sign = UNSYNCED_ASCII if self.has_class("-ascii") else UNSYNCED
        return sign + REFUSED if self._sync_failed else sign

    def begin_syncs(self) -> None:
        """Start the sync thread."""
        if self.syncs:
            self._sync_written = self._state()
            self._sync_requested.set()
            Thread(target=self._sync_in_thread, name="sync", daemon=True).start()

    def check_syncs(self) -> None:
        """Request a sync once nothing was written for `QUIET_CHECKS` checks."""
        if not self.syncs:
            return
        state = self._state()
        self._sync_quiet = 0 if state != self._sync_written else self._sync_quiet + 1
        before, self._sync_written = self.sync_sign, state
        if self._sync_written not in (self._sync_done, self._sync_refused) and self._sync_quiet >= QUIET_CHECKS:
            self._sync_quiet = 0
            self._sync_requested.set()
        if before != self.sync_sign:
            self._show_sign()

    def action_sync(self) -> None:
        """Sync now, and show the result."""
        self._sync_by_hand = True
        self._sync_requested.set()

    def action_differences(self) -> None:
        """Show the texts that differ between machines, side by side."""
        from devjournal.tui.differences.dialog import Differences  # keeps the start fast

        if isinstance(self.screen, JournalScreen):
            screen = self.screen
            conflicts = screen.journal.text_conflicts

            def settle(row_id: int, other: bool) -> None:
                screen.run_verb(lambda: (conflicts.restore if other else conflicts.settle)(row_id))

            waiting = conflicts.waiting()
            if not waiting:
                screen.tell("No texts differ.")
                return
            dialog = Differences(waiting, settle, screen.journal.now.tzinfo, self._this.machine_name())
            self.push_screen(dialog, lambda _: screen.refresh_data())

    def end_syncs(self) -> None:
        """Sync new changes once more, for at most `EXIT_SECONDS`."""
        self._sync_over.set()
        self._sync_requested.set()
        if self._sync_process is not None:
            self._sync_process.kill()
        with suppress(JournalError):
            if self.syncs and self._state() not in (self._sync_done, self._sync_refused):
                self._run(EXIT_SECONDS, by_hand=False)

    # In the sync thread.

    def _sync_in_thread(self) -> None:
        folder = Path(self._this.settings.sync.folder).expanduser()
        changed_at = _changed_at(folder)
        while not self._sync_over.is_set():
            requested = self._sync_requested.wait(FOLDER_CHECK_SECONDS)
            if self._sync_over.is_set():
                return
            if not requested and _changed_at(folder) == changed_at:
                continue
            self._sync_requested.clear()
            by_hand, self._sync_by_hand = self._sync_by_hand, False
            began = self._sync_written
            outcome = self._run(MAX_SYNC_SECONDS, by_hand=by_hand) or (
                1,
                "The folder did not answer within two minutes.",
            )
            changed_at = _changed_at(folder)
            self._call_in_loop(partial(self._show_outcome, outcome, began, by_hand))

    def _run(self, limit: float, *, by_hand: bool) -> tuple[int, str] | None:
        """Run a sync, and return exit code and output; `None` if it was given up after `limit` seconds.

        A sync that the user has undone is repeated only `by_hand`.

        The process cannot ask for a passphrase, so it reads the key of an encrypted journal from a pipe.
        """
        command = [sys.executable, "-P", "-m", "devjournal", "--file", str(self._this.journal.path), "sync"]
        command += [] if by_hand else ["--unless-undone"]
        key: str = self._this.journal.key_payload()
        command += ["--key-from-stdin"] if key else []
        environment = {**os.environ, "PYTHONPATH": str(_PACKAGES)}  # imports nothing from the current folder
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        try:
            with subprocess.Popen(command, text=True, encoding="utf-8", env=environment, **pipes) as running:
                self._sync_process = running
                try:
                    output, _ = running.communicate(key, timeout=limit)
                except subprocess.TimeoutExpired:
                    running.kill()
                    return None
        except OSError as error:
            return 1, f"The sync cannot be run ({error.strerror})."
        finally:
            self._sync_process = None
        return running.returncode, output

    # In the app's thread.

    def _show_outcome(self, outcome: tuple[int, str], began: object, by_hand: bool) -> None:
        """Handle the end of a sync. Its message is shown if the user asked for the sync, or if a text was replaced."""
        code, output = outcome
        line = output.strip().partition("\n")[0].removeprefix("devjournal: ")
        self._sync_failed = code != 0 and not line.startswith(UNDONE)
        if code == 0:
            self._sync_done = began
        else:
            self._sync_refused = began
        screen = self._this._shown
        if screen is not None:
            self._this.look()
            if by_hand or "gave way" in output:
                screen.tell(line, failed=code != 0)
            self._show_sign()

    def _show_sign(self) -> None:
        screen = self._this._shown
        if screen is not None:
            screen.show_day()

    def _state(self) -> object:
        with suppress(JournalError):
            return self._this.journal.state()
        return self._sync_written


def _changed_at(folder: Path) -> int:
    with suppress(OSError):
        return folder.stat().st_mtime_ns
    return 0
