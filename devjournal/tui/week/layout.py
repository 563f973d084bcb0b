"""Layout of the Week screen: regions of its blocks, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Region

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.text.user_text import pluralized
from devjournal.tui import verbs
from devjournal.tui.week import sections as blocks
from devjournal.tui.week.data import WeekView
from devjournal.tui.week.folds import FEW_FOLDS, FOLDS, SHORT, WHOLE, Fold
from devjournal.tui.week.hero import Hero, fixed_height_lines, hero_lines
from devjournal.tui.week.lesson import LESSON, lesson_in_use, lesson_lines
from devjournal.tui.week.sections import BESIDE
from devjournal.tui.widgets.block import EDGE, Block, Row
from devjournal.tui.widgets.charts import ritual, ritual_row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.paragraphs import heading, stack
from devjournal.tui.widgets.rows import grown_upwards
from devjournal.tui.widgets.screen_sizes import CONTENT, MIDDLE, TALL, WIDE, content_beside_preview, margin_of

SIDE, GUTTER = 36, 6
STREAK = 14
"""Cells of the streak when entries share its line."""
FEW, FEW_FROM = 3, 24
"""Minimum rows of entries, on a screen of so many rows."""
INSET = 3  # cells from the hero's left edge to its text


def side_of(content: int) -> int:
    """Return the width of the side column: 36 cells, plus two fifths of the cells beyond the usual content."""
    return SIDE + max(0, content - CONTENT) * 2 // 5


def with_room_for(focused: str | None, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; the focused rows grow upwards where their longest text needs it.

    They cover neither hero nor ritual nor the streak: a strip above them moves up with them.
    """
    by_name = {block.name: block for block in blocks}
    rows = by_name.get(focused or "")
    if rows is None or not rows.rows:
        return list(blocks)
    top = max((by_name[name].region.bottom for name in ("hero", "ritual") if name in by_name), default=0)
    if (side := by_name.get("side")) and side.region.x < rows.region.right and side.region.y < rows.region.y:
        top = max(top, side.region.y + 2)  # its second line is the streak
    strip = by_name.get("strip")
    if strip is None or strip.region.bottom > rows.region.y:
        grown = grown_upwards(rows, top)
    else:
        grown = grown_upwards(rows, top + strip.region.height, gap=0)
        y = min(strip.region.y, grown.region.y - strip.region.height)
        by_name["strip"] = strip._replace(region=Region(strip.region.x, y, *strip.region.size))
    return list({**by_name, rows.name: grown}.values())


class _Section(NamedTuple):
    """A block of the main column before it is placed."""

    name: str
    gap: int
    lines: Sequence[Line] = ()
    rows: list[Row] | None = None
    least: int = 0
    summary: Line | None = None

    @property
    def full_height(self) -> int:
        # entries wrap into free rows: blocks below the plan do not move as the week is written
        wraps = self.name == "entries"
        return len(self.lines) + sum(max(1, len(row.lines)) if wraps else 1 for row in self.rows or ())


class WeekLayout(NamedTuple):
    """Lays out one view for one terminal size."""

    view: WeekView
    hero: Hero
    width: int
    height: int
    glyphs: Glyphs
    unfolded: bool = False
    """Whether the user has unfolded the done steps."""
    before: WeekLayout | None = None
    """After a recap, the week before it: the hero keeps its size, so that nothing jumps."""

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        margin = margin_of(self.width)
        content = content_beside_preview(self.width)
        wide = self.width >= WIDE
        main = content - side_of(content) - GUTTER if wide else content
        start, end = self._rows
        room = end - start
        sections, need = self._fitting(main, room)[1:]
        blocks = self._place(sections, room - need, start, end, margin, main)
        if wide and not self.view.first_run:
            blocks.append(self._beside_main(main))
        return blocks

    @property
    def _rows(self) -> tuple[int, int]:
        """The first row of the blocks, and the row after their last."""
        start = 3 if self.width >= WIDE or (self.height >= 24 and self.width >= MIDDLE) else 2
        return start, self.height - (2 if self.height >= 16 else 1)

    # The main column.

    def _fitting(self, main: int, room: int) -> tuple[Fold, list[_Section], int]:
        """Return the first fold that fits into `room` rows, its sections, and their rows."""
        folds = FEW_FOLDS if self.height >= FEW_FROM and self.view.entries else FOLDS
        folds = folds if self.height >= TALL or self.view.first_run else folds[SHORT:]
        if self.before is not None:  # a hit adds an entry: nothing else may fold because of it
            former = self.before._fitting(main, room)[0]
            folds = (former, former._replace(entries=False), *folds)
        for fold in folds:
            sections, need = self._sections_and_rows(fold, main)
            if need <= room:
                break
        if self.before is None and need < room:
            return self._grown(fold, main, room)
        return fold, sections, need

    def _sections_and_rows(self, fold: Fold, main: int) -> tuple[list[_Section], int]:
        """Return the sections of a fold, and their rows."""
        sections = self._sections(fold, main)
        return sections, sum(section.gap + section.least for section in sections if section.least) - sections[0].gap

    def _grown(self, fold: Fold, main: int, room: int) -> tuple[Fold, list[_Section], int]:
        """Give rows that the fold leaves free to the texts that it cut."""
        words, steps = fold.words, fold.step_lines
        larger = [fold._replace(words=most) for most in (WHOLE, words + 2, words + 1) if words < WHOLE]
        larger += [fold._replace(step_lines=most) for most in (WHOLE, steps + 1) if steps < WHOLE]
        for wider in larger:
            sections, need = self._sections_and_rows(wider, main)
            if need <= room:
                return wider, sections, need
        return (fold, *self._sections_and_rows(fold, main))

    def _sections(self, fold: Fold, main: int) -> list[_Section]:
        view, glyphs = self.view, self.glyphs
        inner = main - 2 * INSET
        middle, narrow = MIDDLE <= self.width < WIDE, self.width < MIDDLE
        gap = fold.gap
        lines = self._hero_lines(fold, inner)
        if fold.pad:
            lines = [BLANK, *lines, BLANK]
        hero = _Section("hero", 1, lines, least=len(lines))
        if view.first_run:
            method = blocks.method_lines(main, view.ritual, promise=fold.entries) if fold.plan else []
            tail = blocks.begin_line(main)
            if not method:
                tail = verbs.HELP.hint(" shows how a week goes.")
            return [
                *([_Section("title", 0, method, least=len(method))] if method else []),
                _Section("hero", min(gap, 2) if method else 1, lines, least=len(lines)),
                _Section("last", gap, [tail], least=0 if fold.line and method else 1),
            ]
        sections: list[_Section] = []
        if (self.width >= WIDE or not view.is_this_week) and fold.title:
            sections.append(_Section("title", 0, [blocks.title_line(view.week.iso, main, self.glyphs)], least=1))
        sections.append(hero)
        track = ritual(view.week, view.state, view.today, main, glyphs, view.ritual)
        track = [*(track if fold.track else [ritual_row(track)]), *self._due(fold, main), *self._lesson(fold, main)]
        sections.append(_Section("ritual", gap, track, least=len(track)))
        beside = middle and not fold.line
        sections += self._plan(fold, main - BESIDE - 4 if beside else main, 5 if beside else 0)
        if not view.week.has_goal and view.is_this_week:
            last = blocks.last_week_lines(view, main, glyphs, airy=fold.after > 0)
            sections.append(_Section("last", gap, last, least=len(last) if fold.entries else 0))
        strip = (narrow or middle) and not beside
        if strip:
            row = blocks.strip_row(view, STREAK if fold.joined else main, glyphs)
            sections.append(_Section("strip", gap, [row], least=1))
        if strip and fold.joined:
            sections.append(self._entries(fold, main - STREAK, -1))
        else:
            sections.append(self._entries(fold, main, 0 if strip and fold.line else gap))
        if view.year_ago is not None:
            sections.append(_Section("ago", min(gap, 1), rows=[blocks.ago_row(view.year_ago, main, glyphs)]))
        return [section for section in sections if section.lines or section.rows]

    def _hero_lines(self, fold: Fold, width: int) -> list[Line]:
        note = self._note(fold)
        if self.before is None:
            return hero_lines(self.hero, width, self.glyphs, air=fold.air, words=fold.words, note=note)
        height = len(self.before._hero_lines(fold, width))
        return fixed_height_lines(self.hero, height, width, self.glyphs, note)

    def _note(self, fold: Fold) -> str:
        """Return the text for the hero's corner: the date, or the number of another week, if shown nowhere else."""
        if not self.view.is_this_week:
            name = f"Week {self.view.week.iso.number}"
            return "" if fold.title or name in self.hero.question else name
        return "" if self.width >= MIDDLE else day_in_row(self.view.today)

    def _plan(self, fold: Fold, width: int, least: int) -> list[_Section]:
        view, glyphs = self.view, self.glyphs
        week = view.week
        if not week.has_goal:
            rows = blocks.gap_rows(view, width, glyphs) if fold.gaps else []
            if not rows:
                return [_Section("plan", fold.gap, [BLANK] * least, least=least)] if least else []
            head = [heading("Gaps that could use a week", "least proven first" if width >= 46 else "")]
        elif not week.plan:
            adds = verbs.NEW_STEP.hint(" adds a step.")
            invitation = (("No plan yet. ", "muted"), *(() if view.has_any.plans else adds))
            if not fold.heads:
                return []
            head = [heading("Plan"), *([BLANK] * fold.after), invitation]
            return [_Section("plan", fold.gap, head, rows=None, least=max(least, len(head)))]
        else:
            rows = blocks.plan_rows(view, width, glyphs, folded=not fold.steps and not self.unfolded)
            head = [heading("Plan", f"{week.steps_done} of {len(week.plan)}")]
        head = [*head, *([BLANK] * fold.after)] if fold.heads else []
        lines = sum(min(len(row.lines), fold.step_lines) for row in rows)
        needed = len(head) + (lines if fold.plan else 1)
        return [_Section("plan", fold.gap, head, rows=rows, least=max(least, needed))]

    def _entries(self, fold: Fold, width: int, gap: int) -> _Section:
        view, glyphs = self.view, self.glyphs
        if not view.entries:
            head = [] if fold.line else [heading("Entries"), *([BLANK] * fold.after)]
            return _Section("entries", gap, [*head, blocks.empty_entries(view, width)], least=len(head) + 1)
        count = pluralized(len(view.entries), "entry", "entries")
        rows = blocks.entry_rows(view, width, glyphs)
        if fold.line:
            summary: Line = ((f"{count} {glyphs.more}", "muted"),)
            return _Section("entries", gap, [], rows, least=1, summary=summary)
        head = [
            heading("Entries", f"{len(view.entries)} {'this' if view.is_this_week else 'that'} week"),
            *([BLANK] * fold.after),
        ]
        rows_before = len(self.before.view.entries) if self.before is not None else len(rows)
        few = max(1, min(rows_before, FEW if self.height >= FEW_FROM else 1))
        return _Section("entries", gap, head, rows, least=len(head) + (len(rows) if fold.entries else few))

    def _due(self, fold: Fold, width: int) -> list[Line]:
        """Return the line of other due things, if neither hero nor side column shows them."""
        if self.before is not None:
            return self.before._due(fold, width)
        if not self.view.is_this_week:
            return []
        mentioned = self.hero.action in ("recap_last", "catch_up") or (fold.words > 0 and "no recap" in self.hero.also)
        coming = self.width >= WIDE and blocks.COMING in self._beside_main(width).lines
        line = blocks.due_line(self.view, width, self.glyphs, recap=not mentioned, coming=not coming)
        return [line] if line else []

    def _lesson(self, fold: Fold, width: int) -> list[Line]:
        """Return the lesson in use, if the side column does not show it; after a recap in as many lines as before."""
        if self.before is not None:
            former = self.before._lesson(fold, width)
            lines = lesson_in_use(self.view.lesson, width, len(former), self.glyphs) if self.view.lesson else []
            return [*lines, *[BLANK] * (len(former) - len(lines))] if former else []
        lesson, beside = self.view.lesson, self.width >= WIDE and LESSON in self._beside_main(width).lines
        return [] if lesson is None or beside else lesson_in_use(lesson, width, fold.step_lines, self.glyphs)

    def _place(self, sections: list[_Section], spare: int, start: int, end: int, margin: int, main: int) -> list[Block]:
        blocks: list[Block] = []
        beside = MIDDLE <= self.width < WIDE and all(section.name != "strip" for section in sections)
        y = start - sections[0].gap
        for section in sections:
            y += section.gap
            height = section.least
            if section.rows is not None or section.least == 0:
                gap = 0 if section.least else section.gap
                extra = min(max(0, spare - gap), max(0, section.full_height - section.least))
                if section.rows is None and extra < section.full_height:
                    extra = 0  # a block without rows is shown whole or not at all
                height, spare = height + extra, spare - extra - (gap if extra else 0)
            height = max(0, min(height, end - y))
            if not height:
                y -= section.gap
                continue
            edged = section.name in ("plan", "entries", "ago")
            left = margin - EDGE if edged else margin
            width = main + (EDGE if edged else 0)
            if section.gap < 0:  # beside the streak
                left, width = left + STREAK, width - STREAK
            elif section.name == "strip" and any(other.gap < 0 for other in sections):
                width = STREAK - EDGE
            if section.name == "plan" and beside:
                blocks.append(self._beside(margin, y, end))
                width = min(width, main - BESIDE - 4 + EDGE)
            region = Region(left, y, width, height)
            blocks.append(Block(section.name, region, section.lines, section.rows, section.summary))
            y += height
        return blocks

    def _beside(self, margin: int, y: int, end: int) -> Block:
        at = self.width - margin - BESIDE
        lines = blocks.strip_beside(self.view, self.glyphs)
        return Block("side", Region(at, y, BESIDE, max(0, min(len(lines), end - y))), lines)

    # The side column.

    def _beside_main(self, main: int) -> Block:
        """Stack the side's blocks. The last in the order of `docs/design.md` is dropped first."""
        view, glyphs, margin = self.view, self.glyphs, margin_of(self.width)
        start, end = self._rows
        x, y, width = main + margin + GUTTER, start + 2, side_of(content_beside_preview(self.width))
        gap = 2 if self.height >= TALL else 1
        streak = blocks.streak_lines(view, width)
        full = blocks.strip_block(view, width, glyphs, ruler=True)
        bare = blocks.strip_block(view, width, glyphs, ruler=False)
        feeds = blocks.feeds_lines(view, width, glyphs)
        coming = blocks.coming_lines(view, width, self.glyphs)
        lesson = lesson_lines(view.lesson, width, 3, glyphs)
        if any(when == "due" for _, when in view.coming):  # due events come before optional blocks
            order = (streak, coming, lesson, full, feeds)
            choices: tuple[tuple[list[Line], ...], ...] = (order, order[:4], (*order[:3], bare), order[:3])
        else:
            order = (streak, full, feeds, coming, lesson)
            choices = (order, (streak, full, feeds, lesson), (streak, full, lesson), (streak, bare, lesson))
        whole = lesson_lines(view.lesson, width, WHOLE, glyphs)
        first = tuple(whole if block is lesson else block for block in choices[0])
        choices = (first, *choices, (streak, lesson), (streak,))
        for choice in choices:
            lines = stack(*choice, gap=gap)
            if len(lines) <= end - y:
                break
        return Block("side", Region(x, y, width, max(0, min(len(lines), end - y))), lines)
