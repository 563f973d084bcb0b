"""The result of a merge, for the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from devjournal.storage.schema.document_shape import Rows


class Combined(Protocol):
    """The rows that a merge makes of two copies, and which uids were replaced."""

    @property
    def rows(self) -> Rows:
        """All rows of the merged journal."""

    @property
    def renamed(self) -> Mapping[str, str]:
        """The uids that were merged away, each with its replacement."""
