"""The log of a row's fields (`domain.merge.field_log`), read from and returned as stored JSON."""

from __future__ import annotations

import json
from collections.abc import Collection

from devjournal.domain.merge import field_log


def log_write(log: str | None, created: str, updated: str, fields: Collection[str], at: str) -> str:
    """Return the log of a row, created and last updated at these times, after a write of some fields at `at`."""
    return _text(field_log.log_write(_read(log), created, updated, fields, at))


def seen_writes(log: str | None, created: str, updated: str) -> str:
    """Return the writes to a row that its removal had seen."""
    return _text(field_log.seen_writes(_read(log), created, updated))


def last_written(log: str | None, created: str, updated: str, field: str) -> str:
    """Return when a field that is not empty was last written; the row was created and last updated at these times."""
    row = {"changed": _read(log), "created_at": created, "updated_at": updated}
    return field_log.last_logged(row, field) or created


def log_restore(log: str | None, created: str, updated: str, at: str) -> str:
    """Return the log of a row that undo restores at `at`: its values keep the times of their writes."""
    before = field_log.complete_log(_read(log), created, updated)
    return _text({**{stamp: names for stamp, names in before.items() if names}, at: ""})


def readded_stamps(at: str, seen: str | None, fields: Collection[str], *, is_new: bool) -> dict[str, str]:
    """Return the stamps of a row that is added again at `at`, after its removal; every field counts as written then.

    The row keeps the time of its first creation, as older copies have it, unless it `is_new`.
    """
    created_at = at if is_new or seen is None else min(_read(seen) or (at,))
    changed = {} if created_at == at else {at: " ".join(sorted(fields))}
    return {"created_at": created_at, "changed": _text(changed)}


def _read(log: str | None) -> field_log.Log | None:
    if log is None:
        return None
    parsed: field_log.Log = json.loads(log)
    return parsed


def _text(log: field_log.Log) -> str:
    return json.dumps(log, separators=(",", ":"))
