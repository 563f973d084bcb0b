"""A long history, a large calendar and large Markdown take at most twice the memory of an ordinary command."""

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
    """Return the peak memory of a command or of a program that it runs, in KiB."""
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
    git_peak = peak(clean_env, "drafts", "git", str(repo.folder), "--author", EMAIL, "--since", "2020-01-01")
    assert git_peak <= 2 * ordinary


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


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "# 2026-03-14\n\n" + "- Shipped the exporter and wrote its runbook\n" * 22_000,
        "# 2026-03-14\n\n- " + "**shipped** *the* [exporter](x) `now` " * 25_000,
        "".join(f"## 20{10 + n % 16}-03-14\n\n- Shipped {n}\n\nWords\n\n" for n in range(25_000)),
    ],
    ids=["one list", "one item", "many headings"],
)
def test_a_megabyte_of_markdown(text: str, clean_env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "brag.md"
    path.write_text(text)
    ordinary = peak(clean_env, "log", "Paired on the release")
    assert peak(clean_env, "import", "--from", "markdown", str(path), "--dry-run") <= 2 * ordinary


@pytest.mark.slow
def test_a_megabyte_of_ladder(clean_env: dict[str, str], tmp_path: Path) -> None:
    ordinary = peak(clean_env, "log", "Paired on the release")
    for name, text in (
        ("ladder.md", "# Skills\n" + "".join(f"- Skill {n}: {'why ' * 100}\n" for n in range(1_990))),
        ("ladder.yaml", "skills:\n" + "".join(f"- title: Skill {n}\n  why: {'why ' * 100}\n" for n in range(1_990))),
    ):
        (tmp_path / name).write_text(text)
        assert peak(clean_env, "gap", "import", str(tmp_path / name), "--dry-run") <= 2 * ordinary
