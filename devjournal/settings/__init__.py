"""The settings: one commented TOML file, what it says, and what is wrong with it.

What is wrong never stops anything: it is told in a line, and its default is in force meanwhile. Where there is no file,
nothing but the defaults is loaded.
"""

from devjournal.settings.file import read
from devjournal.settings.reading import UNSET, Keyed, LoadedSettings, Problem, WantedKey
from devjournal.settings.values import LAST, LOCALE, Private, Settings

__all__ = [
    "LAST",
    "LOCALE",
    "UNSET",
    "Keyed",
    "LoadedSettings",
    "Private",
    "Problem",
    "Settings",
    "WantedKey",
    "read",
]
