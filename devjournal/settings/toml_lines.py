"""Finds the line of each key in a TOML document: `tomllib` does not report positions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]
"""A key with its tables: `("ritual", "recap")`."""

MAX_VALUE_LINES = 200
"""The maximum number of lines of one value. Keys after a longer value get no line number."""

_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def key_lines(document: str) -> dict[Path, int]:
    """Map each key and table of a valid document to the line on which it begins, counted from 1.

    Lines are added until `tomllib` parses them as a statement, so no second TOML parser is needed.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    first_line, statement = 1, ""
    for number, line in enumerate(document.replace("\r\n", "\n").split("\n"), 1):
        first_line = first_line if statement else number
        statement += f"{line}\n"
        try:
            values = tomllib.loads(statement)
        except (ValueError, RecursionError):
            if number - first_line >= MAX_VALUE_LINES:
                break
            continue
        if statement.lstrip().startswith("["):
            table = ()
            for path in _paths(values):
                table = path
                lines.setdefault(path, first_line)
        else:
            for path in _paths(values):
                lines.setdefault(table + path, first_line)
        statement = ""
    return lines


def _paths(values: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the path of each key, tables before their keys."""
    for key, value in values.items():
        yield (key,)
        if isinstance(value, Mapping):
            yield from ((key, *path) for path in _paths(value))


def error_position(error: ValueError, document: str) -> tuple[int, str]:
    """Split a parser error into the line number, 0 if unknown, and the message."""
    message = str(error)
    match = _POSITION.search(message)
    if match is None:
        return 0, message
    line = int(match[1]) if match[1] else document.rstrip().count("\n") + 1
    return line, message[: match.start()]
