"""Actions of drafts: keep, edit before keeping, drop."""

from __future__ import annotations

from typing import Protocol

from devjournal.domain.capture.draft import Draft
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.domain.week.entry import Entry
from devjournal.errors import NotFound, RuleViolation
from devjournal.tui.drafts.data import DraftsView
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost


class DraftsHost(FormHost, Protocol):
    """The page of drafts."""

    last_action: str
    """A sentence about the last action, shown in the title."""

    def refresh_after_write(self) -> None:
        """Update the parts of the page that a write has changed."""


def keep(page: DraftsHost, draft: Draft, gap: int | None) -> None:
    """Turn a draft into an entry."""
    page.journal.drafts.keep(draft.id, gap=gap, private=page.settings.private.entries)
    page.last_action = f"Kept{' as evidence' if gap is not None else ''}: {quoted(draft.text)}."
    page.refresh_after_write()


def edit(page: DraftsHost, view: DraftsView, draft: Draft) -> None:
    """Ask for text, gap and day of the entry that the draft becomes."""
    from devjournal.tui.entries.form import EntryAnswer, EntryForm  # imported only when opened

    journal = page.journal

    def save(answer: EntryAnswer, _: Answers) -> None:
        with journal.transaction(f"keeping of draft {quoted(draft.text)}"):
            try:
                entry = journal.drafts.keep(draft.id, text=answer.text, gap=answer.gap, private=answer.private)
            except (NotFound, RuleViolation):
                journal.entries.add(
                    answer.text, day=answer.day, gap=answer.gap, link=answer.link, private=answer.private
                )
                page.tell("It has been kept or dropped elsewhere: your words are kept as a new entry.")
            else:
                journal.entries.edit(entry.id, day=answer.day, link=answer.link)
        page.last_action = f"Kept: {quoted(answer.text)}."

    suggestions = view.suggestions(draft)
    first = next((gap.id for gap, is_suggested in suggestions if gap is not None and is_suggested), None)
    entry = Entry(draft.day, draft.text, draft.link, first, private=page.settings.private.entries)
    gaps = [gap for gap, _ in suggestions if gap is not None]
    form = EntryForm(entry, save, journal.today, gaps=gaps, title="Keep the draft as an entry")
    page.open_form(form, f"draft-{draft.id}")


def drop(page: DraftsHost, draft: Draft) -> None:
    """Drop a draft."""
    page.journal.drafts.drop(draft.id)
    page.last_action = f"Dropped: {quoted(draft.text)}."
    page.refresh_after_write()


def drop_all(page: DraftsHost) -> None:
    """Drop all drafts."""
    count = page.journal.drafts.drop_all()
    page.last_action = f"Dropped {pluralized(count, 'draft')}."
    page.refresh_data()
