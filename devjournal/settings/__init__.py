"""Reads the settings from one TOML file.

An invalid setting is reported as a problem, and its default applies; devjournal starts all the same. Without a file
only the defaults are loaded, and no TOML parser is imported.
"""

from devjournal.settings.file import read
from devjournal.settings.reading import UNSET, KeyedVerb, KeySetting, LoadedSettings, Problem
from devjournal.settings.values import LAST, LOCALE, Private, Settings

__all__ = [
    "LAST",
    "LOCALE",
    "UNSET",
    "KeySetting",
    "KeyedVerb",
    "LoadedSettings",
    "Private",
    "Problem",
    "Settings",
    "read",
]
