"""All that is wrong with a file, told in one answer with its lines."""

from __future__ import annotations

from devjournal.domain.text.user_text import one_line
from devjournal.errors import DocumentRefused

_MOST_NAMED = 12
"""How many faults are named; the rest is counted."""


class Faults:
    """Collects the faults of a file by line, so that one run reports all of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._faults: list[str] = []
        self._more = 0

    def add(self, place: int | str, what: str) -> None:
        """Keep a fault of a line, counted from 1, or of a place in words; `what` ends without a full stop."""
        if len(self._faults) == _MOST_NAMED:
            self._more += 1
            return
        where = f"Line {place}" if isinstance(place, int) else place
        self._faults.append(f"{where}: {one_line(what)}.")

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._faults)

    def refuse(self, end: str = "Nothing was added.") -> None:
        """Refuse the file where anything is wrong.

        Raises:
            DocumentRefused: there are faults; each is named with its line.
        """
        if not self._faults:
            return
        rest = [f"And {self._more} more."] if self._more else []
        raise DocumentRefused(" ".join((*self._faults, *rest, end)))
