"""What the verbs of the drafts do: keep, edit and keep, drop."""

from __future__ import annotations

from typing import Protocol

from devjournal.domain.capture.draft import Draft
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.domain.week.entry import Entry
from devjournal.errors import NotFound, RuleViolation
from devjournal.tui.drafts.data import DraftsView
from devjournal.tui.kit.asker import Asker
from devjournal.tui.kit.drafted import Answers


class DraftsHost(Asker, Protocol):
    """The page: it says in a line what its last key did."""

    said: str

    def refresh_after_write(self) -> None:
        """Show what a write has changed besides the draft that is gone."""


def keep(page: DraftsHost, draft: Draft, gap: int | None) -> None:
    """Make an entry of a draft."""
    page.journal.drafts.keep(draft.id, gap=gap, private=page.settings.private.entries)
    page.said = f"Kept{' as evidence' if gap is not None else ''}: {quoted(draft.text)}."
    page.refresh_after_write()


def edit(page: DraftsHost, view: DraftsView, draft: Draft) -> None:
    """Ask for the words, the gap and the day of what is kept."""
    from devjournal.tui.entries.form import EntryAnswer, EntryForm  # the list does not pay for a form

    journal = page.journal

    def save(answer: EntryAnswer, _: Answers) -> None:
        with journal.transaction(f"keeping of draft {quoted(draft.text)}"):
            try:
                kept = journal.drafts.keep(draft.id, text=answer.text, gap=answer.gap, private=answer.private)
            except (NotFound, RuleViolation):
                journal.entries.add(
                    answer.text, day=answer.day, gap=answer.gap, link=answer.link, private=answer.private
                )
                page.tell("It has been kept or dropped elsewhere: your words are kept as a new entry.")
            else:
                journal.entries.edit(kept.id, day=answer.day, link=answer.link)
        page.said = f"Kept: {quoted(answer.text)}."

    suggested = [(gap, speaks) for gap, speaks in view.suggestions(draft) if gap is not None]
    first = next((gap.id for gap, speaks in suggested if speaks), None)
    entry = Entry(draft.day, draft.text, draft.link, first, private=page.settings.private.entries)
    gaps = [gap for gap, _ in suggested]
    form = EntryForm(entry, save, journal.today, gaps=gaps, title="Keep the draft as an entry")
    page.open_form(form, f"draft-{draft.id}")


def drop(page: DraftsHost, draft: Draft) -> None:
    """Drop a draft."""
    page.journal.drafts.drop(draft.id)
    page.said = f"Dropped: {quoted(draft.text)}."
    page.refresh_after_write()


def drop_rest(page: DraftsHost) -> None:
    """Drop every draft that waits."""
    count = page.journal.drafts.drop_all()
    page.said = f"Dropped {pluralized(count, 'draft')}."
    page.refresh_data()
