"""The owner's own editor on a text: what it writes comes back to the letter, and a failure costs nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open
from tests.pty.terminal import Terminal

BIG = "x" * 99_990 + " the end"
WRITES = {
    "emoji": "👩‍👩‍👧 Zoë 日本語",
    "two lines": "one\ntwo",
    "CRLF": "one\r\ntwo",
    "what Python calls lines": "a\x0bb\x0cc\x1cd\u2028e\x85f\rg",
    "100 kB": BIG,
    "indented": "  - a\n\n    - b",
}


@pytest.fixture
def script(home: Path) -> Path:
    """Where the editor is: a script in a folder with a blank in its name."""
    path = home / "my tools" / "ed.sh"
    path.parent.mkdir()
    return path


def tell(script: Path, body: str) -> None:
    """Write the editor."""
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o700)


def entry_form(app: Terminal, text: str) -> None:
    """Open the form of an entry and type in it."""
    app.press("a")
    app.wait("A new entry")
    app.press(text)
    app.wait(text)


def last_entry(do: Do) -> str:
    """Return the text of the newest entry."""
    text: str = json.loads(do("entry", "list", "--json"))[-1]["text"]
    return text


@pytest.mark.slow
def test_what_the_editor_writes_comes_back_to_the_letter(open_app: Open, do: Do, home: Path, script: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(VISUAL=f"'{script}' --wait 'two words'", EDITOR="false")
    app.wait("Friday. How did it go?")
    for n, (name, text) in enumerate(WRITES.items()):
        end = "\n" * (n % 2)
        (home / "written").write_bytes((text + end).encode())
        (home / "seen").unlink(missing_ok=True)
        tell(
            script,
            f'test "$1$2" = "--waittwo words" || exit 9\n'
            f'stat -c "%a %n" "$3" > "{home}/mode"; cp "$3" "{home}/seen.part"; cat "{home}/written" > "$3"\n'
            f'mv "{home}/seen.part" "{home}/seen"',
        )
        entry_form(app, "typed first")
        app.press("ctrl+o")
        app.until((home / "seen").exists, "editor")
        app.wait("A new entry", gone="typed first")
        assert (home / "seen").read_text() == "typed first"
        mode, _, path = (home / "mode").read_text().strip().partition(" ")
        assert mode == "600"
        assert not Path(path).exists(), "the temporary file is gone"
        app.press("ctrl+s")
        app.wait("Friday. How did it go?", gone="A new entry")
        assert last_entry(do) == text, name
    assert not list(home.glob("devjournal-*"))
    app.press("q")
    assert app.ended() == 0
    assert app.cooked


@pytest.mark.slow
def test_an_editor_that_fails_leaves_the_text_as_it_was(open_app: Open, do: Do, home: Path, script: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(VISUAL=f"'{script}'")
    app.wait("Friday. How did it go?")
    entry_form(app, "my words")
    for body, message in {
        'rm "$1"; mkdir "$1"': "something else in the place",
        'echo other > "$1"; exit 3': "ended with 3",
        'rm "$1"; mkfifo "$1"': "something else in the place",
        'echo other > "$1"; kill -9 $$': "ended by signal 9",
        'printf "\\377\\376" > "$1"': "is not UTF-8",
        'rm "$1"': "file is gone",
        "missing": "cannot be run",
    }.items():
        if body == "missing":
            script.unlink()
        else:
            tell(script, body)
        app.press("ctrl+o")
        app.wait("my words", message)
        assert not list(home.glob("devjournal-*"))
        assert not app.cooked, "the app has its terminal back"
    app.press(" and more")
    app.wait("my words and more")
    tell(script, 'printf "\\357\\273\\277edited after all\\n" > "$1"')
    app.press("ctrl+o")
    app.wait("edited after all", gone="my words")
    assert "ended" not in app.text
    app.press("ctrl+s")
    app.wait("edited after all", gone="A new entry")
    assert last_entry(do) == "edited after all", "without the byte order mark"


@pytest.mark.slow
def test_ctrl_c_is_the_editors_own(open_app: Open, do: Do, home: Path, script: Path) -> None:
    tell(script, f'trap "echo interrupted > \\"$1\\"; exit 0" INT; touch "{home}/open"; while :; do sleep 0.02; done')
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(EDITOR=f"'{script}'")
    app.wait("Friday. How did it go?")
    entry_form(app, "my words")
    app.press("ctrl+o")
    app.until((home / "open").exists, "editor")
    assert app.cooked, "the editor finds the terminal as a shell leaves it"
    app.press("ctrl+c")
    app.wait("interrupted", "A new entry", gone="my words")


@pytest.mark.slow
@pytest.mark.parametrize(("command", "message"), [("", "set $VISUAL or $EDITOR"), ("vi 'x", "cannot be read")])
def test_no_editor_is_said(command: str, message: str, open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(VISUAL=command, PATH="/nowhere")
    app.wait("Friday. How did it go?")
    entry_form(app, "my words")
    app.press("ctrl+o")
    app.wait(message, "my words")
