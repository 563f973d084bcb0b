"""The commands of the ritual: goal, plan, check-in, recap and lesson."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.argument_types import identifier, needed_text, text
from devjournal.cli.arguments import add_gap, add_yes_no, argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json, step_glyph
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.reading import Toward
from devjournal.domain.text.user_text import one_line, pluralized, quoted, required
from devjournal.domain.week.week import LessonAnswer, Outcome, Week
from devjournal.errors import RuleViolation


def add_goal(parser: Parser) -> None:
    """Fill the parser of `goal`."""
    argument(parser, "text TEXT", "the goal, in your own words", needed_text("The goal"))
    argument(parser, "--skill SKILL", "the one skill to improve; required for a new goal", needed_text("The skill"))
    argument(
        parser,
        "--plan STEP",
        'a step of the plan; repeat for each step. The steps replace the plan; "" clears it',
        text("A step of the plan"),
        action="append",
    )
    add_gap(parser, "the gap that a hit is evidence for")
    _add_week(parser)
    _add_week(parser.prompts_for(_ask_goal))
    parser.set_handler(
        _goal, 'devjournal goal "Explain a design in ten minutes" --skill "Public speaking" --plan "Write an outline"'
    )


def _goal(context: Context, args: Namespace) -> str:
    iso = context.week(args.week, Toward.NEXT)
    plan = args.plan
    if plan is not None:
        plan = [] if plan == [""] else [required(step, "A step of the plan") for step in plan]
    gap = {"gap": args.gap} if "gap" in args else {}
    return _goal_sentence(context.journal.weeks.set_goal(iso, args.text, skill=args.skill, plan=plan, **gap))


def _ask_goal(context: Context, args: Namespace) -> str:
    from devjournal.cli.interactive import on_terminal  # only a question on a terminal needs it

    iso = context.week(args.week, Toward.NEXT)
    return _goal_sentence(on_terminal(context).goal(iso))


def _goal_sentence(week: Week) -> str:
    done = [f"The goal of {week.iso} is {quoted(week.goal)}", f"skill {quoted(week.skill)}"]
    if week.gap is not None:
        done.append(f"for gap {week.gap}")
    if week.plan:
        done.append(f"{pluralized(len(week.plan), 'step')} planned")
    return f"{', '.join(done)}."


def add_plan(parser: Parser) -> None:
    """Fill the parser of `plan` and its subcommands."""
    parser.epilog = 'Example:\n  devjournal plan add "Write an outline"'
    listing = parser.subcommand("list", "list the steps of a week's plan")
    _add_week(listing)
    argument(listing, "--json", "as a JSON list of text and done")
    listing.set_handler(_plan_list, "devjournal plan list --week next")
    add = parser.subcommand("add", "add a step at the end of the plan")
    argument(add, "text STEP", "what to do", needed_text("The step"))
    _add_week(add)
    add.set_handler(_plan_add, 'devjournal plan add "Write an outline"')
    for name, help_, run in (
        ("done", "tick a step", _plan_done),
        ("undone", "untick a step", _plan_undone),
        ("remove", "remove a step", _plan_remove),
    ):
        change = parser.subcommand(name, help_)
        argument(change, "number N", "the number of the step, from 1", identifier("The step"))
        _add_week(change)
        change.set_handler(run, f"devjournal plan {name} 1")


def _plan_list(context: Context, args: Namespace) -> str:
    iso = context.week(args.week, Toward.NEXT)
    week = context.journal.weeks.get(iso)
    if args.json:
        return as_json(plan_rows(week))
    if not week.plan:
        return f"{week.iso} has no plan; add a step with `devjournal plan add`."
    return "\n".join(plan_lines(week, ascii_only=context.ascii_glyphs))


def plan_lines(week: Week, *, ascii_only: bool) -> list[str]:
    """Return the steps of a plan, one a line, with the numbers that the commands take."""
    digits = len(str(len(week.plan)))
    return [
        f"{step_glyph(step.done, ascii_only=ascii_only)} {number:>{digits}} {one_line(step.text)}"
        for number, step in enumerate(week.plan, 1)
    ]


def plan_rows(week: Week) -> list[dict[str, str | bool]]:
    """Return the steps of a plan for JSON."""
    return [{"text": step.text, "done": step.done} for step in week.plan]


def _plan_add(context: Context, args: Namespace) -> str:
    iso = context.week(args.week, Toward.NEXT)
    week = context.journal.weeks.add_step(iso, args.text)
    return f"Added step {len(week.plan)} to the plan of {iso}: {quoted(args.text)}."


def _plan_done(context: Context, args: Namespace) -> str:
    return _tick(context, args, True)


def _plan_undone(context: Context, args: Namespace) -> str:
    return _tick(context, args, False)


def _tick(context: Context, args: Namespace, done: bool) -> str:
    iso = context.week(args.week, Toward.NEXT)
    weeks = context.journal.weeks
    if any(step.done == done for step in weeks.get(iso).plan[args.number - 1 : args.number]):
        state = "already" if done else "not"
        raise RuleViolation(f"Step {args.number} of {iso} is {state} done; `devjournal plan list` shows the steps.")
    step = weeks.tick(iso, args.number, done)
    week = weeks.get(iso)
    so_far = f"{week.steps_done} of {len(week.plan)} done"
    return f"Step {args.number} of {iso} is {'done' if done else 'open again'}: {quoted(step.text)}; {so_far}."


def _plan_remove(context: Context, args: Namespace) -> str:
    iso = context.week(args.week, Toward.NEXT)
    step = context.journal.weeks.remove_step(iso, args.number)
    return f"Removed step {args.number} from the plan of {iso}: {quoted(step.text)}."


def add_check_in(parser: Parser) -> None:
    """Fill the parser of `check-in`."""
    on_track = ("--on-track", "the goal will be reached")
    add_yes_no(parser, on_track, ("--off-track", "the goal will probably be missed"), required=True)
    argument(parser, "--adjust TEXT", "what can still be done by Friday", text("The adjustment"))
    _add_week(parser)
    _add_week(parser.prompts_for(_ask_check_in))
    parser.set_handler(_check_in, 'devjournal check-in --off-track --adjust "Halve the slides"')


def _check_in(context: Context, args: Namespace) -> str:
    iso = context.week(args.week)
    return _check_in_sentence(context.journal.weeks.check_in(iso, args.on_track, args.adjust))


def _ask_check_in(context: Context, args: Namespace) -> str:
    from devjournal.cli.interactive import on_terminal

    iso = context.week(args.week)
    return _check_in_sentence(on_terminal(context).check_in(iso))


def _check_in_sentence(week: Week) -> str:
    adjustment = f"; adjustment {quoted(week.adjustment)}" if week.adjustment else ""
    return f"{week.iso} is {'on' if week.on_track else 'off'} track{adjustment}."


def add_recap(parser: Parser) -> None:
    """Fill the parser of `recap`."""
    outcome = parser.add_mutually_exclusive_group(required=True)
    for value, help_ in (
        (Outcome.HIT, "the goal was reached"),
        (Outcome.MISSED, "the goal was missed"),
        (Outcome.AWAY, "a week off; needs no goal"),
    ):
        argument(outcome, f"--{value}", help_, dest="outcome", action="store_const", const=value)
    better = ("--better", "you are better at something than you were on Monday")
    add_yes_no(parser, better, ("--not-better", "you are not better at anything"))
    argument(parser, "--note TEXT", "how it went", text("The note"))
    argument(parser, "--lesson TEXT", "what to do differently next week", text("The lesson"))
    help_ = "the week (this one, or last week while only its recap is due)"
    _add_week(parser, None, help_)
    _add_week(parser.prompts_for(_ask_recap), None, help_)
    parser.set_handler(_recap, 'devjournal recap --missed --better --lesson "Start on Monday, not on Tuesday"')


def _recap(context: Context, args: Namespace) -> str:
    iso = _recapped_week(context, args)
    weeks = context.journal.weeks
    week = weeks.recap(iso, args.outcome, better=args.better, note=args.note, lesson=args.lesson)
    return _recap_sentence(context, week)


def _ask_recap(context: Context, args: Namespace) -> str:
    from devjournal.cli.interactive import on_terminal

    return _recap_sentence(context, on_terminal(context).recap(_recapped_week(context, args)))


def _recapped_week(context: Context, args: Namespace) -> IsoWeek:
    return context.journal.status().week_to_recap.iso if args.week is None else context.week(args.week)


def _recap_sentence(context: Context, week: Week) -> str:
    done = f"Recapped {week.iso}: {week.outcome}"
    if week.better is not None:
        done += ", better" if week.better else ", not better"
    if week.lesson:
        done += f"; lesson {quoted(week.lesson)}"
    entry = context.journal.entries.of_recap(week.iso)
    if entry is not None and entry.gap is not None:
        done += f"; evidence for gap {entry.gap}"
    elif week.outcome is Outcome.HIT and week.gap is not None:
        done += f"; no evidence for gap {week.gap}: {'its entry names no gap' if entry else 'its entry was removed'}"
    return f"{done}."


def add_lesson(parser: Parser) -> None:
    """Fill the parser of `lesson`."""
    argument(
        parser,
        "answer ANSWER",
        "keep (take it into this week), not-relevant, or applied",
        choices=[answer.value for answer in LessonAnswer],
    )
    helped = ("--helped", "the lesson in use helped")
    add_yes_no(parser, helped, ("--not-helped", "the lesson in use did not help"))
    parser.set_handler(_lesson, "devjournal lesson keep")


def _lesson(context: Context, args: Namespace) -> str:
    answer = LessonAnswer(args.answer)
    week = context.journal.weeks.answer_lesson(answer, helped=args.helped)
    answer_text = {
        LessonAnswer.APPLIED: "applied",
        LessonAnswer.NOT_RELEVANT: "not relevant",
        LessonAnswer.KEEP: f"taken into {IsoWeek.of(context.today)}",
    }[answer]
    helped = {None: "", True: ", and helped", False: ", and did not help"}[args.helped]
    return f"The lesson of {week.iso} is {answer_text}{helped}: {quoted(week.lesson)}."


def _add_week(parser: Parser, default: str | None = "this", help_: str = "the week (this one)") -> None:
    argument(parser, "--week WEEK", help_, default=default)
