"""demo: it never uses the user's journal, writes its own to a file on request, and works with every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal.cli import main
from tests.cli.conftest import Run
from tests.demo.demo_journal import FRIDAY

Golden = Callable[[str, str], None]

PRINTED = {
    "demo-status.txt": ["status"],
    "demo-weeks.txt": ["weeks", "--since", "2026-08-31"],
    "demo-calendar.txt": ["calendar"],
    "demo-gaps.txt": ["gap", "list", "--all"],
    "demo-people.txt": ["person", "list"],
    "demo-reviews.txt": ["review", "list"],
    "demo-summary.md": ["summary"],
    "demo-summary.html": ["summary", "--format", "html"],
    "demo-summary.txt": ["summary", "--format", "text"],
    "demo-summary.json": ["summary", "--format", "json"],
    "demo-quarter.md": ["summary", "--for", "quarter"],
    "demo-letter.md": ["letter", "2026"],
    "demo-case.md": ["case"],
    "demo-case.txt": ["case", "--holes", "--format", "text"],
}


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's journal on a Friday, written to a file by the command."""
    file = tmp_path_factory.mktemp("kept") / "demo.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEVJOURNAL_NOW", FRIDAY)
        assert main(["demo", "--output", str(file)]) == 0
    return file


@pytest.mark.slow
@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_of_it(name: str, demo_file: Path, run: Run, golden: Golden) -> None:
    done = run("--file", str(demo_file), *PRINTED[name], now=FRIDAY)
    assert (done.code, done.err) == (0, "")
    golden(name, done.out)


@pytest.mark.slow
def test_it_is_kept_as_a_file_for_its_owner_alone(demo_file: Path) -> None:
    assert demo_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in demo_file.parent.iterdir()] == ["demo.db"]


def test_it_never_writes_over_a_file(run: Run, journal_file: Path, tmp_path: Path) -> None:
    run("log", "Mine")
    mine = journal_file.read_bytes()
    done = run("demo", "--output", str(journal_file))
    assert done.code == 1
    assert done.err == (
        f"devjournal: “{journal_file}” already exists; the demo only makes a new file, so name another.\n"
    )
    assert journal_file.read_bytes() == mine
    done = run("demo", "--output", str(tmp_path / "nowhere" / "demo.db"))
    assert (done.code, done.out) == (1, "")


@pytest.mark.parametrize("file", [(), ("--file", "mine.db")])
def test_it_needs_a_terminal_and_leaves_the_owners_journal_alone(
    file: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    done = run(*file, "demo")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "devjournal: The demo needs a terminal; `devjournal demo --output FILE` writes its journal to a file.\n"
    )
    assert not list(tmp_path.rglob("*.db"))


def test_where_there_is_no_room_for_a_throw_away_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr("devjournal.cli.commands.data.demo.can_draw", lambda: True)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    done = run("demo")
    assert done.code == 1
    assert done.err.startswith("devjournal: There is no folder for a temporary file (")
    assert done.err.count("\n") == 1
