"""What is handed out: a wheel, built from the sdist, installed in an environment of its own and run far from here."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

import pytest

import devjournal

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

Told = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Runs a program of a clean environment with the wheel in it, in an empty folder; only what it needs is lent."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", symlinks=True)
    python = home / "venv" / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, capture_output=True, check=True)
    (packages,) = (home / "venv").glob("lib/*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    environment = {"HOME": str(home), "DEVJOURNAL_NOW": "2026-11-27T16:30", "LANG": "C.UTF-8"}

    def told(program: str, *args: str) -> subprocess.CompletedProcess[str]:
        command = [str(python.parent / program), *args]
        return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)

    return told


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        meta = next(name for name in names if name.endswith("METADATA"))
        told = Parser().parsestr(archive.read(meta).decode())
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"devjournal", f"devjournal-{devjournal.__version__}.dist-info"}
    assert {"devjournal/py.typed", "devjournal/__main__.py"} <= set(names)
    assert any(name.endswith(".tcss") for name in names)
    assert not any("__pycache__" in name for name in names)
    assert (told["Name"], told["Version"], told["License-Expression"]) == ("devjournal", devjournal.__version__, "MIT")
    assert told["Requires-Python"] == ">=3.11"
    assert told.get_all("Project-URL") is None, "there is no address to name"


def test_the_sdist_holds_what_it_takes_to_go_on(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "Makefile", "requirements-dev.txt", "tests/conftest.py", "docs/week.md"} <= names
    assert not any(name.startswith((".git/", ".ci", ".venv", ".hypothesis")) or name.endswith(".pyc") for name in names)


def test_it_runs_without_the_checkout(installed: Told) -> None:
    assert installed("devjournal", "--version").stdout == f"devjournal {devjournal.__version__}\n"
    where = installed("python", "-c", "import devjournal; print(devjournal.__file__)").stdout
    assert str(ROOT) not in where
    assert "The goal of 2026-W48" in installed("devjournal", "goal", "Ship it", "--skill", "Delivery").stdout
    assert "Ship it" in installed("python", "-m", "devjournal", "status").stdout
    for shell in ("bash", "zsh", "fish"):
        assert "recap" in installed("devjournal", "completion", shell).stdout
    opened = installed("python", "-c", OPENED)
    assert (opened.stdout, opened.stderr) == ("devjournal.tui.dialogs.entry\n", "")
