"""Stamps: when a row was created or changed, in UTC with microseconds."""

from __future__ import annotations

import re
from datetime import datetime

STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
"""The pattern of a stamp."""


def is_stamp(text: str) -> bool:
    """Return whether a text is a stamp as devjournal writes it, of a moment that exists."""
    try:
        return re.fullmatch(STAMP, text, re.ASCII) is not None and datetime.fromisoformat(text).year > 0
    except ValueError:
        return False
