"""Bursts of keys: many in one read, as from a paste, a held key, or after a stop."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from random import Random

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.message import Message

from devjournal.domain.career.person import Relation
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.gaps.page.screen import GapPage
from devjournal.tui.kit.window import ModalScreen, Screen
from tests.tui.app_session import NARROW, SMALLEST, WIDE, AppSession, Size, run_app

NAMED = {"slash": "/", "question_mark": "?", "full_stop": ".", "space": " "}
NAMED |= {"left_square_bracket": "[", "right_square_bracket": "]"}

BENEATH = ("a", "t", "u", "x", "2", "n", "j", "slash")
"""Commands of any screen beneath: one that leaks would undo, open or go somewhere."""

FORMS: dict[str, tuple[Sequence[str], str]] = {
    "an entry": (("1", "a"), "An hour of pairing"),
    "a topic": (("1", "t"), "The budget"),
    "a goal": (("1", "g"), " anew"),
    "a step": (("1", "n"), "Ask Ines"),
    "days off": (("1", "A"), ""),
    "a gap": (("3", "n"), "Known for calm incidents"),
    "an edited gap": (("3", "e"), " and more"),
    "an edited person": (("4", "e"), " Q"),
    "a talk": (("4", "m"), "All went well"),
}
"""Keys that open each form, and the text typed in it."""


def event_of(key: str) -> events.Key:
    """Return the event of a key or letter, as the driver creates it."""
    if len(letter := NAMED.get(key, key)) == 1:
        return events.Key(_character_to_key(letter), letter)
    return events.Key(key, "\r" if key == "enter" else None)


async def burst(at: AppSession, *keys: str) -> None:
    """Hand over keys at once, and wait until all their effects are over."""
    read = Message().time
    for key in keys:
        event = event_of(key)
        event.time = read
        event.set_sender(at.app)
        at.app.post_message(event)
    await at.settle()


def steps(journal: Journal) -> list[object]:
    """Return the undo steps that the file holds."""
    with sqlite3.connect(journal.path) as file:
        steps = file.execute("SELECT * FROM undo_step ORDER BY id").fetchall()
    file.close()
    return steps


def undone(journal: Journal) -> list[object]:
    """Return the steps that were undone."""
    return [journal.steps()[1]] if journal.steps()[1] else []


async def by_key(at: AppSession, keys: Sequence[str]) -> None:
    await burst(at, *keys, "ctrl+s", "ctrl+s", "ctrl+s", *BENEATH)


async def by_button(at: AppSession, keys: Sequence[str]) -> None:
    await burst(at, *keys)
    at.app.screen.set_focus(at.app.screen.query_one("#save"))
    await at.settle()
    await burst(at, "space", "enter", "space", *BENEATH)


async def by_mouse(at: AppSession, keys: Sequence[str]) -> None:
    await burst(at, *keys)
    x, y = at.where("ctrl+s")
    for kind in (events.MouseDown, events.MouseUp) * 3:
        event = kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
        event.set_sender(at.app)
        at.app.post_message(event)
    await burst(at, *BENEATH)


@pytest.mark.slow
@pytest.mark.parametrize("save", [by_key, by_button, by_mouse])
@pytest.mark.parametrize("form", FORMS)
async def test_a_form_is_saved_once_and_holds_the_keys_until_it_is_gone(
    sample: Journal, form: str, save: Callable[[AppSession, Sequence[str]], Awaitable[None]]
) -> None:
    (screen, opens), text = FORMS[form]
    sample.people.add("Ana", role="Lead", relation=Relation.MANAGER)
    async with run_app(sample, WIDE) as at:
        await at.press(screen)
        before, home = steps(sample), at.app.screen
        await save(at, [opens, *text])
        assert at.app.screen is home, "the form is gone, and nothing else was opened"
        assert at.app.current_mode == home.NAME  # type: ignore[attr-defined]
        assert len(steps(sample)) == len(before) + 1, "one save, one step"
        assert not undone(sample), "no key took it back"
        await at.press("u")
        assert undone(sample), "a key that is typed afterwards does what it does"


@pytest.mark.slow
async def test_keys_after_the_one_that_opens_a_form_go_into_it(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        for opens, text in (
            (["a"], "An hour"),
            (["ctrl+p", *"add a line about", "enter"], "Two hours"),
            (["escape", "2", "G", "escape", "a"], "Three hours"),
        ):
            await burst(at, *opens, *text)
            assert text in at.text
            await burst(at, "ctrl+s")
            assert text in [entry.text for entry in sample.entries.all()]


async def test_search_and_go_to_take_the_keys_after_theirs(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await burst(at, "slash", *"queue")
        assert "Search" in at.text
        assert "queue" in at.text
        await burst(at, "escape", "2", "G", *"2026-W44", "enter", "enter")
        assert "Week 44" in at.text


@pytest.mark.slow
async def test_a_question_is_answered_once(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("3")
        gaps = len(sample.gaps.list())
        await burst(at, *["x"] * 8)
        assert len(sample.gaps.list()) == gaps - 1


@pytest.mark.slow
async def test_a_screen_that_is_closed_twice_closes_once(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        for opens in ("question_mark", "slash", "ctrl+p", "a", "2", "G", "f", "3", "O", "f", "enter", "5", "Y", "V"):
            await at.press(opens)
            top = at.app.screen
            assert isinstance(top, Screen | ModalScreen)
            base = at.app.screen_stack[0]
            top.dismiss()
            top.dismiss()
            await at.settle()
            top.dismiss()
            await at.settle()
            assert at.app.screen is base, opens


async def test_a_refresh_skips_a_page_that_is_not_mounted_yet(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("3")
        at.app.push_screen(GapPage(sample, sample.gaps.list()[0].id))
        sample.entries.add("Written meanwhile", day=sample.today)
        at.app._last_version = None
        at.app.look()
        await at.settle()
        assert isinstance(at.app.screen, GapPage)


KEYS = sorted(
    {
        key
        for place in verbs.PLACES.values()
        for verb in place
        for key in verb.key.split(",")
        if verb not in (verbs.QUIT, verbs.EDITOR, verbs.PAGE_EDITOR, verbs.COPY, verbs.OPEN_LINK)
    }
    | {"enter", "escape", "tab", "shift+tab", "space", "backspace", "b", "z", "ctrl+s"}
)
OFTEN = ("ctrl+s", "enter", "escape", "space", "tab", "x", "a", "f1", "ctrl+p", "slash")


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW, SMALLEST])
@pytest.mark.parametrize("seed", range(4))
async def test_no_burst_ends_the_app(sample: Journal, seed: int, size: Size) -> None:
    hand = Random(seed)
    async with run_app(sample, size) as at:
        for _ in range(12):
            keys = [hand.choice(OFTEN if hand.random() < 0.4 else KEYS) for _ in range(hand.randrange(2, 14))]
            await burst(at, *keys)
            assert at.app._exception is None, keys
            assert at.app.is_running, keys


@pytest.mark.parametrize("keys", ["cx", "na", "Va"], ids=["check-in", "step", "review"])
async def test_keys_after_a_verb_that_does_nothing_are_dropped(journal: Journal, keys: str) -> None:
    async with run_app(journal) as at:
        below = at.app.screen
        await at.rush(*keys)
        assert at.app.screen is below
        assert len(at.toasts) == 1
