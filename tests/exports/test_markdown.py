"""Markdown: whatever was typed is shown as it was typed, seen by a CommonMark parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from devjournal.domain.findings import Findings
from devjournal.domain.text import one_line
from devjournal.exports import markdown
from devjournal.exports.formats import MOST_LINES, fitted, render
from devjournal.exports.page import Items, Page, Strip, Table
from devjournal.exports.summary import summarize
from tests.exports.told import NASTY, TEXTS, any_findings, findings

PARSERS = {"commonmark with tables": MarkdownIt("commonmark").enable("table"), "gfm": MarkdownIt("gfm-like")}


def said(token: Token) -> str:
    """Return what an inline token shows, without a look at links."""
    assert token.children is not None
    kinds = {child.type for child in token.children}
    assert kinds <= {"text", "text_special", "link_open", "link_close", "code_inline"}, kinds
    return "".join(child.content for child in token.children)


def expected(page: Page) -> list[str]:
    """Return every text of a page, in its order."""
    texts = [page.title, page.span]
    for section in page.sections:
        texts.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Items):
                texts += [line.text for line in block.lines]
            elif isinstance(block, Strip):
                texts += [" ".join(block.glyphs), "; ".join(block.legend)]
            else:
                texts += block.headings
                for row in block.rows:
                    marked = [f"{row.mark} " if row.mark and n == block.marked else "" for n in range(len(row.cells))]
                    texts += [mark + cell for mark, cell in zip(marked, row.cells, strict=True)]
    return texts


def hrefs(tokens: list[Token]) -> list[str]:
    """Return where the links of a document go."""
    children = (child for token in tokens for child in token.children or ())
    return [str(child.attrs["href"]) for child in children if child.type == "link_open"]


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@given(found=any_findings())
def test_any_text_is_shown_as_it_is(parser: MarkdownIt, found: Findings) -> None:
    page = fitted(summarize(found, brought={"talk:1", f"note:{found.weeks[0].iso}"}))
    tokens = parser.parse(markdown.render(page))
    assert [said(token) for token in tokens if token.type == "inline"] == expected(page)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", *["h2"] * len(page.sections)]
    assert tokens[0].tag == "h1"
    tables = [block for section in page.sections for block in section.blocks if isinstance(block, Table)]
    assert [token.type for token in tokens].count("table_open") == len(tables)
    wanted = sum(len(block.headings) * len(block.rows) for block in tables)
    assert [token.type for token in tokens].count("td_open") == wanted
    for href in hrefs(tokens):
        assert href.startswith(("http://", "https://", "mailto:", "//"))


@given(text=TEXTS)
def test_a_text_is_one_paragraph(text: str) -> None:
    line = one_line(text).strip()
    for parser in PARSERS.values():
        opened, inline, closed = parser.parse(f"- {markdown._start(line)}")[2:5]
        assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
        assert said(inline) == line


@given(texts=st.lists(NASTY, min_size=2, max_size=6))
def test_what_stands_together_is_harmless_too(texts: list[str]) -> None:
    line = one_line("".join(texts)).strip()
    tokens = PARSERS["commonmark with tables"].parse(f"| a | b |\n| --- | --- |\n| {markdown.escape(line)} | x |")
    cells = [said(token) for token in tokens if token.type == "inline"]
    assert cells == ["a", "b", line, "x"]


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("https://example.org/a(b)|c>d e", None),
        ("https://example.org/a(b)|c>d", "https://example.org/a%28b%29%7Cc%3Ed"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:mara@example.org", "mailto:mara@example.org"),
        ("https://example.org/?a=1&copy=2", "https://example.org/?a=1&copy=2"),
        ("https://example.org/日本", "https://example.org/%E6%97%A5%E6%9C%AC"),
        *((wrong, None) for wrong in ("javascript:alert(1)", " javascript:x", "data:text/html,x", "ftp://x.org", "x")),
        *((wrong, None) for wrong in ("file:///etc/passwd", "JaVaScRiPt:x", "vbscript:x", "https://", "mailto:")),
    ],
)
def test_links(link: str, href: str | None) -> None:
    page = render(summarize(findings(link=link)), "markdown")
    assert hrefs(PARSERS["commonmark with tables"].parse(page)) == ([href] if href else [])


def test_it_begins_with_its_title_and_is_not_longer_than_two_screens() -> None:
    page = render(summarize(findings(count=50)), "markdown")
    assert page.startswith("# 1:1 with name\n\n3 – 27 November 2026\n\n## Asks\n1. ask")
    assert page.count("\n") <= MOST_LINES
