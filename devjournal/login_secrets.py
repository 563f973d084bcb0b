"""Stores a secret for the current login, where Linux or macOS has a place for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from devjournal.platforms import WINDOWS


def keep_secret(name: str, secret: str, seconds: int) -> bool:
    """Store a secret for this login. Return whether the platform has a place for it.

    On Linux that is the user's keyring in the kernel, or else the runtime folder, which is in memory. On macOS it is
    the keychain.
    """
    if sys.platform == "darwin":
        arguments = ("add-generic-password", "-U", "-a", name, "-s", "devjournal", "-w")
        line = " ".join([*arguments, f'"{_seconds_since_boot() + seconds:.0f} {_boot_id()} {secret}"'])
        return _security(["-i"], f"{line}\n") is not None  # on standard input, as others can see command lines
    forget_secret(name)
    return _keep_in_kernel(name, secret.encode(), seconds) or _keep_in_runtime(name, secret, seconds)


def find_secret(name: str) -> str | None:
    """Return the stored secret; None if there is none, or it has expired."""
    if sys.platform == "darwin":
        return _unexpired(_security(["find-generic-password", "-a", name, "-s", "devjournal", "-w"]))
    key_id = _keyctl(_SEARCH, _USER_KEYRING, b"user", name.encode(), 0)
    if key_id > 0:
        import ctypes

        buffer = ctypes.create_string_buffer(4096)
        size = _keyctl(_READ, key_id, buffer, len(buffer))
        return buffer.raw[:size].decode() if 0 < size <= len(buffer) else None
    if (file := _runtime_file(name)) is None:
        return None
    try:
        return _unexpired(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def forget_secret(name: str) -> None:
    """Delete the secret."""
    if sys.platform == "darwin":
        _security(["delete-generic-password", "-a", name, "-s", "devjournal"])
    if (key_id := _keyctl(_SEARCH, _USER_KEYRING, b"user", name.encode(), 0)) > 0:
        _keyctl(_UNLINK, key_id, _USER_KEYRING)
    if (file := _runtime_file(name)) is not None:
        with suppress(OSError):
            file.unlink()


_SECURITY, _SYSCTL = "/usr/bin/security", "/usr/sbin/sysctl"
"""Paths of macOS programs. The PATH of a cron job lacks the folder of `sysctl`."""

_PROCESS_KEYRING, _USER_KEYRING = -2, -4
_SETPERM, _LINK, _UNLINK, _SEARCH, _READ, _SET_TIMEOUT = 5, 8, 9, 10, 11, 15
_OWNER_ALONE = 0x3F3F0000
"""Permissions of a key in the kernel: all permissions for its possessor and its owner, also in other sessions."""

_SYSCALLS = {"x86_64": (248, 250), "aarch64": (217, 219), "riscv64": (217, 219)}
"""System call numbers of `add_key` and `keyctl`, by machine."""


def _syscall(index: int, *args: object) -> int:
    """Call a key function of the kernel by its index in `_SYSCALLS`. Return a negative number if the call fails."""
    if sys.platform == "linux":
        numbers = _SYSCALLS.get(os.uname().machine)
        if numbers is not None:
            import ctypes  # only an encrypted journal needs it

            as_c = [ctypes.c_long(value) if isinstance(value, int) else value for value in args]
            return int(ctypes.CDLL(None).syscall(ctypes.c_long(numbers[index]), *as_c))
    return -1


def _keyctl(*args: object) -> int:
    return _syscall(1, *args)


def _keep_in_kernel(name: str, secret: bytes, seconds: int) -> bool:
    key = _syscall(0, b"user", name.encode(), secret, len(secret), _PROCESS_KEYRING)
    steps = ((_SETPERM, key, _OWNER_ALONE), (_SET_TIMEOUT, key, seconds), (_LINK, key, _USER_KEYRING))
    return key > 0 and all(_keyctl(*step) >= 0 for step in steps)


def _runtime_file(name: str) -> Path | None:
    """Return the path of a secret in the runtime folder, which only its owner can read; None without such a folder."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if WINDOWS or not folder.is_absolute() or not folder.is_dir() or folder.stat().st_mode & 0o077:
        return None
    return folder / name.replace(":", "-")


def _keep_in_runtime(name: str, secret: str, seconds: int) -> bool:
    if (file := _runtime_file(name)) is None:
        return False
    with suppress(OSError), os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(f"{_seconds_since_boot() + seconds:.0f} {_boot_id()} {secret}")
        return True
    return False


def _unexpired(stored: str | None) -> str | None:
    """Return the secret in a stored line; None if it has expired, or was stored before the machine started."""
    expires_at, _, boot_and_secret = (stored or "").strip().partition(" ")
    boot_id, _, secret = boot_and_secret.partition(" ")
    is_valid = expires_at.isdigit() and int(expires_at) > _seconds_since_boot() and boot_id == _boot_id()
    return secret if is_valid else None


def _seconds_since_boot() -> float:
    """Return the seconds since the machine started, including sleep."""
    import time

    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # Python's monotonic clock stops while a Mac sleeps
    return time.monotonic()


def _boot_id() -> str:
    """Return an identifier of the current boot."""
    if sys.platform == "darwin":
        return (_output([_SYSCTL, "-n", "kern.bootsessionuuid"]) or "-").strip()
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return "-"


def _security(arguments: Sequence[str], line: str = "") -> str | None:
    """Run the keychain program of macOS, and return its output; None if it fails."""
    return _output([_SECURITY, *arguments], line)


def _output(command: Sequence[str], line: str = "") -> str | None:
    """Run a command, and return its output; None if it fails, cannot be run, or takes more than a minute."""
    import subprocess

    try:
        result = subprocess.run(command, input=line, capture_output=True, check=False, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout if result.returncode == 0 else None
