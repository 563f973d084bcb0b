"""Actions of topics: add, edit, tick, remove. `t` adds one on every screen.

The form is imported when opened, so that the start does not load a text editor.
"""

from __future__ import annotations

from typing import Any

from devjournal.domain.one_to_one.topic import Topic
from devjournal.domain.text.user_text import quoted
from devjournal.errors import NotFound
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost, merging


def add_topic(screen: FormHost, *, announce: bool = True, ask: str = "") -> None:
    """Ask for a topic for the next 1:1, and confirm it with a message if `announce`.

    If `ask` is set, the form starts as an ask with that text.
    """
    from devjournal.tui.one_to_one.topic_form import TopicAnswer, TopicForm

    journal = screen.journal

    def save(answer: TopicAnswer, _: Answers) -> None:
        journal.topics.add(answer.text, kind=answer.kind, due=answer.due, private=answer.private)
        if announce:
            screen.tell(f"Added for the next 1:1: {quoted(answer.text)}. {verbs.UNDO} takes it back.")

    form = TopicForm(None, save, journal.today, private=screen.settings.private.topics and not ask, ask=ask)
    screen.open_form(form, f"topic-{ask}" if ask else "topic")


def edit_topic(screen: FormHost, row_id: int) -> None:
    """Edit a topic. If it was removed elsewhere meanwhile, it is added again."""
    from devjournal.tui.one_to_one.topic_form import TopicAnswer, TopicForm

    journal = screen.journal
    topic = journal.topics.get(row_id)

    def save(answer: TopicAnswer, base: Answers) -> None:
        values: dict[str, Any] = {"kind": answer.kind, "due": answer.due, "private": answer.private}
        with merging(screen, base, f"change of {quoted(topic.text)}") as merge:
            try:
                current = journal.topics.get(row_id)
            except NotFound:
                journal.topics.add(answer.text, **values)
                merge.note_new_row("topic")
            else:
                text = merge.text("text", answer.text, current.text)
                mine = {name: value for name, value in values.items() if form.touched(name)}
                journal.topics.edit(row_id, text=text, **mine)

    form = TopicForm(topic, save, journal.today)
    screen.open_form(form, f"topic-{row_id}")


def tick_topic(screen: FormHost, topic: Topic) -> None:
    """Tick or untick a topic."""
    if topic.done:
        screen.journal.topics.undone(topic.id)
    else:
        screen.journal.topics.done(topic.id)
    screen.report_change(
        f"{'To do again' if topic.done else 'Done'}: {quoted(topic.text)}. {verbs.UNDO} takes that back."
    )


def remove_topic(screen: FormHost, row_id: int) -> None:
    """Remove a topic."""
    topic = screen.journal.topics.remove(row_id)
    screen.report_change(f"Removed: {quoted(topic.text)}. {verbs.UNDO} brings it back.")
