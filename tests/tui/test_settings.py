"""Settings in the app: keys, days, words, themes, and messages about invalid settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from devjournal.domain.career.person import Relation
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week import answers
from devjournal.settings import LoadedSettings, Settings
from devjournal.settings.document import parse_settings
from devjournal.storage import Journal
from devjournal.tui.answers import CHOICES
from devjournal.tui.keymap import apply_keys
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.one_to_one.topic_form import KINDS as TOPIC_KINDS
from devjournal.tui.people.forms.person import RELATION_OPTIONS
from devjournal.tui.people.forms.talk import KIND_OPTIONS
from devjournal.tui.theme import DARK
from devjournal.tui.widgets.fields import NO_OR_YES, Option
from devjournal.tui.widgets.glyphs import ASCII
from tests.frozen_clock import FrozenClock
from tests.tui.app_session import MIDDLE, WIDE, run_app
from tests.tui.days import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, WEEK
from tests.tui.palette.test_palette import palette

OTHER_KEYS = """
[keys]
go.people = "Z"
"week.recap" = "B"
"week.goal" = ["r", "f5"]
"week.back" = "("
"week.edit" = "E"
app.undo = "z"
app.redo = "ctrl+y"
app.help = "f4"
app.palette = "f9"
move.down = "Q"
"week.away" = "W"
"form.save" = "f3"
"gaps.new" = "N"
"""


def reading(document: str) -> LoadedSettings:
    """Return the loaded settings of a document."""
    return parse_settings(Path("config.toml"), document.encode())


@pytest.mark.slow
async def test_custom_keys_work_and_are_shown_everywhere(sample: Journal) -> None:
    async with run_app(sample, WIDE, settings=reading(OTHER_KEYS)) as at:
        assert "B recap the week" in at.text, "the hero"
        assert at.footer.split()[:2] == ["B", "recap"]
        assert "( ] week" in at.footer
        assert "f4 help" in at.footer
        assert "Z People" in at.lines[0]
        home = at.app.screen
        await at.press("f9")
        offered = {offer.command.text: offer.command.key for offer in palette(at)._commands}
        assert offered["Set or change the goal of this week, and its plan"] == "r"
        assert offered["Go to People"] == "Z"
        assert offered["Add a gap to this column"] == "3 N"
        await at.press("f9")
        assert at.app.screen is home
        await at.press("question_mark", "u")
        assert at.app.screen is home, "its own key is free"
        assert at.toasts == []
        await at.press("f4")
        assert re.search(r"\br +Set or change the goal of this week", at.text)
        assert re.search(r"\bB +Say how the week went", at.text)
        await at.press("f4")
        assert at.app.screen is home
        await at.press("B")
        assert "Recap of week 48" in at.text
        assert "f3 save" in at.footer
        await at.press("h", "y")
        await at.write("Said it in r and g")
        await at.press("f3")
        assert at.app.screen is home
        assert sample.weeks.get(WEEK).note == "Said it in r and g"
        await at.press("z")
        assert at.toasts[-1].endswith("ctrl+y does it again.")
        await at.press("ctrl+y")
        assert at.toasts[-1].endswith("z takes it back.")
        await at.press("f5")
        assert "Goal of week 48" in at.text
        await at.press("escape")
        focus = at.focus
        await at.press("j")
        assert at.focus == focus
        await at.press("Q")
        assert at.focus != focus
        await at.press("(")
        assert "Week 47" in at.text
        await at.press("Z")
        assert isinstance(at.app.screen, JournalScreen)
        assert at.app.screen.NAME == "people"
        await at.press("3")
        assert "N new" in at.footer
        await at.press("ctrl+p")
        assert at.app.screen.is_modal is False
        await at.press("f9")
        assert at.app.screen.is_modal


async def test_rejected_settings_are_listed_once_and_any_key_continues(journal: Journal) -> None:
    wrong = 'theme = "drakula"\nmouse = 3\n[keys]\n"week.recap" = "g"\n"week.gaol" = "z"\n"form.save" = "s"\n'
    async with run_app(journal, MIDDLE, settings=reading(wrong)) as at:
        problem = " ".join(at.text.split())
        for line in (
            "config.toml, line 1: theme is “drakula”; write dracula or another name that",
            "config.toml, line 2: mouse is 3; write true or false.",
            "config.toml, line 4: week.recap is “g”, which is week.goal on Week already; week.recap keeps r.",
            "config.toml, line 5: there is no verb “week.gaol” (did you mean week.goal?).",
            "config.toml, line 6: form.save is “s”, which types text in a field; write ctrl+r, f5 and the like.",
        ):
            assert line in problem
        assert at.app.theme == DARK
        notice = at.app.screen
        await at.press("x")
        assert at.app.screen is not notice
        assert isinstance(at.app.screen, JournalScreen)
        await at.press("g")
        assert "Goal of week 48" in at.text
        await at.press("2")
        assert at.focus == "skill", "a digit is text"


@pytest.mark.parametrize("document", ["", "theme = 'last'", "[keys]\n'week.goal' = 'g'"])
async def test_settings_equal_to_defaults_show_no_message(document: str, journal: Journal) -> None:
    async with run_app(journal, settings=reading(document)) as at:
        assert isinstance(at.app.screen, JournalScreen)
        assert "g set the first goal" in at.text
        assert at.app.theme == DARK


async def test_the_later_of_two_choices_of_a_theme_is_taken(journal: Journal) -> None:
    async def theme_at_start(settings: str, chosen: str = "") -> str:
        async with run_app(journal, settings=reading(settings)) as at:
            first = at.app.theme
            if chosen:
                at.app.choose_theme(chosen)
                await at.settle()
            return first

    assert await theme_at_start("", chosen="nord") == DARK
    assert await theme_at_start("") == "nord"
    assert await theme_at_start("theme = 'dracula'", chosen="gruvbox") == "dracula", "named after it was chosen"
    assert await theme_at_start("theme = 'dracula'") == "gruvbox", "chosen after it was named"
    assert await theme_at_start("theme = 'monokai'") == "monokai"
    assert await theme_at_start("theme = 'last'") == "gruvbox"


async def test_a_ritual_of_other_days(journal: Journal, clock: FrozenClock) -> None:
    rhythm = reading("[ritual]\ngoal = 'Tue 08:00'\ncheck_in = 'Wed 12:00'\nrecap = 'Thu 15:00'\n")
    set_to = Journal(journal.path, clock, ritual=lambda: rhythm.settings.ritual)
    clock.set(MONDAY)
    async with run_app(set_to, settings=rhythm) as at:
        assert "What should be better by Thursday?" in at.text
        assert [line.split()[0] for line in at.lines if "Still on track?" in line] == ["Wednesday"]
        assert at.journal.status().due == ()
    set_to.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    for moment, due in (
        (TUESDAY, "Tuesday. The goal stands."),
        (WEDNESDAY, "Halfway. On track?"),
        (THURSDAY, "How did it go?"),
    ):
        clock.set(moment)
        async with run_app(set_to, settings=rhythm) as at:
            assert due in at.text
            assert re.search(r"Tue 24 +Wed 25 +Thu 26", at.text)
    async with run_app(set_to, settings=rhythm) as at:
        assert "adds a line for Thursday" in at.text
        await at.press("r")
        await at.press("h")
        assert "Better at something than on Tuesday?" in at.text
        await at.press("y")
        assert "it will wait for you on Tuesday" in at.text
        await at.press("ctrl+s")
        assert "See you on Tuesday." in at.text
    set_to.close()


OWN = """
[questions.goal]
skill = "Which [bold]muscle[/]?"
[questions.check_in]
adjust = "What gives, <b>now</b>?"
[questions.recap]
outcome = "Und?"
what_at = "Was kannst du jetzt?"
differently = "日本語で?"
"""


@pytest.mark.slow
async def test_custom_questions_are_shown_verbatim(journal: Journal, clock: FrozenClock) -> None:
    clock.set(WEDNESDAY)
    async with run_app(journal, settings=reading(OWN)) as at:
        await at.press("g")
        assert "Which [bold]muscle[/]?" in at.text
        assert "What should be better by Friday?" in at.text, "the rest are the method's"
        await at.fill(skill="Incidents", goal="Run the drill")
        await at.press("ctrl+s", "c", "f")
        assert "What gives, <b>now</b>?" in at.text
        await at.press("escape", "r")
        assert "Und?" in at.text
        await at.press("h", "y")
        assert "Was kannst du jetzt?" in at.text
        await at.go_to("outcome")
        await at.press("m")
        assert "日本語で?" in at.text


async def test_new_objects_start_private_if_configured(journal: Journal) -> None:
    async with run_app(journal, settings=reading("[private]\nentries = true\ntopics = true\n")) as at:
        await at.press("a")
        await at.write("Was nervous")
        await at.press("ctrl+s", "t")
        await at.write("My pay")
        await at.press("ctrl+s", "a")
        await at.write("Shipped it")
        await at.go_to("private")
        await at.press("n", "ctrl+s")
        assert [(entry.text, entry.private) for entry in journal.entries.of_week(WEEK)] == [
            ("Was nervous", True),
            ("Shipped it", False),
        ]
        assert [topic.private for topic in journal.topics.all()] == [True]


@pytest.mark.slow
async def test_looks(sample: Journal) -> None:
    settings = LoadedSettings(settings=Settings(ascii=True, first_day="sunday", fiscal_start=4))
    async with run_app(sample, glyphs=None, settings=settings) as at:
        assert at.app.glyphs is ASCII
        assert at.app.has_class("-ascii")
        await at.press("2", "M")
        days = next(line for line in at.lines if "Mon" in line and "Sat" in line)
        assert days.split().index("Sun") < days.split().index("Mon")
        await at.press("v")
        while "Quarter" not in at.text:
            await at.press("v")
        assert "Quarter 3 of FY2027" in at.text
        await at.press("home")
        assert "Week 40" in at.text or "W40" in at.text


async def test_answers_have_the_letters_that_their_owner_chose(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(IsoWeek.of(journal.today), "Run the drill", skill="Incidents")
    journal.people.add("Ana", relation=Relation.ROLE_MODEL)
    document = '[keys]\n"answer.hit" = "i"\n"answer.yes" = "q"\n"answer.skills" = "z"\n'
    async with run_app(journal, MIDDLE, settings=reading(document)) as at:
        await at.press("r")
        assert "○ i ■ hit" in at.text
        await at.press("h", "i")
        assert at.focus == "better", "h answers nothing now"
        await at.press("q")
        assert "● q yes" in at.text
        await at.press("escape", "4", "m")
        await at.write("Led a guild")
        await at.press("tab", "s")
        assert "z skills" in at.text
        assert "a gap in skills" not in at.text
        await at.press("z")
        assert "a gap in skills" in at.text


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('"answer.hit" = "m"', "which is answer.missed on a recap already"),
        ('"answer.hit" = "f5"', "an answer has one letter from a to z"),
        ('"answer.hit" = ["j", "i"]', "an answer has one letter from a to z"),
        ('"answer.skills" = "j"', "which is move.down on the answers of a role model already"),
    ],
)
def test_a_letter_that_an_answer_cannot_have_is_named(line: str, problem: str) -> None:
    keys, problems = apply_keys(reading(f"[keys]\n{line}\n").keys)
    assert keys == {}
    assert problem in problems[0].text


def test_every_answer_of_a_form_can_have_another_letter() -> None:
    known = {verb.label.casefold(): verb.key for verbs in CHOICES.values() for verb in verbs}
    question_options = (
        *answers.YES_OR_NO,
        *answers.OUTCOMES,
        *answers.ON_TRACK,
        *answers.LESSON_ANSWERS,
        *answers.CARRIED,
    )
    options: list[Option[Any]] = [*TOPIC_KINDS, *KIND_OPTIONS, *RELATION_OPTIONS, *NO_OR_YES]
    pairs = [(answer.label, answer.letter) for answer in (*question_options, *answers.CARRIED_AGAIN)]
    for label, letter in (*pairs, *((option.label, option.letter) for option in options)):
        assert known[label.casefold()] == letter
