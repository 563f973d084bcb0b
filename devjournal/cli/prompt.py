"""Asking in plain lines: a question a line, an answer a line, for screen readers, braille and plain terminals.

Nothing is drawn, coloured or drawn again. What comes in and goes out is handed in, so that all of it can be tried
without a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar
from unicodedata import category

from devjournal.domain.text.user_text import clean, quoted
from devjournal.domain.week.answers import Answer
from devjournal.errors import Interrupted, InvalidText, JournalError, PromptAborted, UsageError

T = TypeVar("T")

NOTHING = "-"
"""The answer that takes away what is there."""

_SHOWN = 200
"""How many characters of what is there are said before a question."""


class Prompter:
    """Asks one question after the other."""

    def __init__(self, read: Callable[[], str], write: Callable[[str], None]) -> None:
        """Read a line with `read`, which raises EOFError at the end, and write with `write`."""
        self._read = read
        self._write = write

    def say(self, line: str) -> None:
        """Say a line that asks nothing."""
        self._write(f"{line}\n")

    def ask(self, question: str, understand: Callable[[str], T]) -> T:
        """Ask until `understand` takes the answer; the line of the JournalError that it raises otherwise is said.

        Raises:
            PromptAborted: its owner left instead, by ctrl+d or ctrl+c.
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
        """Ask for one of the answers, by its word or letter; an empty line keeps what is so now.

        Raises:
            PromptAborted: its owner left instead.
        """
        chosen = self._chosen(question, answers, now, needed=now is None)
        assert chosen is not None  # it is needed where there is nothing to keep
        return chosen

    def choose_or_skip(self, question: str, answers: Sequence[Answer[T]]) -> T | None:
        """Ask for one of the answers; an empty line is none of them.

        Raises:
            PromptAborted: its owner left instead.
        """
        return self._chosen(question, answers, None, needed=False)

    def _chosen(self, question: str, answers: Sequence[Answer[T]], now: T | None, *, needed: bool) -> T | None:
        names = _listed([f"{answer.word} ({answer.letter})" for answer in answers])
        current = next((answer.word for answer in answers if answer.value == now), "")
        rest = f"; empty keeps {current}" if current else "" if needed else "; empty skips it"

        def understand(typed: str) -> T | None:
            if not typed.strip() and not needed:
                return now
            for answer in answers:
                if _plain(typed) in (answer.letter, _plain(answer.word), _plain(str(answer.value))):
                    return answer.value
            if not typed.strip():
                raise UsageError(f"Needed: {names}.")
            raise UsageError(f"{quoted(typed)} is not one of them; write {names}.")

        return self.ask(f"{question} {names[:1].upper()}{names[1:]}{rest}", understand)

    def text(self, question: str, what: str, *, hint: str = "optional", now: str = "") -> str | None:
        """Ask for a text that may be left out; None is an empty line, an empty text takes away what is there.

        `what` names the text in a refusal: `The note`.

        Raises:
            PromptAborted: its owner left instead.
        """
        hints = [hint, *([f"empty keeps {quoted(now, _SHOWN)}", f"{NOTHING} clears it"] if now else [])]

        def understand(typed: str) -> str | None:
            cleaned = _typed(typed, what)
            return "" if cleaned == NOTHING else cleaned or None

        return self.ask(f"{question} {_sentence('; '.join(hints))}", understand)

    def needed_text(self, question: str, what: str, *, hint: str, now: str = "") -> str:
        """Ask for a text that has to be there; an empty line keeps what is there now.

        Raises:
            PromptAborted: its owner left instead.
        """
        hints = f"needed, {hint}" if not now else f"empty keeps {quoted(now, _SHOWN)}"

        def understand(typed: str) -> str:
            cleaned = _typed(typed, what) or now
            if not cleaned.strip():
                raise UsageError(f"Needed, {hint}.")
            return cleaned

        return self.ask(f"{question} {_sentence(hints)}", understand)

    def _leave(self) -> None:
        """End the line that a question was left on."""
        with suppress(OSError):  # nobody may be there to read it
            self._write("\n")


def _typed(typed: str, what: str) -> str:
    """Return a typed line as it is kept; a control character in it comes from a key that means nothing here."""
    if any(category(char) == "Cc" and char != "\t" for char in typed):
        raise InvalidText("That line holds a control character, such as an arrow key leaves; write it again.")
    return clean(typed, what)


def _plain(text: str) -> str:
    """Return an answer without what does not matter: case, dashes, white space around it."""
    return " ".join(text.casefold().replace("-", " ").split())


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
