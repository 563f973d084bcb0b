"""Verbs are bound, named once, and available if the footer shows them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen as TextualScreen
from textual.widgets import TextArea

import devjournal.tui
from devjournal.tui import verbs
from devjournal.tui.kit import window
from devjournal.tui.kit.form import Form
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.footer import MAX_VERBS, Footer
from tests.tui.app_session import WIDE, AppSession, run_app
from tests.tui.conftest import Stage
from tests.tui.states import STATES, lead_to


def named() -> list[Verb]:
    """Return every verb of the module under its own name, without footer variants."""
    candidates = [verb for value in vars(verbs).values() for verb in (value if isinstance(value, tuple) else (value,))]
    return list(dict.fromkeys(verb for verb in candidates if isinstance(verb, Verb) and verb.help))


def nodes() -> Iterator[type[DOMNode]]:
    """Yield every screen, dialog and widget class of the app."""
    for module in pkgutil.walk_packages(devjournal.tui.__path__, "devjournal.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name:
                yield value


def bound() -> Iterator[Binding]:
    """Yield every binding of those classes."""
    for node in nodes():
        yield from (binding for binding in vars(node).get("BINDINGS", ()) if isinstance(binding, Binding))


def screens() -> list[type[JournalScreen]]:
    """Return every screen class."""
    return [node for node in nodes() if issubclass(node, JournalScreen)]


def test_a_verb_is_named_once() -> None:
    ids = [verb.id for verb in named()]
    assert len(ids) > 20
    assert sorted(ids) == sorted(set(ids))
    for verb in named():
        assert verb.label, verb.id
        assert verb.help.endswith("."), verb.id


def test_every_verb_is_bound() -> None:
    keys = {binding.id: binding.key for binding in bound()}
    assert {verb.id: verb.key for verb in named()} == {verb.id: keys.get(verb.id) for verb in named()}


@pytest.mark.parametrize("place", verbs.PLACES)
def test_no_key_means_two_things(place: str) -> None:
    keys = [key for verb in verbs.PLACES[place] for key in verb.key.split(",")]
    assert sorted(keys) == sorted(set(keys))


def test_every_verb_is_at_work_somewhere() -> None:
    placed = {verb for group in verbs.PLACES.values() for verb in group}
    assert {verb.id for verb in named()} == {verb.id for verb in placed}
    for screen in screens():
        assert any(set(screen.VERBS) <= set(group) for group in verbs.PLACES.values()), screen


ANSWERS = {
    *("enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "left", "right", "ctrl+s"),
    *"abcdefghijklmnopqrstuvwxyz",
}
"""Keys that belong to a question: its letters, and keys that choose or leave. They are not configurable."""


def test_every_key_has_a_name_to_be_chosen_by() -> None:
    known = {verb.id for verb in named()}
    typing = {binding.action for binding in TextArea.BINDINGS if isinstance(binding, Binding)} | {"new_line"}
    for binding in bound():
        known_key = binding.id in known or binding.action in typing
        assert known_key or set(binding.key.split(",")) <= ANSWERS, binding


def test_every_action_is_there() -> None:
    for verb, owner in [(verb, WeekScreen) for verb in (*verbs.WEEK, *verbs.GLOBAL)] + [
        (verb, Form) for verb in verbs.FORM
    ]:
        name = verb.action.partition("(")[0]
        assert name.startswith("app.") or hasattr(owner, f"action_{name}"), verb.id


LOOKED_AT = (
    *("first-run-monday", "new-week-lesson", "planned-step", "check-in-due", "friday", "hit", "forgotten"),
    *("past-unrecapped", "future", "full-entries", "form-goal", "form-recap-draft", "form-entry"),
)


def observable_state(at: AppSession) -> tuple[object, ...]:
    """Return everything that a key can change: the screen, the toasts, and the journal."""
    return at.picture.rows, at.toasts, at.journal.weeks.marks(), at.app._exit


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKED_AT)
async def test_every_key_of_the_footer_does_something(stage: Stage, name: str) -> None:
    state = STATES[name]
    async with run_app(stage(state), WIDE) as at:
        await lead_to(at, state)
        home = at.app.screen
        footer = at.app.screen.query_one(Footer)
        assert 0 < len(footer._keys) <= MAX_VERBS
        caps = [*(cap for cap, _, _ in footer._keys), footer._last[0]]
        for cap in caps:
            assert cap in at.footer
        keys = [key for cap in sorted(caps, key=("ctrl+s", "esc").__contains__) for key in cap.split()]
        for key in keys:
            focused, before = at.focused, observable_state(at)
            await at.press({"esc": "escape"}.get(key, key))
            assert observable_state(at) != before, f"{key} does nothing"
            if at.app.screen is not home and key not in ("esc", "ctrl+s"):
                await at.press("escape")
            elif key in ("[", "]"):
                await at.press("[" if key == "]" else "]")
            if at.app.screen is home and key not in ("esc", "ctrl+s") and focused.is_attached:
                focused.focus()
                await at.settle()
            if at.app.screen is not home:
                break


DOES = "takes|brings|does|goes|sets|lists|keeps|opens|shows|adds|marks|writes|logs|comes|steps|chooses|tells"
KEY_IN_WORDS = re.compile(rf"(?:^|[.;:] |\(|, and )[a-zA-Z?\[\]] (?:{DOES})\b|\([a-z]\)")


def test_no_screen_writes_a_key_of_its_own() -> None:
    """Texts name a key by its verb, so that they show the configured key."""
    folder = Path(devjournal.tui.__file__).parent
    for path in (*folder.glob("screens/*.py"), folder / "browser.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not KEY_IN_WORDS.search(node.value), f"{path.name}: {node.value}"
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                key, ink = (getattr(part, "value", "") for part in node.elts)
                assert not (ink == "bold here" and isinstance(key, str) and key.isalnum()), f"{path.name}: {key}"


def test_every_screen_and_dialog_follows_the_window_and_is_left_once() -> None:
    screens = {node for node in nodes() if issubclass(node, TextualScreen)}
    assert len(screens) > 30
    assert {node.__name__ for node in screens if not issubclass(node, window.Screen | window.ModalScreen)} == set()
