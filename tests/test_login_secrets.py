"""A key that is kept for a login on macOS, whose programs are stood in for, and on Windows, which has no place."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from devjournal import login_secrets
from devjournal.login_secrets import find_secret, forget_secret, keep_secret

SECRET = "0123abcd AGE-SECRET-KEY-1ABC"
NAME = "devjournal:0123"

SECURITY = """#!{python}
import shlex, sys
from pathlib import Path
FOLDER = Path({folder!r})
words = sys.argv[1:]
with (FOLDER / "seen").open("a") as seen:
    seen.write(" ".join(words) + "\\n")
if words == ["-i"]:
    words = shlex.split(sys.stdin.readline())
command, flags = words[0], dict(zip(words[1:], words[2:]))
file = FOLDER / flags["-a"].replace(":", "-")
if command == "add-generic-password":
    assert "-U" in words, "an item that is there would be refused"
    file.write_text(flags["-w"])
elif not file.exists():
    sys.exit(44)  # errSecItemNotFound
elif command == "find-generic-password":
    print(file.read_text())
elif command == "delete-generic-password":
    file.unlink()
else:
    sys.exit(2)
"""


class Mac:
    """Stands in for a Mac: its keychain, its boot, and its clock."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.now = 1000.0
        self.boot = folder / "boot"
        self._program("sysctl", f"#!/bin/sh\ncat {self.boot}\n")
        self._program("security", SECURITY.format(python=sys.executable, folder=str(folder)))
        self.restart("FIRST-BOOT")
        patch.setattr(sys, "platform", "darwin")
        patch.setattr(login_secrets, "_SYSCTL", str(folder / "sysctl"))
        patch.setattr(login_secrets, "_SECURITY", str(folder / "security"))
        patch.setattr(login_secrets, "_seconds_since_boot", lambda: self.now)

    def _program(self, name: str, text: str) -> None:
        file = self.folder / name
        file.write_text(text)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def restart(self, name: str) -> None:
        self.boot.write_text(f"{name}\n")


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mac:
    """A Mac with an empty keychain."""
    return Mac(tmp_path, monkeypatch)


def test_the_keychain_keeps_a_secret_for_its_time(mac: Mac) -> None:
    assert find_secret(NAME) is None
    assert keep_secret(NAME, SECRET, 60)
    assert find_secret(NAME) == SECRET
    assert keep_secret(NAME, f"{SECRET} other", 60), "an item that is there is written over"
    assert find_secret(NAME) == f"{SECRET} other"
    mac.now += 61
    assert find_secret(NAME) is None


def test_a_restart_ends_it(mac: Mac) -> None:
    assert keep_secret(NAME, SECRET, 60)
    mac.restart("SECOND-BOOT")
    assert find_secret(NAME) is None


def test_a_secret_is_on_no_command_line(mac: Mac) -> None:
    assert keep_secret(NAME, SECRET, 60)
    assert find_secret(NAME) == SECRET
    assert "AGE-SECRET" not in (mac.folder / "seen").read_text()


def test_the_keychain_forgets_it(mac: Mac) -> None:
    assert keep_secret(NAME, SECRET, 60)
    forget_secret(NAME)
    assert find_secret(NAME) is None
    forget_secret(NAME)


def test_without_the_programs_it_is_locked_and_nothing_breaks(mac: Mac) -> None:
    (mac.folder / "security").unlink()
    (mac.folder / "sysctl").unlink()
    assert not keep_secret(NAME, SECRET, 60)
    assert find_secret(NAME) is None
    forget_secret(NAME)


def test_windows_has_no_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(login_secrets, "WINDOWS", True)
    assert not keep_secret(NAME, SECRET, 60)
    assert find_secret(NAME) is None
    forget_secret(NAME)
    assert list(tmp_path.iterdir()) == []
