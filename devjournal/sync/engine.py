"""Encodes cells as a document of Loro, the CRDT library, and decodes them. Each row is a map `TABLE:UID` of fields.

Only this module imports Loro, and only in a sync. Loro raises a bare `BaseException` if it cannot read its input.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devjournal.errors import ExtraMissing


class DecodeError(Exception):
    """Bytes that are no complete Loro document."""


class _TranslatedErrors:
    """Raises `DecodeError` for a bare `BaseException`. Subclasses, such as `KeyboardInterrupt`, pass unchanged."""

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Translate Loro's error."""
        if kind is BaseException:
            raise DecodeError(str(error)) from error


def require_loro() -> None:
    """Import Loro.

    Raises:
        ExtraMissing: it is not installed.
    """
    _loro()


def encode(cells: Mapping[str, Any]) -> bytes:
    """Return a document that holds these cells, without their history."""
    loro = _loro()
    document, maps = loro.LoroDoc(), {}
    for key, value in cells.items():
        row, _, field = key.rpartition("/")
        if row not in maps:
            maps[row] = document.get_map(row.replace("/", ":"))  # Loro allows no slash
        maps[row].insert(field, value)
    document.commit()
    content: bytes = document.export(loro.ExportMode.ShallowSnapshot(document.oplog_frontiers))
    return content


def decode(content: bytes) -> dict[str, Any]:
    """Return the cells of a document.

    Raises:
        DecodeError: `content` is no document, or lacks the changes that it builds on.
    """
    document = _loro().LoroDoc()
    with _TranslatedErrors():
        status = document.import_(content)
    if status.pending is not None:
        raise DecodeError("it lacks the changes that it builds on")
    rows: dict[str, dict[str, Any]] = document.get_deep_value()
    return {f"{row.replace(':', '/')}/{field}": value for row, cells in rows.items() for field, value in cells.items()}


def _loro() -> Any:
    try:
        import loro
    except ImportError as error:
        raise ExtraMissing(
            "Syncing needs the extra devjournal[sync]; docs/installing.md says how to add it."
        ) from error
    return loro
