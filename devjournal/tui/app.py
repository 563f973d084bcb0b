"""The app: six screens on one journal, themes, glyphs, and a timer that checks for changes."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from devjournal.domain.dates.days import DAY_NAMES
from devjournal.domain.dates.weekday import first_weekday
from devjournal.errors import FileBusy, JournalError
from devjournal.platforms import RESIZE_SIGNAL, has_job_control, serialize_signal
from devjournal.settings import LOCALE, UNSET, LoadedSettings
from devjournal.storage import Journal
from devjournal.tui import theme
from devjournal.tui.bindings import bindings
from devjournal.tui.keymap import apply_keys
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.state import AppState
from devjournal.tui.syncing.app import SyncingApp
from devjournal.tui.timers import install_late_timers
from devjournal.tui.verbs import PALETTE, SUSPEND
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.glyphs import ASCII, Glyphs, choose_glyphs
from devjournal.tui.widgets.ink import Palette

if TYPE_CHECKING:  # not needed at run time
    from devjournal.domain.dates.days import IsoWeek
    from devjournal.domain.search.search_hit import SearchHit

DIALOGS = Path(__file__).with_name("dialogs.tcss")
"""Styles of dialogs and forms, loaded after the first screen is up."""

CHECK_SECONDS = 1.0
"""Seconds between two checks of the date and of the file's version."""

LAZY_SCREENS = {
    "calendar": "calendar.screen.CalendarScreen",
    "gaps": "gaps.screen.GapsScreen",
    "people": "people.screen.PeopleScreen",
    "reviews": "reviews.screen.ReviewsScreen",
    "one_to_one": "one_to_one.screen.OneToOneScreen",
}
"""Screens that are imported when first opened, by mode name: module and class."""

THEMES = {**BUILTIN_THEMES, **{own.name: own for own in theme.THEMES}}


class JournalApp(SyncingApp):
    """The devjournal app."""

    TITLE = "devjournal"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "week"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((PALETTE, SUSPEND))]

    def __init__(
        self,
        journal: Journal,
        state: Path,
        *,
        settings: LoadedSettings = UNSET,
        glyphs: Glyphs | None = None,
        demo: bool = False,
        machine_name: Callable[[], str] = str,
    ) -> None:
        """Show `journal`. Drafts and the last theme are stored in the folder `state`."""
        self.MODES: dict[str, str | Callable[[], Screen[Any]]] = {  # type: ignore[misc]
            name: partial(_import_screen, path, journal) for name, path in LAZY_SCREENS.items()
        }
        self.journal = journal
        self.demo = demo
        self.machine_name = machine_name
        self.state = AppState(state, journal.path, journal.draft_cipher)
        self.settings = settings.settings
        self.settings_path = settings.path
        self._configured_theme = self.settings.theme
        names = (self.state.theme(self._configured_theme), self._configured_theme, theme.DARK)
        theme_name = next(name for name in names if name in THEMES)
        self.set_reactive(App.theme, theme_name)  # after super().__init__(), all styles would be read again
        super().__init__()
        install_late_timers()
        keymap, refused = apply_keys(settings.keys)
        self.set_keymap(keymap)
        self._settings_problems = settings._replace(problems=tuple(sorted((*settings.problems, *refused)))).messages
        self.glyphs = glyphs or (ASCII if self.settings.ascii else choose_glyphs())
        self.set_class(self.glyphs is ASCII, "-ascii")
        self.first_weekday = choose_first_weekday(self.settings.first_day)
        self._signals = ExitStack()
        self._palettes: dict[str, Palette] = {}
        self._last_error = ""
        self._last_version = self._version()

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and devjournal's own."""
        return THEMES

    def get_default_screen(self) -> Screen[Any]:
        """Return Week. Its mode is added here: if it were one of MODES, all styles would be read twice."""
        self.add_mode(WeekScreen.NAME, partial(WeekScreen, self.journal))
        return WeekScreen(self.journal)

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, with text colours that have enough contrast on their background."""
        variables = super().get_css_variables()
        variables.update(Palette(variables, dark=self.current_theme.dark).css())
        return variables

    @property
    def palette(self) -> Palette:
        """The inks of the current theme."""
        palette = self._palettes.get(self.theme)
        if palette is None:
            palette = self._palettes[self.theme] = Palette(self.theme_variables, dark=self.current_theme.dark)
        return palette

    def on_mount(self) -> None:
        """Start the timers and signal handlers."""
        self.delay_update()  # the first frame is the whole window
        self.set_interval(CHECK_SECONDS, self.look)
        self.theme_changed_signal.subscribe(self, self._redraw)
        self.call_after_refresh(self._end_start)
        if not self.is_headless:
            self.leave_on_signals()
            self._serialize_resizes()
            self.app_resume_signal.subscribe(self, self._serialize_resizes)

    def _end_start(self) -> None:
        """Finish the start after the first screen is drawn."""
        self._load_dialog_styles()
        if self.demo and self._shown is not None:
            self._shown.tell("Demo: everything is invented, and nothing is saved.")
        if self._settings_problems:
            self._show_settings_problems()
        self.begin_syncs()
        if not gc.isenabled():  # enabled only now; objects made by the start are permanent and never scanned
            gc.freeze()
            gc.enable()

    def _load_dialog_styles(self) -> None:
        """Load the styles of dialogs and forms, once."""
        source = (str(DIALOGS), "")
        if not self.stylesheet.has_source(*source):
            self.stylesheet.add_source(DIALOGS.read_text(encoding="utf-8"), source)
            self.stylesheet.parse()

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """Show a screen on top. Dialog styles are loaded before: a key may open a dialog early in the start."""
        if self.screen_stack:
            self._load_dialog_styles()
        return super().push_screen(screen, *args, **options)

    def _show_settings_problems(self) -> None:
        """Show the settings that were rejected."""
        from devjournal.tui.kit.text_overlay import Notice  # imported only if there are problems

        title = "Some settings are not valid."
        after = "Their defaults apply until then. `devjournal config edit` opens the file. Press any key to go on."
        self.push_screen(Notice(title, self._settings_problems, after))

    def _serialize_resizes(self, _: object = None) -> None:
        """Handle window sizes in the event loop. Otherwise an older size could be handled after a newer one."""
        self._signals.enter_context(serialize_signal(RESIZE_SIGNAL, asyncio.get_running_loop().call_soon_threadsafe))

    def on_unmount(self) -> None:
        """Release the drafts, so that another window can open them."""
        self._signals.close()
        self.state.close()

    def on_resize(self, event: events.Resize) -> None:
        """Repaint the screen if its size is unchanged: a window that shrank and grew again has lost cells."""
        if self.screen_stack and event.size == self.screen.outer_size:
            self.screen.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `ctrl+z` to a focused text area, and disable it without a shell that could resume the app."""
        if action == "suspend_process":
            from textual.widgets import TextArea  # keeps the start fast

            return has_job_control() and not isinstance(self.focused, TextArea)
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Search everything in the journal, and go to the result."""
        from devjournal.tui.navigation import search  # keeps the start fast

        if isinstance(self.screen, JournalScreen):
            search(self.screen)

    async def show_hit(self, hit: SearchHit, *, back: str) -> None:
        """Open the page of a gap or a talk; `esc` returns to the screen named `back`."""
        from devjournal.tui.navigation import go_to

        await go_to(self, hit, back=back)

    async def show_week(self, iso: IsoWeek) -> None:
        """Show a week on the Week screen."""
        await self.switch_mode(WeekScreen.NAME)
        screen = self.screen
        assert isinstance(screen, WeekScreen)
        screen.open_week(iso)
        screen.refresh_data()

    async def on_event(self, event: events.Event) -> None:
        """Handle an event. If a new day has begun, the screen shows it before a key acts; the timer may be late."""
        if isinstance(event, events.Key) and self._last_version and self._last_version[1] != self.journal.today:
            self.look()
        await super().on_event(event)

    def look(self) -> None:
        """Refresh the screen after another program's write or after midnight. The cursor and open forms stay."""
        version, screen = self._version(), self._shown
        if version is not None and screen is not None and (version != self._last_version or screen.stale):
            self._last_version = version
            screen.refresh_data()
        self.check_syncs()
        if screen is not None and (failure := self.journal.backup_failure()):
            screen.tell(failure, failed=True)

    def _version(self) -> tuple[int, date] | None:
        """Return the file's data version and the date; `None` if the file cannot be read. An error is shown once."""
        try:
            version = self.journal.data_version(), self.journal.today
        except FileBusy:
            return None
        except JournalError as error:
            if self._last_error != str(error) and self._shown is not None:
                self._last_error = str(error)
                self._shown.tell(self._last_error, failed=True)
            return None
        self._last_error = ""
        return version

    @property
    def _shown(self) -> JournalScreen | None:
        """The topmost screen below all forms and dialogs; `None` during start and shutdown."""
        pages = self.screen_stack if self.is_running else []  # at shutdown, panes are removed before their screens
        return next((page for page in reversed(pages) if isinstance(page, JournalScreen) and page.is_mounted), None)

    def choose_theme(self, name: str) -> None:
        """Switch to the theme `name`, and use it at the next start, too."""
        self.theme = name
        self.state.save_theme(name, self._configured_theme)

    def _redraw(self, _: object) -> None:
        for screen in self.screen_stack:
            for widget in screen.query("*"):
                widget.refresh()

    def add_entry(self, screen: JournalScreen) -> None:
        """Open the entry form over `screen`."""
        from devjournal.tui.week.actions import add_entry  # keeps the start fast

        add_entry(screen)

    def add_topic(self, screen: JournalScreen) -> None:
        """Open the form of a topic for the next 1:1 over `screen`."""
        from devjournal.tui.one_to_one.topic_actions import add_topic

        add_topic(screen)

    def read_page(self, screen: JournalScreen, key: str) -> None:
        """Open a reading page over `screen`. `key` names its subject, such as `week:2026-11-23` or `entry:3`."""
        from devjournal.tui.reading.screen import ReadingScreen  # keeps the start fast

        screen.open_page(ReadingScreen(self.journal, key, screen.NAME))

    def open_case(self, screen: JournalScreen) -> None:
        """Open the case for the nearest horizon over `screen`."""
        from devjournal.tui.case.screen import CasePage  # keeps the start fast

        screen.open_page(CasePage(self.journal))

    def edit_text(self, screen: JournalScreen, key: str) -> None:
        """Open the form for the text that `key` names, such as `entry:3`, over `screen`."""
        from devjournal.tui.navigation import edit_text

        edit_text(screen, key)

    def open_drafts(self, screen: JournalScreen) -> None:
        """Open the page of drafts over `screen`."""
        from devjournal.tui.drafts.screen import DraftsPage  # keeps the start fast

        self.push_screen(DraftsPage(self.journal, screen.NAME))

    def ask_due_review(self, screen: JournalScreen) -> None:
        """Ask whether to hold, put off or skip the due review, over `screen`."""
        from devjournal.tui.reviews.due import ask

        ask(screen)

    def action_copies(self) -> None:
        """List the copies of the journal, to restore one."""
        from devjournal.tui.copies.actions import show_copies  # keeps the start fast

        if self._shown is not None:
            show_copies(self._shown)

    def action_begin(self) -> None:
        """Choose one of the shipped boards to begin with."""
        from devjournal.tui.begin.actions import begin_board  # keeps the start fast

        if self._shown is not None:
            begin_board(self, self._shown)

    def action_bring(self, *, ladder: bool = False) -> None:
        """Import another program's file, or with `ladder` a company's career ladder."""
        from devjournal.tui.begin.actions import bring

        if self._shown is not None:
            bring(self._shown, ladder=ladder)

    def action_command_palette(self) -> None:
        """Open the command palette."""
        from devjournal.tui.palette.commands import open_palette  # keeps the start fast

        open_palette(self)

    def search_themes(self) -> None:
        """Choose a theme."""
        from devjournal.tui.palette.commands import choose_theme

        choose_theme(self)


def choose_first_weekday(configured_day: str = LOCALE) -> int:
    """Return the first day of the week in calendars, 0 for Monday: the day in the settings, or else the locale's."""
    if configured_day != LOCALE:
        return [name.lower() for name in DAY_NAMES].index(configured_day)
    locales = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    return first_weekday(next(filter(None, locales), ""))


def _import_screen(path: str, journal: Journal) -> Screen[Any]:
    module, _, name = path.rpartition(".")
    return cast("Screen[Any]", getattr(import_module(f"devjournal.tui.{module}"), name)(journal))
