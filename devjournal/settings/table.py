"""The table of settings: name, type, default and help of each.

The reader, the file that `config init` writes, `devjournal config` and `docs/settings.md` are derived from it.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, NamedTuple

from devjournal.domain.dates.days import DAY_NAMES
from devjournal.settings.value_types import Boolean, CommandLine, DayAndTime, Folder, Integer, Line, OneOf, ValueType
from devjournal.settings.values import LAST, LOCALE, Settings

THEMES = (
    *("devjournal-dark", "devjournal-light", "devjournal-contrast"),
    *("ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte"),
    *("catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord"),
    *("rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light"),
    *("textual-dark", "textual-light", "tokyo-night"),
)
"""The names of all themes, ours and Textual's, listed here so that checking settings does not import Textual."""


class Setting(NamedTuple):
    """One setting."""

    name: str
    """The dotted name, with its tables: `ritual.recap`."""
    kind: ValueType
    help: str

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of the dotted name."""
        return tuple(self.name.split("."))

    @property
    def default(self) -> Any:
        """The value if the file does not set it."""
        return self.of(Settings())

    def of(self, settings: Settings) -> Any:
        """Return the setting's value in `settings`."""
        return reduce(getattr, self.path, settings)


_QUESTION = Line()
_YES_NO = Boolean()
_MOMENT = DayAndTime()

TABLES = {
    "ritual": (
        "The three moments of a week, each on a later day of the ISO week than the one before. What is due follows the "
        "days; the hours are for reminders."
    ),
    "private": "Whether new records are private unless you say otherwise; no summary shows private ones.",
    "copies": "For how many past days, weeks and months a copy of the journal is kept.",
    "encryption": "How an encrypted journal is unlocked. A plain one ignores these.",
    "inbox": "The folder that `devjournal drafts inbox` reads: notes (.txt, .md) and calendars (.ics).",
    "sync": "The folder that your machines share, for `devjournal sync` and the app; any program may carry it.",
    "questions.goal": "Your own words for the questions of the goal. The default ones name the days of your ritual.",
    "questions.check_in": "Your own words for the questions of the check-in.",
    "questions.recap": "Your own words for the questions of the recap.",
}
"""The help text of each TOML table with settings."""

SETTINGS = (
    Setting(
        "theme",
        OneOf((LAST, *THEMES)),
        "How the app looks. last is the theme chosen last in the app: ctrl+p, Theme. A theme set here applies until "
        "another is chosen there.",
    ),
    Setting("ascii", _YES_NO, "Draw with ASCII characters only, for fonts and terminals that lack others."),
    Setting("mouse", _YES_NO, "Let the app use the mouse; without it the terminal selects text as usual."),
    Setting(
        "first_day",
        OneOf((LOCALE, *(name.lower() for name in DAY_NAMES))),
        "The day that the columns of a month begin with. The weeks of the ritual are ISO weeks in any case.",
    ),
    Setting("fiscal_start", Integer(1, 12), "The month that the fiscal year and its quarters begin with."),
    Setting("ritual.goal", _MOMENT, "The goal."),
    Setting("ritual.check_in", _MOMENT, "The check-in."),
    Setting("ritual.recap", _MOMENT, "The recap."),
    Setting("private.entries", _YES_NO, "Entries."),
    Setting("private.topics", _YES_NO, "Topics of the next 1:1."),
    Setting("private.talks", _YES_NO, "Talks; a private 1:1 starts no new page."),
    Setting("copies.daily", Integer(1, 999), "Days."),
    Setting("copies.weekly", Integer(1, 999), "Weeks."),
    Setting("copies.monthly", Integer(1, 999), "Months."),
    Setting(
        "encryption.passphrase_command",
        CommandLine(),
        'Prints the passphrase on its first line; "" asks you on a terminal.',
    ),
    Setting("encryption.unlocked_minutes", Integer(1, 10080), "How many minutes devjournal unlock keeps the key."),
    Setting(
        "inbox.folder",
        Folder(),
        "Such as a synced folder that your phone writes to. Read files move to taken/ in it.",
    ),
    Setting("sync.folder", Folder(), 'Its path; "" for none.'),
    Setting("questions.goal.skill", _QUESTION, "The one skill."),
    Setting("questions.goal.goal", _QUESTION, "The goal."),
    Setting("questions.goal.plan", _QUESTION, "The steps of the plan."),
    Setting("questions.goal.gap", _QUESTION, "The gap that the goal feeds."),
    Setting("questions.check_in.on_track", _QUESTION, "On track or off track."),
    Setting("questions.check_in.adjust", _QUESTION, "What can change."),
    Setting("questions.check_in.smaller", _QUESTION, "A smaller goal, if the week is off track."),
    Setting("questions.recap.outcome", _QUESTION, "Hit or missed."),
    Setting("questions.recap.better", _QUESTION, "Better or not."),
    Setting("questions.recap.what_at", _QUESTION, "A sentence, after a hit that made you better."),
    Setting("questions.recap.word", _QUESTION, "A sentence, after any other week."),
    Setting("questions.recap.lesson", _QUESTION, "A lesson, after a hit."),
    Setting("questions.recap.differently", _QUESTION, "The lesson of a miss."),
)
"""All settings except the keys, in file order: top-level settings first, as TOML requires."""

KEYS = "keys"
"""The TOML table of key settings, whose names are the IDs of verbs."""
