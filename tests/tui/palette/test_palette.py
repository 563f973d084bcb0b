"""The command palette: every available verb with its key; weeks, gaps and people by name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.errors import FileBusy
from devjournal.storage import Journal
from devjournal.storage.week.week_queries import WeekQueries
from devjournal.tui import verbs
from devjournal.tui.calendar.screen import CalendarScreen
from devjournal.tui.gaps.page.screen import GapPage
from devjournal.tui.kit.finder import MAX_RESULTS
from devjournal.tui.kit.form import Form
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.letter.page import LetterPage
from devjournal.tui.palette.dialog import Command, Palette
from devjournal.tui.people.screen import PeopleScreen
from devjournal.tui.verbs import GLOBAL, PALETTE, SCREENS
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.glyphs import ASCII
from devjournal.tui.widgets.rows import RowPane
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.generated_years import fill_years
from tests.sample import fill, fill_board, fill_people
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap, Stage
from tests.tui.days import WEEK
from tests.tui.states import State

KEYS = dict(zip(dict(SCREENS), "123456", strict=True))


def everything(journal: Journal, clock: FrozenClock) -> None:
    """Fill a journal with weeks, people, and gaps in every state."""
    fill(journal, clock)
    fill_people(journal, clock)
    fill_board(journal, clock)
    parked = journal.gaps.add(Area.BRAND, "Known beyond [bold]our[/bold] floor \x1b[31m")
    journal.gaps.park(parked.id)


@pytest.fixture
def full(stage: Stage) -> Journal:
    """A copy of that journal, open on its Friday."""
    return stage(State(everything, FRIDAY))


def palette(at: AppSession) -> Palette:
    """Return the open palette."""
    assert isinstance(at.app.screen, Palette)
    return at.app.screen


def listed_commands(at: AppSession) -> list[Command]:
    """Return the listed commands in order."""
    return [offer.command for offer in palette(at)._matches]


async def look_for(at: AppSession, text: str) -> list[Command]:
    """Open the palette, type `text`, and return the listed commands."""
    await at.press("ctrl+p")
    await at.write(text)
    return listed_commands(at)


def keys_of(commands: list[Command]) -> dict[str, str]:
    """Return the key of each sentence."""
    return {command.text: command.key for command in commands}


# Actions.


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, _ in SCREENS])
async def test_every_verb_that_works_has_its_key_and_the_screens_own_come_first(name: str, full: Journal) -> None:
    full.entries.add("Undo me", day=FRIDAY.date())
    full.entries.add("Redo me", day=FRIDAY.date())
    full.undo()
    async with run_app(full, (120, 60)) as at:
        await at.press(KEYS[name])
        screen = at.app.screen
        assert isinstance(screen, JournalScreen)
        assert name == screen.NAME
        own = [
            verb
            for verb in screen.VERBS
            if verb not in screen.unavailable_verbs() and screen.check_action(verb.action, ())
        ]
        await at.press("ctrl+p")
        offered = listed_commands(at)
        first = [(command.text, command.key) for command in offered[: len(own)]]
        assert first == [
            (verb.help.rstrip("."), verb.shown_key) for verb in own if verb not in screen.unavailable_verbs()
        ]
        keys = keys_of(offered)
        for verb in GLOBAL:
            if (
                verb not in (PALETTE, verbs.UNDO, verbs.REDO, verbs.QUIT, verbs.SUSPEND)
                and verb.label != dict(SCREENS)[name]
            ):
                assert keys[verb.help.rstrip(".")] == verb.shown_key
        assert keys["Take back: entry of 2026-11-27"] == "u"
        assert keys["Do again: entry of 2026-11-27"] == "U"
        assert [command.label for command in offered[-4:]] == ["theme", "copies", "settings", "quit"]
        assert f"Go to {dict(SCREENS)[name]}" not in keys, "it is there"
        assert not any(command.kind for command in offered), "what is gone to waits for a letter"
        await at.press("escape")
        await at.press("question_mark")
        for verb in screen.VERBS:
            assert re.search(rf"{re.escape(verb.shown_key)} +{re.escape(verb.help[:20])}", at.text), verb.id
        await at.press("escape")
        assert at.app.screen is screen


@pytest.mark.slow
async def test_unavailable_actions_are_not_offered(journal: Journal) -> None:
    async with run_app(journal, WIDE) as at:
        for key, idle in (
            (
                "1",
                (verbs.CHECK_IN, verbs.TICK, verbs.NEW_STEP, verbs.EDIT, verbs.REMOVE, verbs.DUE_REVIEW, verbs.TODAY),
            ),
            ("2", (verbs.YEARS, verbs.FILTER_WEEKS, verbs.ALL_WEEKS, verbs.CALENDAR_TODAY)),
            ("3", (verbs.OPEN_GAP, verbs.EDIT_GAP, verbs.GAP_GOAL, verbs.CLOSE_GAP, verbs.MOVE_GAP_UP, verbs.ALL_GAPS)),
            ("4", (verbs.TOGGLE_AWARENESS, verbs.OPEN_PERSON, verbs.TALK, verbs.PERSON_BACK, verbs.ALL_PEOPLE)),
            ("5", (verbs.OPEN_REVIEW, verbs.COMPARE, verbs.REMARK, verbs.PUT_OFF, verbs.SKIP, verbs.NEWEST)),
            (
                "6",
                (
                    verbs.LEAVE_OUT,
                    verbs.MARK_HELD,
                    verbs.TICK_TOPIC,
                    verbs.OPEN_LINE,
                    verbs.REMOVE_TOPIC,
                    verbs.NEXT_PAGE,
                ),
            ),
        ):
            await at.press(key, "ctrl+p")
            texts = {(command.key, command.text) for command in listed_commands(at)}
            for verb in (*idle, verbs.UNDO, verbs.REDO):
                assert (verb.shown_key, verb.help.rstrip(".")) not in texts, verb.id
            await at.press("escape")
        await at.press("1", "g")
        await at.fill(skill="Design", goal="Draw it.")
        await at.press("ctrl+s", "ctrl+p")
        offered = keys_of(listed_commands(at))
        assert offered[verbs.NEW_STEP.help.rstrip(".")] == "n"
        assert offered["Take back: goal of 2026-W48"] == "u"


async def test_a_verb_runs_on_the_screen_below(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        (*_, first) = (await look_for(at, "recap"))[:1]
        assert (first.key, first.label) == ("r", "recap")
        await at.press("enter", "h", "y")
        await at.write("Rehearsing")
        await at.press("ctrl+s")
        assert sample.weeks.get(WEEK).note == "Rehearsing"


async def test_a_key_finds_its_action(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        assert (await look_for(at, "a"))[0].text == verbs.ENTRY.help.rstrip(".")
        await at.press("escape")
        assert (await look_for(at, "3 n"))[0].text == verbs.NEW_GAP.help.rstrip(".")


@pytest.mark.slow
async def test_actions_of_other_screens_run_there_by_their_keys(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        first = (await look_for(at, "add a gap"))[0]
        assert (first.key, first.aside) == ("3 n", "on Gaps")
        await at.press("enter")
        await at.write("Named by palette")
        await at.press("ctrl+s")
        assert [gap.title for gap in sample.gaps.list()][-1] == "Named by palette" or "Named by palette" in at.text
        await at.press("1")
        assert (await look_for(at, "year letter"))[0].key == "5 Y"
        await at.press("enter")
        assert isinstance(at.app.screen, LetterPage)


async def test_days_off_can_be_marked_from_anywhere(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("6")
        assert (await look_for(at, "days off"))[0].key == "1 A"


async def test_other_keys_are_shown_and_close_it(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("ctrl+p")
        assert isinstance(at.app.screen, Palette)
        await at.press("ctrl+p")
        assert isinstance(at.app.screen, WeekScreen)


async def test_over_search_and_help_it_has_the_commands_of_the_screen_below(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        labels = [command.label for command in await look_for(at, "")]
        await at.press("escape")
        for key in ("/", "question_mark"):
            await at.press(key)
            assert [command.label for command in await look_for(at, "")] == labels
            await at.press("escape")
            assert isinstance(at.app.screen, WeekScreen)
        await at.press("a", "f1")
        assert "save" in [command.label for command in await look_for(at, "")]
        await at.press("escape")
        assert isinstance(at.app.screen, Form)


@pytest.mark.slow
async def test_in_a_form_the_palette_has_the_forms_actions(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("a")
        await at.write("Kept all the same")
        form = at.app.screen
        labels = [command.label for command in await look_for(at, "")]
        assert labels == ["save", "editor", "next", "back, kept", "help", "theme", "settings", "quit"]
        assert not await look_for_more(at, "incident"), "what is gone to would leave the form"
        await at.press("escape")
        assert at.app.screen is form
        await look_for(at, "save")
        await at.press("enter")
        assert "Kept all the same" in [entry.text for entry in sample.entries.all()]


async def look_for_more(at: AppSession, text: str) -> list[Command]:
    """Type `text` in the open palette, and return the listed commands."""
    await at.write(text)
    return listed_commands(at)


@pytest.mark.slow
async def test_a_theme_is_chosen_and_kept(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await look_for(at, "theme")
        await at.press("enter")
        assert "in use" in at.lines[at.where("devjournal-dark")[1]]
        await at.write("nord")
        await at.press("enter")
        assert at.app.theme == "nord"
    async with run_app(sample, MIDDLE) as at:
        assert at.app.theme == "nord"
        await look_for(at, "theme")
        await at.press("enter")
        assert at.lines[at.where("nord")[1]].lstrip(" ▌").startswith("nord")
        row = palette(at).query_one("#results", RowPane).row
        assert row is not None
        assert isinstance(row.value, int)
        assert listed_commands(at)[row.value].label == "nord", "it begins on the one in use"


async def test_the_theme_under_the_cursor_is_previewed(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        before = at.app.theme
        await look_for(at, "theme")
        await at.press("enter", "down")
        assert at.app.theme != before
        await at.write("nord")
        assert at.app.theme == "nord", "what is typed moves the cursor"
        await at.press("escape")
        assert at.app.theme == before
    async with run_app(sample, MIDDLE) as at:
        assert at.app.theme == before, "what was only looked at is not kept"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "label"),
    [
        *(("export", "write"), ("print", "write"), ("report", "write"), ("summary", "write"), ("backup", "copies")),
        *(("color", "theme"), ("colour", "theme"), ("delete", "remove"), ("holiday", "away"), ("exit", "quit")),
        *(("bring in", "import"), ("template", "board"), ("inbox", "drafts")),
    ],
)
async def test_synonyms_find_a_command(typed: str, label: str, full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("tab")
        assert label in [command.label for command in await look_for(at, typed)]


@pytest.mark.slow
async def test_where_the_settings_are(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await look_for(at, "settings")
        await at.press("enter")
        assert "There is no settings file" in at.text
        assert "`devjournal config init`" in at.text


# Weeks, gaps and people.


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["2026-W40", "2026-w40", "W40", "w40", "2026-09-30"])
async def test_a_week_by_its_address(typed: str, full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        first = (await look_for(at, typed))[0]
        assert (first.kind, first.label) == ("week", "2026-W40")
        assert first.text == full.weeks.get(WEEK.shift(-8)).goal
        await at.press("enter")
        screen = at.app.screen
        assert isinstance(screen, WeekScreen)
        assert str(screen.iso) == "2026-W40"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("16 nov", "2026-W47"),
        ("Nov 16", "2026-W47"),
        ("-2w", "2026-W46"),
        ("tomorrow", "2026-W48"),
        ("next", "2026-W49"),
    ],
)
async def test_a_day_as_it_is_typed_comes_first(typed: str, week: str, full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        first = (await look_for(at, typed))[0]
        assert (first.kind, first.label) == ("week", week)


@pytest.mark.slow
async def test_a_weekday_comes_after_actions_with_that_prefix(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        commands = await look_for(at, "wed")
        assert (commands[-1].kind, commands[-1].label) == ("week", "2026-W48")


@pytest.mark.slow
async def test_a_week_that_holds_nothing_has_an_address_too(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("3")
        commands = await look_for(at, "1999-12-31")
        assert [(command.kind, command.label, command.text) for command in commands] == [
            ("week", "1999-W52", "No goal")
        ]
        await at.press("enter")
        screen = at.app.screen
        assert isinstance(screen, WeekScreen)
        assert date(1999, 12, 31) in screen.iso
        assert not await look_for(at, "2026-W54"), "there is none"


@pytest.mark.slow
async def test_a_week_by_the_words_of_its_goal_or_its_skill(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        weeks = [command for command in await look_for(at, "schema owner") if command.kind == "week"]
        assert weeks
        assert all("schema owner" in command.text for command in weeks)
        assert [command.label for command in weeks] == sorted((command.label for command in weeks), reverse=True), (
            "the latest first"
        )
        y = at.where(weeks[0].label)[1]
        assert at.picture.look(at.lines[y].index("schema owner"), y).ink == "bold here"
        await at.press("escape")
        assert {command.aside for command in await look_for(at, "week incident response")} == {"Incident response"}


async def test_a_gap_in_any_area_closed_and_parked_ones_too(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        closed = next(gap for gap in full.gaps.list() if not gap.open)
        first = (await look_for(at, closed.title))[0]
        assert (first.kind, first.label, first.aside) == ("gap", closed.area.value, "closed")
        await at.press("enter")
        page = at.app.screen
        assert isinstance(page, GapPage)
        assert page.row_id == closed.id
        assert [command.aside for command in await look_for(at, "gap parked") if command.kind] == ["parked"]
        assert "Known beyond [bold]our[/bold] floor ␛[31m" in at.text, "a text is data"
        await at.press("enter")
        assert isinstance(at.app.screen, GapPage)
        assert "Known beyond" in at.lines[4]
        await at.press("escape")
        assert at.app.screen.query("#board"), "its page lies on the board"


async def test_a_person_by_name_or_role(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        first = (await look_for(at, "tomas"))[0]
        assert (first.kind, first.label, first.text) == ("person", Relation.SPONSOR.value, "Tomas Reyes")
        await at.press("escape")
        await look_for(at, "director")
        await at.press("enter")
        people = at.app.screen
        assert isinstance(people, PeopleScreen)
        assert people.opened
        assert people.person is not None
        assert people.person.name == "Tomas Reyes"


async def test_a_typing_error_still_finds_a_match(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        assert "check-in" in [command.label for command in await look_for(at, "chkin")]
        await at.press("escape")
        assert "Tomas Reyes" in [command.text for command in await look_for(at, "tmas")]


async def test_no_matches_point_to_the_search(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        assert not await look_for(at, "qqqq")
        assert "Nothing has that name. / searches everything you wrote." in at.text
        await at.press("enter")
        assert isinstance(at.app.screen, Palette), "there is nothing to go to"


async def test_enter_takes_the_match_of_the_latest_text(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("1")
        await at.pilot.press("ctrl+p", *"calendar", "enter")
        await at.settle()
        assert isinstance(at.app.screen, CalendarScreen)


async def test_a_busy_file_leaves_the_verbs_and_says_so(full: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: WeekQueries) -> None:
        raise FileBusy("The journal is busy; try again.")

    monkeypatch.setattr(WeekQueries, "goals", busy)
    async with run_app(full, MIDDLE) as at:
        await look_for(at, "")
        assert "The journal is busy; try again." in at.text
        assert (await look_for_more(at, "recap"))[0].key == "r"


@pytest.mark.slow
async def test_the_palette_lists_fifty_results_out_of_fifty_years(journal: Journal) -> None:
    fill_years(journal, 50)
    async with run_app(journal, MIDDLE) as at:
        assert len(await look_for(at, "week")) == MAX_RESULTS
        assert f"the best {MAX_RESULTS}" in at.text
        await at.press("escape")
        assert (await look_for(at, "1979-W30"))[0].text.endswith(".")


async def test_the_arrows_choose(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        commands = await look_for(at, "gap")
        await at.press("down", "down", "up")
        row = palette(at).query_one("#results", RowPane).row
        assert row is not None
        assert row.value == 1
        assert len(commands) > 1


# Looks.


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
@pytest.mark.parametrize(("name", "typed"), [("open", ""), ("found", "inc"), ("nothing", "qqqq")])
async def test_the_palette_matches_its_snapshot(name: str, typed: str, size: Size, full: Journal, snap: Snap) -> None:
    async with run_app(full, size) as at:
        await look_for(at, typed)
        snap(f"palette-{name}", at)


@pytest.mark.parametrize(("name", "theme"), [("light", "devjournal-light"), ("contrast", "devjournal-contrast")])
async def test_the_palette_matches_its_snapshot_in_other_themes(
    name: str, theme: str, full: Journal, snap: Snap
) -> None:
    async with run_app(full, MIDDLE, theme=theme) as at:
        await look_for(at, "inc")
        snap(f"palette-{name}", at)


async def test_the_palette_matches_its_snapshot_in_ascii_and_on_an_empty_journal(journal: Journal, snap: Snap) -> None:
    async with run_app(journal, MIDDLE, glyphs=ASCII) as at:
        await look_for(at, "")
        assert at.text.isascii()
        snap("palette-empty-ascii", at)
