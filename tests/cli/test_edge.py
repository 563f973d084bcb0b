"""The entry point: streams, exit codes, terminals, and the modules that a command loads."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import devjournal
import devjournal.tui
from devjournal.cli import main
from devjournal.domain.text.text_width import width
from devjournal.paths import state_folder
from devjournal.settings import UNSET, LoadedSettings
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY
from tests.cli.hostile import harms


def test_a_command_as_a_process(spawn: Run, journal_file: Path) -> None:
    assert spawn("goal", "Écrire 日本語", "--skill", "✍").line == "The goal of 2026-W48 is “Écrire 日本語”, skill “✍”."
    assert spawn("status", "--json").json["goal"] == "Écrire 日本語"
    assert stat.S_IMODE(journal_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal_file.parent.stat().st_mode) == 0o700
    assert [path.name for path in journal_file.parent.iterdir()] == ["journal.db"]
    assert "Traceback" not in spawn("recap").refuses(2)
    assert spawn("recap", "--hit", "--week", "next").refuses(1)


def test_the_option_wins_over_the_environment(run: Run, journal_file: Path, tmp_path: Path) -> None:
    assert run("path").line == str(journal_file)
    assert run("--file", str(tmp_path / "other.db"), "path").line == str(tmp_path / "other.db")
    assert run(f"--file={tmp_path}/other.db", "path").line == str(tmp_path / "other.db")
    assert not journal_file.exists()


def test_the_default_is_in_the_data_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEVJOURNAL_FILE")
    assert run("path").line.endswith("/devjournal/journal.db")


def test_version(run: Run) -> None:
    assert run("--version").line == f"devjournal {devjournal.__version__}"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["status", "status --short", "weeks", "log x"])
def test_a_command_loads_no_textual_and_nothing_that_it_does_not_use(command: str, clean_env: dict[str, str]) -> None:
    probe = (
        "import sys; from devjournal.cli import main; code = main(sys.argv[1:]); "
        "print(code, *sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *command.split()],
        capture_output=True,
        text=True,
        env={**clean_env, "DEVJOURNAL_NOW": FRIDAY},
        check=True,
        timeout=60,
    )
    code, *loaded = done.stderr.split()
    assert code == "0"
    unused = {"textual", "rich", "platformdirs", "dateutil", "shtab", "asyncio", "devjournal.tui", "devjournal.exports"}
    unused |= {
        "difflib",
        "shutil",
        "devjournal.cli.commands.data.transfer",
        "devjournal.cli.commands.data.shell",
        "tempfile",
        "tomllib",
    }
    unused.add("_hashlib")
    assert not unused & set(loaded)
    other = {"status": "weeks", "weeks": "entries", "log": "status"}[command.split()[0]]
    assert f"devjournal.cli.{other}" not in loaded


DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb", "pysqlite3")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["status --short", "log x", "export", "doctor"])
def test_no_driver_of_another_database_is_loaded(command: str, clean_env: dict[str, str], tmp_path: Path) -> None:
    for name in DRIVERS:  # what says that it was loaded, and loads
        package = tmp_path / "installed" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(f"import sys; sys.stderr.write('{name} was loaded; ')")
    env = {**clean_env, "DEVJOURNAL_NOW": FRIDAY, "PYTHONPATH": str(tmp_path / "installed")}
    there = subprocess.run(
        [sys.executable, "-c", "import pymysql"], capture_output=True, env=env, check=True, timeout=60
    )
    assert there.stderr == b"pymysql was loaded; "
    program = [sys.executable, "-m", "devjournal", *command.split()]
    assert subprocess.run(program, capture_output=True, env=env, check=True, timeout=60).stderr == b""
    late = "import devjournal.storage, peewee, pymysql, hashlib; print(peewee.mysql, hashlib.md5)"
    done = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, env=env, check=True, timeout=60)
    assert done.stdout.startswith("None <built-in"), "what others ask for later is what is installed"


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["path"], ["completion", "bash"]], ids=" ".join)
def test_what_needs_no_journal_loads_no_peewee(args: list[str], clean_env: dict[str, str]) -> None:
    probe = (
        "import sys; from devjournal.cli import main; main(sys.argv[1:]); "
        "sys.exit('peewee' in sys.modules or 'textual' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", probe, *args], capture_output=True, env=clean_env, check=True, timeout=60)


def test_a_reader_that_leaves(clean_env: dict[str, str]) -> None:
    command = f"{sys.executable} -m devjournal completion zsh | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, env=clean_env, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written(redirect: str, clean_env: dict[str, str]) -> None:
    for command in ("export", "status", "--help")[: 3 if redirect == ">/dev/full" else 2]:
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m devjournal {command} {redirect}"],
            capture_output=True,
            text=True,
            env=clean_env,
            check=False,
            timeout=60,
        )
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("devjournal: The command succeeded, but its output was lost (")


@pytest.mark.slow
@pytest.mark.parametrize(("command", "code"), [("entry remove 9", 1), ("nothing", 2)])
def test_an_error_that_cannot_be_written_keeps_its_exit_code(
    command: str, code: int, clean_env: dict[str, str]
) -> None:
    for redirect in ("2>/dev/full", "2>&-"):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m devjournal {command} {redirect}"],
            capture_output=True,
            env=clean_env,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout) == (code, b"")


def test_ctrl_c(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "status", interrupted)
    done = run("status")
    assert (done.code, done.out, done.err) == (130, "", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"LC_ALL": "", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_a_locale_that_is_not_utf_8(locale: dict[str, str], spawn: Run, clean_env: dict[str, str]) -> None:
    spawn("goal", "日本語", "--skill", "x", "--plan", "é")
    clean_env.update(locale)
    assert spawn("status", "--short").line == "W48 > recap due"
    assert spawn("status", "--json").json["goal"] == "日本語"
    assert "- 1 é" in spawn("plan", "list").line
    assert '"ø"' in spawn("log", "x", "--on", "ø").refuses(2)


def _on_a_terminal(env: dict[str, str], *args: str) -> tuple[int, str, str]:
    """Run a command on a pseudo-terminal. Return its exit code, its screen output and its standard error."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "devjournal", *args], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=env
    )
    os.close(theirs)
    got = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not piece:
            break
        got += piece
    _, error = process.communicate(timeout=30)
    os.close(ours)
    return process.returncode, got.decode(), error.decode()


def test_on_a_terminal_a_table_is_cut_to_its_width(run: Run, clean_env: dict[str, str]) -> None:
    run("goal", "日本語のテキスト " * 20, "--skill", "a skill with a rather long name")
    run("log", "\x1b[31mred " + "words " * 50)
    for command in (["weeks"], ["entry", "list"]):
        code, screen, error = _on_a_terminal({**clean_env, "COLUMNS": "70", "DEVJOURNAL_NOW": FRIDAY}, *command)
        assert (code, error) == (0, "")
        assert "…" in screen
        assert not harms(screen.replace("\r\n", "\n"))
        assert all(len(line) <= 70 for line in screen.splitlines())


def test_on_a_terminal_a_whole_text_is_wrapped_to_its_width(run: Run, clean_env: dict[str, str]) -> None:
    run("log", "words " * 50 + "日本語" * 40 + " \x1b[31mred end")
    code, screen, error = _on_a_terminal({**clean_env, "COLUMNS": "44", "DEVJOURNAL_NOW": FRIDAY}, "read")
    assert (code, error) == (0, "")
    assert screen.count("words") == 50
    assert screen.rstrip().endswith("end")
    assert not harms(screen.replace("\r\n", "\n"))
    assert all(width(line) <= 44 for line in screen.splitlines())


def test_a_terminal_that_shows_ascii_alone(run: Run, clean_env: dict[str, str]) -> None:
    run("goal", "日本語", "--skill", "x")
    env = {**clean_env, "PYTHONIOENCODING": "ascii", "DEVJOURNAL_NOW": FRIDAY}
    code, screen, error = _on_a_terminal(env, "status")
    assert (code, error) == (0, "")
    assert "\\u65e5\\u672c\\u8a9e" in screen
    assert screen.isascii()


def test_a_refused_file_is_told_before_the_app_opens(clean_env: dict[str, str], tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes, no database.\n" * 10)
    code, screen, error = _on_a_terminal(clean_env, "--file", str(text))
    assert (code, screen) == (1, "")
    assert error == f"devjournal: “{text}” is not a database; name your journal with --file, or restore a copy.\n"


def test_no_command_opens_the_app(
    clean_env: dict[str, str], journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def run(journal: Journal, state: Path, settings: LoadedSettings, machine_name: Callable[[], str]) -> int:
        assert settings == UNSET
        assert machine_name() == "", "it does not sync"
        opened.extend((journal.path, state))
        return 3

    monkeypatch.setattr(devjournal.tui, "run", run)
    monkeypatch.setenv("DEVJOURNAL_FILE", str(journal_file))
    monkeypatch.setenv("TERM", "xterm")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert main([]) == 3
    assert opened == [journal_file, state_folder()]


def test_without_a_terminal_there_is_no_app(run: Run, journal_file: Path) -> None:
    refusal = run().refuses(2)
    assert refusal == "The app needs a terminal; `devjournal status` prints the state of the week."
    assert not journal_file.exists()


def test_a_dumb_terminal_opens_no_app(clean_env: dict[str, str], journal_file: Path) -> None:
    code, screen, error = _on_a_terminal({**clean_env, "TERM": "dumb"})
    assert (code, screen) == (2, "")
    assert error.startswith("devjournal: The app needs a terminal")
    assert not journal_file.exists()
