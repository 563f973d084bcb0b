"""Modules loaded at start, and calls per key; benchmarks/ measures the time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import devjournal
from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.tui.week.data import read

ROOT = Path(devjournal.__file__).parent.parent

BARE = """
import asyncio, sys
from textual.app import App
from textual.widgets import Static

class Bare(App[None]):
    def compose(self):
        yield Static("READY")

async def main():
    async with Bare().run_test() as pilot:
        await pilot.pause()
        print(*sys.modules, file=sys.__stdout__)

asyncio.run(main())
"""

OURS = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from devjournal.storage import Journal
from devjournal.tui.app import JournalApp

async def main():
    now = datetime(2026, 11, 25, 14).astimezone()
    with Journal(Path(sys.argv[1]), lambda: now) as journal:
        async with JournalApp(journal, Path(sys.argv[2])).run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            print(*sys.modules, file=sys.__stdout__)

asyncio.run(main())
"""

NEEDED = {
    "kit": {
        "base_app",
        "compositor",
        "drafted",
        "form_host",
        "manual_layout",
        "placed_screen",
        "screen",
        "screen_grid",
        "window",
    },
    "reading": {"previewing"},
    "syncing": {"app"},
    "week": {"actions", "due", "folds", "lesson", "data", "hero", "hero_pane", "layout", "screen", "sections"},
    "widgets": {
        "block",
        "charts",
        "contrast",
        "footer",
        "glyphs",
        "ink",
        "lines",
        "paragraphs",
        "pane",
        "screen_sizes",
        "scroller",
        "tabs",
        "rows",
    },
}
"""Modules of `tui` that the Week screen needs. Forms and other screens are imported when opened."""


def loaded(code: str, *arguments: Path) -> set[str]:
    """Return the modules loaded once the first screen is drawn."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


def test_a_start_loads_the_week_and_no_other_screen(sample: Journal, tmp_path: Path) -> None:
    modules = loaded(OURS, sample.path, tmp_path)
    parts = (name.split(".")[2:] for name in modules if name.startswith("devjournal.tui."))
    tui_modules = {(part, *names) for part, *names in parts if names}
    assert tui_modules == {(part, name) for part, names in NEEDED.items() for name in names}
    needless = {
        "devjournal.exports",
        "devjournal.storage.transfer.transfer",
        "devjournal.storage.transfer.text_conflicts",
        "devjournal.storage.schema.document_shape",
        "devjournal.domain.merge.settling",
        "devjournal.domain.merge.row_merge",
        "devjournal.domain.calendar.insight",
        "dateutil.parser",
    }
    needless |= {"devjournal.settings.document", "devjournal.settings.keys", "tomllib"}
    assert modules.isdisjoint(needless)
    assert not {name for name in modules if name.startswith("devjournal.cli")}


@pytest.mark.slow
def test_a_start_loads_no_more_of_textual_than_the_smallest_app(sample: Journal, tmp_path: Path) -> None:
    more = loaded(OURS, sample.path, tmp_path) - loaded(BARE)
    widths = "rich._unicode_data."  # for the characters of the journal
    packages = {name.partition(".")[0] for name in more if not name.startswith(widths)}
    assert packages.isdisjoint(("textual", "rich", "pygments", "markdown_it", "tree_sitter")), sorted(more)


def test_opening_the_app_loads_no_argument_parser() -> None:
    code = "import sys; from devjournal.cli import main; main([]); print(*sys.modules)"
    assert loaded(code).isdisjoint(("argparse", "devjournal.cli.parser", "textual"))


def test_another_week_reads_only_its_own_data(sample: Journal) -> None:
    week = IsoWeek.of(sample.today)
    statements: list[str] = []
    sample._store.database.connection().set_trace_callback(statements.append)

    def queries(iso: IsoWeek) -> int:
        statements.clear()
        read(sample, iso)
        return sum(sql.startswith("SELECT") for sql in statements)

    assert queries(week) <= 22
    assert queries(week) == 1, "its entries"
    assert queries(week.shift(-2)) <= 10, (
        "its entries, the rows and plans of it and of the week before, and once the gaps"
    )
    assert queries(week.shift(-3)) <= 4
