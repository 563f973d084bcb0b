"""Every key that works somewhere is in a table of that place's page, and no table has one that does nothing there."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import devjournal.tui
from devjournal.domain.week import answers
from devjournal.settings.keys import key_label
from devjournal.storage import Journal
from devjournal.tui import verbs as all_verbs
from devjournal.tui.calendar.screen import CalendarScreen
from devjournal.tui.case.screen import CasePage
from devjournal.tui.drafts.screen import DraftsPage
from devjournal.tui.gaps.page.screen import GapPage
from devjournal.tui.gaps.screen import GapsScreen
from devjournal.tui.kit.pages import OverScreen, PassingPage
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.letter.page import LetterPage
from devjournal.tui.one_to_one.screen import OneToOneScreen
from devjournal.tui.pages.export_screen import ExportScreen
from devjournal.tui.pages.list_and_page_screen import ListAndPageScreen
from devjournal.tui.people.screen import PeopleScreen
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.reading.screen import ReadingScreen
from devjournal.tui.reviews.page import ReviewPage
from devjournal.tui.reviews.screen import ReviewsScreen
from devjournal.tui.reviews.walk.step import StepForm
from devjournal.tui.verbs import PALETTE, Verb
from devjournal.tui.week.screen import WeekScreen
from tests.docs.guide import ROOT, section, tables

PLACES: dict[type[DOMNode], tuple[str, str]] = {
    WeekScreen: ("docs/week.md", "Keys"),
    CalendarScreen: ("docs/calendar.md", "Keys"),
    GapsScreen: ("docs/gaps.md", "Keys"),
    GapPage: ("docs/gaps.md", "A card's page"),
    CasePage: ("docs/case.md", "On screen"),
    PeopleScreen: ("docs/people.md", "Keys"),
    ReviewsScreen: ("docs/reviews.md", "Keys"),
    ReviewPage: ("docs/reviews.md", "A review's page"),
    LetterPage: ("docs/reviews.md", "The year letter"),
    OneToOneScreen: ("docs/one-to-one.md", "Keys"),
    ReadingScreen: ("docs/week.md", "Reading back"),
    DraftsPage: ("docs/capture.md", "Keeping and dropping drafts"),
}
"""Where the keys of each screen and page are told."""

EVERYWHERE = ("docs/keys.md", "On every screen")
FORMS = ("docs/keys.md", "In forms")


def own(node: type[DOMNode], *, without: type[DOMNode] | None = None) -> set[str]:
    """Return the keys that a screen, dialog or widget of ours binds, as they are written."""
    left_out = without.__mro__ if without is not None else ()
    ours = [each for each in node.__mro__ if each not in left_out and each.__module__.startswith("devjournal.")]
    bound = [binding for each in ours for binding in vars(each).get("BINDINGS", ()) if isinstance(binding, Binding)]
    return {key_label(key) for binding in bound for key in binding.key.split(",")}


def work_on(screen: type[DOMNode], journal: Journal) -> set[str]:
    """Return the keys that work on a screen, in one or another of its panes, and not on every screen."""
    assert issubclass(screen, JournalScreen)
    named = {
        GapPage: (1,),
        ReviewPage: (1,),
        LetterPage: (1,),
        ReadingScreen: ("entry:1", "week"),
        DraftsPage: ("week",),
    }
    instance = screen(journal, *named.get(screen, ()))
    panes = {type(pane) for pane in instance.blocks()} - {Preview}  # a preview never has the focus
    return own(screen, without=JournalScreen).union(*(own(pane) for pane in panes)) - own(JournalScreen)


def documented_keys(page: str, heading: str) -> set[str]:
    """Return the keys in the tables of a part of a page, up to the next heading."""
    part = re.split(r"^#", section(page, heading), flags=re.MULTILINE)[0]
    rows = [row for table in tables(part, "key") for row in table]
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row[0])}


BASES = (JournalScreen, OverScreen, PassingPage, PreviewingScreen, ExportScreen, ListAndPageScreen)
"""What screens and pages are made of, and no screen themselves."""


def screens() -> Iterator[type[JournalScreen]]:
    """Yield every screen and page of the app."""
    for module in pkgutil.walk_packages(devjournal.tui.__path__, "devjournal.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, JournalScreen) and value not in BASES:
                yield value


@pytest.mark.parametrize("screen", PLACES)
def test_the_keys_of_a_screen_are_told(screen: type[DOMNode], journal: Journal) -> None:
    works = work_on(screen, journal)
    page = documented_keys(*PLACES[screen])
    assert works - page == set(), "works, and is not told"
    assert page - works - own(JournalScreen) == set(), "is told, and does nothing"


def test_no_screen_is_left_out() -> None:
    assert set(screens()) == set(PLACES)


def test_the_keys_of_every_screen_are_told() -> None:
    assert documented_keys(*EVERYWHERE) == own(JournalScreen)


def test_the_keys_of_forms_are_told() -> None:
    assert documented_keys(*FORMS) == own(StepForm) | {str(PALETTE)}


def test_the_letters_of_every_answer_are_told() -> None:
    rows = " ".join(row[1] for row in tables(section(*FORMS), "where")[0])
    for name, value in vars(answers).items():
        if isinstance(value, tuple) and name.isupper():
            for answer in value:
                assert f"`{answer.letter}` {answer.label}" in rows, name
    for letter, word in options():
        assert f"`{letter}` {word}" in rows


def options() -> Iterator[tuple[str, str]]:
    """Yield the letter and the word of each answer that a form writes itself."""
    for path in (ROOT / "devjournal" / "tui" / "dialogs").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Option":
                letter, word = node.args[0], node.args[3]
                if isinstance(letter, ast.Constant) and isinstance(word, ast.Constant):
                    yield str(letter.value), str(word.value)


WRITES = [
    {"entry.new"},
    {"topic.new"},
    {"app.undo"},
    {"app.redo"},
    {"week.goal", "calendar.goal", "gaps.goal", "case.goal"},
    {"week.check_in"},
    {"week.recap", "calendar.recap"},
    {"week.away", "calendar.away"},
    {"week.step", "gaps.new", "people.new", "reviews.new", "page.new"},
    {
        "week.edit",
        "gaps.edit",
        "gap.edit",
        "people.edit",
        "reviews.remark",
        "page.edit",
        "read.edit",
        "case.edit",
        "drafts.edit",
    },
    {"week.remove", "gaps.remove", "gap.take_off", "people.remove", "reviews.remove", "page.remove", "drafts.drop"},
    {"gap.edit_gap", "people.edit_person", "case.statement"},
    {"gaps.close", "page.done"},
    {"gap.pick", "people.should"},
    {"people.talk", "page.held", "case.talk"},
    {"gaps.horizon"},
    {"week.review"},
    {"reviews.put_off"},
    {"reviews.skip"},
    {"gaps.left"},
    {"gaps.down", "case.later"},
    {"gaps.up", "case.earlier"},
    {"week.begin"},
    {"week.bring"},
    {"drafts.drop_rest"},
    {"gaps.right"},
]
"""The verbs that change something, those together that mean the same."""


def test_a_letter_that_changes_something_means_one_thing_everywhere() -> None:
    letters: dict[str, set[str]] = {}
    for verb in verbs_of_places():
        for key in verb.key.split(","):
            if len(key) == 1 and key.isalpha():
                letters.setdefault(key, set()).add(verb.id)
    for same in WRITES:
        used = [ids for ids in letters.values() if ids & same]
        assert used == [same], f"{sorted(same)} share their letter with what means something else: {used}"
    told_letters = " ".join(
        row[0] for table in tables(section("docs/keys.md", "One letter, one meaning"), "letter") for row in table
    )
    moving = set("hjkl")
    assert set(re.findall(r"`([^`]+)`", told_letters)) == {*letters} - moving - {"q"}


def verbs_of_places() -> set[Verb]:
    """Return the verbs of all places."""
    return {verb for verbs in all_verbs.PLACES.values() for verb in verbs}
