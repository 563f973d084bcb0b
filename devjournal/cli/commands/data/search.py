"""The command search: every text that matches, best match first."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.argument_types import number, text
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json, terminal_width
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.search.search_hit import SearchHit, excerpt, paragraph
from devjournal.domain.text.text_width import cut, width
from devjournal.domain.text.user_text import between, one_line, sanitized

_DEFAULT_LIMIT = 50
"""The default number of hits."""

_COLUMN_SPACE = 2
"""The space between two columns of a table, in cells."""

_MIN_WIDTH = 24
"""The least width of a column for paragraphs, in cells."""

_MAX_LINES = 6
"""The most lines of a paragraph."""


def add_search(parser: Parser) -> None:
    """Fill the parser of `search`."""
    argument(parser, "text TEXT", 'words, "phrases" and prefix*', text("The text"))
    argument(
        parser,
        "--limit N",
        f"show at most this many ({_DEFAULT_LIMIT})",
        number("The limit", 10_000),
        default=_DEFAULT_LIMIT,
    )
    argument(parser, "--json", "as a JSON list")
    parser.set_handler(_search, "devjournal search 'retry \"two teams\" rehears*'")


def _search(context: Context, args: Namespace) -> str:
    hits = context.journal.search.find(args.text, args.limit)
    if args.json:
        return as_json([_row(hit) for hit in hits])
    if not hits:
        return "Nothing found; try fewer words, or a prefix such as rehears*."
    labels = [(hit.kind.value, _when(hit), "" if hit.has_week else str(hit.id)) for hit in hits]
    indent = sum(
        max(map(width, column)) + _COLUMN_SPACE for column in zip(*labels, ("Kind", "When", "ID"), strict=True)
    )
    texts = [
        _text_lines(hit, terminal_width() - indent if terminal_width() else None, ascii_only=context.ascii_glyphs)
        for hit in hits
    ]
    rows = [(*cells, first) for cells, (first, *_) in zip(labels, texts, strict=True)]
    head, *lines = context.table(("Kind", "When", "ID", "Text"), rows, right={2}).splitlines()
    printed = [head]
    for line, (_, *rest) in zip(lines, texts, strict=True):
        printed += [line, *(f"{' ' * indent}{continuation}" for continuation in rest)]
    return "\n".join(printed)


def _text_lines(hit: SearchHit, max_width: int | None, *, ascii_only: bool) -> list[str]:
    """Return the lines of a text in its column: the paragraph with the hit.

    In a pipe, the whole text is one line. A short text is one line, too; so is a text in a narrow column, which is cut
    around the hit.
    """
    cut_mark, dash = "~-" if ascii_only else "…–"
    private = "(private) " if hit.private else ""
    whole = private + excerpt(hit, None, cut_mark, dash).text
    if max_width is None or ("\n" not in hit.text and width(whole) <= max_width):
        return [whole]
    if max_width < _MIN_WIDTH:
        return [private + excerpt(hit, max(max_width - len(private), 1), cut_mark, dash).text]
    from devjournal.exports.page.text import wrapped  # only a terminal needs it

    passage = paragraph(hit)
    title = one_line(hit.title)
    lead = private + (f"{title}{between(title, ': ', dash)}" if title else "")
    lines = wrapped(lead + sanitized(passage.text), max_width)
    if len(lines) <= _MAX_LINES:
        return lines
    upto = passage.text[: passage.spans[0][1]] if passage.spans else ""
    first = min(max(len(wrapped(lead + sanitized(upto), max_width)) - _MAX_LINES // 2, 0), len(lines) - _MAX_LINES)
    visible = lines[first : first + _MAX_LINES]
    if first:
        visible[0] = cut(f"{private}{cut_mark}{visible[0]}", max_width, cut_mark)
    if first + _MAX_LINES < len(lines):
        visible[-1] = cut(f"{visible[-1]} {cut_mark}", max_width, cut_mark)
    return visible


def _when(hit: SearchHit) -> str:
    return str(IsoWeek.of(hit.day)) if hit.has_week else str(hit.day)


def _row(hit: SearchHit) -> dict[str, object]:
    return {
        "kind": hit.kind.value,
        "date": hit.day.isoformat(),
        "week": str(IsoWeek.of(hit.day)),
        "id": None if hit.has_week else hit.id,
        "title": hit.title or None,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "private": hit.private,
    }
