"""What a search asks for, and where a text holds it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.search.search_query import MAX_WORDS, Query, Term, find, fold, in_lower_case, read


def marked(text: str, query: str, *, typing: bool = False) -> list[str]:
    """Return what is marked in a text."""
    return [text[begin:end] for begin, end in find(text, read(query, typing=typing))]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("retry Queue", [Term("retry", ("retry",)), Term("Queue", ("queue",))]),
        ('"retry Queue" x', [Term("retry Queue", ("retry", "queue")), Term("x", ("x",))]),
        ("“retry Queue”", [Term("retry Queue", ("retry", "queue"))]),
        ('"not closed', [Term("not closed", ("not", "closed"))]),
        ("back*", [Term("back", ("back",), prefix=True)]),
        ('"back* off*"', [Term("back* off", ("back", "off"), prefix=True)]),
        ("covid-19 don't", [Term("covid-19", ("covid", "19")), Term("don't", ("don", "t"))]),
        ("c++* *", [Term("c++", ("c",))]),
        ("Éléonore", [Term("Éléonore", ("eleonore",))]),
        ("a AND NOT (b", [Term(word, (word.strip("(").lower(),)) for word in ("a", "AND", "NOT", "(b")]),
        ("NEAR(a, 3) title:b ^c -d", [
            Term("NEAR(a,", ("near", "a")), Term("3)", ("3",)), Term("title:b", ("title", "b")), Term("^c", ("c",)),
            Term("-d", ("d",)),
        ]),
    ],
)  # fmt: skip
def test_words_phrases_and_prefixes(query: str, terms: list[Term]) -> None:
    assert read(query) == Query(tuple(terms))


def test_while_one_types_the_last_word_may_go_on() -> None:
    assert read("retry qu", typing=True).terms == (Term("retry", ("retry",)), Term("qu", ("qu",), prefix=True))
    assert read('"retry qu', typing=True).terms == (Term("retry qu", ("retry", "qu"), prefix=True),)
    for over in ("qu ", '"qu"', "qu)", "qu-"):
        assert not read(over, typing=True).terms[0].prefix, over


def test_scripts_without_blanks_are_looked_for_letter_by_letter() -> None:
    assert read("日本* API設計 retry") == Query((Term("retry", ("retry",)),), ("日本", "api設計"))
    assert marked("これはAPI設計の日本語です", "設計 日本") == ["設計", "日本"]
    assert marked("ภาษาไทยง่าย", "ไทย") == ["ไทย"]
    assert marked("학교에서 배웠다", "학교") == ["학교"]


def test_signs_count_where_nothing_else_does() -> None:
    assert read("🎉 - 🎉party -") == Query((Term("🎉party", ("party",)),))
    assert read("🎉 ->") == Query((), ("🎉", "->"))
    assert marked("We did it 🎉", "🎉") == ["🎉"]
    for nothing in ("", "  ", '"', '""', '" "', "\0", "*", '"*" "'):
        assert not marked("any text", nothing), nothing


def test_what_is_marked() -> None:
    text = "Rétry the RETRY queue, don't retry-queue it; queued"
    assert marked(text, "retry") == ["Rétry", "RETRY", "retry"]
    assert marked(text, '"retry queue"') == ["RETRY queue", "retry-queue"]
    assert marked(text, "queu*") == ["queue", "queue", "queued"]
    assert marked(text, "don't nothing") == ["don't"]
    assert marked("a b", '"a b" b') == ["a b"]
    assert marked("re\u0301sume\u0301 Ångström", "résumé angstro*") == ["re\u0301sume\u0301", "Ångström"]


def test_a_page_that_is_pasted_counts_by_its_beginning() -> None:
    page = " ".join(f"w{n}" for n in range(1000))
    for query in (page, f'"{page}"'):
        words = [word for term in read(query).terms for word in term.words]
        assert words == page.split()[:MAX_WORDS]
    assert len(read(" ".join("日" * 1000)).pieces) == MAX_WORDS


@given(st.text(), st.text(), st.booleans())
def test_no_text_is_wrong(text: str, query: str, typing: bool) -> None:
    spans = find(text, read(query, typing=typing))
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert all(first[1] < second[0] for first, second in pairwise(spans))
    assert len(in_lower_case(text)) == len(text)
    assert fold(fold(text)) == fold(text)
