"""What `import --merge` does and says: each text that gave way to another, with the times of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from devjournal.cli.context import Context
from devjournal.cli.source import STANDARD
from devjournal.domain.dates.days import IsoWeek, iso_day
from devjournal.domain.merge.row_merge import GaveWay
from devjournal.domain.merge.settling import Rows
from devjournal.domain.text.user_text import one_line, pluralized, quoted
from devjournal.exports.transfer.merge import Merged, merge
from devjournal.storage.schema.document_shape import table_columns

_NAMED_BY = ("title", "name", "role", "text", "day", "first")
"""The columns that a row is known by to its owner; the first that a table has."""


def merge_into(hall: Context, rows: Rows, source: str) -> str:
    """Merge the rows of a document into the journal, and return what is to be told.

    Raises:
        JournalError: the two together break a rule of the schema; nothing was written.
    """
    name = "standard input" if source == STANDARD else quoted(Path(source).name, 60)
    what = f"merge of {name}"
    merged, changed = hall.journal.transfer.merge(rows, partial(merge, shape=table_columns()), what)
    done = f"Merged {name}: {pluralized(changed, 'record')} changed" if changed else f"Merged {name}: nothing new"
    lines = [_told(lost, merged, hall.journal.now.tzinfo) for lost in merged.gave_way]
    if not lines:
        return f"{done}."
    return "\n".join([f"{done}; {pluralized(len(lines), 'text')} gave way.", *lines])


def _told(lost: GaveWay, merged: Merged, zone: tzinfo | None) -> str:
    """Return the line of what gave way: where it is, what stands, and since when each was written."""
    kept, other = (_value(lost, value, merged) for value in (lost.kept, lost.other))
    times = _times(lost.kept_at, lost.other_at, zone)
    where = f"{_name(lost.table, lost.row, merged)}, {_words(lost.column)}"
    return f"{where}: kept {kept} of {times[0]}; {other} of {times[1]} gave way."


def _times(kept: str, other: str, zone: tzinfo | None) -> tuple[str, str]:
    """Return two times in the owner's zone, to the minute where that tells them apart, else as they are kept."""
    short = [f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}" for at in (kept, other)]
    if short[0] != short[1] or kept == other:
        return short[0], short[1]
    full = [f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M:%S.%f}" for at in (kept, other)]
    return full[0], full[1]


def _name(table: str, row: Mapping[str, Any], merged: Merged) -> str:
    """Return what a row is called: `week 2026-W48`, `gap “Design”`."""
    if "monday" in row:
        day = iso_day(row["monday"])
        return f"week {IsoWeek.of(day)}" if day is not None else "week"
    if table == "awareness":
        return f"what {_title('person', row['person'], merged)} knows of {_title('gap', row['gap'], merged)}"
    column = next(name for name in (*_NAMED_BY, "kind") if name in row)
    return f"{_words(table)} {quoted(one_line(str(row[column])), 60)}"


def _value(lost: GaveWay, value: Any, merged: Merged) -> str:
    kind = table_columns()[lost.table][lost.column].partition("=")[0].removesuffix("?")
    if value is None or value == "":
        return "nothing"
    if kind.startswith("uid of "):
        return _title(kind.removeprefix("uid of "), value, merged)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return quoted(one_line(value), 10_000) if isinstance(value, str) else str(value)


def _title(table: str, uid: str, merged: Merged) -> str:
    """Return the title of a row that is referred to."""
    found = next((row for row in merged.rows[table] if row["uid"] == merged.renamed.get(uid, uid)), None)
    if found is None:
        return "something that is gone"
    if "monday" in found:
        return _name(table, found, merged)
    return quoted(one_line(str(next(found[name] for name in _NAMED_BY if name in found))), 60)


def _words(name: str) -> str:
    return name.replace("_", " ")
