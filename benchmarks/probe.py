"""Watches a program on a pseudo-terminal: when its screen shows a text, and when it answers a key.

Output gets a time stamp when it arrives. It goes to an emulated screen once the program is quiet, so that the emulator
takes no time from the program.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import pyte

COLUMNS, ROWS = 120, 40

QUIET = 0.06
"""Seconds without output after which a program's answer is complete."""

_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:\$p|u)|\x1b[P\]][^\x07\x1b]*(?:\x07|\x1b\\)"
)


class Answer(NamedTuple):
    """The answer to a key: seconds until the first and the last change of the screen, and the bytes sent for them."""

    first: float
    last: float
    sent: int


class NoAnswer(Exception):
    """The program did not show the awaited text, or any change, within the limit."""


class Probe:
    """A program on a pseudo-terminal of 120x40."""

    def __init__(self, argv: Sequence[str], folder: Path, environment: dict[str, str]) -> None:
        """Start the program in a folder; its environment has only a terminal besides `environment`."""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self._sent = 0
        self._fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self._start = time.perf_counter()
        self._program = subprocess.Popen(
            argv, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=terminal | environment
        )
        os.close(theirs)

    def __enter__(self) -> Probe:
        """Use the program in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        self._program.kill()
        self._program.wait()
        os.close(self._fd)

    @property
    def text(self) -> str:
        """The text on the screen."""
        return "\n".join(self._screen.display)

    def wait_for(self, text: str, limit: float = 10.0) -> float:
        """Return the seconds from the start until the screen showed `text`.

        Raises:
            NoAnswer: it did not within `limit` seconds.
        """
        end = self._start + limit
        while time.perf_counter() < end:
            for at in list(self._changes(end)):
                if text in self.text:
                    return at - self._start
        raise NoAnswer(f"{text!r} is not on the screen:\n{self.text}")

    def press(self, key: str, limit: float = 1.0) -> Answer:
        """Send a key, and return the answer.

        Raises:
            NoAnswer: no character changed within `limit` seconds.
        """
        for _ in self._changes(time.perf_counter()):
            pass  # sent before the key
        start, before = time.perf_counter(), self._sent
        os.write(self._fd, key.encode())
        changes: list[float] = []
        while not changes and time.perf_counter() < start + limit:
            changes = list(self._changes(start + limit))
        if not changes:
            raise NoAnswer(f"{key!r} changed nothing:\n{self.text}")
        return Answer(changes[0] - start, changes[-1] - start, self._sent - before)

    def press_all(self, keys: str) -> None:
        """Send keys one after the other; a key without an answer is no error."""
        for key in keys:
            with suppress(NoAnswer):
                self.press(key)

    def peak_memory(self) -> int:
        """Return the peak of the program's resident memory in bytes, or 0 if the system has no `/proc`."""
        try:
            status = Path(f"/proc/{self._program.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return 0
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024

    def _changes(self, end: float) -> Iterator[float]:
        """Yield the time of each change on the screen until the program is quiet; if it sends nothing, until `end`."""
        for at, data in list(self._output(end)):
            *frames, self._held = (self._held + data).split(_FRAME_ENDS)
            if _FRAME_BEGINS not in self._held:  # output outside a frame
                frames, self._held = [*frames, self._held], b""
            for frame in frames:
                before = self._screen.display
                self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", frame))
                if self._screen.display != before:
                    yield at

    def _output(self, end: float) -> Iterator[tuple[float, bytes]]:
        """Yield the program's output, each part with its time of arrival."""
        quiet = max(end - time.perf_counter(), 0.0)
        while select.select([self._fd], [], [], quiet)[0]:
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # it has ended
                return
            yield time.perf_counter(), data
            self._sent += len(data)
            if _ASKS_FOR_FRAMES in data:
                os.write(self._fd, _HAS_FRAMES)
            quiet = QUIET
