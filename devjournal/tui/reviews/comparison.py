"""The changes of the board between two reviews, and a review's answers, as lines; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.career.gap import Area
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTH_NAMES, day_in_full, day_in_row
from devjournal.domain.reviews.board_diff import STALLED_FROM, BoardDiff, Change, ChangeKind
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import STEPS
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot
from devjournal.domain.week.due import ReviewKind
from devjournal.tui import verbs
from devjournal.tui.reviews.data import ReviewComparison, ReviewsView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, MIN_TITLE, Line, Piece, cut, justify, row_text, truncate, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading, stack

HEADINGS = {
    ChangeKind.CLOSED: "Closed",
    ChangeKind.MOVED: "Moved",
    ChangeKind.STALLED: "Still",
    ChangeKind.NEW: "New",
    ChangeKind.DROPPED: "Dropped",
}
"""Headings of the groups of changes."""

_MEASURED = (ChangeKind.MOVED, ChangeKind.STALLED, ChangeKind.NEW)
"""Groups whose rows end in a measure."""

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

BAR, AREA, SIDE = 10, 10, 12
"""Cells of the bar, of the area, and of the measure at the right end."""

_TAKES = {ReviewKind.QUARTERLY: "Half an hour", ReviewKind.MONTHLY: "Five minutes"}


class GapRow(NamedTuple):
    """A gap with its mark and the text at the right end. `then` is the former evidence, where its bar begins."""

    gap: GapSnapshot
    mark: Piece
    right: Piece
    ink: str = "text"
    then: int | None = None


def title_line(view: ReviewsView, compared: ReviewComparison, width: int, glyphs: Glyphs) -> Line:
    """Return the title of a comparison: both sides with their days."""
    if compared.skipped is not None:
        return ((f"{compared.skipped.kind.capitalize()} review, skipped", "bold"),)
    if compared.newer is None:
        name, day = "Today", view.today
        if compared.ask is not None:
            name = f"{compared.ask.kind.capitalize()} review"
    else:
        name, day = view.name(compared.newer, compared.older), compared.newer.day
    older = compared.older
    if older is None:
        title, days = name if compared.ask is not None else f"{name}, the first", day_in_full(day)
        days = "" if compared.ask is not None else days
    elif compared.ask is not None:
        quarter = f"{view.name(older)}, " if older.kind is ReviewKind.QUARTERLY else ""
        title, days = name, f"since {quarter}{day_in_full(older.day)}"
    else:
        title = f"{name} against {view.name(older, compared.newer)}"
        days = f"{day_in_full(day)} and {day_in_full(older.day)}"
    line: Line = ((title, "bold"), (f"  {days}", "muted"))
    return line if width_of(line) <= width else truncate(line[:1], width, glyphs.cut)


def comparison_lines(
    view: ReviewsView, compared: ReviewComparison, width: int, glyphs: Glyphs, *, airy: bool, words: bool = True
) -> list[Line]:
    """Return everything below the title, without empty groups; `words` includes a review's own texts."""
    if compared.skipped is not None:
        return [_text("The next one was counted from that day.", "muted")]
    blocks: list[list[Line]] = []
    if compared.ask is not None:
        blocks.append(_due_lines(view, compared, width, glyphs))
    if compared.change is not None:
        until = view.today if compared.newer is None else compared.newer.day
        blocks += [
            _horizon(compared.change, width, glyphs),
            *_groups(compared, compared.change, until, width, glyphs, airy=airy),
        ]
    else:
        blocks += board_blocks(compared.board, width, glyphs, airy=airy)
    if words and compared.newer is not None:
        blocks += answer_blocks(view, compared.newer, width, glyphs, airy=airy)
    return stack(*blocks)


def _text(text: str, ink: str) -> Line:
    return ((text, ink),)


def _due_lines(view: ReviewsView, compared: ReviewComparison, width: int, glyphs: Glyphs) -> list[Line]:
    """Return what the due review consists of, and the keys that begin, put off or skip it."""
    ask = compared.ask
    assert ask is not None
    pages = [step.value.replace("_", " ") for step in STEPS[ask.kind]]
    if ask.walk is not None:
        text = f"Begun on {day_in_row(ask.walk.day)}, left at step {ask.walk.step} of {len(pages)}."
        keys: Line = verbs.OPEN_REVIEW.hint(" takes it up, ")
        keys += verbs.REMOVE_REVIEW.hint(" drops it.")
        return [_text(text, "text"), keys]
    steps = f"{', '.join(pages[:-1])} and {pages[-1]}"
    lines = [_text(part, "muted") for part in wrap(f"{_TAKES[ask.kind]}: {steps}.", width)]
    keys = verbs.OPEN_REVIEW.hint(" begins it")
    if ask.due(view.today):
        begins = keys
        for words in (" puts it off by a week", " puts it off"):
            keys = (*begins, (", ", "muted"), (verbs.PUT_OFF.shown_key, "bold here"), (words, "muted"))
            keys += ((", ", "muted"), *verbs.SKIP.hint(" skips it"))
            if width_of(keys) < width:
                break
    return [*lines, truncate((*keys, (".", "muted")), width, glyphs.cut)]


def _horizon(change: BoardDiff, width: int, glyphs: Glyphs) -> list[Line]:
    lines = horizon_lines(change.horizons, width, glyphs, change.horizons_then)
    now = [_by(horizon) for horizon in change.horizons]
    before = ", ".join(words for horizon in change.horizons_then if (words := _by(horizon)) not in now)
    if before:
        lines.append(_text(cut(f"before: {before}", width, glyphs.cut), "muted"))
    return lines


def horizon_lines(
    horizons: Sequence[Horizon], width: int, glyphs: Glyphs, before: Sequence[Horizon] = ()
) -> list[Line]:
    """Return the horizons with their dates; those also in `before` are marked "unchanged"."""
    lines: list[Line] = []
    for horizon in horizons:
        when, word = f"  by {_month(horizon.by)}", ", unchanged" if horizon in before else ""
        facts = when + word if width - len(when + word) >= MIN_TITLE else when
        lines.append(((cut(horizon.role, max(8, width - len(facts)), glyphs.cut), "bold"), (facts, "muted")))
    return lines or [_text("There was no horizon.", "muted")]


def _by(horizon: Horizon) -> str:
    return f"{horizon.role} by {_month(horizon.by)}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


# The groups.


def _groups(
    compared: ReviewComparison, change: BoardDiff, until: date, width: int, glyphs: Glyphs, *, airy: bool
) -> Iterator[list[Line]]:
    changes = change.by_kind()
    groups = {kind: [_row(change_of_gap, glyphs) for change_of_gap in changes[kind]] for kind in HEADINGS}
    if not any(groups.values()):
        young = compared.older is not None and until - compared.older.day < STALLED_FROM
        sentence = "Nothing has changed on the board yet." if young else "Nothing changed on the board."
        yield [_text(sentence, "muted")]
    measured = [len(row.right[0]) for kind in _MEASURED for row in groups[kind]]  # aligned across these groups
    for kind, rows in groups.items():
        if rows:
            side = max(measured if kind in _MEASURED else (len(row.right[0]) for row in rows))
            side = min(side, width // 2 - 1 if kind is ChangeKind.DROPPED else width - 4 - MIN_TITLE)
            lines = []
            for row in rows:
                lines.append(gap_line(row, side, width, glyphs))
                if kind is ChangeKind.NEW and (origin := compared.origins.get(row.gap.uid)):
                    lines.append((("   ", ""), (origin.words(width - 3, glyphs.cut), "muted")))
            yield headed(HEADINGS[kind], str(len(rows)), lines, airy=airy)


def headed(title: str, count: str, lines: Sequence[Line], *, airy: bool) -> list[Line]:
    """Return lines under a heading with a count."""
    return [heading(title, count), *([BLANK] if airy else []), *lines]


def _row(change: Change, glyphs: Glyphs) -> GapRow:
    gap = change.gap
    match change.kind:
        case ChangeKind.CLOSED:
            let_go = change.how != "shown"
            mark: Piece = (glyphs.no, "muted") if let_go else (glyphs.done, "good")
            when = f" in {MONTH_NAMES[gap.closed.month - 1]}" if gap.closed is not None else ""
            return GapRow(gap, mark, (f"{'let go' if let_go else 'closed'}{when}", "muted"))
        case ChangeKind.DROPPED:
            why = glyphs.translate(f"“{row_text(change.why)}”") if change.why else change.how
            return GapRow(gap, (glyphs.no, "faint"), (why, "muted"), ink="muted")
        case ChangeKind.NEW:
            word = gap.measure if change.how == "opened" else change.how
            return GapRow(gap, (glyphs.new, "here"), (word, "muted"))
    mark = (glyphs.stalled, "asks") if change.kind is ChangeKind.STALLED else (glyphs.moved, "here")
    then = change.then.evidence if change.then is not None else 0
    measure = f"{then} {glyphs.carry} {gap.measure}"
    return GapRow(gap, mark, (measure, "text"), then=then)


def gap_line(row: GapRow, side: int, width: int, glyphs: Glyphs) -> Line:
    """Return a gap's row: mark, title, area, bar, and a text of `side` cells at the right end."""
    gap, right, wide = row.gap, row.right, width >= WIDE_ROW
    bar = then_and_now(row.then, gap, glyphs) if row.then is not None and wide else ()
    right_cells = max(SIDE + BAR, side + 1 + (BAR if bar else 0)) if wide else side + 1
    area = gap.area.value.ljust(AREA + 2) if width >= MIDDLE_ROW else ""
    room = max(8, width - 3 - right_cells - len(area) - 1)
    title = cut(gap.title, room, glyphs.cut)
    pad = " " * (room - width_of(((title, ""),)) + 1)
    pieces: Line = ((f"{row.mark[0]}  ", row.mark[1]), (title, row.ink), (pad, ""), (area, "muted"))
    fact = cut(right[0], width - width_of(pieces) - width_of(bar) - 1, glyphs.cut)
    return justify((*pieces, *bar), ((fact, right[1]),), width)


def then_and_now(then: int, gap: GapSnapshot, glyphs: Glyphs) -> Line:
    """Return a measure as a bar: the former part muted, the new part green."""
    before, now = _cells(then, gap.needed), _cells(gap.evidence, gap.needed)
    kept_cells = min(before, now)
    return (
        (glyphs.full * kept_cells, "muted"),
        (glyphs.full * (now - kept_cells), "good"),
        (glyphs.rest * (BAR - now), "faint"),
    )


def _cells(part: int, total: int) -> int:
    return min(BAR, max(BAR * part // total, part > 0))


# The board as it was, and the answers.


def board_blocks(board: Snapshot, width: int, glyphs: Glyphs, *, airy: bool) -> Iterator[list[Line]]:
    """Yield the blocks of a snapshot: horizons, and the gaps of each area."""
    yield horizon_lines(board.horizons, width, glyphs)
    narrow = width < MIDDLE_ROW
    for area in Area:
        gaps = [gap for gap in board.gaps if gap.area is area and gap.on_board]
        if gaps:
            rows = [_board_row(gap, width, glyphs) for gap in gaps]
            yield headed(area.value.capitalize(), str(len(gaps)), rows, airy=airy and not narrow)
    closed = sum(gap.closed is not None for gap in board.gaps)
    parked = sum(not gap.on_board for gap in board.gaps) - closed
    away = ", ".join(f"{count} {word}" for count, word in ((closed, "closed"), (parked, "parked")) if count)
    if away:
        yield [_text(away, "muted")]
    elif not board.gaps:
        yield [_text("The board was empty.", "muted")]


def _board_row(gap: GapSnapshot, width: int, glyphs: Glyphs) -> Line:
    mark: Piece = (glyphs.done, "good") if gap.shown else (glyphs.dot, "faint")
    title = cut(gap.title, max(8, width - len(gap.measure) - 5), glyphs.cut)
    return justify(((f"{mark[0]}  ", mark[1]), (title, "text")), ((gap.measure, "muted"),), width)


def answer_blocks(view: ReviewsView, review: Review, width: int, glyphs: Glyphs, *, airy: bool) -> Iterator[list[Line]]:
    """Yield the blocks of a review's answers, bets, and remarks with their days."""
    for name, text in review.texts().items():
        if text:
            lines = [_text(part, "italic") for part in wrap(text, width)]
            yield headed(ANSWER_HEADINGS[name], "", lines, airy=airy)
    bets = [view.titles[gap] for gap in review.bets if gap in view.titles]
    if bets:
        rows: list[Line] = [
            ((f"{glyphs.quarterly}  ", "here"), (cut(title, width - 3, glyphs.cut), "text")) for title in bets
        ]
        yield headed("Bets", str(len(bets)), rows, airy=airy)
    if review.remarks:
        lines = []
        for remark in review.remarks:
            lines.append(_text(day_in_full(remark.day), "muted"))
            lines += [_text(part, "italic") for part in wrap(remark.text, width)]
        yield headed("Remarks", str(len(review.remarks)), lines, airy=airy)
