"""Related rows: what a merge may change, or has to know, after a few rows changed.

The rules of a merge (`settling`) connect a row with its references, a week with its plan and its evidence, and all
horizons. Nothing outside of such a group can change, so a sync settles only the group. If this module cannot follow a
change, such as two people who become one, it says so, and the whole journal is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import HIDDEN, NUMBERED, ONCE, REMOVED, Rows, Shape, references
from devjournal.domain.merge.uids import natural_uid

Key = tuple[str, str]
"""A table and the uid of a row in it."""

CONFLICT = "text_conflict"
"""The table of replaced texts."""

MOST = 800
"""The most rows for which settling a part is faster."""


class Graph(Protocol):
    """The rows of a journal, and their references."""

    def row(self, table: str, uid: str) -> Row | None:
        """Return one row, or None if it does not exist."""

    def uids(self, table: str) -> Collection[str]:
        """Return the uids of a table."""

    def table_of(self, uid: str) -> str | None:
        """Return the table of a row."""

    def referring(self, uid: str) -> Sequence[tuple[str, str, str]]:
        """Return the rows that refer to another row: table, column and uid."""

    def by_values(self, table: str, columns: tuple[str, ...]) -> Mapping[tuple[Any, ...], list[str]]:
        """Return the uids of a table by the values of some columns, none of them null."""


def related(graph: Graph, changed: Collection[Key], shape: Shape) -> set[Key]:
    """Return the rows that a copy needs besides the `changed` rows to read like the whole journal.

    They are a week with its evidence, and everything that a row or a note refers to.
    """
    weeks = weeks_by_evidence(graph)
    needed: set[Key] = set()
    waiting = list(changed)
    while waiting:
        key = waiting.pop()
        if key in needed:
            continue
        needed.add(key)
        table, uid = key
        waiting += [(beside, uid) for beside in (REMOVED, HIDDEN) if uid in graph.uids(beside)]
        around = [uid, *([weeks[uid]] if uid in weeks else [])]
        row = graph.row(table, uid)
        if row is not None:
            around += mentioned(table, row, shape)
            around += [
                other
                for other_table, column, other in graph.referring(uid)
                if column == "week" and other_table == "entry"
            ]
        waiting += [(there, other) for other in around if (there := graph.table_of(other)) is not None]
    return needed


def weeks_by_evidence(graph: Graph) -> dict[str, str]:
    """Return the week of each piece of evidence made by a hit, by uid."""
    return {
        natural_uid("evidence", monday): uids[0] for (monday,), uids in graph.by_values("week", ("monday",)).items()
    }


def mentioned(table: str, row: Row, shape: Shape) -> list[str]:
    """Return the uids that a row or a note refers to."""
    if table == HIDDEN:
        note = row["note"]
        inside: dict[str, Any] = note.get("row", {})
        under = note.get("under", [""])[0]
        named = [inside.get(column) for column, _, _ in references(shape, row["table_name"])]
        return [uid for uid in (under, *named) if uid]
    if table == REMOVED:
        return []
    named = [row[column] for column, _, _ in references(shape, table)]
    if table == CONFLICT:
        named.append(row["row_uid"])
    return [uid for uid in named if uid]


def surroundings(graph: Graph, theirs: Sequence[Rows], changed: Collection[Key], shape: Shape) -> set[Key] | None:
    """Return what settling may change, and what it needs to know; None if only the whole journal will do.

    Apart from what the copies in `theirs` bring and what `changed` here, everything is in step.
    """
    try:
        return _Walk(graph, theirs, shape).from_there(changed)
    except _TooFar:
        return None


class _TooFar(Exception):
    """The whole journal has to be settled."""


class _Walk:
    """Walks from row to row."""

    def __init__(self, graph: Graph, theirs: Sequence[Rows], shape: Shape) -> None:
        self._graph = graph
        self._shape = shape
        self._theirs: dict[Key, list[Row]] = {}
        self._tables: dict[str, str] = {}
        for rows in theirs:
            for table, table_rows in rows.items():
                for row in table_rows:
                    self._theirs.setdefault((table, row["uid"]), []).append(row)
                    if table not in (REMOVED, HIDDEN):
                        self._tables[row["uid"]] = table
        self._weeks = weeks_by_evidence(graph)
        self._about = graph.by_values(CONFLICT, ("row_uid",))
        self._by_note = self._mentioned_by_notes()
        self._found: set[Key] = set()
        self._changing: set[Key] = set()
        self._unsure: set[Key] = set()
        """Rows that may appear or disappear, and so may change the rows that refer to them."""
        self._waiting: list[Key] = []

    def from_there(self, changed: Collection[Key]) -> set[Key]:
        for key, versions in self._theirs.items():
            here = self._graph.row(*key)
            if any(row != here for row in versions):
                self._begin(key, [*versions, *([here] if here is not None else [])])
        for key in changed:
            here = self._graph.row(*key)
            self._begin(key, [here] if here is not None else [])
        while self._waiting:
            self._look(self._waiting.pop())
            if len(self._found) > MOST:
                raise _TooFar
        return self._found

    def _begin(self, key: Key, versions: Sequence[Row]) -> None:
        table, uid = key
        if table == HIDDEN:
            raise _TooFar
        if table == REMOVED:
            tables = {row["table_name"] for row in versions} or {self._table_of(uid)}
            for name in tables - {None}:
                self._add((name, uid), unsure=True)
            if uid in self._weeks:
                self._add(("week", self._weeks[uid]))
        else:
            self._add(key, unsure=self._graph.row(*key) is None)

    def _add(self, key: Key, *, unsure: bool = False, context: bool = False) -> None:
        """Visit a row that may change or even disappear, or that is only `context` for others."""
        is_new = key not in self._found
        if not context and key not in self._changing:
            self._changing.add(key)
            is_new = True
        if unsure and key not in self._unsure:
            self._unsure.add(key)
            is_new = True
        self._found.add(key)
        if is_new:
            self._waiting.append(key)

    def _table_of(self, uid: str) -> str | None:
        return self._graph.table_of(uid) or self._tables.get(uid)

    def _look(self, key: Key) -> None:
        table, uid = key
        if table not in self._shape or table in (REMOVED, HIDDEN):
            raise _TooFar
        here = self._graph.row(table, uid)
        versions = [*([here] if here is not None else []), *self._theirs.get(key, ())]
        self._look_at_note(table, uid)
        for row in versions:
            for column, other, _ in references(self._shape, table):
                if row[column] is not None:
                    self._add((other, row[column]), context=True)
            self._look_at_group(table, row)
            self._look_for_another(table, row)
        if uid in self._weeks:
            self._add(("week", self._weeks[uid]))
        for conflict in self._about.get((uid,), ()):
            self._add((CONFLICT, conflict))
        if key in self._changing:
            for noted in self._by_note.get(uid, ()):
                self._add(noted)
        comes_and_goes = table == "bet" or (table == "entry" and any(row["week"] is not None for row in versions))
        if key in self._unsure or comes_and_goes or uid in self._graph.uids(REMOVED):
            self._look_at_referring(uid)

    def _look_at_note(self, table: str, uid: str) -> None:
        hidden = self._graph.row(HIDDEN, uid)
        if hidden is None:
            return
        note = hidden["note"]
        if hidden["table_name"] != table or not note.keys() <= {"fields", "marks", "cleared"}:
            raise _TooFar
        refer = {column: other for column, other, _ in references(self._shape, table)}
        for column, (_, _, value) in note.get("fields", {}).items():
            if column in refer and value is not None:
                self._add((refer[column], value))

    def _look_at_group(self, table: str, row: Row) -> None:
        """Add the rows that one rule connects with a row."""
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

    def _look_for_another(self, table: str, row: Row) -> None:
        """Give up if two rows share a unique value."""
        columns = ONCE.get(table)
        if columns is None:
            return
        values = tuple(row[column] for column in columns)
        if None in values:
            return
        there = set(self._graph.by_values(table, columns).get(values, ()))
        coming = {uid for (name, uid), rows in self._theirs.items() if name == table
                  and any(tuple(row[column] for column in columns) == values for row in rows)}  # fmt: skip
        if (there | coming) - {row["uid"]}:
            raise _TooFar

    def _look_at_referring(self, uid: str) -> None:
        """Add what refers to a row that may appear or disappear; a row that cannot exist without it does so, too."""
        for table, column, other in self._graph.referring(uid):
            hangs = not self._may_be_empty(table, column)
            self._add((table, other), unsure=hangs)

    def _may_be_empty(self, table: str, column: str) -> bool:
        return next(empty for name, _, empty in references(self._shape, table) if name == column)

    def _mentioned_by_notes(self) -> dict[str, list[Key]]:
        """Return the rows whose notes mention another row."""
        mentions: dict[str, list[Key]] = {}
        for uid in self._graph.uids(HIDDEN):
            hidden = self._graph.row(HIDDEN, uid)
            assert hidden is not None
            table, note = hidden["table_name"], hidden["note"]
            inside = {column: entry[2] for column, entry in note.get("fields", {}).items()} | note.get("row", {})
            named = (
                [inside.get(column) for column, _, _ in references(self._shape, table)] if table in self._shape else []
            )
            for other in (*named, inside.get("row_uid"), note.get("under", [None])[0]):
                if other:
                    mentions.setdefault(str(other), []).append((table, uid))
        return mentions


def parts_of(keys: Collection[Key]) -> dict[str, list[str]]:
    """Return the uids of some rows by table."""
    by_table: dict[str, list[str]] = {}
    for table, uid in sorted(keys):
        by_table.setdefault(table, []).append(uid)
    return by_table


def restricted(rows: Rows, keys: Collection[Key]) -> Rows:
    """Return the rows with these `keys`, with their notes, and every mark of a removal."""
    uids = {uid for _, uid in keys}
    return {table: list(listed) if table == REMOVED else [row for row in listed if _is_among(table, row, keys, uids)]
            for table, listed in rows.items()}  # fmt: skip


def _is_among(table: str, row: Row, keys: Collection[Key], uids: Collection[str]) -> bool:
    return row["uid"] in uids if table == HIDDEN else (table, row["uid"]) in keys
