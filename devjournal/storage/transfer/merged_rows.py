"""The result of a merge, as far as the file needs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from devjournal.storage.schema.document_shape import Rows


class MergedRows(Protocol):
    """The rows of the merged journal, and the uids that were merged into others."""

    @property
    def rows(self) -> Rows:
        """All rows of the merged journal."""

    @property
    def renamed(self) -> Mapping[str, str]:
        """The uids that were merged away, each with its replacement."""
