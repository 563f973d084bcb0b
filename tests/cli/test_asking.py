"""Questions line by line: valid answers, messages about invalid answers, and leaving."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.cli.terminal import wrapped
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import clean
from devjournal.domain.week.answers import LESSON_ANSWERS, ON_TRACK, OUTCOMES, YES_OR_NO
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.errors import Interrupted, InvalidText, PromptAborted
from tests.cli.conftest import Run
from tests.cli.typed import Typed

ANY_LINE = st.text(st.characters(exclude_characters="\n\r\0", exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        *(("m", Outcome.MISSED), ("missed", Outcome.MISSED), (" MISSED ", Outcome.MISSED), ("H", Outcome.HIT)),
        *(("week off", Outcome.AWAY), ("Week-Off", Outcome.AWAY), ("away", Outcome.AWAY), ("w", Outcome.AWAY)),
    ],
)
def test_a_choice_takes_its_words_letters_and_values(line: str, answer: Outcome) -> None:
    typed = Typed([line])
    assert typed.prompter.choose("How did it go?", OUTCOMES) is answer
    assert typed.page == f"How did it go? Hit (h), missed (m) or week off (w): {line}\n"


def test_the_words_of_the_command_are_answers_too() -> None:
    for line in ("not-relevant", "not relevant", "n"):
        assert Typed([line]).prompter.choose("?", LESSON_ANSWERS) is LessonAnswer.NOT_RELEVANT
    for line in ("keep", "keep for this week", "k"):
        assert Typed([line]).prompter.choose("?", LESSON_ANSWERS) is LessonAnswer.KEEP


def test_what_is_no_answer_is_told_and_asked_again() -> None:
    typed = Typed(["perhaps", "", "f"])
    assert typed.prompter.choose("On track?", ON_TRACK) is False
    assert typed.page == (
        "On track? On track (o) or off track (f): perhaps\n"
        "“perhaps” is not one of the answers; type on track (o) or off track (f).\n"
        "On track? On track (o) or off track (f): \n"
        "Needed: on track (o) or off track (f).\n"
        "On track? On track (o) or off track (f): f\n"
    )


def test_an_empty_line_keeps_what_is_so_now() -> None:
    typed = Typed([""])
    assert typed.prompter.choose("Better?", YES_OR_NO, current=False) is False
    assert typed.page == "Better? Yes (y) or no (n); empty keeps no: \n"


def test_an_optional_choice_can_be_skipped() -> None:
    typed = Typed(["", "a"])
    assert typed.prompter.choose_or_skip("What became of it?", LESSON_ANSWERS) is None
    assert typed.prompter.choose_or_skip("What became of it?", LESSON_ANSWERS) is LessonAnswer.APPLIED
    assert typed.page.startswith(
        "What became of it? Applied (a), not relevant (n) or keep for this week (k); empty skips it: "
    )


def test_a_text() -> None:
    typed = Typed(["", " Two  words ", "-"])
    answers = [typed.prompter.text("A word on it?", "The note") for _ in range(3)]
    assert answers == [None, " Two  words", ""]
    assert typed.page.splitlines()[0] == "A word on it? Optional: "
    typed = Typed(["", "-"])
    answers = [typed.prompter.text("A word on it?", "The note", current="One\nline") for _ in range(2)]
    assert answers == [None, ""]
    assert typed.page.splitlines()[0] == "A word on it? Optional; empty keeps “One↵line”; - clears it: "


def test_a_needed_text() -> None:
    typed = Typed(["", "  ", "Speaking"])
    assert typed.prompter.needed_text("Which skill?", "The skill", hint="in a word or two") == "Speaking"
    assert typed.page == (
        "Which skill? Needed, in a word or two: \n"
        "Needed, in a word or two.\n"
        "Which skill? Needed, in a word or two:   \n"
        "Needed, in a word or two.\n"
        "Which skill? Needed, in a word or two: Speaking\n"
    )
    typed = Typed([""])
    assert typed.prompter.needed_text("Which skill?", "The skill", hint="", current="Writing") == "Writing"


@pytest.mark.parametrize("line", ["\x1b[A", "half\x7f", "\x9b31m", "nul\0"])
def test_a_key_that_means_nothing_here(line: str) -> None:
    typed = Typed([line, "whole"])
    assert typed.prompter.text("What at?", "The note") == "whole"
    assert "The line contains a control character, such as from an arrow key; type it again.\n" in typed.page


def test_a_line_that_cannot_be_read_is_asked_for_again() -> None:
    class Cut(InvalidText):
        def __init__(self) -> None:
            super().__init__("It was cut.")

    typed = Typed([Cut, "whole"])
    assert typed.prompter.text("What at?", "The note") == "whole"
    assert typed.page == "What at? Optional: It was cut.\nWhat at? Optional: whole\n"


@pytest.mark.parametrize(
    ("how", "kind", "code"),
    [(EOFError, PromptAborted, 1), (OSError, PromptAborted, 1), (KeyboardInterrupt, Interrupted, 130)],
)
def test_leaving(how: type[BaseException], kind: type[PromptAborted], code: int) -> None:
    typed = Typed(["perhaps", how])
    with pytest.raises(kind) as abort:
        typed.prompter.choose("On track?", ON_TRACK)
    assert abort.value.exit_code == code
    assert str(abort.value) == "You left before the last question; nothing was written."
    assert typed.page.endswith(": \n"), "what is said about it has a line of its own"


@given(st.lists(ANY_LINE))
def test_whatever_is_typed_is_an_answer_or_asked_again(lines: list[str]) -> None:
    typed = Typed([*lines, "m"])
    assert typed.prompter.choose("How did it go?", OUTCOMES) in Outcome
    assert typed.page.count("How did it go?") == len(lines) + 1 - len(typed.unread)


@given(ANY_LINE)
def test_a_text_is_kept_as_it_was_typed(line: str) -> None:
    answer = Typed([line, "another"]).prompter.text("What at?", "The note")
    assert answer in ({clean(line), "another"} if clean(line) not in ("", "-") else {None, "", "another"})


@given(st.lists(st.text("abc日é", min_size=1, max_size=9), max_size=12), st.integers(12, 40))
def test_a_line_ends_between_words(words: list[str], columns: int) -> None:
    text = f"{' '.join(words)}: "
    lines = wrapped(text, columns).split("\n")
    assert " ".join(lines) == text
    assert all(width(line.rstrip()) < columns or " " not in line.rstrip() for line in lines)


def test_a_file_takes_a_line_as_it_is() -> None:
    assert wrapped("What should be better by Friday? " * 9, 0) == "What should be better by Friday? " * 9


@pytest.mark.parametrize("command", ["start", "drafts", "recap", "goal"])
def test_no_question_is_cut_within_a_word(command: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = 44

    def abort() -> str:
        raise EOFError

    run("goal", "Explain the design in ten minutes to the whole team", "--skill", "Speaking")
    run("drafts", "text", "-", stdin="- Explained the design in ten minutes to the whole team\n")
    monkeypatch.setattr("devjournal.cli.parser.can_ask", lambda: True)
    monkeypatch.setattr("devjournal.cli.prompt.terminal_width", lambda: columns)
    monkeypatch.setattr("devjournal.cli.prompt.typed_line", abort)
    done = run(command)
    assert "ctrl+d" in done.out
    assert max(map(width, done.out.splitlines())) <= columns
