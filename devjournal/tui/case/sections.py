"""The left side of the case as lines, and the titles of both sides; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from devjournal.domain.career.gap import Area
from devjournal.domain.case.case import Claim
from devjournal.domain.case.evidence import best_first
from devjournal.domain.case.holes import SHORT_WORDS, Hole, hole_counts
from devjournal.domain.dates.days import day_and_month, day_in_full
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week
from devjournal.exports.case.formats import MOST_LINES
from devjournal.exports.case.layout import claim_key
from devjournal.exports.page.lines import entry_key
from devjournal.exports.page.phrases import week_name
from devjournal.exports.page.summary import week_kind
from devjournal.tui.case.data import CaseView, hole_key
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs, kind_glyph
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading

FOLD = "fold"
"""Key of the line with the count of folded holes."""

_WEEKS = 3
"""Maximum weeks listed for a claim; the others are counted."""


def case_lines(
    view: CaseView, width: int, glyphs: Glyphs, *, most: int, opened: int | None, cursor_key: str, airy: bool
) -> list[ItemRow]:
    """Return at most `most` holes, that at `cursor_key` with its sentence, and the claims, `opened` with evidence."""
    listed = list(_holes(view.holes, width, glyphs, most=most, cursor_key=cursor_key, airy=airy))
    for area in Area:
        claims = [claim for claim in view.case.claims if claim.gap.area is area]
        if not claims:
            continue
        shown = sum(claim.shown for claim in claims)
        listed.append(ItemRow(BLANK))
        listed.append(ItemRow(heading(area.value.capitalize(), f"{shown} of {len(claims)} shown")))
        listed += [ItemRow(BLANK)] if airy else []
        for claim in claims:
            listed.append(ItemRow(_claim(claim, width, glyphs), claim_key(claim)))
            if claim.gap.id == opened:
                listed += _evidence(claim, view, width, glyphs)
    return listed


def _holes(
    holes: Sequence[Hole], width: int, glyphs: Glyphs, *, most: int, cursor_key: str, airy: bool
) -> Iterator[ItemRow]:
    most += len(holes) == most + 1  # the fold would take the row of the last hole
    yield ItemRow(heading("Holes", str(len(holes) or "none")))
    if len(holes) > most and airy:  # otherwise every hole is visible
        yield from (ItemRow(((part, "muted"),)) for part in wrap(hole_counts(holes), width))
    if holes and airy:
        yield ItemRow(BLANK)
    for hole in holes[:most]:
        key = hole_key(hole)
        title = cut(row_text(hole.title), width - 3 - len(SHORT_WORDS[hole.kind]), glyphs.cut)
        yield ItemRow(
            justify(((f"{glyphs.to_do} ", "asks"), (title, "text")), ((SHORT_WORDS[hole.kind], "asks"),), width), key
        )
        if key == cursor_key:
            yield from (ItemRow(((f"  {part}", "muted"),), key) for part in wrap(_sentence(hole), width - 2))
    if len(holes) > most:
        more = f"{len(holes) - most} more"
        yield ItemRow(justify(((f"  {more}", "muted"),), ((glyphs.fold, "faint"),), width), FOLD)


def _sentence(hole: Hole) -> str:
    return f"{hole.lack[:1].upper()}{hole.lack[1:]}"


def _claim(claim: Claim, width: int, glyphs: Glyphs) -> Line:
    mark: Piece = (f"{glyphs.done} ", "good") if claim.shown else (f"{glyphs.dot} ", "faint")
    measured = claim.gap.measure if claim.gap.evidence else "no evidence"
    label: Piece = (measured, "good" if claim.shown else "muted" if claim.gap.evidence else "asks")
    text = cut(row_text(claim.wording), width - width_of((mark, label)) - 1, glyphs.cut)
    return justify((mark, (text, "text")), (label,), width)


def _evidence(claim: Claim, view: CaseView, width: int, glyphs: Glyphs) -> Iterator[ItemRow]:
    """Yield the lines of an open claim: evidence on the page, other evidence, quotes, people, weeks."""
    today = view.case.today
    on_page = {entry.id for entry in claim.evidence}
    rest = [entry for entry in best_first(claim.entries) if entry.id not in on_page]
    for entry in (
        *claim.evidence,
        *(entry for entry in rest if entry.pick is None),
        *(entry for entry in rest if entry.pick is False),
    ):
        text = f"{day_and_month(entry.day, today)}: {row_text(entry.text)}"
        yield ItemRow(_entry(entry, text, entry.id in on_page, width, glyphs), entry_key(entry))
    quoted_ids = {quote.entry.id for quote in claim.words}
    names = {person.id: person.name for person in view.people}
    for entry in reversed(claim.said):
        text = f"{names.get(entry.said_by or 0, '')}: {row_text(entry.text)}"
        yield ItemRow(_entry(entry, text, entry.id in quoted_ids, width, glyphs), entry_key(entry))
    lines: list[str] = []
    if not (claim.entries or claim.said):
        lines.append("No evidence yet.")
    if claim.knows:
        lines.append(f"Knows: {', '.join(map(row_text, claim.knows))}")
    if claim.should:
        lines.append(f"Should know: {', '.join(map(row_text, claim.should))}")
    for text in lines:
        yield from (ItemRow(((f"  {part}", "muted"),)) for part in wrap(text, width - 2))
    yield from (ItemRow(_week(week, view, width, glyphs)) for week in view.aimed[:_WEEKS])
    if len(view.aimed) > _WEEKS:
        yield ItemRow(((f"  and {pluralized(len(view.aimed) - _WEEKS, 'more week')} aimed at it", "muted"),))


def _entry(entry: Entry, text: str, on_page: bool, width: int, glyphs: Glyphs) -> Line:
    mark: Piece = (f"  {glyphs.done} ", "good") if on_page else (f"  {glyphs.no} ", "faint")
    ink = "text" if on_page else "strike faint" if entry.pick is False else "muted"
    return (mark, (cut(text, width - width_of((mark,)), glyphs.cut), ink))


def _week(week: Week, view: CaseView, width: int, glyphs: Glyphs) -> Line:
    glyph, ink = kind_glyph(week_kind(week), glyphs)
    mark: Piece = (f"  {glyph} ", ink)
    text = f"{week_name(week.iso, view.case.today)} {row_text(week.goal)}"
    return (mark, (cut(text, width - width_of((mark,)), glyphs.cut), "muted"))


def empty_lines(width: int, key: str) -> list[ItemRow]:
    """Return the text without a horizon."""
    sentence = "A case is for a role, and none is set yet."
    invites = f"{key} on Gaps sets one."
    return [ItemRow(((part, "text"),)) for part in wrap(sentence, width)] + [
        ItemRow(((part, "muted"),)) for part in wrap(invites, width)
    ]


# Titles.


def case_title(view: CaseView, width: int, glyphs: Glyphs) -> Line:
    """Return role and date of the case."""
    by = f" {glyphs.dot} by {day_in_full(view.horizon.by)}"
    head = "The case  "
    if width < len(head) + len(by) + 8:
        by = ""
    return (
        ("The case", "bold"),
        (f"  {cut(row_text(view.horizon.role), width - len(head) - len(by), glyphs.cut)}{by}", "muted"),
    )


def page_title(view: CaseView, width: int) -> Line:
    """Return the title of the page and its number of lines."""
    count = counter(view)
    line = justify((("The page", "bold"), ("  as it will be handed over", "muted")), (count,), width)
    return line if width_of(line) <= width else justify((("The page", "bold"),), (count,), width)


def counter(view: CaseView) -> Piece:
    """Return the number of lines of the page, in amber if it is full."""
    return f"{view.lines} of {MOST_LINES} lines", "asks" if view.is_full else "muted"
