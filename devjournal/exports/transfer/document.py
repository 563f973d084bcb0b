"""The whole journal as one JSON document: rows to text, and text to rows after checking all of it.

A document is `{"format": "devjournal", "version": N, "tables": {TABLE: [rows]}}`. The columns of each table are an
argument, because only storage knows them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from devjournal.domain.dates.days import stored_day
from devjournal.domain.dates.stamps import is_stamp
from devjournal.domain.merge.column import Column
from devjournal.domain.merge.field_log import ALL, COMMON, CREATED
from devjournal.domain.merge.notes import fits
from devjournal.domain.merge.settling import HIDDEN, REMOVED, Rows, Shape, references
from devjournal.domain.merge.uids import is_uid
from devjournal.domain.text.user_text import clean, json_document, quoted
from devjournal.errors import DocumentRefused
from devjournal.exports.transfer.document_rules import broken_rules

FORMAT = "devjournal"
"""The value of `format`."""

MAX_DEPTH = 64
"""The deepest nesting of a snapshot; a board needs four levels."""

_MAX_NUMBER = 2**63
"""The bound of whole numbers in SQLite."""

_NAMES = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a whole number"}


class _Object(dict[str, Any]):
    """A JSON object, and the first key that it has twice."""

    duplicate_key: str | None = None


class _UnstorableNumber(str):
    """A JSON number that a journal cannot store, as written."""


def dumps(rows: Rows, version: int) -> str:
    """Return the document of these rows; equal rows give equal texts."""
    return json_document({"format": FORMAT, "version": version, "tables": rows}) + "\n"


def loads(text: str, shape: Shape, version: int, may_lack: Collection[str] = ()) -> Rows:
    """Return the rows of a document after checking all of it. A table in `may_lack` is empty if it is missing.

    Raises:
        DocumentRefused: the document is not a whole journal; the message names the fault by its path.
    """
    document = _parse(text)
    _expect(document, dict, "The document")
    if document.get("format") != FORMAT:
        raise DocumentRefused(
            'This is not a journal: "format" is not "devjournal". Import what `devjournal export` wrote.'
        )
    _check_version(document.get("version"), version)
    _check_keys(document, ("format", "version", "tables"), "")
    tables = _expect(document["tables"], dict, "tables")
    for name in may_lack:
        tables.setdefault(name, [])
    _check_keys(tables, shape, "tables")
    rows: Rows = {name: _rows(tables[name], columns, f"tables.{name}") for name, columns in shape.items()}
    uids = _check_uids(rows)
    _check_references(rows, shape, uids)
    _check_notes(rows, shape)
    for path, reason in broken_rules(rows):
        _refuse(path, reason)
    return rows


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_UnstorableNumber,
        )
    except RecursionError as error:
        raise DocumentRefused("The document is nested too deep to be a journal; nothing was imported.") from error
    except json.JSONDecodeError as error:
        raise DocumentRefused(
            f"The document is not JSON ({error.msg}, line {error.lineno}, column {error.colno}); nothing was imported."
        ) from error


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    fields = _Object(pairs)
    if len(fields) != len(pairs):
        fields.duplicate_key = next(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
    return fields


def _whole(digits: str) -> int | _UnstorableNumber:
    if len(digits) > 20 or not -_MAX_NUMBER <= int(digits) < _MAX_NUMBER:
        return _UnstorableNumber(digits)
    return int(digits)


def _fraction(digits: str) -> float | _UnstorableNumber:
    number = float(digits)
    return number if math.isfinite(number) else _UnstorableNumber(digits)


def _check_version(number: Any, version: int) -> None:
    if type(number) is not int or number < 1:
        _refuse("version", "is not the version of a journal")
    if number > version:
        raise DocumentRefused("The document was written by a newer devjournal; update this one to import it.")


def _rows(listed: Any, columns: Mapping[str, Column], path: str) -> list[dict[str, Any]]:
    rows = []
    defaults = {name: column.default_value for name, column in columns.items() if column.default}
    for at, row in enumerate(_expect(listed, list, path)):
        row_path = f"{path}[{at}]"
        fields = _expect(row, dict, row_path)
        for name, default in defaults.items():
            fields.setdefault(name, default)
        _check_keys(fields, columns, row_path)
        values = {name: _value(row[name], column, f"{row_path}.{name}") for name, column in columns.items()}
        rows.append(values)
        if "updated_at" in row and row["updated_at"] < row["created_at"]:
            _refuse(f"{row_path}.updated_at", "is before created_at")
        if values.get("changed"):
            _check_log(values["changed"], columns, f"{row_path}.changed")
    return rows


def _value(value: Any, column: Column, path: str) -> Any:
    """Return a value as stored, checked against its column's kind."""
    if value is None and column.nullable:
        return None
    kind = column.kind
    if kind == "json":
        return _checked_json(value, path, 0)
    if kind in ("log", "note"):
        note = _checked_json(_expect(value, dict, path), path, 0)
        return note if kind == "note" else _log(note, path)
    if isinstance(value, _UnstorableNumber):
        _refuse(path, "is a number that a journal cannot store")
    if kind in ("flag", "number"):
        return _expect(value, bool if kind == "flag" else int, path)
    text = clean(_text(_expect(value, str, path), path))
    if kind in ("uid", "reference"):
        if not is_uid(text):
            _refuse(path, f"is {quoted(text)}, which is not a UUID")
    elif kind == "stamp":
        _check_stamp(text, path)
    elif kind == "day" and stored_day(text) is None:
        _refuse(path, f"is {quoted(text)}, which is not a day like 2026-11-27")
    return text


def _text(text: str, path: str) -> str:
    if "\0" in text:
        _refuse(path, "contains a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(path, "contains half of a surrogate pair, which is not valid text")
    return text


def _check_stamp(text: str, path: str) -> None:
    if not is_stamp(text):
        _refuse(path, f"is {quoted(text)}, which is not a time like 2026-11-27T16:30:00.000000Z")


def _checked_json(value: Any, path: str, depth: int) -> Any:
    """Return a JSON value with sorted keys, after checking its texts, numbers and depth."""
    if depth > MAX_DEPTH:
        _refuse(path, "is nested too deep")
    if isinstance(value, _UnstorableNumber):
        _refuse(path, "is a number that a journal cannot store")
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, list):
        return [_checked_json(item, f"{path}[{at}]", depth + 1) for at, item in enumerate(value)]
    if isinstance(value, _Object):
        _check_once(value, path)
        return {_text(key, path): _checked_json(value[key], f"{path}.{_key(key)}", depth + 1) for key in sorted(value)}
    return value


def _expect(value: Any, kind: type, path: str) -> Any:
    """Return `value` if it is exactly of this type: JSON distinguishes bool from int."""
    fits = isinstance(value, kind) and not isinstance(value, _UnstorableNumber)
    if not fits or (kind is int and isinstance(value, bool)):
        _refuse(path, f"is not {_NAMES[kind]}")
    return value


def _check_keys(fields: _Object, expected: Collection[str], path: str) -> None:
    _check_once(fields, path)
    inside = f"{path}." if path else ""
    for name in expected:
        if name not in fields:
            _refuse(f"{inside}{name}", "is missing")
    for name in fields:
        if name not in expected:
            _refuse(f"{inside}{_key(name)}", "is not known here")


def _check_once(fields: _Object, path: str) -> None:
    if fields.duplicate_key is not None:
        _refuse(f"{path}.{_key(fields.duplicate_key)}" if path else _key(fields.duplicate_key), "occurs twice")


def _key(name: str) -> str:
    return quoted(name)[1:-1]


def _check_uids(rows: Rows) -> dict[str, str]:
    """Return the table of every uid. Each uid is unique in the document."""
    paths: dict[str, str] = {}
    tables: dict[str, str] = {}
    for name, table_rows in rows.items():
        if name == HIDDEN:  # its rows belong to other rows
            continue
        for at, row in enumerate(table_rows):
            path = f"tables.{name}[{at}].uid"
            if row["uid"] in paths:
                _refuse(path, f"is the same as {paths[row['uid']]}")
            paths[row["uid"]] = path
            tables[row["uid"]] = name
    return tables


def _check_references(rows: Rows, shape: Shape, uids: Mapping[str, str]) -> None:
    for name in shape:
        referring = list(references(shape, name))
        for at, row in enumerate(rows[name]):
            for column, table, _ in referring:
                if row[column] is not None and uids.get(row[column]) != table:
                    _refuse(f"tables.{name}[{at}].{column}", f"names a {table} that the document does not contain")
    for name in (REMOVED, HIDDEN, "text_conflict"):
        for at, row in enumerate(rows[name]):
            if row["table_name"] not in shape or row["table_name"] in (REMOVED, HIDDEN):
                _refuse(f"tables.{name}[{at}].table_name", "is not the name of a table")
    for at, row in enumerate(rows["text_conflict"]):
        if row["field"] not in shape[row["table_name"]] or row["field"] in COMMON:
            _refuse(f"tables.text_conflict[{at}].field", "is no field of its table")


def _log(stamps: dict[str, Any], path: str) -> dict[str, str]:
    """Return a row's log sorted by time. The names of each time are sorted, too."""
    for at, names in stamps.items():
        _check_stamp(at, f"{path}.{_key(at)}")
        _expect(names, str, f"{path}.{_key(at)}")
    return {at: " ".join(sorted(set(names.split()))) for at, names in stamps.items()}


def _check_log(log: Mapping[str, str], columns: Collection[str], path: str) -> None:
    for at, names in log.items():
        for name in names.split():
            if name not in (ALL, CREATED) and (name not in columns or name in COMMON):
                _refuse(f"{path}.{at}", f"names {quoted(name)}, which is no field")


def _check_notes(rows: Rows, shape: Shape) -> None:
    """Check the notes of merges: their form, and their values like those of rows. References may be missing."""
    seen: set[str] = set()
    for at, row in enumerate(rows[HIDDEN]):
        path, table, note = f"tables.{HIDDEN}[{at}]", row["table_name"], row["note"]
        if row["uid"] in seen:
            _refuse(f"{path}.uid", "occurs twice")
        seen.add(row["uid"])
        path = f"{path}.note"
        for name, value in note.items():
            if name not in _NOTES:
                _refuse(f"{path}.{_key(name)}", "is not known here")
            _expect(value, _NOTES[name], f"{path}.{name}")
        if not fits(note, shape[table]):
            _refuse(path, "is not a note of a merge")
        for name, note_field in note.get("fields", {}).items():
            _note_of_field(note_field, shape[table].get(name), f"{path}.fields.{_key(name)}", name)
        _check_times(note, path)
        if "row" in note:
            checked_rows = _rows([_Object({"uid": row["uid"], **note["row"]})], shape[table], f"{path}.row")
            for _, reason in broken_rules({**dict.fromkeys(shape, ()), table: checked_rows}):
                _refuse(f"{path}.row", reason)
        under = note.get("under", ["", ""])
        if len(under) != 2 or (under[0] and not is_uid(_expect(under[0], str, path))):
            _refuse(f"{path}.under", "is not a UUID and a time")
        _check_time(under[1], path)
        if "removed" in note:
            (note["removed"],) = _rows([_Object(note["removed"])], shape[REMOVED], f"{path}.removed")


_NOTES: dict[str, type] = {
    **{"row": dict, "fields": dict, "at": dict, "removed": dict},
    **{"marks": list, "cleared": object, "under": list, "made": str},
}
"""The form of a note (`domain.merge.settling`)."""


def _note_of_field(parts: Any, column: Column | None, path: str, name: str) -> None:
    """Check when a field was last written, when it got its value, and the value."""
    if column is None or name in COMMON:
        _refuse(path, "is no field")
    if len(_expect(parts, list, path)) != 3:
        _refuse(path, "is not two times and a value")
    for stamp in parts[:2]:
        _check_time(stamp, path)
    _value(parts[2], column, path)


def _check_times(note: Mapping[str, Any], path: str) -> None:
    times = [*note.get("at", {}).values(), note.get("made", "")]
    for name in ("marks", "cleared"):
        value = note.get(name, "")
        times += [stamp for part in (value if isinstance(value, list) else [value]) for stamp in _flat(part)]
    for stamp in times:
        _check_time(stamp, path)


def _flat(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_time(stamp: Any, path: str) -> None:
    """Check a time, which may be empty."""
    if _expect(stamp, str, path):
        _check_stamp(stamp, path)


def _refuse(path: str, reason: str) -> NoReturn:
    raise DocumentRefused(f"{path} {reason}; correct the document and import it again; nothing was imported.")
