"""People on a terminal: what is drawn is what is there."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Do, Open


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
def test_a_persons_page_takes_the_place_of_everybody_and_gives_it_back(
    open_app: Open, do: Do, size: tuple[int, int]
) -> None:
    do("person", "add", "Mara", "--relation", "manager", "--role", "Head of it")
    do("person", "add", "Ines", "--relation", "peer")
    do("gap", "add", "brand", "Seen by the leads")
    do("person", "knows", "Mara", "1", "--on", "2026-11-20")
    do("talk", "Mara", "--notes", "Said so.")
    app = open_app(size=size)
    app.wait("It is Friday.")
    app.press("4")
    app.wait("who knows what I have shown")
    for _ in range(3):
        app.press("enter")
        app.wait("What they know", gone="who knows what I have shown")
        app.wait("1 of 2", gone="Who to tell next")
        app.press("esc")
        app.wait("who knows what I have shown", gone="What they know")
        app.wait("Who to tell next", gone="1 of 2")
