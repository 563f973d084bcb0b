"""Drafts in the file: those of a source, a longer text, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.capture.draft import DraftState, NewDraft
from devjournal.errors import InvalidText, NotFound, RuleViolation
from devjournal.storage import Journal

DAY = date(2026, 11, 26)


@pytest.fixture
def journal(journal: Journal) -> Journal:
    """A journal with drafts of two sources."""
    journal.drafts.add_all(
        [
            NewDraft("git", "1", DAY, "api: One", source="git api"),
            NewDraft("git", "2", date(2026, 11, 25), "api: Two", source="git api"),
            NewDraft("git", "3", DAY, "web: Three", source="git web"),
        ]
    )
    return journal


def test_those_of_a_source_are_all_whatever_became_of_them(journal: Journal) -> None:
    journal.drafts.drop(1)
    journal.drafts.keep(2)
    assert [(draft.text, draft.state) for draft in journal.drafts.of_source("git api")] == [
        *(("api: Two", DraftState.KEPT), ("api: One", DraftState.DROPPED)),
    ]
    assert journal.drafts.of_source("git ap") == ()


def test_a_draft_that_waits_can_grow_and_shrinks_by_undo(journal: Journal) -> None:
    assert journal.drafts.extend(1, "api: 2 commits\n- One\n- More").text.endswith("More")
    assert journal.undo() == "longer text of draft “api: One”"
    assert journal.drafts.get(1).text == "api: One"


def test_what_does_not_wait_cannot_grow(journal: Journal) -> None:
    journal.drafts.drop(1)
    with pytest.raises(RuleViolation, match="dropped already"):
        journal.drafts.extend(1, "More")
    with pytest.raises(RuleViolation):
        journal.drafts.get(1)
    with pytest.raises(NotFound):
        journal.drafts.extend(9, "More")
    with pytest.raises(InvalidText):
        journal.drafts.extend(3, " ")
