"""The file as it is written at first: every setting with its help and its default, each a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

from devjournal.settings.keys import cap_of
from devjournal.settings.reading import Keyed
from devjournal.settings.table import KEYS, SETTINGS, TABLES, Setting
from devjournal.settings.value_types import as_text
from devjournal.settings.values import Settings

WIDTH = 88

_HEAD = """\
The settings of devjournal. The comments show the defaults: remove the `# ` in front of a name
to change its value. `devjournal config check` says whether everything is valid; what is not is
reported at each start, and its default applies."""

_KEYS_HEAD = """\
The keys. A verb may have one, "r", or several, ["r", "f5"]: a letter, a digit, a sign as "/",
enter, space, esc, f1 to f12, or ctrl+r, shift+left and the like. A key that would mean
two things in one place is refused."""


def sheet(verbs: Iterable[Keyed]) -> str:
    """Return the file's text; `verbs` are what keys can be chosen for."""
    lines = [f"# {line}" for line in _HEAD.splitlines()]
    for table, group in groupby(SETTINGS, key=lambda setting: ".".join(setting.path[:-1])):
        settings = tuple(group)
        if table:
            alike = len({setting.kind.takes for setting in settings}) == 1
            comment = f"{TABLES[table]} Each takes {settings[0].kind.takes}." if alike else TABLES[table]
            lines += [
                "",
                "",
                f"[{table}]",
                "",
                *_comment(comment),
                *_in_columns((assignment(item), item.help) for item in settings),
            ]
        for setting in () if table else settings:
            lines += ["", *_comment(f"{setting.help} It takes {setting.kind.takes}."), f"# {assignment(setting)}"]
    lines += ["", "", f"[{KEYS}]", "", *(f"# {line}" for line in _KEYS_HEAD.splitlines()), *_key_lines(verbs)]
    return "\n".join(lines) + "\n"


def assignment(setting: Setting, settings: Settings | None = None) -> str:
    """Return a setting's line in its table: its default, or its value in `settings`."""
    value = setting.default if settings is None else setting.of(settings)
    return f"{setting.path[-1]} = {setting.kind.written(value)}"


def key_assignment(verb: str, keys: Iterable[str]) -> str:
    """Return the line that gives a verb its keys."""
    first, *more = (as_text(cap_of(key)) for key in keys)
    return f"{as_text(verb)} = " + (f"[{', '.join((first, *more))}]" if more else first)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH, break_on_hyphens=False)]


def _key_lines(verbs: Iterable[Keyed]) -> Iterator[str]:
    """Yield a comment a verb, those of a screen together."""
    for _, group in groupby(verbs, key=lambda verb: verb.id.partition(".")[0]):
        yield ""
        yield from _in_columns((key_assignment(verb.id, verb.keys), verb.help) for verb in group)


def _in_columns(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return defaults as comments, with what each is about beside them."""
    rows = tuple(pairs)
    at = max(len(line) for line, _ in rows)
    return [f"# {line.ljust(at)}  # {help}" for line, help in rows]
