"""Nothing typed is lost, however the app ends: what a form held is there when it is opened again, and it says so."""

from __future__ import annotations

import json
import signal
import stat
from pathlib import Path

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY
from tests.pty.conftest import Do, Open
from tests.pty.terminal import Terminal, waiting_for

THIS = IsoWeek.of(FRIDAY.date())

FORMS = {
    "goal-2026-W48": (("g",), "Goal of week 48", "goal", (" ",)),
    "check-in-2026-W48": (("c",), "Check-in of week 48", "adjust", ("f",)),
    "recap-2026-W48": (("r",), "Recap of week 48", "note", ("h", "y")),
    "entry": (("a",), "A new entry", "text", ()),
    "entry-1": (("tab", "tab", "e"), "Edit the entry", "text", ()),
    "step-2026-W48": (("n",), "A step for the plan", "text", ()),
    "step-2026-W48-1": (("tab", "e"), "Step 1 of the plan", "text", ()),
    "away": (("A",), "Days off", "note", ("tab", "tab")),
}
"""By the draft's name: the keys that open the form, its title, the field that is typed in, the keys that go there."""


@pytest.fixture
def lived(beside: Journal) -> Journal:
    """A week with a goal, a plan and an entry."""
    beside.weeks.set_goal(THIS, "Run the drill", skill="Incidents", plan=["Invite", "Rehearse"])
    beside.entries.add("An entry", day=FRIDAY.date())
    return beside


def file_of(drafts: Path, key: str) -> Path:
    """Return where a draft lies."""
    folders = [folder for folder in drafts.iterdir() if folder.is_dir()] if drafts.is_dir() else []
    assert len(folders) <= 1
    return (folders[0] if folders else drafts) / f"{key}.json"


def drafted(app: Terminal, drafts: Path, key: str, name: str, text: str) -> Path:
    """Wait until a draft ends with a text, with no other key pressed; return where it lies."""

    def there() -> bool:
        path = file_of(drafts, key)
        return path.is_file() and str(json.loads(path.read_text())[name]).endswith(text)

    app.until(there, f"draft of {key} that ends with {text!r}")
    return file_of(drafts, key)


def begun(app: Terminal, key: str, text: str) -> None:
    """Open a form and type a text in it."""
    keys, title, _, path_to_field = FORMS[key]
    app.press(*keys)
    app.wait(title)
    app.press(*path_to_field)
    app.press(text)
    app.wait(text)


@pytest.mark.slow
def test_every_form_keeps_what_is_typed_and_esc_keeps_it(lived: Journal, open_app: Open, drafts: Path) -> None:
    app = open_app(size=(100, 40))
    app.wait("Friday. How did it go?")
    for key, (keys, title, name, _) in FORMS.items():
        begun(app, key, "Zoë 🎉 [b]")
        path = drafted(app, drafts, key, name, "Zoë 🎉 [b]")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        app.press("!", "esc")
        app.wait("Friday. How did it go?", gone=title)
        assert json.loads(path.read_text())[name].endswith("Zoë 🎉 [b]!"), key
        for folder in (drafts, drafts.parent, path.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        app.press(*(["e"] if keys[0] == "tab" else keys))  # the focus stays on the row
        app.wait(title, "Your draft is back.", "Zoë 🎉 [b]!")
        app.press("ctrl+r")
        app.wait(title, gone="Zoë 🎉 [b]!")
        assert "Your draft is back" not in app.text
        assert not path.exists(), f"{key} started over, and its draft is gone"
        app.press("esc")
        app.wait("Friday. How did it go?", gone=title)
        if "tab" in keys:  # the focus begins at the hero again
            app.press("]", ".", "up")


@pytest.mark.slow
@pytest.mark.parametrize("key", ["entry", "recap-2026-W48", "goal-2026-W48"])
def test_kill_9_takes_what_was_typed_since_the_last_draft_at_the_most(
    lived: Journal, open_app: Open, drafts: Path, key: str
) -> None:
    app = open_app()
    app.wait("Friday. How did it go?")
    begun(app, key, "~")
    name = FORMS[key][2]
    least = "~abcde"
    app.press(*least[1:])
    drafted(app, drafts, key, name, least)
    app.press("f", "g", "h")  # and on
    app.kill(signal.SIGKILL)
    assert app.ended() == -signal.SIGKILL

    again = open_app()
    again.wait("Friday. How did it go?")
    again.press(*FORMS[key][0])
    again.wait("Your draft is back.", least)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "closed terminal", "SIGABRT", "ctrl+q"])
def test_however_it_ends(end: str, open_app: Open, do: Do, drafts: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app()
    app.wait("Friday. How did it go?")
    begun(app, "recap-2026-W48", "what was learned")
    if end == "SIGABRT":  # nothing runs any more: the second is over first
        waiting_for(file_of(drafts, "recap-2026-W48"), lambda text: "what was learned" in text, 5)
    if end == "closed terminal":
        app.hang_up()
        assert app.ended() in (128 + signal.SIGHUP, 120), "120 where Python's last words found nobody"
    elif end == "ctrl+q":
        app.press("ctrl+q")
        assert app.ended() == 0
    else:
        number = signal.Signals[end]
        app.kill(number)
        assert app.ended() == (-number if end == "SIGABRT" else 128 + number)
    if end in ("SIGTERM", "SIGHUP", "ctrl+q"):
        assert app.received.rfind(b"\x1b[?1049l") > app.received.rfind(b"\x1b[?1049h"), "the screen is given back"
        assert app.cooked
        assert b"Traceback" not in app.received

    again = open_app()
    again.wait("Friday. How did it go?")
    again.press("r")
    again.wait("Your draft is back.", "what was learned")
    again.press("ctrl+s")
    again.wait("A hit, and better than on Monday.", "what was learned", gone="ctrl+s save")  # the frame is whole
    assert not file_of(drafts, "recap-2026-W48").exists(), "it was saved"
    again.press("e")
    again.wait("Recap of week 48")
    assert "Your draft is back" not in again.text


@pytest.mark.slow
def test_two_windows_with_one_form_keep_two_drafts(open_app: Open, do: Do, drafts: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    windows = [open_app(), open_app()]
    for window, text in zip(windows, ("first words", "other words"), strict=True):
        window.wait("Friday. How did it go?")
        begun(window, "entry", text)
        assert "Your draft is back" not in window.text
    folder = file_of(drafts, "entry").parent
    for name, text in (("entry.json", "first words"), ("entry.2.json", "other words")):
        waiting_for(folder / name, lambda content, text=text: text in content, 5)  # type: ignore[misc]
    for window in windows:
        window.kill()
        window.ended()
    again = open_app()
    again.wait("Friday. How did it go?")
    for text in ("first words", "other words"):
        again.press("a")
        again.wait("Your draft is back.", text)
        again.press("ctrl+s")
        again.wait("Friday. How did it go?", text)
    assert not list(folder.glob("*.json"))


GARBAGE = {
    "empty": b"",
    "no JSON": b"{",
    "no object": b"[1, 2]",
    "another's": b'{"text": 5, "day": [1], "private": {"a": 1}, "gap": "x", "base": {"text": [], "more": 1}}',
    "no base": b'{"text": "words"}',
    "binary": bytes(range(256)) * 9,
    "nested": b"[" * 200_000,
    "no Unicode": b'{"text": "\\ud800 half", "base": {"text": ""}}',
}


@pytest.mark.slow
def test_drafts_that_cannot_be_read_are_passed_over(open_app: Open, do: Do, drafts: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app()
    app.wait("Friday. How did it go?")
    begun(app, "entry", "x")
    app.press("esc")
    app.wait("Friday. How did it go?", gone="A new entry")
    path = file_of(drafts, "entry")
    for name, content in GARBAGE.items():
        path.write_bytes(content)
        app.press("a")
        app.wait("A new entry", "ctrl+s save")
        if name == "no Unicode":
            app.wait("� half")
            app.press("ctrl+s")
            app.wait("not valid UTF-8")
            app.press("ctrl+r")
        app.wait("What was done or learned?", gone="Your draft is back")
        app.press("esc")
        app.wait("Friday. How did it go?", gone="A new entry")
    path.unlink(missing_ok=True)
    path.mkdir()
    app.press("a")
    app.wait("A new entry")
    app.press("kept all the same")
    app.wait("No draft can be written (Is a directory)")
    app.press("ctrl+s")
    app.wait("kept all the same", gone="A new entry")
    assert "kept all the same" in do("entry", "list")


@pytest.mark.slow
def test_a_state_folder_that_cannot_be_made_is_said_once(open_app: Open, do: Do, home: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    (home / "state").write_text("no folder")
    app = open_app()
    app.wait("Friday. How did it go?")
    begun(app, "entry", "some words")
    app.wait("✗ No draft can be written (", "save before you quit.")
    app.press(" and more")
    app.wait("some words and more")
    app.press("tab", "tab", "nonsense", "ctrl+s")
    app.wait("is not a date", gone="No draft can be written")
    app.press(*(["backspace"] * 8), "today", "ctrl+s")
    app.wait("some words and more", gone="A new entry")
    assert "some words and more" in do("entry", "list")
