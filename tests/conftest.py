"""What every room's tests share: Hypothesis profiles, a clock that stands still, and an open journal."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.internal.constants_ast import Constants

from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

settings.register_profile("dev", deadline=None, max_examples=100)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


class SameExamples(HypothesisProvider):
    """Draws nothing from the source of the loaded modules.

    Which modules a worker has loaded depends on the tests that it ran before, and so would the examples.
    """

    _local_constants = Constants()


if os.environ.get("CI"):
    AVAILABLE_PROVIDERS["hypothesis"] = SameExamples


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "keep what is printed and shown now as tests/golden and tests/tui/snapshots"
    parser.addoption("--update-snapshots", "--update-golden", action="store_true", help=help_text)


BROWSER = "chromium"


SHELLS = ("zsh", "fish", "tmux")
"""Programs that snippets of the guide are tried in, where they are there."""


SLOW_LIMIT = 900
"""Seconds that a slow test may take; pyproject.toml has the limit of all others."""


def pytest_report_header() -> list[str]:
    """Say whether the tests in a browser are run, and which in other shells are not."""
    path = which(BROWSER)
    missing = [program for program in SHELLS if which(program) is None]
    return [
        f"browser: {path}" if path else f"browser: no {BROWSER} on PATH, so the tests in a browser are deselected",
        *(f"shells: no {program} on PATH, so the tests in it are deselected" for program in missing),
    ]


def _needed(item: pytest.Item) -> list[str]:
    """Return the programs that a test runs."""
    browser = [BROWSER] if item.get_closest_marker("browser") is not None else []
    return browser + [mark.args[0] for mark in item.iter_markers("needs")]


def _may_mount() -> bool:
    """Say whether a disk can be mounted here; where it cannot, the tests with a full one are deselected."""
    command = ["unshare", "--mount", "true"]
    return (
        which("unshare") is not None
        and subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give slow tests their longer limit, and leave out the tests whose programs are not there."""
    for item in items:
        if item.get_closest_marker("slow") is not None and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(SLOW_LIMIT))
    without = [item for item in items if any(which(program) is None for program in _needed(item))]
    mounting = [item for item in items if item.get_closest_marker("mounts") is not None]
    without += mounting if mounting and not _may_mount() else []
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at Friday, 27 November 2026, 16:30, until it is set."""
    return FrozenClock()


@pytest.fixture
def journal(tmp_path: Path, clock: FrozenClock) -> Iterator[Journal]:
    """A new journal in a folder of its own."""
    with Journal(tmp_path / "journal.db", clock, busy_timeout=0.2) as journal:
        yield journal
