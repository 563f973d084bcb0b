"""Asks questions line by line, for screen readers, braille displays and terminals that cannot draw.

Nothing is coloured or redrawn. Input and output are arguments, so that tests need no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TypeVar
from unicodedata import category

from devjournal.cli.argument_types import identifier
from devjournal.cli.context import Context
from devjournal.cli.output import terminal_width
from devjournal.cli.terminal import typed_line, wrapped, write
from devjournal.domain.career.gap import Gap
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import alternatives, capitalized, clean, quoted
from devjournal.domain.week.answers import Answer
from devjournal.errors import Interrupted, InvalidText, JournalError, NotFound, PromptAborted, UsageError

T = TypeVar("T")

CLEAR = "-"
"""The answer that clears the current text."""

_MAX_QUOTED = 200
"""The most characters of the current text in a question."""

_ANSWER_SHARE = 4
"""The part of a line that an answer needs: a quarter. If less is free after the question, it begins a new line."""


class Prompter:
    """Asks one question after another."""

    def __init__(self, read: Callable[[], str], write: Callable[[str], None]) -> None:
        """Read lines with `read`, which raises EOFError at the end of input; write lines with `write`."""
        self._read = read
        self._write = write

    def say(self, line: str) -> None:
        """Print a line."""
        self._write(f"{line}\n")

    def ask(self, question: str, parse: Callable[[str], T]) -> T:
        """Ask until `parse` accepts the answer. If it raises a JournalError, print the message and ask again.

        Raises:
            PromptAborted: the user left with ctrl+d or ctrl+c.
        """
        while True:
            try:
                self._write(f"{question}: ")
                return parse(self._read())
            except JournalError as error:
                self.say(str(error))
            except (EOFError, OSError) as error:  # ctrl+d, or the terminal is gone
                self._leave()
                raise PromptAborted("You left before the last question; nothing was written.") from error
            except KeyboardInterrupt as error:
                self._leave()
                raise Interrupted("You left before the last question; nothing was written.") from error

    def choose(self, question: str, answers: Sequence[Answer[T]], current: T | None = None) -> T:
        """Ask for an answer by its word or letter. An empty line keeps the current answer.

        Raises:
            PromptAborted: the user left.
        """
        choice = self._ask_choice(question, answers, current, needed=current is None)
        assert choice is not None  # an answer is required if there is no current one
        return choice

    def choose_or_skip(self, question: str, answers: Sequence[Answer[T]]) -> T | None:
        """Ask for an answer. An empty line means no answer.

        Raises:
            PromptAborted: the user left.
        """
        return self._ask_choice(question, answers, None, needed=False)

    def _ask_choice(self, question: str, answers: Sequence[Answer[T]], current: T | None, *, needed: bool) -> T | None:
        names = alternatives([f"{answer.label} ({answer.letter})" for answer in answers])
        current_name = next((answer.label for answer in answers if answer.value == current), "")
        hint = f"; empty keeps {current_name}" if current_name else "" if needed else "; empty skips it"

        def parse(line: str) -> T | None:
            if not line.strip() and not needed:
                return current
            for answer in answers:
                if _normalized(line) in (answer.letter, _normalized(answer.label), _normalized(str(answer.value))):
                    return answer.value
            if not line.strip():
                raise UsageError(f"Needed: {names}.")
            raise UsageError(f"{quoted(line)} is not one of the answers; type {names}.")

        return self.ask(f"{question} {capitalized(names)}{hint}", parse)

    def text(self, question: str, name: str, *, hint: str = "optional", current: str = "") -> str | None:
        """Ask for an optional text. Errors call it `name`, such as `The note`.

        Return None for an empty line, and an empty text for a single `-`, which clears the value.

        Raises:
            PromptAborted: the user left.
        """
        hints = [hint, *([f"empty keeps {quoted(current, _MAX_QUOTED)}", f"{CLEAR} clears it"] if current else [])]

        def parse(line: str) -> str | None:
            cleaned = _clean_line(line, name)
            return "" if cleaned == CLEAR else cleaned or None

        return self.ask(f"{question} {capitalized('; '.join(hints))}", parse)

    def needed_text(self, question: str, name: str, *, hint: str, current: str = "") -> str:
        """Ask for a required text. An empty line keeps the current text.

        Raises:
            PromptAborted: the user left.
        """
        hints = f"needed, {hint}" if not current else f"empty keeps {quoted(current, _MAX_QUOTED)}"

        def parse(line: str) -> str:
            cleaned = _clean_line(line, name) or current
            if not cleaned.strip():
                raise UsageError(f"Needed, {hint}.")
            return cleaned

        return self.ask(f"{question} {capitalized(hints)}", parse)

    def gap(self, question: str, gaps: Iterable[Gap], default: int | None) -> int | None:
        """Ask for one of these gaps by its ID. An empty line means `default`, and a single `-` no gap.

        Raises:
            PromptAborted: the user left.
        """
        gap_ids = {gap.id for gap in gaps}

        def parse(line: str) -> int | None:
            answer = line.strip()
            if answer in ("", CLEAR):
                return None if answer else default
            gap_id = identifier("The gap")(answer)
            if gap_id not in gap_ids:
                raise NotFound(f"There is no open gap {gap_id}; type the number of an open gap.")
            return gap_id

        return self.ask(question, parse)

    def _leave(self) -> None:
        """End the line of an unanswered question."""
        with suppress(OSError):  # the output may be closed
            self._write("\n")


def _clean_line(line: str, name: str) -> str:
    """Return a cleaned line.

    Raises:
        InvalidText: the line has control characters, such as from an arrow key.
    """
    if any(category(char) == "Cc" and char != "\t" for char in line):
        raise InvalidText("The line contains a control character, such as from an arrow key; type it again.")
    return clean(line, name)


def _normalized(text: str) -> str:
    """Return an answer without case, dashes and outer white space."""
    return " ".join(text.casefold().replace("-", " ").split())


def terminal_prompter(context: Context) -> Prompter:
    """Return a prompter on the terminal of this process. Long lines are wrapped between words."""

    def say(text: str) -> None:
        columns = terminal_width()
        lines = wrapped(context.printable(text), columns)
        is_question, cells_used = text.endswith(": "), width(lines.rpartition("\n")[2])
        # an answer that begins near the edge would wrap after a letter or two
        write(
            f"{lines.rstrip()}\n"
            if is_question and columns and columns - cells_used < columns // _ANSWER_SHARE
            else lines
        )

    return Prompter(typed_line, say)
