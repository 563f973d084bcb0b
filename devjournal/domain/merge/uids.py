"""Uids that two machines give the same thing: version-5 UUIDs of its natural key."""

from __future__ import annotations

import re
import uuid

NAMESPACE = uuid.UUID("6f1b6a52-3d7e-5c57-9a51-0d6f75726e61")
"""The namespace of these UUIDs."""

UID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""The pattern of a uid."""


def is_uid(text: str) -> bool:
    """Return whether a text is a uid as devjournal writes it."""
    return re.fullmatch(UID, text) is not None


def natural_uid(kind: str, key: str) -> str:
    """Return the uid of a week, a person, an awareness or another thing with a natural key."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{key}"))
