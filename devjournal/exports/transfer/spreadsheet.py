"""Rows as CSV for spreadsheets. The user's texts never act as formulas."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from devjournal.domain.text.user_text import sanitized

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Characters at which a spreadsheet begins a formula (OWASP, CSV injection)."""


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return a header and one line a row (RFC 4180, with line feeds); missing values are empty.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return buffer.getvalue().removesuffix("\n")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return str(value)
    text = sanitized(value)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def as_typed(cell: str) -> str:
    """Return a text without the apostrophe that `as_csv` put before it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
