"""What every room's tests share: Hypothesis profiles, a clock that stands still, and an open journal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from hypothesis import settings

from devjournal.storage import Journal
from tests.still import StillClock

settings.register_profile("dev", deadline=None, max_examples=100)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "keep what is printed and shown now as tests/golden and tests/tui/snapshots"
    parser.addoption("--update-snapshots", "--update-golden", action="store_true", help=words)


BROWSER = "chromium"


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of the tests that look at a page in a real browser."""
    config.addinivalue_line("markers", "browser: looks at a page in headless Chromium")


def pytest_report_header() -> str:
    """Say whether the tests in a browser are run."""
    found = which(BROWSER)
    return f"browser: {found}" if found else f"browser: no {BROWSER} on PATH, so the tests in a browser are deselected"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests in a browser out where there is none."""
    if which(BROWSER) is None:
        without = [item for item in items if item.get_closest_marker("browser") is not None]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


@pytest.fixture
def clock() -> StillClock:
    """A clock that stands at Friday, 27 November 2026, 16:30, until it is set."""
    return StillClock()


@pytest.fixture
def journal(tmp_path: Path, clock: StillClock) -> Iterator[Journal]:
    """A new journal in a folder of its own."""
    with Journal(tmp_path / "journal.db", clock, busy_timeout=0.2) as journal:
        yield journal
