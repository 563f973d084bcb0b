"""A terminal of our own: the real program on a pseudo-terminal, an emulated screen, and every byte that came."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
}

PATIENCE = 10.0
"""Seconds after which what was waited for will not come any more."""

UNKNOWN = re.compile(r"\x1b\[[0-9;?]*\$p|\x1b\[[<=>?][0-9;]*[^hl0-9;$]|\x1b[P^_][^\x1b]*\x1b\\")
"""What the app says to a terminal and pyte would print pieces of."""

JOINERS = {0x200C: None, 0x200D: None, 0xFE0F: None}
"""What pyte ends a line at: characters without a width after wide ones."""

PARTIAL = re.compile(r"\x1b(\[[0-9;?<=>$]*|[P^_\]][^\x07\x1b]*)?$")

FRAME_BEGINS, FRAME_ENDS = "\x1b[?2026h", "\x1b[?2026l"

FRAMES_ASKED, FRAMES_KNOWN = "\x1b[?2026$p", b"\x1b[?2026;2$y"
"""How the app asks whether a terminal knows frames, and the answer that it does."""


class Gone(AssertionError):
    """The program ended before what was waited for came."""


class Terminal:
    """One window with the program in it."""

    def __init__(
        self, env: Mapping[str, str], *args: str, size: tuple[int, int] = (80, 24), command: tuple[str, ...] = ()
    ) -> None:
        self.command = command or (sys.executable, "-m", "devjournal", *args)
        self.env = dict(env)
        self.received = bytearray()
        self.status: int | None = None
        self.shows_whole_frames = True
        """Whether a frame is shown once all of it is there, as newer terminals do."""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self.screen: Any = pyte.Screen(*size)
        self._stream: Any = pyte.Stream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execve(self.command[0], self.command, self.env)
            finally:
                os._exit(127)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._reap():
            os.kill(self.pid, signal.SIGKILL)
            self._over()
        if self.fd >= 0:
            os.close(self.fd)

    # hands

    def press(self, *keys: str) -> None:
        """Press keys by their names; a text that is no name is typed."""
        for key in keys:
            if key.startswith("ctrl+"):
                self.send(bytes([ord(key[5].upper()) & 0x1F]))
            else:
                self.send(KEYS.get(key, key).encode())
            if key == "esc":  # or it would begin the next key
                self.watch(0.15)

    def paste(self, text: str) -> None:
        """Paste a text as a terminal hands it over: bracketed, with carriage returns."""
        self.send(b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~")

    def click(self, text: str) -> None:
        """Click on the first place of the screen where a text stands."""
        self.wait(text)
        x, y = self.where(text)
        self.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m".encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.pump(0)
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the window."""
        self.pump(0)
        os.close(self.fd)
        self.fd = -1

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        while data:
            self.pump(0)
            assert select.select([], [self.fd], [], PATIENCE)[1], "the program reads nothing"
            data = data[os.write(self.fd, data[:512]) :]

    # a terminal that does not do what it should

    def stop(self) -> None:
        """Stop the output, as XOFF does: the program can write nothing from now on."""
        slave = os.open(Path(f"/proc/{self.pid}/fd/0").readlink(), os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(slave, termios.TCOOFF)
        os.close(slave)

    def type_blindly(self, text: str) -> None:
        """Type without looking: what the program writes stays where it is."""
        for letter in text:
            assert select.select([], [self.fd], [], PATIENCE)[1], "the program reads nothing"
            os.write(self.fd, letter.encode())

    def ended_unseen(self) -> int:
        """Wait until the program ended, though nobody reads what it writes."""
        end = time.monotonic() + PATIENCE
        while not self._reap():
            assert time.monotonic() < end, "the program is still there, and its terminal is not"
            select.select([], [], [], 0.02)
        assert self.status is not None
        return self.status

    def ended_slowly(self) -> int:
        """Wait until the program ended, and take what it writes in small pieces meanwhile."""
        end = time.monotonic() + PATIENCE
        while not self._reap():
            assert time.monotonic() < end, "the program is still there, and its terminal is slow"
            if select.select([self.fd], [], [], 0.02)[0]:
                with suppress(OSError):  # the other end was closed meanwhile
                    self.received += os.read(self.fd, 100)
        self.pump(0)
        assert self.status is not None
        return self.status

    # eyes

    def pump(self, seconds: float) -> bool:
        """Take what the program wrote, waiting so long for something; return whether something came."""
        came = False
        while self.fd >= 0 and select.select([self.fd], [], [], 0 if came else seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:  # Linux says so where the other end is closed
                data = b""
            if not data:
                self._over()
                return came
            came = True
            self.received += data
            self._show(data)
        return came

    def _show(self, data: bytes) -> None:
        text = self._rest + self._decode(data)
        cut = match.start() if (match := PARTIAL.search(text)) and len(text) - match.start() < 4096 else len(text)
        begun = text.rfind(FRAME_BEGINS)
        if self.shows_whole_frames and begun >= 0 and text.find(FRAME_ENDS, begun) < 0:
            cut = begun
        text, self._rest = text[:cut], text[cut:]
        for _ in range(text.count(FRAMES_ASKED)):
            os.write(self.fd, FRAMES_KNOWN)
        self._stream.feed(UNKNOWN.sub("", text).translate(JOINERS))

    def watch(self, seconds: float) -> None:
        """Look at the screen for so long, whatever comes."""
        end = time.monotonic() + seconds
        while (remaining := end - time.monotonic()) > 0 and self.status is None:
            self.pump(remaining)

    def wait(self, *texts: str, gone: str = "", seconds: float = PATIENCE) -> str:
        """Wait until the texts stand on the screen, and `gone` does not; return the screen."""
        return self.until(
            lambda: all(text in self.text for text in texts) and not (gone and gone in self.text),
            f"{texts!r}{f' without {gone!r}' if gone else ''}",
            seconds,
        )

    def until(self, true: Callable[[], object], event: str, seconds: float = PATIENCE) -> str:
        """Wait until something is true; return the screen."""
        end = time.monotonic() + seconds
        while not true():
            if self.status is not None:
                raise Gone(f"ended with {self.status} before {event}:\n{self.text}\n{bytes(self.received[-3000:])!r}")
            if time.monotonic() > end:
                raise AssertionError(f"no {event} after {seconds} s:\n{self.text}")
            self.pump(0.05)
        return self.text

    def ended(self) -> int:
        """Wait until the program ended; return its exit code, or its signal below zero."""
        end = time.monotonic() + PATIENCE
        while not self._reap():
            assert time.monotonic() < end, f"still there:\n{self.text}"
            if not self.pump(0.02) and self.fd < 0:
                select.select([], [], [], 0.02)
        self.pump(0)
        assert self.status is not None
        return self.status

    def _over(self) -> None:
        """Wait for the end of a program that was killed or closed its terminal."""
        end = time.monotonic() + PATIENCE
        while not self._reap():
            assert time.monotonic() < end, "the program closed its terminal, and is still there"
            select.select([], [], [], 0.02)

    def _reap(self) -> bool:
        """Say whether the program ended, and take its exit code."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    @property
    def lines(self) -> list[str]:
        """The screen's text, line by line."""
        lines: list[str] = self.screen.display
        return lines

    @property
    def text(self) -> str:
        """The screen's text."""
        return "\n".join(line.rstrip() for line in self.lines)

    def where(self, text: str) -> tuple[int, int]:
        """Return the column and row of the first place where a text stands."""
        for y, line in enumerate(self.lines):
            if (x := line.find(text)) >= 0:
                return x, y
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    @property
    def cooked(self) -> bool:
        """Whether the terminal echoes and edits lines, as a shell wants it."""
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def echo(self) -> None:
        """Turn the echo on, as a shell does while its program is stopped."""
        modes = termios.tcgetattr(self.fd)
        modes[3] |= termios.ECHO
        termios.tcsetattr(self.fd, termios.TCSANOW, modes)


def waiting_for(path: Path, true: Callable[[str], bool], seconds: float = PATIENCE) -> str:
    """Wait until a file is there and what it says is right; return what it says."""
    end = time.monotonic() + seconds
    while True:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if text and true(text):
            return text
        assert time.monotonic() < end, f"{path.name} says {text!r}"
        select.select([], [], [], 0.02)
