"""JSON Schema (draft 2020-12) of the whole-journal document."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from devjournal.domain.dates.stamps import STAMP
from devjournal.domain.merge.settling import Shape
from devjournal.domain.merge.uids import UID
from devjournal.exports.transfer.document import FORMAT

_DAY = r"^\d{4}-\d\d-\d\d$"


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


def _row(columns: Any) -> dict[str, Any]:
    properties = {name: _column(name, kind) for name, kind in columns.items()}
    return _object(properties, [name for name, kind in columns.items() if "=" not in kind])


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _column(name: str, kind: str) -> dict[str, Any]:
    """Return the schema of a column; `kind` is as described by storage (`document`)."""
    kind, _, default = kind.partition("=")
    nullable, kind = kind.endswith("?"), kind.removesuffix("?")
    rule: dict[str, Any] = {"type": {"flag": "boolean", "number": "integer"}.get(kind, "string")}
    if kind == "json":
        rule = {}
    elif name in ("uid", "row_uid") or kind.startswith("uid of "):
        rule["pattern"] = f"^{UID}$"
        if kind != "text":
            rule["description"] = f"the uid of a {kind.removeprefix('uid of ')}"
    elif kind == "day":
        rule["pattern"] = _DAY
    elif name.endswith("_at"):
        rule["pattern"] = f"^{STAMP}$"
    if nullable:
        rule["type"] = [rule["type"], "null"]
    if default:
        rule["default"] = json.loads(default)
    return rule
