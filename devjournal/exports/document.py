"""The whole journal as one JSON document: rows to text, and a text back to rows once all of it has been checked.

A document is `{"format": "devjournal", "version": N, "tables": {TABLE: [rows]}}`. Which columns a table has, and what
each holds, is handed in as storage describes it: `text`, `day`, `flag`, `number`, `json`, `uid of TABLE`, and a `?`
behind what may be null.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NoReturn

from devjournal.domain.dates import iso_day
from devjournal.domain.text import clean, json_safe, quoted
from devjournal.errors import DocumentRefused
from devjournal.exports.rules import broken_rules

FORMAT = "devjournal"
"""What `format` says."""

REMOVED = "removed"
"""The table of what was removed; its rows are known by the uid of what they stand for."""

DEEPEST = 64
"""How deep a snapshot may be nested; a board needs four."""

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table: references as uids, days as ISO texts."""

Shape = Mapping[str, Mapping[str, str]]
"""For every table its columns, and what each holds; `=` and a value behind it stand for a column that is left out."""

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_WIDEST = 2**63

_NAMES = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a whole number"}


class _Object(dict[str, Any]):
    """A JSON object that remembers a key which was there twice."""

    twice: str | None = None


class _Unkeepable(str):
    """Stands for a number that JSON can write and a journal cannot keep."""


def dumps(rows: Rows, version: int) -> str:
    """Return the document of these rows; the same rows give the same text."""
    document = {"format": FORMAT, "version": version, "tables": rows}
    return json_safe(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def loads(text: str, shape: Shape, version: int, may_lack: Collection[str] = ()) -> Rows:
    """Return the rows of a document, after all of it has been checked; tables that it `may_lack` are empty then.

    Raises:
        DocumentRefused: it is not a whole journal; the sentence names what is wrong by its path.
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
    for path, what in broken_rules(rows):
        _refuse(path, what)
    return rows


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_Unkeepable,
        )
    except RecursionError as error:
        raise DocumentRefused("The document is nested too deep to be a journal; nothing was imported.") from error
    except json.JSONDecodeError as error:
        raise DocumentRefused(
            f"The document is not JSON ({error.msg}, line {error.lineno}, column {error.colno}); nothing was imported."
        ) from error


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        found.twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return found


def _whole(digits: str) -> int | _Unkeepable:
    if len(digits) > 20 or not -_WIDEST <= int(digits) < _WIDEST:
        return _Unkeepable(digits)
    return int(digits)


def _fraction(digits: str) -> float | _Unkeepable:
    number = float(digits)
    return number if math.isfinite(number) else _Unkeepable(digits)


def _check_version(found: Any, version: int) -> None:
    if type(found) is not int or found < 1:
        _refuse("version", "is not the version of a journal")
    if found > version:
        raise DocumentRefused("The document was written by a newer devjournal; update this one to import it.")


def _rows(found: Any, columns: Mapping[str, str], path: str) -> list[dict[str, Any]]:
    rows = []
    kinds = {name: kind.partition("=")[0] for name, kind in columns.items()}
    defaults = {name: json.loads(kind.partition("=")[2]) for name, kind in columns.items() if "=" in kind}
    for at, row in enumerate(_expect(found, list, path)):
        here = f"{path}[{at}]"
        for name, default in defaults.items():
            _expect(row, dict, here).setdefault(name, default)
        _check_keys(_expect(row, dict, here), columns, here)
        rows.append({name: _value(row[name], kind, f"{here}.{name}", name) for name, kind in kinds.items()})
        if "updated_at" in row and row["updated_at"] < row["created_at"]:
            _refuse(f"{here}.updated_at", "is before created_at")
    return rows


def _value(value: Any, kind: str, path: str, name: str) -> Any:
    """Return a value as it is kept, checked against what its column holds."""
    if value is None and kind.endswith("?"):
        return None
    kind = kind.removesuffix("?")
    if kind == "json":
        return _plain(value, path, 0)
    if isinstance(value, _Unkeepable):
        _refuse(path, "is a number that a journal cannot keep")
    if kind in ("flag", "number"):
        return _expect(value, bool if kind == "flag" else int, path)
    text = clean(_text(_expect(value, str, path), path))
    if name == "uid" or kind.startswith("uid of "):
        if not _UID.fullmatch(text):
            _refuse(path, f"is {quoted(text)}, which is not a UUID")
    elif name.endswith("_at"):
        _check_stamp(text, path)
    elif kind == "day" and iso_day(text) is None:
        _refuse(path, f"is {quoted(text)}, which is not a day like 2026-11-27")
    return text


def _text(text: str, path: str) -> str:
    if "\0" in text:
        _refuse(path, "holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(path, "holds half of a surrogate pair, which no text can hold")
    return text


def _check_stamp(text: str, path: str) -> None:
    try:
        real = _STAMP.fullmatch(text) is not None and datetime.fromisoformat(text).year > 0
    except ValueError:
        real = False
    if not real:
        _refuse(path, f"is {quoted(text)}, which is not a time like 2026-11-27T16:30:00.000000Z")


def _plain(value: Any, path: str, depth: int) -> Any:
    """Return a JSON value as plain dicts and lists, with its keys sorted."""
    if depth > DEEPEST:
        _refuse(path, "is nested too deep")
    if isinstance(value, _Unkeepable):
        _refuse(path, "is a number that a journal cannot keep")
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, list):
        return [_plain(item, f"{path}[{at}]", depth + 1) for at, item in enumerate(value)]
    if isinstance(value, _Object):
        _check_once(value, path)
        return {_text(key, path): _plain(value[key], f"{path}.{_key(key)}", depth + 1) for key in sorted(value)}
    return value


def _expect(value: Any, kind: type, path: str) -> Any:
    """Return `value` where it is of that kind, and no subclass that JSON tells apart."""
    fits = isinstance(value, kind) and not isinstance(value, _Unkeepable)
    if not fits or (kind is int and isinstance(value, bool)):
        _refuse(path, f"is not {_NAMES[kind]}")
    return value


def _check_keys(found: _Object, wanted: Collection[str], path: str) -> None:
    _check_once(found, path)
    inside = f"{path}." if path else ""
    for name in wanted:
        if name not in found:
            _refuse(f"{inside}{name}", "is missing")
    for name in found:
        if name not in wanted:
            _refuse(f"{inside}{_key(name)}", "is not known here")


def _check_once(found: _Object, path: str) -> None:
    if found.twice is not None:
        _refuse(f"{path}.{_key(found.twice)}" if path else _key(found.twice), "is there twice")


def _key(name: str) -> str:
    return quoted(name)[1:-1]


def _check_uids(rows: Rows) -> dict[str, str]:
    """Return the table of every uid; each stands once in the whole document."""
    paths: dict[str, str] = {}
    tables: dict[str, str] = {}
    for name, found in rows.items():
        for at, row in enumerate(found):
            path = f"tables.{name}[{at}].uid"
            if row["uid"] in paths:
                _refuse(path, f"is the same as {paths[row['uid']]}")
            paths[row["uid"]] = path
            tables[row["uid"]] = name
    return tables


def _check_references(rows: Rows, shape: Shape, uids: Mapping[str, str]) -> None:
    for name, columns in shape.items():
        referring = [(column, kind.removesuffix("?")) for column, kind in columns.items() if kind.startswith("uid of ")]
        for at, row in enumerate(rows[name]):
            for column, kind in referring:
                table = kind.removeprefix("uid of ")
                if row[column] is not None and uids.get(row[column]) != table:
                    _refuse(f"tables.{name}[{at}].{column}", f"names a {table} that the document does not hold")
    for at, row in enumerate(rows[REMOVED]):
        if row["table_name"] not in shape or row["table_name"] == REMOVED:
            _refuse(f"tables.{REMOVED}[{at}].table_name", "is not the name of a table")


def _refuse(path: str, what: str) -> NoReturn:
    raise DocumentRefused(f"{path} {what}; mend the document and import it again, nothing was imported.")
