"""A page that was handed over, to and from JSON, so that it can be printed again in every format.

The stored page may come from another program: another shape is refused, and every text is sanitized again.
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

_MARK = 2
"""The cells of a glyph, or of an ask's number."""

_COLUMNS = 20
"""More columns than any of our tables has."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A page handed over, and the fields of its JSON."""

    page: Page
    fields: Mapping[str, Any]


class _Foreign(Exception):
    """The stored value is no page of ours."""


def as_document(summary: Summary) -> dict[str, Any]:
    """Return a summary as JSON values to store."""
    return {"page": asdict(fitted(summary)), "fields": summary_json.document(summary)}


def read(document: object) -> Handed | None:
    """Return the stored page; None if it is no page of ours."""
    try:
        fields = _object(document)
        return Handed(_page(_object(fields.get("page"))), _object(fields.get("fields")))
    except _Foreign:
        return None


def render(handed: Handed, name: str) -> str:
    """Return the page in a format."""
    return summary_json.printed(handed.fields) if name == "json" else PAGES[name](handed.page)


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
    if not rows or len(headings) > _COLUMNS or any(len(row.cells) != len(headings) for row in rows):
        raise _Foreign
    if not (wide < below <= len(headings) and marked < len(headings)):
        raise _Foreign
    return Table(headings=headings, rows=rows, wide=wide, below=below, marked=marked)


def _row(value: object) -> Row:
    fields = _object(value)
    return Row(
        cells=_list(fields.get("cells"), _text), key=_text(fields.get("key", "")), mark=_mark(fields.get("mark", ""))
    )


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Foreign
    return value


def _list(value: object, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _Foreign
    return tuple(read(item) for item in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Foreign
    return sanitized(value)


def _mark(value: object) -> str:
    mark = one_line(_text(value))
    if width(mark) > _MARK:
        raise _Foreign
    return mark


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Foreign
    return value
