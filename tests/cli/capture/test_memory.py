"""What a long history and a large calendar cost: not more than twice the memory of an ordinary command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.capture.repositories import EMAIL, Repo

MEASURED = """
import resource, sys
from devjournal.cli import main
assert main(sys.argv[1:]) == 0
peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(max(peaks))
"""


def peak(env: Mapping[str, str], *args: str) -> int:
    """Return the memory at the peak of a command or of a program that it runs, in KiB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *args],
        env={**env, "DEVJOURNAL_NOW": "2026-11-27T16:30"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


@pytest.mark.slow
def test_a_hundred_thousand_commits(clean_env: dict[str, str], tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.many(100_000)
    ordinary = peak(clean_env, "log", "Paired on the release")
    found = peak(clean_env, "drafts", "git", str(repo.folder), "--author", EMAIL, "--since", "2020-01-01")
    assert found <= 2 * ordinary


@pytest.mark.slow
def test_a_hundred_thousand_events(clean_env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    with path.open("w") as file:
        file.write("BEGIN:VCALENDAR\n")
        for n in range(100_000):
            file.write(f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:Event {n}\nDTSTART:{2010 + n % 16}0105T100000\nEND:VEVENT\n")
        file.write("END:VCALENDAR\n")
    ordinary = peak(clean_env, "log", "Paired on the release")
    assert peak(clean_env, "drafts", "ics", str(path)) <= 2 * ordinary
