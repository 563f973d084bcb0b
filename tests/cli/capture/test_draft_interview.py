"""Drafts line by line: the questions about each draft, and the answers saved when the user leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from devjournal.cli.commands.capture.interview import DraftInterview
from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.cli.typed import Typed

DAY = date(2026, 11, 26)


@pytest.fixture
def journal(journal: Journal) -> Journal:
    """A journal with a gap and three drafts."""
    journal.gaps.add(Area.SKILLS, "Incident command", needed=4)
    journal.gaps.add(Area.BRAND, "Known for writing", needed=2)
    texts = ("Ran the incident\nof the \x1b[31mqueue", "Lunch", "Wrote the runbook")
    journal.drafts.add_all([NewDraft("text", text, DAY, text, source="text notes.md") for text in texts])
    return journal


def ask(journal: Journal, lines: Iterable[str | type[BaseException]], *, private: bool = False) -> tuple[str, str]:
    """Hold an interview. Return its last line, and everything printed."""
    typed = Typed(lines)
    line = DraftInterview(journal, typed.prompter, private=private).run()
    assert typed.unread == []
    return line, typed.page


def test_each_draft_is_asked_about(journal: Journal) -> None:
    line, page = ask(journal, ["k", "", "drop", "e", "Wrote the runbook for the queue", "-"])
    assert line == "Kept 2, dropped 1; 0 drafts wait."
    assert page.splitlines()[:9] == [
        "An empty line skips a draft. ctrl+d stops; your answers so far are saved.",
        "Draft 1 of 3: 26 November 2026, text notes.md",
        "  Ran the incident",
        "  of the ␛[31mqueue",
        "Keep it? Keep (k), edit and keep (e), drop (d) or drop the rest (r); empty skips it: k",
        "Gap 1: Incident command, 0 of 4",
        "Gap 2: Known for writing, 0 of 2",
        "Which gap is it evidence for? Optional, its number; empty means gap 1; - means no gap: ",
        "Draft 2 of 3: 26 November 2026, text notes.md",
    ]
    assert [(entry.text, entry.gap) for entry in journal.entries.all()] == [
        *(("Ran the incident\nof the \x1b[31mqueue", 1), ("Wrote the runbook for the queue", None)),
    ]


def test_without_a_gap_that_its_words_suggest_an_empty_line_names_none(journal: Journal) -> None:
    _, page = ask(journal, ["", "k", "9", "2", "d"])
    assert "its number; empty means no gap: 9" in page
    assert "There is no open gap 9; type the number of an open gap." in page
    assert [(entry.text, entry.gap) for entry in journal.entries.all()] == [("Lunch", 2)]
    assert len(journal.drafts.waiting()) == 1


@pytest.mark.parametrize("leaves", [EOFError, KeyboardInterrupt, OSError])
def test_who_leaves_keeps_what_was_answered(journal: Journal, leaves: type[BaseException]) -> None:
    line, _ = ask(journal, ["k", "1", leaves])
    assert line == "Kept 1, dropped 0; 2 drafts wait."
    assert len(journal.entries.all()) == 1


def test_leaving_amid_a_draft_leaves_it_waiting(journal: Journal) -> None:
    line, _ = ask(journal, ["k", EOFError])
    assert line == "Kept 0, dropped 0; 3 drafts wait."
    assert journal.entries.all() == ()


def test_the_rest_is_dropped_at_once(journal: Journal) -> None:
    line, _ = ask(journal, ["k", "", "r"])
    assert line == "Kept 1, dropped 2; 0 drafts wait."
    assert journal.undo() == "dropping of 2 drafts"


def test_what_is_kept_is_private_where_that_is_set(journal: Journal) -> None:
    ask(journal, ["k", "", "r"], private=True)
    assert [entry.private for entry in journal.entries.all()] == [True]


def test_without_drafts_nothing_is_asked(journal: Journal) -> None:
    journal.drafts.drop_all()
    assert ask(journal, []) == ("There are no drafts; find some with `devjournal drafts git`.", "")


def test_without_gaps_none_is_asked_for(journal: Journal) -> None:
    for gap in journal.gaps.list():
        journal.gaps.remove(gap.id)
    ask(journal, ["k", "k", "k"])
    assert len(journal.entries.all()) == 3
