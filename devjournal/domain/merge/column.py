"""The columns of a whole-journal document: what each holds, and what may be left out."""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple

Kind = Literal["text", "uid", "stamp", "day", "flag", "number", "json", "log", "note", "reference"]
"""What a column holds. A `log` is that of `field_log`, a `note` that of `settling`."""


class Column(NamedTuple):
    """A column of a table."""

    kind: Kind
    nullable: bool = False
    table: str = ""
    """The table that a reference names rows of."""
    default: str = ""
    """The value if a document leaves the column out, as JSON; empty if it must not."""

    @property
    def default_value(self) -> Any:
        """The value if a document leaves the column out."""
        return json.loads(self.default)
