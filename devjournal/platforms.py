"""Functions that differ between Linux, macOS and Windows: signals, locks, the disk, file modes, the terminal.

All platform-specific calls are here, each with its replacement on the other platforms.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path

WINDOWS = sys.platform == "win32"
"""Whether the platform lacks file modes, `fcntl` and `termios`."""

END_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that end a program. Windows sends the last when a window is closed."""

KEY_SIGNALS = ("SIGINT", "SIGQUIT")
"""The signals that ctrl+c and ctrl+\\ send."""

RESIZE_SIGNAL = "SIGWINCH"
"""The signal of a resized window; Windows has none."""

EDITORS = ("notepad",) if WINDOWS else ("editor", "nano", "vim", "vi")
"""Editors for users who set none: the first one installed is used."""

TERMINAL = "CONOUT$" if WINDOWS else "/dev/tty"
"""The path of the terminal, even if standard output is redirected."""


@contextmanager
def handle_signals(names: Sequence[str], handler: Callable[[int], object]) -> Iterator[None]:
    """Handle these signals during the block. Signals that the platform lacks are ignored."""
    import signal  # a command that prints does not need it

    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _: handler(number)) for number in numbers}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former if former is not None else signal.SIG_DFL)


@contextmanager
def handle_at_once(names: Sequence[str], handler: Callable[[int], object]) -> Iterator[None]:
    """Call `handler` as soon as one of these signals arrives, from another thread if the main thread is busy.

    Python runs handlers between two steps of the main thread, which may wait for a disk or another program. `handler`
    may be called twice, and from any thread.
    """
    if WINDOWS:  # asyncio already uses the wakeup descriptor
        with handle_signals(names, handler):
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
            while received := ours.recv(64):
                for number in numbers & set(received):
                    handler(number)

    with theirs, handle_signals(names, handler):
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        Thread(target=listen, name="signals", daemon=True).start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)


@contextmanager
def serialize_signal(name: str, later: Callable[..., object]) -> Iterator[None]:
    """Handle a signal with `later`, which gets the former handler and can run calls one after the other.

    Otherwise a signal may call a handler while it runs already.
    """
    import signal

    former = signal.getsignal(getattr(signal, name)) if hasattr(signal, name) else None
    with handle_signals((name,) if callable(former) else (), lambda number: later(former, number, None)):
        yield


class _EndSignal(BaseException):
    """Raised by a signal that ends the program, so that clean-up code runs."""


@contextmanager
def tidying_up() -> Iterator[None]:
    """If a signal ends the program, let the block clean up first.

    Signals that already have a handler, as in the app, are left alone.
    """
    import signal
    from threading import current_thread, main_thread

    received: list[int] = []

    def end(number: int) -> None:
        received.append(number)
        raise _EndSignal

    can_handle = current_thread() is main_thread()  # other threads cannot set handlers
    known = [name for name in END_SIGNALS if can_handle and hasattr(signal, name)]
    unhandled = [name for name in known if signal.getsignal(getattr(signal, name)) == signal.SIG_DFL]
    try:
        with handle_signals(unhandled, end):
            yield
    except _EndSignal:
        if not received:  # a signal for the enclosing block
            raise
    if received:
        signal.raise_signal(received[0])


def put_in_place(source: Path, target: Path) -> None:
    """Rename a file to a free name, without ever replacing another file.

    Raises:
        FileExistsError: the name is taken.
        OSError: the file system refused; nothing has changed.
    """
    if WINDOWS:
        source.rename(target)  # rename on Windows does not overwrite
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # FAT and some network disks have no hard links
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # for the moment between these lines
        try:
            source.replace(target)
        except OSError:
            target.unlink()
            raise
    else:
        source.unlink()


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder. `Path.is_dir` raises an error if it is too long or beyond a closed folder."""
    return os.path.isdir(path)  # noqa: PTH112


def make_folder(folder: Path) -> None:
    """Create a folder and its missing parents, with mode 0700 whatever the umask.

    Raises:
        NotADirectoryError: a path in the way is no folder.
        OSError: a folder cannot be created.
    """
    if folder.is_dir() or folder == folder.parent:  # a Windows drive may be gone
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError as error:
        if not folder.is_dir():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder)) from error
    else:
        with suppress(OSError):  # some file systems have no modes
            folder.chmod(0o700)  # the umask may have removed some modes


def lock(file: Path) -> int | None:
    """Lock a file until the returned handle is closed or the process ends; None if another process has locked it.

    Raises:
        OSError: the file cannot be opened, or its disk has no locks.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is from Windows
        os.close(handle)
        return None
    except OSError:
        os.close(handle)
        raise
    return handle


def lock_folder(folder: Path, *, alone: bool) -> int | None:
    """Lock a folder, exclusively if `alone` or else shared, until the returned handle is closed.

    Return None if another process has locked the folder, or its disk has no locks. Windows cannot lock folders, but it
    does not remove open files either. There the result for `alone` is -1, which must not be closed.
    """
    if sys.platform == "win32":
        return -1 if alone else None
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # write-only folders
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except OSError:
        os.close(handle)
        return None
    return handle


_FREE_BYTE = 2**30 + 2**20
"""The offset of a byte that no other program locks; SQLite's lock bytes begin at one gigabyte."""


def lock_refused(handle: int) -> str:
    """Return the reason why an open file cannot be locked; empty if it can, and always on Windows.

    POSIX drops all locks of a process on a file when any handle of the file is closed.
    """
    if sys.platform == "win32":
        return ""
    import fcntl

    try:
        fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _FREE_BYTE)
    except (BlockingIOError, PermissionError):  # another process holds it, so locks work
        return ""
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def fsync_path(path: Path) -> None:
    """Wait until a file, or the directory of a folder, is on the disk.

    Raises:
        OSError: the disk refused.
    """
    folder = path.is_dir()
    if folder and WINDOWS:  # Windows cannot open a folder, and writes its directory itself
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def split_command(command: str) -> list[str]:
    """Split a command like the platform's shell.

    Raises:
        ValueError: a quotation mark is not closed.
    """
    if not WINDOWS:
        import shlex

        return shlex.split(command)
    import re
    from shutil import which

    program = which(command)  # paths with spaces often lack quotation marks
    parts = [program] if program else [part.replace('"', "") for part in re.findall(r'(?:[^\s"]|"[^"]*"?)+', command)]
    return [which(parts[0]) or parts[0], *parts[1:]] if parts else []  # `code` is a `code.cmd`


def installed_editor() -> list[str]:
    """Return the command of the first editor of `EDITORS` that is installed; empty if none is."""
    from shutil import which

    return next(([program] for name in EDITORS if (program := which(name))), [])


def shell_quote(argument: str) -> str:
    """Quote an argument for the platform's shell."""
    if WINDOWS:
        return f'"{argument}"' if set(argument) & set(" &()[]{}^=;!'+,`~%") else argument
    from shlex import quote

    return quote(argument)


def host_name() -> str:
    """Return the host name without its domain."""
    import platform

    return platform.node().partition(".")[0]


def reader_left(error: OSError) -> bool:
    """Return whether the reader of our output has exited. Windows reports a broken pipe as an invalid argument."""
    from errno import EINVAL

    return isinstance(error, BrokenPipeError) or (WINDOWS and error.errno == EINVAL)


def has_job_control() -> bool:
    """Return whether a shell can resume this program after it is suspended.

    A shell with job control gives each program its own process group. A program started directly by a terminal shares
    the group of its session's leader, and would stay suspended.
    """
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def terminal_encoding() -> str:
    """Return the encoding of the terminal; on Windows, Python writes UTF-8 whatever the locale is."""
    if WINDOWS:
        return "utf-8"
    import locale

    return locale.getencoding()
