"""The log of a row's fields, as stored."""

from __future__ import annotations

import json
from collections.abc import Collection

from devjournal.domain.merge import field_log


def noted(log: str | None, created: str, updated: str, fields: Collection[str], at: str) -> str:
    """Return the log of a row, created and changed at these times, after some fields were written at `at`."""
    return _text(field_log.log_write(_read(log), created, updated, fields, at))


def seen(log: str | None, created: str, updated: str) -> str:
    """Return what the remover of a row had seen of it."""
    return _text(field_log.seen_writes(_read(log), created, updated))


def last_written(log: str | None, created: str, updated: str, field: str) -> str:
    """Return when a filled field of a row, created and changed at these times, was last written."""
    row = {"changed": _read(log), "created_at": created, "updated_at": updated}
    return field_log.last_logged(row, field) or created


def back(log: str | None, created: str, updated: str, at: str) -> str:
    """Return the log of a row restored by undo: its values were not written now."""
    before = field_log.complete_log(_read(log), created, updated)
    return _text({**{stamp: names for stamp, names in before.items() if names}, at: ""})


def again(at: str, seen: str | None, fields: Collection[str], anew: bool) -> dict[str, str]:
    """Return the stamps of a row that comes back after its removal: each field was written now.

    It keeps the time of its creation, as in older copies, unless it is made `anew`.
    """
    created_at = at if anew or seen is None else min(_read(seen) or (at,))
    changed = {} if created_at == at else {at: " ".join(sorted(fields))}
    return {"created_at": created_at, "changed": _text(changed)}


def _read(log: str | None) -> field_log.Log | None:
    if log is None:
        return None
    parsed: field_log.Log = json.loads(log)
    return parsed


def _text(log: field_log.Log) -> str:
    return json.dumps(log, separators=(",", ":"))
