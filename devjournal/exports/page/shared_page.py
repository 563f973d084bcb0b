"""A page that was handed over, to and from JSON, so that it can be printed again in every format.

Another program may have written the stored page, so its form is checked and every text is sanitized again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from devjournal.domain.text.link import openable
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import one_line, sanitized
from devjournal.exports.page import summary_json
from devjournal.exports.page.formats import PAGES, fitted
from devjournal.exports.page.page import Block, Items, Line, Page, Row, Section, Strip, Table
from devjournal.exports.page.summary import Summary

T = TypeVar("T")

_MAX_MARK_WIDTH = 2
"""The greatest width of a glyph, or of an ask's number, in cells."""

_MAX_COLUMNS = 20
"""The most columns of a table."""


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page handed over, and the fields of its JSON."""

    page: Page
    fields: Mapping[str, Any]


class _NotAPage(Exception):
    """The stored value does not have the form of a page."""


def as_document(summary: Summary) -> dict[str, Any]:
    """Return a summary as JSON values to store."""
    return {"page": asdict(fitted(summary)), "fields": summary_json.document(summary)}


def read(document: object) -> SharedPage | None:
    """Return the stored page; None if the value does not have the form of a page."""
    try:
        fields = _object(document)
        return SharedPage(_page(_object(fields.get("page"))), _object(fields.get("fields")))
    except _NotAPage:
        return None


def render(page: SharedPage, name: str) -> str:
    """Return the page in a format."""
    return summary_json.as_text(page.fields) if name == "json" else PAGES[name](page.page)


def _page(fields: Mapping[str, Any]) -> Page:
    sections = _list(fields.get("sections"), _section)
    return Page(title=_text(fields.get("title")), span=_text(fields.get("span")), sections=sections)


def _section(value: object) -> Section:
    fields = _object(value)
    return Section(heading=_text(fields.get("heading")), blocks=_list(fields.get("blocks"), _block))


def _block(value: object) -> Block:
    fields = _object(value)
    if "lines" in fields:
        return Items(lines=_list(fields["lines"], _line), ordered=fields.get("ordered") is True)
    if "rows" in fields:
        return _table(fields)
    glyphs = _list(fields.get("glyphs"), _mark)
    return Strip(glyphs=glyphs, legend=_list(fields.get("legend"), _text), words=_text(fields.get("words")))


def _line(value: object) -> Line:
    fields = _object(value)
    link = _text(fields.get("link", ""))
    return Line(
        text=_text(fields.get("text")),
        mark=_mark(fields.get("mark", "")),
        link=link if openable(link) else "",
        key=_text(fields.get("key", "")),
        under=fields.get("under") is True,
    )


def _table(fields: Mapping[str, Any]) -> Table:
    headings, rows = _list(fields.get("headings"), _text), _list(fields["rows"], _row)
    below, wide = _number(fields.get("below")), _number(fields.get("wide"))
    marked = _number(fields.get("marked", 0))
    if not rows or len(headings) > _MAX_COLUMNS or any(len(row.cells) != len(headings) for row in rows):
        raise _NotAPage
    if not (wide < below <= len(headings) and marked < len(headings)):
        raise _NotAPage
    return Table(headings=headings, rows=rows, wide=wide, below=below, marked=marked)


def _row(value: object) -> Row:
    fields = _object(value)
    return Row(
        cells=_list(fields.get("cells"), _text), key=_text(fields.get("key", "")), mark=_mark(fields.get("mark", ""))
    )


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _NotAPage
    return value


def _list(value: object, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _NotAPage
    return tuple(read(item) for item in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _NotAPage
    return sanitized(value)


def _mark(value: object) -> str:
    mark = one_line(_text(value))
    if width(mark) > _MAX_MARK_WIDTH:
        raise _NotAPage
    return mark


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _NotAPage
    return value
