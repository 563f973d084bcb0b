"""Python as it is on Windows, as far as Linux can play it: `as_on_windows.py devjournal ARGS`, or `-c CODE`.

What only POSIX has is gone: modules, functions, signals, flags. What Windows does otherwise is so: no folder is opened,
what was opened to be read is not seen to the disk, what is open is neither replaced nor removed, a signal to a process
ends it, an event loop takes no signal handlers, `msvcrt` locks, folders are named by `LOCALAPPDATA`. Files, their names
and the terminal stay Linux's.
"""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import runpy
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NoReturn

LOADED = ("subprocess", "tempfile", "zoneinfo._tzpath")
"""Modules of Python that ask for the platform when they are loaded, and find Linux."""

GONE = {
    *("fcntl", "grp", "pwd", "pty", "resource", "syslog", "termios", "tty", "readline", "curses"),
    "textual.drivers.linux_driver",
    "ctypes",  # what platformdirs would ask without it is there
}

POSIX = {
    *("fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "getgroups", "setuid", "setsid", "getpgid"),
    *("chown", "fchown", "lchown", "fchmod", "fchdir", "chroot", "mkfifo", "mknod", "statvfs", "fstatvfs", "uname"),
    *("killpg", "nice", "getloadavg", "sysconf", "pathconf", "wait", "fdatasync", "sync", "openpty", "ttyname"),
    *("O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_SYNC", "O_NOCTTY"),
}
"""What `os` does not have."""

SIGNALS = {"SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM"}
"""What `signal` does have, and SIGBREAK."""

SIGBREAK = 21


class Missing(MetaPathFinder):
    """Finds that what is gone is not there."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        """Refuse it before another finder is asked."""
        if fullname in GONE:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def play() -> None:
    """Make this Python one of Windows; what is loaded already stays as it is."""
    for name in LOADED:
        import_module(name)
    for name in [name for name in sys.modules if name in GONE or name.partition(".")[0] == "platformdirs"]:
        del sys.modules[name]
    sys.meta_path.insert(0, Missing())
    for name in [name for name in vars(signal) if name.startswith("SIG") and name[3:].isalnum()]:
        if name not in SIGNALS:
            delattr(signal, name)
    signal.SIGBREAK = SIGBREAK  # type: ignore[attr-defined]
    os.open, os.kill = _opening(os.open), _ending
    os.fsync = _flushing(os.fsync)  # type: ignore[assignment]
    os.unlink, os.remove = _refusing(os.unlink), _refusing(os.remove)
    os.replace, os.rename = _refusing(os.replace), _refusing(os.rename)
    shutil.disk_usage = partial(_usage, os.statvfs)  # type: ignore[assignment]
    for name in POSIX & set(vars(os)):
        delattr(os, name)
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    asyncio.SelectorEventLoop.add_signal_handler = _not_there  # type: ignore[assignment, method-assign]
    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(LK_NBLCK=2, locking=_locking)
    sys.modules["msvcrt"] = msvcrt
    sys.platform = "win32"


def _opening(call: Callable[..., int]) -> Callable[..., int]:
    def opened(path: Any, *args: Any, **options: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return call(path, *args, **options)

    return opened


def _flushing(call: Callable[[Any], None]) -> Callable[[Any], None]:
    def flushed(handle: Any) -> None:
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        call(handle)

    return flushed


def _refusing(call: Callable[..., None]) -> Callable[..., None]:
    def refused(path: Any, *args: Any, **options: Any) -> None:
        for operand in (path, *args):
            if _is_open(operand):
                raise PermissionError(errno.EACCES, "The process cannot access the file", os.fspath(operand))
        call(path, *args, **options)

    return refused


def _is_open(path: Any) -> bool:
    """Say whether this process has a file open, by whatever name."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if os.path.samestat(handle.stat(), status):
                return not stat.S_ISDIR(status.st_mode)
    return False


def _usage(statvfs: Callable[[Any], os.statvfs_result], path: Any) -> SimpleNamespace:
    disk = statvfs(path)
    return SimpleNamespace(free=disk.f_bavail * disk.f_frsize)


def _locking(handle: int, mode: int, size: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PermissionError(errno.EACCES, "Permission denied") from error


def _ending(process: int, number: int) -> NoReturn:
    raise AssertionError(f"signal {number} would end process {process}")


def _not_there(*_: object) -> NoReturn:
    raise NotImplementedError


def main() -> None:
    """Run a command of devjournal, or a piece of code."""
    kind, *arguments = sys.argv[1:]
    if kind == "-c":
        import textual.app  # noqa: F401  it asks for its own platform when it is loaded

    play()
    if kind == "-c":
        code, *arguments = arguments
        sys.argv = [kind, *arguments]
        exec(compile(code, "<code>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = [kind, *arguments]
        runpy.run_module(kind, run_name="__main__")


if __name__ == "__main__":
    main()
