"""The form of a topic: a topic, an ask, or a promise of either side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.dates.reading import Toward, examples
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading, day_in
from devjournal.tui.widgets.fields import NO_OR_YES, Choice, Field, Option, TextField
from devjournal.tui.widgets.fields.prefilled import Prefilled

KINDS = (
    Option("t", "topic", TopicKind.TOPIC),
    Option("a", "ask", TopicKind.ASK, "◆"),
    Option("m", "my promise", TopicKind.MY_PROMISE, "→"),
    Option("p", "their promise", TopicKind.THEIR_PROMISE, "←"),
)
"""The kinds of topics."""

_TITLES = {
    TopicKind.TOPIC: "Edit the topic",
    TopicKind.ASK: "Edit the ask",
    TopicKind.MY_PROMISE: "Edit your promise",
    TopicKind.THEIR_PROMISE: "Edit their promise",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAnswer:
    """A topic's fields."""

    text: str
    kind: TopicKind
    due: date | None
    private: bool


class TopicForm(Form[TopicAnswer]):
    """What do you bring to the next 1:1?"""

    TAB = "one_to_one"
    ABOUT = "topic"

    def __init__(
        self,
        topic: Topic | None,
        save: Callable[[TopicAnswer, Answers], None],
        today: date,
        *,
        private: bool = False,
        ask: str = "",
    ) -> None:
        """Edit `topic`, or ask for a new topic.

        `private` preselects the answer for a new topic. If `ask` is set, the form starts as an ask with that text.
        """
        super().__init__(Heading(title=_TITLES[topic.kind] if topic else "For the next 1:1"), save, today)
        self._topic = topic
        self._ask = ask
        self._private = topic.private if topic else private

    def fields(self) -> Sequence[Field]:
        """Text, kind, due day, private."""
        topic = self._topic
        text = topic.text if topic else self._ask
        due = topic.due.isoformat() if topic and topic.due else ""
        kind = topic.kind if topic else TopicKind.ASK if self._ask else TopicKind.TOPIC
        next_days = examples(self._today, Toward.NEXT)
        return (
            Field("What do you bring?", TextField(text), help="needed: a few words", id="text"),
            Field("What is it?", Choice(KINDS, kind), id="kind"),
            Field("By when?", Prefilled(due), help=f"optional: {next_days}", id="due"),
            Field("Private?", Choice(NO_OR_YES, self._private), help="no page shows it", id="private"),
        )

    def collect(self) -> TopicAnswer:
        """Return the topic.

        Raises:
            FieldRefused: the text is missing, or the day is invalid.
        """
        text = self.needed_text("text", "The topic")
        due = day_in(self, "due", self._today, Toward.NEXT)
        kind, private = self.chosen("kind", TopicKind) or TopicKind.TOPIC, bool(self.chosen("private", bool))
        return TopicAnswer(text=text, kind=kind, due=due, private=private)
