"""The 1:1's page in the owner's own editor, and on a terminal's clipboard."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open


@pytest.mark.slow
def test_what_is_changed_in_the_editor_is_kept_in_a_file_that_is_asked_for(open_app: Open, do: Do, home: Path) -> None:
    do("person", "add", "Mara", "--relation", "manager")
    do("topic", "add", "A seat in the platform review", "--kind", "ask")
    page = do("summary")
    script = home / "ed.sh"
    script.write_text(f'#!/bin/sh\n/bin/cp "$1" {home}/seen\ntest -e {home}/go && echo "PS: thank you" >> "$1"\ntrue\n')
    script.chmod(0o700)
    app = open_app(VISUAL=str(script), PATH="/nowhere")
    app.wait("It is Friday.")
    app.press("6")
    app.wait("1:1 with Mara")
    app.press("y")
    app.wait("Sent to the terminal's clipboard. If nothing pastes, w writes a file.")
    assert b"\x1b]52;c;" + base64.b64encode(page.encode()) + b"\x07" in app.received
    (home / "go").touch()
    app.press("ctrl+o")
    app.wait("Where to?")
    assert (home / "seen").read_text(encoding="utf-8") == page
    app.press(*["ctrl+u"] * 6, str(home / "edited.md"), "enter")
    app.wait("Wrote")
    assert (home / "edited.md").read_text(encoding="utf-8") == page + "PS: thank you\n"
    assert do("summary") == page, "the journal knows nothing of it"
    (home / "go").unlink()
    (home / "seen").unlink()
    app.press("ctrl+o")
    app.until((home / "seen").exists, "the editor")
    app.wait("1:1 with Mara", gone="Where to?")
