"""The hero of the Week screen: the question of the day, and the key that answers it."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from devjournal.domain.dates.days import DAY_NAMES, day_in_row
from devjournal.domain.week.due import Due
from devjournal.domain.week.week import Outcome, PlanStep, State, Week, kind_of, lesson_comes
from devjournal.tui.verbs import BACK, CHECK_IN, EDIT, ENTRY, GOAL, RECAP, TICK, Verb
from devjournal.tui.week.data import WeekView
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import Line, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import wrap_inked


class Hero(NamedTuple):
    """A question, the user's text below it, and a key. `action` is what `enter` runs."""

    question: str
    words: str = ""
    quoted: bool = False
    key: Verb | None = None
    label: str = ""
    hint: str = ""
    action: str = ""
    right: tuple[str, str] = ("", "")
    """Text and ink at the right end of the first line."""
    also: str = ""
    """A muted line below the text."""
    goal: str = ""
    """The goal on a quiet line, if the text is about something else: a step, a note."""
    lesson: Week | None = None
    """The week whose lesson is shown above the question."""
    glyph: tuple[str, str] = ("", "")
    ground: str = "surface"
    edge: str = "bar"


def hero_of(view: WeekView, glyphs: Glyphs, *, moment: bool) -> Hero:
    """Return the hero. `moment` is the time from a recap until the screen is left."""
    week = view.week
    if week.outcome is not None:
        return _recapped(view, glyphs, moment=moment)
    if not view.is_this_week:
        return _other_week(view)
    if view.first_run:
        return _first_run(view)
    due = view.standing.due
    if Due.RECAP in due:
        before = f"Week {view.before.iso.number} has no recap yet; {BACK} goes there."
        forgotten = before if Due.LAST_RECAP in due else ""
        return Hero(
            question=f"{DAY_NAMES[view.today.weekday()]}. How did it go?",
            words=week.goal,
            key=RECAP,
            label="recap the week",
            hint=f"{'five' if view.lesson else 'four'} keys and one sentence",
            action="recap",
            also=forgotten or _changed(week),
        )
    if view.state is State.AWAY:
        back = view.away_now
        until = f"Away until {day_in_row(back.last)}." if back else "This week is away."
        return Hero(question=f"{until} Nothing is due.", words=back.note if back else "", hint="", edge="line")
    if len(view.waiting) > 1 and not view.silent:
        return _several_forgotten(view)
    if Due.LAST_RECAP in due and not view.silent:
        return _forgotten(view.before)
    if not view.week.has_goal:
        return _goal_due(view)
    if Due.CHECK_IN in due:
        return Hero(
            question="Halfway. On track?",
            words=week.goal,
            key=CHECK_IN,
            label="check in",
            hint="three keys, or a sentence on what can change",
            action="check_in",
        )
    if view.left_lesson is not None or view.left is not None:
        return _set_ahead(view)
    return _under_way(view)


def _changed(week: Week) -> str:
    """Return what the check-in changed: the adjustment, or else the first wording of the goal."""
    first = f"First: {week.first_goal}" if week.first_goal else ""
    return f"Changed on the way: {week.adjustment}" if week.adjustment else first


def _first_run(view: WeekView) -> Hero:
    day = view.today.weekday()
    if day <= view.ritual.goal.day:
        return Hero(
            question=f"One skill a week. What should be better by {view.ritual.recap.name}?",
            also="A skill and one clear goal are enough; a plan can follow.",
            key=GOAL,
            label="set the first goal",
            action="goal",
        )
    return Hero(
        question=f"It is {DAY_NAMES[day]}. A small goal still counts.",
        also="Nothing is late. Weeks before this one stay blank, not missed.",
        key=GOAL,
        label="set the first goal",
        hint=f"or come back on {view.ritual.goal.name}",
        action="goal",
    )


def _forgotten(week: Week) -> Hero:
    return Hero(
        question=f"Week {week.iso.number} is waiting for its recap. Still remember it?",
        words=week.goal,
        key=RECAP,
        label=f"recap week {week.iso.number}",
        hint="before the new goal",
        action="recap_last",
        edge="asks",
    )


def _several_forgotten(view: WeekView) -> Hero:
    names = ", ".join(f"W{iso.number}" for iso in view.waiting)
    return Hero(
        question=f"{len(view.waiting)} weeks are waiting for their recap.",
        also=f"{names}. What you do not remember can stay open.",
        key=RECAP,
        label="catch up",
        hint="one key for each",
        action="catch_up",
        edge="asks",
    )


def _goal_due(view: WeekView) -> Hero:
    day = view.today.weekday()
    lesson = view.left_lesson
    question = f"What one skill will be better by {view.ritual.recap.name}?"
    hint = "a skill and a goal; the plan can follow"
    if day >= view.ritual.check_in.day:
        question = f"It is {DAY_NAMES[day]}. A small goal still counts, or start on {view.ritual.goal.name}."
    if view.candidates:
        hint = "or enter on a gap below"
    also = _left_over(view)
    if view.silent:
        question = f"Welcome back. {question}"
        if len(view.waiting) == 1:
            also = f"Week {view.waiting[0].number} has no recap: {RECAP} adds it, whenever you like."
        elif view.waiting:
            also = f"{len(view.waiting)} weeks without a recap: {RECAP} lists them, whenever you like."
    label = "answer and set the goal" if lesson else "set the goal"
    return Hero(question=question, key=GOAL, label=label, hint=hint, action="goal", lesson=lesson, also=also)


def _left_over(view: WeekView) -> str:
    return f"W{view.left.iso.number} missed its goal: continue it, shrink it, or drop it." if view.left else ""


def _set_ahead(view: WeekView) -> Hero:
    """The goal was set before last week's recap: the lesson and the missed goal of that recap still come first."""
    label = "answer and look at the goal" if view.left_lesson else "look at the goal"
    return Hero(
        question="The goal was set in advance. Does it still stand?",
        words=view.week.goal,
        key=GOAL,
        label=label,
        action="goal",
        lesson=view.left_lesson,
        also=_left_over(view),
    )


def _under_way(view: WeekView) -> Hero:
    """The goal is set and nothing is due: show the next step of the plan, or the goal."""
    week, day = view.week, DAY_NAMES[view.today.weekday()]
    step = next((step for step in week.plan if not step.done), None)
    off_track = week.on_track is False
    also = f"Off track: {week.adjustment}" if off_track and week.adjustment else ""
    if week.first_goal:
        also = f"First: {week.first_goal}"
    if isinstance(step, PlanStep):
        return Hero(
            question=f"{day}. The next step?",
            words=step.text,
            key=TICK,
            label="tick it",
            hint=f"{week.steps_done} of {len(week.plan)} done",
            action="tick",
            goal=week.goal,
            also=also,
        )
    asks = f"The plan is done. {view.ritual.recap.name} asks how it went."
    question = asks if week.plan else f"{day}. The goal stands."
    return Hero(question=question, words=week.goal, key=ENTRY, label="add an entry", action="add_entry", also=also)


def _recapped(view: WeekView, glyphs: Glyphs, *, moment: bool) -> Hero:
    week, state, start = view.week, view.state, view.ritual.goal.name
    glyph = state_glyph(state, week.better, glyphs)
    if week.outcome is Outcome.AWAY:
        return Hero(
            question="A week off.", words=week.note, glyph=glyph, key=EDIT, label="edit", action="edit", edge="line"
        )
    hit = week.outcome is Outcome.HIT
    if moment:
        first = "A hit" if hit else "Missed"
        question = f"{first}, and better than on {start}." if week.better else f"{first}."
        if not hit:
            question = question.replace(", and better", ", but better")
        return Hero(
            question=question,
            words=(week.note if hit else week.lesson) or week.goal,
            quoted=bool(week.note if hit else week.lesson),
            also=_effect_of_recap(view, glyphs),
            glyph=glyph,
            right=(glyphs.party, "") if hit else ("", ""),
            ground="success-muted" if hit else "surface",
            edge="good" if hit or week.better else "missed",
        )
    word = kind_of(state, week.better).value
    sentence = week.note or week.lesson if hit else week.lesson or week.note
    question = f"{word.capitalize()}, and better than on {start}." if hit and week.better else f"{word.capitalize()}."
    if view.is_this_week and view.today.weekday() >= view.ritual.recap.day:
        question += f" See you on {start}."
    return Hero(
        question=question,
        words=sentence or week.goal,
        quoted=bool(sentence),
        goal=week.goal if sentence else "",
        glyph=glyph,
        key=EDIT,
        label="edit the recap",
        action="edit",
        edge="line",
    )


def _effect_of_recap(view: WeekView, glyphs: Glyphs) -> str:
    hit = view.week.outcome is Outcome.HIT
    over = view.today.weekday() >= view.ritual.recap.day and view.is_this_week
    until = f"See you on {view.ritual.goal.name}." if over else "Kept."
    if hit and view.gap is not None:
        gap = view.gap
        return f"{cut(gap.title, 30, glyphs.cut)} is now {gap.measure}. {until}"
    if not hit and view.week.lesson:
        return f"The lesson {lesson_comes(view.week.iso, view.today, view.ritual.goal.name)}."
    return until


def _other_week(view: WeekView) -> Hero:
    week, number = view.week, view.week.iso.number
    if week.monday > view.today:
        if week.has_goal:
            return Hero(
                question=f"Week {number} is still to come, and has its goal.",
                words=week.goal,
                key=EDIT,
                label="edit it",
                action="goal",
            )
        if view.state is State.AWAY:
            return Hero(question=f"Week {number} is marked as away.", edge="line")
        return Hero(
            question=f"Week {number} is still to come.", key=GOAL, label="set its goal in advance", action="goal"
        )
    if view.state is State.UNRECAPPED:
        hero = _forgotten(week)
        return hero._replace(action="recap", hint="")
    if view.state is State.AWAY:
        return Hero(
            question=f"Week {number} was away.",
            key=RECAP,
            label="recap it differently" if week.has_goal else "add a word",
            action="recap",
            edge="line",
        )
    also = "Nothing is late; a blank week stays blank unless you fill it."
    return Hero(
        question=f"Week {number} has no goal.",
        also=also,
        key=GOAL,
        label="write what it was for",
        action="goal",
        edge="line",
    )


def fixed_height_lines(hero: Hero, height: int, width: int, glyphs: Glyphs, note: str = "") -> list[Line]:
    """Return the hero's text in exactly `height` lines; blank lines are dropped first, then words."""
    lines: list[Line] = []
    for also, words, air in product((hero.also, ""), range(height, -1, -1), (2, 1, 0)):
        lines = hero_lines(hero._replace(also=also), width, glyphs, air=air, words=words, note=note)
        if len(lines) <= height and (words or not also):
            break
    return [*lines, *([()] * (height - len(lines)))]


def hero_lines(hero: Hero, width: int, glyphs: Glyphs, *, air: int, words: int, note: str = "") -> list[Line]:
    """Return the hero's text for a width. `words` limits the lines of the user's text; 0 hides it.

    `note` is shown at the right end of the first line if that is free.
    """
    lines: list[Line] = []
    if hero.lesson is not None:
        lines += _lesson_lines(hero.lesson, width, glyphs, airy=air > 1, words=max(1, words))
    right = ("  ".join(text for text in (note, hero.right[0]) if text), "muted") if not lines else ("", "")
    glyph = ((f"{hero.glyph[0]}  ", hero.glyph[1]),) if hero.glyph[0] else ()
    room = width - width_of(glyph)
    first, *rest = wrap(hero.question, room, first=room - (width_of((right,)) + 2 if right[0] else 0))
    lines.append(justify((*glyph, (first, "bold")), (right,), width))
    lines += [((" " * width_of(glyph), ""), (text, "bold")) for text in rest]
    block: list[list[Line]] = []
    if hero.words and words:
        text = f"{glyphs.open_quote}{hero.words}{glyphs.close_quote}" if hero.quoted else hero.words
        ink = "italic" if hero.quoted else "text"
        question_lines: list[Line] = wrap_inked(ink, text, width, words, glyphs.cut)
        if hero.goal and words > 1:
            question_lines.append(((f"Goal: {cut(hero.goal, width - 6, glyphs.cut)}", "muted"),))
        block.append(question_lines)
    if hero.also and words:
        block.append(wrap_inked("muted", hero.also, width, 2, glyphs.cut))
    if hero.key or hero.hint:
        keys: Line = ((str(hero.key or ""), "bold here"), (f" {hero.label}", "bold"))
        hint = f"     {hero.hint}" if hero.hint else ""
        key_width = sum(len(text) for text, _ in keys) + len(hint)
        block.append([(*keys, (hint, "muted")) if key_width <= width else keys])
    for n, part in enumerate(block, 1):
        lines += [(), *part] if air > 1 or (air and n == len(block)) else part
    return lines


def _lesson_lines(week: Week, width: int, glyphs: Glyphs, *, airy: bool, words: int) -> list[Line]:
    state = State(week.outcome.value) if week.outcome else State.NONE
    glyph, ink = state_glyph(state, week.better, glyphs)
    title = f"W{week.iso.number} left you a lesson"
    right = (f"W{week.iso.number} {glyph} {kind_of(state, week.better)}", ink.replace("bold ", ""))
    if width < 50:
        right = (f"{glyph}", ink)
    text = f"{glyphs.open_quote}{week.lesson}{glyphs.close_quote}"
    lines: list[Line] = [justify(((title, "bold"),), (right,), width)]
    lines += [()] if airy else []
    lines += wrap_inked("italic", text, width, words, glyphs.cut)
    if airy:
        lines += [(), ((glyphs.rule * width, "line"),), ()]
    return lines
