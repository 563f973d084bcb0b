"""JSON columns: values as stored, and stored texts as values."""

from __future__ import annotations

import json


def as_stored(value: object) -> str:
    """Return a value as a JSON text; equal values give equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def from_stored(text: str) -> object:
    """Return the value of a stored JSON text.

    None if another program wrote invalid JSON, or numbers or nesting that SQLite accepts and Python does not.
    """
    try:
        value: object = json.loads(text)
    except (RecursionError, ValueError):
        return None
    return value
