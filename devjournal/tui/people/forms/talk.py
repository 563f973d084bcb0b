"""The form of a talk: kind, notes, and a role model's answers. A letter turns an answer into a gap."""

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
from devjournal.tui.widgets.fields.answer_rows import LetterRows, answer_bindings
from devjournal.tui.widgets.fields.prefilled import Prefilled
from devjournal.tui.widgets.lines import Line, cut, justify

KIND_OPTIONS = (
    Option("o", "1:1", TalkKind.ONE_TO_ONE),
    Option("r", "role model", TalkKind.ROLE_MODEL),
    Option("t", "other talk", TalkKind.OTHER),
)

_AREAS = {"s": Area.SKILLS, "e": Area.EXPERIENCE, "b": Area.BRAND}
"""Area by the letter that turns an answer into a gap."""

_KINDS = {Relation.MANAGER: TalkKind.ONE_TO_ONE, Relation.ROLE_MODEL: TalkKind.ROLE_MODEL}
"""The kind of talk to suggest, by relation."""

QUESTION = "What were you doing 12 months before you got here?"
"""The question to a role model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkAnswer:
    """A talk, and what follows from it."""

    talk: Conversation
    gaps: tuple[tuple[Area, str], ...]
    """Area and title of each answer of a role model that becomes a gap."""
    next_on: date | None
    """The day of the next 1:1."""


class AnswerList(LetterRows):
    """A role model's answers. A letter turns the answer under the cursor into a gap, and moves the cursor on.

    The gap's title can be reworded. The answer itself stays as it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(NONE.key, "clear", show=False, priority=True, id=NONE.id),
        *answer_bindings((SKILLS, EXPERIENCE, BRAND)),
    ]

    def __init__(self, titles: AbstractSet[str]) -> None:
        """Begin without answers; `titles` are the titles of existing gaps."""
        super().__init__(id="answers")
        self._titles = titles
        self._answers: list[str] = []
        self._new_titles: dict[str, str] = {}
        """Reworded titles by answer."""

    def show_answers(self, answers: Sequence[str]) -> None:
        """List each of `answers` once. An answer that is still listed keeps its letter."""
        unique = list(dict.fromkeys(answers))
        if unique != self._answers:
            self._answers = unique
            self.fill()
            self.refresh(layout=True)

    @property
    def gaps(self) -> tuple[tuple[Area, str], ...]:
        """Area and title of each answer that becomes a gap, in order."""
        return tuple((_AREAS[self.letters[text]], self._title(text)) for text in self._answers if text in self.letters)

    def _title(self, text: str) -> str:
        """Return the title of the gap that the answer `text` becomes."""
        return self._new_titles.get(text, "").strip() or text

    @property
    def title(self) -> str | None:
        """Title of the gap under the cursor; `None` if the answer is not a gap."""
        text = str(self.row.value) if self.row is not None else ""
        return self._title(text) if text in self.letters else None

    def reword(self, title: str) -> None:
        """Reword the title of the gap under the cursor. An empty `title` restores the answer as the title."""
        if self.row is not None and self.title not in (None, title.strip()):
            self._new_titles[str(self.row.value)] = one_line(title)
            self.fill()

    @property
    def answer(self) -> dict[str, str]:
        """The letter of each answer, followed by the reworded title if there is one."""
        return {text: f"{letter}{self._new_titles.get(text, '')}" for text, letter in self.letters.items()}

    def put(self, answer: object) -> None:
        """Set letters and titles in the format of `answer`; unknown letters are ignored."""
        if isinstance(answer, dict):
            marks = {str(text): str(mark) for text, mark in answer.items() if str(mark)[:1] in _AREAS}
            self.letters = {text: mark[0] for text, mark in marks.items()}
            self._new_titles = {text: mark[1:] for text, mark in marks.items() if mark[1:]}
            self.fill()

    def fill(self) -> None:
        """Make the rows, and show them."""
        self.show_rows((), [Row((self._row(text),), text, "answer") for text in self._answers])

    def _row(self, text: str) -> Line:
        glyphs, width = self.glyphs, max(20, (self.size.width or 80) - EDGE)
        letter = self.letters.get(text)
        if text in self._titles:
            glyph, effect = (f"{glyphs.done}  ", "good"), "is a gap already"
        elif letter is not None:
            glyph, effect = (f"{glyphs.done}  ", "here"), f"a gap in {_AREAS[letter]}"
        else:
            glyph, effect = (f"{glyphs.to_do}  ", "faint"), ""
        title = cut(self._title(text) if letter is not None else text, width - len(effect) - 5, glyphs.cut)
        return justify((glyph, (title, "text")), ((effect, "muted"),), width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of answers."""
        return max(1, len(self._answers))

    def takes_answer(self, row: Row) -> bool:
        """Return whether the answer is not a gap already."""
        return row.value not in self._titles


class TalkForm(Form[TalkAnswer]):
    """What was said?"""

    TAB = "people"
    ABOUT = "talk"

    def __init__(
        self,
        person: Person,
        talk: Conversation | None,
        save: Callable[[TalkAnswer, Answers], None],
        today: date,
        *,
        titles: AbstractSet[str],
        private: bool,
    ) -> None:
        """Ask for a talk with `person`, or edit `talk`; `titles` are the titles of existing gaps.

        `private` is the initial answer for a new talk.
        """
        super().__init__(Heading(title=f"{'The talk' if talk else 'A talk'} with {person.name}"), save, today)
        kind = _KINDS.get(person.relation, TalkKind.OTHER)
        self._new = talk is None
        self._talk = talk or Conversation(person=person.id, day=today, kind=kind, private=private)
        self._titles = titles

    def fields(self) -> Sequence[Field]:
        """Kind, a role model's answers, notes, next 1:1, day, private."""
        talk = self._talk
        near, private = examples(self._today, Toward.NEXT), Choice(NO_OR_YES, talk.private)
        keys = "   ".join(f"{verb} {verb.label}" for verb in (SKILLS, EXPERIENCE, BRAND, NONE))
        return (
            Field("What was it for?", Choice(KIND_OPTIONS, talk.kind), id="kind"),
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
        return self.chosen("kind", TalkKind) or self._talk.kind

    @property
    def _answers(self) -> AnswerList:
        return self.control("gaps", AnswerList)

    def filled(self) -> None:
        """Show the questions for the kind of talk, and the answers of a role model."""
        is_role_model = self._kind is TalkKind.ROLE_MODEL
        answers = self._talk._replace(year_before=self.control("year", TextField).text).answers
        self._answers.show_answers(answers)
        self.field("year").display = is_role_model
        self.field("gaps").display = is_role_model and bool(answers)
        self._show_title()
        self.field("next").display = self._asks_next

    @property
    def _asks_next(self) -> bool:
        """Whether the form asks for the next 1:1."""
        return self._new and self._kind is TalkKind.ONE_TO_ONE

    def _show_title(self) -> None:
        """Show the title field for the gap under the cursor, if there is one."""
        field, title = self.field("title"), self._answers.title
        field.display = self.field("gaps").display and title is not None
        if title is not None and self.focused is not field.control:
            field.put(title)

    def on_pane_moved(self) -> None:
        """Show the title of the gap under the cursor."""
        self._show_title()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """List answers as they are typed, and apply the typed title."""
        if message.text_area is self.field("year").control:
            self.filled()
        elif message.text_area is self.field("title").control and self.focused is message.text_area:
            self._answers.reword(message.text_area.text)

    def first_control(self) -> Widget:
        """Return the main text of this kind of talk, as the kind is preset."""
        name = "year" if self._kind is TalkKind.ROLE_MODEL else "notes"
        return self.field(name).control

    def after_answer(self, choice: Choice[object]) -> None:
        """After the kind, focus its main text; after another answer, the next question."""
        self.filled()
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
        talk = self._talk._replace(
            day=day,
            kind=self._kind,
            notes=self.text_of("notes", "The notes"),
            year_before=self.text_of("year", "The year before"),
            private=bool(self.chosen("private", bool)),
        )
        return TalkAnswer(
            talk=talk,
            gaps=self._answers.gaps if self._kind is TalkKind.ROLE_MODEL else (),
            next_on=day_in(self, "next", self._today, Toward.NEXT) if self._asks_next else None,
        )
