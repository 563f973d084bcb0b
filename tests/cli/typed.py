"""Somebody who types: lines that are given one after the other, and the page as it stands after them."""

from __future__ import annotations

from collections.abc import Iterable

from devjournal.cli.prompt import Prompter


class Typed:
    """Answers with the lines that it was given; then the input ends."""

    def __init__(self, lines: Iterable[str | type[BaseException]]) -> None:
        self._lines = iter(lines)
        self.page = ""
        self.asking = Prompter(self.read, self.write)

    def read(self) -> str:
        """Return the next line, or end as the terminal would."""
        line = next(self._lines, EOFError)
        if isinstance(line, str):
            self.page += f"{line}\n"
            return line
        raise line

    def write(self, text: str) -> None:
        """Put a text on the page."""
        self.page += text

    @property
    def left(self) -> list[str | type[BaseException]]:
        """What nobody asked for."""
        return list(self._lines)
