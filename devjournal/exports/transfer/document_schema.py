"""JSON Schema (draft 2020-12) of the whole-journal document."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from devjournal.domain.dates.stamps import STAMP
from devjournal.domain.merge.column import Column
from devjournal.domain.merge.settling import Shape
from devjournal.domain.merge.uids import UID
from devjournal.exports.transfer.document import FORMAT

_PATTERNS: dict[str, str] = {
    **{"uid": f"^{UID}$", "reference": f"^{UID}$", "day": r"^\d{4}-\d\d-\d\d$", "stamp": f"^{STAMP}$"},
}


def json_schema(shape: Shape, version: int, may_lack: Collection[str] = ()) -> str:
    """Return the schema of documents up to a version; tables in `may_lack` are optional."""
    tables = {name: {"type": "array", "items": _row(columns)} for name, columns in shape.items()}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A devjournal journal",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"type": "integer", "minimum": 1, "maximum": version},
            "tables": _object(tables, [name for name in tables if name not in may_lack]),
        },
        "required": ["format", "version", "tables"],
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=2)


def _row(columns: Mapping[str, Column]) -> dict[str, Any]:
    properties = {name: _column(column) for name, column in columns.items()}
    return _object(properties, [name for name, column in columns.items() if not column.default])


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _column(column: Column) -> dict[str, Any]:
    rule: dict[str, Any] = {"type": {"flag": "boolean", "number": "integer"}.get(column.kind, "string")}
    if column.kind == "json":
        rule = {}
    elif column.kind in _PATTERNS:
        rule["pattern"] = _PATTERNS[column.kind]
    if column.table:
        rule["description"] = f"the uid of a {column.table}"
    if column.nullable:
        rule["type"] = [rule["type"], "null"]
    if column.default:
        rule["default"] = column.default_value
    return rule
