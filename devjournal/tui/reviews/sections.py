"""The changes of the board between two reviews, and a review's answers, as lines; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.career.gap import Area
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTH_NAMES, day_in_full, day_in_row, month_and_year
from devjournal.domain.reviews.board_diff import STALLED_FROM, BoardDiff, Change, ChangeKind
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import STEPS
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot
from devjournal.domain.week.due import ReviewKind
from devjournal.tui import verbs
from devjournal.tui.reviews.data import ReviewComparison, ReviewsView, UpcomingReview
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import (
    BLANK,
    MIN_TITLE,
    Line,
    Piece,
    cut,
    justify,
    row_text,
    truncate,
    width_of,
)
from devjournal.tui.widgets.paragraphs import heading, stack, wrap_inked

HEADINGS = {
    ChangeKind.CLOSED: "Closed",
    ChangeKind.MOVED: "Moved",
    ChangeKind.STALLED: "Still",
    ChangeKind.NEW: "New",
    ChangeKind.DROPPED: "Dropped",
}
"""Headings of the groups of changes."""

_MEASURED = (ChangeKind.MOVED, ChangeKind.STALLED, ChangeKind.NEW)
"""Groups whose rows end in a measure. Their measures share one column."""

ANSWER_HEADINGS = {
    "horizon": "Horizon",
    "skills": "Skills",
    "experience": "Experience",
    "brand": "Brand",
    "role_models": "Role models",
    "course": "Course",
}
"""Headings of a review's answers."""

WIDE_ROW, MIDDLE_ROW = 62, 46
"""Cells from which a row shows its bar, and its area."""

BAR, AREA, MEASURE = 10, 10, 12
"""Cells of the bar, of the area, and of the measure at the right end of a wide row."""

_DURATIONS = {ReviewKind.QUARTERLY: "Half an hour", ReviewKind.MONTHLY: "Five minutes"}


class _GapRow(NamedTuple):
    """A gap with its mark, and the text at the right end."""

    gap: GapSnapshot
    mark: Piece
    right: Piece
    ink: str = "text"
    evidence_before: int | None = None
    """The evidence at the older time; `None` for a row without a bar."""


def title_line(view: ReviewsView, comparison: ReviewComparison, width: int, glyphs: Glyphs) -> Line:
    """Return the title of a comparison: both sides with their days. The days are dropped if they do not fit."""
    title, days = _title(view, comparison)
    line = heading(title, days)
    return line if width_of(line) <= width else truncate(line[:1], width, glyphs.cut)


def _title(view: ReviewsView, comparison: ReviewComparison) -> tuple[str, str]:
    newer, older = comparison.newer, comparison.older
    if comparison.skipped is not None:
        return f"{comparison.skipped.kind.capitalize()} review, skipped", ""
    if comparison.upcoming is not None:
        title = f"{comparison.upcoming.kind.capitalize()} review"
        if older is None:
            return title, ""
        quarter = f"{view.label(older)}, " if older.kind is ReviewKind.QUARTERLY else ""
        return title, f"since {quarter}{day_in_full(older.day)}"
    name, day = ("Today", view.today) if newer is None else (view.label(newer, older), newer.day)
    if older is None:
        kind = f"{newer.kind} " if newer is not None else ""
        return f"{name}, first {kind}review", day_in_full(day)
    return f"{name} against {view.label(older, newer)}", f"{day_in_full(day)} and {day_in_full(older.day)}"


def comparison_lines(
    view: ReviewsView,
    comparison: ReviewComparison,
    width: int,
    glyphs: Glyphs,
    *,
    airy: bool,
    with_answers: bool = True,
) -> list[Line]:
    """Return everything below the title; `with_answers` adds the newer review's answers."""
    if comparison.skipped is not None:
        return [(("The next one was counted from that day.", "muted"),)]
    blocks: list[list[Line]] = []
    if comparison.upcoming is not None:
        blocks.append(_upcoming_lines(comparison.upcoming, view.today, width, glyphs))
    if comparison.change is not None:
        until = view.today if comparison.newer is None else comparison.newer.day
        blocks += [
            _horizon_changes(comparison.change, width, glyphs),
            *_groups(comparison, comparison.change, until, width, glyphs, airy=airy),
        ]
    else:
        blocks += board_blocks(comparison.board, width, glyphs, airy=airy)
    if with_answers and comparison.newer is not None:
        blocks += answer_blocks(view, comparison.newer, width, glyphs, airy=airy)
    return stack(*blocks)


def _upcoming_lines(upcoming: UpcomingReview, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the steps of an upcoming review, and the keys that begin, put off or skip it."""
    if (draft := upcoming.draft) is not None:
        text = f"Begun on {day_in_row(draft.day)}, left at step {draft.step} of {draft.steps}."
        keys: Line = (*verbs.OPEN_REVIEW.hint(" takes it up, "), *verbs.REMOVE_REVIEW.hint(" drops it."))
        return [((text, "text"),), keys]
    *steps, last = (step.value.replace("_", " ") for step in STEPS[upcoming.kind])
    lines = wrap_inked("muted", f"{_DURATIONS[upcoming.kind]}: {', '.join(steps)} and {last}.", width)
    begin = keys = verbs.OPEN_REVIEW.hint(" begins it")
    if upcoming.is_due(today):
        comma: Piece = (", ", "muted")
        for text in (" puts it off by a week", " puts it off"):
            keys = (*begin, comma, *verbs.PUT_OFF.hint(text), comma, *verbs.SKIP.hint(" skips it"))
            if width_of(keys) < width:
                break
    return [*lines, truncate((*keys, (".", "muted")), width, glyphs.cut)]


def _horizon_changes(change: BoardDiff, width: int, glyphs: Glyphs) -> list[Line]:
    lines = _horizon_lines(change.horizons, width, glyphs, change.horizons_then)
    labels = [_horizon_label(horizon) for horizon in change.horizons]
    before = ", ".join(label for label in map(_horizon_label, change.horizons_then) if label not in labels)
    if before:
        lines.append(((cut(f"before: {before}", width, glyphs.cut), "muted"),))
    return lines


def _horizon_lines(
    horizons: Sequence[Horizon], width: int, glyphs: Glyphs, before: Sequence[Horizon] = ()
) -> list[Line]:
    """Return the horizons with their dates; those also in `before` are marked "unchanged"."""
    lines: list[Line] = []
    for horizon in horizons:
        facts = f"  by {month_and_year(horizon.by)}"
        longer = f"{facts}, unchanged"
        if horizon in before and width - len(longer) >= MIN_TITLE:
            facts = longer
        lines.append(((cut(horizon.role, max(8, width - len(facts)), glyphs.cut), "bold"), (facts, "muted")))
    return lines or [(("There was no horizon.", "muted"),)]


def _horizon_label(horizon: Horizon) -> str:
    return f"{horizon.role} by {month_and_year(horizon.by)}"


# The groups.


def _groups(
    comparison: ReviewComparison, change: BoardDiff, until: date, width: int, glyphs: Glyphs, *, airy: bool
) -> Iterator[list[Line]]:
    """Yield a block for each kind of change that there is; without changes, a sentence."""
    changes = change.by_kind()
    groups = {kind: [_row(gap_change, glyphs) for gap_change in changes[kind]] for kind in HEADINGS}
    if not any(groups.values()):
        recent = comparison.older is not None and until - comparison.older.day < STALLED_FROM
        sentence = "Nothing has changed on the board yet." if recent else "Nothing changed on the board."
        yield [((sentence, "muted"),)]
    measures = [len(row.right[0]) for kind in _MEASURED for row in groups[kind]]
    for kind, rows in groups.items():
        if rows:
            right_width = max(measures if kind in _MEASURED else (len(row.right[0]) for row in rows))
            right_width = min(right_width, width // 2 - 1 if kind is ChangeKind.DROPPED else width - 4 - MIN_TITLE)
            lines = []
            for row in rows:
                lines.append(_gap_line(row, right_width, width, glyphs))
                if kind is ChangeKind.NEW and (origin := comparison.origins.get(row.gap.uid)):
                    lines.append((("   ", ""), (origin.label(width - 3, glyphs.cut), "muted")))
            yield _headed(HEADINGS[kind], str(len(rows)), lines, airy=airy)


def _headed(title: str, count: str, lines: Sequence[Line], *, airy: bool) -> list[Line]:
    """Return lines under a heading with a count."""
    return [heading(title, count), *([BLANK] if airy else []), *lines]


def _row(change: Change, glyphs: Glyphs) -> _GapRow:
    gap = change.gap
    match change.kind:
        case ChangeKind.CLOSED:
            let_go = change.how != "shown"
            mark: Piece = (glyphs.no, "muted") if let_go else (glyphs.done, "good")
            when = f" in {MONTH_NAMES[gap.closed.month - 1]}" if gap.closed is not None else ""
            return _GapRow(gap, mark, (f"{'let go' if let_go else 'closed'}{when}", "muted"))
        case ChangeKind.DROPPED:
            reason = glyphs.translate(f"“{row_text(change.why)}”") if change.why else change.how
            return _GapRow(gap, (glyphs.no, "faint"), (reason, "muted"), ink="muted")
        case ChangeKind.NEW:
            measure = gap.measure if change.how == "opened" else change.how
            return _GapRow(gap, (glyphs.new, "here"), (measure, "muted"))
    mark = (glyphs.stalled, "asks") if change.kind is ChangeKind.STALLED else (glyphs.moved, "here")
    before = change.then.evidence if change.then is not None else 0
    measure = f"{before} {glyphs.carry} {gap.measure}"
    return _GapRow(gap, mark, (measure, "text"), evidence_before=before)


def _gap_line(row: _GapRow, right_width: int, width: int, glyphs: Glyphs) -> Line:
    """Return a gap's row: mark, title, area, bar, and a text of `right_width` cells at the right end."""
    gap, (right, right_ink), wide = row.gap, row.right, width >= WIDE_ROW
    bar = _evidence_bar(row.evidence_before, gap, glyphs) if row.evidence_before is not None and wide else ()
    right_cells = max(MEASURE + BAR, right_width + 1 + (BAR if bar else 0)) if wide else right_width + 1
    area = gap.area.value.ljust(AREA + 2) if width >= MIDDLE_ROW else ""
    room = max(8, width - 3 - right_cells - len(area) - 1)
    title: Piece = (cut(gap.title, room, glyphs.cut), row.ink)
    blanks = " " * (room + 1 - width_of((title,)))
    pieces: Line = ((f"{row.mark[0]}  ", row.mark[1]), title, (blanks, ""), (area, "muted"))
    right = cut(right, width - width_of(pieces) - width_of(bar) - 1, glyphs.cut)
    return justify((*pieces, *bar), ((right, right_ink),), width)


def _evidence_bar(before: int, gap: GapSnapshot, glyphs: Glyphs) -> Line:
    """Return a gap's evidence as a bar: what there was `before` is muted, what is new is green."""
    filled = _bar_cells(gap.evidence, gap.needed)
    muted = min(_bar_cells(before, gap.needed), filled)
    return (
        (glyphs.bar_full * muted, "muted"),
        (glyphs.bar_full * (filled - muted), "good"),
        (glyphs.bar_empty * (BAR - filled), "faint"),
    )


def _bar_cells(part: int, total: int) -> int:
    """Return the cells of the bar for `part` of `total`; a part above zero has at least one."""
    return min(BAR, max(BAR * part // total, part > 0))


# The board, and the answers.


def board_blocks(board: Snapshot, width: int, glyphs: Glyphs, *, airy: bool) -> Iterator[list[Line]]:
    """Yield the blocks of a snapshot: horizons, and the gaps of each area."""
    yield _horizon_lines(board.horizons, width, glyphs)
    narrow = width < MIDDLE_ROW
    for area in Area:
        gaps = [gap for gap in board.gaps if gap.area is area and gap.on_board]
        if gaps:
            rows = [_board_row(gap, width, glyphs) for gap in gaps]
            yield _headed(area.value.capitalize(), str(len(gaps)), rows, airy=airy and not narrow)
    closed = sum(gap.closed is not None for gap in board.gaps)
    parked = sum(not gap.on_board for gap in board.gaps) - closed
    off_board = ", ".join(f"{count} {state}" for count, state in ((closed, "closed"), (parked, "parked")) if count)
    if off_board:
        yield [((off_board, "muted"),)]
    elif not board.gaps:
        yield [(("The board was empty.", "muted"),)]


def _board_row(gap: GapSnapshot, width: int, glyphs: Glyphs) -> Line:
    glyph, ink = (glyphs.done, "good") if gap.shown else (glyphs.dot, "faint")
    title = cut(gap.title, max(8, width - len(gap.measure) - 5), glyphs.cut)
    return justify(((f"{glyph}  ", ink), (title, "text")), ((gap.measure, "muted"),), width)


def answer_blocks(view: ReviewsView, review: Review, width: int, glyphs: Glyphs, *, airy: bool) -> Iterator[list[Line]]:
    """Yield the blocks of a review's answers, bets, and remarks with their days."""
    for name, text in review.texts().items():
        if text:
            yield _headed(ANSWER_HEADINGS[name], "", wrap_inked("italic", text, width), airy=airy)
    bets = [view.titles[gap] for gap in review.bets if gap in view.titles]
    if bets:
        rows: list[Line] = [
            ((f"{glyphs.quarterly}  ", "here"), (cut(title, width - 3, glyphs.cut), "text")) for title in bets
        ]
        yield _headed("Bets", str(len(bets)), rows, airy=airy)
    if review.remarks:
        lines: list[Line] = []
        for remark in review.remarks:
            lines += [((day_in_full(remark.day), "muted"),), *wrap_inked("italic", remark.text, width)]
        yield _headed("Remarks", str(len(review.remarks)), lines, airy=airy)
