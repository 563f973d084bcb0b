"""Choosing the person and the period of a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from devjournal.domain.career.person import Person, deciders_first
from devjournal.tui import verbs
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.people.labels import last_talk
from devjournal.tui.widgets.lines import Line, row_text, width_of

NAME = 20
"""Cells of the name column."""


def choose_person(
    screen: JournalScreen, question: str, here: Person | None, on_choice: Callable[[Person], None]
) -> None:
    """Ask for a person, deciders first; the cursor starts on `here`. `on_choice` gets the result."""
    from devjournal.tui.kit.choice_dialog import ChoiceDialog  # keeps the start fast

    people = {person.id: person for person in sorted(screen.journal.people.list(), key=deciders_first)}
    if not people:
        screen.refuse(f"No people yet: {verbs.GO_PEOPLE} {verbs.NEW_PERSON} adds the first one.")
        return

    options = [(row_id, _line(person, screen.journal.today)) for row_id, person in people.items()]
    dialog = ChoiceDialog(question, options, here.id if here is not None else None)
    screen.open_question(dialog, lambda row_id: on_choice(people[row_id]))


def _line(person: Person, today: date) -> Line:
    name: Line = ((row_text(person.name), "text"),)
    blank = " " * max(2, NAME + 2 - width_of(name))
    talk = f", last talk {last_talk(person, today)}"
    return (*name, (blank, ""), (person.relation.label, "muted"), (talk, "muted"))
