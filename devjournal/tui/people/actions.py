"""Actions of People: open a form, save its value, refresh the screen.

Forms are imported when opened, so that the start does not load a text editor.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from devjournal.domain.career.gap import Gap, Step
from devjournal.domain.career.person import Awareness, Conversation, Person
from devjournal.domain.dates.days import as_iso, day_in_full
from devjournal.domain.text.user_text import capitalized, pluralized, quoted
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost, Merge, merging
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.people.data import PeopleView
from devjournal.tui.widgets.lines import row_text

if TYPE_CHECKING:
    from devjournal.tui.people.forms.talk import TalkAnswer

# People.


def add_person(screen: FormHost, on_add: Callable[[Person], None]) -> None:
    """Ask for a new person. `on_add` gets the person."""
    from devjournal.tui.people.forms.person import PersonForm

    journal = screen.journal

    def save(answer: Person, _: Answers) -> None:
        on_add(_add(journal, answer))

    screen.open_form(PersonForm(None, save, journal.today), "person")


def edit_person(screen: FormHost, person: Person) -> None:
    """Edit a person. If the person was removed elsewhere meanwhile, add them again."""
    from devjournal.tui.people.forms.person import PersonForm

    journal = screen.journal

    def save(answer: Person, base: Answers) -> None:
        with merging(screen, base, f"change of {quoted(person.name)}") as merge:
            current = _find(journal, person.id)
            if current is None:
                _add(journal, answer)
                merge.note_new_row("person", "They have")
            else:
                role = merge.text("role", answer.role, current.role, between=" / ")
                name = current.name if answer.name == base["name"] else answer.name
                journal.people.edit(
                    current.name, name=name, role=role, relation=answer.relation, next_on=answer.next_on
                )

    screen.open_form(PersonForm(person, save, journal.today), f"person-{person.id}")


def _add(journal: Journal, person: Person) -> Person:
    return journal.people.add(person.name, role=person.role, relation=person.relation, next_on=person.next_on)


def ask_removal(screen: JournalScreen, person: Person) -> None:
    """Remove a person. If talks or gaps refer to the person, ask first, naming them."""
    people = screen.journal.people

    def remove() -> None:
        people.remove(person.name)
        screen.report_change(f"Removed: {quoted(person.name)}. {verbs.UNDO} brings them back.")

    if effect := people.references(person.name).removal_note.removeprefix("; "):
        effect = f"{capitalized(effect)}. Nothing else is lost, and {verbs.UNDO} brings it all back."
        screen.confirm_removal("Remove this person?", person.name, effect, remove)
    else:
        remove()


def _find(journal: Journal, row_id: int) -> Person | None:
    return next((person for person in journal.people.list() if person.id == row_id), None)


def _name(journal: Journal, person: Person) -> str:
    """Return a person's name in the journal: another window may have changed it.

    Raises:
        NotFound: the person was removed meanwhile.
    """
    current = _find(journal, person.id)
    if current is None:
        raise NotFound(f"{quoted(person.name)} has been removed; leave with esc, and {verbs.UNDO} brings them back.")
    return current.name


# What people know.


def step_awareness(screen: FormHost, person: Person, gap: Gap, mark: Awareness | None) -> None:
    """Change a cell from `mark` to its next state: empty, should know, knows, empty."""
    journal = screen.journal
    with journal.transaction(_awareness(person, gap)):
        changed = journal.people.awareness_of(person.id, gap.id) != mark
        if changed:
            pass  # another window was faster: show its change instead of overwriting it
        elif mark is None:
            journal.people.should_know(person.name, gap.id)
        elif not mark.knows:
            journal.people.knows(person.name, gap.id, journal.today)
        else:
            journal.people.forget(person.name, gap.id)
    screen.refresh_data()
    if changed:
        screen.tell("It has been changed elsewhere; this is how it is now.")


def edit_awareness(screen: FormHost, person: Person, gap: Gap, mark: Awareness) -> None:
    """Ask since when a person knows of a gap. An unchanged day does not overwrite a change in another window."""
    from devjournal.tui.people.forms.awareness import AwarenessForm

    journal = screen.journal

    def save(day: date | None, base: Answers) -> None:
        if (as_iso(day) or "") == base["day"]:
            return
        with journal.transaction(_awareness(person, gap)):
            name = _name(journal, person)
            if day is not None:
                journal.people.knows(name, gap.id, day)
            else:
                journal.people.no_longer_knows(name, gap.id)

    screen.open_form(AwarenessForm(person, gap, mark, save, journal.today), f"known-{person.id}-{gap.id}")


def _awareness(person: Person, gap: Gap) -> str:
    """Return the name of a change of awareness, for undo."""
    return f"what {quoted(person.name)} knows of {quoted(gap.title)}"


def choose_gap(screen: JournalScreen, view: PeopleView, person: Person, on_choice: Callable[[int], None]) -> None:
    """Ask which gap without a column the person should know of; if there is none, say why.

    `on_choice` gets the gap's ID before the screen is refreshed.
    """
    from devjournal.tui.kit.choice_dialog import ChoiceDialog

    def should_know(gap: int) -> None:
        screen.journal.people.should_know(person.name, gap)
        screen.refresh_data()

    def handle(gap: int) -> None:
        on_choice(gap)
        screen.run_verb(lambda: should_know(gap))

    if view.gaps_without_column:
        options = [
            (gap.id, ((row_text(gap.title), "text"), (f"  {gap.area}, {gap.measure}", "muted")))
            for gap in view.gaps_without_column
        ]
        screen.open_question(ChoiceDialog(f"What should {row_text(person.name)[:30]} know?", options), handle)
    elif view.gaps:
        screen.refuse(f"Every open gap is already a column: {verbs.TOGGLE_AWARENESS} changes its cell.")
    else:
        screen.refuse(f"There is no gap yet: {verbs.GO_GAPS} {verbs.NEW_GAP} adds one.")


# Talks.


def log_talk(screen: FormHost, person: Person) -> None:
    """Ask for a talk with a person. Marked answers of a role model become gaps."""
    journal = screen.journal

    def save(answer: TalkAnswer, _: Answers) -> None:
        with journal.transaction(f"talk with {quoted(person.name)}"):
            name = _name(journal, person)
            _log(journal, name, answer.talk)
            if answer.next_on is not None:
                journal.people.edit(name, next_on=answer.next_on)
            _add_gaps(journal, person, answer)
        _tell_gaps(screen, answer)

    _open_talk(screen, person, None, save)


def edit_talk(screen: FormHost, person: Person, talk: Conversation) -> None:
    """Edit a talk. If the talk was removed elsewhere meanwhile, add it again."""
    journal = screen.journal

    def save(answer: TalkAnswer, base: Answers) -> None:
        merge = Merge(base)
        with journal.transaction(f"change of the talk with {quoted(person.name)}"):
            talks = journal.conversations.with_person(person.id)
            current = next((logged for logged in talks if logged.id == talk.id), None)
            if current is None:
                _log(journal, _name(journal, person), answer.talk)
                merge.note_new_row("talk")
            else:
                day, kind, private = answer.talk.day, answer.talk.kind, answer.talk.private
                notes = merge.text("notes", answer.talk.notes, current.notes)
                year = merge.text("year", answer.talk.year_before, current.year_before, between="\n")
                journal.conversations.edit(talk.id, day=day, kind=kind, notes=notes, year_before=year, private=private)
            _add_gaps(journal, person, answer)
        _tell_gaps(screen, answer)
        merge.tell(screen)

    _open_talk(screen, person, talk, save)


def _open_talk(
    screen: FormHost, person: Person, talk: Conversation | None, save: Callable[[TalkAnswer, Answers], None]
) -> None:
    from devjournal.tui.people.forms.talk import TalkForm

    titles = frozenset(screen.journal.gaps.titles().values())
    private = screen.settings.private.talks
    form = TalkForm(person, talk, save, screen.journal.today, titles=titles, private=private)
    screen.open_form(form, f"talk-{talk.id}" if talk is not None else f"talk-with-{person.id}")


def _log(journal: Journal, name: str, talk: Conversation) -> None:
    journal.conversations.log(
        name, day=talk.day, kind=talk.kind, notes=talk.notes, year_before=talk.year_before, private=talk.private
    )


def _add_gaps(journal: Journal, person: Person, answer: TalkAnswer) -> None:
    """Add a role model's marked answers as gaps for the next role. A private talk leaves no trace in their "why"."""
    day = day_in_full(answer.talk.day)
    why = "" if answer.talk.private else f"{person.name} did this in the 12 months before ({day})."
    for area, title in answer.gaps:
        journal.gaps.add(area, title, why=why, step=Step.NEXT)


def _tell_gaps(screen: FormHost, answer: TalkAnswer) -> None:
    if count := len(answer.gaps):
        screen.tell(f"{pluralized(count, 'new gap')} on the board. {verbs.UNDO} takes back the talk and its gaps.")


def remove_talk(screen: FormHost, talk: Conversation) -> None:
    """Remove a talk."""
    screen.journal.conversations.remove(talk.id)
    screen.report_change(f"Removed: the talk of {day_in_full(talk.day)}. {verbs.UNDO} brings it back.")
