"""Actions of People: open a form, save its value, refresh the screen.

Forms are imported when opened, so that the start does not load a text editor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.career.person import Awareness, Conversation, Person
from devjournal.domain.dates.days import day_in_full
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.kit.asker import Asker, Merge
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.people.data import PeopleView
from devjournal.tui.widgets.lines import Line, row_text

NewGaps = Sequence[tuple[Area, str]]
"""Gaps from a role model's answers: area and title."""


def add_person(screen: Asker, added: Callable[[Person], None]) -> None:
    """Ask for a new person, and call `added` with them."""
    from devjournal.tui.people.forms.person import PersonAnswer, PersonForm

    journal = screen.journal

    def save(answer: PersonAnswer, _: Answers) -> None:
        facts = {"role": answer.role, "relation": answer.relation, "next_on": answer.next_on}
        added(journal.people.add(answer.name, **facts))  # type: ignore[arg-type]

    screen.open_form(PersonForm(None, save, journal.today), "person")


def edit_person(screen: Asker, person: Person) -> None:
    """Edit a person. If they were removed elsewhere meanwhile, they are added again."""
    from devjournal.tui.people.forms.person import PersonAnswer, PersonForm

    journal = screen.journal

    def save(answer: PersonAnswer, base: Answers) -> None:
        merge = Merge(base)
        with journal.transaction(f"change of {quoted(person.name)}"):
            now = _find(journal, person.id)
            if now is None:
                journal.people.add(answer.name, role=answer.role, relation=answer.relation, next_on=answer.next_on)
                merge.added_again("person", "They have")
            else:
                role = merge.text("role", answer.role, now.role, between=" / ")
                name = now.name if answer.name == base["name"] else answer.name
                journal.people.edit(now.name, name=name, role=role, relation=answer.relation, next_on=answer.next_on)
        merge.tell(screen)

    screen.open_form(PersonForm(person, save, journal.today), f"person-{person.id}")


def remove_person(screen: Asker, person: Person) -> None:
    """Remove a person."""
    screen.journal.people.remove(person.name)
    screen.report_change(f"Removed: {quoted(person.name)}. {verbs.UNDO} brings them back.")


def ask_to_remove(screen: JournalScreen, person: Person) -> None:
    """Remove a person; if other data refers to them, ask first, naming that data."""
    fate = screen.journal.people.references(person.name).fate
    if not fate:
        remove_person(screen, person)
        return
    from devjournal.tui.kit.confirm_dialog import ConfirmDialog

    effect = fate.removeprefix("; ")
    effect = f"{effect}. Nothing else is lost, and {verbs.UNDO} brings it all back."
    question = ConfirmDialog("Remove this person?", person.name, effect[0].upper() + effect[1:])
    screen.confirm(question, lambda: remove_person(screen, person))


def step_on(screen: Asker, person: Person, gap: Gap, before: Awareness | None) -> None:
    """Change a cell from `before` to its next state: empty, should know, knows, empty."""
    journal = screen.journal
    with journal.transaction(f"what {quoted(person.name)} knows of {quoted(gap.title)}"):
        now = journal.people.said(person.id, gap.id)
        changed = now != before
        if changed:
            pass  # another window was faster: show its change instead of overwriting it
        elif now is None:
            journal.people.should_know(person.name, gap.id)
        elif not now.knows:
            journal.people.knows(person.name, gap.id, journal.today)
        else:
            journal.people.forget(person.name, gap.id)
    screen.refresh_data()
    if changed:
        screen.tell("It has been changed elsewhere; this is how it is now.")


def edit_known(screen: Asker, person: Person, gap: Gap, mark: Awareness) -> None:
    """Ask since when a person knows of a gap. An unchanged day does not overwrite another window's."""
    from devjournal.tui.people.forms.awareness import AwarenessForm

    journal = screen.journal

    def save(day: date | None, base: Answers) -> None:
        if (day.isoformat() if day is not None else "") == base["day"]:
            return
        with journal.transaction(f"what {quoted(person.name)} knows of {quoted(gap.title)}"):
            name = _name(journal, person)
            if day is not None:
                journal.people.knows(name, gap.id, day)
            else:
                journal.people.should_only(name, gap.id)

    screen.open_form(AwarenessForm(person, gap, mark, save, journal.today), f"known-{person.id}-{gap.id}")


def choose_column(screen: JournalScreen, view: PeopleView, person: Person, on_choice: Callable[[int], None]) -> None:
    """Choose a gap without a column that the person should know of; if there is none, say why."""
    if view.others:
        choose_gap(screen, person, view.others, on_choice)
    elif view.gaps:
        screen.refuse(f"Every open gap is already a column: {verbs.KNOWS} changes its cell.")
    else:
        screen.refuse(f"There is no gap yet: {verbs.GO_GAPS} {verbs.NEW_GAP} adds one.")


def choose_gap(screen: JournalScreen, person: Person, gaps: Sequence[Gap], on_choice: Callable[[int], None]) -> None:
    """Ask which of `gaps` a person should know of. `on_choice` gets the ID before the screen is refreshed."""
    from devjournal.tui.kit.choice_dialog import ChoiceDialog

    def handle(gap: int) -> None:
        on_choice(gap)
        screen.run_verb(lambda: should_know(screen, person, gap))

    options = [(gap.id, _option(gap)) for gap in gaps]
    screen.open_question(ChoiceDialog(f"What should {row_text(person.name)[:30]} know?", options), handle)


def _option(gap: Gap) -> Line:
    return (row_text(gap.title), "text"), (f"  {gap.area.value}, {gap.measure}", "muted")


def should_know(screen: Asker, person: Person, gap: int) -> None:
    """Mark that a person should know of a gap."""
    screen.journal.people.should_know(person.name, gap)
    screen.refresh_data()


def log_talk(screen: Asker, person: Person) -> None:
    """Ask for a talk with a person. Marked answers of a role model become gaps."""
    from devjournal.tui.people.forms.talk import TalkAnswer, TalkForm

    journal = screen.journal

    def save(answer: TalkAnswer, _: Answers) -> None:
        with journal.transaction(f"talk with {quoted(person.name)}"):
            name = _name(journal, person)
            journal.conversations.log(
                name,
                day=answer.day,
                kind=answer.kind,
                notes=answer.notes,
                year_before=answer.year_before,
                private=answer.private,
            )
            if answer.next_on is not None:
                journal.people.edit(name, next_on=answer.next_on)
            _add_gaps(journal, answer.gaps, _why(person, answer.day, answer.private))
        _tell_gaps(screen, answer.gaps)

    titles, private = frozenset(journal.gaps.titles().values()), screen.settings.private.talks
    form = TalkForm(person, None, save, journal.today, titles=titles, private=private)
    screen.open_form(form, f"talk-with-{person.id}")


def edit_talk(screen: Asker, person: Person, talk: Conversation) -> None:
    """Edit a talk. If it was removed elsewhere meanwhile, it is added again."""
    from devjournal.tui.people.forms.talk import TalkAnswer, TalkForm

    journal = screen.journal

    def save(answer: TalkAnswer, base: Answers) -> None:
        merge = Merge(base)
        with journal.transaction(f"change of the talk with {quoted(person.name)}"):
            facts = {"day": answer.day, "kind": answer.kind, "private": answer.private}
            texts = {"notes": answer.notes, "year_before": answer.year_before}
            now = next((other for other in journal.conversations.with_person(person.id) if other.id == talk.id), None)
            if now is None:
                journal.conversations.log(_name(journal, person), **facts, **texts)  # type: ignore[arg-type]
                merge.added_again("talk")
            else:
                notes = merge.text("notes", answer.notes, now.notes)
                year = merge.text("year", answer.year_before, now.year_before, between="\n")
                journal.conversations.edit(talk.id, **facts, notes=notes, year_before=year)
            _add_gaps(journal, answer.gaps, _why(person, answer.day, answer.private))
        _tell_gaps(screen, answer.gaps)
        merge.tell(screen)

    titles = frozenset(journal.gaps.titles().values())
    screen.open_form(TalkForm(person, talk, save, journal.today, titles=titles), f"talk-{talk.id}")


def remove_talk(screen: Asker, talk: Conversation) -> None:
    """Remove a talk."""
    screen.journal.conversations.remove(talk.id)
    screen.report_change(f"Removed: the talk of {day_in_full(talk.day)}. {verbs.UNDO} brings it back.")


def _find(journal: Journal, row_id: int) -> Person | None:
    return next((person for person in journal.people.list() if person.id == row_id), None)


def _name(journal: Journal, person: Person) -> str:
    """Return a person's current name: another window may have changed it.

    Raises:
        NotFound: the person was removed meanwhile.
    """
    now = _find(journal, person.id)
    if now is None:
        raise NotFound(f"{quoted(person.name)} has been removed; leave with esc, and {verbs.UNDO} brings them back.")
    return now.name


def _add_gaps(journal: Journal, gaps: NewGaps, why: str) -> None:
    """Add a role model's answers as gaps for the next role."""
    for area, title in gaps:
        journal.gaps.add(area, title, why=why, step=Step.NEXT)


def _why(person: Person, day: date, private: bool) -> str:
    """Return the "why" of a gap from a talk; empty for a private talk."""
    return "" if private else f"{person.name} did this in the 12 months before ({day_in_full(day)})."


def _tell_gaps(screen: Asker, gaps: NewGaps) -> None:
    if gaps:
        screen.tell(f"{pluralized(len(gaps), 'new gap')} on the board. {verbs.UNDO} takes back the talk and its gaps.")
