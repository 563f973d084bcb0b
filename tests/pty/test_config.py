"""The settings in their owner's own editor, and the app on settings of which something is not taken."""

from __future__ import annotations

from functools import partial
from operator import contains
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open


def test_the_file_is_made_opened_and_checked(open_app: Open, home: Path) -> None:
    script, config = home / "ed.sh", home / "my settings.toml"
    script.write_text('#!/bin/sh\necho "mouse = 3" > "$1"\n')
    script.chmod(0o700)
    edit = open_app("config", "edit", EDITOR=str(script), DEVJOURNAL_CONFIG=str(config))
    edit.wait("line 1: mouse is 3; write true or")
    assert config.read_text() == "mouse = 3\n"
    open_app("config", "edit", EDITOR="false", DEVJOURNAL_CONFIG=str(config)).wait("false ended with 1.")
    assert config.read_text() == "mouse = 3\n"


@pytest.mark.slow
def test_the_app_starts_says_what_is_wrong_and_goes_on(open_app: Open, do: Do, home: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    config = home / "config.toml"
    config.write_text('mouse = false\ntheme = "drakula"\n[keys]\n"week.recap" = "B"\n"week.goal" = "B"\n')
    app = open_app(DEVJOURNAL_CONFIG=str(config))
    app.wait("Some settings are not valid.", "line 2: theme is “drakula”", "week.goal keeps g.")
    app.press("x")
    app.wait("Friday. How did it go?", "B recap the week", gone="Some of the")
    app.press("B")
    app.wait("Recap of week 48")
    assert b"\x1b[?1000h" not in app.received, "the terminal keeps its mouse"


def test_the_app_has_the_mouse_unless_it_is_said_otherwise(open_app: Open) -> None:
    app = open_app()
    app.wait("the first goal")
    assert b"\x1b[?1000h" in app.received


def test_a_path_that_would_harm_the_terminal_is_shown_with_stand_ins(open_app: Open, home: Path) -> None:
    journal, config = home / "evil\x1b[31m.db", home / "evil\x1b]0;x\x07.toml"
    at, settings = str(journal), str(config)
    for window, last in (
        (open_app("path", DEVJOURNAL_FILE=at), "evil␛"),
        (open_app("config", DEVJOURNAL_CONFIG=settings), "keys.answer.next"),
        (open_app("config", "init", DEVJOURNAL_CONFIG=settings), "evil␛"),
        (open_app("config", "check", DEVJOURNAL_CONFIG=settings), "evil␛"),
    ):
        window.until(partial(contains, window.received, last.encode()), last)  # a long path wraps on the screen
        assert "evil␛".encode() in window.received
        assert b"evil\x1b" not in window.received
