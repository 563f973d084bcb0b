"""Parses the column values of an untrusted file, and proposes replacements for invalid ones."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from devjournal.domain.dates import stamps
from devjournal.domain.dates.days import stored_day
from devjournal.domain.merge.column import Column
from devjournal.domain.merge.uids import is_uid
from devjournal.domain.text.user_text import quoted

_MAX_NUMBER = 2**31
_MAX_DEPTH = 64
_FIRST_STAMP = "1970-01-01T00:00:00.000000Z"
_STAMPS_END = "2200-01-01"
_UID_NAMESPACE = uuid.UUID("b9a1f6d2-58b1-4b55-8a0b-6d2f5f3f5e0c")


class InvalidCell(ValueError):
    """An invalid value, with the reason as a clause; `replacement` is `...` if it depends on other columns."""

    def __init__(self, reason: str, replacement: Any = ...) -> None:
        """Create the error with a reason and a replacement."""
        super().__init__(reason)
        self.replacement = replacement


DANGLING = "refers to a missing row"
"""The reason for a dangling reference."""


class RawText(bytes):
    """The raw bytes of a TEXT value, used as `text_factory`. Plain `bytes` are a BLOB."""


def parse_cell(raw: Any, column: Column, ids: Collection[int] | None) -> Any:
    """Convert a raw value by the kind of its column; `ids` are the valid references.

    Raises:
        InvalidCell: the value is not valid for the kind.
    """
    kind = column.kind
    if raw is None:
        if column.nullable:
            return None
        raise InvalidCell("is missing")
    if kind == "reference":
        if type(raw) is not int or ids is None or raw not in ids:
            raise InvalidCell(DANGLING)
        return raw
    if kind in ("flag", "number"):
        allowed = raw in (0, 1) if kind == "flag" else True
        if type(raw) is not int or not allowed or abs(raw) > _MAX_NUMBER:
            raise InvalidCell(f"is {as_message(raw)}, which devjournal does not write there")
        return raw
    try:
        text = _text(raw)
    except InvalidCell as error:
        raise error if kind == "text" else InvalidCell(str(error)) from None
    if kind == "json":
        return _json(text)
    if kind == "log":
        return _log(text)
    if kind == "day":
        if stored_day(text) is None:
            raise InvalidCell(f"is {quoted(text, 40)}, which is not a date")
        return text
    if kind == "uid" and not is_uid(text):
        raise InvalidCell(f"is {quoted(text, 40)}, which is not a UUID")
    if kind == "stamp" and not is_stamp(text):
        raise InvalidCell(f"is {quoted(text, 40)}, which is not a time stamp")
    return text


def _text(raw: Any) -> str:
    if not isinstance(raw, bytes):
        raise InvalidCell("is a number", str(raw))
    if not isinstance(raw, RawText):
        raise InvalidCell("is not text", _without_nul(raw.decode(errors="replace")))
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise InvalidCell("is not UTF-8", _without_nul(raw.decode(errors="replace"))) from None
    if "\0" in text:
        raise InvalidCell("holds a NUL", _without_nul(text))
    return text


def _without_nul(text: str) -> str:
    return text.replace("\0", "\ufffd")


def is_stamp(text: str) -> bool:
    """Return whether a text is a moment that devjournal can have written."""
    return stamps.is_stamp(text) and text < _STAMPS_END


def _json(text: str) -> str:
    try:
        parsed = json.loads(text, parse_constant=_reject_constant)
        is_valid = isinstance(parsed, dict) and _is_storable(parsed, 0)
    except (ValueError, RecursionError):
        is_valid = False
    if not is_valid:
        raise InvalidCell("is not JSON that devjournal writes")
    return text


def _log(text: str) -> str:
    try:
        parsed = json.loads(text)
        is_valid = isinstance(parsed, dict) and all(
            is_stamp(at) and isinstance(names, str) for at, names in parsed.items()
        )
    except (ValueError, RecursionError):
        is_valid = False
    if not is_valid:
        raise InvalidCell("is not a change log", None)
    return text


def _reject_constant(name: str) -> None:
    raise ValueError(name)


def _is_storable(value: Any, depth: int) -> bool:
    if depth > _MAX_DEPTH:
        return False
    if isinstance(value, dict):
        return all(_is_storable(key, depth) and _is_storable(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_storable(item, depth + 1) for item in value)
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or abs(value) < 2**63


_SAFE_FLAGS = {"private": 1, "settled": 0}
"""Replacements for flags. When in doubt, a record is private, and a conflict is not settled."""

_ENUMERATED = {
    "area": "skills",
    "step": "current",
    "relation": "other",
    "outcome": None,
    "lesson_answer": None,
    "state": "waiting",
    "skill": "…",
}
"""Replacements for enumerated values."""


def replacements(column: Column, name: str, values: Mapping[str, Any], row: tuple[str, int]) -> list[Any]:
    """Return the possible replacements for an invalid value, simplest first; `row` is its table and row ID."""
    if name in _SAFE_FLAGS:
        return [_SAFE_FLAGS[name]]
    kind = column.kind
    if kind == "json":
        return ["{}"]
    if column.default:
        return [column.default_value]
    if column.nullable:
        return [None]
    if kind == "flag":
        return [1]
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
        return [str(uuid.uuid5(_UID_NAMESPACE, f"{row[0]} {row[1]} {stamp}"))]
    if kind == "stamp":
        return [stamp]
    if name == "kind":
        return {"conversation": ["1:1"], "topic": ["topic"], "review": ["monthly"]}.get(row[0], [])
    if name in _ENUMERATED:
        return ["", _ENUMERATED[name]] if name == "skill" else [_ENUMERATED[name]]
    current = values.get(name)
    return ["", "…", *([f"{current} {row[1]}"] if name == "name" else [])]


def as_message(raw: Any) -> str:
    """Format a raw value for a message."""
    return quoted(raw.decode(errors="replace"), 40) if isinstance(raw, bytes) else str(raw)
