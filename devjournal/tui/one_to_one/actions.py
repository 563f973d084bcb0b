"""Actions of the 1:1: leave out or bring in a line, and close the 1:1."""

from __future__ import annotations

from dataclasses import replace

from devjournal.domain.career.person import Person
from devjournal.domain.one_to_one.agreements import Agreements
from devjournal.domain.one_to_one.page import PageRequest
from devjournal.domain.text.user_text import quoted
from devjournal.exports.page import shared_page
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost
from devjournal.tui.one_to_one.data import CurrentView, read_current
from devjournal.tui.widgets.lines import row_text


def toggle_line(screen: FormHost, view: CurrentView, line: str, text: str) -> None:
    """Leave a line out of the next page, or bring it back; `text` names the line in the undo message."""
    person = view.person.id if view.person is not None else None
    screen.journal.pages.choose(person, line, not view.choices.includes(line), text)
    screen.refresh_data()


def hold(screen: FormHost, view: CurrentView, person: Person) -> None:
    """Ask for the result of the 1:1 with `person`, and mark the 1:1 as held.

    The page is stored as it was handed over: with other windows' changes, and before topics are ticked.
    """
    from devjournal.tui.one_to_one.hold_form import HoldAnswer, HoldForm  # keeps the start fast

    journal = screen.journal
    last, _ = journal.spans.last_held(person.name)
    if last is not None and last.day == view.today and not view.has_news:
        name = row_text(person.name)
        screen.tell(f"The 1:1 with {name} was held today, and nothing was written since. {verbs.UNDO} takes it back.")
        return

    def save(answer: HoldAnswer, _: Answers) -> None:
        with journal.transaction(f"1:1 with {quoted(person.name)}"):
            current = read_current(journal, view.person.id if view.person is not None else None, PageRequest())
            page = shared_page.as_document(current.summary)
            agreements = _still_open(screen, answer.agreements)
            journal.meetings.hold(person.name, page, current.on_page, agreements, day=answer.day, notes=answer.notes)
        screen.tell(f"Held: the 1:1 with {row_text(person.name)}. {verbs.UNDO} takes it back.")

    private = screen.settings.private.topics
    form = HoldForm(person, view.topics, save, journal.today, screen.glyphs, private=private)
    screen.open_form(form, f"one-to-one-{person.id}")


def _still_open(screen: FormHost, agreements: Agreements) -> Agreements:
    """Return `agreements` without topics that another window has ticked or removed meanwhile."""
    open_ids = {topic.id for topic in screen.journal.topics.open()}
    return replace(agreements, done=tuple(row_id for row_id in agreements.done if row_id in open_ids))
