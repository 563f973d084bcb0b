"""A page as one HTML file: no network, no script, light and dark, for printers and screen readers."""

from __future__ import annotations

from html import escape

from devjournal.exports.page.markdown import NOTHING
from devjournal.exports.page.page import Block, Items, Line, Page, Row, Strip, Table
from devjournal.exports.page.typed_text import TextBlock, TypedList, blocks_of

_STYLE = """
:root { color-scheme: light dark; --text: #1d2129; --muted: #545b66; --line: #d5d9df; --ground: #ffffff;
  --good: #1f7a3d; --missed: #b3263a; --asks: #8a5a00; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e6ea; --muted: #a6adb8; --line: #3a404a; --ground: #16181d;
  --good: #7bd88f; --missed: #ff8a97; --asks: #f0b95b; --link: #7db7ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; break-after: avoid; }
p { margin: .3rem 0; }
.span, .legend { color: var(--muted); }
ul, ol { margin: .3rem 0; padding-left: 1.4rem; }
li { margin: .15rem 0; }
table { width: 100%; border-collapse: collapse; margin: .3rem 0 .6rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line);
  font-weight: normal; overflow-wrap: normal; }
.long { overflow-wrap: anywhere; }
.marked { list-style: none; }
thead th { color: var(--muted); font-size: .85rem; }
tr { break-inside: avoid; }
a { color: var(--link); }
.strip { font-size: 1.25rem; letter-spacing: .15em; }
.good { color: var(--good); }
.missed { color: var(--missed); }
.asks { color: var(--asks); }
@page { margin: 15mm; }
@media print { :root { color-scheme: light; --text: #000; --muted: #444; --line: #bbb; --ground: #fff; --good: #000;
  --missed: #000; --asks: #000; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.35; } h2 { margin-top: 1rem; } }
""".strip()

_MARK_CLASSES = {"■": "good", "◧": "good", "□": "missed", "?": "asks"}
"""The CSS class of a glyph."""

_MEANINGFUL_MARKS = (*_MARK_CLASSES, "~", "▸", "→", "←", "✓")
"""Glyphs that say more than a bullet or a number."""

_MAX_WORD = 20
"""The characters of a table's word that is never broken. A longer word may be broken anywhere."""


def render(page: Page) -> str:
    """Return the page as a complete document."""
    body = [f"<h1>{escape(page.title)}</h1>", f'<p class="span">{escape(page.span)}</p>']
    for number, section in enumerate(page.sections, 1):
        body.append(f'<section aria-labelledby="part-{number}">')
        body.append(f'<h2 id="part-{number}">{escape(section.heading)}</h2>')
        body += [_block(block, section.heading) for block in section.blocks]
        body.append("</section>")
    if not page.sections:
        body.append(f"<p>{NOTHING}</p>")
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(page.title)}, {escape(page.span)}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            "</body>",
            "</html>\n",
        )
    )


def _block(block: Block, heading: str) -> str:
    if isinstance(block, Items):
        return _list(block)
    if isinstance(block, Strip):
        return _strip(block)
    return _table(block, heading)


def _list(items: Items) -> str:
    tag = "ol" if items.ordered else "ul"
    lines = [f"<{tag}>"]
    nested = False
    for at, line in enumerate(items.lines):
        if line.under and not nested:
            lines.append("<ul>")
        if nested and not line.under:
            lines.append("</ul></li>")
        nested = line.under
        opens_list = at + 1 < len(items.lines) and items.lines[at + 1].under and not line.under
        marked = ' class="marked"' if line.mark in _MEANINGFUL_MARKS else ""
        lines.append(f"<li{marked}>{_line_html(line)}{'' if opens_list else '</li>'}")
    return "\n".join((*lines, *(("</ul></li>",) if nested else ()), f"</{tag}>"))


def _line_html(line: Line) -> str:
    glyph = f"{_glyph(line.mark)} " if line.mark in _MEANINGFUL_MARKS else ""
    return _text(line.text, glyph, line.link)


def _text(text: str, glyph: str = "", link: str = "") -> str:
    """Return a text with its paragraphs, lists and line breaks; the link surrounds its beginning."""
    blocks = blocks_of(text)
    parts = [_text_block(block) for block in blocks]
    if link:
        parts[0] = f'<a href="{escape(link)}" rel="noopener noreferrer">{parts[0]}</a>'
    parts[0] = f"{glyph}{parts[0]}"
    if len(parts) == 1:
        return parts[0]
    return "".join(
        part if isinstance(block, TypedList) else f"<p>{part}</p>" for block, part in zip(blocks, parts, strict=True)
    )


def _text_block(block: TextBlock) -> str:
    if isinstance(block, TypedList):
        items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
        return f"<ul>{items}</ul>" if block.first is None else f'<ol start="{block.first}">{items}</ol>'
    lines = ((line, line.lstrip(" ")) for line in block.lines)
    return "<br>".join("&nbsp;" * (len(line) - len(unindented)) + escape(unindented) for line, unindented in lines)


def _glyph(mark: str) -> str:
    css_class = f' class="{_MARK_CLASSES[mark]}"' if mark in _MARK_CLASSES else ""
    return f'<span aria-hidden="true"{css_class}>{escape(mark)}</span>'


def _table(table: Table, heading: str) -> str:
    headings = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    rows = (f"<tr>{_cells(row, table)}</tr>" for row in table.rows)
    return "\n".join(
        (
            f'<table aria-label="{escape(heading)}">',
            f"<thead><tr>{headings}</tr></thead>",
            "<tbody>",
            *rows,
            "</tbody>",
            "</table>",
        )
    )


def _cells(row: Row, table: Table) -> str:
    cells = []
    for n, cell in enumerate(row.cells):
        tag = "td" if n else "th"
        scope = "" if n else ' scope="row"'
        long = ' class="long"' if any(len(word) > _MAX_WORD for word in cell.split()) else ""
        glyph = f"{_glyph(row.mark)} " if row.mark and n == table.marked else ""
        cells.append(f"<{tag}{scope}{long}>{glyph}{_text(cell)}</{tag}>")
    return "".join(cells)


def _strip(strip: Strip) -> str:
    glyphs = " ".join(_glyph(glyph) for glyph in strip.glyphs)
    return (
        f'<p class="strip" role="img" aria-label="{escape(strip.words)}">{glyphs}</p>\n'
        f'<p class="legend">{escape("; ".join(strip.legend))}</p>'
    )
