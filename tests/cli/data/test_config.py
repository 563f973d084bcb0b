"""config, and the messages about invalid settings."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from devjournal.settings.table import SETTINGS
from devjournal.tui.answers import CHOICES
from devjournal.tui.verbs import PLACES
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, WEDNESDAY

THURSDAY = "2026-11-26T09:00"
WRONG = """\
mouse = "no"
[ritual]
recap = "Thu 15:00"
[keys]
week.goal = "r"
"""


@pytest.fixture
def config(journal_file: Path) -> Path:
    """The path of the settings file, in the test's home folder."""
    return journal_file.parent.parent / "home" / ".config" / "devjournal" / "config.toml"


@pytest.fixture
def wrong(config: Path) -> Path:
    """A settings file with two invalid settings."""
    config.parent.mkdir(parents=True)
    config.write_text(WRONG)
    return config


def test_it_says_where_the_file_would_be_and_what_is_in_force(run: Run, config: Path, journal_file: Path) -> None:
    done = run("config")
    assert (done.code, done.err) == (0, "")
    where, _, _, *rows = done.out.splitlines()
    assert where == f"{config} does not exist yet; `devjournal config init` writes it."
    verbs = {verb.id: verb.shown_key for verbs in (*PLACES.values(), *CHOICES.values()) for verb in verbs}
    assert [row.split()[0] for row in rows] == [setting.name for setting in SETTINGS] + [
        f"keys.{verb}" for verb in verbs
    ]
    assert ["keys.app.help", "?", "f1"] in [row.split() for row in rows]
    assert not config.parent.exists()
    assert not journal_file.exists(), "settings are no journal"


def test_it_is_the_same_as_json(run: Run, wrong: Path) -> None:
    document = run("config", "--json").json
    assert document == run("config", "show", "--json").json
    assert (document["path"], document["exists"]) == (str(wrong), True)
    assert list(document["settings"]) == [setting.name for setting in SETTINGS]
    assert document["settings"]["ritual.recap"] == "Thu 15:00"
    assert document["settings"]["mouse"] is True
    assert document["keys"]["week.goal"] == ["g"]
    assert document["keys"]["calendar.month"] == ["M"]
    assert [problem["line"] for problem in document["problems"]] == [1, 5]


def test_it_writes_the_defaults_once(run: Run, config: Path) -> None:
    assert run("config", "init").line == f"Wrote “{config}”; every setting is a comment that shows its default."
    assert config.stat().st_mode & 0o777 == 0o600
    assert config.parent.stat().st_mode & 0o777 == 0o700
    assert run("config", "check").line == f"Everything in “{config}” is valid."
    defaults = config.read_text()
    config.write_text("mouse = false\n")
    refused = run("config", "init").refuses(1)
    assert refused == f"“{config}” already exists; edit it with `devjournal config edit`, or give --force."
    assert config.read_text() == "mouse = false\n"
    assert run("config", "init", "--force").line.startswith("Wrote ")
    assert config.read_text() == defaults


def test_a_folder_that_cannot_be_made_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(tmp_path / "file" / "below" / "config.toml"))
    assert "cannot be created (Not a directory); set DEVJOURNAL_CONFIG to a file." in run("config", "init").refuses(1)
    monkeypatch.setenv("DEVJOURNAL_CONFIG", "~nobody-of-this-name/config.toml")
    assert "written" not in run("config").refuses(2)


def test_its_folders_are_for_their_owner_alone(run: Run, config: Path) -> None:
    before = os.umask(0)
    try:
        assert run("config", "init").code == 0
    finally:
        os.umask(before)
    paths = (config, config.parent, config.parent.parent, config.parents[2])
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o600, 0o700, 0o700, 0o700]


def test_the_journal_is_not_written_over(run: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("log", "x").code == 0
    before = journal_file.read_bytes()
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(journal_file))
    assert "is the journal itself" in run("config", "init", "--force").refuses(1)
    assert journal_file.read_bytes() == before
    assert run("config", "check").code == 1


def test_it_checks_the_file(run: Run, config: Path, wrong: Path) -> None:
    done = run("config", "check")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        f"devjournal: {config}, line 1: mouse is “no”; write true or false.",
        f"devjournal: {config}, line 5: week.goal is “r”, which is week.recap on Week already; week.goal keeps g.",
        "devjournal: 2 settings are not valid; correct them with `devjournal config edit`.",
    ]
    listing = run("config")
    assert listing.code == 0
    assert listing.err.splitlines() == done.err.splitlines()[:2]
    config.write_text('mouse = "no"\n')
    assert run("config", "check").refuses(1) == f"{config}, line 1: mouse is “no”; write true or false."
    config.unlink()
    assert run("config", "check").line == f"“{config}” does not exist; the defaults apply."


def test_what_is_no_command_of_it_is_told(run: Run) -> None:
    assert (
        run("config", "nonsense").refuses(2) == "“nonsense” is not valid here; choose one of show, init, edit, check."
    )
    assert "mouse" in run("config").out


def test_an_editor_needs_a_terminal(run: Run, config: Path) -> None:
    assert run("config", "edit").refuses(2) == f"An editor needs a terminal; the settings are in “{config}”."
    assert not config.exists()


def test_a_command_that_uses_settings_tells_what_is_wrong_and_takes_the_rest(run: Run, wrong: Path) -> None:
    assert run("goal", "Run the drill", "--skill", "Incidents", now=WEDNESDAY).code == 0
    done = run("status", "--json", now=THURSDAY)
    assert '"due": [\n    "recap"\n  ]' in done.out
    assert done.err == f"devjournal: {wrong}, line 1: mouse is “no”; write true or false.\n"
    assert (done.code, run("status", "--json", now=WEDNESDAY).code) == (0, 0)
    assert run("status", "--short", now=THURSDAY).line == "W48 ▸ recap due", "a prompt stays one line"
    for command in (["log", "x", "--no-private"], ["path"], ["weeks"]):
        assert run(*command, now=WEDNESDAY).err == ""


def test_what_is_new_is_private_where_the_settings_say_so(run: Run, config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("[private]\nentries = true\ntopics = true\ntalks = true\n")
    assert run("person", "add", "Ana").code == 0
    for command in (["log", "x"], ["topic", "add", "x"], ["talk", "Ana"]):
        assert ", private" in run(*command).line
        assert ", private" not in run(*command, "--no-private").line
        config.rename(config.with_name("kept"))
        assert ", private" not in run(*command).line
        assert ", private" in run(*command, "--private").line
        config.with_name("kept").rename(config)


def test_ascii_is_for_commands_too(run: Run, config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("ascii = true\n")
    assert run("goal", "Run the drill", "--skill", "Incidents", "--plan", "Ask Bo").code == 0
    for command in (["status"], ["status", "--short"], ["calendar"], ["plan", "list"], ["doctor"], ["search", "drill"]):
        done = run(*command)
        assert done.out.isascii(), command


@pytest.mark.parametrize("content", [b"\xff", b"[", b"a = " + b"[" * 10_000, b"\0"])
def test_whatever_is_in_the_file_the_command_is_carried_out(content: bytes, run: Run, wrong: Path) -> None:
    wrong.write_bytes(content)
    done = run("status")
    assert done.code == 0
    assert done.out.startswith("2026-W48")
    assert done.err.startswith(f"devjournal: {wrong}")
    assert done.err.count("\n") == 1
    assert run("config", "check").code == 1


def test_it_loads_no_textual(clean_env: dict[str, str], wrong: Path) -> None:
    probe = "import sys; from devjournal.cli import main; main(['config']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        env={**clean_env, "DEVJOURNAL_NOW": FRIDAY},
        timeout=60,
    )
    assert not {"textual", "rich", "asyncio", "platformdirs"} & set(done.stderr.split())
