"""Drafts on a real terminal: asked line by line without a screen, and worked off by keys with one."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.capture.draft import NewDraft
from devjournal.storage import Journal
from tests.pty.conftest import Open

DAY = date(2026, 11, 26)


@pytest.fixture
def drafts_wait(beside: Journal) -> Journal:
    """A journal with three drafts."""
    texts = ("Ran the incident", "Lunch", "Wrote the runbook")
    beside.drafts.add_all([NewDraft("text", text, DAY, text, source="text notes.md") for text in texts])
    return beside


@pytest.mark.slow
def test_on_a_terminal_each_is_asked_about(open_app: Open, drafts_wait: Journal) -> None:
    window = open_app("drafts")
    window.wait("Draft 1 of 3: 26 November 2026, text notes.md")
    window.press("k\r")
    window.wait("Draft 2 of 3")
    window.press("d\r")
    window.wait("Draft 3 of 3")
    window.press("\x04")
    assert window.ended() == 0
    assert "Kept 1, dropped 1; 1 draft waits." in window.text
    assert [entry.text for entry in drafts_wait.entries.all()] == ["Ran the incident"]


@pytest.mark.slow
def test_the_page_of_drafts(open_app: Open, drafts_wait: Journal) -> None:
    window = open_app(size=(80, 24))
    window.wait("1 Week")
    window.press("D")
    window.wait("3 wait")
    window.press("k")
    window.wait("2 wait")
    window.press("x")
    window.wait("1 wait")
    window.press("\x1b")
    window.wait("Ran the incident")  # an entry of the week now
    window.press("q")
    assert window.ended() == 0
    assert [entry.text for entry in drafts_wait.entries.all()] == ["Ran the incident"]
    assert [draft.text for draft in drafts_wait.drafts.waiting()] == ["Wrote the runbook"]
