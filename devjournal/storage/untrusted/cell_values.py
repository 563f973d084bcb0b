"""Reads the values of an untrusted file: each as its column's kind, or with the reason why it is invalid."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from devjournal.domain.dates import stamps
from devjournal.domain.dates.days import kept_day
from devjournal.domain.merge.uids import is_uid
from devjournal.domain.text.user_text import quoted

_LARGEST = 2**31
_DEEPEST = 64
_FIRST_STAMP = "1970-01-01T00:00:00.000000Z"
_LATEST = "2200-01-01"
_SPACE = uuid.UUID("b9a1f6d2-58b1-4b55-8a0b-6d2f5f3f5e0c")


class Bad(ValueError):
    """An invalid value: the reason, and its replacement; `...` if that depends on other columns."""

    def __init__(self, why: str, instead: Any = ...) -> None:
        """Keep the replacement."""
        super().__init__(why)
        self.instead = instead


DANGLING = "names what is not there"
"""The message for a reference to a missing row."""


class Text(bytes):
    """A text of the file; bytes that are no `Text` are a BLOB."""


def read(raw: Any, kind: str, name: str, ids: Collection[int] | None) -> Any:
    """Return a value as its column's kind. Texts come as bytes; `ids` are the valid references.

    Raises:
        Bad: the value is invalid.
    """
    kind = kind.partition("=")[0]
    if raw is None:
        if kind.endswith("?"):
            return None
        raise Bad("is missing")
    kind = kind.removesuffix("?")
    if kind.startswith("uid of "):
        if type(raw) is not int or ids is None or raw not in ids:
            raise Bad(DANGLING)
        return raw
    if kind in ("flag", "number"):
        allowed = raw in (0, 1) if kind == "flag" else True
        if type(raw) is not int or not allowed or abs(raw) > _LARGEST:
            raise Bad(f"is {shown(raw)}, which devjournal does not write there")
        return raw
    try:
        text = _text(raw)
    except Bad as error:
        if kind in ("day", "json", "log") or name in ("uid", "row_uid") or name.endswith("_at"):
            raise Bad(str(error)) from None
        raise
    if kind == "json":
        return _json(text)
    if kind == "log":
        return _log(text)
    if kind == "day":
        if kept_day(text) is None:
            raise Bad(f"is {quoted(text, 40)}, which is no day")
        return text
    if name in ("uid", "row_uid") and not is_uid(text):
        raise Bad(f"is {quoted(text, 40)}, which is no UUID")
    if name.endswith("_at") and not is_stamp(text):
        raise Bad(f"is {quoted(text, 40)}, which is no moment")
    return text


def _text(raw: Any) -> str:
    if not isinstance(raw, bytes):
        raise Bad("is a number", str(raw))
    if not isinstance(raw, Text):
        raise Bad("is no text", _kept(raw.decode(errors="replace")))
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Bad("is not UTF-8", _kept(raw.decode(errors="replace"))) from None
    if "\0" in text:
        raise Bad("holds a NUL", _kept(text))
    return text


def _kept(text: str) -> str:
    return text.replace("\0", "\ufffd")


def is_stamp(text: str) -> bool:
    """Return whether a text is a moment that devjournal can have written."""
    return stamps.is_stamp(text) and text < _LATEST


def _json(text: str) -> str:
    try:
        parsed = json.loads(text, parse_constant=_refused)
        sound = isinstance(parsed, dict) and _plain(parsed, 0)
    except (ValueError, RecursionError):
        sound = False
    if not sound:
        raise Bad("is no JSON of devjournal's")
    return text


def _log(text: str) -> str:
    try:
        parsed = json.loads(text)
        sound = isinstance(parsed, dict) and all(
            is_stamp(at) and isinstance(names, str) for at, names in parsed.items()
        )
    except (ValueError, RecursionError):
        sound = False
    if not sound:
        raise Bad("is no log of its row", None)
    return text


def _refused(name: str) -> None:
    raise ValueError(name)


def _plain(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_plain(key, depth) and _plain(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(_plain(item, depth + 1) for item in value)
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or abs(value) < 2**63


_SAFE = {"private": 1, "settled": 0}
"""The default of a flag: possibly private is private, possibly settled is settled."""

_ENUMERATED = {
    "area": "skills",
    "step": "current",
    "relation": "other",
    "outcome": None,
    "lesson_answer": None,
    "state": "waiting",
    "skill": "…",
}
"""The default of an enumerated value."""


def instead(kind: str, name: str, values: Mapping[str, Any], known: tuple[str, int]) -> list[Any]:
    """Return possible replacements for a value, simplest first; `known` are the row's table and ID."""
    if name in _SAFE:
        return [_SAFE[name]]
    if "=" in kind:
        return [_default(kind.partition("=")[2])]
    if kind.endswith("?"):
        return [None]
    if kind == "flag":
        return [1]
    if kind == "json":
        return ["{}"]
    if kind == "number":
        return [1, 0]
    created = values.get("created_at")
    stamp = created if isinstance(created, str) and is_stamp(created) else _FIRST_STAMP
    if kind == "day":
        day = date.fromisoformat(stamp[:10])
        if name == "last" and isinstance(values.get("first"), str):
            return [values["first"]]
        return [(day - timedelta(days=day.weekday()) if name == "monday" else day).isoformat()]
    if name == "uid":
        return [str(uuid.uuid5(_SPACE, f"{known[0]} {known[1]} {stamp}"))]
    if name == "updated_at" or name.endswith("_at"):
        return [stamp]
    if name == "kind":
        return {"conversation": ["1:1"], "topic": ["topic"], "review": ["monthly"]}.get(known[0], [])
    if name in _ENUMERATED:
        return ["", _ENUMERATED[name]] if name == "skill" else [_ENUMERATED[name]]
    current = values.get(name)
    return ["", "…", *([f"{current} {known[1]}"] if name == "name" else [])]


def _default(text: str) -> Any:
    parsed = json.loads(text)
    return "{}" if isinstance(parsed, dict) else parsed


def shown(raw: Any) -> str:
    """Return a value as part of a sentence."""
    return quoted(raw.decode(errors="replace"), 40) if isinstance(raw, bytes) else str(raw)
