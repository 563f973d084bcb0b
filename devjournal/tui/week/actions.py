"""Actions of the Week screen: open a form, save its value, refresh the screen.

Forms are imported when opened, so that the start does not load a text editor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devjournal.domain.career.gap import Area, Gap, bets_first, least_proven_first
from devjournal.domain.career.person import Person, people_to_ask
from devjournal.domain.dates.days import IsoWeek, day_in_row, span_in_row
from devjournal.domain.dates.reading import parse_week
from devjournal.domain.text.text_merge import keep_steps
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.domain.week.week import LessonAnswer, Outcome, Week, require_begun, require_check_in
from devjournal.errors import JournalError, NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost, merging


def set_goal(screen: FormHost, iso: IsoWeek, gap: int | None = None) -> None:
    """Ask for a week's goal, after the unanswered lesson and the goal of a missed week."""
    from devjournal.domain.week.past_goals import past_goals
    from devjournal.tui.week.forms.goal import GoalAnswer, GoalForm

    journal, weeks = screen.journal, screen.journal.weeks
    week, lesson_week, missed_week = weeks.get(iso), weeks.lesson_before(iso), weeks.missed_goal_before(iso)

    def save(answer: GoalAnswer, base: Answers) -> None:
        with merging(screen, base, f"goal of {iso}") as merge:
            current, skill, goal, plan = weeks.get(iso), answer.skill, answer.goal, None
            if current.has_goal:  # a goal removed elsewhere meanwhile is set again
                skill = merge.text("skill", skill, current.skill, between=" / ")
                goal = merge.text("goal", goal, current.goal)
            if form.touched("plan") or not current.has_goal:
                plan = keep_steps(str(base["plan"]).splitlines(), answer.plan, [step.text for step in current.plan])
            gap_id = answer.gap if form.gap_is_mine or not current.has_goal else current.gap
            carried = missed_week.carried + 1 if missed_week is not None and answer.carries else None
            weeks.set_goal(iso, goal, skill=skill, gap=gap_id, plan=plan, carried=carried)
            if lesson_week is not None and answer.lesson_answer is not None:
                weeks.answer_lesson(answer.lesson_answer, of=lesson_week.iso, into=iso)

    bets = journal.reviews.bets()
    asks_steps = not week.has_goal and missed_week is None
    form = GoalForm(
        week,
        save,
        journal.today,
        screen.settings.questions.goal,
        lesson_week=lesson_week,
        missed_week=missed_week,
        gaps=bets_first(least_proven_first(journal.gaps.list()), bets),
        gap=gap,
        bets=set(bets),
        past=past_goals(weeks.goals(), weeks.marks(), iso),
        undone_steps=_undone_steps(weeks.get(iso.shift(-1))) if asks_steps else (),
    )
    screen.open_form(form, f"goal-{iso}")


def _undone_steps(week: Week) -> tuple[str, ...]:
    """Return the undone steps of a week that was a hit."""
    return tuple(step.text for step in week.plan if not step.done) if week.outcome is Outcome.HIT else ()


def check_in(screen: FormHost, iso: IsoWeek) -> None:
    """Ask whether a week is on track, and for a smaller goal if not."""
    from devjournal.tui.week.forms.check_in import CheckInAnswer, CheckInForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    try:
        require_check_in(week, journal.today)
    except JournalError as error:
        screen.refuse(str(error) if week.has_goal else f"Set a goal first, with {verbs.GOAL}.")
        return

    def save(answer: CheckInAnswer, base: Answers) -> None:
        with merging(screen, base, f"check-in of {iso}") as merge:
            current = journal.weeks.get(iso)
            adjustment = merge.text("adjust", answer.adjustment, current.adjustment)
            goal = merge.text("goal", answer.goal, current.goal)
            on_track = answer.on_track if form.touched("on_track") or current.on_track is None else current.on_track
            journal.weeks.check_in(iso, on_track, adjustment)
            if goal != current.goal:
                journal.weeks.set_goal(iso, goal, smaller=True)

    lesson_week = journal.weeks.lesson_in_use(iso)
    lesson = lesson_week.lesson if lesson_week is not None else ""
    form = CheckInForm(week, save, journal.today, screen.settings.questions.check_in, lesson)
    screen.open_form(form, f"check-in-{iso}")


def recap(screen: FormHost, iso: IsoWeek) -> None:
    """Ask for a week's recap; the screen celebrates it afterwards."""
    from devjournal.tui.week.forms.recap import RecapAnswer, RecapContext, RecapForm

    journal, weeks = screen.journal, screen.journal.weeks
    week = weeks.get(iso)
    try:
        require_begun(week, journal.today)
    except JournalError as error:
        screen.refuse(str(error))
        return
    gap = journal.gaps.get(week.gap) if week.gap is not None else None
    people = _people_to_ask_about(journal, gap)
    lesson_week = weeks.lesson_in_use(iso)

    def save(answer: RecapAnswer, base: Answers) -> None:
        with merging(screen, base, f"recap of {iso}") as merge:
            names = journal.people.names() if answer.know_now else {}
            for person in people:
                if gap is not None and person.id in answer.know_now and person.id in names:
                    journal.people.knows(names[person.id], gap.id, journal.today)
            current = weeks.get(iso)
            note = merge.text("note", answer.note, current.note)
            lesson = merge.text("lesson", answer.lesson, current.lesson)
            outcome, better = answer.outcome, answer.better
            if current.outcome is not None and not form.touched("outcome") and not form.touched("better"):
                outcome, better = current.outcome, current.better
            if lesson_week is not None and answer.helped is not lesson_week.lesson_helped:
                helped = answer.helped
                lesson_answer = LessonAnswer.KEEP if helped is None else LessonAnswer.APPLIED
                weeks.answer_lesson(lesson_answer, of=lesson_week.iso, into=iso, helped=helped)
            weeks.recap(iso, outcome, better=better, note=note, lesson=lesson)
        if answer.outcome is not week.outcome:  # editing the text of a recap is not celebrated again
            screen.after_recap(iso)

    context = RecapContext(
        gap=gap,
        streak=_streak_with(journal, week),
        draft_count=journal.drafts.count(),
        lesson_week=lesson_week,
        people=people,
    )
    form = RecapForm(week, context, save, journal.today, screen.settings.questions.recap, journal.ritual)
    screen.open_form(form, f"recap-{iso}")


def _streak_with(journal: Journal, week: Week) -> int:
    """Return the streak, including `week` once it is recapped."""
    status = journal.status()
    if status.pending_streak is not None and status.pending_streak.week == week.iso:
        return status.pending_streak.length
    return status.streak + (week.outcome is None and journal.today in week.iso)


def _people_to_ask_about(journal: Journal, gap: Gap | None) -> tuple[Person, ...]:
    """Return the people to ask about after a hit on a brand gap."""
    if gap is None or gap.area is not Area.BRAND:
        return ()
    return people_to_ask(journal.people.list(), journal.people.awareness(), gap.id)


def catch_up(screen: FormHost) -> None:
    """Ask for all missing recaps in one list."""
    from devjournal.tui.week.forms.catch_up import CatchUpForm, WeekAnswer

    journal = screen.journal
    weeks = journal.weeks.unrecapped(journal.today, journal.away.mondays())

    def save(answers: Mapping[str, WeekAnswer], _: Answers) -> None:
        unchanged = 0
        with journal.transaction(lambda: f"recap of {pluralized(len(answers) - unchanged, 'week')}"):
            for name, (outcome, better) in answers.items():
                iso = parse_week(name, journal.today)
                if journal.weeks.get(iso).outcome is None:
                    journal.weeks.recap(iso, outcome, better=better)
                else:
                    unchanged += 1
        if unchanged:
            has, stays = ("has", "stays as it is") if unchanged == 1 else ("have", "stay as they are")
            screen.tell(f"{pluralized(unchanged, 'week')} {has} been recapped elsewhere, and {stays}.")

    screen.open_form(CatchUpForm(weeks, save, journal.today), "catch-up")


def add_step(screen: FormHost, iso: IsoWeek) -> None:
    """Ask for a new step of the plan."""
    from devjournal.tui.kit.form import Heading
    from devjournal.tui.week.forms.step import StepForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    if not week.has_goal:
        screen.refuse(f"Set a goal first, with {verbs.GOAL}.")
        return

    def save(text: str, _: Answers) -> None:
        journal.weeks.add_step(iso, text)

    heading = Heading(title="A step for the plan", subject=week.goal)
    screen.open_form(StepForm(heading, "", save, journal.today), f"step-{iso}")


def edit_step(screen: FormHost, iso: IsoWeek, step_id: int) -> None:
    """Ask for a step's new text."""
    from devjournal.tui.kit.form import Heading
    from devjournal.tui.week.forms.step import StepForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    number = journal.weeks.step_number(iso, step_id)

    def save(text: str, base: Answers) -> None:
        with merging(screen, base, f"change of a step of {iso}") as merge:
            try:
                current_number = journal.weeks.step_number(iso, step_id)
            except NotFound:  # the step was removed elsewhere meanwhile: its text is added again
                journal.weeks.add_step(iso, text)
                return
            current_text = journal.weeks.get(iso).plan[current_number - 1].text
            journal.weeks.edit_step(iso, current_number, merge.text("text", text, current_text, between=" / "))

    heading = Heading(title=f"Step {number} of the plan", subject=week.goal)
    form = StepForm(heading, week.plan[number - 1].text, save, journal.today)
    screen.open_form(form, f"step-{iso}-{step_id}")


def tick(screen: FormHost, iso: IsoWeek, step_id: int, done: bool) -> None:
    """Tick or untick a step."""
    journal = screen.journal
    with journal.transaction(f"{'ticking' if done else 'unticking'} a step of {iso}"):
        journal.weeks.tick(iso, journal.weeks.step_number(iso, step_id), done)
    screen.refresh_data()


def remove_step(screen: FormHost, iso: IsoWeek, step_id: int) -> None:
    """Remove a step from the plan."""
    journal = screen.journal
    with journal.transaction(f"removal of a step of {iso}"):
        step = journal.weeks.remove_step(iso, journal.weeks.step_number(iso, step_id))
    screen.report_change(f"Removed: {quoted(step.text)}. {verbs.UNDO} brings it back.")


def remove_goal(screen: FormHost, iso: IsoWeek) -> None:
    """Remove a week's goal."""
    week = screen.journal.weeks.clear_goal(iso)
    screen.report_change(f"Removed: the goal {quoted(week.goal)}. {verbs.UNDO} brings it back.")


def mark_away(screen: FormHost, iso: IsoWeek) -> None:
    """Ask for days off, or for days off to remove."""
    from devjournal.tui.week.forms.away import AwayAnswer, AwayForm

    journal = screen.journal
    today = journal.today

    def save(answer: AwayAnswer, _: Answers) -> None:
        if answer.remove is not None:
            span = next((span for span in journal.away.list() if span.id == answer.remove), None)
            journal.away.remove(answer.remove)
            days = f": {span_in_row(span.first, span.last)}" if span is not None else ""
            screen.tell(f"No longer days off{days}. {verbs.UNDO} brings them back.")
        elif answer.first is not None and answer.last is not None:
            journal.away.add(answer.first, answer.last, answer.note)
            screen.tell(f"Days off: {span_in_row(answer.first, answer.last)}. {verbs.UNDO} takes them back.")

    first = today if today in iso else iso.monday
    screen.open_form(AwayForm(journal.away.list(), save, today, first), "away")


def add_entry(screen: FormHost, *, iso: IsoWeek | None = None, gap: int | None = None) -> None:
    """Ask for an entry. For a past week its day is that Friday, for a week ahead Monday.

    `iso` is the week on screen, or `gap` the gap. A message confirms an entry that does not appear there.
    """
    from devjournal.tui.entries.form import EntryAnswer, EntryForm

    journal, day = screen.journal, screen.journal.today
    is_this_week = iso is not None and day in iso
    if iso is not None and not is_this_week:
        day = iso.friday if iso.monday < day else iso.monday

    def save(answer: EntryAnswer, _: Answers) -> None:
        journal.entries.add(answer.text, day=answer.day, gap=answer.gap, link=answer.link, private=answer.private)
        week = IsoWeek.of(journal.today) if is_this_week else iso  # midnight may have passed over the form
        on_screen = answer.day in week if week is not None else gap is not None and answer.gap == gap
        if not on_screen:
            screen.tell(f"Added on {day_in_row(answer.day)}: {quoted(answer.text)}. {verbs.UNDO} takes it back.")

    gaps = least_proven_first(journal.gaps.list())
    if gap is not None and gap not in [listed.id for listed in gaps]:
        gaps.insert(0, journal.gaps.get(gap))  # a closed or parked gap, from its own page
    private = screen.settings.private.entries
    form = EntryForm(None, save, journal.today, day=day, gaps=gaps, gap=gap, private=private)
    key = "entry" if iso is None or is_this_week else f"entry-{iso}"
    screen.open_form(form, key if gap is None else f"evidence-{gap}")


def edit_entry(screen: FormHost, row_id: int) -> None:
    """Ask for an entry's new text."""
    from devjournal.tui.entries.form import EntryAnswer, EntryForm

    journal = screen.journal
    entry = journal.entries.get(row_id)

    def save(answer: EntryAnswer, base: Answers) -> None:
        values: dict[str, Any] = {"day": answer.day, "gap": answer.gap, "private": answer.private}
        with merging(screen, base, f"change of entry {quoted(entry.text)}") as merge:
            try:
                current = journal.entries.get(row_id)
            except NotFound:
                journal.entries.add(answer.text, link=answer.link, **values)
                merge.note_new_row("entry")
            else:
                text = merge.text("text", answer.text, current.text)
                link = merge.text("link", answer.link, current.link, between=" ")
                changes = {name: value for name, value in values.items() if form.touched(name)}
                journal.entries.edit(row_id, text=text, link=link, **changes)

    gaps = [gap for gap in journal.gaps.list() if gap.on_board or gap.id == entry.gap]
    form = EntryForm(entry, save, journal.today, gaps=gaps)
    screen.open_form(form, f"entry-{row_id}")


def remove_entry(screen: FormHost, row_id: int) -> None:
    """Remove an entry."""
    entry = screen.journal.entries.remove(row_id)
    screen.report_change(f"Removed: {quoted(entry.text)}. {verbs.UNDO} brings it back.")
