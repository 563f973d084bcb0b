"""Actions of the gap board: open a form, save its value, report the result.

Forms are imported when opened, so that the board does not load a text editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from devjournal.domain.career.board import EVERYTHING, BoardFilter, Order, column, exceeds_limit, in_work
from devjournal.domain.career.gap import MAX_IN_WORK, Area, Gap
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import capitalized, pluralized, quoted
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.gaps.data import AREAS
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost, merging
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions

_SINGLE_FIELDS = ("needed", "step", "area", "private")
"""Fields of the form that are saved only if they were changed in it."""


def add_gap(screen: FormHost, area: Area, on_add: Callable[[Gap], None]) -> None:
    """Ask for a new gap in the column of `area`. `on_add` gets the gap."""
    from devjournal.tui.gaps.form import GapForm

    journal = screen.journal

    def save(answer: Gap, _: Answers) -> None:
        before = journal.gaps.list()
        on_add(_add(journal, answer))
        _warn(screen, before, answer.area)

    screen.open_form(GapForm(None, save, journal.today, area=area), f"gap-in-{area}")


def _add(journal: Journal, gap: Gap) -> Gap:
    return journal.gaps.add(gap.area, gap.title, why=gap.why, needed=gap.needed, step=gap.step, private=gap.private)


def edit_gap(screen: FormHost, row_id: int) -> None:
    """Edit a gap. A field that was changed only elsewhere meanwhile keeps its new value."""
    from devjournal.tui.gaps.form import GapForm

    journal = screen.journal
    gap = journal.gaps.get(row_id)
    counts_people = any(mark.gap == row_id for mark in journal.people.awareness())

    def save(answer: Gap, base: Answers) -> None:
        before = journal.gaps.list()
        with merging(screen, base, f"change of gap {quoted(gap.title)}") as merge:
            try:
                current = journal.gaps.get(row_id)
            except NotFound:  # the gap was removed elsewhere: add it again
                _add(journal, answer)
                merge.note_new_row("gap")
            else:
                title = merge.text("title", answer.title, current.title, between=" / ")
                why = merge.text("why", answer.why, current.why)
                changes = {
                    name: getattr(answer, name)
                    for name in _SINGLE_FIELDS
                    if getattr(answer, name) != getattr(gap, name)
                }
                journal.gaps.edit(row_id, title=title, why=why, **changes)
        if not merge.message:
            _warn(screen, before, answer.area)

    form = GapForm(gap, save, journal.today, area=gap.area, counts_people=counts_people)
    screen.open_form(form, f"gap-{row_id}")


def set_goal(screen: FormHost, gap: Gap) -> None:
    """Make a gap this week's goal. If the gap is closed or parked, say how to bring it back."""
    if gap.on_board:
        week_actions.set_goal(screen, IsoWeek.of(screen.journal.today), gap=gap.id)
    else:
        screen.tell(f"It is {_state(gap)}; {_way_back(gap)}.")


def close_or_reopen(screen: FormHost, row_id: int) -> None:
    """Close an open gap, reopen a closed one, take up a parked one."""
    journal = screen.journal
    gap = journal.gaps.get(row_id)
    before = journal.gaps.list()
    if gap.on_board:
        journal.gaps.close(row_id)
    elif gap.parked:
        journal.gaps.unpark(row_id)
    else:
        journal.gaps.reopen(row_id)
    screen.refresh_data()
    if gap.on_board:
        screen.tell(f"Closed: {_title(gap)}. {verbs.UNDO} brings it back.")
    elif not _warn(screen, before, gap.area):
        screen.tell(f"{'Taken up' if gap.parked else 'Open'} again: {_title(gap)}. {verbs.UNDO} takes that back.")


def ask_removal(screen: JournalScreen, gap: Gap) -> None:
    """Remove a gap. If entries, goals or people refer to it, ask first, naming them."""
    gaps = screen.journal.gaps

    def remove() -> None:
        note = gaps.references(gap.id).removal_note
        gaps.remove(gap.id)
        screen.report_change(f"Removed: {_title(gap)}{note}. {verbs.UNDO} brings it back.")

    if effect := gaps.references(gap.id).removal_note.removeprefix("; "):
        effect = f"{capitalized(effect)}. {verbs.UNDO} brings it all back."
        screen.confirm_removal("Remove this gap?", gap.title, effect, remove)
    else:
        remove()


def carry(
    screen: FormHost, row_id: int, columns: int, rows: int, filter: BoardFilter = EVERYTHING, order: Order = Order.OWN
) -> bool:
    """Move a card by columns or rows among the cards that pass `filter`. Return whether it moved.

    Positions are read from the journal at this moment, so that moves in another window count.

    Raises:
        NotFound: the gap has been removed.
    """
    journal = screen.journal
    before = journal.gaps.list()
    gap = next((gap for gap in before if gap.id == row_id), None)
    if gap is None:
        raise NotFound("That gap has been removed.")
    if not gap.on_board:
        screen.tell(f"A {_state(gap)} gap stays where it is; {_way_back(gap)}.")
        return False
    at = AREAS.index(gap.area) + columns
    if not 0 <= at < len(AREAS):
        return False
    area = AREAS[at]
    if rows and order is not Order.OWN:
        screen.tell(f"Sorted by {order}; {verbs.SORT} returns to your own order.")
        return False
    row = [card.id for card in column(before, gap.area, filter, order)].index(row_id) if filter.takes(gap) else 0
    cards = [card for card in column(before, area) if card.id != row_id]
    indices = [n for n, card in enumerate(cards) if filter.takes(card)]
    indices.append(indices[-1] + 1 if indices else len(cards))  # below the last card that passes the filter
    if not 0 <= row + rows < len(indices):
        return False
    with journal.transaction(f"move of {quoted(gap.title)}"):
        journal.gaps.move(row_id, area, indices[row + rows])
    screen.refresh_data()
    if columns:
        _warn(screen, before, area)
    return True


def close_verb(gap: Gap) -> Verb:
    """Return the verb of `d` on a gap, as the footer names it."""
    if gap.on_board:
        return verbs.CLOSE_GAP
    return verbs.TAKE_UP_GAP if gap.parked else verbs.REOPEN_GAP


def _state(gap: Gap) -> str:
    return "parked" if gap.parked else "closed"


def _way_back(gap: Gap) -> str:
    """Return how to bring back a closed or parked gap, for a message."""
    return f"{verbs.CLOSE_GAP} {'takes it up' if gap.parked else 'opens it'} again"


def _warn(screen: FormHost, before: Iterable[Gap], area: Area) -> bool:
    """Warn if a column has just got too many gaps in work; return whether it has."""
    after = screen.journal.gaps.list()
    if not exceeds_limit(before, after, area):
        return False
    count = in_work(after, area)
    screen.tell(f"{pluralized(count, 'gap')} in work in {area.value.capitalize()}: {MAX_IN_WORK} get shown sooner.")
    return True


def _title(gap: Gap) -> str:
    """Return a gap's title for a message, on one line and cut."""
    return quoted(gap.title)[1:-1]
