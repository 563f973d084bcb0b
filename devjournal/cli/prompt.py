"""Asks questions line by line, for screen readers, braille displays and plain terminals.

Nothing is coloured or redrawn. Input and output are arguments, so that tests need no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar
from unicodedata import category

from devjournal.cli.context import Context
from devjournal.cli.output import room
from devjournal.cli.terminal import typed_line, wrapped, write
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import alternatives, clean, quoted
from devjournal.domain.week.answers import Answer
from devjournal.errors import Interrupted, InvalidText, JournalError, PromptAborted, UsageError

T = TypeVar("T")

NOTHING = "-"
"""The answer that clears the current text."""

_SHOWN = 200
"""The most characters of the current text that a question shows."""

_ANSWER = 4
"""An answer begins on a line of its own if less than this part of the question's last line is free."""


class Prompter:
    """Asks one question after another."""

    def __init__(self, read: Callable[[], str], write: Callable[[str], None]) -> None:
        """Read lines with `read`, which raises EOFError at the end of input; write lines with `write`."""
        self._read = read
        self._write = write

    def say(self, line: str) -> None:
        """Print a line."""
        self._write(f"{line}\n")

    def ask(self, question: str, understand: Callable[[str], T]) -> T:
        """Ask until `understand` accepts the answer. If it raises a JournalError, print the message and ask again.

        Raises:
            PromptAborted: the user left with ctrl+d or ctrl+c.
        """
        while True:
            try:
                self._write(f"{question}: ")
                return understand(self._read())
            except JournalError as error:
                self.say(str(error))
            except (EOFError, OSError) as error:  # ctrl+d, or the terminal is gone
                self._leave()
                raise PromptAborted("You left before the last question; nothing was written.") from error
            except KeyboardInterrupt as error:
                self._leave()
                raise Interrupted("You left before the last question; nothing was written.") from error

    def choose(self, question: str, answers: Sequence[Answer[T]], now: T | None = None) -> T:
        """Ask for an answer by its word or letter. An empty line keeps the current answer.

        Raises:
            PromptAborted: the user left.
        """
        choice = self._ask_choice(question, answers, now, needed=now is None)
        assert choice is not None  # an answer is required if there is no current one
        return choice

    def choose_or_skip(self, question: str, answers: Sequence[Answer[T]]) -> T | None:
        """Ask for an answer. An empty line means no answer.

        Raises:
            PromptAborted: the user left.
        """
        return self._ask_choice(question, answers, None, needed=False)

    def _ask_choice(self, question: str, answers: Sequence[Answer[T]], now: T | None, *, needed: bool) -> T | None:
        names = alternatives([f"{answer.label} ({answer.letter})" for answer in answers])
        current = next((answer.label for answer in answers if answer.value == now), "")
        rest = f"; empty keeps {current}" if current else "" if needed else "; empty skips it"

        def understand(line: str) -> T | None:
            if not line.strip() and not needed:
                return now
            for answer in answers:
                if _normalized(line) in (answer.letter, _normalized(answer.label), _normalized(str(answer.value))):
                    return answer.value
            if not line.strip():
                raise UsageError(f"Needed: {names}.")
            raise UsageError(f"{quoted(line)} is not one of the answers; type {names}.")

        return self.ask(f"{question} {names[:1].upper()}{names[1:]}{rest}", understand)

    def text(self, question: str, what: str, *, hint: str = "optional", now: str = "") -> str | None:
        """Ask for an optional text. Errors call it `what`, such as `The note`.

        Return None for an empty line, and an empty text for a single `-`, which clears the value.

        Raises:
            PromptAborted: the user left.
        """
        hints = [hint, *([f"empty keeps {quoted(now, _SHOWN)}", f"{NOTHING} clears it"] if now else [])]

        def understand(line: str) -> str | None:
            cleaned = _clean_line(line, what)
            return "" if cleaned == NOTHING else cleaned or None

        return self.ask(f"{question} {_sentence('; '.join(hints))}", understand)

    def needed_text(self, question: str, what: str, *, hint: str, now: str = "") -> str:
        """Ask for a required text. An empty line keeps the current text.

        Raises:
            PromptAborted: the user left.
        """
        hints = f"needed, {hint}" if not now else f"empty keeps {quoted(now, _SHOWN)}"

        def understand(line: str) -> str:
            cleaned = _clean_line(line, what) or now
            if not cleaned.strip():
                raise UsageError(f"Needed, {hint}.")
            return cleaned

        return self.ask(f"{question} {_sentence(hints)}", understand)

    def _leave(self) -> None:
        """End the line of an unanswered question."""
        with suppress(OSError):  # the output may be closed
            self._write("\n")


def _clean_line(line: str, what: str) -> str:
    """Return a cleaned line. A line with control characters is refused: they come from keys such as the arrows."""
    if any(category(char) == "Cc" and char != "\t" for char in line):
        raise InvalidText("The line contains a control character, such as from an arrow key; type it again.")
    return clean(line, what)


def _normalized(text: str) -> str:
    """Return an answer without case, dashes and outer white space."""
    return " ".join(text.casefold().replace("-", " ").split())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def terminal_prompter(context: Context) -> Prompter:
    """Return a prompter on the terminal of this process. Long lines are wrapped between words."""

    def say(text: str) -> None:
        columns = room()
        lines = wrapped(context.own(text), columns)
        asks, used = text.endswith(": "), width(lines.rpartition("\n")[2])
        # an answer that begins near the edge would be broken after a letter or two
        write(f"{lines.rstrip()}\n" if asks and columns and columns - used < columns // _ANSWER else lines)

    return Prompter(typed_line, say)
