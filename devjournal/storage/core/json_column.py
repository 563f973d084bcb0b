"""Formats and parses the JSON that the file stores."""

from __future__ import annotations

import json


def to_json(value: object) -> str:
    """Return a value as a JSON text. Equal values give equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def to_compact_json(value: object) -> str:
    """Return a value as a JSON text without spaces. Equal values give equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> object:
    """Return the value of a stored JSON text; None if it is not valid.

    Another program may have written invalid JSON, or numbers or nesting that SQLite accepts and Python does not.
    """
    try:
        value: object = json.loads(text)
    except (RecursionError, ValueError):
        return None
    return value
