"""The uids of what two machines mean the same by: version-5 UUIDs of its natural key."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("6f1b6a52-3d7e-5c57-9a51-0d6f75726e61")
"""The namespace of the natural keys' version-5 UUIDs."""


def natural_uid(kind: str, key: str) -> str:
    """Return the uid of something that two machines mean the same by: a week, a person, an awareness."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{key}"))
