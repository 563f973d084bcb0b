"""Parses a settings file: checks each value against the table of settings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.questions import usual_questions
from devjournal.settings.reading import KeySetting, LoadedSettings, Problem
from devjournal.settings.table import KEYS, SETTINGS, Setting
from devjournal.settings.toml_lines import error_position, key_lines
from devjournal.settings.value_types import InvalidValue, for_message
from devjournal.settings.values import Settings

_BY_PATH = {setting.path: setting for setting in SETTINGS}
_TABLES = {setting.path[:n] for setting in SETTINGS for n in range(1, len(setting.path))} | {(KEYS,)}

_FILE_IGNORED = "nothing in the file is used until it is corrected"


def parse_settings(path: Path, content: bytes) -> LoadedSettings:
    """Parse the content of the file at `path`. Invalid content becomes problems; nothing is raised."""
    try:
        document = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return LoadedSettings(path, problems=(Problem(0, f"it is not UTF-8 text; {_FILE_IGNORED}."),))
    try:
        values = tomllib.loads(document)
    except RecursionError:
        return LoadedSettings(path, problems=(Problem(0, f"it is nested too deep; {_FILE_IGNORED}."),))
    except ValueError as error:  # a TOMLDecodeError, or a number with too many digits for Python
        line, message = error_position(error, document)
        return LoadedSettings(path, problems=(Problem(line, f"this is not TOML ({message}); {_FILE_IGNORED}."),))
    return _DocumentReader(path, document, values).loaded_settings()


class _DocumentReader:
    """Builds the settings of one document, and collects its problems."""

    def __init__(self, path: Path, document: str, values: Mapping[str, Any]) -> None:
        self._path = path
        self._document = document
        self._values = values
        self._lines: dict[tuple[str, ...], int] | None = None
        self._problems: list[Problem] = []
        self._keys: list[KeySetting] = []

    def loaded_settings(self) -> LoadedSettings:
        """Return the settings, the problems in file order, and the key settings, which are checked later."""
        values = {setting.path: value for setting, value in self._valid_settings((), self._values)}
        settings = Settings()
        ritual = _with_values(settings, {path: value for path, value in values.items() if path[0] == "ritual"}).ritual
        if not ritual.in_order:
            first = next(path for path in values if path[0] == "ritual")
            days = ", ".join(f"{name} {moment}" for name, moment in zip(ritual._fields, ritual, strict=True))
            self._report(first, f"the ritual is out of order ({days}); each must be on a later day than the one before")
            values = {path: value for path, value in values.items() if path[0] != "ritual"}
            ritual = settings.ritual
        settings = _with_values(settings._replace(questions=usual_questions(ritual)), values)
        return LoadedSettings(self._path, settings, tuple(sorted(self._problems)), tuple(self._keys))

    def _valid_settings(self, parents: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[tuple[Setting, Any]]:
        """Yield each valid setting in a table with its value; report the others."""
        for name, value in values.items():
            path = (*parents, name)
            if path == (KEYS,) and isinstance(value, Mapping):
                self._keys += [
                    KeySetting(verb, keys, self._line((KEYS, *key_path))) for verb, key_path, keys in _flattened(value)
                ]
            elif path in _TABLES:
                if isinstance(value, Mapping):
                    yield from self._valid_settings(path, value)
                else:
                    self._report(
                        path, f"{'.'.join(path)} is {for_message(value)}; it is the name of a table, [{'.'.join(path)}]"
                    )
            elif path in _BY_PATH:
                setting = _BY_PATH[path]
                try:
                    yield setting, setting.kind.parse(value)
                except InvalidValue:
                    hint = setting.kind.suggestion(value)
                    self._report(path, f"{setting.name} is {for_message(value)}; write {hint}")
            else:
                self._report(path, f"there is no setting {quoted('.'.join(path))}{_nearest(path)}")

    def _report(self, path: tuple[str, ...], text: str) -> None:
        self._problems.append(Problem(self._line(path), f"{text}."))

    def _line(self, path: tuple[str, ...]) -> int:
        if self._lines is None:  # slow, and needed only for problems and key settings
            self._lines = key_lines(self._document)
        return self._lines.get(path, 0)


def _with_values(settings: Any, values: Mapping[tuple[str, ...], Any]) -> Any:
    """Return `settings` with each value of `values` set at its path."""
    for (name, *subpath), value in values.items():
        part = _with_values(getattr(settings, name), {tuple(subpath): value}) if subpath else value
        settings = settings._replace(**{name: part})
    return settings


def _flattened(values: Mapping[str, Any], *parents: str) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Yield verb, path and value of each key setting; `week.recap = "r"` equals `"week.recap" = "r"`."""
    for name, value in values.items():
        key_path = (*parents, name)
        if isinstance(value, Mapping):
            yield from _flattened(value, *key_path)
        else:
            yield ".".join(key_path), key_path, value


def _nearest(path: tuple[str, ...]) -> str:
    """Return a hint: the closest name of a setting, or the command that lists all names."""
    close = get_close_matches(".".join(path)[:60], [setting.name for setting in SETTINGS], n=1)
    return f" (did you mean {close[0]}?)" if close else "; `devjournal config` lists them all"
