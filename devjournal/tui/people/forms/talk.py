"""The form of a talk: kind, notes, and a role model's answers, which one key turns into gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Conversation, Person, Relation, TalkKind
from devjournal.domain.dates.reading import Toward, examples
from devjournal.domain.text.user_text import one_line
from devjournal.tui.answers import BRAND, EXPERIENCE, NONE, SKILLS
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in, needed_day_in
from devjournal.tui.widgets.block import EDGE, Row
from devjournal.tui.widgets.fields import NO_OR_YES, Choice, Field, Option, TextField
from devjournal.tui.widgets.fields.answer_rows import LetterRows, gives
from devjournal.tui.widgets.fields.prefilled import Prefilled
from devjournal.tui.widgets.lines import Line, cut, justify

KINDS = (
    Option("o", "1:1", TalkKind.ONE_TO_ONE),
    Option("r", "role model", TalkKind.ROLE_MODEL),
    Option("t", "other talk", TalkKind.OTHER),
)
"""The kinds of talks."""

AREAS = {"s": Area.SKILLS, "e": Area.EXPERIENCE, "b": Area.BRAND}
"""Letters that turn an answer into a gap, by area."""

QUESTION = "What were you doing 12 months before you got here?"
"""The question to a role model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkAnswer:
    """A talk's fields."""

    kind: TalkKind
    day: date
    notes: str
    year_before: str
    gaps: tuple[tuple[Area, str], ...]
    """The answers that become gaps."""
    next_on: date | None
    private: bool


class AnswerList(LetterRows):
    """A role model's answers. A letter turns the answer under the cursor into a gap, and moves on.

    The gap's title can be reworded; the answer stays as given.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(NONE.key, "clear", show=False, priority=True, id=NONE.id),
        *gives((SKILLS, EXPERIENCE, BRAND)),
    ]

    def __init__(self, titles: AbstractSet[str]) -> None:
        """Begin without answers; `titles` are those of existing gaps."""
        super().__init__(id="answers")
        self._titles = titles
        self._lines: list[str] = []
        self._reworded: dict[str, str] = {}

    def tell(self, answers: Sequence[str]) -> None:
        """List other answers. Letters of answers that are still listed are kept."""
        if list(dict.fromkeys(answers)) != self._lines:
            self._lines = list(dict.fromkeys(answers))
            self.fill()
            self.refresh(layout=True)

    @property
    def gaps(self) -> tuple[tuple[Area, str], ...]:
        """The answers that become gaps, in order."""
        return tuple((AREAS[self.letters[line]], self._title(line)) for line in self._lines if line in self.letters)

    def _title(self, line: str) -> str:
        return self._reworded.get(line, "").strip() or line

    @property
    def title(self) -> str | None:
        """Title of the gap under the cursor; `None` if the answer is not a gap."""
        line = str(self.row.value) if self.row is not None else ""
        return self._title(line) if line in self.letters else None

    def reword(self, title: str) -> None:
        """Reword the title of the gap under the cursor; an empty text restores the answer's."""
        if self.row is not None and self.title not in (None, title.strip()):
            self._reworded[str(self.row.value)] = one_line(title)
            self.fill()

    @property
    def answer(self) -> dict[str, str]:
        """Each answer's letter, followed by the reworded title if there is one."""
        return {line: f"{key}{self._reworded.get(line, '')}" for line, key in self.letters.items()}

    def put(self, answer: object) -> None:
        """Set letters and titles by answer; unknown letters are ignored."""
        if isinstance(answer, dict):
            answers = {str(line): str(key) for line, key in answer.items() if str(key)[:1] in AREAS}
            self.letters = {line: key[0] for line, key in answers.items()}
            self._reworded = {line: key[1:] for line, key in answers.items() if key[1:]}
            self.fill()

    def fill(self) -> None:
        """Make the rows, and show them."""
        self.show_rows((), [Row((self._row(line),), line, "answer") for line in self._lines])

    def _row(self, line: str) -> Line:
        glyphs, width = self.glyphs, max(20, (self.size.width or 80) - EDGE)
        letter = self.letters.get(line)
        if line in self._titles:
            mark, word = (f"{glyphs.done}  ", "good"), "is a gap already"
        elif letter is not None:
            mark, word = (f"{glyphs.done}  ", "here"), f"a gap in {AREAS[letter].value}"
        else:
            mark, word = (f"{glyphs.to_do}  ", "faint"), ""
        text = cut(self._title(line) if letter is not None else line, width - len(word) - 5, glyphs.cut)
        return justify((mark, (text, "text")), ((word, "muted"),), width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of answers."""
        return max(1, len(self._lines))

    def takes_answer(self, row: Row) -> bool:
        """Leave out an answer that is a gap already."""
        return row.value not in self._titles


class TalkForm(Form[TalkAnswer]):
    """What was said?"""

    TAB = "people"
    ABOUT = "talk"

    def __init__(
        self,
        person: Person | None,
        talk: Conversation | None,
        save: Callable[[TalkAnswer, Answers], None],
        today: date,
        *,
        titles: AbstractSet[str] = frozenset(),
        private: bool = False,
    ) -> None:
        """Ask for a talk with `person`, or edit `talk`; `titles` are those of existing gaps.

        `private` is the initial answer for a new talk.
        """
        name = person.name if person else "somebody who was removed"
        super().__init__(Heading(title=f"{'The talk' if talk else 'A talk'} with {name}"), save, today)
        kind = {Relation.MANAGER: TalkKind.ONE_TO_ONE, Relation.ROLE_MODEL: TalkKind.ROLE_MODEL}
        guess = kind.get(person.relation, TalkKind.OTHER) if person else TalkKind.OTHER
        self._new = talk is None
        self._talk = talk or Conversation(person=None, day=today, kind=guess, private=private)
        self._titles = titles

    def fields(self) -> Sequence[Field]:
        """Kind, a role model's answers, notes, next 1:1, day, private."""
        talk = self._talk
        near, private = examples(self._today, Toward.NEXT), Choice(NO_OR_YES, talk.private)
        keys = "   ".join(f"{verb} {verb.label}" for verb in (SKILLS, EXPERIENCE, BRAND, NONE))
        return (
            Field("What was it for?", Choice(KINDS, talk.kind), id="kind"),
            Field(QUESTION, TextField(talk.year_before, lines=True), help="one answer a line", id="year"),
            Field("Which of these are gaps of yours?", AnswerList(self._titles), help=keys, id="gaps"),
            Field("In your words?", TextField("", single=True), help="optional: the title of the gap", id="title"),
            Field("What was said?", TextField(talk.notes, lines=True), help="optional", id="notes"),
            Field("When is the next 1:1?", Prefilled(), help=f"optional: {near}", id="next"),
            Field("Which day?", Prefilled(talk.day.isoformat()), help=examples(self._today), id="day"),
            Field("Private?", private, help="a private talk appears in no summary", id="private"),
        )

    @property
    def _kind(self) -> TalkKind:
        return self.chosen("kind") or self._talk.kind

    @property
    def _year(self) -> str:
        return self.control("year", TextField).text

    @property
    def _answers(self) -> AnswerList:
        return self.control("gaps", AnswerList)

    def filled(self) -> None:
        """Show the questions for the kind of talk."""
        self._order()

    def _order(self) -> None:
        model = self._kind is TalkKind.ROLE_MODEL
        answers = self._talk._replace(year_before=self._year).answers
        self._answers.tell(answers)
        self.field("year").display = model
        self.field("gaps").display = model and bool(answers)
        self._order_title()
        self.field("next").display = self._new and self._kind is TalkKind.ONE_TO_ONE

    def _order_title(self) -> None:
        """Show the title field for the gap under the cursor, if there is one."""
        field, title = self.field("title"), self._answers.title
        field.display = self.field("gaps").display and title is not None
        if title is not None and self.focused is not field.control:
            field.put(title)

    def on_pane_moved(self) -> None:
        """Show the title of the row's gap."""
        self._order_title()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """List answers as they are typed, and apply the typed title."""
        if message.text_area is self.field("year").control:
            self._order()
        elif message.text_area is self.field("title").control and self.focused is message.text_area:
            self._answers.reword(message.text_area.text)

    def first_control(self) -> Widget:
        """The main text of this kind of talk; the kind is preset."""
        name = "year" if self._kind is TalkKind.ROLE_MODEL else "notes"
        return self.field(name).control

    def after_answer(self, choice: Choice[object]) -> None:
        """Focus the main text after the kind, else the next question."""
        self._order()
        field = choice.parent
        assert isinstance(field, Field)
        if field.id == "kind":
            self.set_focus(self.first_control())
        else:
            self.go_to_next_question()

    def collect(self) -> TalkAnswer:
        """Return the talk.

        Raises:
            FieldRefused: a day is invalid, or a text cannot be stored.
        """
        day = needed_day_in(self, "day", self._today)
        if day > self._today:
            raise FieldRefused("day", "That day has not come yet; log a talk once it has been held.")
        kind = self._kind
        asks_next = self._new and kind is TalkKind.ONE_TO_ONE
        return TalkAnswer(
            kind=kind,
            day=day,
            notes=self.text_of("notes", "The notes"),
            year_before=self.text_of("year", "The year before"),
            gaps=self._answers.gaps if kind is TalkKind.ROLE_MODEL else (),
            next_on=day_in(self, "next", self._today, Toward.NEXT) if asks_next else None,
            private=bool(self.chosen("private")),
        )
