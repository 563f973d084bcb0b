"""The command palette and help hold every verb of a screen, with its key."""

from __future__ import annotations

import re

import pytest

from devjournal.storage import Journal
from devjournal.tui.screens.base import JournalScreen
from devjournal.tui.verbs import GLOBAL, PALETTE, QUIT, SCREENS
from tests.tui.sitting import sit


@pytest.mark.parametrize("name", [name for name, _ in SCREENS])
async def test_every_verb_with_its_key(name: str, sample: Journal) -> None:
    async with sit(sample, (120, 60)) as at:
        await at.press(dict(zip(dict(SCREENS), "123456", strict=True))[name])
        await at.pilot.pause()
        screen = at.app.screen
        assert isinstance(screen, JournalScreen)
        assert name == screen.NAME
        offered = {command.title: command.help for command in at.app.get_system_commands(at.app.screen)}
        for verb in (*screen.VERBS, *GLOBAL):
            if verb not in (PALETTE, QUIT):
                assert offered[verb.help.rstrip(".")].startswith(f"{verb.shown_key} ")
        assert {"Theme", "Quit"} < set(offered)
        await at.press("question_mark")
        for verb in screen.VERBS:
            assert re.search(rf"{re.escape(verb.shown_key)} +{re.escape(verb.help[:20])}", at.text), verb.id
        await at.press("escape")
        assert at.app.screen is screen
