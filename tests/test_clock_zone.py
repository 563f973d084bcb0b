"""The zone that the system is in: the places that name it, and what is made of a name that does not fit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from devjournal import clock
from devjournal.clock import local_zone

NOW = datetime(2026, 11, 27, 16, 30)
POSIX = "CET-1CEST,M3.5.0,M10.5.0/3"
"""Berlin's time without its name."""


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Let the system's clock have Berlin's time, and its files stand in a folder of the test's own."""
    monkeypatch.setattr(clock, "LOCAL_TIME", tmp_path / "localtime")
    monkeypatch.setattr(clock, "ZONE_NAME", tmp_path / "timezone")
    monkeypatch.setenv("TZ", POSIX)
    time.tzset()
    monkeypatch.delenv("TZ")  # the clock keeps what it was told, and the name is looked for elsewhere
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


def zone() -> str | None:
    """Return the name of the zone that is found."""
    local = local_zone(NOW.astimezone())
    return None if local is None else local.key


def link(system: Path, name: str) -> None:
    """Link the system's zone into a folder of zones."""
    target = system / "share" / "zoneinfo" / name
    target.parent.mkdir(parents=True)
    target.touch()
    (system / "localtime").symlink_to(target)


def test_a_link_names_it(system: Path) -> None:
    link(system, "Europe/Berlin")
    assert zone() == "Europe/Berlin"


def test_a_file_names_it_where_the_zone_is_a_copy(system: Path) -> None:
    (system / "localtime").write_bytes(b"TZif2")
    (system / "timezone").write_text("Europe/Paris\n")
    assert zone() == "Europe/Paris"


@pytest.mark.parametrize(
    "name", ["America/New_York", "Europe", "Nowhere/Here", "Europe/Moscow", "\N{FULLWIDTH LATIN SMALL LETTER A}"]
)
def test_a_name_that_is_not_the_clock_s_is_not_believed(system: Path, name: str) -> None:
    (system / "timezone").write_text(name)
    assert zone() is None


@pytest.mark.usefixtures("system")
def test_nothing_names_it() -> None:
    assert zone() is None
