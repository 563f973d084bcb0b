"""completion: scripts that the shells can run, with every command and option."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest

from devjournal.cli.commands.data.shell import SHELLS
from devjournal.cli.parser import all_commands
from tests.cli.conftest import Run


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_knows_commands_and_options(shell: str, run: Run) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    for name in [command.name for command in all_commands()]:
        assert name in done.out
    for option in ("skill", "on-track", "not-better", "no-private", "since", "not-relevant", "undone"):
        assert option in done.out


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", "devjournal.bash"), ("zsh", "_devjournal"), ("fish", "devjournal.fish")]
)
def test_the_package_brings_what_is_printed(
    shell: str, name: str, run: Run, golden: Callable[[str, str], None]
) -> None:
    """They are in the repository, so that a wheel can be built without the dependencies of the commands."""
    golden(f"../../completions/{name}", run("completion", shell).out)


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shutil.which(shell)])
def test_its_shell_reads_a_script(shell: str, run: Run, clean_env: dict[str, str]) -> None:
    script = run("completion", shell).out
    read = subprocess.run(
        [shell, "-n"], input=script, text=True, capture_output=True, env=clean_env, check=False, timeout=60
    )
    assert (read.returncode, read.stderr) == (0, "")


def test_bash_completes(run: Run, clean_env: dict[str, str]) -> None:
    """Load the script and call bash's completion function, as the tab key does."""
    script = run("completion", "bash").out
    ask = """
complete_words() {
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
  "$(complete -p devjournal | sed 's/.*-F \\([^ ]*\\).*/\\1/')" devjournal "${COMP_WORDS[COMP_CWORD]}" ""
  echo "${COMPREPLY[@]}"
}
complete_words devjournal rec
complete_words devjournal recap --mi
complete_words devjournal lesson not
"""
    done = subprocess.run(
        ["bash", "--norc"], input=script + ask, text=True, capture_output=True, env=clean_env, check=True, timeout=60
    )
    assert done.stdout.split() == ["recap", "--missed", "not-relevant"]
