"""Layout of the Week screen: regions of its blocks, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from textual.geometry import Region

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.text.user_text import pluralized
from devjournal.tui import verbs
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.week import sections as blocks
from devjournal.tui.week.data import WeekView
from devjournal.tui.week.due import due_line
from devjournal.tui.week.folds import FOLDS, FOLDS_WITH_ENTRIES, SHORT, UNLIMITED, Fold
from devjournal.tui.week.hero import Hero, fixed_height_lines, hero_lines
from devjournal.tui.week.lesson import LESSON_HEADING, lesson_in_use, lesson_lines
from devjournal.tui.week.sections import BESIDE
from devjournal.tui.widgets.block import EDGE, Block, Row
from devjournal.tui.widgets.charts import ritual, ritual_row
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.paragraphs import heading, stack
from devjournal.tui.widgets.rows import extend_upwards
from devjournal.tui.widgets.screen_sizes import CONTENT

SIDE, GUTTER = 36, 6
"""Cells of the side column on 120 columns, and of the gutter before it."""

BESIDE_GUTTER = 4
"""Cells between the plan and the strip beside it."""

STREAK = 14
"""Cells of the streak when entries share its line."""

MIN_ENTRIES, HIGH_ENOUGH = 3, 24
"""Minimum rows of entries, on a screen of so many rows."""

INSET = 3
"""Cells from the hero's left edge to its text."""


def side_of(content: int) -> int:
    """Return the width of the side column: 36 cells, plus two fifths of the cells beyond the usual content."""
    return SIDE + max(0, content - CONTENT) * 2 // 5


def with_room_for(focused: str | None, placed: Sequence[Block]) -> list[Block]:
    """Return the blocks; the rows of the block `focused` grow upwards if their longest text needs it.

    They cover neither hero nor ritual nor the streak: a strip above them moves up with them.
    """
    by_name = {block.name: block for block in placed}
    rows = by_name.get(focused or "")
    if rows is None or not rows.rows:
        return list(placed)
    top = max((by_name[name].region.bottom for name in ("hero", "ritual") if name in by_name), default=0)
    if (side := by_name.get("side")) and side.region.x < rows.region.right and side.region.y < rows.region.y:
        top = max(top, side.region.y + 2)  # its second line is the streak
    strip = by_name.get("strip")
    if strip is None or strip.region.bottom > rows.region.y:
        by_name[rows.name] = extend_upwards(rows, top)
    else:
        grown = extend_upwards(rows, top + strip.region.height, gap=0)
        y = min(strip.region.y, grown.region.y - strip.region.height)
        by_name |= {rows.name: grown, "strip": strip._replace(region=Region(strip.region.x, y, *strip.region.size))}
    return list(by_name.values())


class _Section(NamedTuple):
    """A block of the main column before it is placed."""

    name: str
    gap: int
    """Blank lines above; -1 puts the section beside the one before, which is the streak."""
    lines: Sequence[Line] = ()
    rows: list[Row] | None = None
    min_height: int = 0
    """Rows that the section needs; 0 if it is shown only in free rows."""
    summary: Line | None = None

    @property
    def full_height(self) -> int:
        """Rows of the whole content."""
        # entries wrap into free rows: blocks below the plan do not move as the week is written
        wraps = self.name == "entries"
        return len(self.lines) + sum(max(1, len(row.lines)) if wraps else 1 for row in self.rows or ())

    def grown(self, spare: int) -> tuple[int, int]:
        """Return the height with up to `spare` free rows, and the number of rows that stay free."""
        if self.min_height and self.rows is None:
            return self.min_height, spare
        gap = 0 if self.min_height else self.gap
        extra = min(max(0, spare - gap), max(0, self.full_height - self.min_height))
        if self.rows is None and extra < self.full_height:
            extra = 0  # a block without rows is shown whole or not at all
        return self.min_height + extra, spare - extra - (gap if extra else 0)


def _min_height(sections: Sequence[_Section]) -> int:
    """Return the rows that sections need, one below the other."""
    return sum(section.gap + section.min_height for section in sections if section.min_height) - sections[0].gap


@dataclass(kw_only=True)
class WeekLayout(SizedLayout):
    """Lays out one view for one terminal size."""

    view: WeekView
    hero: Hero
    unfolded: bool = False
    """Whether the user has unfolded the done steps."""
    before_recap: WeekLayout | None = None
    """After a recap, the layout before it: the hero keeps its size, so that nothing jumps."""

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        start, end = self._rows
        placed = self._place(*self._fitting(end - start))
        return placed if self.view.first_run or not self.grid.wide else [*placed, self._side_column]

    @property
    def _rows(self) -> tuple[int, int]:
        """The first row of the blocks, and the row after their last."""
        grid = self.grid
        return 3 if grid.wide or (self.height >= 24 and not grid.narrow) else 2, grid.end

    @property
    def _main(self) -> int:
        """Width of the main column."""
        content = self.grid.beside_preview
        return content - side_of(content) - GUTTER if self.grid.wide else content

    # The main column.

    def _fitting(self, room: int) -> tuple[Fold, list[_Section]]:
        """Return the first fold that fits into `room` rows, and its sections."""
        folds = FOLDS_WITH_ENTRIES if self.height >= HIGH_ENOUGH and self.view.entries else FOLDS
        folds = folds if self.grid.tall or self.view.first_run else folds[SHORT:]
        if self.before_recap is not None:  # a hit adds an entry: nothing else may fold because of it
            former = self.before_recap._fitting(room)[0]
            folds = (former, former._replace(all_entries=False), *folds)
        for fold in folds:
            sections = self._sections(fold)
            height = _min_height(sections)
            if height <= room:
                break
        return self._grown(fold, room) if self.before_recap is None and height < room else (fold, sections)

    def _grown(self, fold: Fold, room: int) -> tuple[Fold, list[_Section]]:
        """Give rows that the fold leaves free to the texts that it cut."""
        text_lines, step_lines = fold.text_lines, fold.step_lines
        larger: list[Fold] = []
        if text_lines < UNLIMITED:
            larger += [fold._replace(text_lines=limit) for limit in (UNLIMITED, text_lines + 2, text_lines + 1)]
        if step_lines < UNLIMITED:
            larger += [fold._replace(step_lines=limit) for limit in (UNLIMITED, step_lines + 1)]
        folds = ((candidate, self._sections(candidate)) for candidate in (*larger, fold))
        return next((candidate, sections) for candidate, sections in folds if _min_height(sections) <= room)

    def _sections(self, fold: Fold) -> list[_Section]:
        view, glyphs, main, grid = self.view, self.glyphs, self._main, self.grid
        if view.first_run:
            return self._first_run(fold)
        sections: list[_Section] = []
        if (grid.wide or not view.is_this_week) and fold.title:
            sections.append(_Section("title", 0, [blocks.title_line(view.week.iso, main, glyphs)], min_height=1))
        sections.append(self._hero(fold, 1))
        track = ritual(view.week, view.state, view.today, main, glyphs, view.ritual)
        track = [*(track if fold.ritual_track else [ritual_row(track)]), *self._due(fold), *self._lesson(fold)]
        sections.append(_Section("ritual", fold.gap, track, min_height=len(track)))
        strip_beside = self._strip_beside(fold)
        width, height = (main - BESIDE - BESIDE_GUTTER, 5) if strip_beside else (main, 0)
        sections.append(self._plan(fold, width, height))
        if not view.week.has_goal and view.is_this_week:
            last = blocks.last_week_lines(view, main, glyphs, airy=fold.below_heading > 0)
            sections.append(_Section("last", fold.gap, last, min_height=len(last) if fold.all_entries else 0))
        if grid.wide or strip_beside:
            sections.append(self._entries(fold, main, fold.gap))
        else:
            by_streak = fold.entries_by_streak
            row = blocks.strip_row(view, STREAK if by_streak else main, glyphs)
            sections.append(_Section("strip", fold.gap, [row], min_height=1))
            gap = -1 if by_streak else 0 if fold.entries_in_line else fold.gap
            sections.append(self._entries(fold, main - STREAK if by_streak else main, gap))
        if view.year_ago is not None:
            sections.append(_Section("ago", min(fold.gap, 1), rows=[blocks.ago_row(view.year_ago, main, glyphs)]))
        return [section for section in sections if section.lines or section.rows]

    def _strip_beside(self, fold: Fold) -> bool:
        """Return whether the strip stands beside the plan, on a screen of middle width."""
        return not self.grid.wide and not self.grid.narrow and not fold.entries_in_line

    def _first_run(self, fold: Fold) -> list[_Section]:
        method = blocks.method_lines(self._main, self.view.ritual, promise=fold.all_entries) if fold.whole_plan else []
        last = blocks.begin_line(self._main) if method else verbs.HELP.hint(" shows how a week goes.")
        return [
            *([_Section("title", 0, method, min_height=len(method))] if method else []),
            self._hero(fold, fold.gap),
            _Section("last", fold.gap, [last], min_height=0 if fold.entries_in_line and method else 1),
        ]

    def _hero(self, fold: Fold, gap: int) -> _Section:
        lines = self._hero_lines(fold)
        if fold.padding:
            lines = [BLANK, *lines, BLANK]
        return _Section("hero", gap, lines, min_height=len(lines))

    def _hero_lines(self, fold: Fold) -> list[Line]:
        width, glyphs, corner = self._main - 2 * INSET, self.glyphs, self._corner(fold)
        if self.before_recap is None:
            return hero_lines(self.hero, width, glyphs, air=fold.air, text_lines=fold.text_lines, corner=corner)
        height = len(self.before_recap._hero_lines(fold))
        return fixed_height_lines(self.hero, height, width, glyphs, corner)

    def _corner(self, fold: Fold) -> str:
        """Return the text for the hero's corner: the date, or the number of another week, if shown nowhere else."""
        if not self.view.is_this_week:
            name = f"Week {self.view.week.iso.number}"
            return "" if fold.title or name in self.hero.question else name
        return day_in_row(self.view.today) if self.grid.narrow else ""

    def _plan(self, fold: Fold, width: int, min_height: int) -> _Section:
        """Return the plan, or before the goal the gaps that could use a week."""
        view, glyphs, week = self.view, self.glyphs, self.view.week
        if week.plan:
            rows = blocks.plan_rows(view, width, glyphs, folded=not fold.done_steps and not self.unfolded)
            title = heading("Plan", f"{week.steps_done} of {len(week.plan)}")
        elif week.has_goal:
            key = () if view.has_any.plans else verbs.NEW_STEP.hint(" adds a step.")
            invitation: Line = (("No plan yet. ", "muted"), *key)
            lines = [heading("Plan"), *([BLANK] * fold.below_heading), invitation] if fold.plan_heading else []
            return _Section("plan", fold.gap, lines, min_height=max(min_height, len(lines)))
        else:
            rows = blocks.gap_rows(view, width, glyphs) if fold.gaps else []
            if not rows:
                return _Section("plan", fold.gap, [BLANK] * min_height, min_height=min_height)
            title = heading("Gaps that could use a week", "least proven first" if width >= 46 else "")
        head = [title, *([BLANK] * fold.below_heading)] if fold.plan_heading else []
        height = sum(min(len(row.lines), fold.step_lines) for row in rows) if fold.whole_plan else 1
        return _Section("plan", fold.gap, head, rows, min_height=max(min_height, len(head) + height))

    def _entries(self, fold: Fold, width: int, gap: int) -> _Section:
        view, glyphs, count = self.view, self.glyphs, len(self.view.entries)
        below_heading = [BLANK] * fold.below_heading
        if not count:
            head = [] if fold.entries_in_line else [heading("Entries"), *below_heading]
            return _Section("entries", gap, [*head, blocks.empty_entries(view, width)], min_height=len(head) + 1)
        rows = blocks.entry_rows(view, width, glyphs)
        if fold.entries_in_line:
            summary: Line = ((f"{pluralized(count, 'entry', 'entries')} {glyphs.more}", "muted"),)
            return _Section("entries", gap, [], rows, min_height=1, summary=summary)
        head = [heading("Entries", f"{count} {'this' if view.is_this_week else 'that'} week"), *below_heading]
        former_count = len(self.before_recap.view.entries) if self.before_recap is not None else count
        few = max(1, min(former_count, MIN_ENTRIES if self.height >= HIGH_ENOUGH else 1))
        return _Section("entries", gap, head, rows, min_height=len(head) + (count if fold.all_entries else few))

    def _due(self, fold: Fold) -> list[Line]:
        """Return the line of other due things, if neither hero nor side column shows them."""
        if self.before_recap is not None:
            return self.before_recap._due(fold)
        if not self.view.is_this_week:
            return []
        hero = self.hero
        mentioned = hero.action in ("recap_last", "catch_up") or (fold.text_lines > 0 and "no recap" in hero.remark)
        events = self.grid.wide and blocks.COMING_UP in self._side_column.lines
        line = due_line(self.view, self._main, self.glyphs, recap=not mentioned, events=not events)
        return [line] if line else []

    def _lesson(self, fold: Fold) -> list[Line]:
        """Return the lesson in use, if the side column does not show it. A recap does not change its height."""
        week, width, glyphs = self.view.lesson_week, self._main, self.glyphs
        if self.before_recap is not None:
            former = self.before_recap._lesson(fold)
            lines = lesson_in_use(week, width, len(former), glyphs) if week and former else []
            return [*lines, *[BLANK] * (len(former) - len(lines))]
        beside = self.grid.wide and LESSON_HEADING in self._side_column.lines
        return [] if week is None or beside else lesson_in_use(week, width, fold.step_lines, glyphs)

    def _place(self, fold: Fold, sections: list[_Section]) -> list[Block]:
        """Place the sections from top to bottom; free rows go to the first ones that need them."""
        start, end = self._rows
        spare = end - start - _min_height(sections)
        placed: list[Block] = []
        y = start - sections[0].gap
        for section in sections:
            height, spare = section.grown(spare)
            height = max(0, min(height, end - y - section.gap))
            if not height:
                continue
            y += section.gap
            edge = EDGE if section.name in ("plan", "entries", "ago") else 0
            left, width = self.grid.x - edge, self._main + edge
            if section.gap < 0:
                left, width = left + STREAK, width - STREAK
            elif section.name == "strip" and fold.entries_by_streak:
                width = STREAK - EDGE
            elif section.name == "plan" and self._strip_beside(fold):
                placed.append(self._beside(y, end))
                width -= BESIDE + BESIDE_GUTTER
            region = Region(left, y, width, height)
            placed.append(Block(section.name, region, section.lines, section.rows, section.summary))
            y += height
        return placed

    def _beside(self, y: int, end: int) -> Block:
        """Return streak and strip beside the plan."""
        lines = blocks.strip_beside(self.view, self.glyphs)
        x = self.width - self.grid.x - BESIDE
        return Block("side", Region(x, y, BESIDE, max(0, min(len(lines), end - y))), lines)

    # The side column.

    @cached_property
    def _side_column(self) -> Block:
        """The side column. If not all of its parts fit, they are dropped in the order of `docs/design.md`."""
        view, glyphs, grid = self.view, self.glyphs, self.grid
        start, end = self._rows
        x, y, width = grid.x + self._main + GUTTER, start + 2, side_of(grid.beside_preview)
        streak = blocks.streak_lines(view, width)
        full, bare = (blocks.strip_block(view, width, glyphs, ruler=ruler) for ruler in (True, False))
        feeds = blocks.feeds_lines(view, width, glyphs)
        events = blocks.events_lines(view, width, glyphs)
        lesson, whole = (lesson_lines(view.lesson_week, width, limit, glyphs) for limit in (3, UNLIMITED))
        if any(event.is_due for event in view.events):  # due events come before optional blocks
            choices = [
                (streak, events, whole, full, feeds),
                (streak, events, lesson, full, feeds),
                (streak, events, lesson, full),
                (streak, events, lesson, bare),
                (streak, events, lesson),
            ]
        else:
            choices = [
                (streak, full, feeds, events, whole),
                (streak, full, feeds, events, lesson),
                (streak, full, feeds, lesson),
                (streak, full, lesson),
                (streak, bare, lesson),
            ]
        for choice in (*choices, (streak, lesson), (streak,)):
            lines = stack(*choice, gap=2 if grid.tall else 1)
            if len(lines) <= end - y:
                break
        return Block("side", Region(x, y, width, max(0, min(len(lines), end - y))), lines)
