"""What is handed out: a wheel, built from the sdist, installed in an environment of its own and run far from here."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import devjournal
from tests.pty.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]  # it is built and installed once

ROOT = Path(__file__).parents[1]
OPENED = """
import asyncio, sys
from pathlib import Path
from devjournal.clock import clock_from_environment
from devjournal.storage import Journal
from devjournal.tui.app import JournalApp

async def main():
    with Journal(Path("journal.db"), clock_from_environment()) as journal:
        app = JournalApp(journal, Path("state"))
        async with app.run_test(size=(100, 30)) as pilot:
            for key in ("2", "3", "4", "5", "6", "1", "question_mark", "escape", "a"):
                await pilot.press(key)
                await pilot.pause()
            print(type(app.screen).__module__)

asyncio.run(main())
"""

COMPLETIONS = {
    "bash": "share/bash-completion/completions/devjournal",
    "zsh": "share/zsh/site-functions/_devjournal",
    "fish": "share/fish/vendor_completions.d/devjournal.fish",
}
"""Where the shells look for what completes a command, below the folder that a package is installed in."""


class Installed:
    """A clean environment with the wheel in it, and an empty folder to run its programs in."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.place = home / "venv"
        self.env = {
            "HOME": str(home),
            "DEVJOURNAL_NOW": "2026-11-27T16:30",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def program(self, name: str) -> str:
        """Return where one of its programs is."""
        return str(self.place / "bin" / name)

    def run(self, program: str, *args: str) -> subprocess.CompletedProcess[str]:
        """Run one of its programs."""
        command = [self.program(program), *args]
        return subprocess.run(
            command, cwd=self.home, env=self.env, capture_output=True, text=True, check=False, timeout=300
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed by pip; only what it needs is lent."""
    installation = Installed(tmp_path_factory.mktemp("installed"))
    venv.create(installation.place, symlinks=True)
    (wheel,) = built.glob("*.whl")
    into = ["--python", installation.program("python"), "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *into], capture_output=True, check=True, timeout=300)
    (packages,) = installation.place.glob("lib/*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return installation


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        meta = next(name for name in names if name.endswith("METADATA"))
        headers = Parser().parsestr(archive.read(meta).decode())
    release = f"devjournal-{devjournal.__version__}"
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "devjournal").rglob("*") if path.is_file()]
    package = {file for file in files if not file.endswith(".pyc")}
    besides = set(names) - package
    assert package <= set(names)
    assert {name for name in besides if not name.startswith(f"{release}.dist-info/")} == {
        f"{release}.data/data/{place}" for place in COMPLETIONS.values()
    }
    assert f"{release}.dist-info/licenses/LICENSE" in besides
    assert (headers["Name"], headers["Version"], headers["License-Expression"]) == (
        "devjournal",
        devjournal.__version__,
        "MIT",
    )
    assert (headers["Requires-Python"], headers["Description-Content-Type"]) == (">=3.11", "text/markdown")
    assert headers.get_all("Project-URL") is None, "there is no address to name"
    assert "Typing :: Typed" in headers.get_all("Classifier", [])


def test_the_sdist_holds_what_it_takes_to_go_on(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "Makefile", "requirements-dev.txt", "tests/conftest.py", "docs/week.md"} <= names
    assert {"completions/_devjournal", "screenshots/make.py", "benchmarks/run.py", "pyproject.toml"} <= names
    assert not any(name.startswith((".git/", ".ci", ".venv", ".hypothesis")) or name.endswith(".pyc") for name in names)


def test_it_runs_without_the_checkout(installed: Installed) -> None:
    run = installed.run
    assert run("devjournal", "--version").stdout == f"devjournal {devjournal.__version__}\n"
    where = run("python", "-c", "import devjournal; print(devjournal.__file__)").stdout
    assert where.startswith(str(installed.place))
    assert "The goal of 2026-W48" in run("devjournal", "goal", "Ship it", "--skill", "Delivery").stdout
    assert "Ship it" in run("python", "-m", "devjournal", "status").stdout
    opened = run("python", "-c", OPENED)
    assert (opened.stdout, opened.stderr) == ("devjournal.tui.entries.form\n", "")


def test_the_app_opens_without_the_checkout(installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(installed.home)
    with Terminal(installed.env, command=(installed.program("devjournal"), "--file", "opened.db")) as app:
        app.wait("It is Friday.")
        app.press("q")
        assert app.ended() == 0
    assert (installed.home / "opened.db").is_file()


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_the_shells_find_what_completes_a_command(shell: str, installed: Installed) -> None:
    script = (installed.place / COMPLETIONS[shell]).read_text(encoding="utf-8")
    assert script == installed.run("devjournal", "completion", shell).stdout
