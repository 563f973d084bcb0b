"""Linux, macOS and Windows: what only some of them have is called in one place, and all is done without it as well."""

from __future__ import annotations

import ast
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest

from devjournal import platforms
from devjournal.errors import FileRefused
from devjournal.platforms import handle_signals, lock, reader_left, shell_quote, split_command, terminal_encoding
from devjournal.storage.core.file import make_missing
from devjournal.storage.health.environment_checks import check_disk_space
from devjournal.storage.schema.sqlite_file import uri_of
from tests import as_on_windows
from tests.as_on_windows import GONE, POSIX, SIGNALS
from tests.test_architecture import MODULES, dotted, name, tree

NOT_EVERYWHERE = {
    *(f"os.{call}" for call in POSIX),
    *("os.kill", "os.name", "sys.platform", "time.tzset", "loop.add_signal_handler", "start_new_session", "preexec_fn"),
}
"""What only POSIX has, what does something else on Windows, and the names of platforms."""


def not_everywhere(module: ast.Module) -> Iterator[str]:
    """Find what only some platforms have."""
    apart = GONE | {"msvcrt", "winreg", "_winapi"}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in apart)
        elif isinstance(node, ast.ImportFrom):
            whole = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (name for name in whole if name in apart | NOT_EVERYWHERE)
        elif isinstance(node, ast.Attribute):
            call = dotted(node)
            if call in NOT_EVERYWHERE or call.endswith(".add_signal_handler") or _is_signal(call):
                yield call
        elif isinstance(node, ast.keyword) and node.arg in NOT_EVERYWHERE:
            yield str(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (place for place in ("/dev/tty", "/tmp") if node.value.startswith(place))


def _is_signal(call: str) -> bool:
    """Say whether it names a signal that Windows does not have."""
    signal = call.removeprefix("signal.")
    return signal != call and signal.startswith("SIG") and signal.isalpha() and signal not in SIGNALS


def test_what_only_some_have_is_in_one_place() -> None:
    names_of = {name(path): set(not_everywhere(tree(path))) for path in MODULES}
    assert {path: names for path, names in names_of.items() if names} == {
        "devjournal/platforms.py": {"sys.platform", "msvcrt", "fcntl", "/dev/tty"},
        "devjournal/terminals.py": {"sys.platform", "termios"},
        "devjournal/login_secrets.py": {"sys.platform", "ctypes", "os.uname"},
        "devjournal/paths.py": {"sys.platform"},
        "devjournal/tui/driver.py": {"textual.drivers.linux_driver"},
    }


@pytest.mark.parametrize(
    "source",
    [
        *("import fcntl", "from os import fork", "os.kill(1, 0)", "x = signal.SIGHUP", "open('/dev/tty')"),
        *("asyncio.get_running_loop().add_signal_handler(1, f)", "run(words, start_new_session=True)"),
        *("if sys.platform == 'win32': pass", "from textual.drivers import linux_driver", "os.open(x, os.O_CLOEXEC)"),
    ],
)
def test_what_is_not_everywhere_is_found(source: str) -> None:
    assert list(not_everywhere(ast.parse(source)))


Elsewhere = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Elsewhere:
    """Runs a command, or code, on a Python that is as on Windows, in a home of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "LOCALAPPDATA": str(tmp_path / "AppData"),
        "DEVJOURNAL_NOW": "2026-11-27T16:30",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }

    def run(*args: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, as_on_windows.__file__, *args]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**environment, **more},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


PLAYED = """
import asyncio, os, signal, sys
from pathlib import Path

def refused(call, *args):
    try:
        call(*args)
    except (OSError, NotImplementedError, AssertionError) as error:
        return type(error).__name__
    return "done"

async def loop():
    return refused(asyncio.get_running_loop().add_signal_handler, signal.SIGTERM, print)

file = Path("file")
with file.open("w"):
    print(refused(file.unlink), refused(file.replace, "other"), refused(Path("new").replace, file))
with file.open() as read:
    print(refused(os.fsync, read.fileno()))
print(refused(os.open, ".", os.O_RDONLY), refused(os.kill, os.getpid(), 0), asyncio.run(loop()), sys.platform)
for module in ("fcntl", "pwd", "termios"):
    print(refused(__import__, module) if module in sys.modules else "gone")
print(hasattr(signal, "SIGHUP"), hasattr(os, "getuid"), refused(file.unlink))
"""


def test_windows_is_played(elsewhere: Elsewhere) -> None:
    done = elsewhere("-c", PLAYED)
    assert (done.stdout.splitlines(), done.stderr) == (
        [
            "PermissionError PermissionError PermissionError",
            "OSError",
            "PermissionError AssertionError NotImplementedError win32",
            *(["gone"] * 3),
            "False False done",
        ],
        "",
    )


COMMANDS = """
goal Ship --skill Delivery --plan Build
recap --hit --better --note Learned
log Something
status
backup
backup other.db
export journal.json
import --merge journal.json
restore other.db
doctor
config init
reminders --output ritual.ics
demo --output demo.db
"""


@pytest.mark.slow
def test_commands_work_as_on_windows(elsewhere: Elsewhere, tmp_path: Path) -> None:
    for command in COMMANDS.strip().splitlines():
        done = elsewhere("devjournal", *command.split())
        assert (done.returncode, done.stderr) == (0, ""), command
    folder = tmp_path / "AppData" / "devjournal"
    assert elsewhere("devjournal", "path").stdout == f"{folder / 'journal.db'}\n"
    assert sorted(path.name for path in folder.iterdir()) == ["backups", "config.toml", "journal.db"]
    assert not [path.name for path in folder.rglob(".*")], "nothing half made is left"
    done = elsewhere("devjournal", "log", "The next day", DEVJOURNAL_NOW="2026-11-28T09:00")
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in folder.glob("backups/*-daily-*")] == ["2026-11-28T090000-daily-journal.db"]


OPENED = """
import signal, sys
from functools import partialmethod
from pathlib import Path
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

class Drawn(HeadlessDriver):
    is_headless = False

async def hands(pilot):
    for key in "axy":
        await pilot.press(key)
    other = InstanceLock(next(state.glob("drafts/*")))
    while not list(state.rglob("entry.json")):
        await pilot.pause(0.02)
    print(other.number, DraftFile(other, "entry").load(), pilot.app.glyphs is UNICODE, file=sys.__stdout__)
    signal.raise_signal(signal.SIGBREAK)

App.run = partialmethod(App.run, auto_pilot=hands)
App.get_driver_class = lambda self: Drawn

from devjournal.clock import clock_from_environment
from devjournal.paths import journal_path, state_folder
from devjournal.settings import UNSET
from devjournal.storage import Journal
from devjournal.tui import run
from devjournal.tui.state import DraftFile, InstanceLock
from devjournal.tui.widgets.glyphs import UNICODE

state = state_folder()
with Journal(journal_path(None), clock_from_environment()) as journal:
    code = run(journal, state, UNSET)
again = InstanceLock(next(state.glob("drafts/*")))
print(code, again.number, DraftFile(again, "entry").load()["text"])
"""


@pytest.mark.slow
def test_the_app_works_as_on_windows(elsewhere: Elsewhere) -> None:
    """A second window keeps off the first one's draft; the window is closed, and the next one finds the draft."""
    done = elsewhere("-c", OPENED)
    assert (done.stdout.splitlines(), done.stderr) == (["2 None True", "149 1 xy"], "")


def test_a_file_is_held_by_one(tmp_path: Path) -> None:
    handle = lock(tmp_path / "lock")
    assert handle is not None
    assert lock(tmp_path / "lock") is None
    os.close(handle)
    again = lock(tmp_path / "lock")
    assert again is not None
    os.close(again)
    with pytest.raises(OSError, match="No such file"):
        lock(tmp_path / "none" / "lock")


def test_signals_are_taken_for_a_while() -> None:
    numbers: list[int] = []
    before = signal.getsignal(signal.SIGTERM)
    with handle_signals(("SIGTERM", "SIGBREAK"), numbers.append):
        signal.raise_signal(signal.SIGTERM)
    assert numbers == [signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) == before


COMMAND_LINES = {
    r'"C:\Program Files\Vim\gvim.exe" --nofork': [r"C:\Program Files\Vim\gvim.exe", "--nofork"],
    r"C:\Users\O'Brien\ed.exe  -w": [r"C:\Users\O'Brien\ed.exe", "-w"],
    r'no-such-ed "two words': ["no-such-ed", "two words"],
    "": [],
}


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_command_line_of_windows(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platforms, "WINDOWS", True)
    assert split_command(line) == COMMAND_LINES[line]


def test_a_command_of_windows_is_found_by_its_whole_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "my tools" / "ed"
    editor.parent.mkdir()
    editor.touch(mode=0o700)
    monkeypatch.setenv("PATH", str(editor.parent))
    assert split_command(str(editor)) == [str(tmp_path / "my"), "tools/ed"]
    assert split_command("ed -w") == ["ed", "-w"]
    monkeypatch.setattr(platforms, "WINDOWS", True)
    assert split_command(str(editor)) == [str(editor)], "a path with blanks may lack its quotation marks"
    assert split_command("ed -w") == [str(editor), "-w"], "what is found may be a script"


def test_a_name_for_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (shell_quote("journal.db"), shell_quote("my journal.db")) == ("journal.db", "'my journal.db'")
    monkeypatch.setattr(platforms, "WINDOWS", True)
    assert (shell_quote("journal.db"), shell_quote("my journal.db")) == ("journal.db", '"my journal.db"')


def test_a_reader_that_leaves_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    invalid = OSError(errno.EINVAL, "Invalid argument")
    assert reader_left(BrokenPipeError())
    assert not reader_left(invalid)
    monkeypatch.setattr(platforms, "WINDOWS", True)
    assert reader_left(invalid)
    assert not reader_left(OSError(errno.ENOSPC, "No space left on device"))


def test_a_terminal_of_windows_shows_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getencoding", lambda: "cp1252")
    assert terminal_encoding() == "cp1252"
    monkeypatch.setattr(platforms, "WINDOWS", True)
    assert terminal_encoding() == "utf-8"


def test_a_drive_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda self: False)
    (finding,) = check_disk_space(tmp_path / "journal.db")
    assert finding.says == "there is no “/”"
    with pytest.raises(FileRefused):
        make_missing(tmp_path / "journal.db")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (Path("/home/Zoë/a b.db"), "file:///home/Zo%C3%AB/a%20b.db"),
        (PureWindowsPath(r"C:\Users\me\a#b.db"), "file:///C:/Users/me/a%23b.db"),
        (PureWindowsPath(r"\\server\home\me.db"), "file:////server/home/me.db"),
    ],
)
def test_sqlite_is_told_a_path_of_any_platform(path: Path, uri: str) -> None:
    assert uri_of(path) == uri


NESTED = """
import os, signal
from devjournal.platforms import tidying_up

with tidying_up():
    with tidying_up():
        os.kill(os.getpid(), signal.SIGTERM)
    print("went on", flush=True)
"""


def test_a_signal_ends_every_block_that_tidies_up() -> None:
    done = subprocess.run([sys.executable, "-c", NESTED], capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGTERM, b"")
