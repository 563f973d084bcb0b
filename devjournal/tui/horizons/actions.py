"""Actions of horizons: set, edit, remove."""

from __future__ import annotations

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.text.user_text import quoted
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.horizons.form import HorizonAnswer
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost, Merge
from devjournal.tui.kit.screen import JournalScreen


def ask(screen: JournalScreen) -> None:
    """Ask for the first horizon, or what to do with the current horizons."""
    journal = screen.journal
    standing, history = journal.horizons.current(), journal.horizons.history()
    if not standing:
        set_horizon(screen)
        return
    from devjournal.tui.horizons.form import HorizonChoice, HorizonList

    def answer(choice: HorizonChoice) -> None:
        horizon = next((horizon for horizon in standing if horizon.id == choice.row_id), None)
        if choice.verb == "remove" and horizon is not None:
            screen.run_verb(lambda: remove_horizon(screen, horizon))
        elif horizon is not None:
            edit_horizon(screen, horizon)
        else:
            set_horizon(screen)

    screen.open_question(HorizonList(standing, history, journal.today), answer)


def set_horizon(screen: FormHost) -> None:
    """Ask for a new horizon."""
    from devjournal.tui.horizons.form import HorizonForm

    journal = screen.journal

    def save(answer: HorizonAnswer, _: Answers) -> None:
        journal.horizons.set(answer.role, answer.months, answer.why)

    screen.open_form(HorizonForm(None, save, journal.today), "horizon")


def edit_horizon(screen: FormHost, horizon: Horizon) -> None:
    """Edit a horizon; the day it was set stays."""
    from devjournal.tui.horizons.form import HorizonForm

    journal = screen.journal

    def save(answer: HorizonAnswer, base: Answers) -> None:
        message = keep_horizon(journal, horizon, answer, base)
        if message:
            screen.tell(message)

    screen.open_form(HorizonForm(horizon, save, journal.today), f"horizon-{horizon.id}")


def keep_horizon(journal: Journal, horizon: Horizon | None, answer: HorizonAnswer, base: Answers) -> str:
    """Save a form's answer in `horizon`, or as a new one; return the message about changes made elsewhere."""
    merge = Merge(base)
    with journal.transaction(f"change of the horizon {quoted(answer.role)}"):
        standing = journal.horizons.current() if horizon is not None else ()
        stored = next((other for other in standing if horizon is not None and other.id == horizon.id), None)
        if horizon is None or stored is None:
            journal.horizons.set(answer.role, answer.months, answer.why)
            if horizon is not None:
                merge.note_new_row("horizon")
        else:
            role = merge.text("role", answer.role, stored.role, between=" / ")
            why = merge.text("why", answer.why, stored.why)
            months = answer.months if answer.months != horizon.months else stored.months
            journal.horizons.edit(horizon.id, role=role, months=months, why=why)
    return merge.message


def remove_horizon(screen: FormHost, horizon: Horizon) -> None:
    """Remove a horizon; the gaps stay."""
    if horizon.id not in [other.id for other in screen.journal.horizons.current()]:
        raise NotFound("That horizon has been removed.")
    screen.journal.horizons.remove(horizon.id)
    screen.report_change(f"Removed: the horizon {quoted(horizon.role)}; the gaps stay. {verbs.UNDO} brings it back.")
