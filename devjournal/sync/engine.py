"""The CRDT engine, Loro, behind what sync needs of it. Only this module imports it, and only once a sync runs.

Loro raises a bare `BaseException` where it cannot read what it is handed.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def require_engine() -> None:
    """Load the engine.

    Raises:
        ExtraMissing: it is not installed.
    """
    _loro()


def written(cells: Mapping[str, Any]) -> bytes:
    """Return a document that holds these cells."""
    loro = _loro()
    document = loro.LoroDoc()
    target = document.get_map(_MAP)
    for key, value in cells.items():
        target.insert(key, value)
    document.commit()
    found: bytes = document.export(loro.ExportMode.ShallowSnapshot(document.oplog_frontiers))
    return found


def read(content: bytes) -> dict[str, Any]:
    """Return the cells of a document.

    Raises:
        Unreadable: it is none.
    """
    document = _loro().LoroDoc()
    with _Reading():
        status = document.import_(content)
    if status.pending is not None:
        raise Unreadable("what it builds on is missing")
    found: dict[str, Any] = document.get_map(_MAP).get_deep_value()
    return found


def _loro() -> Any:
    try:
        import loro
    except ImportError as error:
        raise ExtraMissing(
            "Syncing needs the extra devjournal[sync]; install it with `pipx install 'devjournal[sync]'`."
        ) from error
    return loro
