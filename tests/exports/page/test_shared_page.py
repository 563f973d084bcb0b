"""A shared page is printed again as it was handed over, and a page from another program does no harm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.one_to_one.span import PageKind
from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.exports.page import shared_page
from devjournal.exports.page.formats import RENDERERS, render
from devjournal.exports.page.summary import summarize
from tests.exports.summaries import any_summary_data, summary_data


@pytest.mark.slow
@given(any_summary_data(), st.sampled_from(PageKind))
@settings(max_examples=40)
def test_it_is_printed_again_as_it_was(data: SummaryData, purpose: PageKind) -> None:
    summary = summarize(data, purpose, opted_in={"note:2026-W47", "talk:1"})
    shared = shared_page.read(json.loads(json.dumps(shared_page.as_document(summary))))
    assert shared is not None
    for name in RENDERERS:
        assert shared_page.render(shared, name) == render(summary, name)


def document() -> dict[str, Any]:
    """Return a page as it is stored."""
    stored: dict[str, Any] = json.loads(json.dumps(shared_page.as_document(summarize(summary_data(count=2)))))
    return stored


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value in the page."""
    if path:
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from places(inner, (*path, key))


FOREIGN: tuple[Any, ...] = (
    None,
    -1,
    10**400,
    1.5,
    True,
    "",
    "x" * 500,
    [],
    {},
    [[]],
    {"rows": []},
    {"lines": [{}]},
    ["\x1b[31m\u202e"],
)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_what_is_not_a_page_of_ours_is_none_or_is_printed(data: st.DataObject) -> None:
    """Whatever another program puts anywhere, it is refused as a whole, or printed without harm."""
    page = document()
    path = data.draw(st.sampled_from([("page", *path) for path in places(page["page"])] + [("page",), ("fields",)]))
    at: Any = page
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = data.draw(st.one_of(st.sampled_from(FOREIGN), st.text(max_size=5), st.integers()))
    shared = shared_page.read(page)
    if shared is None:
        return
    for name in RENDERERS:
        text = shared_page.render(shared, name)
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, {"page": {}}, {"page": {"title": "1:1"}, "fields": {}}])
def test_what_is_no_page_at_all(value: object) -> None:
    assert shared_page.read(value) is None


def test_a_foreign_link_that_starts_a_program_is_a_text() -> None:
    def put(link: str) -> Callable[[], str]:
        page = document()
        line = next(
            line
            for section in page["page"]["sections"]
            for block in section["blocks"]
            for line in block.get("lines", ())
            if line["link"]
        )
        line["link"] = link
        shared = shared_page.read(page)
        assert shared is not None
        return lambda: shared_page.render(shared, "html") + shared_page.render(shared, "markdown")

    assert "https://example.org/x" in put("https://example.org/x")()
    for link in ("javascript:alert(1)", "file:///etc/passwd", "https://x y", "\x1b]8;;https://x\x07"):
        assert link not in put(link)()
