"""Renders the file that `devjournal config init` writes: every setting as a comment, with its help and default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

from devjournal.settings.keys import key_label
from devjournal.settings.reading import KeyedVerb
from devjournal.settings.table import KEYS, SETTINGS, TABLES, Setting
from devjournal.settings.value_types import toml_string
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


def settings_template(verbs: Iterable[KeyedVerb]) -> str:
    """Return the file's text, with a key setting for each of `verbs`."""
    lines = [f"# {line}" for line in _HEAD.splitlines()]
    for table, group in groupby(SETTINGS, key=lambda setting: ".".join(setting.path[:-1])):
        settings = tuple(group)
        if table:
            alike = len({setting.kind.expected for setting in settings}) == 1
            comment = f"{TABLES[table]} Each takes {settings[0].kind.expected}." if alike else TABLES[table]
            lines += [
                "",
                "",
                f"[{table}]",
                "",
                *_comment(comment),
                *_in_columns((assignment(item), item.help) for item in settings),
            ]
        for setting in () if table else settings:
            lines += ["", *_comment(f"{setting.help} It takes {setting.kind.expected}."), f"# {assignment(setting)}"]
    lines += ["", "", f"[{KEYS}]", "", *(f"# {line}" for line in _KEYS_HEAD.splitlines()), *_key_lines(verbs)]
    return "\n".join(lines) + "\n"


def assignment(setting: Setting, settings: Settings | None = None) -> str:
    """Return a setting as a TOML line: with its value in `settings`, or its default."""
    value = setting.default if settings is None else setting.of(settings)
    return f"{setting.path[-1]} = {setting.kind.to_toml(value)}"


def key_assignment(verb: str, keys: Iterable[str]) -> str:
    """Return a key setting as a TOML line."""
    first, *more = (toml_string(key_label(key)) for key in keys)
    return f"{toml_string(verb)} = " + (f"[{', '.join((first, *more))}]" if more else first)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH, break_on_hyphens=False)]


def _key_lines(verbs: Iterable[KeyedVerb]) -> Iterator[str]:
    """Yield a commented key setting for each verb, in paragraphs by screen."""
    for _, group in groupby(verbs, key=lambda verb: verb.id.partition(".")[0]):
        yield ""
        yield from _in_columns((key_assignment(verb.id, verb.keys), verb.help) for verb in group)


def _in_columns(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return pairs of TOML and help as comments, with the help aligned in a second column."""
    rows = tuple(pairs)
    width = max(len(line) for line, _ in rows)
    return [f"# {line.ljust(width)}  # {help}" for line, help in rows]
