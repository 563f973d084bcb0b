"""Checks the key settings: each must be a key that terminals send, and free in every place of its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.settings.reading import KeyedVerb, KeySetting, Problem
from devjournal.settings.value_types import for_message

_SIGNS = {
    **{"exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$", "percent_sign": "%"},
    **{"ampersand": "&", "apostrophe": "'", "left_parenthesis": "(", "right_parenthesis": ")", "asterisk": "*"},
    **{"plus": "+", "comma": ",", "minus": "-", "full_stop": ".", "slash": "/", "colon": ":", "semicolon": ";"},
    **{"less_than_sign": "<", "equals_sign": "=", "greater_than_sign": ">", "question_mark": "?", "at": "@"},
    **{"left_square_bracket": "[", "backslash": "\\", "right_square_bracket": "]", "circumflex_accent": "^"},
    **{"underscore": "_", "grave_accent": "`", "left_curly_bracket": "{", "vertical_line": "|"},
    **{"right_curly_bracket": "}", "tilde": "~"},
}
_NAMES = {sign: name for name, sign in _SIGNS.items()} | {"esc": "escape"}
_LABELS = {name: sign for sign, name in _NAMES.items()}

_MOVING = "up|down|left|right|home|end|pageup|pagedown"
_KEY = re.compile(
    rf"[^\W_]|enter|space|escape|backspace|delete|insert|f([1-9]|1[0-2])|(ctrl\+|shift\+|alt\+)?({_MOVING})"
    rf"|ctrl\+[abd-gj-ln-pr-z]|alt\+[a-z]|{'|'.join(_SIGNS)}"
)
"""Textual's names of the keys that terminals can send. Terminals send ctrl+i as tab, ctrl+m as enter and ctrl+h as
backspace; ctrl+c and ctrl+q are reserved for leaving the app."""

_COMMAND_KEY = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]|alt\+[a-z]|escape|insert")
"""Keys that neither type text nor move the cursor in it."""

_HINT = "write a letter, a digit or a sign as “/”, or enter, space, esc, f5, ctrl+r, shift+left and the like"


class KeyChoice(NamedTuple):
    """The keys set for a verb, and the line of the file."""

    keys: tuple[str, ...]
    line: int


def key_name(key: str) -> str:
    """Return Textual's name of a key: `question_mark` for `?`, `escape` for `esc`."""
    return _NAMES.get(key, key)


def key_label(name: str) -> str:
    """Return a key as screens and the file write it: `?` for `question_mark`, `esc` for `escape`."""
    return _LABELS.get(name, name)


def all_verbs(places: Mapping[str, Sequence[KeyedVerb]]) -> tuple[KeyedVerb, ...]:
    """Return the verbs of all places, without duplicates."""
    return tuple(dict.fromkeys(verb for verbs in places.values() for verb in verbs))


def resolve_keys(
    key_settings: Iterable[KeySetting], places: Mapping[str, Sequence[KeyedVerb]]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the valid key settings by verb, and the problems of the others.

    `places` maps the name of a place to the verbs active there together. If a key would run two verbs in one place, the
    later line of the file is dropped, and its verb keeps the default keys. As these can conflict in turn, the check is
    repeated until no conflict is left.
    """
    verbs_by_id = {verb.id: verb for verb in all_verbs(places)}
    problems: list[Problem] = []
    chosen: dict[str, KeyChoice] = {}
    for setting in key_settings:
        try:
            chosen[setting.verb] = KeyChoice(_keys(setting, _find_verb(setting.verb, verbs_by_id)), setting.line)
        except _InvalidKey as error:
            problems.append(Problem(setting.line, f"{error}."))
    while conflict := next(_conflicts(chosen, places), None):
        verb, text = conflict
        problems.append(Problem(chosen.pop(verb).line, f"{text}; {verb} keeps {_labels(verbs_by_id[verb].keys)}."))
    return {verb: keys for verb, (keys, _) in chosen.items()}, sorted(problems)


class _InvalidKey(Exception):
    """A key setting with an unknown verb, an unknown key, or a key that its verb cannot have."""


def _find_verb(verb: str, verbs_by_id: Mapping[str, KeyedVerb]) -> KeyedVerb:
    if verb in verbs_by_id:
        return verbs_by_id[verb]
    from difflib import get_close_matches  # slow to import, needed only for typing errors

    close = get_close_matches(verb[:60], verbs_by_id, n=1)
    hint = f" (did you mean {close[0]}?)" if close else "; `devjournal config` lists them all"
    raise _InvalidKey(f"there is no verb {quoted(verb)}{hint}")


def _keys(setting: KeySetting, verb: KeyedVerb) -> tuple[str, ...]:
    """Return the keys of a setting by Textual's names. A verb's default keys are always valid for it."""
    listed = setting.value if isinstance(setting.value, list) else [setting.value]
    if not listed:
        raise _InvalidKey(f"{setting.verb} has no key; {_HINT}")
    keys: list[str] = []
    for key in listed:
        name = key_name(key) if isinstance(key, str) else ""
        if name not in verb.keys and not _KEY.fullmatch(name):
            raise _InvalidKey(f"{setting.verb} is {for_message(key)}, which is not a key; {_HINT}")
        if name not in verb.keys and verb.typing and not _COMMAND_KEY.fullmatch(name):
            raise _InvalidKey(
                f"{setting.verb} is {for_message(key)}, which types text in a field; write ctrl+r, f5 and the like"
            )
        if verb.letter and (len(listed) > 1 or not re.fullmatch("[a-z]", name)):
            raise _InvalidKey(f"{setting.verb} is {for_message(setting.value)}; an answer has one letter from a to z")
        keys.append(name)
    return tuple(dict.fromkeys(keys))


def _conflicts(chosen: Mapping[str, KeyChoice], places: Mapping[str, Sequence[KeyedVerb]]) -> Iterator[tuple[str, str]]:
    """Yield each conflict as the verb whose setting is dropped, the later line of two, and the reason."""
    for place, verbs in places.items():
        owners: dict[str, str] = {}
        for verb in verbs:
            for key in chosen[verb.id].keys if verb.id in chosen else verb.keys:
                owner = owners.setdefault(key, verb.id)
                if owner != verb.id and (set_verbs := [name for name in (owner, verb.id) if name in chosen]):
                    dropped = max(set_verbs, key=lambda name: chosen[name].line)
                    kept = verb.id if dropped == owner else owner
                    yield dropped, f"{dropped} is {quoted(key_label(key))}, which is {kept} on {place} already"


def _labels(keys: Sequence[str]) -> str:
    return " and ".join(map(key_label, keys))
