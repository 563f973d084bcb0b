"""The file that is written at first says what is in force, and is understood once its comments are taken away."""

from __future__ import annotations

import re
from pathlib import Path

from devjournal.settings import LoadedSettings, Settings
from devjournal.settings.document import parse_settings
from devjournal.settings.keys import all_verbs, resolve_keys
from devjournal.settings.table import SETTINGS, TABLES
from devjournal.settings.table import THEMES as NAMES
from devjournal.settings.template import WIDTH, settings_template
from devjournal.tui.app import THEMES
from devjournal.tui.verbs import key_places

FILE = Path("config.toml")
SHEET = settings_template(all_verbs(key_places()))


def test_as_it_is_it_changes_nothing() -> None:
    assert parse_settings(FILE, SHEET.encode()) == LoadedSettings(FILE)


def test_every_default_stands_in_it_and_means_what_is_in_force() -> None:
    settled = re.sub(r'^# ((?:"[\w.]+"|\w+) = )', r"\1", SHEET, flags=re.MULTILINE)
    reading = parse_settings(FILE, settled.encode())
    assert reading.problems == ()
    assert reading.settings == Settings()
    assert settled.count(" = ") == len(SETTINGS) + len(reading.keys)
    places = key_places()
    keys, problems = resolve_keys(reading.keys, places)
    assert problems == []
    assert keys == {verb.id: verb.keys for verb in all_verbs(places)}


def test_it_can_be_read() -> None:
    for line in SHEET.splitlines():
        assert line == "" or line[0] in "#["
        assert len(line) <= WIDTH + 24
    for setting in SETTINGS:
        assert setting.help.endswith("."), setting.name
    assert {".".join(setting.path[:-1]) for setting in SETTINGS} == {"", *TABLES}


def test_the_themes_are_those_that_the_app_has() -> None:
    assert set(NAMES) == set(THEMES)
    assert len(NAMES) == len(set(NAMES))
