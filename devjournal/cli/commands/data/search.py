"""The command search: every text that holds the words, the best first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from devjournal.cli.argument_types import number, text
from devjournal.cli.context import Context
from devjournal.cli.output import as_json, room, table
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.search.search_hit import SearchHit, excerpt
from devjournal.domain.text.text_width import width

_MOST = 50
"""Texts that are printed unless another number is asked for."""

_BETWEEN = 2
"""Cells between two columns of a table."""


def add_search(parser: Parser) -> None:
    """Fill the parser of `search`."""
    parser.add_argument("text", metavar="TEXT", type=text("The text"), help='words, "phrases" and prefix*')
    parser.add_argument(
        "--limit",
        metavar="N",
        type=number("The limit", 10_000),
        default=_MOST,
        help=f"show at most this many ({_MOST})",
    )
    parser.add_argument("--json", action="store_true", help="as a JSON list")
    parser.set_handler(_search, "devjournal search 'retry \"two teams\" rehears*'")


def _search(context: Context, args: Namespace) -> str:
    hits = context.journal.search.find(args.text, args.limit)
    if args.json:
        return as_json([_row(hit) for hit in hits])
    if not hits:
        return "Nothing found; try fewer words, or the beginning of one: rehears*."
    return table(
        ("Kind", "When", "ID", "Text"),
        _lines(hits, plain=context.plain),
        plain=context.draws_ascii,
        right=frozenset({2}),
    )


def _lines(hits: Sequence[SearchHit], *, plain: bool) -> list[tuple[str, str, str, str]]:
    """Return the rows of the table; on a terminal each text is cut so that what was found is seen."""
    before = [(hit.kind.value, _when(hit), "" if hit.has_week else str(hit.id)) for hit in hits]
    taken = sum(max(map(width, column)) + _BETWEEN for column in zip(*before, ("Kind", "When", "ID"), strict=True))
    width_left = max(room() - taken, 1) if room() else None
    return [(*cells, _in_line(hit, width_left, plain=plain)) for cells, hit in zip(before, hits, strict=True)]


def _in_line(hit: SearchHit, width_left: int | None, *, plain: bool) -> str:
    private = "(private) " if hit.private else ""
    room = None if width_left is None else max(width_left - len(private), 1)
    return private + excerpt(hit, room, *("~-" if plain else "…–")).text


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
