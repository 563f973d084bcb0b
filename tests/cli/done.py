"""The result of a command, and the times at which tests run commands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MONDAY, WEDNESDAY, FRIDAY = "2026-11-23T09:00", "2026-11-25T12:30", "2026-11-27T16:30"
NEXT_MONDAY = "2026-11-30T09:00"


@dataclass(frozen=True)
class Done:
    """Exit code and output of a command."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The single printed line of a successful command."""
        assert (self.code, self.err) == (0, "")
        assert self.out.count("\n") == 1
        assert self.out.endswith("\n")
        return self.out[:-1]

    @property
    def json(self) -> Any:
        """The single JSON document of a successful command."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)

    def refuses(self, code: int) -> str:
        """Return the error line of a command that failed with this code."""
        assert self.out == ""
        assert self.err.startswith("devjournal: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        assert self.code == code
        return self.err[len("devjournal: ") : -1]
