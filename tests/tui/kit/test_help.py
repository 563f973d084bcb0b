"""Help: purpose, words, signs and keys of a place on one page, readable at every size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devjournal.settings.document import parse_settings
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.help_texts import FORMS, GLOSSARY, PLACES, About
from devjournal.tui.kit.form import Form, TextForm
from devjournal.tui.kit.help import Help
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.sample import fill, fill_board, fill_people, fill_topics
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap, Stage
from tests.tui.states import State
from tests.tui.test_verbs import nodes

LARGE: Size = (120, 60)

WAYS = {
    "Week": ("1",),
    "Calendar": ("2",),
    "Gaps": ("3",),
    "a gap's page": ("3", "enter"),
    "People": ("4",),
    "a person's page": ("4", "enter"),
    "Reviews": ("5",),
    "the year letter": ("5", "Y"),
    "1:1": ("6",),
}
"""Keys that lead to each place; a review's page needs a held review."""

FORMS_BY_KEY = {
    "goal": ("g",),
    "check-in": ("c",),
    "recap": ("r",),
    "entry": ("a",),
    "step": ("n",),
    "away": ("A",),
    "topic": ("t",),
    "gap": ("3", "n"),
    "person": ("4", "n"),
    "talk": ("4", "m"),
}


def everything(journal: Journal, clock: FrozenClock) -> None:
    """Fill a journal so that every screen has content."""
    for filling in (fill, fill_people, fill_topics, fill_board):
        filling(journal, clock)


@pytest.fixture
def full(stage: Stage) -> Journal:
    """A copy of that journal, open on its Friday."""
    return stage(State(everything, FRIDAY))


def help_text(at: AppSession) -> str:
    """Return the text of the help page, with line breaks and columns as blanks."""
    assert isinstance(at.app.screen, Help)
    return " ".join("".join(text for text, _ in line) for line in at.app.screen.lines(70))


def without_breaks(text: str) -> str:
    """Return a text with single blanks."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.slow
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("place", WAYS)
async def test_help_has_the_purpose_terms_signs_and_keys_of_each_screen(
    place: str, glyphs: Glyphs, full: Journal
) -> None:
    about = PLACES[place]
    async with run_app(full, LARGE, glyphs=glyphs) as at:
        await at.press(*WAYS[place])
        screen = at.app.screen
        assert isinstance(screen, JournalScreen)
        await at.press("question_mark")
        text = without_breaks(help_text(at))
        assert about.purpose in text
        for term in about.terms:
            assert f" {term} {GLOSSARY[term].split('{')[0]}" in text, term
        for group in about.signs:
            for name, _, meaning in group:
                assert f"{getattr(glyphs, name)} {meaning}" in text
        for verb in screen.VERBS:
            assert f" {verb.shown_key} {verb.help}" in text, verb.id
        own, everywhere = text.split("On every screen")
        assert about.moves in own
        for verb in verbs.GLOBAL:
            assert f" {verb.shown_key} {verb.label}" in everywhere
        if glyphs is ASCII:
            assert at.text.isascii()
        await at.press("question_mark")
        assert at.app.screen is screen


@pytest.mark.slow
async def test_f1_is_help_on_the_screens_too(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        for number in "123456":
            await at.press(number)
            screen = at.app.screen
            await at.press("f1")
            assert isinstance(at.app.screen, Help), number
            await at.press("f1")
            assert at.app.screen is screen


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS_BY_KEY)
async def test_help_has_the_purpose_terms_and_keys_of_each_form(name: str, full: Journal) -> None:
    about = FORMS[name]
    async with run_app(full, LARGE) as at:
        await at.press(*FORMS_BY_KEY[name])
        form = at.app.screen
        assert isinstance(form, Form)
        assert name == form.ABOUT
        await at.press("f1")
        text = without_breaks(help_text(at))
        assert about.purpose in text
        for term in about.terms:
            assert f" {term} {GLOSSARY[term].split('{')[0]}" in text, term
        for verb in form.VERBS:
            assert f" {verb.shown_key} {verb.help}" in text
        await at.press("f1")
        assert at.app.screen is form


@pytest.mark.slow
@pytest.mark.parametrize(("key", "name"), [("slash", "search"), ("ctrl+p", "palette")])
async def test_forms_search_and_palette_have_help(key: str, name: str, full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press(key)
        below = at.app.screen
        await at.write("?")
        assert at.app.screen is below, "there it is text"
        await at.press("f1")
        assert FORMS[name].purpose in without_breaks(help_text(at))
        await at.press("escape")
        assert at.app.screen is below


@pytest.mark.slow
async def test_help_uses_the_configured_days_and_questions(full: Journal) -> None:
    document = '[ritual]\nrecap = "Thu 15:00"\n[questions.recap]\noutcome = "Well?"\n'
    settings = parse_settings(Path("config.toml"), document.encode())
    async with run_app(full, LARGE, settings=settings) as at:
        await at.press("question_mark")
        text = without_breaks(help_text(at))
        assert "Thursday Well?" in text
        assert "Monday What should be better by Thursday?" in text
        assert "recap Thursday's answer" in text
        assert "Friday" not in text


def test_every_term_of_the_method_is_explained_where_it_is_used() -> None:
    method = "goal check-in recap entry evidence horizon gap needed shown person awareness conversation topic private"
    abouts = (*PLACES.values(), *FORMS.values())
    used = {term for about in abouts for term in about.terms}
    assert {*method.split(), "review", "summary", "lesson", "better", "hit", "missed", "away", "step"} <= used
    assert used == set(GLOSSARY), "every term is used on some screen or form"


@pytest.mark.parametrize("about", [*PLACES.values(), *FORMS.values()])
def test_the_help_of_a_place_is_short(about: About) -> None:
    assert len(about.terms) <= 13
    for term in about.terms:
        assert len(GLOSSARY[term]) <= 66, term
        assert GLOSSARY[term].endswith((".", "?")), term


def test_every_form_has_help() -> None:
    forms = {node.ABOUT for node in nodes() if issubclass(node, Form)}
    inherited = [node for node in nodes() if issubclass(node, Form) and node.ABOUT == Form.ABOUT]
    general = {node.__qualname__ for node in inherited if node not in (Form, TextForm)}
    assert not general, "each form has help of its own"
    assert forms <= set(FORMS)
    assert set(FORMS) - forms == {"search", "palette"}


@pytest.mark.slow
async def test_long_help_counts_its_hidden_lines_and_scrolls(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("?")
        assert "more lines ↓" in at.lines[-2]
        assert "more lines ↑" not in at.text
        await at.press("j", "down", "pagedown", "space", "end")
        assert "more lines ↓" not in at.text
        assert "more lines ↑" in at.lines[1]
        assert "step done" in at.text, "the words and signs come after the keys"
        await at.press("home")
        assert "Set or change the goal of this week" in at.text
        await at.press("q")
        assert isinstance(at.app.screen, JournalScreen)


async def test_a_click_beside_it_closes_it(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        await at.press("?")
        await at.click("What does today ask of me?")
        assert isinstance(at.app.screen, Help)
        await at.pilot.click(offset=(0, 0))
        await at.settle()
        assert isinstance(at.app.screen, JournalScreen)


async def test_help_follows_the_size(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        await at.press("?")
        assert "more lines" not in at.text, "there is room for all of it"
        position = at.where("What does today ask of me?")
        assert position[0] > WIDE[0] // 2, "beside the keys"
        await at.resize(NARROW)
        assert "Set or change the goal of this week" in at.text
        assert "more lines ↓" in at.text


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
@pytest.mark.parametrize("place", ["Gaps", "1:1"])
async def test_help_matches_its_snapshot(place: str, size: Size, full: Journal, snap: Snap) -> None:
    async with run_app(full, size) as at:
        await at.press(*WAYS[place], "question_mark")
        snap(f"help-{place.lower().replace(':', '-')}", at)


async def test_help_matches_its_snapshot_in_ascii_and_light(full: Journal, snap: Snap) -> None:
    async with run_app(full, WIDE, glyphs=ASCII, theme="devjournal-light") as at:
        await at.press("5", "question_mark")
        snap("help-reviews-ascii-light", at)
