"""Names: what is found by what is typed, what comes first, and where it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.search.fuzzy_match import Matcher, Name


def names(*texts: str) -> tuple[Name, ...]:
    """Return texts as names."""
    return tuple(map(Name.of, texts))


def marked(text: str, typed: str) -> list[str]:
    """Return the pieces of a text that show."""
    name = Name.of(text)
    return [name.text[begin:end] for begin, end in Matcher(typed).spans(name)]


def test_every_word_has_to_be_somewhere() -> None:
    of_gap = names("skills", "Run a pipeline review", "closed", "gap")
    assert Matcher("gap pipe").score(of_gap)
    assert Matcher("closed REVIEW").score(of_gap)
    assert not Matcher("gap forecast").score(of_gap)


def test_what_is_called_so_comes_before_what_only_holds_it() -> None:
    typed = Matcher("recap")
    exact, begins, word, part = (names(text) for text in ("recap", "recapture it", "give a recap now", "unrecapped"))
    scores = [typed.score(name) for name in (exact, begins, word, part)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


@pytest.mark.parametrize(("typed", "text"), [("chkin", "check-in"), ("rapr", "Run a pipeline review")])
def test_letters_in_their_order_will_do_loosely(typed: str, text: str) -> None:
    assert not Matcher(typed).score(names(text))
    assert Matcher(typed).score(names(text), loosely=True)
    assert "".join(marked(text, typed)).lower() == typed
    assert not Matcher(typed[::-1]).score(names(text), loosely=True)


def test_case_and_accents_do_not_count() -> None:
    assert marked("Réne Müller", "rene mu") == ["Réne", "Mü"]
    assert marked("Re\u0301ne", "rene") == ["Réne"], "an accent of its own is joined with its letter"
    assert Matcher("RÉNE").score(names("rene"))


def test_a_name_is_one_line_without_control_characters() -> None:
    assert Name.of("a\nb\x1b[31m\u202e").text == "a↵b␛[31m\ufffd"


def test_nothing_typed_wants_nothing() -> None:
    assert not Matcher(" \n ")
    assert Matcher("x")


@given(st.text(max_size=60), st.text(max_size=12))
def test_whatever_is_typed_what_shows_lies_in_the_text(text: str, typed: str) -> None:
    name, wanted = Name.of(text), Matcher(typed)
    assert len(name.folded) == len(name.text)
    at = 0
    for begin, end in wanted.spans(name):
        assert at <= begin < end <= len(name.text)
        at = end
    if wanted and wanted.score((name,)):
        assert wanted.spans(name)
    if wanted.score((name,)):
        assert wanted.score((name,), loosely=True)
