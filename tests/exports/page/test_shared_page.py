"""A page that was handed over is printed again as it was, and a foreign one harms nothing."""

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
from tests.exports.told import any_findings, findings


@pytest.mark.slow
@given(any_findings(), st.sampled_from(PageKind))
@settings(max_examples=40)
def test_it_is_printed_again_as_it_was(found: SummaryData, purpose: PageKind) -> None:
    summary = summarize(found, purpose, brought={"note:2026-W47", "talk:1"})
    kept = shared_page.read(json.loads(json.dumps(shared_page.as_document(summary))))
    assert kept is not None
    for name in RENDERERS:
        assert shared_page.render(kept, name) == render(summary, name)


def document() -> dict[str, Any]:
    """Return a page as it is kept."""
    found: dict[str, Any] = json.loads(json.dumps(shared_page.as_document(summarize(findings(count=2)))))
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in the page."""
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
    kept = shared_page.read(page)
    if kept is None:
        return
    for name in RENDERERS:
        text = shared_page.render(kept, name)
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
        kept = shared_page.read(page)
        assert kept is not None
        return lambda: shared_page.render(kept, "html") + shared_page.render(kept, "markdown")

    assert "https://example.org/x" in put("https://example.org/x")()
    for link in ("javascript:alert(1)", "file:///etc/passwd", "https://x y", "\x1b]8;;https://x\x07"):
        assert link not in put(link)()
