"""Asks about drafts line by line, with the choices of the app: keep, edit, drop, next."""

from __future__ import annotations

from enum import Enum

from devjournal.cli.context import Context
from devjournal.cli.output import drafts_wait
from devjournal.cli.prompt import CLEAR, Prompter, terminal_prompter
from devjournal.domain.capture.draft import Draft
from devjournal.domain.capture.gap_suggestion import suggest_gaps
from devjournal.domain.dates.days import day_in_full
from devjournal.domain.text.user_text import one_line, sanitized
from devjournal.domain.week.answers import Answer
from devjournal.errors import PromptAborted
from devjournal.storage import Journal

_MAX_GAPS = 5
"""The most gaps listed for a draft."""

_MAX_CHARACTERS = 1000
"""The most characters of a draft that are printed."""


class Choice(Enum):
    """The answers to a draft."""

    KEEP = "keep"
    EDIT = "edit"
    DROP = "drop"
    DROP_REST = "drop the rest"


_CHOICES = (
    Answer("k", "keep", Choice.KEEP),
    Answer("e", "edit and keep", Choice.EDIT),
    Answer("d", "drop", Choice.DROP),
    Answer("r", "drop the rest", Choice.DROP_REST),
)


class DraftInterview:
    """Asks about each waiting draft, and saves each answer before the next question."""

    def __init__(self, journal: Journal, prompter: Prompter, *, private: bool) -> None:
        """Prepare to ask about the drafts of `journal`; entries made from them are `private` or not."""
        self._journal = journal
        self._prompter = prompter
        self._private = private
        self._kept = self._dropped = 0

    def run(self) -> str:
        """Ask about all drafts until the user leaves. Return a summary of the answers."""
        drafts = self._journal.drafts.waiting()
        if not drafts:
            return "There are no drafts; find some with `devjournal drafts git`."
        self._prompter.say("An empty line skips a draft. ctrl+d stops; your answers so far are saved.")
        try:
            for number, draft in enumerate(drafts, 1):
                if not self._ask(draft, f"{number} of {len(drafts)}"):
                    break
        except PromptAborted:
            pass  # earlier answers are written already
        return f"Kept {self._kept}, dropped {self._dropped}; {drafts_wait(self._journal.drafts.count())}."

    def _ask(self, draft: Draft, position: str) -> bool:
        """Ask about one draft. Return whether to go on with the next draft."""
        self._prompter.say(f"Draft {position}: {day_in_full(draft.day)}, {one_line(draft.source)}")
        for line in sanitized(draft.text[:_MAX_CHARACTERS]).splitlines():
            self._prompter.say(f"  {line}")
        choice = self._prompter.choose_or_skip("Keep it?", _CHOICES)
        if choice in (Choice.KEEP, Choice.EDIT):
            text = None
            if choice is Choice.EDIT:
                text = self._prompter.needed_text(
                    "The entry?", "The entry", hint="in your own words", current=draft.text
                )
            self._journal.drafts.keep(draft.id, text=text, gap=self._gap(text or draft.text), private=self._private)
            self._kept += 1
        elif choice is Choice.DROP:
            self._journal.drafts.drop(draft.id)
            self._dropped += 1
        elif choice is Choice.DROP_REST:
            self._dropped += self._journal.drafts.drop_all()
        return choice is not Choice.DROP_REST

    def _gap(self, text: str) -> int | None:
        """Ask which gap the draft is evidence for. An empty line chooses the gap suggested by its text, if any."""
        gaps = suggest_gaps(text, self._journal.gaps.list())
        if not gaps:
            return None
        for gap, _ in gaps[:_MAX_GAPS]:
            self._prompter.say(f"Gap {gap.id}: {one_line(gap.title)}, {gap.measure}")
        first, matches = gaps[0]
        suggestion = first.id if matches else None
        empty = f"empty means gap {suggestion}; {CLEAR} means no gap" if matches else "empty means no gap"
        question = f"Which gap is it evidence for? Optional, its number; {empty}"
        return self._prompter.gap(question, [gap for gap, _ in gaps], suggestion)


def on_terminal(context: Context) -> str:
    """Hold the interview on the terminal of this process. Return its summary."""
    context.guard_first()
    prompter = terminal_prompter(context)
    return DraftInterview(context.journal, prompter, private=context.settings.private.entries).run()
