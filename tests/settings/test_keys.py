"""Which keys verbs may have, and who gives way where two want the same one."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from devjournal.settings.keys import key_label, key_name, resolve_keys
from devjournal.settings.reading import KeyedVerb, KeySetting

QUIT = KeyedVerb("app.quit", ("q",), "Leave.")
HELP = KeyedVerb("app.help", ("question_mark",), "Help.")
GOAL = KeyedVerb("week.goal", ("g",), "The goal.")
RECAP = KeyedVerb("week.recap", ("r",), "The recap.")
SORT = KeyedVerb("gaps.sort", ("s",), "Sort.")
MONTH = KeyedVerb("calendar.month", ("m", "d"), "The month.")
SAVE = KeyedVerb("form.save", ("ctrl+s",), "Save.", typing=True)
NEXT = KeyedVerb("form.next", ("tab",), "Next.", typing=True)
PLACES = {
    "Week": (QUIT, HELP, GOAL, RECAP),
    "Gaps": (QUIT, HELP, SORT),
    "Calendar": (QUIT, HELP, MONTH),
    "forms": (SAVE, NEXT),
}


def took(**wanted: object) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return what is taken of lines, one after the other, and what is told of them; `_` stands for a dot."""
    lines = [KeySetting(name.replace("_", "."), value, n) for n, (name, value) in enumerate(wanted.items(), 1)]
    keys, problems = resolve_keys(lines, PLACES)
    return keys, [f"{problem.line}: {problem.text}" for problem in problems]


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        *(
            ("R", ("R",)),
            ("é", ("é",)),
            ("ж", ("ж",)),
            ("7", ("7",)),
            ("/", ("slash",)),
            ("[", ("left_square_bracket",)),
        ),
        *(("esc", ("escape",)), ("enter", ("enter",)), ("space", ("space",)), ("f5", ("f5",)), ("f12", ("f12",))),
        *(("ctrl+r", ("ctrl+r",)), ("shift+left", ("shift+left",)), ("alt+x", ("alt+x",)), ("slash", ("slash",))),
        *((["R", "f5"], ("R", "f5")), (["R", "R"], ("R",)), ("r", ("r",)), (",", ("comma",))),
    ],
)
def test_a_key_is_taken_by_the_name_that_the_app_knows(wanted: object, keys: tuple[str, ...]) -> None:
    assert took(week_recap=wanted) == ({"week.recap": keys}, [])


@pytest.mark.parametrize(
    "wanted",
    [
        *("", " ", "rr", "Enter", "ctrl+C", "ctrl+c", "ctrl+q", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+1", "shift+a"),
        *("ctrl+[", "f0", "f13", "tab", "r,s", "r\n", "\x1b", "\u202e", "a\u0301", "not a key", "hyper+x"),
        *(1, True, None, [], ["r", 1], [["r"]], {}, "r" * 10_000),
    ],
)
def test_what_is_no_key_is_told(wanted: object) -> None:
    keys, (message,) = took(week_recap=wanted)
    assert keys == {}
    assert message.startswith("1: week.recap ")
    assert "; write a letter, a digit or a sign as “/”" in message
    assert message.isprintable()
    assert len(message) < 220


def test_every_sign_has_the_name_that_the_app_knows() -> None:
    for sign in string.punctuation:
        assert key_name(sign) == _character_to_key(sign)
        assert key_label(key_name(sign)) == sign
    assert key_label("escape") == "esc"
    assert key_label("ctrl+s") == key_name("ctrl+s") == "ctrl+s"


def test_an_unknown_verb_is_told() -> None:
    assert took(week_recp="z", nonsense="z") == (
        {},
        [
            "1: there is no verb “week.recp” (did you mean week.recap?).",
            "2: there is no verb “nonsense”; `devjournal config` lists them all.",
        ],
    )


def test_a_key_that_means_something_there_already_is_not_taken() -> None:
    assert took(week_goal="r") == ({}, ["1: week.goal is “r”, which is week.recap on Week already; week.goal keeps g."])
    assert took(gaps_sort="?") == ({}, ["1: gaps.sort is “?”, which is app.help on Gaps already; gaps.sort keeps s."])
    assert took(calendar_month=["x", "q"]) == (
        {},
        ["1: calendar.month is “q”, which is app.quit on Calendar already; calendar.month keeps m and d."],
    )


def test_a_key_that_means_something_elsewhere_is_taken() -> None:
    assert took(gaps_sort="r") == ({"gaps.sort": ("r",)}, [])


def test_two_keys_may_change_places() -> None:
    assert took(week_goal="r", week_recap="g") == ({"week.goal": ("r",), "week.recap": ("g",)}, [])


def test_of_two_lines_the_later_one_gives_way() -> None:
    keys, messages = took(week_goal="z", week_recap="z")
    assert keys == {"week.goal": ("z",)}
    assert messages == ["2: week.recap is “z”, which is week.goal on Week already; week.recap keeps r."]
    keys, messages = took(week_goal="r", week_recap="q")
    assert keys == {}, "the recap cannot have q, so its own r is not free either"
    assert [line[:1] for line in messages] == ["1", "2"]


def test_a_form_takes_no_key_that_is_typed_or_moves_in_a_text() -> None:
    for key in ("s", "?", "enter", "space", "left", "shift+left", "ctrl+left", "home", "backspace"):
        keys, (message,) = took(form_save=key)
        assert keys == {}
        assert "which types text in a field; write ctrl+r, f5 and the like" in message
    assert took(form_save="f2", form_next="tab") == ({"form.save": ("f2",), "form.next": ("tab",)}, [])
    assert took(form_save="tab")[0] == {}


KEYS = st.sampled_from([*"grqsmdz?", "f5", "ctrl+s", "esc"])
LINES = st.lists(
    st.tuples(
        st.sampled_from([verb.id for verbs in PLACES.values() for verb in verbs]),
        st.one_of(KEYS, st.lists(KEYS, max_size=3), st.text(max_size=3)),
    ),
    max_size=8,
    unique_by=lambda line: line[0],
)


@given(LINES)
def test_whatever_is_wanted_a_key_means_one_thing_and_each_line_is_taken_or_told(
    lines: list[tuple[str, object]],
) -> None:
    wanted = [KeySetting(verb, keys, n) for n, (verb, keys) in enumerate(lines, 1)]
    keys, problems = resolve_keys(wanted, PLACES)
    for verbs in PLACES.values():
        there = [key for verb in verbs for key in keys.get(verb.id, verb.keys)]
        assert len(there) == len(set(there))
    problem_lines = {problem.line for problem in problems}
    assert {verb for n, (verb, _) in enumerate(lines, 1) if n not in problem_lines} == set(keys)
    assert len(problem_lines) == len(problems)
