"""Nothing blinks: a frame is whole, and what a screen and its form share is drawn at every moment between both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pty.conftest import Do, Open
from tests.pty.terminal import Terminal

PIECE = 48
"""Bytes that are shown at once: a frame of a whole screen has some thousands."""

FORMS = {"a": "What was done or learned?", "r": "Better at something"}
"""What opens a form of the Week screen, and a question that stands on it."""


def seen_by_piece(app: Terminal, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return the first and the last row after each piece that the terminal receives from now on, in frames, too."""
    app.shows_whole_frames = False
    rows: list[tuple[str, str]] = []
    show: Callable[[bytes], None] = app._show

    def by_piece(data: bytes) -> None:
        for at in range(0, len(data), PIECE):
            show(data[at : at + PIECE])
            rows.append((app.lines[0], app.lines[-1]))

    monkeypatch.setattr(app, "_show", by_piece)
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=str)
@pytest.mark.parametrize(("key", "question"), FORMS.items())
def test_header_and_footer_stay_drawn_while_a_form_opens_and_closes(
    open_app: Open, do: Do, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], key: str, question: str
) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(size=size)
    app.wait("Friday. How did it go?", "help")
    app.watch(0.3)
    rows = seen_by_piece(app, monkeypatch)
    app.press(key)
    app.wait(question, "ctrl+s save")
    opened = len(rows)
    app.press("esc")
    app.wait("Friday. How did it go?", gone=question)
    assert 2 <= opened < len(rows)
    for number, (first, last) in enumerate(rows):
        assert "1 Week" in first, f"piece {number} of {len(rows)} leaves {first!r}"
        assert "6 1:1" in first, f"piece {number} of {len(rows)} leaves {first!r}"
        assert last.strip(), f"piece {number} of {len(rows)} leaves the last row empty"


@pytest.mark.slow
@pytest.mark.parametrize(("key", "question"), FORMS.items())
def test_a_terminal_that_knows_frames_never_shows_half_a_form(
    open_app: Open, do: Do, monkeypatch: pytest.MonkeyPatch, key: str, question: str
) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(size=(120, 40))
    app.wait("Friday. How did it go?", "help")
    app.watch(0.3)
    pictures: list[str] = []
    show: Callable[[bytes], None] = app._show

    def by_piece(data: bytes) -> None:
        for at in range(0, len(data), PIECE):
            show(data[at : at + PIECE])
            pictures.append(app.text)

    monkeypatch.setattr(app, "_show", by_piece)
    app.press(key)
    app.wait(question, "ctrl+s save")
    assert len(pictures) > 10, "it came in pieces"
    for picture in pictures:
        whole = ("Save   ctrl+s", "Back   esc", "ctrl+s save") if question in picture else ("Friday. How did it go?",)
        assert all(text in picture for text in whole), picture
