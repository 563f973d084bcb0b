"""What a merge hands to the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from devjournal.storage.schema.document_shape import Rows


class Combined(Protocol):
    """What a merge makes of two copies: the rows, and which uids gave way to which."""

    @property
    def rows(self) -> Rows:
        """Every row of the one journal."""

    @property
    def renamed(self) -> Mapping[str, str]:
        """The uids that were merged away, each with the uid that replaces it."""
