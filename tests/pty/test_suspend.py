"""ctrl+z: the app goes to the background of a shell and comes back; where there is no shell, nothing happens."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which

import pytest

from tests.pty.conftest import Do, Open

CTRL_Z = "\x1a"
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_a_shell_brings_it_back(open_app: Open, do: Do, home: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    (home / ".bashrc").write_text("PS1='ready> '\n", encoding="utf-8")
    window = open_app(command=(str(which("bash")), "-i"), PYTHONPATH=str(ROOT))
    window.wait("ready>")
    window.press(f"{sys.executable} -m devjournal\r")
    window.wait("Friday. How did it go?")
    window.send(CTRL_Z.encode())
    window.wait("Stopped", "ready>")
    window.press("fg\r")
    window.wait("Friday. How did it go?", gone="Stopped")
    window.press("g")
    window.wait("Goal of week 48")
    window.press("abc")
    window.wait("abc")
    window.send(CTRL_Z.encode())
    window.wait("Goal of week 48", gone="abc")
    window.press("esc")
    window.wait("Friday. How did it go?")


@pytest.mark.slow
def test_nothing_stops_where_nothing_could_bring_it_back(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app()
    app.wait("Friday. How did it go?")
    app.send(CTRL_Z.encode())
    app.press("g")
    app.wait("Goal of week 48")
