"""Rows as CSV, for a spreadsheet: what the owner wrote is text there, too, and never a formula."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from devjournal.domain.text.user_text import sanitized

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return a header and a line a row (RFC 4180, with line feeds); a text that a spreadsheet would compute begins
    with an apostrophe. What is not said is empty."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return written.getvalue().removesuffix("\n")


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
    """Return a text as it was before `as_csv` put an apostrophe in front of what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
