"""Writes merged rows to the file: only the rows that differ. Rows keep their local IDs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from devjournal.storage.core.rows import dicts, tuples
from devjournal.storage.schema.document_shape import Rows, table_name
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.tables import ROWS, EntryRow, PersonRow, Row
from devjournal.storage.store import Store
from devjournal.storage.transfer.raw_rows import MAX_LOOKUPS
from devjournal.storage.transfer.row_codec import insert, replace_marks, values_of


def apply_merged_rows(
    store: Store,
    rows: Rows,
    renamed: Mapping[str, str],
    before: Rows | None = None,
    ids: Mapping[str, Mapping[str, int]] | None = None,
) -> int:
    """Replace the rows of the journal with merged ones, inside `Store.writing`. Return the number of changed rows.

    `renamed` maps old uids to new uids; such a row keeps its local ID. If `before`, the rows of the journal, is passed,
    it is compared instead of the file. If `ids`, the local IDs of all rows by table and uid, is passed, too, `rows` and
    `before` may be a part of the journal, and all other rows stay.

    Raises:
        JournalError: a row breaks a rule of the schema; nothing was written.
    """
    for table in ROWS if renamed else ():
        _rename(table, renamed)
    before = None if renamed else before  # renaming has changed the rows
    merged = {table: {row["uid"]: row for row in rows[table_name(table)]} for table in ROWS}
    touched = {table: _differing_uids(table, merged[table], before) for table in ROWS}
    changed = sum(_delete_rows(table, touched[table] - merged[table].keys()) for table in reversed(ROWS))
    local_ids: dict[type[Row], dict[str, int]] = {}
    for table in ROWS:
        local_ids[table] = dict(tuples(table.select(table.uid, table.id)) if ids is None else ids[table_name(table)])
        if touched[table]:
            changing = {uid: row for uid, row in merged[table].items() if uid in touched[table]}
            changed += _put_rows(table, changing, local_ids)
    for mark_table in MARKS:
        name = table_name(mark_table)
        replace_marks(mark_table, rows[name], None if before is None else before[name])
    return changed


def _differing_uids(table: type[Row], merged: Mapping[str, Any], before: Rows | None) -> set[str]:
    """Return the uids of rows to write or to remove."""
    if before is None:
        return set(merged) | {uid for (uid,) in tuples(table.select(table.uid))}
    stored = {row["uid"]: row for row in before[table_name(table)]}
    return {uid for uid in stored.keys() | merged.keys() if stored.get(uid) != merged.get(uid)}


def _put_rows(table: type[Row], merged: Mapping[str, Any], ids: dict[type[Row], dict[str, int]]) -> int:
    """Update existing rows, and add missing ones. Return how many changed."""
    query = table.select() if len(merged) > MAX_LOOKUPS else table.select().where(table.uid.in_(list(merged)))
    stored = {row["uid"]: row for row in dicts(query)}
    values = {uid: values_of(table, row, ids) for uid, row in merged.items()}
    differing = [uid for uid in values if uid in stored and _differs(stored[uid], values[uid])]
    _free_unique_values(table, [stored[uid] for uid in differing])
    # a horizon is retired before its successor is set
    for uid in sorted(differing, key=lambda uid: values[uid].get("retired_on") is None):
        table.update(values[uid]).where(table.id == ids[table][uid]).execute()
    new = [uid for uid in values if uid not in stored]
    for uid in sorted(new, key=lambda uid: (values[uid]["created_at"], uid)):
        ids[table][uid] = insert(table, values[uid])
    return len(differing) + len(new)


def _rename(table: type[Row], renamed: Mapping[str, str]) -> None:
    uids = {uid for (uid,) in tuples(table.select(table.uid))}
    for old in uids & renamed.keys():
        if renamed[old] not in uids:
            table.update({"uid": renamed[old]}).where(table.uid == old).execute()


def _delete_rows(table: type[Row], uids: set[str]) -> int:
    """Remove the rows with these uids, if they exist. Return how many existed."""
    if not uids:
        return 0
    row_ids = [row_id for row_id, uid in tuples(table.select(table.id, table.uid)) if uid in uids]
    for row_id in row_ids:
        table.delete().where(table.id == row_id).execute()
    return len(row_ids)


def _differs(stored: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    texts = {name: value.isoformat() if isinstance(value, date) else value for name, value in stored.items()}
    return any(texts[name] != value for name, value in values.items())


def _free_unique_values(table: type[Row], rows: list[dict[str, Any]]) -> None:
    """Set the unique values of rows to placeholders, so that two rows can swap their values."""
    for row in rows:
        if table is PersonRow:
            table.update({"name": row["uid"]}).where(table.id == row["id"]).execute()
        elif table is EntryRow:
            table.update({"week": None}).where(table.id == row["id"]).execute()
