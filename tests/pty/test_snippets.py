"""The guide's snippets for shells and status bars, run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import which

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.pty.conftest import Open

PAGE = (Path(__file__).parents[2] / "docs" / "reminders.md").read_text(encoding="utf-8")
LINE = "W48 ▸ recap due · 1 recapped in a row"
PLAIN = "/usr/bin:/bin"
"""A PATH without devjournal."""


def snippets(language: str) -> list[str]:
    """Return the guide's blocks of a language, in their order."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert blocks, language
    return blocks


@pytest.fixture
def path(home: Path, journal_file: Path) -> str:
    """A PATH with `devjournal` on it, as an installation puts it there, and a week to tell of."""
    clock = FrozenClock()
    week = IsoWeek.of(clock().date())
    with Journal(journal_file, clock) as journal:
        journal.weeks.set_goal(week, "Explain the design", skill="Speaking")
        clock.move(days=-7)
        journal.weeks.set_goal(week.shift(-1), "Run the drill", skill="Incidents")
        journal.weeks.recap(week.shift(-1), Outcome.HIT)
    program = home / "bin" / "devjournal"
    program.parent.mkdir()
    root = Path(__file__).parents[2]
    program.write_text(
        f'#!/bin/sh\necho "$*" >>"{home}/called"\nPYTHONPATH="{root}" exec "{sys.executable}" -m devjournal "$@"\n'
    )
    program.chmod(0o755)
    return f"{program.parent}:{PLAIN}"


def called(home: Path) -> list[str]:
    """Return what devjournal was called with so far."""
    log = home / "called"
    return log.read_text().splitlines() if log.exists() else []


SHELLS = {
    "bash": (".bashrc", "PS1='ready> '\n", "echo was $?"),
    "zsh": (".zshrc", "PROMPT='ready> '\nunsetopt prompt_cr prompt_sp\n", "echo was $?"),
    "fish": (
        ".config/fish/config.fish",
        "set -g fish_greeting\nfunction fish_prompt; echo -n 'ready> '; end\n",
        "echo was $status",
    ),
}
"""Where a shell's snippet goes, what stands before it, and how to ask how the last command went."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "shell", ["bash", *(pytest.param(name, marks=pytest.mark.needs(name)) for name in ("zsh", "fish"))]
)
def test_a_line_above_the_prompt(shell: str, path: str, home: Path, open_app: Open) -> None:
    file, before, ask = SHELLS[shell]
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_text(before + snippets(shell)[0], encoding="utf-8")
    command = (str(which(shell)), "-i")
    window = open_app(command=command, PATH=path)
    window.wait(f"{LINE}\nready>")
    window.press("false\r")
    window.until(lambda: window.text.count("ready>") == 2, "another prompt")
    window.press(f"{ask}\r")
    window.wait("\nwas 1\n")
    without = open_app(command=command, PATH=PLAIN)
    without.wait("ready>")
    without.press("echo in $SHLVL\r")
    screen = without.until(lambda: without.text.count("ready>") == 2, "another prompt")
    assert not [line for line in screen.splitlines() if line and not line.startswith(("ready>", "in "))]


@pytest.mark.needs("tmux")
def test_the_status_bar_of_tmux(path: str, home: Path, open_app: Open) -> None:
    file = home / "tmux.conf"
    file.write_text(snippets("tmux")[0], encoding="utf-8")
    tmux = (str(which("tmux")), "-u", "-S", str(home / "socket"), "-f", str(file))
    window = open_app(command=(*tmux, "new-session", "cat"), size=(100, 20), PATH=path)
    try:
        window.wait(LINE)
        assert re.search(rf"{LINE}  \d\d:\d\d", window.lines[-1])
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, env={"PATH": PLAIN}, timeout=60)


def test_the_module_of_starship(path: str, env: dict[str, str]) -> None:
    """Starship hands both commands to the shell on its standard input, and shows nothing where `when` fails."""
    module = tomllib.loads(snippets("toml")[0])["custom"]["devjournal"]
    assert set(module) == {"description", "command", "when", "shell", "format", "style"}
    for place, code, line in ((path, 0, LINE), (PLAIN, 127, "")):
        for key, printed in (("when", None), ("command", line)):
            done = subprocess.run(
                module["shell"],
                input=module[key],
                capture_output=True,
                env={**env, "PATH": place},
                text=True,
                check=False,
                timeout=60,
            )
            assert done.returncode in (code, 1 if code else 0)
            assert printed is None or done.stdout.strip() == printed


@pytest.fixture
def day(home: Path, path: str) -> Path:
    """The file that says which day `date` tells."""
    day_file = home / "day"
    day_file.write_text("2026-11-27\n")
    date = home / "bin" / "date"
    date.write_text(f'#!/bin/sh\n[ "$*" = +%Y-%m-%d ] && cat "{day_file}"\n')
    date.chmod(0o755)
    return day_file


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("sh", ".profile"),
        ("bash", ".profile"),
        pytest.param("zsh", ".zprofile", marks=pytest.mark.needs("zsh")),
        pytest.param("fish", ".config/fish/config.fish", marks=pytest.mark.needs("fish")),
    ],
)
def test_a_greeting_once_a_day(shell: str, file: str, path: str, day: Path, home: Path, open_app: Open) -> None:
    greeting = snippets("sh")[1]
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    if shell == "fish":
        (home / ".config" / "devjournal").mkdir()
        (home / ".config" / "devjournal" / "greeting.sh").write_text(greeting)
        greeting = snippets("fish")[1]

    def log_in(place: str = path) -> str:
        here = "" if shell == "fish" else f"PATH={place}\n"  # the system's own profile may have set another
        (home / file).write_text(here + greeting)
        window = open_app(command=(str(which(shell)), "-l", "-i"), PATH=place)
        window.press("echo at''home; exit\r")
        assert window.ended() == 0
        assert "athome" in window.text
        return window.text

    first = log_in()
    assert "Goal      Explain the design" in first
    assert "recap  devjournal recap --hit|--missed" in first
    stamp = home / "state" / "devjournal" / "greeted"
    assert stamp.read_text() == "2026-11-27\n"
    assert stamp.parent.stat().st_mode & 0o777 == 0o700
    assert "Due" not in log_in()
    assert called(home) == ["status"], "the second login started nothing"
    day.write_text("2026-11-28\n")
    assert "Due" in log_in()
    assert called(home) == ["status"] * 2
    stamp.unlink()
    screen = log_in(PLAIN)
    assert not re.search(r"devjournal|not found|rror", screen), screen
    assert not stamp.exists()


def test_a_greeting_without_a_terminal_says_nothing(path: str, env: dict[str, str], home: Path) -> None:
    done = subprocess.run(
        ["sh"],
        input=snippets("sh")[1],
        capture_output=True,
        text=True,
        env={**env, "PATH": path},
        check=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr, called(home)) == ("", "", [])
    assert not (home / "state").exists()
