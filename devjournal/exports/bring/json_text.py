"""Parses JSON of other programs, with a message for each kind of error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from devjournal.errors import DocumentRefused


def is_json(text: str) -> bool:
    """Return whether a text begins like JSON rather than like a date in brackets."""
    start = text.lstrip()
    return start.startswith("{") or (start.startswith("[") and start[1:].lstrip().startswith(("{", "]")))


def load_json(text: str) -> Any:
    """Return the value of a JSON document.

    Raises:
        DocumentRefused: it is no JSON.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise DocumentRefused("This JSON is nested too deep; name an export as its program wrote it.") from error
    except ValueError as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DocumentRefused(f"This is not JSON{where}; export it again and name the whole file.") from error


def list_in(document: Any, key: str, what: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list in a document, or of a document that is such a list.

    Raises:
        DocumentRefused: there is no such list.
    """
    items = document.get(key) if isinstance(document, Mapping) else document
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise DocumentRefused(f"There is no list “{key}” in this JSON, so it is not {what}; name such a file.")
    return items


def text_in(entry: Mapping[str, Any], key: str) -> str:
    """Return a text of an object; other values are empty."""
    value = entry.get(key)
    return value if isinstance(value, str) else ""
