"""Uids of rows: random, or from a natural key that two machines share."""

from __future__ import annotations

import uuid

from devjournal.domain.merge.uids import NAMESPACE, natural_uid

__all__ = ["NAMESPACE", "natural_uid", "random_uid"]


def random_uid() -> str:
    """Return a new random uid."""
    return str(uuid.uuid4())
