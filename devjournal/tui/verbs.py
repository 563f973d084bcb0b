"""The verbs: every key, what it does, and the words for it, said once.

Bindings, footers, the command palette and the help screen derive from this list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding


class Verb(NamedTuple):
    """Something that can be done: a stable ID, its key, its action, and its words."""

    id: str
    key: str
    action: str
    label: str
    """The word in the footer."""
    help: str
    """The sentence in the help screen and the palette."""
    cap: str = ""
    """How the key is written, where it is not its own name."""

    @property
    def shown_key(self) -> str:
        """The key as the footer and the help write it."""
        return self.cap or self.key

    def binding(self) -> Binding:
        """Return the verb as a Textual binding; the footer is our own.

        It has priority: its action is over before the next key is read, so that no key of a fast hand goes astray.
        Letters still are text where a text has the focus.
        """
        return Binding(self.key, self.action, self.help, show=False, id=self.id, priority=True)


SCREENS: tuple[tuple[str, str], ...] = (
    ("week", "Week"),
    ("calendar", "Calendar"),
    ("gaps", "Gaps"),
    ("people", "People"),
    ("reviews", "Reviews"),
    ("one_to_one", "1:1"),
)
"""The six screens: the name of the mode and the word on the tab, in their order."""

GO = tuple(
    Verb(f"go.{name}", str(n), f"go('{name}')", word, f"Go to {word}.") for n, (name, word) in enumerate(SCREENS, 1)
)

UNDO = Verb("app.undo", "u", "undo", "undo", "Take back what was done last, also before a restart.")
REDO = Verb("app.redo", "U", "redo", "redo", "Do again what was taken back.")
ENTRY = Verb("entry.new", "a", "add_entry", "entry", "Keep a line about something done or learned.")
HELP = Verb("app.help", "question_mark", "help", "help", "Show this screen's keys and words.", "?")
PALETTE = Verb("app.palette", "ctrl+p", "app.command_palette", "palette", "Find anything that can be done.")
QUIT = Verb("app.quit", "q", "app.quit", "quit", "Leave; everything is saved.")

GLOBAL = (*GO, ENTRY, UNDO, REDO, HELP, PALETTE, QUIT)
"""What works on every screen."""

GOAL = Verb("week.goal", "g", "goal", "goal", "Set or change the goal of this week, and its plan.")
CHECK_IN = Verb("week.check_in", "c", "check_in", "check-in", "Wednesday's question: on track or off track.")
RECAP = Verb("week.recap", "r", "recap", "recap", "Friday's question: hit or missed, better or not, and a lesson.")
TICK = Verb("week.tick", "space", "tick", "tick", "Tick the plan's step, or take its tick away.")
EDIT = Verb("week.edit", "e", "edit", "edit", "Edit what has the focus.")
REMOVE = Verb("week.remove", "x", "remove", "remove", "Remove what has the focus.")
NEW_STEP = Verb("week.step", "n", "new", "step", "Add a step to the plan.")
AWAY = Verb("week.away", "w", "away", "away", "Mark days off, also ahead, or take a mark away.")
BACK = Verb("week.back", "left_square_bracket", "shift(-1)", "week", "Go one week back.", "[")
FORTH = Verb("week.forth", "right_square_bracket", "shift(1)", "week", "Go one week on.", "]")
TODAY = Verb("week.today", "full_stop", "today", "today", "Come back to this week.", ".")
WEEK = (GOAL, CHECK_IN, RECAP, TICK, NEW_STEP, EDIT, REMOVE, AWAY, BACK, FORTH, TODAY)
"""What works on the Week screen."""

EDIT_RECAP = Verb("", "e", "edit", "edit recap", "")
"""`e` as the footer shows it on a recap."""

SHIFT_KEYS = Verb("", "", "shift(-1)", "week", "", "[ ]")
"""Both brackets as the footer shows them."""

OPEN = Verb("calendar.open", "enter", "open", "open", "Open the week under the cursor on the Week screen.")
PAST_RECAP = Verb("calendar.recap", "r", "recap", "recap", "Recap the week under the cursor, also a past one.")
WEEK_GOAL = Verb("calendar.goal", "g", "goal", "goal", "Set or change the goal of the week under the cursor.")
WEEK_AWAY = Verb("calendar.away", "w", "away", "away", "Mark days off, also ahead, or take a mark away.")
VIEW = Verb("calendar.view", "v", "view", "view", "Change the view: years, quarter, month.")
YEARS = Verb("calendar.years", "y", "view('years')", "years", "Show the years, a row a year and a cell a week.")
MONTHS = Verb("calendar.month", "m,d", "view('month')", "month", "Show the days of the month.", "m d")
FILTER = Verb("calendar.filter", "f", "filter", "filter", "Show the weeks of one skill, gap or outcome.")
CLEAR = Verb("calendar.clear", "escape", "clear", "all weeks", "Show all weeks again.", "esc")
JUMP = Verb("calendar.jump", "G", "jump", "go to", "Go to a week or a day that you type.")
INSIGHT = Verb("calendar.insight", "i", "insight", "insight", "Show what the weeks add up to, or the week again.")
YEAR_BACK = Verb("calendar.back", "left_square_bracket", "year(-1)", "year", "Go one year back.", "[")
YEAR_FORTH = Verb("calendar.forth", "right_square_bracket", "year(1)", "year", "Go one year on.", "]")
NOW = Verb("calendar.today", "full_stop", "today", "today", "Come back to today.", ".")
CALENDAR = (
    *(OPEN, PAST_RECAP, WEEK_GOAL, WEEK_AWAY, VIEW, YEARS, MONTHS, FILTER, CLEAR, JUMP, INSIGHT),
    *(YEAR_BACK, YEAR_FORTH, NOW),
)
"""What works on the Calendar."""

YEAR_KEYS = Verb("", "", "year(-1)", "year", "", "[ ]")
"""Both brackets as the Calendar's footer shows them."""

KNOWS = Verb("people.knows", "space", "know", "toggle", "Step a cell on: empty, should know, knows.")
PERSON = Verb("people.open", "enter", "open", "person", "Open the person: what they should know, and the talks.")
NEW_PERSON = Verb("people.new", "n", "new", "new", "Add somebody who matters to where you want to be.")
EDIT_PERSON = Verb("people.edit", "e", "edit", "edit", "Edit the person, or the talk that has the focus.")
REMOVE_PERSON = Verb("people.remove", "x", "remove", "remove", "Remove the person, or the talk that has the focus.")
TALK = Verb("people.talk", "m", "talk", "log a talk", "Log a talk with the person.")
SHOULD_KNOW = Verb("people.should", "s", "should", "should know", "Choose another gap that the person should know of.")
PERSON_BACK = Verb("people.back", "left_square_bracket", "person(-1)", "person", "Go to the person before.", "[")
PERSON_FORTH = Verb("people.forth", "right_square_bracket", "person(1)", "person", "Go to the person after.", "]")
EVERYBODY = Verb("people.all", "escape", "all", "everybody", "Come back to everybody.", "esc")
PEOPLE = (
    *(KNOWS, PERSON, NEW_PERSON, EDIT_PERSON, REMOVE_PERSON, TALK, SHOULD_KNOW),
    *(PERSON_BACK, PERSON_FORTH, EVERYBODY),
)
"""What works on People."""

PERSON_KEYS = Verb("", "", "person(1)", "person", "", "[ ]")
"""Both brackets as the footer of People shows them."""

OPEN_GAP = Verb("gaps.open", "enter", "open", "open", "Open the card's page, or show the closed ones.")
NEW_GAP = Verb("gaps.new", "n", "new", "new", "Add a gap to this column.")
EDIT_GAP = Verb("gaps.edit", "e", "edit", "edit", "Edit the gap.")
EVIDENCE = Verb("", "a", "add_entry", "evidence", "")
"""`a` as the footer of Gaps shows it: an entry that names the card's gap."""
GAP_GOAL = Verb("gaps.goal", "g", "goal", "goal", "Make the gap this week's goal.")
CLOSE_GAP = Verb("gaps.close", "c", "close", "close", "Close the gap, or reopen a closed one.")
REOPEN_GAP = Verb("", "c", "close", "reopen", "")
"""`c` as the footer shows it on a closed gap."""
REMOVE_GAP = Verb("gaps.remove", "x", "remove", "remove", "Remove the gap; it says before what that does.")
CARRY_LEFT = Verb("gaps.left", "H,shift+left", "carry(-1, 0)", "move", "Move the card one column to the left.", "H")
CARRY_DOWN = Verb("gaps.down", "J,shift+down", "carry(0, 1)", "move", "Move the card down.", "J")
CARRY_UP = Verb("gaps.up", "K,shift+up", "carry(0, -1)", "move", "Move the card up.", "K")
CARRY_RIGHT = Verb("gaps.right", "L,shift+right", "carry(1, 0)", "move", "Move the card one column to the right.", "L")
NARROW = Verb("gaps.filter", "f", "filter", "filter", "Show the cards of one step, or those that hold a text.")
SORT = Verb("gaps.sort", "s", "sort", "sort", "Sort by own order, least proven first, longest untouched first.")
HORIZON = Verb("gaps.horizon", "o", "horizon", "horizon", "Set, edit or remove a horizon; see the earlier ones.")
ALL_GAPS = Verb("gaps.all", "escape", "clear", "all", "Show all cards in their own order again.", "esc")
GAPS = (
    *(OPEN_GAP, NEW_GAP, EDIT_GAP, GAP_GOAL, CLOSE_GAP, REMOVE_GAP),
    *(CARRY_LEFT, CARRY_DOWN, CARRY_UP, CARRY_RIGHT, NARROW, SORT, HORIZON, ALL_GAPS),
)
"""What works on the Gap board."""

OPEN_ROW = Verb("gap.open", "enter", "open", "open", "Open the entry, or the week of the goal.")
OPEN_LINK = Verb("gap.link", "o", "link", "open link", "Open the link of the entry in the browser.")
PICK_ENTRY = Verb("gap.pick", "p", "pick", "pick an entry", "Let an entry that is there already be evidence.")
EDIT_ROW = Verb("gap.edit", "e", "edit", "edit", "Edit the entry that has the focus; with none, the gap.")
TAKE_OFF = Verb("gap.take_off", "x", "remove", "take off", "Take the entry off the card: it stays in its week.")
EDIT_PAGE = Verb("gap.edit_gap", "E", "edit_gap", "edit gap", "Edit the gap.")
BOARD = Verb("gap.board", "escape", "board", "board", "Come back to the board.", "esc")
GAP_PAGE = (OPEN_ROW, OPEN_LINK, PICK_ENTRY, EDIT_ROW, EDIT_PAGE, TAKE_OFF, GAP_GOAL, CLOSE_GAP, BOARD)
"""What works on a card's page."""

SAVE = Verb("form.save", "ctrl+s", "save", "save", "Save the form.")
EDITOR = Verb("form.editor", "ctrl+o", "editor", "editor", "Open the text in $VISUAL or $EDITOR.")
NEXT = Verb("form.next", "tab", "app.focus_next", "next", "Go to the next field; shift+tab goes back.")
LEAVE = Verb("form.leave", "escape", "leave", "back, kept", "Leave; what was typed is kept as a draft.", "esc")
FRESH = Verb("form.fresh", "ctrl+r", "fresh", "start over", "Drop the draft and start over.")
FORM_HELP = Verb("form.help", "f1", "help", "help", "Show this help.")
FORM = (SAVE, EDITOR, NEXT, LEAVE, FRESH, FORM_HELP)
"""What works in every form."""


def bindings(verbs: Iterable[Verb]) -> list[Binding]:
    """Return verbs as bindings."""
    return [verb.binding() for verb in verbs]
