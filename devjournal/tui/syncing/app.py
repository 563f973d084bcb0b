"""The app in step with other machines: by a process of its own, which a thread waits for, and never under a key.

The process is `devjournal sync`, so what it writes comes as any other program's change, its memory is given back, and
the app never loads the engine.
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
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.orderly import OrderlyApp

QUIET = 5
"""Looks, a second apart, without a write before what was written is synced."""

LOOK_AT_FOLDER = 5.0
"""Seconds between two looks at the folder."""

LIMIT = 120.0
"""Seconds after which a sync is given up, as where a folder of the network does not answer."""

AT_THE_END = 1.0
"""Seconds that leaving waits for a sync; what is not done by then is left for the next time."""

_PACKAGES = Path(__file__).parents[3]
"""The folder that this package is in."""

NEW, NEW_ASCII = "⇅", "<>"
"""Stands in the header while something is new."""


class SyncingApp(OrderlyApp):
    """An app that syncs after its first painting, a little after a write, when the folder changes, and when left."""

    def __init__(self) -> None:
        """Begin with nothing synced."""
        super().__init__()
        self._sync_asked, self._sync_over = Event(), Event()
        self._sync_aloud = False
        self._sync_written: object = None
        self._sync_done: object = None
        self._sync_refused: object = None
        self._sync_quiet = 0
        self._sync_process: subprocess.Popen[str] | None = None

    @property
    def _this(self) -> Any:
        return self

    @property
    def syncs(self) -> bool:
        """Whether there is a folder to sync with."""
        return bool(self._this.settings.sync.folder) and not self._this.demo

    @property
    def sync_sign(self) -> str:
        """What the header shows while something is new."""
        if not self.syncs or self._sync_written == self._sync_done:
            return ""
        return NEW_ASCII if self.has_class("-ascii") else NEW

    def begin_syncs(self) -> None:
        """Sync now, and whenever something is new."""
        if self.syncs:
            self._sync_written = self._state()
            self._sync_asked.set()
            Thread(target=self._keep_in_step, name="sync", daemon=True).start()

    def see_to_syncs(self) -> None:
        """Ask for a sync once nothing was written for some seconds."""
        if not self.syncs:
            return
        state = self._state()
        self._sync_quiet = 0 if state != self._sync_written else self._sync_quiet + 1
        before, self._sync_written = self.sync_sign, state
        if self._sync_written not in (self._sync_done, self._sync_refused) and self._sync_quiet >= QUIET:
            self._sync_quiet = 0
            self._sync_asked.set()
        if before != self.sync_sign:
            self._show_sign()

    def action_sync(self) -> None:
        """Sync at once, and say what came."""
        self._sync_aloud = True
        self._sync_asked.set()

    def action_differences(self) -> None:
        """Show the texts that differ, side by side."""
        from devjournal.tui.differences.dialog import Differences  # a start does not pay for it

        if isinstance(self.screen, JournalScreen):
            shown = self.screen
            conflicts = shown.journal.text_conflicts

            def settle(row_id: int, other: bool) -> None:
                shown.run_verb(lambda: (conflicts.take if other else conflicts.settle)(row_id))

            waiting = conflicts.waiting()
            if not waiting:
                shown.tell("No texts differ.")
                return
            dialog = Differences(waiting, settle, shown.journal.now.tzinfo)
            shown.open_question(dialog, lambda _: shown.refresh_data())

    def end_syncs(self) -> None:
        """Sync what is new once more, for a second at most."""
        self._sync_over.set()
        self._sync_asked.set()
        if self._sync_process is not None:
            self._sync_process.kill()
        with suppress(JournalError):
            if self.syncs and self._state() not in (self._sync_done, self._sync_refused):
                self._run(AT_THE_END, by_hand=False)

    # in a thread of its own

    def _keep_in_step(self) -> None:
        folder = Path(self._this.settings.sync.folder).expanduser()
        seen = _changed_at(folder)
        while not self._sync_over.is_set():
            asked = self._sync_asked.wait(LOOK_AT_FOLDER)
            if self._sync_over.is_set():
                return
            now = _changed_at(folder)
            if not asked and now == seen:
                continue
            self._sync_asked.clear()
            by_hand, self._sync_aloud = self._sync_aloud, False
            began = self._sync_written
            done = self._run(LIMIT, by_hand=by_hand)
            seen = _changed_at(folder)
            if done is not None:
                self._soon(partial(self._take, done, began, by_hand))

    def _run(self, limit: float, *, by_hand: bool) -> tuple[int, str] | None:
        """Run a sync; None where it was given up. What its owner undid, only they do again."""
        command = [sys.executable, "-P", "-m", "devjournal", "--file", str(self._this.journal.path), "sync"]
        command += [] if by_hand else ["--unless-undone"]
        environment = {**os.environ, "PYTHONPATH": str(_PACKAGES)}  # and nothing that lies in the current folder
        pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        try:
            with subprocess.Popen(command, text=True, encoding="utf-8", env=environment, **pipes) as running:
                self._sync_process = running
                try:
                    said, _ = running.communicate(timeout=limit)
                except subprocess.TimeoutExpired:
                    running.kill()
                    return None
        except OSError as error:
            return 1, f"The sync cannot be run ({error.strerror})."
        finally:
            self._sync_process = None
        return running.returncode, said

    # back in the app

    def _take(self, done: tuple[int, str], began: object, by_hand: bool) -> None:
        """Show that a sync is over, and say so where it was asked for, or where a text gave way."""
        code, said = done
        if code == 0:
            self._sync_done = began
        else:
            self._sync_refused = began
        shown = self._this._shown
        if shown is not None:
            self._this.look()
            if by_hand or "gave way" in said:
                line = said.strip().partition("\n")[0].removeprefix("devjournal: ")
                shown.tell(line, failed=code != 0)
            self._show_sign()

    def _show_sign(self) -> None:
        shown = self._this._shown
        if shown is not None:
            shown.show_day()

    def _state(self) -> object:
        with suppress(JournalError):
            return self._this.journal.state()
        return self._sync_written


def _changed_at(folder: Path) -> int:
    with suppress(OSError):
        return folder.stat().st_mtime_ns
    return 0
