"""What Linux, macOS and Windows each do in their own way: signals, locks, the disk, a file's rights, the terminal.

What only some of them have is called here and nowhere else, beside what stands in for it on the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WINDOWS = sys.platform == "win32"
"""Whether there are no modes of files, no `fcntl` and no `termios`."""

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that end a program; the last is what Windows sends where a window is closed."""

TYPED = ("SIGINT", "SIGQUIT")
"""The signals of ctrl+c and ctrl+\\."""

RESIZED = "SIGWINCH"
"""The signal of a window that has another size; Windows has none."""

TERMINAL = "CONOUT$" if WINDOWS else "/dev/tty"
"""What a file is opened as to write to the terminal in front, wherever standard output goes."""


@contextmanager
def taking(names: Sequence[str], handler: Callable[[int], object]) -> Iterator[None]:
    """Let a handler take these signals meanwhile, as far as the platform has them; it is called wherever one comes."""
    import signal  # a command that prints does not pay for it

    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _: handler(number)) for number in numbers}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former if former is not None else signal.SIG_DFL)


@contextmanager
def hearing(names: Sequence[str], heard: Callable[[int], object]) -> Iterator[None]:
    """Call `heard` as soon as one of these signals comes, in another thread where the main thread is busy.

    Python runs a handler between two steps of the main thread, which may wait for a disk or another program; what is
    called must bear to be called twice, and from any thread.
    """
    if WINDOWS:  # where asyncio has the place for itself
        with taking(names, heard):
            yield
        return
    import signal
    from socket import socketpair
    from threading import Thread

    numbers = {getattr(signal, name) for name in names if hasattr(signal, name)}
    ours, theirs = socketpair()
    theirs.setblocking(False)

    def listen() -> None:
        with ours:
            while came := ours.recv(64):
                for number in numbers & set(came):
                    heard(number)

    with theirs, taking(names, heard):
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        Thread(target=listen, name="signals", daemon=True).start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)


@contextmanager
def in_turn(name: str, later: Callable[..., object]) -> Iterator[None]:
    """Let what takes a signal be called `later`, one call after the other: a handler can be called amid itself."""
    import signal

    former = signal.getsignal(getattr(signal, name)) if hasattr(signal, name) else None
    with taking((name,) if callable(former) else (), lambda number: later(former, number, None)):
        yield


def lock(file: Path) -> int | None:
    """Hold a file until the handle that is returned is closed, or the process ends; None where somebody else holds it.

    Raises:
        OSError: it cannot be opened, or its disk knows no locks.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is what Windows says
        os.close(handle)
        return None
    except OSError:
        os.close(handle)
        raise
    return handle


def see_on_disk(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk.

    Raises:
        OSError: the disk refused.
    """
    folder = path.is_dir()
    if folder and WINDOWS:  # it opens no folder, and writes down what one lists by itself
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def words_of(command: str) -> list[str]:
    """Return the words of a command as the platform's shell takes them.

    Raises:
        ValueError: a quotation mark is open at its end.
    """
    if not WINDOWS:
        import shlex

        return shlex.split(command)
    import re
    from shutil import which

    whole = which(command)  # a path with blanks is often left without quotation marks
    words = [whole] if whole else [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*"?)+', command)]
    return [which(words[0]) or words[0], *words[1:]] if words else []  # `code` is a `code.cmd`


def for_a_shell(word: str) -> str:
    """Return a word as somebody types it in the platform's shell."""
    if WINDOWS:
        return f'"{word}"' if set(word) & set(" &()[]{}^=;!'+,`~%") else word
    from shlex import quote

    return quote(word)


def reader_left(error: OSError) -> bool:
    """Say whether whoever read our output has left: Windows calls a pipe without a reader an invalid argument."""
    from errno import EINVAL

    return isinstance(error, BrokenPipeError) or (WINDOWS and error.errno == EINVAL)


def terminal_encoding() -> str:
    """Return the encoding of what the terminal shows; Python writes UTF-8 to one of Windows, whatever the locale is."""
    if WINDOWS:
        return "utf-8"
    import locale

    return locale.getencoding()
