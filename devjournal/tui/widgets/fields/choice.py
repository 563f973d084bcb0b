"""A choice: a row of answers, one of which is chosen by its letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from devjournal.domain.text.user_text import alternatives
from devjournal.domain.week.answers import Answer
from devjournal.tui.answers import letter_of
from devjournal.tui.widgets.fields.answer_rows import LetterTyped
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane

T = TypeVar("T")

_SENTENCE = 2
"""Letters typed in a row that are no answer, from which a sentence is assumed."""


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """An answer of a choice: letter, label and value, and a glyph with its ink.

    There is no glyph if it could be mistaken for the mark of a chosen answer, such as a tick or a dot.
    """

    letter: str
    label: str
    value: T
    glyph: str = ""
    ink: str = "here"


NO_GLYPH = ("", "")

NO_OR_YES = (Option("n", "no", False), Option("y", "yes", True))


def options(answers: Sequence[Answer[T]], *looks: tuple[str, str]) -> list[Option[T]]:
    """Return the answers of a question as options, with a glyph and ink from `looks` for each, or without glyphs."""
    return [
        Option(answer.letter, answer.label, answer.value, *look)
        for answer, look in zip(answers, looks or [NO_GLYPH] * len(answers), strict=True)
    ]


def _letter(option: Option[T]) -> str:
    """Return the letter that answers: the user's, or the option's own. Drafts store the option's own."""
    return letter_of(option.letter, option.label)


class Choice(Pane, Generic[T], can_focus=True):
    """A row of answers, chosen by a letter, or by arrows and `enter`, while the choice has the focus.

    Letters are bindings with priority: the answer is chosen before the next key is read.
    """

    @dataclass
    class Chosen(Message):
        """An answer was chosen."""

        choice: Choice[Any]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False, priority=True),
        Binding("right", "step(1)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
        Binding("space", "choose(True)", show=False, priority=True),
        *(Binding(letter, f"pick('{letter}')", show=False, priority=True) for letter in ascii_lowercase),
    ]

    def __init__(self, options: Sequence[Option[T]], chosen: T | None = None, *, id: str | None = None) -> None:
        """Offer `options`; `chosen` is the value of the current answer."""
        super().__init__(id=id)
        self.options = list(options)
        self._chosen = next((n for n, option in enumerate(options) if option.value == chosen), None)
        self._cursor = self._chosen or 0
        self._spots: list[Region] = []
        self._hinted = ""
        self._strays = 0
        """Number of letters typed in a row that are no answer."""
        self.redraw()

    @property
    def value(self) -> T | None:
        """The value of the answer, or `None`."""
        return None if self._chosen is None else self.options[self._chosen].value

    @property
    def answer(self) -> str | None:
        """The letter of the answer, or `None`."""
        return None if self._chosen is None else self.options[self._chosen].letter

    def put(self, answer: object) -> None:
        """Set the answer by its letter, or clear it; an unknown letter is ignored."""
        letters = [option.letter for option in self.options]
        if answer is None or answer in letters:
            self._chosen = letters.index(answer) if isinstance(answer, str) else None
            self._cursor = self._chosen or 0
            self.redraw()

    def redraw(self) -> None:
        """Draw the answers: the chosen one marked and raised, the one under the cursor with the edge."""
        lines: list[Line] = []
        self._spots = self._places(self.size.width)
        for n, option in enumerate(self.options):
            parts = self._drawn(n, option)
            if self._spots[n].y == len(lines):
                lines.append(parts)
            else:
                lines[-1] += (("  ", ""), *parts)
        self.show(lines)

    def _drawn(self, n: int, option: Option[T]) -> Line:
        """Return an answer's line: edge, mark, letter, icon, label."""
        is_chosen, has_cursor = n == self._chosen, n == self._cursor and self.has_focus
        ground = " on-surface" if is_chosen else ""
        edge = (self.glyphs.edge if has_cursor else " ", f"bar{ground}")
        mark = self.glyphs.chosen if is_chosen else self.glyphs.choosable
        icon = self.glyphs.equivalent(option.glyph) if option.glyph else ""
        return (
            edge,
            (f"{mark} ", f"bold here{ground}" if is_chosen else "faint"),
            (_letter(option), f"bold here{ground}"),
            (f" {icon} " if icon else " ", (option.ink if is_chosen else "muted") + ground),
            (option.label, f"bold{ground}" if is_chosen else "muted"),
            ("  ", ground.strip()),
        )

    def _places(self, width: int) -> list[Region]:
        """Return the region of each answer, filled into lines of `width` cells."""
        spots: list[Region] = []
        x = y = 0
        for option in self.options:
            size = sum(len(text) for text, _ in self._drawn(0, option))
            if x and width and x + size > width:
                x, y = 0, y + 1
            spots.append(Region(x, y, size, 1))
            x += size + 2
        return spots

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines."""
        return self._places(width)[-1].bottom

    def on_mount(self) -> None:
        """Redraw with the app's glyphs."""
        self.redraw()

    def on_focus(self) -> None:
        """Show the cursor, after the focus has changed."""
        self.call_later(self.redraw)

    def on_blur(self) -> None:
        """Hide the cursor, after the focus has changed; the field clears its hint."""
        self._hinted = ""
        self._strays = 0
        self.call_later(self.redraw)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable letters that are no answers; and all letters, blanks and `enter` while a sentence is being typed."""
        sentence = self._strays >= _SENTENCE
        if action == "pick":
            return not sentence and any(_letter(option) == parameters[0] for option in self.options)
        return action != "choose" or not (sentence or (parameters and self._strays))

    def action_pick(self, letter: str) -> None:
        """Choose by letter."""
        self._choose(next(n for n, option in enumerate(self.options) if _letter(option) == letter))

    def on_key(self, event: events.Key) -> None:
        """Hint at the letters that answer when another one is typed, as by somebody who begins a sentence too early."""
        if event.key == "backspace":
            self._strays = 0
            self._hint("")
        elif event.character is not None and event.character.isprintable():
            event.stop()
            self._strays += event.character.isalnum()
            if self._strays >= _SENTENCE:
                self._hint("No text here: tab goes to the text, an arrow back to the answers.")
                return
            self._hint(f"{alternatives(map(_letter, self.options))} answers this; tab goes on.")

    def _hint(self, hint: str) -> None:
        if hint != self._hinted:
            self._hinted = hint
            self.post_message(LetterTyped(hint))

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked answer."""
        for n, spot in enumerate(self._spots):
            if spot.contains(event.x, event.y):
                self._choose(n)

    def action_step(self, step: int) -> None:
        """Move the cursor along the answers."""
        self._strays = 0
        self._cursor = max(0, min(len(self.options) - 1, self._cursor + step))
        self.redraw()

    def action_choose(self, blank: bool = False) -> None:
        """Choose the answer under the cursor. `blank`: space was pressed, not enter."""
        self._choose(self._cursor)

    def _choose(self, n: int) -> None:
        self._chosen = self._cursor = n
        self._strays = 0
        self._hint("")
        self.redraw()
        self.post_message(self.Chosen(self))
