"""On which line of a TOML document each key stands; `tomllib` reads values and forgets where they were."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]
"""A key with the tables around it, as `("ritual", "recap")`."""

LONGEST = 200
"""Lines that one value may take; after a longer one no more lines are told."""

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def lines_of(document: str) -> dict[Path, int]:
    """Return the line, counted from 1, on which each key and each table of a document that can be read begins.

    A statement is read alone, line by line, until it is whole: no second reader of TOML has to be right about it.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    begun, statement = 1, ""
    for number, line in enumerate(document.replace("\r\n", "\n").split("\n"), 1):
        begun = begun if statement else number
        statement += f"{line}\n"
        try:
            assigned = tomllib.loads(statement)
        except (ValueError, RecursionError):
            if number - begun >= LONGEST:
                break
            continue
        if statement.lstrip().startswith("["):
            table = ()
            for path in _paths(assigned):
                table = path
                lines.setdefault(path, begun)
        else:
            for path in _paths(assigned):
                lines.setdefault(table + path, begun)
        statement = ""
    return lines


def _paths(values: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the path of each key, each table before what is in it."""
    for key, value in values.items():
        yield (key,)
        if isinstance(value, Mapping):
            yield from ((key, *path) for path in _paths(value))


def line_of_mistake(error: ValueError, document: str) -> tuple[int, str]:
    """Return the line where TOML ceased to be understood, and the parser's own words for it."""
    words = str(error)
    match = _AT.search(words)
    if match is None:
        return 0, words
    line = int(match[1]) if match[1] else document.rstrip().count("\n") + 1
    return line, words[: match.start()]
