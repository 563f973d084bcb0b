"""The app and the command `sync` on one machine: both know its name."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open
from tests.sync.machines import Machine


@pytest.mark.slow
def test_a_text_of_this_machine_that_gave_way_is_said_to_be_from_this_machine(
    open_app: Open, do: Do, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    with ExitStack() as close:
        desk = Machine(tmp_path, "desk", close, share)
        do("log", "Written once")
        do("sync", str(share))
        desk.sync()
        do("entry", "edit", "1", "--text", "Written on the train")
        desk.clock.move(minutes=5)
        desk.journal.entries.edit(desk.journal.entries.all()[0].id, text="Written at the desk")
        desk.sync()
        assert "“Written on the train” of 2026-11-27" in do("sync", str(share))
        window = open_app(size=(120, 40))
        window.wait("1 text differs")
        window.press("T")
        window.wait("The other, from this machine, 2026-11-27")
