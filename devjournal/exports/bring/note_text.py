"""Parts of Markdown notes: task boxes, the date in front matter, and Obsidian's syntax."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from devjournal.domain.dates.written_dates import find_date
from devjournal.errors import UsageError

_TASK = re.compile(r"\[([ xX/>-])\]\s+")
_DATE_KEYS = ("date", "day", "created", "creation date", "date created")
_MAX_FRONT_MATTER = 20_000
"""The most characters of front matter that are parsed."""


def without_task_box(text: str) -> str | None:
    """Return an item without its task box; None for an open task."""
    match = _TASK.match(text)
    if match is None:
        return text
    return text[match.end() :] if match[1] in "xX" else None


def front_matter(text: str) -> dict[str, Any]:
    """Return the properties of a note by lower-case name; empty if they cannot be parsed."""
    if not text.strip() or len(text) > _MAX_FRONT_MATTER:
        return {}
    import yaml

    try:
        properties = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key).lower(): value for key, value in properties.items()} if isinstance(properties, dict) else {}


def date_of(properties: dict[str, Any]) -> date | None:
    """Return the date in the properties of a note, or None."""
    for key in _DATE_KEYS:
        value = properties.get(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            try:
                match = find_date(value)
            except UsageError:
                continue
            if match is not None:
                return match.day
    return None


def front_matter_date(text: str) -> date | None:
    """Return the date in a note's front matter, or None."""
    return date_of(front_matter(text))
