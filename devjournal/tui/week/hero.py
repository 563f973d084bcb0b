"""The hero of the Week screen: the question of the day, and the key that answers it."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from devjournal.domain.dates.days import DAY_NAMES, day_in_row
from devjournal.domain.week.due import Due
from devjournal.domain.week.week import Outcome, State, Week, kind_of, lesson_comes
from devjournal.tui.verbs import BACK, CHECK_IN, EDIT, ENTRY, GOAL, RECAP, TICK, Verb
from devjournal.tui.week.data import WeekView
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import BLANK, Line, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, wrap_inked


class Hero(NamedTuple):
    """A question, the user's text below it, and a key that answers."""

    question: str
    text: str = ""
    """A goal, a step, a note or a lesson."""
    quoted: bool = False
    """Whether the text is shown in quotes."""
    remark: str = ""
    """A muted paragraph below the text."""
    goal: str = ""
    """The goal on a quiet line, if the text is something else."""
    key: Verb | None = None
    label: str = ""
    """What the key does."""
    hint: str = ""
    opens: str = ""
    """The action of `enter`, if other than the key's."""
    emblem: str = ""
    """A glyph at the right end of the first line."""
    glyph: tuple[str, str] = ("", "")
    """Glyph and ink before the question."""
    lesson_week: Week | None = None
    """The week whose lesson is shown above the question."""
    ground: str = "surface"
    edge: str = "bar"

    @property
    def action(self) -> str:
        """The action of `enter`; empty if there is none."""
        return self.opens or (self.key.action if self.key is not None else "")


def hero_of(view: WeekView, glyphs: Glyphs, *, celebrates: bool) -> Hero:
    """Return the hero; `celebrates` is true from a recap until the screen is left."""
    week, due = view.week, view.status.due
    if week.outcome is not None:
        return _just_recapped(view, glyphs) if celebrates else _recapped(view, glyphs)
    if not view.is_this_week:
        return _other_week(view)
    if view.first_run:
        return _first_run(view)
    if Due.RECAP in due:
        return _recap_due(view)
    if view.state is State.AWAY:
        span = view.absence
        until = f"Away until {day_in_row(span.last)}." if span else "This week is away."
        return Hero(f"{until} Nothing is due.", text=span.note if span else "", edge="line")
    if len(view.unrecapped) > 1 and not view.silent:
        return _several_unrecapped(view)
    if Due.LAST_RECAP in due and not view.silent:
        return _unrecapped(view.week_before)._replace(hint="before the new goal", opens="recap_last")
    if not week.has_goal:
        return _goal_due(view)
    if Due.CHECK_IN in due:
        return Hero(
            "Halfway. On track?",
            text=week.goal,
            key=CHECK_IN,
            label="check in",
            hint="three keys, or a sentence on what can change",
        )
    if view.unanswered_lesson is not None or view.missed_week is not None:
        return _set_in_advance(view)
    return _under_way(view)


def _first_run(view: WeekView) -> Hero:
    day, ritual = view.today.weekday(), view.ritual
    if day <= ritual.goal.day:
        return Hero(
            f"One skill a week. What should be better by {ritual.recap.name}?",
            remark="A skill and one clear goal are enough; a plan can follow.",
            key=GOAL,
            label="set the first goal",
        )
    return Hero(
        f"It is {DAY_NAMES[day]}. A small goal still counts.",
        remark="Nothing is late. Weeks before this one stay blank, not missed.",
        key=GOAL,
        label="set the first goal",
        hint=f"or come back on {ritual.goal.name}",
    )


def _recap_due(view: WeekView) -> Hero:
    """Ask for this week's recap; the remark is a missing recap of last week, or what the check-in changed."""
    week = view.week
    remark = f"First: {week.first_goal}" if week.first_goal else ""
    if Due.LAST_RECAP in view.status.due:
        remark = f"Week {view.week_before.iso.number} has no recap yet; {BACK} goes there."
    elif week.adjustment:
        remark = f"Changed on the way: {week.adjustment}"
    return Hero(
        f"{DAY_NAMES[view.today.weekday()]}. How did it go?",
        text=week.goal,
        remark=remark,
        key=RECAP,
        label="recap the week",
        hint=f"{'five' if view.lesson_week else 'four'} keys and one sentence",
    )


def _unrecapped(week: Week) -> Hero:
    return Hero(
        f"Week {week.iso.number} is waiting for its recap. Still remember it?",
        text=week.goal,
        key=RECAP,
        label=f"recap week {week.iso.number}",
        edge="asks",
    )


def _several_unrecapped(view: WeekView) -> Hero:
    names = ", ".join(f"W{iso.number}" for iso in view.unrecapped)
    return Hero(
        f"{len(view.unrecapped)} weeks are waiting for their recap.",
        remark=f"{names}. What you do not remember can stay open.",
        key=RECAP,
        label="catch up",
        hint="one key for each",
        opens="catch_up",
        edge="asks",
    )


def _goal_due(view: WeekView) -> Hero:
    day, lesson_week, unrecapped = view.today.weekday(), view.unanswered_lesson, view.unrecapped
    question = f"What one skill will be better by {view.ritual.recap.name}?"
    if day >= view.ritual.check_in.day:
        question = f"It is {DAY_NAMES[day]}. A small goal still counts, or start on {view.ritual.goal.name}."
    remark = _missed_goal(view)
    if view.silent:
        question = f"Welcome back. {question}"
        if len(unrecapped) == 1:
            remark = f"Week {unrecapped[0].number} has no recap: {RECAP} adds it, whenever you like."
        elif unrecapped:
            remark = f"{len(unrecapped)} weeks without a recap: {RECAP} lists them, whenever you like."
    return Hero(
        question,
        remark=remark,
        key=GOAL,
        label="answer and set the goal" if lesson_week else "set the goal",
        hint="or enter on a gap below" if view.candidate_gaps else "a skill and a goal; the plan can follow",
        lesson_week=lesson_week,
    )


def _missed_goal(view: WeekView) -> str:
    missed = view.missed_week
    return f"W{missed.iso.number} missed its goal: continue it, shrink it, or drop it." if missed else ""


def _set_in_advance(view: WeekView) -> Hero:
    """Ask about a goal set before last week's recap: that week's lesson and missed goal still come first."""
    return Hero(
        "The goal was set in advance. Does it still stand?",
        text=view.week.goal,
        remark=_missed_goal(view),
        key=GOAL,
        label="answer and look at the goal" if view.unanswered_lesson else "look at the goal",
        lesson_week=view.unanswered_lesson,
    )


def _under_way(view: WeekView) -> Hero:
    """Show the next step of the plan, or the goal: nothing is due."""
    week, day = view.week, DAY_NAMES[view.today.weekday()]
    remark = ""
    if week.first_goal:
        remark = f"First: {week.first_goal}"
    elif week.on_track is False and week.adjustment:
        remark = f"Off track: {week.adjustment}"
    step = next((step for step in week.plan if not step.done), None)
    if step is not None:
        return Hero(
            f"{day}. The next step?",
            text=step.text,
            remark=remark,
            goal=week.goal,
            key=TICK,
            label="tick it",
            hint=f"{week.steps_done} of {len(week.plan)} done",
        )
    question = (
        f"The plan is done. {view.ritual.recap.name} asks how it went." if week.plan else f"{day}. The goal stands."
    )
    return Hero(question, text=week.goal, remark=remark, key=ENTRY, label="add an entry")


def _just_recapped(view: WeekView, glyphs: Glyphs) -> Hero:
    """Celebrate a hit, or show the lesson of a miss, until the screen is left."""
    week = view.week
    if week.outcome is Outcome.AWAY:
        return _recapped(view, glyphs)
    hit = week.outcome is Outcome.HIT
    result = "A hit" if hit else "Missed"
    better = f", {'and' if hit else 'but'} better than on {view.ritual.goal.name}" if week.better else ""
    text = week.note if hit else week.lesson
    return Hero(
        f"{result}{better}.",
        text=text or week.goal,
        quoted=bool(text),
        remark=_effect_of_recap(view, glyphs),
        emblem=glyphs.party if hit else "",
        glyph=state_glyph(view.state, week.better, glyphs),
        ground="success-muted" if hit else "surface",
        edge="good" if hit or week.better else "missed",
    )


def _recapped(view: WeekView, glyphs: Glyphs) -> Hero:
    week, start = view.week, view.ritual.goal.name
    glyph = state_glyph(view.state, week.better, glyphs)
    if week.outcome is Outcome.AWAY:
        return Hero("A week off.", text=week.note, key=EDIT, label="edit", glyph=glyph, edge="line")
    hit = week.outcome is Outcome.HIT
    question = kind_of(view.state, week.better).value.capitalize()
    question += f", and better than on {start}." if hit and week.better else "."
    if _is_over(view):
        question += f" See you on {start}."
    text = week.note or week.lesson if hit else week.lesson or week.note
    return Hero(
        question,
        text=text or week.goal,
        quoted=bool(text),
        goal=week.goal if text else "",
        key=EDIT,
        label="edit the recap",
        glyph=glyph,
        edge="line",
    )


def _is_over(view: WeekView) -> bool:
    """Return whether recap day of the shown week has come, and the week is not past."""
    return view.is_this_week and view.today.weekday() >= view.ritual.recap.day


def _effect_of_recap(view: WeekView, glyphs: Glyphs) -> str:
    hit, gap, start = view.week.outcome is Outcome.HIT, view.gap, view.ritual.goal.name
    if not hit and view.week.lesson:
        return f"The lesson {lesson_comes(view.week.iso, view.today, start)}."
    end = f"See you on {start}." if _is_over(view) else "Kept."
    return f"{cut(gap.title, 30, glyphs.cut)} is now {gap.measure}. {end}" if hit and gap else end


def _other_week(view: WeekView) -> Hero:
    week, number = view.week, view.week.iso.number
    if week.monday > view.today:
        if week.has_goal:
            question = f"Week {number} is still to come, and has its goal."
            return Hero(question, text=week.goal, key=EDIT, label="edit it")
        if view.state is State.AWAY:
            return Hero(f"Week {number} is marked as away.", edge="line")
        return Hero(f"Week {number} is still to come.", key=GOAL, label="set its goal in advance")
    if view.state is State.UNRECAPPED:
        return _unrecapped(week)
    if view.state is State.AWAY:
        label = "recap it differently" if week.has_goal else "add a word"
        return Hero(f"Week {number} was away.", key=RECAP, label=label, edge="line")
    return Hero(
        f"Week {number} has no goal.",
        remark="Nothing is late; a blank week stays blank unless you fill it.",
        key=GOAL,
        label="write what it was for",
        edge="line",
    )


def fixed_height_lines(hero: Hero, height: int, width: int, glyphs: Glyphs, corner: str = "") -> list[Line]:
    """Return the hero in exactly `height` lines; blank lines are dropped first, then text, then emblem and corner."""
    lines: list[Line] = []
    corners = ((hero.emblem, corner), ("", corner), ("", ""))
    shorter = product(corners, (hero.remark, ""), range(height, -1, -1), (2, 1, 0))
    for (emblem, at_right), remark, text_lines, air in shorter:
        part = hero._replace(remark=remark, emblem=emblem)
        lines = hero_lines(part, width, glyphs, air=air, text_lines=text_lines, corner=at_right)
        if len(lines) <= height and (text_lines or not remark):
            break
    return [*lines, *([BLANK] * (height - len(lines)))]


def hero_lines(hero: Hero, width: int, glyphs: Glyphs, *, air: int, text_lines: int, corner: str = "") -> list[Line]:
    """Return the hero for a width, with the user's text in at most `text_lines` lines.

    Blank lines are between all parts if `air` is 2, only before the key if it is 1. `corner` is shown at the right end
    of the first line if that is free.
    """
    lines: list[Line] = []
    if hero.lesson_week is not None:
        lines = _lesson_lines(hero.lesson_week, width, glyphs, airy=air > 1, text_lines=max(1, text_lines))
    lines += _question_lines(hero, width, "" if lines else "  ".join(filter(None, (corner, hero.emblem))))
    parts: list[list[Line]] = []
    if hero.text and text_lines:
        text = glyphs.quoted(hero.text) if hero.quoted else hero.text
        part: list[Line] = wrap_inked("italic" if hero.quoted else "text", text, width, text_lines, glyphs.cut)
        if hero.goal and text_lines > 1:
            part.append(((f"Goal: {cut(hero.goal, width - 6, glyphs.cut)}", "muted"),))
        parts.append(part)
    if hero.remark and text_lines:
        parts.append(wrap_inked("muted", hero.remark, width, 2, glyphs.cut))
    if hero.key is not None:
        keys: Line = ((str(hero.key), "bold here"), (f" {hero.label}", "bold"))
        with_hint: Line = (*keys, (f"     {hero.hint}", "muted")) if hero.hint else keys
        parts.append([with_hint if width_of(with_hint) <= width else keys])
    for n, part in enumerate(parts, 1):
        lines += [BLANK, *part] if air > 1 or (air and n == len(parts)) else part
    return lines


def _question_lines(hero: Hero, width: int, corner: str) -> list[Line]:
    """Return the question after its glyph, with `corner` at the right end of the first line."""
    glyph: Line = ((f"{hero.glyph[0]}  ", hero.glyph[1]),) if hero.glyph[0] else BLANK
    right: Line = ((corner, "muted"),)
    room = width - width_of(glyph)
    first, *more = hang(glyph, wrap(hero.question, room, first=room - (width_of(right) + 2 if corner else 0)), "bold")
    return [justify(first, right, width), *more]


def _lesson_lines(week: Week, width: int, glyphs: Glyphs, *, airy: bool, text_lines: int) -> list[Line]:
    state = State(week.outcome.value) if week.outcome else State.NONE
    glyph, ink = state_glyph(state, week.better, glyphs)
    result = glyph if width < 50 else f"W{week.iso.number} {glyph} {kind_of(state, week.better)}"
    title: Line = justify(((f"W{week.iso.number} left you a lesson", "bold"),), ((result, ink),), width)
    text: list[Line] = wrap_inked("italic", glyphs.quoted(week.lesson), width, text_lines, glyphs.cut)
    return [title, BLANK, *text, BLANK, ((glyphs.rule * width, "line"),), BLANK] if airy else [title, *text]
