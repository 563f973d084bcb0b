"""CSV as rows with line numbers. The header decides between comma, semicolon and tab."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from devjournal.exports.bring.faults import Faults

_DELIMITERS = ",;\t|"


def csv_rows(text: str, faults: Faults, *, trim: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, beginning with the header, and the number of its first line.

    With `trim`, remove white space at the start of cells.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a text may be long
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=trim, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add(line, f"This is not CSV ({error}); correct its quotation marks")


def _delimiter(text: str) -> str:
    """Return the most frequent separator in the header, quoted cells aside."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)
