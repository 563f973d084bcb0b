"""A list of gaps in CSV."""

from __future__ import annotations

from devjournal.exports.bring.csv_rows import csv_rows
from devjournal.exports.ladder.ladder import Ladder
from devjournal.exports.ladder.table import Table


def read_csv_list(text: str, ladder: Ladder) -> None:
    """Add the gaps of a CSV file. Lines with one cell above the header are titles of the sheet."""
    rows = list(csv_rows(text, ladder.faults))
    while len(rows) > 1 and sum(bool(cell.strip()) for cell in rows[0][1]) == 1 < sum(map(bool, rows[1][1])):
        ladder.skip("line above the header")
        rows.pop(0)
    if rows:
        header, *body = rows
        Table(ladder, header, is_markdown=False).read(body, strict=True)
