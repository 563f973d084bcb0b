"""Which file is the journal."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest
from platformdirs import user_config_path, user_data_path
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from devjournal.errors import UsageError
from devjournal.paths import config_path, journal_path, state_folder
from tests.docs.guide import section, tables


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, from which the shell would start."""
    for name in ("DEVJOURNAL_FILE", "DEVJOURNAL_CONFIG", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_option_wins_over_the_variable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVJOURNAL_FILE", "variable.db")
    assert journal_path("option.db") == home / "option.db"
    assert journal_path(None) == home / "variable.db"


def test_it_is_in_the_data_folder_by_default(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default = journal_path(None)
    assert default.name == "journal.db"
    assert default.parent.name == "devjournal"
    assert default.is_relative_to(home)
    monkeypatch.setenv("DEVJOURNAL_FILE", "")
    assert journal_path(None) == default
    assert not list(home.iterdir()), "asking for a path makes nothing"


def test_a_home_is_spelled_out(home: Path) -> None:
    assert journal_path("~/there.db") == home / "there.db"


@pytest.mark.parametrize("option", ["", "~nobody-of-this-name/journal.db"])
def test_an_option_that_names_nothing_is_not_guessed_at(option: str) -> None:
    with pytest.raises(UsageError):
        journal_path(option)


def test_a_working_folder_that_is_gone_gets_its_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = home / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UsageError, match="in full"):
        journal_path("journal.db")
    assert journal_path("/journal.db") == Path("/journal.db")


def test_drafts_are_kept_elsewhere(home: Path) -> None:
    folder = state_folder()
    assert folder.is_relative_to(home)
    assert folder.name == "devjournal"


def test_the_settings_are_in_the_config_folder_or_where_the_variable_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = config_path()
    assert default.name == "config.toml"
    assert default.parent.name == "devjournal"
    assert default.is_relative_to(home)
    monkeypatch.setenv("DEVJOURNAL_CONFIG", "mine.toml")
    assert config_path() == home / "mine.toml"
    monkeypatch.setenv("DEVJOURNAL_CONFIG", "~nobody-of-this-name/config.toml")
    with pytest.raises(UsageError, match="The settings file's path"):
        config_path()
    assert not list(home.iterdir()), "asking for a path makes nothing"


@pytest.mark.parametrize("named", [None, "", "/xdg", "/xdg/", "/with blank/ü", "relative", "~/tilde", " "])
@pytest.mark.parametrize("house", ["/home/me", "/home/me/", "/"])
@pytest.mark.parametrize("android", [False, True])
def test_a_folder_is_the_one_that_the_platform_names(
    named: str | None, house: str, android: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", house)
    if android:
        monkeypatch.setenv("ANDROID_ROOT", "/system")
    if named is not None:
        monkeypatch.setenv("XDG_DATA_HOME", named)
        monkeypatch.setenv("XDG_CONFIG_HOME", named)
    assert journal_path(None) == user_data_path("devjournal", appauthor=False) / "journal.db"
    assert config_path() == user_config_path("devjournal", appauthor=False) / "config.toml"


@pytest.mark.parametrize("column", [1, 2, 3], ids=["Linux", "macOS", "Windows"])
def test_each_platform_has_them_where_the_guide_says(column: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux looks by itself where nothing is out of the ordinary; the others are asked through platformdirs."""
    platform, kind = [("linux", Unix), ("darwin", MacOS), ("win32", Windows)][column - 1]
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(platformdirs, "PlatformDirs", kind)
    local = {"CSIDL_LOCAL_APPDATA": "%LOCALAPPDATA%"}
    monkeypatch.setattr("platformdirs.windows.get_win_folder", local.__getitem__)
    (rows,) = tables(section("docs/moving.md", "Where things are"), "")
    cells = [row[column] for row in rows]
    folders = [cells[0] if folder == "the same" else folder for folder in cells]
    paths = (journal_path(None).parent, config_path().parent, state_folder())
    shortened = [str(folder).replace(str(home), "~") for folder in paths]
    if platform == "win32":
        shortened = [folder.replace("/", "\\") for folder in shortened]
    assert [folder.strip("`") for folder in folders] == shortened
