"""The Week screen: the question of the day, and the week around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.dates.days import FIRST_MONDAY, LAST_MONDAY, IsoWeek
from devjournal.domain.week.week import State
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings, moves
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions
from devjournal.tui.week.data import WeekView, read
from devjournal.tui.week.hero import Hero, hero_of
from devjournal.tui.week.hero_pane import HeroPane
from devjournal.tui.week.layout import WeekLayout, with_room_for
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.rows import RowPane, WrappedRows


class WeekScreen(PreviewingScreen):
    """One week: the question of the day, the plan, entries and the streak."""

    NAME = "week"
    LAID_OUT_BY_FOCUS = True
    VERBS = verbs.WEEK
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(verbs.WEEK),
        *moves(priority=False, left="shift(-1)", right="shift(1)"),
    ]

    def __init__(self, journal: Journal) -> None:
        """Show this week of `journal`."""
        super().__init__(journal)
        self.iso = IsoWeek.of(journal.today)
        self._follows = True
        """Whether the screen shows the current week, and moves on with the date."""
        self.view: WeekView | None = None
        self._celebrated: WeekView | None = None
        """The view before a recap that is celebrated until the screen is left."""
        self._unfolded = False
        """Whether the done steps of the plan are unfolded."""
        self._last_layout: tuple[WeekLayout, list[Block]] | None = None
        """The last layout and its blocks, reused for the same input: a start and a resize ask several times."""

    def blocks(self) -> Sequence[Widget]:
        """The panes in `tab` order, placed by `WeekLayout`."""
        return (
            Pane(id="title"),
            HeroPane(id="hero"),
            Pane(id="ritual"),
            WrappedRows(id="plan"),
            Pane(id="last"),
            Pane(id="strip"),
            WrappedRows(id="entries"),
            RowPane(id="ago"),
            Pane(id="side"),
            Preview(id="preview"),
        )

    def on_mount(self) -> None:
        """Focus the question of the day."""
        self.set_focus(self.query_one("#hero"))

    def on_screen_suspend(self) -> None:
        """End the celebration of a recap when the screen is left."""
        is_left = isinstance(self.app.screen, JournalScreen) and self.app.screen is not self
        if is_left and self._celebrated is not None:
            self._celebrated = None
            self.invalidate()

    # Reading and layout.

    def reload(self) -> None:
        """Read the week."""
        if self._follows:
            self.iso = IsoWeek.of(self.journal.today)
        self.view = read(self.journal, self.iso)

    @property
    def _before_recap(self) -> WeekView | None:
        """The view of the shown week before its recap, while that is celebrated."""
        before = self._celebrated
        return before if before is not None and before.week.iso == self.iso else None

    @property
    def hero(self) -> Hero:
        """The question of the day."""
        assert self.view is not None
        return hero_of(self.view, self.glyphs, celebrates=self._before_recap is not None)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the week, and hand every pane its content."""
        if self.view is None:
            return {}
        hero, glyphs = self.hero, self.glyphs
        layout = WeekLayout(
            view=self.view, hero=hero, width=size.width, height=size.height, glyphs=glyphs, unfolded=self._unfolded
        )
        before = self._before_recap
        if before is not None and self.view.week.outcome is not None:
            layout.before_recap = replace(layout, view=before, hero=hero_of(before, glyphs, celebrates=False))
        if self._last_layout is None or self._last_layout[0] != layout:
            self._last_layout = layout, layout.blocks()
        self.query_one(HeroPane).set_colours(hero.ground, hero.edge)
        regions = self.show_blocks(with_room_for(self.focused.id if self.focused else None, self._last_layout[1]))
        for pane in self.query(RowPane):
            if pane.id not in regions:
                pane.show_rows((), ())
            pane.can_focus = bool(pane.rows)
            if pane is not self.focused:
                pane.move_to(0)  # the newest entry may be first or last: show the beginning
        return regions

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        view = self.view
        if view is None:
            return ()
        if view.first_run:
            return (verbs.GOAL, verbs.BEGIN, verbs.BRING, verbs.ENTRY)
        week, day, ritual, edit = view.week, view.today.weekday(), view.ritual, self._edit_verb()
        if week.outcome is not None:
            return (edit or verbs.EDIT_RECAP, verbs.ENTRY, verbs.TOPIC, verbs.UNDO, verbs.WEEK_KEYS)
        edits = (edit,) if edit else ()
        if week.monday > view.today or not week.has_goal:
            recap = (verbs.RECAP,) if view.asks_older_recap else ()
            return (*recap, verbs.GOAL, verbs.ENTRY, verbs.TOPIC, *edits, verbs.WEEK_KEYS)
        tick = (verbs.TICK,) if week.plan else ()
        if view.asks_older_recap or view.today > week.iso.sunday or day >= ritual.recap.day:
            return (verbs.RECAP, *tick, verbs.ENTRY, *edits, verbs.WEEK_KEYS)
        if day >= ritual.check_in.day:
            return (verbs.CHECK_IN, *tick, verbs.ENTRY, *edits, verbs.WEEK_KEYS)
        return (*tick, verbs.ENTRY, verbs.NEW_STEP, *edits, verbs.WEEK_KEYS)

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something in the shown week or on the focused row."""
        view = self.view
        if view is None:
            return dict.fromkeys(verbs.WEEK, False)
        week, kind = view.week, self._focused_row()[0]
        ahead = week.monday > view.today
        return {
            verbs.CHECK_IN: week.has_goal and not ahead and week.outcome is None,
            verbs.RECAP: not ahead,
            verbs.TICK: kind == "step" or week.steps_done < len(week.plan),
            verbs.NEW_STEP: week.has_goal,
            verbs.EDIT: self._edit_verb() is not None,
            verbs.REMOVE: kind in ("step", "entry") or self._removes_goal,
            verbs.DUE_REVIEW: bool(view.review_due),
            verbs.DIFFERENCES: view.text_conflicts > 0,
            verbs.TODAY: not view.is_this_week,
        }

    def _edit_verb(self) -> Verb | None:
        """Return `e` with the label for the focused row."""
        kind = self._focused_row()[0]
        assert self.view is not None
        if kind == "hero":
            if self.view.week.outcome is not None:
                return verbs.EDIT_RECAP
            return verbs.EDIT if self.view.week.has_goal else None
        return verbs.EDIT if kind in ("step", "entry") else None

    @property
    def _removes_goal(self) -> bool:
        """Whether `x` removes the goal: from the hero, in a week that is open."""
        view = self.view
        focus = self._focused_row()[0]
        return view is not None and focus == "hero" and view.week.has_goal and view.state is State.OPEN

    def _focused_row(self) -> tuple[str, object]:
        """Return kind and value of the row that `e` and `x` act on."""
        pane = self.focused
        if isinstance(pane, RowPane) and pane.row is not None:
            return pane.row.kind, pane.row.value
        return "hero", None

    def previewed(self) -> Sequence[str]:
        """Return the pages that belong to the row under the cursor."""
        from devjournal.tui.week.preview import previewed  # a narrow screen does not pay for it

        return previewed(self.view, *self._focused_row()) if self.view is not None else ()

    def on_pane_moved(self) -> None:
        """Update the footer."""
        self.show_keys()

    def on_pane_exited(self, message: Pane.Exited) -> None:
        """Move to the pane above or below."""
        self.focus_neighbour([pane for pane in self.query(Pane) if pane.can_focus], message)

    async def on_pane_opened(self, message: Pane.Opened) -> None:
        """Run the hero's action, or open a row: tick a step, read an entry, set a goal for a gap, unfold done steps."""
        if message.row is None:
            if action := self.hero.action:
                await self.run_action(action)
            return
        kind, value = message.row.kind, message.row.value
        if kind == "step":
            self.action_tick()
        elif kind == "done":
            self._unfolded = True
            self.lay_out()
        elif kind == "gap":
            assert isinstance(value, int)
            self.run_verb(lambda: actions.set_goal(self, self.iso, gap=value))
        else:
            self.read_page(f"week:{value}" if kind == "ago" else f"entry:{value}")

    # Verbs.

    def action_shift(self, weeks: int) -> None:
        """Go to another week, `weeks` later."""
        iso = self.iso.shift(weeks)
        if FIRST_MONDAY <= iso.monday <= LAST_MONDAY:
            self._show(iso)

    def action_today(self) -> None:
        """Go to this week."""
        self._show(IsoWeek.of(self.journal.today))

    def _show(self, iso: IsoWeek) -> None:
        self.open_week(iso)
        self._unfolded = False
        self._celebrated = None
        self.set_focus(self.query_one("#hero"))
        self.refresh_data()

    def open_week(self, iso: IsoWeek) -> None:
        """Show the week chosen on another screen."""
        self.iso = iso
        self._follows = self.journal.today in iso
        self.invalidate()

    def focus_row(self, kind: str, value: int) -> None:
        """Focus the row of a step or an entry, unfolding it; the hero if there is none."""
        self._unfolded = self._unfolded or kind == "step"
        self.lay_out()
        for pane in self.query(RowPane):
            at = next((n for n, row in enumerate(pane.rows) if (row.kind, row.value) == (kind, value)), None)
            if at is not None:
                self.set_focus(pane)
                pane.move_to(at)
                return
        self.set_focus(self.query_one("#hero"))

    def after_recap(self, iso: IsoWeek) -> None:
        """Show the result of the recap in the hero until the screen is left."""
        if iso == self.iso and self._before_recap is None:
            self._celebrated = self.view

    def action_add_entry(self) -> None:
        """Open the entry form for the shown week."""
        self.run_verb(lambda: actions.add_entry(self, iso=self.iso))

    def action_goal(self) -> None:
        """Set or change the goal."""
        self.run_verb(lambda: actions.set_goal(self, self.iso))

    def action_check_in(self) -> None:
        """Open the check-in."""
        self.run_verb(lambda: actions.check_in(self, self.iso))

    def action_recap(self) -> None:
        """Open the recap; before recap day, older missing recaps come first."""
        overdue = self.view.unrecapped if self.view is not None and self.view.asks_older_recap else ()
        if len(overdue) > 1:
            self.action_catch_up()
        else:
            iso = overdue[0] if overdue else self.iso
            self.run_verb(lambda: actions.recap(self, iso))

    def action_recap_last(self) -> None:
        """Open last week's missing recap."""
        last = self.view.status.last.iso if self.view is not None else IsoWeek.of(self.journal.today).shift(-1)
        self.run_verb(lambda: actions.recap(self, last))

    def action_catch_up(self) -> None:
        """Open the list of all missing recaps."""
        self.run_verb(lambda: actions.catch_up(self))

    def action_away(self) -> None:
        """Mark days off."""
        self.run_verb(lambda: actions.mark_away(self, self.iso))

    def action_new(self) -> None:
        """Add a step to the plan."""
        self.run_verb(lambda: actions.add_step(self, self.iso))

    def action_tick(self) -> None:
        """Tick the step under the cursor; from the hero, the first undone one."""
        if self.view is None:
            return
        kind, value = self._focused_row()
        steps = (step for step in self.view.week.plan if (step.id == value if kind == "step" else not step.done))
        if (step := next(steps, None)) is not None:
            self.run_verb(lambda: actions.tick(self, self.iso, step.id, not step.done))

    def action_review(self) -> None:
        """Hold the due review, put it off by a week, or skip it."""
        self.run_verb(lambda: self.app.ask_due_review(self))

    @property
    def reading(self) -> str:
        """The shown week."""
        return f"week:{self.iso.monday}"

    def action_edit(self) -> None:
        """Edit the focused row's entry or step; else the recap, or the goal."""
        kind, value = self._focused_row()
        if kind == "entry" and isinstance(value, int):
            self.run_verb(lambda: actions.edit_entry(self, value))
        elif kind == "step" and isinstance(value, int):
            self.run_verb(lambda: actions.edit_step(self, self.iso, value))
        elif self.view is not None and self.view.week.outcome is not None:
            self.run_verb(lambda: actions.recap(self, self.iso))
        else:
            self.run_verb(lambda: actions.set_goal(self, self.iso))

    def action_remove(self) -> None:
        """Remove the focused entry or step; from the hero, the goal."""
        kind, value = self._focused_row()
        if kind == "entry" and isinstance(value, int):
            self.run_verb(lambda: actions.remove_entry(self, value))
        elif kind == "step" and isinstance(value, int):
            self.run_verb(lambda: actions.remove_step(self, self.iso, value))
        elif self._removes_goal:
            self.run_verb(lambda: actions.remove_goal(self, self.iso))
