"""The command status: the state of the week and what is due, for people, scripts and prompts."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import IsoWeek, day_in_row, span_in_full
from devjournal.domain.text.user_text import one_line, pluralized
from devjournal.domain.week.due import Due
from devjournal.domain.week.status import Status
from devjournal.domain.week.week import State, Week
from devjournal.errors import Locked
from devjournal.platforms import shell_quote

_DUE_COMMANDS = {
    Due.LAST_RECAP: ("last recap", "devjournal recap --hit|--missed --week last"),
    Due.GOAL: ("goal", "devjournal goal TEXT --skill SKILL"),
    Due.CHECK_IN: ("check-in", "devjournal check-in --on-track|--off-track"),
    Due.RECAP: ("recap", "devjournal recap --hit|--missed"),
    Due.MONTHLY_REVIEW: ("monthly review", "devjournal review monthly"),
    Due.QUARTERLY_REVIEW: ("quarterly review", "devjournal review quarterly"),
    Due.ONE_TO_ONE: ("1:1", "devjournal talk NAME"),
}
"""The name of each due item, and the command that answers it."""


def add_status(parser: Parser) -> None:
    """Fill the parser of `status`."""
    formats = parser.add_mutually_exclusive_group()
    argument(formats, "--json", "as one JSON document")
    argument(formats, "--short", "one line, for a shell prompt or a status bar")
    parser.set_handler(_status, "devjournal status --short")


def _status(context: Context, args: Namespace) -> str:
    context.quiet = args.short
    context.may_ask = not args.short
    try:
        status = context.journal.status()
    except Locked:
        if not args.short:
            raise
        return context.printable(f"W{IsoWeek.of(context.today).number:02d} ▸ locked")
    if args.short:
        return context.printable(_short(status))
    return _json(status) if args.json else _long(context, status)


def _short(status: Status) -> str:
    """Return the state of the week in at most 60 cells, without any text of the user."""
    parts = [_headline(status)]
    if status.streak:
        parts.append(f"{status.streak} recapped in a row")
    return f"W{status.this.iso.number:02d} ▸ {' · '.join(parts)}"


def _streak(status: Status) -> str:
    if (once := status.pending_streak) is None:
        return f"{pluralized(status.streak, 'week')} recapped in a row"
    return f"{pluralized(once.length, 'week')} in a row once week {once.week.number} is recapped"


def _headline(status: Status) -> str:
    if status.due:
        more = f" +{len(status.due) - 1}" if len(status.due) > 1 else ""
        return f"{_DUE_COMMANDS[status.due[0]][0]} due{more}"
    if status.state is not State.OPEN:
        return status.state.value
    week = status.this
    if week.on_track is False:
        return "off track"
    return f"{week.steps_done} of {pluralized(len(week.plan), 'step')}" if week.plan else "on track"


def _json(status: Status) -> str:
    from devjournal.cli.commands.week.ritual import plan_rows

    week, lesson, in_use = status.this, status.last_lesson, status.lesson_in_use
    return as_json(
        {
            "today": status.today.isoformat(),
            "week": str(week.iso),
            "monday": week.monday.isoformat(),
            "state": status.state,
            "goal": week.goal or None,
            "skill": week.skill or None,
            "gap": week.gap,
            "plan": plan_rows(week),
            "on_track": week.on_track,
            "adjustment": week.adjustment or None,
            "outcome": week.outcome,
            "better": week.better,
            "due": list(status.due),
            "streak": status.streak,
            "unrecapped": [str(iso) for iso in status.unrecapped],
            "last_lesson": lesson.lesson if lesson is not None else None,
            "last_lesson_week": str(lesson.iso) if lesson is not None else None,
            "lesson_in_use": in_use.lesson if in_use is not None else None,
            "lesson_in_use_week": str(in_use.iso) if in_use is not None else None,
        }
    )


def _helped(lesson: Week) -> str:
    """Return whether the lesson in use helped; empty if the user has not answered."""
    return {None: "", True: ", helped", False: ", did not help"}[lesson.lesson_helped]


def _due_lines(context: Context, status: Status) -> list[str]:
    """Return a line for each due item and each missing recap of earlier weeks, with its command."""
    due = [_DUE_COMMANDS[item] for item in status.due if item is not Due.ONE_TO_ONE]
    if Due.ONE_TO_ONE in status.due:
        due += [(_DUE_COMMANDS[Due.ONE_TO_ONE][0], talk) for talk in _overdue_talks(context, status)]
    older = [iso for iso in status.unrecapped if iso != status.last.iso]
    due += [(f"recap of {iso}", f"devjournal recap --hit|--missed --week {iso}") for iso in older]
    if not due:
        return []
    width = max(len(name) for name, _ in due)
    return ["Due", *(f"  {name:<{width}}  {command}" for name, command in due), ""]


def _overdue_talks(context: Context, status: Status) -> list[str]:
    """Return the command that logs each 1:1 whose day has passed, the longest overdue first."""
    days = sorted((day, name) for name, day in context.journal.people.next_days() if day < status.today)
    return [f"devjournal talk {one_line(shell_quote(name))}" for _, name in days]


def _long(context: Context, status: Status) -> str:
    from devjournal.cli.commands.week.ritual import plan_lines

    week = status.this
    span = context.printable(span_in_full(week.monday, week.iso.sunday))
    lines = [
        f"{week.iso}: {span}. Today is {day_in_row(status.today)}.",
        "",
        *_due_lines(context, status),
    ]

    def add(label: str, value: str) -> None:
        lines.append(f"{label:<10}{value}")

    add("Goal", one_line(week.goal) if week.has_goal else "none yet")
    if week.has_goal:
        add("Skill", one_line(week.skill))
    if week.gap is not None:
        add("For gap", f"{week.gap} {one_line(context.journal.gaps.titles()[week.gap])}")
    for label, step in zip(
        ("Plan", *[""] * len(week.plan)), plan_lines(week, ascii_only=context.ascii_glyphs), strict=False
    ):
        add(label, step)
    if week.on_track is not None:
        add("Check-in", "on track" if week.on_track else "off track")
    if week.adjustment:
        add("Adjust", one_line(week.adjustment))
    if status.state in (State.HIT, State.MISSED, State.AWAY):
        better = {True: ", better", False: ", not better", None: ""}[week.better]
        add("Week", f"{status.state}{better}")
    if week.note:
        add("Note", one_line(week.note))
    add("Streak", _streak(status))
    if status.last_lesson is not None:
        lesson = status.last_lesson
        add("Lesson", f"{one_line(lesson.lesson)} ({lesson.iso})")
        add("", "devjournal lesson applied|not-relevant|keep")
    if status.lesson_in_use is not None:
        lesson = status.lesson_in_use
        add("In use", f"{one_line(lesson.lesson)} ({lesson.iso}){_helped(lesson)}")
    if not status.due and not status.unrecapped:
        add("Due", "nothing")
    return "\n".join(line.rstrip() for line in lines)
