"""reminders: its output, its file, and the data that it reads from the journal."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal.cli import main
from tests.cli.conftest import Run
from tests.cli.done import MONDAY


@pytest.mark.slow
def test_what_is_printed(spawn: Run, clean_env: dict[str, str], golden: Callable[[str, str], None]) -> None:
    clean_env["TZ"] = "Europe/Berlin"  # the stamp is in UTC
    spawn("horizon", "Lead", "--in", "12", now="2026-11-15T10:00")
    spawn("away", "2026-12-21", "2026-12-31")
    done = spawn("reminders")
    assert (done.code, done.err) == (0, "")
    golden("reminders.ics", done.out)
    assert "\r\nDTSTAMP:20261127T153000Z\r\n" in done.out
    assert spawn("reminders") == done, "the same journal and clock give the same bytes"


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["America/New_York", ":Asia/Kolkata", "/usr/share/zoneinfo/Africa/Cairo"])
def test_the_times_are_in_the_zone_of_the_system(spawn: Run, clean_env: dict[str, str], zone: str) -> None:
    clean_env["TZ"] = zone
    name = zone.removeprefix(":").removeprefix("/usr/share/zoneinfo/")
    printed = spawn("reminders").out
    assert f"TZID:{name}\r\n" in printed
    assert printed.count(f"DTSTART;TZID={name}:") == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "zone", ["UTC", "Etc/UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "Atlantis/Capital", "../../etc/passwd"]
)
def test_where_the_system_has_no_zone_the_times_have_none(spawn: Run, clean_env: dict[str, str], zone: str) -> None:
    clean_env["TZ"] = zone
    done = spawn("reminders")
    assert (done.code, done.err) == (0, "")
    assert "TZID" not in done.out
    assert "\r\nDTSTART:20261130T090000\r\n" in done.out


def test_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ritual.ics"
    line = f"Wrote the five reminders to “{file}”; import the file into your calendar."
    assert run("reminders", "--output", str(file)).line == line
    assert file.read_bytes().decode() == run("reminders").out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert "already exists" in run("reminders", "--output", str(file), now=MONDAY).refuses(1)
    assert file.read_bytes() == before
    assert run("reminders", "--output", str(file), "--force", now=MONDAY).line == line
    assert file.read_bytes() != before


def test_a_journal_without_anything_has_them_too(run: Run) -> None:
    assert run("reminders").out.count("BEGIN:VEVENT\r\n") == 5


def test_nothing_of_the_journal_is_in_it(run: Run) -> None:
    empty = run("reminders").out
    run("goal", "Explain the merger", "--skill", "Tact")
    run("gap", "add", "brand", "Known for calm")
    run("log", "Was nervous", "--private")
    assert run("reminders").out == empty


def test_the_days_and_hours_are_those_of_the_settings(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[ritual]\ngoal = "Tue 08:30"\n')
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(settings))
    printed = run("reminders").out
    assert "DTSTART:20261201T083000\r\n" in printed
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU\r\n" in printed


def test_line_ends_are_the_same_where_a_platform_has_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("reminders").out
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output, encoding="cp1252", newline="\r\n"))
    assert main(["reminders"]) == 0
    assert output.getvalue().decode() == expected
