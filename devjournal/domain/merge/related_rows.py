"""Which rows a merge has to read after a few rows changed, so that a sync need not merge the whole journal.

The rules of a merge (`settling`) connect a row with its references, a week with its plan and its evidence, and all
horizons with each other. A change cannot have an effect outside such a group. `affected_rows` collects the groups of
the changed rows. If a rule connects rows that it does not follow, such as two people with the same name, the whole
journal has to be merged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import HIDDEN, NUMBERED, REMOVED, UNIQUE, Rows, Shape, references
from devjournal.domain.merge.uids import natural_uid

Key = tuple[str, str]
"""The table and uid of a row."""

CONFLICT = "text_conflict"
"""The table of replaced texts."""

MAX_PART = 800
"""The number of rows from which merging the whole journal is faster than merging a part."""


class Graph(Protocol):
    """The rows of a journal, and the references between them."""

    def row(self, table: str, uid: str) -> Row | None:
        """Return a row; `None` if it does not exist."""

    def uids(self, table: str) -> Collection[str]:
        """Return the uids of a table."""

    def table_of(self, uid: str) -> str | None:
        """Return the table of a row; `None` if the row does not exist."""

    def referring(self, uid: str) -> Sequence[tuple[str, str, str]]:
        """Return the table, column and uid of each reference to a row."""

    def by_values(self, table: str, columns: tuple[str, ...]) -> Mapping[tuple[Any, ...], list[str]]:
        """Return the uids of a table by the values of some columns. Rows with a null among them are left out."""


def needed_rows(graph: Graph, changed: Collection[Key], shape: Shape) -> set[Key]:
    """Return the changed rows and the rows without which a copy of them cannot be merged.

    These are the rows that they refer to, the evidence of a week, and their tombstones and notes.
    """
    weeks = weeks_by_evidence(graph)
    needed: set[Key] = set()
    queue = list(changed)
    while queue:
        key = queue.pop()
        if key in needed:
            continue
        needed.add(key)
        table, uid = key
        queue += [(beside, uid) for beside in (REMOVED, HIDDEN) if uid in graph.uids(beside)]
        related = [uid, *([weeks[uid]] if uid in weeks else [])]
        row = graph.row(table, uid)
        if row is not None:
            related += referenced_uids(table, row, shape)
            related += [
                other
                for other_table, column, other in graph.referring(uid)
                if column == "week" and other_table == "entry"
            ]
        queue += [(other_table, other) for other in related if (other_table := graph.table_of(other)) is not None]
    return needed


def weeks_by_evidence(graph: Graph) -> dict[str, str]:
    """Return the uid of each week, by the uid that the evidence of its hit has or would have."""
    return {
        natural_uid("evidence", monday): uids[0] for (monday,), uids in graph.by_values("week", ("monday",)).items()
    }


def referenced_uids(table: str, row: Row, shape: Shape) -> list[str]:
    """Return the uids that a row or a note refers to."""
    if table == HIDDEN:
        note = row["note"]
        hidden_row: dict[str, Any] = note.get("row", {})
        merged_into = note.get("under", [""])[0]
        uids = [hidden_row.get(column) for column, _, _ in references(shape, row["table_name"])]
        return [uid for uid in (merged_into, *uids) if uid]
    if table == REMOVED:
        return []
    uids = [row[column] for column, _, _ in references(shape, table)]
    if table == CONFLICT:
        uids.append(row["row_uid"])
    return [uid for uid in uids if uid]


def affected_rows(graph: Graph, theirs: Sequence[Rows], changed: Collection[Key], shape: Shape) -> set[Key] | None:
    """Return the rows that a merge with the copies `theirs` may change, and the rows that its rules need to read.

    `changed` are the rows that the user changed since the last merge. Return `None` if the whole journal has to be
    merged.
    """
    try:
        return _Traversal(graph, theirs, shape).run(changed)
    except _NeedsWholeJournal:
        return None


class _NeedsWholeJournal(Exception):
    """A rule connects rows that the traversal does not follow, or the part is too large."""


class _Traversal:
    """Follows the rules from row to row."""

    def __init__(self, graph: Graph, theirs: Sequence[Rows], shape: Shape) -> None:
        self._graph = graph
        self._shape = shape
        self._copies: dict[Key, list[Row]] = {}
        self._tables: dict[str, str] = {}
        """The table of each row in the copies, by uid."""
        for rows in theirs:
            for table, table_rows in rows.items():
                for row in table_rows:
                    self._copies.setdefault((table, row["uid"]), []).append(row)
                    if table not in (REMOVED, HIDDEN):
                        self._tables[row["uid"]] = table
        self._weeks = weeks_by_evidence(graph)
        self._conflicts = graph.by_values(CONFLICT, ("row_uid",))
        self._noted_rows = self._rows_by_noted_uid()
        self._visited: set[Key] = set()
        self._changing: set[Key] = set()
        self._unstable: set[Key] = set()
        """Rows that may appear or disappear, so that rows that refer to them may change."""
        self._queue: list[Key] = []

    def run(self, changed: Collection[Key]) -> set[Key]:
        """Return all affected rows.

        Raises:
            _NeedsWholeJournal: the whole journal has to be merged.
        """
        for key, copies in self._copies.items():
            row = self._graph.row(*key)
            if any(copy != row for copy in copies):
                self._begin(key, [*copies, *([row] if row is not None else [])])
        for key in changed:
            row = self._graph.row(*key)
            self._begin(key, [row] if row is not None else [])
        while self._queue:
            self._visit(self._queue.pop())
            if len(self._visited) > MAX_PART:
                raise _NeedsWholeJournal
        return self._visited

    def _begin(self, key: Key, copies: Sequence[Row]) -> None:
        """Add a row that differs between the copies, or the row that a tombstone removes."""
        table, uid = key
        if table == HIDDEN:
            raise _NeedsWholeJournal
        if table == REMOVED:
            tables = {row["table_name"] for row in copies} or {self._table_of(uid)}
            for name in tables - {None}:
                self._add((name, uid), unstable=True)
            if uid in self._weeks:
                self._add(("week", self._weeks[uid]))
        else:
            self._add(key, unstable=self._graph.row(*key) is None)

    def _add(self, key: Key, *, unstable: bool = False, context: bool = False) -> None:
        """Queue a row that may change, that may even disappear (`unstable`), or that is only read (`context`)."""
        is_new = key not in self._visited
        if not context and key not in self._changing:
            self._changing.add(key)
            is_new = True
        if unstable and key not in self._unstable:
            self._unstable.add(key)
            is_new = True
        self._visited.add(key)
        if is_new:
            self._queue.append(key)

    def _table_of(self, uid: str) -> str | None:
        return self._graph.table_of(uid) or self._tables.get(uid)

    def _visit(self, key: Key) -> None:
        """Queue all rows that a rule connects with this one."""
        table, uid = key
        if table not in self._shape or table in (REMOVED, HIDDEN):
            raise _NeedsWholeJournal
        row = self._graph.row(table, uid)
        copies = [*([row] if row is not None else []), *self._copies.get(key, ())]
        self._follow_note(table, uid)
        for copy in copies:
            for column, other, _ in references(self._shape, table):
                if copy[column] is not None:
                    self._add((other, copy[column]), context=True)
            self._follow_group(table, copy)
            self._check_unique(table, copy)
        if uid in self._weeks:
            self._add(("week", self._weeks[uid]))
        for conflict in self._conflicts.get((uid,), ()):
            self._add((CONFLICT, conflict))
        if key in self._changing:
            for noted_row in self._noted_rows.get(uid, ()):
                self._add(noted_row)
        may_disappear = table == "bet" or (table == "entry" and any(copy["week"] is not None for copy in copies))
        if key in self._unstable or may_disappear or uid in self._graph.uids(REMOVED):
            self._follow_referring(uid)

    def _follow_note(self, table: str, uid: str) -> None:
        """Queue the rows that the values in a row's note refer to."""
        hidden = self._graph.row(HIDDEN, uid)
        if hidden is None:
            return
        note = hidden["note"]
        if hidden["table_name"] != table or not note.keys() <= {"fields", "marks", "cleared"}:
            raise _NeedsWholeJournal
        tables = {column: other for column, other, _ in references(self._shape, table)}
        for column, (_, _, value) in note.get("fields", {}).items():
            if column in tables and value is not None:
                self._add((tables[column], value))

    def _follow_group(self, table: str, row: Row) -> None:
        """Queue the rows that one rule settles together with this one."""
        if table in NUMBERED:
            self._add_referring(row[NUMBERED[table]], table, NUMBERED[table])
        elif table == "horizon":
            for uid in self._graph.uids("horizon"):
                self._add(("horizon", uid))
        elif table == "week":
            self._add_referring(row["uid"], "entry", "week")
            evidence = natural_uid("evidence", row["monday"])
            if self._table_of(evidence) is not None:
                self._add(("entry", evidence))
        elif table == CONFLICT:
            self._add((row["table_name"], row["row_uid"]))

    def _add_referring(self, target: str, table: str, column: str) -> None:
        for other_table, other_column, uid in self._graph.referring(target):
            if (other_table, other_column) == (table, column):
                self._add((table, uid))

    def _check_unique(self, table: str, row: Row) -> None:
        """Raise `_NeedsWholeJournal` if another row has the same unique values: the two would become one."""
        columns = UNIQUE.get(table)
        if columns is None:
            return
        values = tuple(row[column] for column in columns)
        if None in values:
            return
        ours = set(self._graph.by_values(table, columns).get(values, ()))
        theirs = {uid for (name, uid), rows in self._copies.items() if name == table
                  and any(tuple(row[column] for column in columns) == values for row in rows)}  # fmt: skip
        if (ours | theirs) - {row["uid"]}:
            raise _NeedsWholeJournal

    def _follow_referring(self, uid: str) -> None:
        """Queue the rows that refer to an unstable row. Those that cannot exist without it are unstable, too."""
        for table, column, other in self._graph.referring(uid):
            may_be_empty = next(empty for name, _, empty in references(self._shape, table) if name == column)
            self._add((table, other), unstable=not may_be_empty)

    def _rows_by_noted_uid(self) -> dict[str, list[Key]]:
        """Return the rows whose notes refer to a uid, by that uid."""
        rows: dict[str, list[Key]] = {}
        for uid in self._graph.uids(HIDDEN):
            hidden = self._graph.row(HIDDEN, uid)
            assert hidden is not None
            table, note = hidden["table_name"], hidden["note"]
            values = {column: entry[2] for column, entry in note.get("fields", {}).items()} | note.get("row", {})
            columns = [column for column, _, _ in references(self._shape, table)] if table in self._shape else []
            merged_into = note.get("under", [None])[0]
            for other in (*(values.get(column) for column in (*columns, "row_uid")), merged_into):
                if other:
                    rows.setdefault(str(other), []).append((table, uid))
        return rows


def uids_by_table(keys: Collection[Key]) -> dict[str, list[str]]:
    """Return the uids of some rows by table, sorted."""
    by_table: dict[str, list[str]] = {}
    for table, uid in sorted(keys):
        by_table.setdefault(table, []).append(uid)
    return by_table


def select_rows(rows: Rows, keys: Collection[Key]) -> Rows:
    """Return the rows with these keys, with their notes, and all tombstones."""
    uids = {uid for _, uid in keys}
    return {table: list(table_rows) if table == REMOVED else [row for row in table_rows
                                                             if _is_selected(table, row, keys, uids)]
            for table, table_rows in rows.items()}  # fmt: skip


def _is_selected(table: str, row: Row, keys: Collection[Key], uids: Collection[str]) -> bool:
    return row["uid"] in uids if table == HIDDEN else (table, row["uid"]) in keys
