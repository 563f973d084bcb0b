"""All verbs: key, action and texts, each defined once.

Bindings, footers, the command palette and the help screen are derived from this module.
"""

from __future__ import annotations

from devjournal.settings import KeyedVerb
from devjournal.tui.answers import CHOICES, IN_LISTS
from devjournal.tui.verb import Verb as Verb

SCREENS: tuple[tuple[str, str], ...] = (
    ("week", "Week"),
    ("calendar", "Calendar"),
    ("gaps", "Gaps"),
    ("people", "People"),
    ("reviews", "Reviews"),
    ("one_to_one", "1:1"),
)
"""Mode name and tab label of the six screens, in tab order."""

GO = tuple(
    Verb(f"go.{name}", str(n), f"go('{name}')", title, f"Go to {title}.") for n, (name, title) in enumerate(SCREENS, 1)
)
GO_GAPS, GO_PEOPLE, GO_REVIEWS, GO_ONE_TO_ONE = GO[2:]


def _brackets(place: str, action: str, unit: str, back: str, forth: str) -> tuple[Verb, Verb]:
    """Return the verbs of `[` and `]`, which go by one unit."""
    return (
        Verb(f"{place}.back", "left_square_bracket", f"{action}(-1)", unit, back, "["),
        Verb(f"{place}.forth", "right_square_bracket", f"{action}(1)", unit, forth, "]"),
    )


UNDO = Verb("app.undo", "u", "undo", "undo", "Undo the last change, even one made before a restart.")
REDO = Verb("app.redo", "U", "redo", "redo", "Redo what was undone.")
ENTRY = Verb("entry.new", "a", "add_entry", "entry", "Add a line about something done or learned.")
TOPIC = Verb("topic.new", "t", "add_topic", "topic", "Add a topic, an ask or a promise for the next 1:1.")
SEARCH = Verb("app.search", "slash", "app.search", "search", "Find anything you wrote, and go there.", "/")
OPEN_DRAFTS = Verb("app.drafts", "D", "drafts", "drafts", "Keep or drop drafts: what could be an entry.")
HELP = Verb("app.help", "question_mark,f1", "help", "help", "Show this screen's keys and words.", "?")
PALETTE = Verb("app.palette", "ctrl+p", "app.command_palette", "palette", "Find any action or place.")
QUIT = Verb("app.quit", "q", "app.quit", "quit", "Leave; everything is saved.")
SUSPEND = Verb("app.suspend", "ctrl+z", "app.suspend_process", "suspend", "Go to the background; `fg` comes back.")

MOVES = (
    Verb("move.up", "up,k", "", "up", "Go up.", "k"),
    Verb("move.down", "down,j", "", "down", "Go down.", "j"),
    Verb("move.left", "left,h", "", "left", "Go to the left.", "h"),
    Verb("move.right", "right,l", "", "right", "Go to the right.", "l"),
    Verb("move.first", "home", "", "first", "Go to the first one."),
    Verb("move.last", "end", "", "last", "Go to the last one."),
    Verb("move.page_up", "pageup", "", "page_up", "Go up by a page."),
    Verb("move.page_down", "pagedown", "", "page_down", "Go down by a page."),
)
"""Keys that move a cursor; each widget binds its own action (`bindings.moves`)."""

GLOBAL = (*GO, ENTRY, TOPIC, SEARCH, OPEN_DRAFTS, UNDO, REDO, HELP, PALETTE, QUIT, SUSPEND)
"""Verbs of every screen."""

READ = Verb("read.through", "R", "read", "read", "Read the whole texts on one page.")
"""`R` on a week, a gap and a person."""

GOAL = Verb("week.goal", "g", "goal", "goal", "Set or change the goal of this week, and its plan.")
CHECK_IN = Verb(
    "week.check_in", "c", "check_in", "check-in", "Say whether the week is on track; if not, what can still be done."
)
RECAP = Verb("week.recap", "r", "recap", "recap", "Say how the week went: hit or missed, better or not, and a lesson.")
TICK = Verb("week.tick", "space", "tick", "tick", "Tick the step of the plan, or untick it.")
EDIT = Verb("week.edit", "e", "edit", "edit", "Edit what has the focus.")
REMOVE = Verb("week.remove", "x", "remove", "remove", "Remove what has the focus.")
NEW_STEP = Verb("week.step", "n", "new", "step", "Add a step to the plan.")
AWAY = Verb("week.away", "A", "away", "away", "Mark days off, past or ahead, or remove them.")
DUE_REVIEW = Verb("week.review", "V", "review", "review", "Hold the review that is due, put it off, or skip it.")
BACK, FORTH = _brackets("week", "shift", "week", "Go one week back.", "Go one week forward.")
DIFFERENCES = Verb(
    "week.differ", "T", "app.differences", "differ", "Look at texts that differ on two machines, and settle them."
)
BEGIN = Verb("week.begin", "b", "app.begin", "board", "Begin with a board that is shipped for your role.")
BRING = Verb(
    "week.bring", "I", "app.bring", "import", "Import what you have: jrnl, Day One, notes, brag document, ladder."
)
TODAY = Verb("week.today", "full_stop", "today", "today", "Go back to this week.", ".")
WEEK = (
    *(GOAL, CHECK_IN, RECAP, TICK, NEW_STEP, EDIT, REMOVE, READ),
    *(AWAY, DUE_REVIEW, DIFFERENCES, BEGIN, BRING, BACK, FORTH, TODAY),
)
"""Verbs of the Week screen."""

EDIT_RECAP = EDIT.called("edit recap")
"""`e` in the footer on a recap."""

WEEK_KEYS = BACK.called("week", FORTH)
"""Both brackets in the footer."""

OPEN_CELL = Verb("calendar.open", "enter", "open", "open", "Open the week under the cursor on the Week screen.")
PAST_RECAP = Verb("calendar.recap", "r", "recap", "recap", "Recap the week under the cursor, even a past one.")
WEEK_GOAL = Verb("calendar.goal", "g", "goal", "goal", "Set or change the goal of the week under the cursor.")
WEEK_AWAY = Verb("calendar.away", "A", "away", "away", "Mark days off, past or ahead, or remove them.")
VIEW = Verb("calendar.view", "v", "view", "view", "Change the view: years, quarter, month.")
YEARS = Verb("calendar.years", "y", "view('years')", "years", "Show the years, a row a year and a cell a week.")
MONTHS = Verb("calendar.month", "M", "view('month')", "month", "Show the days of the month.")
FILTER_WEEKS = Verb("calendar.filter", "f", "filter", "filter", "Show the weeks of one skill, gap or outcome.")
ALL_WEEKS = Verb("calendar.clear", "escape", "clear", "all weeks", "Show all weeks again.", "esc")
GO_TO_DATE = Verb("calendar.jump", "G", "jump", "go to", "Go to a week or a day that you type.")
INSIGHT = Verb("calendar.insight", "i", "insight", "insight", "Show what the weeks add up to, or the week again.")
YEAR_BACK, YEAR_FORTH = _brackets(
    "calendar",
    "shift",
    "year",
    "Go one year, quarter or month back, as shown.",
    "Go one year, quarter or month forward, as shown.",
)
CALENDAR_TODAY = Verb("calendar.today", "full_stop", "today", "today", "Go back to today.", ".")
CALENDAR = (
    *(OPEN_CELL, PAST_RECAP, WEEK_GOAL, WEEK_AWAY, VIEW, YEARS, MONTHS, FILTER_WEEKS, ALL_WEEKS),
    *(GO_TO_DATE, INSIGHT, READ, YEAR_BACK, YEAR_FORTH, CALENDAR_TODAY),
)
"""Verbs of the Calendar."""

YEAR_KEYS, QUARTER_KEYS, MONTH_KEYS = (YEAR_BACK.called(unit, YEAR_FORTH) for unit in ("year", "quarter", "month"))
"""Both brackets in the Calendar's footer, by view."""

TOGGLE_AWARENESS = Verb("people.knows", "space", "know", "toggle", "Change the cell: empty, should know, knows.")
OPEN_PERSON = Verb("people.open", "enter", "open", "person", "Open the person: what they should know, and the talks.")
NEW_PERSON = Verb("people.new", "n", "new", "new", "Add somebody who matters for getting where you want to be.")
EDIT_PERSON = Verb("people.edit", "e", "edit", "edit", "Edit the person; on their page, what has the focus.")
EDIT_WHO = Verb("people.edit_person", "E", "edit_person", "edit person", "Edit the person, also on their page.")
REMOVE_PERSON = Verb("people.remove", "x", "remove", "remove", "Remove the person, or the talk that has the focus.")
TALK = Verb("people.talk", "m", "talk", "log a talk", "Log a talk with the person.")
SHOULD_KNOW = Verb(
    "people.should", "p", "should", "should know", "Choose another gap that the person should know about."
)
PERSON_BACK, PERSON_FORTH = _brackets(
    "people", "person", "person", "Go to the previous person.", "Go to the next person."
)
ALL_PEOPLE = Verb("people.all", "escape", "all", "everybody", "Go back to everybody, or to where you came from.", "esc")
PEOPLE = (
    *(TOGGLE_AWARENESS, OPEN_PERSON, NEW_PERSON, EDIT_PERSON, EDIT_WHO, REMOVE_PERSON, TALK, SHOULD_KNOW, READ),
    *(PERSON_BACK, PERSON_FORTH, ALL_PEOPLE),
)
"""Verbs of People."""

PERSON_KEYS = PERSON_BACK.called("person", PERSON_FORTH)._replace(action=PERSON_FORTH.action)
"""Both brackets in the footer of People."""

OPEN_GAP = Verb("gaps.open", "enter", "open", "open", "Open the card's page, or show what is folded away.")
NEW_GAP = Verb("gaps.new", "n", "new", "new", "Add a gap to this column.")
EDIT_GAP = Verb("gaps.edit", "e", "edit", "edit", "Edit the gap.")
EVIDENCE = ENTRY.called("evidence")
"""`a` in the footer of Gaps: an entry that names the card's gap."""
GAP_GOAL = Verb("gaps.goal", "g", "goal", "goal", "Make the gap this week's goal.")
CLOSE_GAP = Verb("gaps.close", "d", "close", "close", "Close the gap, or bring a closed or a parked one back.")
REOPEN_GAP = CLOSE_GAP.called("reopen")
"""`d` in the footer on a closed gap."""
TAKE_UP_GAP = CLOSE_GAP.called("take up")
"""`d` in the footer on a parked gap."""
REMOVE_GAP = Verb("gaps.remove", "x", "remove", "remove", "Remove the gap, after saying what goes with it.")
MOVE_GAP_LEFT = Verb("gaps.left", "H,shift+left", "carry(-1, 0)", "move", "Move the card one column to the left.", "H")
MOVE_GAP_DOWN = Verb("gaps.down", "J,shift+down", "carry(0, 1)", "move", "Move the card down.", "J")
MOVE_GAP_UP = Verb("gaps.up", "K,shift+up", "carry(0, -1)", "move", "Move the card up.", "K")
MOVE_GAP_RIGHT = Verb(
    "gaps.right", "L,shift+right", "carry(1, 0)", "move", "Move the card one column to the right.", "L"
)
MOVE_GAP_KEYS = MOVE_GAP_LEFT.called("move", MOVE_GAP_DOWN, MOVE_GAP_UP, MOVE_GAP_RIGHT)._replace(action="")
"""The keys that move a card, in the footer."""
FILTER_GAPS = Verb("gaps.filter", "f", "filter", "filter", "Show the cards of one step, or those that contain a text.")
SORT = Verb("gaps.sort", "s", "sort", "sort", "Sort by own order, least proven first, longest untouched first.")
HORIZON = Verb("gaps.horizon", "O", "horizon", "horizon", "Set, edit or remove a horizon; see the earlier ones.")
CASE = Verb("gaps.case", "C", "case", "case", "Open the case for the role: what is proven, and what is lacking.")
ALL_GAPS = Verb("gaps.all", "escape", "clear", "all", "Show all cards in their own order again.", "esc")
GAPS = (
    *(OPEN_GAP, NEW_GAP, EDIT_GAP, GAP_GOAL, CLOSE_GAP, REMOVE_GAP),
    *(MOVE_GAP_LEFT, MOVE_GAP_DOWN, MOVE_GAP_UP, MOVE_GAP_RIGHT, FILTER_GAPS, SORT, HORIZON, CASE, ALL_GAPS),
)
"""Verbs of the gap board."""

OPEN_ROW = Verb("gap.open", "enter", "open", "read", "Read the entry, or open the week of the goal.")
OPEN_LINK = Verb("gap.link", "o", "link", "open link", "Open the link of the entry in the browser.")
PICK_ENTRY = Verb("gap.pick", "p", "pick", "pick an entry", "Pick an existing entry as evidence.")
EDIT_ROW = Verb("gap.edit", "e", "edit", "edit", "Edit the entry that has the focus; with none, the gap.")
DETACH_ENTRY = Verb("gap.take_off", "x", "remove", "take off", "Take the entry off the card: it stays in its week.")
EDIT_PAGE = Verb("gap.edit_gap", "E", "edit_gap", "edit gap", "Edit the gap.")
GAP_BOARD = Verb("gap.board", "escape", "board", "board", "Go back to the board, or to where you came from.", "esc")
GAP_PAGE = (OPEN_ROW, OPEN_LINK, PICK_ENTRY, EDIT_ROW, EDIT_PAGE, DETACH_ENTRY, GAP_GOAL, CLOSE_GAP, READ, GAP_BOARD)
"""Verbs of a gap's page."""

LEAVE_OUT = Verb("page.choose", "space", "choose", "leave out", "Leave the line out of the page, or bring it in.")
BRING_IN = LEAVE_OUT.called("bring in")
"""`space` in the footer on a line left out of the page."""
COPY = Verb("page.copy", "y", "copy", "copy", "Copy the page, as Markdown.")
WRITE = Verb("page.write", "w", "write", "write", "Write the page to a file, in any of the formats.")
MARK_HELD = Verb(
    "page.held", "m", "held", "held", "Close the 1:1: what was said, settled and promised. Its page is kept."
)
TICK_TOPIC = Verb("page.done", "d", "done", "done", "Tick the topic, ask or promise, or untick it.")
NEW_TOPIC = Verb("page.new", "n", "new", "new", "Add a topic, an ask or a promise.")
OPEN_LINE = Verb(
    "page.open", "enter", "open", "open", "Open what the line is about: a topic, an entry, a week, a gap, a talk."
)
EDIT_LINE = Verb("page.edit", "e", "edit", "edit", "Edit the topic, or the entry.")
REMOVE_TOPIC = Verb("page.remove", "x", "remove", "remove", "Remove the topic.")
PAGE_EDITOR = Verb("page.editor", "ctrl+o", "editor", "editor", "Open the page in $VISUAL or $EDITOR.")
CHOOSE_PERSON = Verb("page.person", "f", "person", "person", "Choose whose page it is.")
CHOOSE_PERIOD = Verb(
    "page.span", "s", "span", "other time", "Show a page for a month, a quarter, a year, or since a day."
)
PAGE_BACK, PAGE_FORTH = _brackets(
    "page", "page", "page", "Go to the previous page that was handed over.", "Go to the next page that was handed over."
)
NEXT_PAGE = Verb("page.next", "full_stop,escape", "live", "next 1:1", "Go back to the page for the next 1:1.", ".")
ONE_TO_ONE = (
    *(LEAVE_OUT, COPY, WRITE, MARK_HELD, TICK_TOPIC, OPEN_LINE, NEW_TOPIC, EDIT_LINE, REMOVE_TOPIC, PAGE_EDITOR),
    *(CHOOSE_PERSON, CHOOSE_PERIOD, PAGE_BACK, PAGE_FORTH, NEXT_PAGE),
)
"""Verbs of the 1:1."""

PAGE_KEYS = PAGE_BACK.called("page", PAGE_FORTH)
"""Both brackets in the footer of the 1:1."""

OPEN_CLAIM = Verb("case.open", "enter", "open", "open", "Open the claim's evidence, or close it; of a hole, its claim.")
PICK_CASE_ENTRY = Verb("case.pick", "space", "pick", "pick", "Put the entry on the page, or leave it out.")
LEAVE_CASE_ENTRY_OUT = PICK_CASE_ENTRY.called("leave out")
"""`space` in the footer on an entry that is on the page."""
MOVE_ENTRY_UP = Verb("case.earlier", "K,shift+up", "order(-1)", "move", "Move the entry up within its claim.", "K")
MOVE_ENTRY_DOWN = Verb("case.later", "J,shift+down", "order(1)", "move", "Move the entry down within its claim.", "J")
CASE_GOAL = Verb("case.goal", "g", "goal", "goal", "Make the claim, or what the hole lacks, this week's goal.")
CASE_ASK = TOPIC.called("ask")
"""`t` in the footer on a hole: an ask for the next 1:1."""
CASE_TALK = Verb("case.talk", "m", "new", "talk", "Log a talk with the hole's person, or with somebody you choose.")
WORD_CLAIM = Verb("case.edit", "e", "edit", "word it", "Word the claim in past tense; edit the entry or the sentence.")
STATEMENT = Verb("case.statement", "E", "statement", "sentence", "Write the sentence in front of the page.")
HORIZON_BACK, HORIZON_FORTH = _brackets(
    "case", "horizon", "horizon", "Go to the nearer horizon.", "Go to the further horizon."
)
CASE_BOARD = Verb("case.board", "escape", "board", "board", "Go back to the board, or to where you came from.", "esc")
CASE_PAGE = (
    *(OPEN_CLAIM, PICK_CASE_ENTRY, MOVE_ENTRY_UP, MOVE_ENTRY_DOWN, CASE_GOAL, CASE_TALK, WORD_CLAIM, STATEMENT),
    *(COPY, WRITE, PAGE_EDITOR, HORIZON_BACK, HORIZON_FORTH, CASE_BOARD),
)
"""Verbs of the case."""

OPEN_REVIEW = Verb("reviews.open", "enter", "open", "open", "Open the review as it was, or begin the one that is due.")
BEGIN_REVIEW, TAKE_UP_REVIEW = OPEN_REVIEW.called("begin"), OPEN_REVIEW.called("take up")
"""The label of `enter` on a due review, and on a review that was begun."""
NEW_REVIEW = Verb("reviews.new", "n", "new", "new", "Hold a review, or continue the one you left.")
COMPARE = Verb("reviews.compare", "space", "compare", "compare", "Compare with the one before, or with today.")
REMARK = Verb("reviews.remark", "e", "remark", "remark", "Add a remark to the review; it keeps its day.")
REMOVE_REVIEW = Verb("reviews.remove", "x", "remove", "remove", "Remove the review, or drop the one that was begun.")
PUT_OFF = Verb("reviews.put_off", "P", "put_off", "put off", "Put off the review that is due by a week.")
SKIP = Verb("reviews.skip", "S", "skip", "skip", "Skip the review that is due; the next one is counted from its day.")
LETTER = Verb("reviews.letter", "Y", "letter", "year letter", "Show the letter of the year, in your own words.")
REVIEW_BACK, REVIEW_FORTH = _brackets("reviews", "review", "review", "Go one review back.", "Go one review forward.")
NEWEST = Verb("reviews.newest", "full_stop", "newest", "newest", "Go to the newest review.", ".")
REVIEWS = (
    *(OPEN_REVIEW, NEW_REVIEW, COMPARE, REMARK, REMOVE_REVIEW, PUT_OFF, SKIP, LETTER, HORIZON),
    *(REVIEW_BACK, REVIEW_FORTH, NEWEST),
)
"""Verbs of Reviews."""

REVIEW_KEYS = REVIEW_BACK.called("review", REVIEW_FORTH)
"""Both brackets in the footer of Reviews."""

KEEP_DRAFT = Verb("drafts.keep", "k", "keep", "keep", "Keep the draft as an entry, with the gap you choose.")
EDIT_DRAFT = Verb("drafts.edit", "e", "edit", "edit", "Edit the draft's words, day and gap, and keep it.")
DROP_DRAFT = Verb("drafts.drop", "x", "remove", "drop", "Drop the draft; it will not come back.")
DROP_REST = Verb("drafts.drop_rest", "X", "drop_rest", "drop the rest", "Drop all drafts.")
READ_DRAFT = Verb("drafts.read", "enter", "open", "read", "Read the whole draft; in the list of gaps, keep it.")
LEAVE_DRAFTS = Verb("drafts.leave", "escape", "leave", "back", "Go back to the list, or to where you came from.", "esc")
DRAFTS = (KEEP_DRAFT, EDIT_DRAFT, DROP_DRAFT, DROP_REST, READ_DRAFT, LEAVE_DRAFTS)
"""Verbs of the drafts."""

TIMELINE = Verb("review.timeline", "escape", "timeline", "reviews", "Go back to all reviews.", "esc")
REVIEW_PAGE = (REMARK, REMOVE_REVIEW, REVIEW_BACK, REVIEW_FORTH, NEWEST, TIMELINE)
"""Verbs of a review's page."""

LETTER_BACK, LETTER_FORTH = _brackets("letter", "year", "year", "Go one year back.", "Go one year forward.")
LETTER_PAGE = (COPY, WRITE, PAGE_EDITOR, LETTER_BACK, LETTER_FORTH, TIMELINE)
"""Verbs of the year letter."""

LETTER_KEYS = LETTER_BACK.called("year", LETTER_FORTH)
"""Both brackets in the footer of the year letter."""

SAVE = Verb("form.save", "ctrl+s", "save", "save", "Save the form.")
EDITOR = Verb("form.editor", "ctrl+o", "editor", "editor", "Open the text in $VISUAL or $EDITOR.")
NEXT_FIELD = Verb("form.next", "tab", "app.focus_next", "next", "Go to the next field; shift+tab goes back.")
LEAVE_FORM = Verb("form.leave", "escape", "leave", "back, kept", "Leave; what was typed is kept as a draft.", "esc")
START_OVER = Verb("form.fresh", "ctrl+r", "fresh", "start over", "Drop the draft and start over.")
FORM_HELP = Verb("form.help", "f1", "help", "help", "Show this help.")
STEP_BACK = Verb(
    "walk.back", "f2", "step_back", "step back", "Save the step of a review, and go back to the one before."
)
STEP_ON, FINISH = SAVE.called("save, next step"), SAVE.called("save, finish")
"""`ctrl+s` in the footer of a review's steps."""
TO_PAGE, TO_TOPICS, TO_CLAIMS = NEXT_FIELD.called("page"), NEXT_FIELD.called("topics"), NEXT_FIELD.called("claims")
"""`tab` in the footer of the 1:1 and of the case when one side is hidden."""
FORM = (SAVE, EDITOR, NEXT_FIELD, LEAVE_FORM, START_OVER, FORM_HELP)
"""Verbs of every form."""
WALK = (SAVE, STEP_BACK, *FORM[1:])
"""Verbs of a review's steps."""

EDIT_TEXT = Verb("read.edit", "e", "edit", "edit", "Edit the text under the cursor.")
READ_BACK, READ_ON = _brackets("read", "week", "week", "Read the week before.", "Read the week after.")
STOP_READING = Verb("read.leave", "escape", "leave", "back", "Go back to where the page was opened.", "esc")
READING_PAGE = (EDIT_TEXT, OPEN_LINK, READ_BACK, READ_ON, STOP_READING)
"""Verbs of a reading page."""

READING_KEYS = READ_BACK.called("week", READ_ON)
"""Both brackets in the footer of a reading page."""

PLACES = {
    "Week": (*GLOBAL, *MOVES, *WEEK),
    "Calendar": (*GLOBAL, *MOVES, *CALENDAR),
    "Gaps": (*GLOBAL, *MOVES, *GAPS),
    "a gap's page": (*GLOBAL, *MOVES, *GAP_PAGE),
    "the case": (*GLOBAL, *MOVES, *CASE_PAGE),
    "People": (*GLOBAL, *MOVES, *PEOPLE),
    "Reviews": (*GLOBAL, *MOVES, *REVIEWS),
    "a review's page": (*GLOBAL, *MOVES, *REVIEW_PAGE),
    "1:1": (*GLOBAL, *MOVES, *ONE_TO_ONE),
    "the year letter": (*GLOBAL, *MOVES, *LETTER_PAGE),
    "a page to read": (*GLOBAL, *MOVES, *READING_PAGE),
    "the drafts": (*GLOBAL, *(verb for verb in MOVES if verb.cap != "k"), *DRAFTS),
    "forms": (*WALK, PALETTE, SUSPEND),
}
"""Verbs by place. Within a place each key has one meaning."""


def key_places() -> dict[str, tuple[KeyedVerb, ...]]:
    """Return the verbs of each place and the answers of each question, as the settings check their keys."""
    by_place = {place: tuple(_keyed(verb) for verb in verbs) for place, verbs in PLACES.items()}
    answers = {question: tuple(_keyed(verb, letter=True) for verb in verbs) for question, verbs in CHOICES.items()}
    moves = tuple(_keyed(verb) for verb in MOVES[:2])
    return {**by_place, **answers, **{question: (*answers[question], *moves) for question in IN_LISTS}}


def _keyed(verb: Verb, *, letter: bool = False) -> KeyedVerb:
    return KeyedVerb(verb.id, tuple(verb.key.split(",")), verb.help, verb in PLACES["forms"], letter)
