"""Choosing a person: for a page, a 1:1 or a talk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from devjournal.domain.career.person import Person, deciders_first
from devjournal.tui import verbs
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.people.labels import last_talk
from devjournal.tui.widgets.lines import Line, Piece, row_text, width_of

NAME = 20
"""Cells of the name column."""


def choose_person(
    screen: JournalScreen, question: str, current: Person | None, on_choice: Callable[[Person], None]
) -> None:
    """Ask for a person, deciders first; the cursor starts on `current`. `on_choice` gets the result."""
    from devjournal.tui.kit.choice_dialog import ChoiceDialog  # keeps the start fast

    people = {person.id: person for person in sorted(screen.journal.people.list(), key=deciders_first)}
    if not people:
        screen.refuse(f"No people yet: {verbs.GO_PEOPLE} {verbs.NEW_PERSON} adds the first one.")
        return

    options = [(row_id, _line(person, screen.journal.today)) for row_id, person in people.items()]
    dialog = ChoiceDialog(question, options, current.id if current is not None else None)
    screen.open_question(dialog, lambda row_id: on_choice(people[row_id]))


def _line(person: Person, today: date) -> Line:
    name: Piece = (row_text(person.name), "text")
    blanks = " " * max(2, NAME + 2 - width_of((name,)))
    talk = f", last talk {last_talk(person, today)}"
    return (name, (blanks, ""), (person.relation.label, "muted"), (talk, "muted"))
