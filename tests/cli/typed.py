"""A simulated user who types lines, and the text printed so far."""

from __future__ import annotations

from collections.abc import Iterable

from devjournal.cli.prompt import Prompter


class Typed:
    """Answers questions with its lines; then the input ends."""

    def __init__(self, lines: Iterable[str | type[BaseException]]) -> None:
        self._lines = iter(lines)
        self.page = ""
        self.prompter = Prompter(self.read, self.write)

    def read(self) -> str:
        """Return the next line, or end the input as a terminal does."""
        line = next(self._lines, EOFError)
        if isinstance(line, str):
            self.page += f"{line}\n"
            return line
        raise line

    def write(self, text: str) -> None:
        """Print a text."""
        self.page += text

    @property
    def unread(self) -> list[str | type[BaseException]]:
        """The lines that no question read."""
        return list(self._lines)
