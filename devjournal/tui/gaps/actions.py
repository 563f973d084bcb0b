"""Actions of the gap board: open a form, save its value, report the result.

Forms are imported when opened, so that the board does not load a text editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from devjournal.domain.career.board import EVERYTHING, BoardFilter, Order, column, exceeds_limit, in_work
from devjournal.domain.career.gap import MOST_IN_WORK, Area, Gap
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.gaps.data import AREAS
from devjournal.tui.kit.asker import Asker, Merge
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.verbs import Verb

if TYPE_CHECKING:
    from devjournal.tui.gaps.form import GapAnswer


def add_gap(screen: Asker, area: Area, added: Callable[[Gap], None]) -> None:
    """Ask for a new gap in a column, and call `added` with it."""
    from devjournal.tui.gaps.form import GapForm

    journal = screen.journal

    def save(answer: GapAnswer, _: Answers) -> None:
        before = journal.gaps.list()
        added(_add(journal, answer))
        _warn(screen, before, answer.area)

    screen.open_form(GapForm(None, save, journal.today, area=area), f"gap-in-{area}")


def _add(journal: Journal, answer: GapAnswer) -> Gap:
    return journal.gaps.add(
        answer.area,
        answer.title,
        why=answer.why,
        needed=answer.needed,
        step=answer.step,
        private=answer.private,
    )


def edit_gap(screen: Asker, row_id: int) -> None:
    """Edit a gap. Fields changed only elsewhere meanwhile are kept."""
    from devjournal.tui.gaps.form import GapForm

    journal = screen.journal
    gap = journal.gaps.get(row_id)
    should = sum(mark.gap == row_id for mark in journal.people.awareness())

    def save(answer: GapAnswer, base: Answers) -> None:
        merge = Merge(base)
        before = journal.gaps.list()
        with journal.transaction(f"change of gap {quoted(gap.title)}"):
            try:
                now = journal.gaps.get(row_id)
            except NotFound:  # the gap was removed elsewhere: add it again
                _add(journal, answer)
                merge.added_again("gap")
            else:
                title = merge.text("title", answer.title, now.title, between=" / ")
                why = merge.text("why", answer.why, now.why)
                names = ("needed", "step", "area", "private")
                mine = {name: getattr(answer, name) for name in names if getattr(answer, name) != getattr(gap, name)}
                journal.gaps.edit(row_id, title=title, why=why, **mine)
        merge.tell(screen)
        if not merge.message:
            _warn(screen, before, answer.area)

    form = GapForm(gap, save, journal.today, area=gap.area, named=should > 0)
    screen.open_form(form, f"gap-{row_id}")


def close_or_reopen(screen: Asker, row_id: int) -> None:
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


def remove_gap(screen: Asker, row_id: int) -> None:
    """Remove a gap."""
    journal = screen.journal
    gap = journal.gaps.get(row_id)
    fate = journal.gaps.references(row_id).fate
    journal.gaps.remove(row_id)
    screen.report_change(f"Removed: {_title(gap)}{fate}. {verbs.UNDO} brings it back.")


def carry(
    screen: Asker, row_id: int, columns: int, rows: int, filter: BoardFilter = EVERYTHING, order: Order = Order.OWN
) -> bool:
    """Move a card by columns or rows among the shown cards; return whether it moved.

    Positions are read now, so that another window's moves are respected.
    """
    journal = screen.journal
    before = journal.gaps.list()
    gap = next((other for other in before if other.id == row_id), None)
    if gap is None:
        raise NotFound("That gap has been removed.")
    if not gap.on_board:
        screen.tell(f"A {'parked' if gap.parked else 'closed'} gap stays where it is; {way_back(gap)}.")
        return False
    at = AREAS.index(gap.area) + columns
    if not 0 <= at < len(AREAS):
        return False
    area = AREAS[at]
    if rows and order is not Order.OWN:
        screen.tell(f"Sorted by {order}; {verbs.SORT} returns to your own order.")
        return False
    row = [other.id for other in column(before, gap.area, filter, order)].index(row_id) if filter.takes(gap) else 0
    others = [other for other in column(before, area) if other.id != row_id]
    visible = [n for n, other in enumerate(others) if filter.takes(other)]
    place = row + rows
    if not 0 <= place <= len(visible):
        return False
    below = visible[-1] + 1 if visible else len(others)
    index = visible[place] if place < len(visible) else below
    with journal.transaction(f"move of {quoted(gap.title)}"):
        journal.gaps.move(row_id, area, index)
    screen.refresh_data()
    if columns:
        _warn(screen, before, area)
    return True


def closing(gap: Gap) -> Verb:
    """Return the verb of `d` on a gap, as labelled in the footer."""
    if gap.on_board:
        return verbs.CLOSE_GAP
    return verbs.TAKE_UP_GAP if gap.parked else verbs.REOPEN_GAP


def way_back(gap: Gap) -> str:
    """Return how to bring back a closed or parked gap, for a message."""
    return f"{verbs.CLOSE_GAP} {'takes it up' if gap.parked else 'opens it'} again"


def _warn(screen: Asker, before: Iterable[Gap], area: Area) -> bool:
    """Warn, once, if a column now has too many gaps in work; return whether it has."""
    after = screen.journal.gaps.list()
    if not exceeds_limit(before, after, area):
        return False
    count = in_work(after, area)
    screen.tell(f"{pluralized(count, 'gap')} in work in {area.value.capitalize()}: {MOST_IN_WORK} get shown sooner.")
    return True


def _title(gap: Gap) -> str:
    """Return a title for a message, shortened to one line."""
    return quoted(gap.title)[1:-1]
