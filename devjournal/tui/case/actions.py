"""Actions of the case: word a claim, write the sentence in front, pick and order evidence."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import day_in_full
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.entry import Entry
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost, merging


def word_claim(screen: FormHost, gap: Gap) -> None:
    """Ask for the wording of a claim."""
    from devjournal.tui.case.form import ClaimForm
    from devjournal.tui.kit.form import Heading

    journal = screen.journal

    def save(answer: str, base: Answers) -> None:
        with merging(screen, base, f"claim of {quoted(gap.title)}") as merge:
            claim = merge.text("text", answer, journal.gaps.get(gap.id).claim)
            journal.gaps.edit(gap.id, claim=claim)

    heading = Heading(title="The claim", span=gap.measure, subject=gap.title)
    screen.open_form(ClaimForm(heading, gap.claim, save, journal.today), f"claim-{gap.id}")


def write_statement(screen: FormHost, horizon: Horizon) -> None:
    """Ask for the sentence in front of the page."""
    from devjournal.tui.case.form import StatementForm
    from devjournal.tui.kit.form import Heading

    journal = screen.journal

    def save(answer: str, base: Answers) -> None:
        with merging(screen, base, f"sentence for {quoted(horizon.role)}") as merge:
            statement = merge.text("text", answer, journal.horizons.get(horizon.id).statement)
            journal.horizons.set_statement(horizon.id, statement)

    heading = Heading(title="The sentence in front", span=f"by {day_in_full(horizon.by)}", subject=horizon.role)
    screen.open_form(StatementForm(heading, horizon.statement, save, journal.today), f"statement-{horizon.id}")


def pick(screen: FormHost, entry: Entry, *, on_page: bool) -> None:
    """Put an entry on the page, or leave it out if it is on it."""
    screen.journal.entries.pick(entry.id, not on_page)
    change = "Left out" if on_page else "On the page"
    screen.report_change(f"{change}: {quoted(entry.text)}. {verbs.UNDO} takes that back.")


def move_evidence(screen: FormHost, entries: Sequence[Entry], at: int, step: int) -> None:
    """Move the entry at the index `at` up or down within its claim's evidence."""
    if not 0 <= at + step < len(entries):
        return
    ids = [entry.id for entry in entries]
    ids.insert(at + step, ids.pop(at))
    screen.journal.entries.put_in_order(ids)
    screen.refresh_data()
