"""The left side of the case as rows, and its title; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from devjournal.domain.career.gap import Area
from devjournal.domain.case.case import Claim
from devjournal.domain.case.evidence import best_first
from devjournal.domain.case.holes import SHORT_LABELS, Hole, hole_counts
from devjournal.domain.dates.days import day_and_month, day_in_full
from devjournal.domain.text.user_text import capitalized, pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week
from devjournal.exports.case.layout import claim_key
from devjournal.exports.page.lines import entry_key
from devjournal.exports.page.phrases import week_name
from devjournal.exports.page.summary import week_kind
from devjournal.tui.case.data import CaseView, hole_key
from devjournal.tui.pages.list_and_page_layout import FOLD
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs, kind_glyph
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading, wrap_inked

MIN_ROLE = 8
"""Minimum cells of a role beside its date; otherwise the date is dropped."""

MAX_WEEKS = 3
"""Weeks listed for a claim; earlier weeks are counted."""


def case_rows(
    view: CaseView, width: int, glyphs: Glyphs, *, max_holes: int, opened: int | None, cursor_key: str, airy: bool
) -> list[ItemRow]:
    """Return the holes, and the claims by area.

    At most `max_holes` are listed. The hole at `cursor_key` has its sentence below it, and the claim of the gap
    `opened` its evidence.
    """
    rows = list(_holes(view.holes, width, glyphs, max_holes=max_holes, cursor_key=cursor_key, airy=airy))
    for area in Area:
        claims = [claim for claim in view.case.claims if claim.gap.area is area]
        if not claims:
            continue
        shown = sum(claim.shown for claim in claims)
        rows += [ItemRow(BLANK), ItemRow(heading(area.value.capitalize(), f"{shown} of {len(claims)} shown"))]
        rows += [ItemRow(BLANK)] if airy else []
        for claim in claims:
            rows.append(ItemRow(_claim(claim, width, glyphs), claim_key(claim)))
            if claim.gap.id == opened:
                rows += _evidence(claim, view, width, glyphs)
    return rows


def _holes(
    holes: Sequence[Hole], width: int, glyphs: Glyphs, *, max_holes: int, cursor_key: str, airy: bool
) -> Iterator[ItemRow]:
    if len(holes) == max_holes + 1:  # the fold would take the row of the last hole
        max_holes += 1
    folded = max(0, len(holes) - max_holes)
    yield ItemRow(heading("Holes", str(len(holes) or "none")))
    if folded and airy:
        yield from map(ItemRow, wrap_inked("muted", hole_counts(holes), width))
    if holes and airy:
        yield ItemRow(BLANK)
    for hole in holes[:max_holes]:
        key, kind = hole_key(hole), SHORT_LABELS[hole.kind]
        title = cut(row_text(hole.title), width - 3 - len(kind), glyphs.cut)
        yield ItemRow(justify(((f"{glyphs.to_do} ", "asks"), (title, "text")), ((kind, "asks"),), width), key)
        if key == cursor_key:
            sentence = capitalized(hole.lack)
            yield from (ItemRow(((f"  {part}", "muted"),), key) for part in wrap(sentence, width - 2))
    if folded:
        yield ItemRow(justify(((f"  {folded} more", "muted"),), ((glyphs.fold, "faint"),), width), FOLD)


def _claim(claim: Claim, width: int, glyphs: Glyphs) -> Line:
    mark: Piece = (f"{glyphs.done} ", "good") if claim.shown else (f"{glyphs.dot} ", "faint")
    evidence = claim.gap.measure if claim.gap.evidence else "no evidence"
    measure: Piece = (evidence, "good" if claim.shown else "muted" if claim.gap.evidence else "asks")
    text = cut(row_text(claim.wording), width - width_of((mark, measure)) - 1, glyphs.cut)
    return justify((mark, (text, "text")), (measure,), width)


def _evidence(claim: Claim, view: CaseView, width: int, glyphs: Glyphs) -> Iterator[ItemRow]:
    """Yield the lines of an open claim: evidence on the page, other evidence, quotes, people, weeks."""
    today = view.case.today
    on_page = {entry.id for entry in claim.evidence}
    off_page = [entry for entry in best_first(claim.entries) if entry.id not in on_page]
    off_page.sort(key=lambda entry: entry.pick is False)  # entries that were left out come last
    for entry in (*claim.evidence, *off_page):
        text = f"{day_and_month(entry.day, today)}: {row_text(entry.text)}"
        yield ItemRow(_entry(entry, text, entry.id in on_page, width, glyphs), entry_key(entry))
    quoted_ids = {quote.entry.id for quote in claim.quotes}
    names = {person.id: person.name for person in view.people}
    for entry in reversed(claim.statements):
        text = f"{names.get(entry.said_by or 0, '')}: {row_text(entry.text)}"
        yield ItemRow(_entry(entry, text, entry.id in quoted_ids, width, glyphs), entry_key(entry))
    lines: list[str] = []
    if not (claim.entries or claim.statements):
        lines.append("No evidence yet.")
    if claim.knows:
        lines.append(f"Knows: {', '.join(map(row_text, claim.knows))}")
    if claim.should:
        lines.append(f"Should know: {', '.join(map(row_text, claim.should))}")
    for text in lines:
        yield from (ItemRow(((f"  {part}", "muted"),)) for part in wrap(text, width - 2))
    yield from (ItemRow(_week(week, today, width, glyphs)) for week in view.aimed[:MAX_WEEKS])
    if len(view.aimed) > MAX_WEEKS:
        yield ItemRow(((f"  and {pluralized(len(view.aimed) - MAX_WEEKS, 'more week')} aimed at it", "muted"),))


def _entry(entry: Entry, text: str, on_page: bool, width: int, glyphs: Glyphs) -> Line:
    mark: Piece = (f"  {glyphs.done} ", "good") if on_page else (f"  {glyphs.no} ", "faint")
    ink = "text" if on_page else "strike faint" if entry.pick is False else "muted"
    return (mark, (cut(text, width - width_of((mark,)), glyphs.cut), ink))


def _week(week: Week, today: date, width: int, glyphs: Glyphs) -> Line:
    glyph, ink = kind_glyph(week_kind(week), glyphs)
    mark: Piece = (f"  {glyph} ", ink)
    text = f"{week_name(week.iso, today)} {row_text(week.goal)}"
    return (mark, (cut(text, width - width_of((mark,)), glyphs.cut), "muted"))


def empty_rows(width: int, key: str) -> list[ItemRow]:
    """Return the text without a horizon."""
    lines = wrap_inked("text", "A case is for a role, and none is set yet.", width)
    return [*map(ItemRow, lines), *map(ItemRow, wrap_inked("muted", f"{key} on Gaps sets one.", width))]


def case_title(view: CaseView, width: int, glyphs: Glyphs) -> Line:
    """Return role and date of the case."""
    by = f" {glyphs.dot} by {day_in_full(view.horizon.by)}"
    room = width - width_of(heading("The case", by))
    if room < MIN_ROLE:
        room, by = room + len(by), ""
    return heading("The case", f"{cut(row_text(view.horizon.role), room, glyphs.cut)}{by}")
