"""Uids that two machines give the same thing: version-5 UUIDs of its natural key."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("6f1b6a52-3d7e-5c57-9a51-0d6f75726e61")
"""The namespace of these UUIDs."""


def natural_uid(kind: str, key: str) -> str:
    """Return the uid of a week, a person, an awareness or another thing with a natural key."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{key}"))
