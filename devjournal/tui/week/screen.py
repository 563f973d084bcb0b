"""The Week screen: the question of the day, and the week around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.dates.days import FIRST_MONDAY, LAST_MONDAY, IsoWeek
from devjournal.domain.week.due import Due
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

PANES = ("title", "hero", "ritual", "plan", "last", "strip", "entries", "ago", "side")
"""The panes from top to bottom, in `tab` order."""


class WeekScreen(PreviewingScreen):
    """One week: the question of the day, plan, entries, streak."""

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
        self.moment: Mapping[IsoWeek, WeekView] = {}
        """The week just recapped, and its view before the recap, until the screen is left."""
        self._unfolded = False
        self._laid: tuple[WeekLayout, list[Block]] | None = None
        """The last layout, reused while its input is the same: a start and a resize ask several times."""

    def blocks(self) -> Sequence[Widget]:
        """The panes, placed by `WeekLayout`."""
        panes: dict[str, Pane] = {name: WrappedRows(id=name) for name in ("plan", "entries")}
        panes |= {"hero": HeroPane(id="hero"), "ago": RowPane(id="ago")}
        return [*(panes.get(name) or Pane(id=name) for name in PANES), Preview(id="preview")]

    def on_mount(self) -> None:
        """Focus the question of the day."""
        self.set_focus(self.query_one("#hero"))

    def on_screen_suspend(self) -> None:
        """End the celebration of a recap when the screen is left."""
        is_left = isinstance(self.app.screen, JournalScreen) and self.app.screen is not self
        if is_left and self.moment:
            self.moment = {}
            self.invalidate()

    # Reading and layout.

    def reload(self) -> None:
        """Read the week."""
        if self._follows:
            self.iso = IsoWeek.of(self.journal.today)
        self.view = read(self.journal, self.iso)

    @property
    def hero(self) -> Hero:
        """The hero."""
        assert self.view is not None
        return hero_of(self.view, self.glyphs, moment=self.iso in self.moment)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the week, and hand every pane its content."""
        if self.view is None:
            return {}
        layout = WeekLayout(
            view=self.view,
            hero=(hero := self.hero),
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
            unfolded=self._unfolded,
        )
        if self.view.week.outcome is not None and (before := self.moment.get(self.iso)) is not None:
            earlier = layout._replace(view=before, hero=hero_of(before, self.glyphs, moment=False))
            layout = layout._replace(before=earlier)
        if self._laid is None or self._laid[0] != layout:
            self._laid = layout, layout.blocks()
        blocks = {
            block.name: block for block in with_room_for(self.focused.id if self.focused else None, self._laid[1])
        }
        for name in PANES:
            self._hand_over(self.query_one(f"#{name}", Pane), blocks.get(name), hero)
        return {name: block.region for name, block in blocks.items()}

    def _hand_over(self, pane: Pane, block: Block | None, hero: Hero) -> None:
        if isinstance(pane, RowPane):
            rows = (block.rows if block is not None else None) or ()
            pane.can_focus = bool(rows)
            pane.show_rows(block.lines if block else (), rows, block.summary if block else None)
            if pane is not self.focused:
                pane.move_to(0)  # the newest entry may be first or last: show the beginning
        elif block is not None:
            if isinstance(pane, HeroPane):
                pane.dress(hero.ground, hero.edge)
            pane.show(block.lines)

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        view = self.view
        if view is None:
            return ()
        if view.first_run:
            return (verbs.GOAL, verbs.BEGIN, verbs.BRING, verbs.ENTRY)
        week = view.week
        if week.outcome is not None:
            edit_recap = self._edit_verb() or verbs.EDIT_RECAP
            return (edit_recap, verbs.ENTRY, verbs.TOPIC, verbs.UNDO, verbs.WEEK_KEYS)
        tick = (verbs.TICK,) if week.plan else ()
        edit = self._edit_verb()
        edits = (edit,) if edit else ()
        if week.monday > view.today or not week.has_goal:
            first = (verbs.RECAP, verbs.GOAL) if view.waits_for_last else (verbs.GOAL,)
            return (*first, verbs.ENTRY, verbs.TOPIC, *edits, verbs.WEEK_KEYS)
        if view.waits_for_last:
            return (verbs.RECAP, *tick, verbs.ENTRY, *edits, verbs.WEEK_KEYS)
        if view.today > week.iso.sunday or view.today.weekday() >= view.ritual.recap.day:
            return (verbs.RECAP, *tick, verbs.ENTRY, *edits, verbs.WEEK_KEYS)
        if view.today.weekday() >= view.ritual.check_in.day:
            return (verbs.CHECK_IN, *tick, verbs.ENTRY, *edits, verbs.WEEK_KEYS)
        return (*tick, verbs.ENTRY, verbs.NEW_STEP, *edits, verbs.WEEK_KEYS)

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something in the shown week or on the focused row."""
        view = self.view
        if view is None:
            return dict.fromkeys(verbs.WEEK, False)
        week, name = view.week, self._focused_row()[0]
        ahead, undone = week.monday > view.today, any(not step.done for step in week.plan)
        removes = name in ("step", "entry") or (name == "hero" and week.has_goal and view.state is State.OPEN)
        return {
            verbs.CHECK_IN: week.has_goal and not ahead and week.outcome is None,
            verbs.RECAP: not ahead,
            verbs.TICK: undone or name == "step",
            verbs.NEW_STEP: week.has_goal,
            verbs.EDIT: self._edit_verb() is not None,
            verbs.REMOVE: removes,
            verbs.DUE_REVIEW: any(due in (Due.MONTHLY_REVIEW, Due.QUARTERLY_REVIEW) for due in view.standing.due),
            verbs.DIFFERENCES: view.differing > 0,
            verbs.TODAY: not view.is_this_week,
        }

    def _edit_verb(self) -> Verb | None:
        """Return `e` with the label for the focused row."""
        name = self._focused_row()[0]
        assert self.view is not None
        if name == "hero":
            if self.view.week.outcome is not None:
                return verbs.EDIT_RECAP
            return verbs.EDIT if self.view.week.has_goal else None
        return verbs.EDIT if name in ("step", "entry") else None

    def _focused_row(self) -> tuple[str, object]:
        """Return name and value of the row that `e` and `x` act on."""
        pane = self.focused
        if isinstance(pane, RowPane) and pane.row is not None:
            return pane.row.name, pane.row.value
        return "hero", None

    def previewed(self) -> Sequence[str]:
        """Return what belongs to the row under the cursor."""
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
        name, value = message.row.name, message.row.value
        if name == "step":
            self.action_tick()
        elif name == "done":
            self._unfolded = True
            self.lay_out()
        elif name == "gap":
            assert isinstance(value, int)
            self.run_verb(lambda: actions.set_goal(self, self.iso, gap=value))
        else:
            self.read_page(f"week:{value}" if name == "ago" else f"entry:{value}")

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
        self.iso = iso
        self._follows = self.journal.today in iso
        self._unfolded = False
        self.moment = {}
        self.set_focus(self.query_one("#hero"))
        self.refresh_data()

    def open_week(self, iso: IsoWeek) -> None:
        """Show the week chosen on another screen."""
        self.iso = iso
        self._follows = self.journal.today in iso
        self.invalidate()

    def focus_row(self, name: str, value: int) -> None:
        """Focus the row of a step or an entry, unfolding it; the hero if there is none."""
        self._unfolded = self._unfolded or name == "step"
        self.lay_out()
        for pane in self.query(RowPane):
            at = next((n for n, row in enumerate(pane.rows) if (row.name, row.value) == (name, value)), None)
            if at is not None:
                self.set_focus(pane)
                pane.move_to(at)
                return
        self.set_focus(self.query_one("#hero"))

    def after_recap(self, iso: IsoWeek) -> None:
        """Celebrate or console until the screen is left."""
        if self.view is not None and iso == self.iso:
            self.moment = {iso: self.moment.get(iso, self.view)}

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
        overdue = self.view.waiting if self.view is not None and self.view.waits_for_last else ()
        if len(overdue) > 1:
            self.action_catch_up()
        else:
            iso = overdue[0] if overdue else self.iso
            self.run_verb(lambda: actions.recap(self, iso))

    def action_recap_last(self) -> None:
        """Open last week's missing recap."""
        last = self.view.standing.last.iso if self.view is not None else IsoWeek.of(self.journal.today).shift(-1)
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
        view = self.view
        if view is None or not view.week.plan:
            return
        name, value = self._focused_row()
        if name == "step":
            step = next((step for step in view.week.plan if step.id == value), None)
        else:
            step = next((step for step in view.week.plan if not step.done), None)
        if step is not None:
            self.run_verb(lambda: actions.tick(self, self.iso, step.id, not step.done))

    def action_review(self) -> None:
        """Hold the due review, put it off by a week, or skip it."""
        self.run_verb(lambda: self.app.ask_due_review(self))  # type: ignore[attr-defined]

    @property
    def reading(self) -> str:
        """The shown week."""
        return f"week:{self.iso.monday.isoformat()}"

    def action_edit(self) -> None:
        """Edit the focused row's entry or step; else the recap, or the goal."""
        name, value = self._focused_row()
        if name == "entry" and isinstance(value, int):
            self.run_verb(lambda: actions.edit_entry(self, value))
        elif name == "step" and isinstance(value, int):
            self.run_verb(lambda: actions.edit_step(self, self.iso, value))
        elif self.view is not None and self.view.week.outcome is not None:
            self.run_verb(lambda: actions.recap(self, self.iso))
        else:
            self.run_verb(lambda: actions.set_goal(self, self.iso))

    def action_remove(self) -> None:
        """Remove the focused entry or step; from the hero, the goal."""
        name, value = self._focused_row()
        view = self.view
        if name == "entry" and isinstance(value, int):
            self.run_verb(lambda: actions.remove_entry(self, value))
        elif name == "step" and isinstance(value, int):
            self.run_verb(lambda: actions.remove_step(self, self.iso, value))
        elif view is not None and name == "hero" and view.week.has_goal and view.state is State.OPEN:
            self.run_verb(lambda: actions.remove_goal(self, self.iso))
