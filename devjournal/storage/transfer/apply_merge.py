"""Writes merged rows to the file. Only differences are written, and rows keep their local IDs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devjournal.storage.core.rows import dicts, tuples
from devjournal.storage.schema.document_shape import Rows, table_name
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.tables import ROWS, EntryRow, PersonRow, Row
from devjournal.storage.store import Store
from devjournal.storage.transfer.row_codec import insert, put_marks, values_of

_MAX_LOOKUPS = 500
"""Maximum number of rows that are selected by uid. For more, the whole table is read."""


def apply_merged_rows(
    store: Store,
    rows: Rows,
    renamed: Mapping[str, str],
    before: Rows | None = None,
    ids: Mapping[str, Mapping[str, int]] | None = None,
) -> int:
    """Replace the rows of the journal with merged ones, inside `Store.writing`. Return the number of changed rows.

    `renamed` maps old uids to new ones; such a row keeps its local ID. If the journal's rows `before` are passed, they
    are compared instead of the file. If the local `ids` of all rows are passed, too, by table and uid, `rows` and
    `before` may be a part of the journal, and the rest is unchanged.

    Raises:
        JournalError: a row breaks a rule of the schema; nothing was written.
    """
    for table in ROWS if renamed else ():
        _rename(table, renamed)
    before = None if renamed else before  # a renamed row is not as it was
    merged = {table: {row["uid"]: row for row in rows[table_name(table)]} for table in ROWS}
    touched = {table: _differing_uids(table, merged[table], before) for table in ROWS}
    changed = sum(_delete_rows(table, touched[table] - merged[table].keys()) for table in reversed(ROWS))
    local_ids: dict[type[Row], dict[str, int]] = {}
    for table in ROWS:
        local_ids[table] = dict(tuples(table.select(table.uid, table.id)) if ids is None else ids[table_name(table)])
        if touched[table]:
            changing = {uid: row for uid, row in merged[table].items() if uid in touched[table]}
            changed += _put_rows(table, changing, local_ids)
    for beside in MARKS:
        name = table_name(beside)
        put_marks(beside, rows[name], None if before is None else before[name])
    return changed


def _differing_uids(table: type[Row], merged: Mapping[str, Any], before: Rows | None) -> set[str]:
    """Return the uids of rows to write or to remove."""
    if before is None:
        return set(merged) | {uid for (uid,) in tuples(table.select(table.uid))}
    there = {row["uid"]: row for row in before[table_name(table)]}
    return {uid for uid in there.keys() | merged.keys() if there.get(uid) != merged.get(uid)}


def _put_rows(table: type[Row], merged: Mapping[str, Any], ids: dict[type[Row], dict[str, int]]) -> int:
    """Update existing rows, and add missing ones. Return how many changed."""
    query = table.select() if len(merged) > _MAX_LOOKUPS else table.select().where(table.uid.in_(list(merged)))
    there = {row["uid"]: row for row in dicts(query)}
    values = {uid: values_of(table, row, ids) for uid, row in merged.items()}
    differing = [uid for uid in values if uid in there and _differs(there[uid], values[uid])]
    _free_unique_values(table, [there[uid] for uid in differing])
    for uid in sorted(differing, key=lambda uid: values[uid].get("retired_on") is None):  # one is current at a time
        table.update(values[uid]).where(table.id == ids[table][uid]).execute()
    new = [uid for uid in values if uid not in there]
    for uid in sorted(new, key=lambda uid: (values[uid]["created_at"], uid)):
        ids[table][uid] = insert(table, values[uid])
    return len(differing) + len(new)


def _rename(table: type[Row], renamed: Mapping[str, str]) -> None:
    there = {uid for (uid,) in tuples(table.select(table.uid))}
    for old in there & renamed.keys():
        if renamed[old] not in there:
            table.update({"uid": renamed[old]}).where(table.uid == old).execute()


def _delete_rows(table: type[Row], uids: set[str]) -> int:
    """Remove existing rows. Return how many."""
    if not uids:
        return 0
    gone = [row_id for row_id, uid in tuples(table.select(table.id, table.uid)) if uid in uids]
    for row_id in gone:
        table.delete().where(table.id == row_id).execute()
    return len(gone)


def _differs(there: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return any(_plain(there[name]) != value for name, value in values.items())


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _free_unique_values(table: type[Row], rows: list[dict[str, Any]]) -> None:
    """Set unique values of rows to placeholders, so that two rows can swap theirs."""
    for row in rows:
        if table is PersonRow:
            table.update({"name": row["uid"]}).where(table.id == row["id"]).execute()
        elif table is EntryRow:
            table.update({"week": None}).where(table.id == row["id"]).execute()
