"""What a TOML document means: every value checked against the table of settings, and put in its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.questions import usual_questions
from devjournal.settings.reading import LoadedSettings, Problem, WantedKey
from devjournal.settings.table import KEYS, SETTINGS, Setting
from devjournal.settings.toml_lines import line_of_mistake, lines_of
from devjournal.settings.value_types import InvalidValue, shown
from devjournal.settings.values import Settings

_BY_PATH = {setting.path: setting for setting in SETTINGS}
_TABLES = {setting.path[:n] for setting in SETTINGS for n in range(1, len(setting.path))} | {(KEYS,)}

_NOTHING = "nothing in the file is used until it is corrected"


def understand(path: Path, content: bytes) -> LoadedSettings:
    """Return what a file's content says."""
    try:
        document = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return LoadedSettings(path, problems=(Problem(0, f"it is not UTF-8 text; {_NOTHING}."),))
    try:
        values = tomllib.loads(document)
    except RecursionError:
        return LoadedSettings(path, problems=(Problem(0, f"it is nested too deep; {_NOTHING}."),))
    except ValueError as error:  # a TOMLDecodeError, or a number that Python does not take
        line, words = line_of_mistake(error, document)
        return LoadedSettings(path, problems=(Problem(line, f"this is not TOML ({words}); {_NOTHING}."),))
    return _Understanding(path, document, values).reading()


class _Understanding:
    """One document on its way to settings."""

    def __init__(self, path: Path, document: str, values: Mapping[str, Any]) -> None:
        self._path = path
        self._document = document
        self._values = values
        self._lines: dict[tuple[str, ...], int] | None = None
        self._problems: list[Problem] = []
        self._keys: list[WantedKey] = []

    def reading(self) -> LoadedSettings:
        """Return the settings in force and what was not taken, in the order of the file."""
        values = {setting.path: value for setting, value in self._taken((), self._values)}
        settings = Settings()
        ritual = _put(settings, {path: value for path, value in values.items() if path[0] == "ritual"}).ritual
        if not ritual.in_order:
            first = next(path for path in values if path[0] == "ritual")
            days = ", ".join(f"{name} {moment}" for name, moment in zip(ritual._fields, ritual, strict=True))
            self._miss(first, f"the ritual is out of order ({days}); each has to be on a later day than the one before")
            values = {path: value for path, value in values.items() if path[0] != "ritual"}
            ritual = settings.ritual
        settings = _put(settings._replace(questions=usual_questions(ritual)), values)
        return LoadedSettings(self._path, settings, tuple(sorted(self._problems)), tuple(self._keys))

    def _taken(self, above: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[tuple[Setting, Any]]:
        """Yield each setting under a table and its value."""
        for name, value in values.items():
            path = (*above, name)
            if path == (KEYS,) and isinstance(value, Mapping):
                self._keys += [WantedKey(verb, keys, self._line((KEYS, *at))) for verb, at, keys in _flat(value)]
            elif path in _TABLES:
                if isinstance(value, Mapping):
                    yield from self._taken(path, value)
                else:
                    self._miss(
                        path, f"{'.'.join(path)} is {shown(value)}; it is the name of a table, [{'.'.join(path)}]"
                    )
            elif path in _BY_PATH:
                setting = _BY_PATH[path]
                try:
                    yield setting, setting.kind.read(value)
                except InvalidValue:
                    self._miss(path, f"{setting.name} is {shown(value)}; write {setting.kind.instead(value)}")
            else:
                self._miss(path, f"there is no setting {quoted('.'.join(path))}{_nearest(path)}")

    def _miss(self, path: tuple[str, ...], text: str) -> None:
        self._problems.append(Problem(self._line(path), f"{text}."))

    def _line(self, path: tuple[str, ...]) -> int:
        if self._lines is None:  # only what is wrong pays for it, and keys, which may be
            self._lines = lines_of(self._document)
        return self._lines.get(path, 0)


def _put(settings: Any, values: Mapping[tuple[str, ...], Any]) -> Any:
    """Return `settings`, or a part of them, with each value put in its place."""
    for (name, *rest), value in values.items():
        part = _put(getattr(settings, name), {tuple(rest): value}) if rest else value
        settings = settings._replace(**{name: part})
    return settings


def _flat(values: Mapping[str, Any], *above: str) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Yield the verb, the path and the value of each key: `week.recap = "r"` means what `"week.recap" = "r"` does."""
    for name, value in values.items():
        at = (*above, name)
        if isinstance(value, Mapping):
            yield from _flat(value, *at)
        else:
            yield ".".join(at), at, value


def _nearest(path: tuple[str, ...]) -> str:
    """Return what was probably meant, or where the names stand."""
    near = get_close_matches(".".join(path)[:60], [setting.name for setting in SETTINGS], n=1)
    return f" (did you mean {near[0]}?)" if near else "; `devjournal config` lists them all"
