"""The terminal driver. A terminal that is gone, stopped or slow never blocks the app."""

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

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from devjournal.terminals import terminal_echoes

if TYPE_CHECKING:
    from textual.app import App

MAX_QUEUED_WRITES = 30
"""Writes in the queue from which frames are skipped; Textual would block the app from the same number."""

CHUNK_BYTES = 4096
"""Maximum bytes per write: so many are still written of a frame that is skipped."""

FLUSH_SECONDS = 0.5
"""Seconds at exit for the last writes, which restore the terminal for the shell."""

SYNC_END = "\x1b[?2026l"
"""Ends a synchronized update. A frame that is skipped may have begun one."""

PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"
"""What the terminal sends before and after a paste."""

MIN_PASTE_BEGIN = len("\x1b[2")
"""Shortest part of `PASTE_BEGIN` to wait for the rest of. A shorter one may be the escape key, which must not wait."""


class TerminalApp(Protocol):
    """What the driver calls of the app, from other threads."""

    def terminal_lost(self) -> None:
        """React to a failed read or write: the terminal is gone."""

    def terminal_ready(self) -> None:
        """React to an empty queue after frames were skipped."""


class _Write(NamedTuple):
    data: bytes
    is_frame: bool


class Writer(Thread):
    """A thread that writes to the terminal, so that the app never waits for it."""

    def __init__(self, handle: int, lost: Callable[[], None], ready: Callable[[], None]) -> None:
        """Write to the descriptor `handle`. `lost` is called after a failed write, `ready` to redraw skipped frames."""
        # a daemon thread, so that a stopped terminal does not block the exit
        super().__init__(name="terminal-output", daemon=True)
        self._handle = handle
        self._lost, self._ready = lost, ready
        self._queue: deque[_Write] = deque()
        self._changed = Condition()
        self._ending = self._failed = self._skips_frames = self._owes_frame = False

    def put(self, data: bytes, *, is_frame: bool) -> None:
        """Queue `data`."""
        with self._changed:
            if not self._failed:
                self._queue.append(_Write(data, is_frame))
                self._changed.notify()

    def is_behind(self) -> bool:
        """Return whether the queue is full. If so, `ready` is called once it is empty."""
        with self._changed:
            self._owes_frame = self._owes_frame or len(self._queue) >= MAX_QUEUED_WRITES
            return self._owes_frame

    def skip_frames(self) -> None:
        """Drop the frames in the queue, and what is not yet written of the current one."""
        with self._changed:
            self._skips_frames = True
            self._queue = deque(write for write in self._queue if not write.is_frame)

    def finish(self) -> None:
        """Write the queue, for at most `FLUSH_SECONDS`, and end."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self.join(FLUSH_SECONDS)

    def run(self) -> None:
        """Write the queue in order until `finish` or a failed write."""
        while (write := self._next()) is not None:
            try:
                self._write(write)
            except OSError:
                with self._changed:
                    self._failed = True
                    self._queue.clear()
                self._lost()
                return

    def _next(self) -> _Write | None:
        """Wait for the next write; `None` after `finish`."""
        with self._changed:
            while not self._queue:
                if self._ending:
                    return None
                if self._owes_frame:
                    self._owes_frame = False
                    self._ready()
                self._changed.wait()
            return self._queue.popleft()

    def _write(self, write: _Write) -> None:
        for chunk in _chunks(write.data):
            if write.is_frame and self._skips_frames:
                return
            while chunk:
                try:
                    chunk = chunk[os.write(self._handle, chunk) :]
                except BlockingIOError:  # another program left the terminal in non-blocking mode
                    select.select([], [self._handle], [])


def _chunks(data: bytes) -> Iterator[bytes]:
    """Split `data` into chunks, never inside an escape sequence."""
    while len(data) > CHUNK_BYTES:
        cut = data.rfind(b"\x1b", 1, CHUNK_BYTES)
        chunk, data = (data[:cut], data[cut:]) if cut > 0 else (data[:CHUNK_BYTES], data[CHUNK_BYTES:])
        yield chunk
    yield data


class TerminalDriver(LinuxDriver):
    """Textual's Linux driver with a writer that never blocks. It ends the app if the terminal is gone."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        """Drive the terminal of `app`: standard error, or standard output if standard error is redirected."""
        super().__init__(app, **options)
        if not os.isatty(2):
            self._file = sys.__stdout__
        self._terminal_app: TerminalApp = app  # type: ignore[assignment]
        self._writer: Writer | None = None
        self._framing = self._ended = False
        self._reading = Lock()

    @contextmanager
    def framing(self) -> Iterator[None]:
        """Mark the writes inside the block as a frame, which may be skipped if the terminal is behind."""
        self._framing = True
        try:
            yield
        finally:
            self._framing = False

    @property
    def is_behind(self) -> bool:
        """Whether the terminal cannot keep up with the writes."""
        return self._writer is not None and self._writer.is_behind()

    def end(self) -> None:
        """Mark the app as ending: from then on, SIGCONT does not take the terminal back."""
        self._ended = True

    def write(self, data: str) -> None:
        """Queue `data` for the terminal."""
        if self._writer is not None:  # None while another job has the terminal
            encoding = self._file.encoding if self._file is not None else "utf-8"
            self._writer.put(data.encode(encoding, "replace"), is_frame=self._framing)

    def start_application_mode(self) -> None:
        """Start the writer, and switch the terminal to application mode."""
        assert self._file is not None
        self._writer = Writer(self._file.fileno(), self._terminal_app.terminal_lost, self._terminal_app.terminal_ready)
        self._writer.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Restore the terminal for the shell."""
        if self._writer is not None:
            self._writer.skip_frames()
        if self._app._sync_available:
            self.write(SYNC_END)
        super().stop_application_mode()

    def close(self) -> None:
        """Stop the writer."""
        if self._writer is not None:
            self._writer.finish()
            self._writer = None
        super().close()

    def _sigcont_application(self, *_: object) -> None:
        if self._ended:  # else a job that ends in the background would be stopped again
            return
        if self._writer is None:  # the terminal was restored before the stop (ctrl+z)
            super()._sigcont_application()
        elif terminal_echoes(self.fileno):  # a shell used the terminal during the stop (SIGSTOP)
            self._resume()

    def _resume(self) -> None:
        """Return to application mode with the existing input thread.

        Textual would start a second one, which ends at once; with two, one misses the end of the app and blocks it.
        """
        reader = self._key_thread
        if self._writer_thread is not None:
            self._writer_thread.stop()
        self._must_signal_resume = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._key_thread = reader

    def run_input_thread(self) -> None:
        """Read keys until the app ends or the terminal is gone. Return at once if another thread reads already."""
        if self._reading.acquire(blocking=False):
            try:
                self._read_keys()
            finally:
                self._reading.release()

    def _read_keys(self) -> None:
        terminal_input = TerminalInput(debug=self._debug)
        # bytes that are not UTF-8, from a paste or an old terminal, become U+FFFD
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], 0.1)[0]:
                data = self._read()
                if data == b"":
                    self._terminal_app.terminal_lost()
                    return
                text = decode(data or b"")
                for message in terminal_input.feed(text):
                    self.process_message(message)
            for message in terminal_input.tick():
                self.process_message(message)

    def _read(self) -> bytes | None:
        """Return the bytes typed; `b""` if the terminal is gone, `None` if another process has read them."""
        try:
            return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        except OSError:
            return b""


class TerminalInput:
    """Parses the terminal's input. A paste is one message, whatever it contains.

    Textual's parser takes an escape character in a paste, and all that follows it, for keys.
    """

    def __init__(self, *, debug: bool) -> None:
        """Begin outside a paste; `debug` logs the input to a file."""
        self._parser = XTermParser(debug)
        self._held = ""
        """The input after the last message: the paste so far, or the first part of `PASTE_BEGIN`."""
        self._pasting = False

    def feed(self, text: str) -> Iterator[Message]:
        """Yield the messages that `text` completes."""
        text, self._held = self._held + text, ""
        while True:
            if self._pasting:
                pasted, end, text = text.partition(PASTE_END)
                if not end:
                    self._held = pasted
                    return
                yield events.Paste(pasted.replace("\0", ""))
            else:
                keys, begin, text = text.partition(PASTE_BEGIN)
                if not begin:
                    self._held = _unfinished_begin(keys)
                    keys = keys.removesuffix(self._held)
                if keys:
                    yield from self._parser.feed(keys)
                if not begin:
                    return
            self._pasting = not self._pasting

    def tick(self) -> Iterator[Message]:
        """Yield the messages that no further input can change, such as the escape key."""
        yield from self._parser.tick()


def _unfinished_begin(text: str) -> str:
    """Return the end of `text` that is the first part of `PASTE_BEGIN`, or ""."""
    parts = (PASTE_BEGIN[:length] for length in range(len(PASTE_BEGIN) - 1, MIN_PASTE_BEGIN - 1, -1))
    return next((part for part in parts if text.endswith(part)), "")
