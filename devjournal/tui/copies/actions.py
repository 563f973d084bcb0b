"""Listing the copies of the journal, and restoring one."""

from __future__ import annotations

from devjournal.domain.copies.copies import Copy, Unreadable
from devjournal.domain.dates.days import MONTHS
from devjournal.tui.copies.dialog import CopyList, RestoreDialog
from devjournal.tui.kit.screen import JournalScreen

_MESSAGES = {
    Unreadable.LOCKED: "Another passphrase opens this copy; leave, and `devjournal restore` asks for it.",
    Unreadable.NO_KEY: "The key file of this copy is missing; put it back beside the copy.",
}
"""Messages about copies that the app cannot restore."""


def show_copies(screen: JournalScreen) -> None:
    """List the copies over `screen`; the chosen one is restored after a yes."""

    def ask(copy: Copy) -> None:
        if copy.unreadable in _MESSAGES:
            screen.tell(_MESSAGES[copy.unreadable], failed=True)
        else:
            screen.confirm(RestoreDialog(copy), lambda: _restore(screen, copy))

    screen.open_question(CopyList(screen.journal.copies.with_weeks()), ask)


def _restore(screen: JournalScreen, copy: Copy) -> None:
    restored = screen.journal.restore(copy)
    day = copy.made_at
    sentence = "What it replaced is kept as a copy." if restored.replaced is not None else "There was nothing before."
    screen.report_change(f"Brought back: {day.day} {MONTHS[day.month - 1]} {day.year}. {sentence}")
