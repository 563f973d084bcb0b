"""Completion in real shells: every option of every command, as with the tab key."""

from __future__ import annotations

import subprocess
from argparse import SUPPRESS, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.cli.parser import Parser, all_commands, build
from tests.cli.conftest import Run

ZSH = Path(__file__).with_name("completing.zsh")

BASH = """
ask() {
  COMP_LINE="$1"; COMP_POINT=${#1}; COMP_WORDS=($1); [[ $1 == *" " ]] && COMP_WORDS+=("")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
  "$(complete -p devjournal | sed 's/.*-F \\([^ ]*\\).*/\\1/')" devjournal "${COMP_WORDS[COMP_CWORD]}" ""
  echo "ASKED $1"; printf 'HIT %s\\n' "${COMPREPLY[@]}"
}
"""
"""What bash does at a press of the tab key."""


def lines(parser: Parser, typed: str = "devjournal") -> Iterator[tuple[str, set[str]]]:
    """Yield every line that can be completed, with the expected completions."""
    options: set[str] = set()
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            yield f"{typed} ", set(action.choices)
            for name, under in action.choices.items():
                yield from lines(under, f"{typed} {name}")
            continue
        choices = set(map(str, action.choices or ()))
        if action.option_strings:
            long = [option for option in action.option_strings if option.startswith("--")]
            options |= set(long) if action.help != SUPPRESS else set()
            if action.nargs != 0:
                yield from ((f"{typed} {option} ", choices) for option in long)
        elif choices and action.nargs is None and action is _first(parser):
            yield f"{typed} ", choices
    yield f"{typed} --", options


def _first(parser: Parser) -> object:
    """Return the first positional argument of a command."""
    return next((action for action in parser._actions if not action.option_strings), None)


WANTED = [(line, expected) for line, expected in lines(build(all_commands())) if line != "devjournal --"]


def in_bash(script: Path, folder: Path, env: dict[str, str]) -> str:
    questions = "\n".join(f"ask '{line}'" for line, _ in WANTED)
    return spoken(["bash", "--norc"], f"{script.read_text()}\n{BASH}\n{questions}\n", folder, env)


def in_fish(script: Path, folder: Path, env: dict[str, str]) -> str:
    questions = "\n".join(
        f"echo 'ASKED {line}'; complete -C '{line}' | string replace -r '\\t.*' '' | string replace -r '^' 'HIT '"
        for line, _ in WANTED
    )
    return spoken(["fish", "--no-config"], f"source {script}\n{questions}\n", folder, env)


def in_zsh(script: Path, folder: Path, env: dict[str, str]) -> str:
    (folder / "lines").write_text("".join(f"{line}\n" for line, _ in WANTED))
    return spoken(["zsh", "-f", str(ZSH), str(script.parent), str(folder / "lines")], "", folder, env)


def spoken(command: list[str], typed: str, folder: Path, env: dict[str, str]) -> str:
    """Return the output of a shell, after checking that it printed no error."""
    done = subprocess.run(
        command, input=typed, cwd=folder, env=env, capture_output=True, text=True, timeout=100, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shell", "ask"),
    [
        ("bash", in_bash),
        pytest.param("zsh", in_zsh, marks=pytest.mark.needs("zsh")),
        pytest.param("fish", in_fish, marks=pytest.mark.needs("fish")),
    ],
)
def test_every_option_of_every_command(
    shell: str, ask: object, run: Run, tmp_path: Path, clean_env: dict[str, str]
) -> None:
    script, folder = tmp_path / "site" / "_devjournal", tmp_path / "empty"
    script.parent.mkdir()
    folder.mkdir()
    script.write_text(run("completion", shell).out)
    assert callable(ask)
    heard = ask(script, folder, {**clean_env, "TERM": "dumb"})
    for trouble in ("parse error", "zsh:", "_arguments:", "bad ", "not found"):
        assert trouble not in heard
    hits: dict[str, set[str]] = {}
    line = ""
    for part in heard.replace("\r", "").split("\n"):
        if part.startswith("ASKED "):
            line = part.removeprefix("ASKED ")
        elif part.startswith("HIT "):
            hits.setdefault(line, set()).update(word.strip() for word in part.removeprefix("HIT ").split(" HIT "))
    missing = {line: wanted - hits.get(line, set()) for line, wanted in WANTED if wanted - hits.get(line, set())}
    assert not missing
    assert len(WANTED) > 150
