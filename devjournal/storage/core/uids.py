"""The uids of rows: random ones, and those of what two machines mean the same by."""

from __future__ import annotations

import uuid

from devjournal.domain.merge.uids import NAMESPACE, natural_uid

__all__ = ["NAMESPACE", "natural_uid", "random_uid"]


def random_uid() -> str:
    """Return a uid that no other row has."""
    return str(uuid.uuid4())
