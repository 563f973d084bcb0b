"""The terminal that the app is drawn on: one that is gone, stopped or slow holds nothing up."""

from __future__ import annotations

import os
import select
import sys
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from devjournal.platforms import terminal_echoes

if TYPE_CHECKING:
    from textual.app import App

MOST_WAITING = 30
"""Writes that may wait for the terminal before frames are left out; Textual stops the app at so many."""

PIECE = 4096
"""Bytes that are written at once: so much of a frame still goes out after it was given up."""

LAST_WORDS = 0.5
"""Seconds for the terminal to take what gives it back to the shell."""

SYNC_END = "\x1b[?2026l"
"""What ends a frame; one that was given up may have begun and not ended."""


class Drawn(Protocol):
    """The app, as far as the driver speaks to it; both are called from another thread."""

    def terminal_lost(self) -> None:
        """The terminal takes or gives nothing any more."""

    def terminal_ready(self) -> None:
        """The terminal took all that waited, and frames had been left out."""


class _Write(NamedTuple):
    data: bytes
    is_frame: bool


class Writer(Thread):
    """Writes to a terminal; whoever hands it something never waits for the terminal."""

    def __init__(self, handle: int, lost: Callable[[], None], ready: Callable[[], None]) -> None:
        """Write to `handle`; `lost` is called once it fails, `ready` when frames that were left out can be made up."""
        super().__init__(name="terminal-output", daemon=True)  # one that is stopped for good must not hold the exit up
        self._handle = handle
        self._lost, self._ready = lost, ready
        self._waiting: deque[_Write] = deque()
        self._changed = Condition()
        self._ending = self._failed = self._skips_frames = self._owes_frame = False

    def hand_over(self, data: bytes, *, is_frame: bool) -> None:
        """Take something to write."""
        with self._changed:
            if not self._failed:
                self._waiting.append(_Write(data, is_frame))
                self._changed.notify()

    def is_behind(self) -> bool:
        """Say whether the terminal cannot keep up; a frame that is left out now is asked for again later."""
        with self._changed:
            self._owes_frame = self._owes_frame or len(self._waiting) >= MOST_WAITING
            return self._owes_frame

    def skip_frames(self) -> None:
        """Forget the frames that wait, and what is left of the one that is being written."""
        with self._changed:
            self._skips_frames = True
            self._waiting = deque(write for write in self._waiting if not write.is_frame)

    def finish(self) -> None:
        """Write what waits, as far as the terminal takes it within a moment, and end."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self.join(LAST_WORDS)

    def run(self) -> None:
        """Write one after the other."""
        while (write := self._next()) is not None:
            try:
                self._write(write)
            except OSError:
                with self._changed:
                    self._failed = True
                    self._waiting.clear()
                self._lost()
                return

    def _next(self) -> _Write | None:
        """Wait for something to write; None is the end."""
        with self._changed:
            while not self._waiting:
                if self._ending:
                    return None
                if self._owes_frame:
                    self._owes_frame = False
                    self._ready()
                self._changed.wait()
            return self._waiting.popleft()

    def _write(self, write: _Write) -> None:
        for piece in _pieces(write.data):
            if write.is_frame and self._skips_frames:
                return
            while piece:
                try:
                    piece = piece[os.write(self._handle, piece) :]
                except BlockingIOError:  # another program left the terminal like that
                    select.select([], [self._handle], [])


def _pieces(data: bytes) -> Iterator[bytes]:
    """Cut data into pieces, none amid an escape sequence."""
    while len(data) > PIECE:
        cut = data.rfind(b"\x1b", 1, PIECE)
        piece, data = (data[:cut], data[cut:]) if cut > 0 else (data[:PIECE], data[PIECE:])
        yield piece
    yield data


class TerminalDriver(LinuxDriver):
    """Textual's driver, with a writer that holds nobody up, and an input that ends with the terminal."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        """Drive the terminal of `app`, which is standard output's where standard error goes elsewhere."""
        super().__init__(app, **options)
        if not os.isatty(2):
            self._file = sys.__stdout__
        self._drawn: Drawn = app  # type: ignore[assignment]
        self._writer: Writer | None = None
        self._framing = self._ended = False
        self._reading = Lock()

    @contextmanager
    def framing(self) -> Iterator[None]:
        """What is written meanwhile is a frame, which may be left out where the terminal is behind."""
        self._framing = True
        try:
            yield
        finally:
            self._framing = False

    @property
    def is_behind(self) -> bool:
        """Whether the terminal cannot keep up with what is drawn."""
        return self._writer is not None and self._writer.is_behind()

    def end(self) -> None:
        """From now on the app is being left: it does not take its terminal back any more."""
        self._ended = True

    def write(self, data: str) -> None:
        """Write without waiting for the terminal."""
        if self._writer is not None:  # None where another job has the terminal
            encoding = self._file.encoding if self._file is not None else "utf-8"
            self._writer.hand_over(data.encode(encoding, "replace"), is_frame=self._framing)

    def start_application_mode(self) -> None:
        """Begin to draw."""
        assert self._file is not None
        self._writer = Writer(self._file.fileno(), self._drawn.terminal_lost, self._drawn.terminal_ready)
        self._writer.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._writer is not None:
            self._writer.skip_frames()
        if self._app._sync_available:
            self.write(SYNC_END)
        super().stop_application_mode()

    def close(self) -> None:
        """End the writer."""
        if self._writer is not None:
            self._writer.finish()
            self._writer = None
        super().close()

    def _sigcont_application(self, *_: object) -> None:
        if self._ended:  # or a job that is told to end in the background would be stopped again
            return
        if self._writer is None:  # it gave the terminal back before it was stopped
            super()._sigcont_application()
        elif terminal_echoes(self.fileno):  # a shell had it while the program was stopped
            self._take_back()

    def _take_back(self) -> None:
        """Begin to draw again; who read what is typed goes on with it.

        Textual starts another reader, which ends at once: one of two would miss the end of the app, and hold it up.
        """
        reader = self._key_thread
        if self._writer_thread is not None:
            self._writer_thread.stop()
        self._must_signal_resume = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._key_thread = reader

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the app is left or the terminal is gone; nothing where another thread does."""
        if self._reading.acquire(blocking=False):
            try:
                self._hand_on()
            finally:
                self._reading.release()

    def _hand_on(self) -> None:
        parser = XTermParser(self._debug)
        # a byte that is no UTF-8, from a paste or an old terminal, is shown as such and ends nothing
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], 0.1)[0]:
                data = self._read()
                if data == b"":
                    self._drawn.terminal_lost()
                    return
                text = decode(data or b"")
                for message in parser.feed(text) if text else ():  # a letter may come in two halves
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)

    def _read(self) -> bytes | None:
        """Return what was typed; nothing where the terminal is gone, None where somebody else took it meanwhile."""
        try:
            return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        except OSError:
            return b""
