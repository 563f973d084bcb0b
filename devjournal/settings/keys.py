"""The keys that the file wants for verbs: which of them are keys at all, and which are free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.settings.reading import Keyed, Problem, WantedKey
from devjournal.settings.value_types import shown

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
_CAPS = {name: sign for sign, name in _NAMES.items()}

_MOVING = "up|down|left|right|home|end|pageup|pagedown"
_KEY = re.compile(
    rf"[^\W_]|enter|space|escape|backspace|delete|insert|f([1-9]|1[0-2])|(ctrl\+|shift\+|alt\+)?({_MOVING})"
    rf"|ctrl\+[abd-gj-ln-pr-z]|alt\+[a-z]|{'|'.join(_SIGNS)}"
)
"""What terminals send, under the names that the app knows. To them ctrl+i is tab, ctrl+m is enter and ctrl+h is
backspace; ctrl+c and ctrl+q belong to whoever wants out."""

_NO_TEXT = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]|alt\+[a-z]|escape|insert")
"""What no text is typed or moved in with."""

_WRITE = "write a letter, a digit or a sign as “/”, or enter, space, esc, f5, ctrl+r, shift+left and the like"


class Chosen(NamedTuple):
    """Keys that a verb has instead of its own."""

    keys: tuple[str, ...]
    line: int


def name_of(key: str) -> str:
    """Return the name by which the app knows a key: `question_mark` for `?`, `escape` for `esc`."""
    return _NAMES.get(key, key)


def cap_of(name: str) -> str:
    """Return a key as it is written on screens and in the file: `?` for `question_mark`, `esc` for `escape`."""
    return _CAPS.get(name, name)


def all_of(places: Mapping[str, Sequence[Keyed]]) -> tuple[Keyed, ...]:
    """Return the verbs of all places, each once."""
    return tuple(dict.fromkeys(verb for verbs in places.values() for verb in verbs))


def resolve_keys(
    wanted: Iterable[WantedKey], places: Mapping[str, Sequence[Keyed]]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the keys that verbs have instead of their own, and what of the file is not taken.

    `places` are the verbs that are at work together, by the name of the place. A key that would mean two things in one
    of them is not taken, and the verb keeps its own; that can clash in its turn, and then the later line gives way.
    """
    known = {verb.id: verb for verb in all_of(places)}
    problems: list[Problem] = []
    chosen: dict[str, Chosen] = {}
    for binding in wanted:
        try:
            chosen[binding.verb] = Chosen(_keys(binding, _known(binding.verb, known)), binding.line)
        except _Refused as refused:
            problems.append(Problem(binding.line, f"{refused}."))
    while clash := next(_clashes(chosen, places), None):
        verb, text = clash
        problems.append(Problem(chosen.pop(verb).line, f"{text}; {verb} keeps {_written(known[verb].keys)}."))
    return {verb: keys for verb, (keys, _) in chosen.items()}, sorted(problems)


class _Refused(Exception):
    """A line that means no key of a verb."""


def _known(verb: str, known: Mapping[str, Keyed]) -> Keyed:
    if verb in known:
        return known[verb]
    from difflib import get_close_matches  # only a slip pays for it

    near = get_close_matches(verb[:60], known, n=1)
    hint = f" (did you mean {near[0]}?)" if near else "; `devjournal config` lists them all"
    raise _Refused(f"there is no verb {quoted(verb)}{hint}")


def _keys(wanted: WantedKey, verb: Keyed) -> tuple[str, ...]:
    """Return the keys that a line names, by the names that the app knows; a verb may always have its own."""
    listed = wanted.value if isinstance(wanted.value, list) else [wanted.value]
    if not listed:
        raise _Refused(f"{wanted.verb} has no key; {_WRITE}")
    keys: list[str] = []
    for key in listed:
        name = name_of(key) if isinstance(key, str) else ""
        if name not in verb.keys and not _KEY.fullmatch(name):
            raise _Refused(f"{wanted.verb} is {shown(key)}, which is not a key; {_WRITE}")
        if name not in verb.keys and verb.typing and not _NO_TEXT.fullmatch(name):
            raise _Refused(f"{wanted.verb} is {shown(key)}, which types text in a field; write ctrl+r, f5 and the like")
        if verb.letter and (len(listed) > 1 or not re.fullmatch("[a-z]", name)):
            raise _Refused(f"{wanted.verb} is {shown(wanted.value)}; an answer has one letter from a to z")
        keys.append(name)
    return tuple(dict.fromkeys(keys))


def _clashes(chosen: Mapping[str, Chosen], places: Mapping[str, Sequence[Keyed]]) -> Iterator[tuple[str, str]]:
    """Yield the verb that has to give way, and why; of two lines it is the later one."""
    for place, verbs in places.items():
        owners: dict[str, str] = {}
        for verb in verbs:
            for key in chosen[verb.id].keys if verb.id in chosen else verb.keys:
                other = owners.setdefault(key, verb.id)
                if other != verb.id and (gives := [name for name in (other, verb.id) if name in chosen]):
                    late = max(gives, key=lambda name: chosen[name].line)
                    stays = verb.id if late == other else other
                    yield late, f"{late} is {quoted(cap_of(key))}, which is {stays} on {place} already"


def _written(keys: Sequence[str]) -> str:
    return " and ".join(map(cap_of, keys))
