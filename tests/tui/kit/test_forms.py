"""Forms: needed fields are marked, errors say what and where, no text is lost, every key in a text field is text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from devjournal.tui.widgets.fields import Field, TextField
from devjournal.tui.widgets.glyphs import ASCII
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.days import MONDAY, NEXT_MONDAY, WEDNESDAY, WEEK
from tests.tui.screen_snapshot import Look

FORMS = {
    "goal": (MONDAY, ("g",)),
    "check-in": (WEDNESDAY, ("c",)),
    "recap": (FRIDAY, ("r",)),
    "entry": (FRIDAY, ("a",)),
    "step": (FRIDAY, ("n",)),
    "away": (FRIDAY, ("A",)),
}
"""Each form: the moment, and the keys that open it."""


@pytest.fixture
def planned(journal: Journal, clock: FrozenClock) -> Journal:
    """A journal with an unanswered lesson, a goal with a plan, and some gaps."""
    clock.set(MONDAY)
    for title in ("Run an incident", "Lead a design", "Read a cost report"):
        journal.gaps.add(Area.EXPERIENCE, title, needed=3)
    journal.weeks.set_goal(WEEK.shift(-1), "Before", skill="Incidents")
    journal.weeks.recap(WEEK.shift(-1), Outcome.MISSED, better=True, lesson="Book the room on Monday")
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents", plan=["Invite", "Rehearse"])
    return journal


def refusal(at: AppSession) -> tuple[str, str]:
    """Return the refused field and the reason shown below it; check that it has the focus."""
    fields = [field for field in at.app.screen.query(Field) if field.refusal]
    assert len(fields) == 1
    field = fields[0]
    assert field.control.has_focus, "the focus goes to the field that is refused"
    lines = at.lines[field.control.region.bottom : field.region.bottom]  # right under it
    reason = " ".join(line.rstrip(" │").strip() for line in lines)
    assert reason.startswith("✗ ")
    assert at.picture.look(at.where("✗")[0], at.where("✗")[1]).ink == "missed"
    return str(field.id), reason[2:]


async def walk(at: AppSession, key: str = "tab") -> list[str]:
    """Press `key` until the focus is back where it began; return its path."""
    path = [at.focus]
    for _ in range(12):
        await at.press(key)
        if at.focus == path[0]:
            return path
        path.append(at.focus)
    raise AssertionError(f"no way round: {path}")


@pytest.mark.slow
async def test_needed_fields_are_marked_before_and_after_a_save(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("]", "g")
        assert at.text.count("needed") == 2
        await at.press("ctrl+s")
        assert refusal(at) == ("skill", "Needed: one skill, in a word or two.")
        await at.write("   ")
        await at.press("ctrl+s")
        assert refusal(at)[0] == "skill"
        await at.write("Writing")
        await at.press("ctrl+s")
        assert refusal(at) == ("goal", "Needed: one clear goal, in a sentence.")
        await at.press("escape", ".")

        await at.press("r", "ctrl+s")
        assert refusal(at) == ("outcome", "Needed: hit, missed, or a week off.")
        await at.press("h", "ctrl+s")
        assert refusal(at) == ("better", "Needed: yes or no.")
        await at.press("escape")

        await at.press("c", "ctrl+s")
        assert refusal(at) == ("on_track", "Needed: on track or off track.")
        await at.press("escape")

        await at.press("a", "ctrl+s")
        assert refusal(at) == ("text", "Needed: a few words.")
        await at.write("Done")
        await at.go_to("day")
        await at.write(" or so")
        await at.press("ctrl+s")
        field, reason = refusal(at)
        assert field == "day"
        assert "is not a date; write one like 2026-11-26, wed or 20 nov." in reason
        await at.press("escape")

        await at.press("n", "ctrl+s")
        assert refusal(at) == ("text", "Needed: a few words.")
        await at.press("escape")
    assert planned.weeks.get(WEEK).outcome is None
    assert planned.entries.of_week(WEEK) == ()
    assert not planned.weeks.get(WEEK.shift(1)).has_goal


ORDERS = {
    "goal": ["lesson", "skill", "goal", "plan", "left_steps", "gap", "save", "back"],
    "recap": ["outcome", "better", "note", "lesson", "save", "back"],
    "entry": ["text", "link", "day", "private", "gap", "save", "back"],
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "order"), ORDERS.items())
async def test_tab_and_shift_tab_go_through_the_fields(
    planned: Journal, clock: FrozenClock, name: str, order: Sequence[str]
) -> None:
    moment, keys = FORMS[name]
    clock.set(NEXT_MONDAY if name == "goal" else moment)
    if name == "goal":
        planned.weeks.recap(WEEK, Outcome.HIT, better=True, lesson="Start with the hard half")
    async with run_app(planned, MIDDLE) as at:
        await at.press(*keys)
        assert await walk(at) == order
        assert await walk(at, "shift+tab") == [order[0], *reversed(order[1:])]


@pytest.mark.slow
async def test_ctrl_s_saves_an_entry_from_every_field(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        for field in ORDERS["entry"]:
            await at.press("a")
            await at.write(f"From {field}")
            await at.go_to(field)
            await at.press("ctrl+s")
            assert at.focus == "hero", f"saved from {field}"
    texts = sorted(entry.text for entry in planned.entries.of_week(WEEK))
    assert texts == sorted(f"From {field}" for field in ORDERS["entry"])


@pytest.mark.slow
async def test_ctrl_s_saves_a_goal_from_every_field(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        for field in ("skill", "goal", "plan", "gap", "save", "back"):
            await at.press("g")
            await at.write(f" {field}")
            await at.go_to(field)
            await at.press("ctrl+s")
            assert at.focus == "hero", f"saved from {field}"
    assert planned.weeks.get(WEEK).goal == "Run the drill skill goal plan gap save back"


@pytest.mark.slow
async def test_a_draft_is_restored(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("r", "m", "n")
        await at.write("Half a thought")
        await at.press("escape")
        assert at.focus == "hero"
        assert planned.weeks.get(WEEK).outcome is None
        await at.press("r")
        assert "Your draft is back." in at.text
        assert "Half a thought" in at.text
        await at.press("ctrl+r")
        assert "Half a thought" not in at.text
        await at.press("escape")
        await at.press("r")
        assert "draft" not in at.text
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.write("Kept over a restart")
        await at.press("escape", "q")
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        assert "Kept over a restart" in at.text
        await at.press("ctrl+s", "a")
        assert "Kept over a restart" not in at.text.split("Save")[0].split("done or learned")[1]


@pytest.mark.slow
async def test_starting_over_clears_errors(planned: Journal) -> None:
    async with run_app(planned, MIDDLE) as at:
        await at.press("3", "O")
        await at.fill(role="Staff engineer", months="soon")
        await at.press("escape", "O", "ctrl+s")
        assert "Needed: a number of months" in at.text
        await at.press("ctrl+r")
        assert "Needed: a number of months" not in at.text
        await at.press("ctrl+s")
        assert "✗" in at.text, "what is missing is still said"


async def test_a_refusal_goes_away_once_the_answer_changes(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("a", "ctrl+s")
        assert refusal(at)[0] == "text"
        await at.write("D")
        assert "✗" not in at.text
        await at.go_to("day")
        await at.write("x")
        await at.press("ctrl+s")
        assert refusal(at)[0] == "day"
        await at.press("left", "right")
        assert refusal(at)[0] == "day", "moving in it corrects nothing"
        await at.press("backspace")
        assert "✗" not in at.text
        await at.press("escape", "r", "ctrl+s")
        assert refusal(at)[0] == "outcome"
        await at.press("h", "ctrl+s")
        assert refusal(at)[0] == "better"
        await at.press("n")
        assert "✗" not in at.text
        await at.press("escape", "2", "G", "enter")
        assert "Needed: a week or a day" in at.text
        await at.write("W4")
        assert "Needed: a week or a day" not in at.text


async def test_a_refusal_stays_in_view_when_the_window_changes_and_comes_back(
    planned: Journal, clock: FrozenClock
) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.write("Done")
        await at.go_to("day")
        await at.write("x")
        await at.press("ctrl+s")
        before = at.text
        assert "✗ “x” is not a date" in before
        for size in (SMALLEST, NARROW, SMALLEST, MIDDLE):
            await at.resize(size)
            assert "✗ “x” is not a date" in " ".join(at.text.split()), size
        assert at.text == before


async def test_every_letter_in_a_text_is_text(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    text = "q?1a2u[x].hjkl g:/ U"
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.write(text)
        await at.press("f1")
        assert "esc closes" in at.text
        await at.press("escape", "ctrl+s")
    assert [entry.text for entry in planned.entries.of_week(WEEK)] == [text]


@pytest.mark.slow
async def test_a_text_takes_a_paste_whole_and_undoes(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    pasted = "\n".join(f"Line {n} of what was copied" for n in range(40)) + "\n\tand a tab"
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.write("Before. ")
        await at.paste(pasted)
        area = at.focused
        assert isinstance(area, TextField)
        assert area.text == "Before. " + pasted
        await at.press("ctrl+z")
        assert area.text == "Before. "
        await at.press("ctrl+y")
        assert area.text == "Before. " + pasted
        await at.press("ctrl+s")
    assert [entry.text for entry in planned.entries.of_week(WEEK)] == ["Before. " + pasted]


@pytest.mark.slow
async def test_enter_moves_on_except_in_fields_of_lines(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.write("One")
        await at.press("ctrl+j")
        await at.write("Two")
        await at.press("enter")
        assert at.focus == "link", "a text goes on"
        await at.press("tab", "tab", "tab", "enter")
        assert at.focus == "gap", "enter picks, and the last question keeps the focus"
        await at.press("ctrl+s")
        await at.press("g", "tab")
        assert at.focus == "plan"
        await at.write("\nOne more step")
        assert at.focus == "plan", "a plan is a line a step"
        await at.press("escape")
    assert [entry.text for entry in planned.entries.of_week(WEEK)] == ["One\nTwo"]


@pytest.mark.slow
async def test_a_nul_is_refused_at_its_field(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.paste("a\0b")
        await at.press("ctrl+s")
        field, reason = refusal(at)
        assert field == "text"
        assert "NUL" in reason
        assert "\0" not in at.text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_an_error_stands_above_the_buttons_however_long_the_form_is(sample: Journal, size: Size) -> None:
    def errors(at: AppSession) -> list[int]:
        return [row for row, line in enumerate(at.lines) if "Go to a text field first" in line]

    async with run_app(sample, size) as at:
        await at.press("a")
        while isinstance(at.focused, TextField):
            await at.press("tab")
        await at.press("ctrl+o")
        assert len(errors(at)) == 1, at.text
        assert at.where("Go to a text field")[1] < at.where("Save ")[1]
        await at.resize(NARROW if size == WIDE else WIDE)
        assert len(errors(at)) == 1, at.text
        await at.press("shift+tab", "shift+tab", "down")
        assert len(errors(at)) == 1, at.text


async def test_a_choice_is_made_by_letter_or_arrow_and_can_be_changed(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("r", "right", "enter")
        assert at.focus == "better"
        await at.press("right", "space")
        assert at.focus == "lesson", "missed: the sentence is the lesson"
        await at.press("shift+tab", "shift+tab", "h")
        assert at.focus == "better"
        await at.press("y")
        assert at.focus == "note", "hit: the sentence says what at"
        assert "What at?" in at.text
        await at.press("ctrl+s")
    week = planned.weeks.get(WEEK)
    assert (week.outcome, week.better) == (Outcome.HIT, True)


@pytest.mark.slow
async def test_the_footer_names_the_editor_only_on_a_text_field(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await at.press("a")
        named = []
        for _ in ORDERS["entry"]:
            named += [at.focus] if "ctrl+o editor" in at.footer else []
            await at.press("tab")
        assert named == ["text", "link", "day"]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
async def test_the_buttons_and_the_field_with_the_focus_are_always_in_view(
    planned: Journal, clock: FrozenClock, name: str
) -> None:
    moment, keys = FORMS[name]
    clock.set(moment)
    async with run_app(planned, WIDE) as at:
        await at.press(*keys)
        for size in (NARROW, SMALLEST):
            await at.resize(size)
            for _ in range(8):
                await at.settle()
                assert any("Save" in line and "Back" in line for line in at.lines)
                control = at.focused
                visible = at.app.screen.region.intersection(control.region)
                assert visible.y >= 2, (at.focus, size, at.text)
                assert visible.bottom < size[1], (at.focus, size, at.text)
                assert visible.height >= 1, (at.focus, size, at.text)
                if isinstance(control, TextField):
                    assert control.region.width >= size[0] - 6, "full width where there is little"
                await at.press("tab")


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["devjournal-dark", "devjournal-light", "devjournal-contrast", "nord", "ansi-dark"])
async def test_a_scrolling_form_shows_a_thin_bar_and_a_gap_above_the_buttons(
    planned: Journal, clock: FrozenClock, theme: str
) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, WIDE, theme=theme) as at:
        await at.press("g")
        await at.fill(goal="A goal of many words. " * 20)
        for size in (MIDDLE, NARROW, SMALLEST):
            await at.resize(size)
            await at.settle()
            fields, prose = at.app.screen.query_one("#fields"), at.app.screen.query_one("#goal TextField", TextField)
            assert fields.max_scroll_y > 0
            assert at.lines[at.where("Save")[1] - 1] == "", "what is cut and the buttons stand apart"
            for widget, ground in ((fields, "background"), (prose, "surface")):
                bar = widget.vertical_scrollbar.region.intersection(fields.region)
                assert widget.max_scroll_y > 0
                column = [(bar.right - 1, y) for y in range(bar.y, bar.bottom)]
                lines = ["".join(cell.char for cell in row) for row in at.picture.rows]
                thumb = [place for place in column if lines[place[1]][place[0]] == "│"]
                assert 0 < len(thumb) < fields.virtual_size.height
                assert {lines[y][x] for x, y in column} <= {"│", " "}
                assert {lines[y][bar.x] for _, y in column if bar.width > 1} <= {" "}, "one blank before it, no more"
                assert bar.width == (2 if widget is fields else 1)
                if not theme.startswith("ansi"):
                    assert {at.picture.look(*place) for place in thumb} == {Look(ground, "faint")}


@pytest.mark.slow
@pytest.mark.parametrize("width", [40, 60])
async def test_the_layout_of_a_form_settles_at_every_size(sample: Journal, width: int) -> None:
    text = "some words that wrap in a field of any width that there is, and some more, so that it goes on and on "
    async with run_app(sample, (200, 60)) as at:
        await at.press("t")
        await at.write(text)
        for height in range(18, 22):
            for size in ((120, 40), (width, height)):
                await at.resize(size)  # fails if the layout never settles
                for prose in at.app.screen.query(TextField):
                    room = prose.container_size.width
                    rows = prose.get_content_height(prose.container_size, at.app.size, room)
                    assert rows == prose.wrapped_document.height, "the height is that of the rows in this width"
                    assert prose.wrap_width == room - 2, "the bar takes its room, shown or not"


async def test_joined_emoji_are_drawn_apart_and_kept_as_they_are(journal: Journal) -> None:
    family = "👩\u200d👩\u200d👧"
    async with run_app(journal, NARROW) as at:
        await at.press("a")
        await at.paste(family * 12)
        assert "\u200d" not in at.text
        await at.press("ctrl+s")
    assert [entry.text for entry in journal.entries.of_week(WEEK)] == [family * 12]


@pytest.mark.slow
async def test_a_letter_stays_with_its_question(planned: Journal, clock: FrozenClock) -> None:
    """After the last question the focus stays, so that the next letter answers and presses no button."""
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("r", "w")
        assert at.focus == "outcome"
        assert "● w ~ week off" in at.text
        assert "○ h ■ hit" in at.text
        await at.press("h")
        assert at.focus == "better", "the next question"
        await at.press("shift+tab", "w", "m", "y", "escape")
        await at.press("4", "n")
        await at.write("Zoe")
        await at.press("tab", "p", "shift+tab", "o")
        assert "● o other" in at.text


@pytest.mark.slow
async def test_a_click_on_the_mark_of_a_row_picks_it(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE) as at:
        await at.press("a")
        await at.click("○  Lead a design")
        assert "●  Lead a design" in at.text
        await at.click("Read a cost report")
        assert "○  Read a cost report" in at.text, "a click on the words moves the cursor only"
        await at.press("escape", "6", "t")
        await at.write("A raise")
        await at.press("ctrl+s", "4", "n")
        await at.write("Ines")
        await at.press("tab", "m", "ctrl+s", "6", "m")
        await at.click("○  • A raise")
        assert "●  • A raise" in at.text
        await at.click("●  • A raise", times=2)
        assert "○  • A raise" in at.text, "a double click counts once"


async def test_a_list_says_that_no_letter_answers_there(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    planned.gaps.add(Area.SKILLS, "Design")
    async with run_app(planned, MIDDLE) as at:
        await at.press("a", "tab", "tab", "tab", "tab", "d")
        assert "Letters do nothing here: arrows move, space picks." in at.text
        await at.press("shift+tab")
        assert "Letters do nothing here" not in at.text


async def test_the_footer_says_what_space_does_in_a_list(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    planned.gaps.add(Area.SKILLS, "Design")
    async with run_app(planned, MIDDLE) as at:
        await at.press("a", "tab", "tab", "tab")
        assert "space pick" not in at.lines[-1]
        await at.press("tab", "down")
        assert "●  none" in at.text, "the cursor alone picks nothing"
        assert "space pick" in at.lines[-1]
        await at.click("space pick")
        assert "○  none" in at.text


async def test_a_choice_says_which_letters_answer_it(journal: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    journal.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    async with run_app(journal, MIDDLE) as at:
        await at.press("r", "z")
        assert "h, m or w answers this; tab goes on." in at.text
        await at.press("h")
        assert "answers this" not in at.text
        assert at.focus == "better"


async def test_a_sentence_typed_too_early_answers_no_choice(journal: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    journal.weeks.set_goal(WEEK, "Ship it", skill="Delivery")
    async with run_app(journal, MIDDLE) as at:
        await at.press("r", "h", "z", "space")
        assert at.focus == "better", "a blank after a letter that answers nothing is no answer"
        await at.press("y")
        assert at.focus == "note", "one slip of the finger is no sentence"
        await at.press("shift+tab")
        await at.write("finding any cause")
        assert at.focus == "better"
        assert "No text here: tab goes to the text, an arrow back to the answers." in at.text
        assert "● y yes" in " ".join(at.text.split()), "the n of the sentence answers nothing"
        await at.press("right", "n")
        assert at.focus == "note"


async def test_enter_after_a_sentence_typed_too_early_chooses_nothing(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(WEEK.shift(-1), "Ship it", skill="Delivery")
    journal.weeks.recap(WEEK.shift(-1), Outcome.MISSED, better=False)
    clock.set(MONDAY)
    async with run_app(journal, MIDDLE) as at:
        await at.press("g")
        assert at.focus == "left"
        await at.write("Negotiation")
        await at.press("enter")
        assert at.focus == "left"
        assert "○ c" in at.text, "the first answer is not taken"
        assert "No text here: tab goes to the text, an arrow back to the answers." in at.text
        await at.press("right", "left", "enter")
        assert "● c" in at.text


async def test_answers_in_ascii_differ_without_colour(planned: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(planned, MIDDLE, glyphs=ASCII) as at:
        await at.press("r", "m", "n", "shift+tab")
        for answer in ("( ) h # hit", "(x) m o missed", "( ) w ~ week off", "( ) y yes", "(x) n no"):
            assert answer in at.text
