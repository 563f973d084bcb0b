"""Watches a program on a pseudo-terminal: when a text stands on its screen, and when it answers a key.

What the program sends is stamped as it arrives and put on an emulated screen afterwards, once it is quiet, so that
the emulator costs the program nothing.
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
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import pyte

COLUMNS, ROWS = 120, 40

QUIET = 0.06
"""Seconds without output after which a program has said what it had to say."""

_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:\$p|u)|\x1b[P\]][^\x07\x1b]*(?:\x07|\x1b\\)"
)


class Answer(NamedTuple):
    """What a key led to: seconds until the screen changed first and last, and the bytes that were sent for it."""

    first: float
    last: float
    sent: int


class Silent(Exception):
    """The program did not show what was waited for."""


class Probe:
    """A program on a pseudo-terminal of 120x40."""

    def __init__(self, argv: Sequence[str], folder: Path, environment: dict[str, str]) -> None:
        """Start the program in a folder, with nothing else in its environment."""
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
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def until(self, words: str, limit: float = 10.0) -> float:
        """Return the seconds from the start until `words` stood on the screen."""
        end = self._start + limit
        while time.perf_counter() < end:
            for at in list(self._changes(end)):
                if words in self.text:
                    return at - self._start
        raise Silent(f"{words!r} is not on the screen:\n{self.text}")

    def press(self, key: str, limit: float = 1.0) -> Answer:
        """Send a key, and return what it led to."""
        for _ in self._changes(time.perf_counter()):
            pass  # it was on its way already
        start, before = time.perf_counter(), self._sent
        os.write(self._fd, key.encode())
        changes: list[float] = []
        while not changes and time.perf_counter() < start + limit:
            changes = list(self._changes(start + limit))
        if not changes:
            raise Silent(f"{key!r} changed nothing:\n{self.text}")
        return Answer(changes[0] - start, changes[-1] - start, self._sent - before)

    def peak_memory(self) -> int:
        """Return the most bytes that the program had in memory, or 0 where the system does not tell."""
        try:
            status = Path(f"/proc/{self._program.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return 0
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024

    def _changes(self, end: float) -> Iterator[float]:
        """Yield when a character on the screen changed, in all that comes before the program is quiet or `end`."""
        for at, data in list(self._output(end)):
            self._held += data
            if self._held.rfind(_FRAME_BEGINS) > self._held.rfind(_FRAME_ENDS):
                continue  # the rest of the frame is still to come
            before = self._screen.display
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", self._held))
            self._held = b""
            if self._screen.display != before:
                yield at

    def _output(self, end: float) -> Iterator[tuple[float, bytes]]:
        """Yield what the program sends, and when it came."""
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
