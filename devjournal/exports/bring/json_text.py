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
        DocumentRefused: the text is not JSON.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise DocumentRefused("This JSON is nested too deep; name an unchanged export of the program.") from error
    except ValueError as error:
        place = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DocumentRefused(f"This is not valid JSON{place}; export it again, and name the whole file.") from error


def list_in(document: Any, key: str, description: str) -> list[Mapping[str, Any]]:
    """Return a list of objects: the value of `key` in the document, or the document itself.

    `description` is what the document should be, for the message.

    Raises:
        DocumentRefused: there is no such list.
    """
    items = document.get(key) if isinstance(document, Mapping) else document
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise DocumentRefused(f"This JSON has no list “{key}”, so it is not {description}; name another file.")
    return items


def text_in(entry: Mapping[str, Any], key: str) -> str:
    """Return a text of an object; empty if it has none."""
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def texts_in(entry: Mapping[str, Any], key: str) -> list[str]:
    """Return the texts in a list of an object; other values are left out."""
    values = entry.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
