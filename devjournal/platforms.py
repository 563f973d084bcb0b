"""What Linux, macOS and Windows each do in their own way: signals, locks, the disk, a file's rights, the terminal.

What only some of them have is called here and nowhere else, beside what stands in for it on the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path

WINDOWS = sys.platform == "win32"
"""Whether there are no modes of files, no `fcntl` and no `termios`."""

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that end a program; the last is what Windows sends where a window is closed."""

TYPED = ("SIGINT", "SIGQUIT")
"""The signals of ctrl+c and ctrl+\\."""

RESIZED = "SIGWINCH"
"""The signal of a window that has another size; Windows has none."""

EDITORS = ("notepad",) if WINDOWS else ("editor", "nano", "vim", "vi")
"""What opens a text where its owner named no editor: the first of them that is installed."""

TERMINAL = "CONOUT$" if WINDOWS else "/dev/tty"
"""What a file is opened as to write to the terminal in front, wherever standard output goes."""


@contextmanager
def handle_signals(names: Sequence[str], handler: Callable[[int], object]) -> Iterator[None]:
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
        with handle_signals(names, heard):
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

    with theirs, handle_signals(names, heard):
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        Thread(target=listen, name="signals", daemon=True).start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)


@contextmanager
def serialize_signal(name: str, later: Callable[..., object]) -> Iterator[None]:
    """Let what takes a signal be called `later`, one call after the other: a handler can be called amid itself."""
    import signal

    former = signal.getsignal(getattr(signal, name)) if hasattr(signal, name) else None
    with handle_signals((name,) if callable(former) else (), lambda number: later(former, number, None)):
        yield


class _Ended(BaseException):
    """A signal that ends the program, on its way through what tidies up."""


@contextmanager
def tidying_up() -> Iterator[None]:
    """Let what is inside remove what it has begun where a signal ends the program; then the signal ends it.

    Where somebody takes the signal, as the app does, it is theirs.
    """
    import signal
    from threading import current_thread, main_thread

    came: list[int] = []

    def end(number: int) -> None:
        came.append(number)
        raise _Ended

    here = current_thread() is main_thread()  # no other thread may take a signal
    known = [name for name in ENDING if here and hasattr(signal, name)]
    ending = [name for name in known if signal.getsignal(getattr(signal, name)) == signal.SIG_DFL]
    try:
        with handle_signals(ending, end):
            yield
    except _Ended:
        if not came:  # a signal for the block around this one
            raise
    if came:
        signal.raise_signal(came[0])


def put_in_place(source: Path, target: Path) -> None:
    """Give a file its name, where nobody has it; at no moment is there another file of that name.

    Raises:
        FileExistsError: somebody has it.
        OSError: the file system refused; nothing has changed.
    """
    if WINDOWS:
        source.rename(target)  # which writes over nothing there
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # no hard links on FAT, and on some disks of a network
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # for the moment between these lines
        try:
            source.replace(target)
        except OSError:
            target.unlink()
            raise
    else:
        source.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner alone, whatever the umask is.

    Raises:
        NotADirectoryError: one of them is something else.
        OSError: one cannot be made.
    """
    if folder.is_dir() or folder == folder.parent:  # a drive of Windows may be gone
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError as error:
        if not folder.is_dir():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder)) from error
    else:
        with suppress(OSError):  # some file systems have no modes
            folder.chmod(0o700)  # whatever the umask took


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


def lock_folder(folder: Path, *, alone: bool) -> int | None:
    """Hold a folder, `alone` or together with others, until the handle that is returned is closed.

    Return None if somebody else holds it, or if its disk knows no locks. Windows locks no folder, but removes no file
    that is open either: -1 stands for a handle there, and is not to be closed.
    """
    if sys.platform == "win32":
        return -1 if alone else None
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # whose folder may be written, and not read
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except OSError:
        os.close(handle)
        return None
    return handle


_NOBODYS = 2**30 + 2**20
"""A byte that nobody locks; SQLite's begin at a gigabyte."""


def lock_refused(handle: int) -> str:
    """Return why an open file cannot be locked, or an empty text where it can be, or on Windows, where all can be.

    POSIX lets go of every lock that a process has on a file once any handle of it is closed.
    """
    if sys.platform == "win32":
        return ""
    import fcntl

    try:
        fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _NOBODYS)
    except (BlockingIOError, PermissionError):  # somebody holds it, so it can be held
        return ""
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def fsync_path(path: Path) -> None:
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


def split_command(command: str) -> list[str]:
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


def editor_at_hand() -> list[str]:
    """Return the command of the platform's own editor; empty where none is installed."""
    from shutil import which

    return next(([program] for name in EDITORS if (program := which(name))), [])


def shell_quote(word: str) -> str:
    """Return a word as somebody types it in the platform's shell."""
    if WINDOWS:
        return f'"{word}"' if set(word) & set(" &()[]{}^=;!'+,`~%") else word
    from shlex import quote

    return quote(word)


def host_name() -> str:
    """Return what this machine is called, without its domain."""
    import platform

    return platform.node().partition(".")[0]


def reader_left(error: OSError) -> bool:
    """Say whether whoever read our output has left: Windows calls a pipe without a reader an invalid argument."""
    from errno import EINVAL

    return isinstance(error, BrokenPipeError) or (WINDOWS and error.errno == EINVAL)


def has_job_control() -> bool:
    """Return whether a shell can bring this program back once it is stopped.

    A shell with job control gives each program a process group of its own. What a terminal started itself shares the
    group of its session's leader: stopped, it would stay so.
    """
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def terminal_encoding() -> str:
    """Return the encoding of what the terminal shows; Python writes UTF-8 to one of Windows, whatever the locale is."""
    if WINDOWS:
        return "utf-8"
    import locale

    return locale.getencoding()
