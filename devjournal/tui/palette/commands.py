"""The commands of the palette, and how they run once chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from devjournal.domain.dates.days import FIRST_YEAR, LAST_YEAR, IsoWeek
from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.errors import JournalError, UsageError
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.calendar.go_to_date_dialog import parse_week_or_day
from devjournal.tui.kit.form import Form
from devjournal.tui.kit.help import Help
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.kit.text_overlay import Notice
from devjournal.tui.navigation import go_to, home
from devjournal.tui.palette.dialog import Command, Palette
from devjournal.tui.palette.synonyms import synonyms_of
from devjournal.tui.search.dialog import Search
from devjournal.tui.verbs import Verb

_WEEK_LETTER = re.compile(r"w(?=\d)")
"""The letter before the number of a week."""

REMOTE_VERBS: dict[str, tuple[Verb, ...]] = {
    "week": (verbs.GOAL, verbs.CHECK_IN, verbs.RECAP, verbs.AWAY),
    "calendar": (verbs.GO_TO_DATE, verbs.FILTER_WEEKS),
    "gaps": (verbs.NEW_GAP, verbs.HORIZON, verbs.CASE, verbs.FILTER_GAPS),
    "people": (verbs.NEW_PERSON, verbs.TALK),
    "reviews": (verbs.NEW_REVIEW, verbs.LETTER),
    "one_to_one": (verbs.COPY, verbs.WRITE, verbs.CHOOSE_PERSON, verbs.CHOOSE_PERIOD),
}
"""Verbs of each screen that other screens offer, too: they need nothing under the cursor."""

_GLOBAL = (verbs.ENTRY, verbs.TOPIC, verbs.SEARCH, verbs.OPEN_DRAFTS, verbs.UNDO, verbs.REDO, *verbs.GO, verbs.HELP)
"""Verbs of every screen: first those that write, then those that go elsewhere."""


def open_palette(app: App[Any]) -> None:
    """Open the palette over the current screen; its key closes it again.

    Search and help have no commands of their own. They close, and the palette opens over the screen below.
    """
    if isinstance(app.screen, (Search, Help)):
        app.screen.dismiss()
    screen = app.screen
    if isinstance(screen, Palette):
        screen.dismiss()
    elif isinstance(screen, JournalScreen):
        _open_over(app, screen)
    else:
        commands = _of_form(screen) if isinstance(screen, Form) else ()
        _push(app, Palette((*commands, *_of_app(app))))


def _open_over(app: App[Any], screen: JournalScreen) -> None:
    journal, problem = screen.journal, ""
    places: tuple[Command, ...] = ()
    steps = ("", "")
    try:
        steps = journal.steps()
        places = (*people(app, journal), *gaps(app, journal), *weeks(app, journal))
    except JournalError as error:
        problem = str(error)
    commands = (*_own(screen), *_global(screen, steps), *_elsewhere(screen), *_of_app(app))
    _push(app, Palette(commands, places, partial(week_at, app, journal), problem=problem))


def _push(app: App[Any], palette: Palette, otherwise: Command | None = None) -> None:
    """Open a palette, and run the chosen command, or `otherwise` if it is closed without one."""

    def run(command: Command | None) -> None:
        if (command := command or otherwise) is not None:
            app.call_next(command.run)  # before later keys

    app.push_screen(palette, run)


# Actions.


def _command(screen: Screen[Any], verb: Verb, text: str = "") -> Command:
    sentence = text or verb.help.rstrip(".")
    run = partial(screen.run_action, verb.action)
    return Command(verb.label, sentence, run, verb.shown_key, synonyms=synonyms_of(verb.label, verb))


def _own(screen: JournalScreen) -> Iterator[Command]:
    """Yield the screen's verbs that work at the current focus."""
    unavailable = screen.unavailable_verbs()
    for verb in screen.VERBS:
        name = verb.action.partition("(")[0]
        if verb not in unavailable and screen.check_action(name, ()):
            yield _command(screen, verb)


def _global(screen: JournalScreen, steps: tuple[str, str]) -> Iterator[Command]:
    """Yield the verbs of every screen; undo and redo name their change."""
    for verb in _GLOBAL:
        if verb in (verbs.UNDO, verbs.REDO):
            if sentence := steps[verb is verbs.REDO]:
                yield _command(screen, verb, f"{'Take back' if verb is verbs.UNDO else 'Do again'}: {sentence}")
        elif verb not in verbs.GO or _leads_away(screen, verbs.GO.index(verb)):
            yield _command(screen, verb)


def _leads_away(screen: JournalScreen, at: int) -> bool:
    """Return whether the tab `at` leads away from the shown screen or page."""
    return verbs.SCREENS[at][0] != screen.NAME or bool(screen.PAGE)


def _elsewhere(screen: JournalScreen) -> Iterator[Command]:
    """Yield the verbs of other screens; their keys are those of the tab and of the verb."""
    for at, (name, title) in enumerate(verbs.SCREENS):
        for verb in REMOTE_VERBS[name] if _leads_away(screen, at) else ():
            run = partial(_run_there, screen.app, name, verb.action)
            yield Command(
                verb.label, verb.help.rstrip("."), run, f"{verbs.GO[at]} {verb.shown_key}", aside=f"on {title}",
                synonyms=synonyms_of(verb.label, verb),
            )  # fmt: skip


async def _run_there(app: App[Any], name: str, action: str) -> None:
    screen = await home(app, name)
    screen.refresh_data()
    if screen.check_action(action.partition("(")[0], ()):
        await screen.run_action(action)


def _of_form(form: Form[Any]) -> Iterator[Command]:
    unavailable = form.unavailable_verbs()
    for verb in form.VERBS:
        if verb not in unavailable:
            yield _command(form, verb)


def _of_app(app: Any) -> Iterator[Command]:
    """Yield the app's commands."""
    if isinstance(app.screen, JournalScreen) and verbs.BEGIN not in app.screen.VERBS:
        for verb, run in ((verbs.BEGIN, app.action_begin), (verbs.BRING, app.action_bring)):
            yield Command(verb.label, verb.help.rstrip("."), run, synonyms=synonyms_of(verb.label, verb))
    if isinstance(app.screen, JournalScreen):
        sentence = "Import your company's ladder: its lines become gaps"
        yield Command("ladder", sentence, partial(app.action_bring, ladder=True), synonyms=synonyms_of("ladder"))
    if app.syncs:
        yield Command("sync", "Bring the journal in step with your other machines", app.action_sync)
    yield Command("theme", "Choose how devjournal looks", partial(choose_theme, app), synonyms=synonyms_of("theme"))
    if isinstance(app.screen, JournalScreen):
        sentence = "List the copies of the journal, and bring one back"
        yield Command("copies", sentence, app.action_copies, synonyms=synonyms_of("copies"))
    sentence = "See where the settings are, and how to change keys"
    yield Command("settings", sentence, partial(_show_settings_path, app), synonyms=synonyms_of("settings"))
    consequence = "the demo is thrown away" if app.demo else "everything is saved"
    key = verbs.QUIT.shown_key if isinstance(app.screen, JournalScreen) else ""
    yield Command(
        "quit", f"Leave; {consequence}", partial(app.run_action, verbs.QUIT.action), key, synonyms=synonyms_of("quit")
    )


def choose_theme(app: Any) -> None:
    """List the themes by name, with a preview of the theme under the cursor; the chosen theme is remembered."""
    before = app.theme

    def preview(command: Command) -> None:
        app.theme = command.label

    def choice(name: str) -> Command:
        state = "in use" if name == before else ""
        kind = "dark" if app.available_themes[name].dark else "light"
        return Command(name, kind, partial(app.choose_theme, name), aside=state)

    own = [name for name in app.available_themes if name.startswith("devjournal")]
    names = [*own, *sorted(name for name in app.available_themes if name not in own)]
    commands = list(map(choice, names))
    palette = Palette(
        commands, heading="Theme", placeholder="a theme, dark, or light", start=names.index(before), preview=preview
    )
    _push(app, palette, commands[names.index(before)])


def _show_settings_path(app: Any) -> None:
    path = app.settings_path
    message = (
        (
            f"The settings are in {path}.",
            "`devjournal config edit` opens the file; changes apply from the next start.",
        )
        if path is not None
        else (
            "There is no settings file: the defaults apply.",
            "`devjournal config init` writes one that explains every setting and key.",
        )
    )
    app.push_screen(
        Notice(
            "Settings",
            message,
            "The theme is chosen in the palette and remembered without the file. Press any key to go on.",
        )
    )


# Places.


def weeks(app: App[Any], journal: Journal) -> Iterator[Command]:
    """Yield every week with a goal, latest first."""
    for monday, goal, skill in journal.weeks.goals():
        yield Command(str(IsoWeek(monday)), goal, partial(_go_to_week, app, monday), kind="week", aside=skill)


def gaps(app: App[Any], journal: Journal) -> Iterator[Command]:
    """Yield every gap: first those on the board, then the parked, then the closed ones."""
    for gap in sorted(journal.gaps.list(), key=lambda gap: (not gap.on_board, not gap.open)):
        state = "closed" if not gap.open else "parked" if gap.parked else "shown" if gap.shown else ""
        run = partial(go_to, app, SearchHit(kind=HitKind.GAP, id=gap.id, day=journal.today, text=""))
        yield Command(gap.area.value, gap.title, run, kind="gap", aside=state)


def people(app: App[Any], journal: Journal) -> Iterator[Command]:
    """Yield every person."""
    for person in journal.people.list():
        hit = SearchHit(kind=HitKind.PERSON, id=person.id, day=journal.today, text="")
        run = partial(go_to, app, hit, opened=True)
        yield Command(person.relation.value, person.name, run, kind="person", aside=person.role)


def week_at(app: App[Any], journal: Journal, text: str) -> Command | None:
    """Return the week that a text such as `w44`, `21 dec`, `fri` or `last` names, even if nothing is planned for it."""
    try:
        week = IsoWeek.of(parse_week_or_day(_WEEK_LETTER.sub("W", text.lower()), journal.today, journal.today.year))
    except UsageError:
        return None
    if not FIRST_YEAR <= week.year <= LAST_YEAR:
        return None
    try:
        goal = journal.weeks.get(week).goal or "No goal"
    except JournalError:
        goal = ""
    return Command(str(week), goal, partial(_go_to_week, app, week.monday), kind="week")


async def _go_to_week(app: App[Any], monday: date) -> None:
    await go_to(app, SearchHit(kind=HitKind.GOAL, id=0, day=monday, text=""))
