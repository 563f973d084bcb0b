"""Markdown: a CommonMark parser shows every text as it was typed."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.domain.text.addresses import addresses
from devjournal.domain.text.user_text import one_line
from devjournal.exports.page import markdown
from devjournal.exports.page.formats import MAX_LINES, fitted, render
from devjournal.exports.page.page import Items, Line, Page, Section, Strip, Table
from devjournal.exports.page.summary import summarize
from devjournal.exports.page.typed_text import TypedList, blocks_of
from tests.exports.summaries import HOSTILE_TEXTS, TEXTS, any_summary_data, summary_data

PARSERS = {"commonmark with tables": MarkdownIt("commonmark").enable("table"), "gfm": MarkdownIt("gfm-like")}


def shown_text(token: Token) -> str:
    """Return the text that an inline token shows, links included."""
    assert token.children is not None
    kinds = {child.type for child in token.children}
    assert kinds <= {*("text", "text_special", "link_open", "link_close", "code_inline", "hardbreak", "html_inline")}
    assert {child.content for child in token.children if child.type == "html_inline"} <= {"<br>"}
    breaks = ("hardbreak", "html_inline")
    return "".join("\n" if child.type in breaks else child.content for child in token.children)


def with_visible_indent(text: str) -> str:
    """Return a text with no-break spaces for the leading spaces of its lines, which Markdown would drop."""
    lines = ((line, line.lstrip(" ")) for line in text.split("\n"))
    return "\n".join("\xa0" * (len(line) - len(stripped)) + stripped if stripped else "" for line, stripped in lines)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text and the items of its lists."""
    parts: list[str] = []
    for block in blocks_of(text):
        parts += block.items if isinstance(block, TypedList) else [with_visible_indent("\n".join(block.lines))]
    return parts


def decoded(text: str) -> str:
    """Return a text without percent-encoding: a renderer may show an address with it or without it."""
    return unquote(text)


def expected(page: Page) -> list[str]:
    """Return every text of a page, in its order."""
    texts = [page.title, page.span]
    for section in page.sections:
        texts.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Items):
                for line in block.lines:
                    texts += paragraphs(line.text)
            elif isinstance(block, Strip):
                texts += [" ".join(block.glyphs), "; ".join(block.legend)]
            else:
                texts += block.headings
                for row in block.rows:
                    marked = [f"{row.mark} " if row.mark and n == block.marked else "" for n in range(len(row.cells))]
                    texts += [mark + with_visible_indent(cell) for mark, cell in zip(marked, row.cells, strict=True)]
    return texts


def hrefs(tokens: list[Token]) -> list[str]:
    """Return the targets of a document's links."""
    children = (child for token in tokens for child in token.children or ())
    return [str(child.attrs["href"]) for child in children if child.type == "link_open"]


@pytest.mark.slow
@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@given(data=any_summary_data())
def test_any_text_is_shown_as_it_is(parser: MarkdownIt, data: SummaryData) -> None:
    page = fitted(summarize(data, opted_in={"talk:1", f"note:{data.weeks[0].iso}"}))
    tokens = parser.parse(markdown.render(page))
    texts = [decoded(shown_text(token)) for token in tokens if token.type == "inline"]
    assert texts == [decoded(text) for text in expected(page)]
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", *["h2"] * len(page.sections)]
    assert tokens[0].tag == "h1"
    tables = [block for section in page.sections for block in section.blocks if isinstance(block, Table)]
    assert [token.type for token in tokens].count("table_open") == len(tables)
    cell_count = sum(len(block.headings) * len(block.rows) for block in tables)
    assert [token.type for token in tokens].count("td_open") == cell_count
    for href in hrefs(tokens):
        assert href.lower().startswith(("http://", "https://", "mailto:", "//"))


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize(
    "name", ["https://x.example/d#top", "https://x.example/d# x", "C#", "F # #", "#", "## a ##", "# x"]
)
def test_a_heading_keeps_its_hashes_and_its_addresses(parser: MarkdownIt, name: str) -> None:
    page = Page(title=name, span="1 May", sections=(Section(heading=name, blocks=(Items(lines=(Line(text="a"),)),)),))
    inline = [shown_text(token) for token in parser.parse(markdown.render(page)) if token.type == "inline"]
    assert inline == [name, "1 May", name, "a"]


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize("text", ["!https://x.example/?a&copy;=1", "!www.x.example", "see!!www.x.example now"])
def test_an_address_behind_an_exclamation_mark_is_no_picture(parser: MarkdownIt, text: str) -> None:
    inline = parser.parse(f"- {markdown._start(text)}")[3]
    assert decoded(shown_text(inline)) == decoded(text)


@given(text=TEXTS)
def test_a_text_is_one_paragraph(text: str) -> None:
    line = one_line(text).strip()
    for parser in PARSERS.values():
        opened, inline, closed = parser.parse(f"- {markdown._start(line)}")[2:5]
        assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
        assert decoded(shown_text(inline)) == decoded(line)


@given(texts=st.lists(HOSTILE_TEXTS, min_size=2, max_size=6))
def test_what_stands_together_is_harmless_too(texts: list[str]) -> None:
    line = one_line("".join(texts)).strip()
    tokens = PARSERS["commonmark with tables"].parse(
        f"| a | b |\n| --- | --- |\n| {markdown.escape(line, in_table=True)} | x |"
    )
    cells = [shown_text(token) for token in tokens if token.type == "inline"]
    assert [*map(decoded, cells)] == ["a", "b", decoded(line), "x"]


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("https://example.org/a(b)|c>d e", "https://example.org/a(b)%7Cc"),  # in the text, up to the bracket
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
    page = render(summarize(summary_data(link=link)), "markdown")
    assert hrefs(PARSERS["commonmark with tables"].parse(page)) == ([href] if href else [])


def test_it_begins_with_its_title_and_is_not_longer_than_two_screens() -> None:
    page = render(summarize(summary_data(count=50)), "markdown")
    assert page.startswith("# 1:1 with name\n\n3 – 27 November 2026\n\n## Asks\n1. ask")
    assert page.count("\n") <= MAX_LINES


ADDRESSES = [
    "https://grafana.example/d/x?from=now-1d&to=now",
    "https://x.org/a_b_",
    "https://x.org/_/__init__.py",
    "https://x.org/~mara/*/b|c",
    "https://x.org/a[0]=1&copy;=2",
    "https://x.org/wiki/Ritual_(method)",
    "http://x.org/back\\slash#frag-_",
    "https://x.org/?q=a%20b&amp;c",
]
TAILS = st.sampled_from(["", ".", ", and", " _x_", " # x", ")", "?", "!", "\n- next", "; 1. x", "\u3002", ' "'])


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize("place", ["- {}", "| a |\n| --- |\n| {} |"])
@given(
    address=st.sampled_from(ADDRESSES) | st.text("ab/_~*|&;=?%[]().-#\\", max_size=12).map("https://x.org/{}z".format),
    before=st.sampled_from(["", "see ", "(", "* ", "a_ ", "é: "]),
    after=TAILS,
)
def test_a_web_address_in_a_text_is_a_link_to_exactly_that(
    parser: MarkdownIt, place: str, address: str, before: str, after: str
) -> None:
    """Also where what follows is part of its sentence."""
    text = f"{before}{address}{after}"
    [(start, end)] = addresses(text)
    assert text[start:end].startswith("https://x.org/" if "x.org" in address and "https" in address else "http")
    source = markdown._item(Line(text=text), 1, False)[2:] if place.startswith("-") else markdown._cell(text)
    tokens = parser.parse(place.format(source))
    [link] = hrefs(tokens)
    assert unquote(link) == unquote(text[start:end])
    assert decoded("\n".join(shown_text(token) for token in tokens if token.type == "inline")).endswith(
        decoded(with_visible_indent(text))
    )


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("sentence", ["{}", "See {}.", "({})", "“{}”", "Look at {}, please", "*{}*", "{}: nothing"])
def test_an_address_ends_where_its_sentence_goes_on(address: str, sentence: str) -> None:
    text = sentence.format(address)
    assert [text[start:end] for start, end in addresses(text)] == [address]


def test_an_address_without_a_scheme_leads_to_the_web() -> None:
    tokens = PARSERS["gfm"].parse(f"- {markdown.escape('www.example.org/a_b_ and www.')}")
    assert hrefs(tokens) == ["http://www.example.org/a_b_"]
    assert shown_text(tokens[3]) == "www.example.org/a_b_ and www."


def test_lists_of_a_text_are_lists_in_their_item() -> None:
    text = "Mon: First\n\n- one\n- # two\n3) three\n4) four\n\nLast"
    line = Line(text=text, link="https://example.org/a")
    page = Page(title="t", span="s", sections=(Section(heading="h", blocks=(Items(lines=(line,)),)),))
    assert markdown.render(page).endswith(
        "## h\n- [Mon: First](https://example.org/a)\n\n  - one\n  - \\# two\n\n  3. three\n  4. four\n\n  Last\n"
    )
    tokens = [token.type for token in PARSERS["commonmark with tables"].parse(markdown.render(page))]
    assert tokens.count("list_item_open") == 5
    assert (tokens.count("bullet_list_open"), tokens.count("ordered_list_open")) == (2, 1)


def test_lines_of_a_text_stay_in_their_item() -> None:
    text = "First\n# second\n\n    third\n1. fourth"
    page = Page(title="t", span="s", sections=(Section(heading="h", blocks=(Items(lines=(Line(text=text),)),)),))
    assert markdown.render(page).endswith(
        "## h\n- First\\\n  \\# second\n\n  &nbsp;&nbsp;&nbsp;&nbsp;third\\\n  1\\. fourth\n"
    )
    tokens = PARSERS["commonmark with tables"].parse(markdown.render(page))
    assert [token.type for token in tokens].count("list_item_open") == 1
