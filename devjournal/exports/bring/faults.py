"""The faults of a file, reported together with their lines."""

from __future__ import annotations

from devjournal.domain.text.user_text import one_line
from devjournal.errors import DocumentRefused

_MAX_NAMED = 12
"""The most faults that are named; further ones are counted."""


class Faults:
    """Collects the faults of a file, so that one run reports all of them."""

    def __init__(self) -> None:
        """Create an empty collection."""
        self._faults: list[str] = []
        self._more = 0

    def add(self, place: int | str, fault: str) -> None:
        """Add a fault, a clause without a full stop. `place` is a line number, or a place in words."""
        if len(self._faults) == _MAX_NAMED:
            self._more += 1
            return
        where = f"Line {place}" if isinstance(place, int) else place
        self._faults.append(f"{where}: {one_line(fault)}.")

    def __bool__(self) -> bool:
        """Whether there are faults."""
        return bool(self._faults)

    def refuse(self, end: str = "Nothing was added.") -> None:
        """Refuse the file if there are faults.

        Raises:
            DocumentRefused: there are faults; the message names them with their lines.
        """
        if not self._faults:
            return
        more = [f"And {self._more} more."] if self._more else []
        raise DocumentRefused(" ".join((*self._faults, *more, end)))
