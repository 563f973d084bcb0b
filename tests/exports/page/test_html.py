"""HTML: one file that asks for nothing, with every text as it was typed, seen by a parser and by a browser."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given, settings

from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.exports.page import html
from devjournal.exports.page.formats import fitted, render
from devjournal.exports.page.page import Items, Line, Page, Section
from devjournal.exports.page.summary import summarize
from devjournal.exports.page.typed_text import TextBlock, TypedList, blocks_of
from tests.exports.summaries import HOSTILE_TEXTS, any_summary_data, summary_data

VOID = {"meta", "br"}
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "p", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "span", "a", "br"),
}
HOSTILE = "a | b `c` # d <script>document.title='ran'</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Reads a page, and checks that every element is known and closed in its order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element in."""
        assert tag in ALLOWED
        assert not any(name.startswith("on") for name, _ in attrs)
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.texts.append("\n")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take a text in, but for the style's."""
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


def read(page: str) -> Reader:
    """Read a page to its end."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def parts_of(block: TextBlock) -> tuple[str, ...]:
    """Return the texts of a paragraph, whose lines stand together, or of a list."""
    return block.items if isinstance(block, TypedList) else ("\n".join(block.lines),)


@pytest.mark.slow
@settings(max_examples=60)
@given(data=any_summary_data())
def test_any_text_is_shown_as_it_is(data: SummaryData) -> None:
    summary = summarize(data)
    reader = read(render(summary, "html"))
    page_text = "".join(reader.texts).replace("\xa0", " ")
    page = fitted(summary)
    for section in page.sections:
        for block in section.blocks:
            texts = [line.text for line in block.lines] if isinstance(block, Items) else []
            parts = [part for text in texts for block in blocks_of(text) for part in parts_of(block)]
            assert all(part.replace("\xa0", " ") in page_text for part in parts)
    assert [tag for tag, _ in reader.tags].count("h1") == 1
    assert [tag for tag, _ in reader.tags].count("h2") == len(page.sections)
    for tag, attrs in reader.tags:
        if tag == "a":
            assert (attrs["href"] or "").lower().startswith(("http://", "https://", "mailto:"))


def test_paragraphs_and_lists_are_real_ones() -> None:
    text = "First\nline two\n\nNext:\n- one\n- <two>\n7. seven\n8. eight\n- alone"
    page = Page(title="t", span="s", sections=(Section(heading="h", blocks=(Items(lines=(Line(text=text),)),)),))
    assert (
        "<li><p>First<br>line two</p><p>Next:</p><ul><li>one</li><li>&lt;two&gt;</li></ul>"
        '<ol start="7"><li>seven</li><li>eight</li></ol><p>- alone</p></li>' in html.render(page)
    )
    read(html.render(page))


def test_who_hears_the_page_hears_its_parts() -> None:
    reader = read(render(summarize(summary_data(count=2)), "html"))
    tags = reader.tags
    assert ("html", {"lang": "en"}) in tags
    assert [tag for tag, _ in tags].count("main") == 1
    sections = [attrs["aria-labelledby"] for tag, attrs in tags if tag == "section"]
    headings = [attrs["id"] for tag, attrs in tags if tag == "h2"]
    assert sections == headings
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in tags if tag == "th")
    strip = next(attrs for _, attrs in tags if attrs.get("role") == "img")
    assert strip["aria-label"] == (
        "W36 hit, W37 missed, better, W38 missed, W39 away, W40 running, W41 no recap, W42 nothing, W43 hit, "
        "W44 missed, better, W45 missed, W46 away, W47 running, W48 no recap"
    )


def test_it_asks_for_nothing() -> None:
    page = render(summarize(summary_data(count=2, link="https://example.org/a")), "html")
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe|form)|@import|url\(|src=", page)
    outside = re.findall(r"(?:https?:)?//[^\s\"'<]+", page)
    assert set(outside) == {"https://example.org/a"}
    for rule in ("prefers-color-scheme: dark", "@media print", "@page"):
        assert rule in page


def in_browser(folder: Path, *options: str) -> str:
    """Return what headless Chromium prints."""
    browser = which("chromium")
    assert browser is not None
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", *options]
    return subprocess.run(command, capture_output=True, timeout=60, check=True, text=True).stdout


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_shows_the_same(tmp_path: Path) -> None:
    hostile_texts = iter([HOSTILE, *[text for text in HOSTILE_TEXTS.elements if text.strip()]] * 9)  # type: ignore[attr-defined]
    summary = summarize(summary_data(lambda name: next(hostile_texts), count=3, link="https://example.org/?a=1&copy=2"))
    page = render(summary, "html")
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    from_browser = read(re.sub(r"^<!DOCTYPE[^>]*>", "", in_browser(tmp_path, "--dump-dom", file.as_uri())))
    mine = read(page)
    assert [text for text in from_browser.texts if text.strip()] == [text for text in mine.texts if text.strip()]
    assert [tag for tag, _ in from_browser.tags] == [tag for tag, _ in mine.tags]
    assert "ran" not in next(iter(from_browser.texts))


@pytest.mark.slow
@pytest.mark.browser
def test_it_prints_on_two_sheets_at_most(tmp_path: Path) -> None:
    file, sheets = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(render(summarize(summary_data(count=6)), "html"), encoding="utf-8")
    in_browser(tmp_path, f"--print-to-pdf={sheets}", "--no-pdf-header-footer", file.as_uri())
    printed = sheets.read_bytes()
    assert printed.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
