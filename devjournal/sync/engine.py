"""The CRDT engine, Loro, behind what sync needs of it. Only this module imports it, and only once a sync runs.

Loro raises a bare `BaseException` where it cannot read what it is handed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from devjournal.errors import ExtraMissing

_MAP = "cells"


class Unreadable(Exception):
    """Bytes that the engine cannot read."""


class _Reading:
    """Turns what the engine raises into `Unreadable`: it is a bare `BaseException`, which no `except` may catch."""

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Pass on whatever is not the engine's."""
        if kind is BaseException:
            raise Unreadable(str(error)) from error


class Document:
    """One machine's cells, with their history since the last whole file."""

    def __init__(self) -> None:
        """Begin an empty document, as a writer that nobody was before."""
        try:
            import loro
        except ImportError as error:
            raise ExtraMissing(
                "Syncing needs the extra devjournal[sync]; install it with `pipx install 'devjournal[sync]'`."
            ) from error
        self._loro: Any = loro
        self._document: Any = self._loro.LoroDoc()

    def read(self, content: bytes) -> None:
        """Take in what a document wrote.

        Raises:
            Unreadable: it is not what the engine writes, or what it builds on is not here.
        """
        with _Reading():
            status = self._document.import_(content)
        if status.pending is not None:
            raise Unreadable("what it builds on is missing")

    def cells(self) -> dict[str, Any]:
        """Return every cell."""
        found: dict[str, Any] = self._document.get_map(_MAP).get_deep_value()
        return found

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return those of some cells that are there."""
        cells = self._document.get_map(_MAP)
        found = {key: cells.get(key) for key in keys}
        return {key: value.value for key, value in found.items() if value is not None}

    def mark(self) -> Any:
        """Return what stands for the document as it is now."""
        return self._document.oplog_frontiers

    def changed_since(self, mark: Any) -> list[str]:
        """Return the keys of the cells that changed since a mark."""
        keys: list[str] = []
        for _, found in self._document.diff(mark, self._document.oplog_frontiers).get_diff():
            keys += found.diff.updated
        return keys

    def whole(self, cells: Mapping[str, Any]) -> bytes:
        """Fill an empty document with cells, and return all of it."""
        target = self._document.get_map(_MAP)
        for key, value in cells.items():
            target.insert(key, value)
        self._document.commit()
        found: bytes = self._document.export(self._loro.ExportMode.ShallowSnapshot(self._document.oplog_frontiers))
        return found

    def change(self, cells: Mapping[str, Any], gone: Iterable[str]) -> bytes:
        """Set some cells and take others out; return what a document that has read the same needs to follow."""
        before = self._document.oplog_vv
        target = self._document.get_map(_MAP)
        for key, value in cells.items():
            target.insert(key, value)
        for key in gone:
            target.delete(key)
        self._document.commit()
        found: bytes = self._document.export(self._loro.ExportMode.Updates(before))
        return found
