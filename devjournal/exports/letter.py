"""The year letter: a year on one page of Markdown, in the user's own words.

Every sentence that is not a count or a name is a quotation. Items that do not fit are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from devjournal.domain.calendar.insight import RecurringLesson, lesson_key, tally_lessons
from devjournal.domain.calendar.year import InformedPerson, ProvenGap, YearFindings
from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek, day_in_full, day_in_row, span_in_full
from devjournal.domain.reviews.board_diff import Change, ChangeKind, board_diff
from devjournal.domain.text.link import link_to_open
from devjournal.domain.text.user_text import joined, pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import LessonAnswer, Outcome, Week, skill_key
from devjournal.exports.page import markdown
from devjournal.exports.page.lines import more_lines, more_words, under
from devjournal.exports.page.page import Block, Items, Line, Page, Row, Section, Table
from devjournal.exports.page.page_budget import cut, cut_lines


class LetterBudget(NamedTuple):
    """How much of each kind is listed. Further items are counted."""

    skills: int
    hits: int
    lessons: int
    """The limit for applied lessons, and for lessons that came back."""
    proven: int
    """Gaps of an area with evidence."""
    people: int
    courses: int
    without_gap: int
    """Entries without a gap."""
    quote_lines: int
    """Lines of a quotation. Of a longer text, the omitted characters are counted."""


FULL = LetterBudget(8, 8, 5, 4, 6, 6, 6, 3)
"""How much is listed if it fits."""

_MINIMUMS = (LetterBudget(4, 4, 2, 1, 3, 2, 0, 1), LetterBudget(3, 3, 2, 1, 2, 2, 0, 1))
"""How much is listed at least. If the first does not fit, the second does."""

MAX_LINES = 60
"""Lines on one sheet of paper."""

MAX_TITLES = 4
"""The most titles named in a line."""

QUOTE_WIDTH = 120
"""The cells of a quotation. Of a longer text, the omitted characters are counted."""

TITLE_WIDTH = 60
"""The cells of a title or a name."""

_Item = TypeVar("_Item")


def render(year: YearFindings) -> str:
    """Return the letter; equal data gives equal texts."""
    return markdown.render(fit(year), empty_text(year.year))


def empty_text(year: int) -> str:
    """Return the sentence of an empty year."""
    return f"Nothing was written in {year}."


def fit(year: YearFindings) -> Page:
    """Return the letter with as much as fits on one sheet."""
    budget = FULL
    page = lay_out(year, budget)
    for minimum in _MINIMUMS:
        while _lines(page) > MAX_LINES and budget != minimum:
            budget = _narrower(budget, minimum)
            page = lay_out(year, budget)
    return page


def _lines(page: Page) -> int:
    return markdown.render(page).count("\n")


def _narrower(budget: LetterBudget, minimum: LetterBudget) -> LetterBudget:
    """Return a budget with one item less of the kind that can spare the most."""
    limits, least = budget._asdict(), minimum._asdict()
    kind = max(limits, key=lambda name: limits[name] - least[name])
    return budget._replace(**{kind: limits[kind] - 1})


def lay_out(year: YearFindings, budget: LetterBudget) -> Page:
    """Return the letter as a page, without empty sections."""
    sections = (
        ("Goals by skill", _skills(year, budget)),
        ("Hit", _items(_hits(year, budget))),
        ("Lessons", _items((*_lesson_counts(year), *_lessons(year, budget), *_came_back(year, budget)))),
        ("Evidence", _items((*_evidence(year.proven, budget), *_holes(year)))),
        ("Without a gap", _items(_without_gap(year.without_gap, budget))),
        ("Who knows now", _items(_informed(year.informed, budget))),
        ("The way", _items((*_board_changes(year), *_courses(year, budget)))),
    )
    return Page(
        title=f"The year {year.year}",
        span=span_in_full(year.first_day, year.last_day),
        sections=tuple(Section(heading=heading, blocks=tuple(blocks)) for heading, blocks in sections if blocks),
    )


# the weeks


def _skills(year: YearFindings, budget: LetterBudget) -> list[Block]:
    weeks = [week for week in year.weeks if week.has_goal]
    if not weeks:
        return []
    names = {skill_key(week.skill): week.skill for week in weeks}
    counts = Counter(skill_key(week.skill) for week in weeks)
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    rows = [
        Row(key=key, cells=(_title(names[key]), *_counts([week for week in weeks if skill_key(week.skill) == key])))
        for key in ordered[: budget.skills]
    ]
    if unlisted := set(ordered[budget.skills :]):
        others = [week for week in weeks if skill_key(week.skill) in unlisted]
        rows.append(Row(key="", cells=(more_words(len(unlisted), "skill"), *_counts(others))))
    table = Table(headings=("Skill", "Goals", "Hit", "Better"), rows=tuple(rows), wide=0, below=4)
    return [table, *_items([Line(text=_tally(year))])]


def _counts(weeks: Sequence[Week]) -> tuple[str, str, str]:
    """Return the numbers of goals, of hits, and of weeks that made the user better."""
    hits = sum(week.outcome is Outcome.HIT for week in weeks)
    return str(len(weeks)), str(hits), str(sum(week.better is True for week in weeks))


def _tally(year: YearFindings) -> str:
    """Return the numbers of weeks by outcome."""
    weeks = year.weeks
    outcomes = Counter(week.outcome for week in weeks)
    better = sum(week.outcome is Outcome.MISSED and week.better is True for week in weeks)
    parts = [pluralized(sum(week.has_goal for week in weeks), "goal")]
    parts += [f"{outcomes[outcome]} {outcome}" for outcome in (Outcome.HIT, Outcome.MISSED) if outcomes[outcome]]
    parts += [f"{better} of them better for it"] if better else []
    away = f"; {pluralized(year.away, 'week')} away" if year.away else ""
    return f"{', '.join(parts)}{away}"


def _hits(year: YearFindings, budget: LetterBudget) -> list[Line]:
    """Return the goals that were hit: first those with evidence for a gap, then others, newest first."""
    hits = [week for week in reversed(year.weeks) if week.outcome is Outcome.HIT]
    hits.sort(key=lambda week: week.gap is None)
    return _listed(
        hits,
        budget.hits,
        "goal",
        lambda week: joined(": ", f"{_name(week.iso)}, {_title(week.skill)}", _quote(week.goal, budget)),
    )


def _lesson_counts(year: YearFindings) -> list[Line]:
    """Return the counts of lessons."""
    tally = tally_lessons((week.lesson, week.lesson_answer, week.lesson_helped) for week in year.weeks)
    back = f", {len(year.returned)} came back" if year.returned else ""
    return [Line(text=f"{tally.summary}{back}")] if tally.left else []


def _lessons(year: YearFindings, budget: LetterBudget) -> list[Line]:
    """Return the applied lessons, each once, latest first. Lessons that came back say so."""
    back = {lesson_key(lesson.text) for lesson in year.returned}
    best: dict[str, Week] = {}
    for week in reversed(year.weeks):
        if week.lesson and week.lesson_answer is LessonAnswer.APPLIED and lesson_key(week.lesson) not in back:
            best.setdefault(lesson_key(week.lesson), week)
    lines = _listed(
        [*best.values()], budget.lessons, "lesson", lambda week: f"{_name(week.iso)}: {_quote(week.lesson, budget)}"
    )
    return [Line(text="Applied:"), *(under(line) for line in lines)] if lines else []


def _came_back(year: YearFindings, budget: LetterBudget) -> list[Line]:
    lines = _listed(year.returned, budget.lessons, "lesson", lambda lesson: _returned(lesson, budget))
    return [Line(text="Came back:"), *(under(line) for line in lines)] if lines else []


def _returned(lesson: RecurringLesson, budget: LetterBudget) -> str:
    times_kept = f", kept {pluralized(lesson.times_kept, 'time')}" if lesson.times_kept else ""
    times_written = pluralized(len(lesson.mondays), "time")
    last = IsoWeek(lesson.mondays[-1])
    return f"{_quote(lesson.text, budget)}, written {times_written}{times_kept}, last in {_name(last)}"


# the gaps


def _evidence(proven: Sequence[ProvenGap], budget: LetterBudget) -> list[Line]:
    lines = []
    for area in Area:
        gaps = [proof for proof in proven if proof.gap.area is area]
        if not gaps:
            continue
        entries = sum(len(proof.entries) for proof in gaps)
        counts = f"{pluralized(entries, 'entry', 'entries')} for {pluralized(len(gaps), 'gap')}"
        lines.append(Line(text=f"{area.value.capitalize()}: {counts}"))
        gaps.sort(key=lambda proof: -len(proof.entries))
        for proof in gaps[: budget.proven]:
            newest = proof.entries[0]
            more = f" and {len(proof.entries) - 1} more" if len(proof.entries) > 1 else ""
            title = joined(", ", _title(proof.gap.title), proof.gap.measure)
            text = f"{title}: {_quote(newest.text, budget)}{more}"
            lines.append(Line(text=text, link=link_to_open(newest.link), under=True))
    return lines


def _holes(findings: YearFindings) -> list[Line]:
    """Return how many holes of the case closed."""
    if not findings.holes_closed:
        return []
    return [Line(text=f"{pluralized(findings.holes_closed, 'hole')} in the case for the next role closed")]


def _without_gap(entries: Sequence[Entry], budget: LetterBudget) -> list[Line]:
    """Return the number of entries without a gap, and the latest of them."""
    if not entries:
        return []
    count = pluralized(len(entries), "entry", "entries")
    lines = [Line(text=f"{count}, the latest first:" if budget.without_gap else count)]
    for entry in entries[: budget.without_gap]:
        text = f"{day_in_row(entry.day)}: {_quote(entry.text, budget)}"
        lines.append(Line(text=text, link=link_to_open(entry.link), under=True))
    return lines


def _informed(informed: Sequence[InformedPerson], budget: LetterBudget) -> list[Line]:
    return _listed(informed, budget.people, "person", lambda person: f"{_title(person.name)}: {_titles(person.titles)}")


def _board_changes(year: YearFindings) -> list[Line]:
    """Return the changes of the board from the first snapshot to the last."""
    if year.boards is None:
        return []
    first, last = year.boards
    diff = board_diff(first.board, last.board, last.day - first.day)
    lines = [Line(text=f"From {day_in_full(first.day)} to {day_in_full(last.day)}:")]
    if diff.horizon_changed:
        roles = [f"{_title(horizon.role)} by {day_in_full(horizon.by)}" for horizon in diff.horizons]
        lines.append(Line(text=f"Horizon now: {', '.join(roles) or 'none'}", under=True))
    groups = diff.by_kind()
    for kind, label in _CHANGE_LABELS.items():
        if groups[kind]:
            listed = _first_texts(map(_change_text, groups[kind]), len(groups[kind]))
            lines.append(Line(text=f"{label} {len(groups[kind])}: {listed}", under=True))
    return lines if len(lines) > 1 else []


_CHANGE_LABELS = {
    ChangeKind.CLOSED: "Closed",
    ChangeKind.MOVED: "Moved",
    ChangeKind.STALLED: "Still",
    ChangeKind.NEW: "New",
    ChangeKind.DROPPED: "Dropped",
}


def _change_text(change: Change) -> str:
    title = _title(change.gap.title)
    if change.kind is ChangeKind.MOVED and change.then is not None:
        return f"{title} {change.then.evidence} → {change.gap.measure}"
    return f"{title} (“{_title(change.why)}”)" if change.why else title


def _courses(year: YearFindings, budget: LetterBudget) -> list[Line]:
    """Return the courses that the year's reviews set, latest first."""
    with_course = [review for review in reversed(year.reviews) if review.course]
    return _listed(
        with_course,
        budget.courses,
        "course",
        lambda review: f"{day_in_full(review.day)}: {_quote(review.course, budget)}",
    )


# pieces


def _name(iso: IsoWeek) -> str:
    return f"W{iso.number:02d}"


def _quote(text: str, budget: LetterBudget) -> str:
    return f"“{cut_lines(text, QUOTE_WIDTH, budget.quote_lines)}”"


def _title(text: str) -> str:
    return cut(text, TITLE_WIDTH)


def _titles(titles: Sequence[str]) -> str:
    return _first_texts(map(_title, titles), len(titles))


def _first_texts(texts: Iterable[str], total: int) -> str:
    """Return the first texts joined, and how many more there are."""
    listed = joined(", ", *islice(texts, MAX_TITLES))
    return f"{listed} and {total - MAX_TITLES} more" if total > MAX_TITLES else listed


def _listed(items: Sequence[_Item], limit: int, noun: str, text_of: Callable[[_Item], str]) -> list[Line]:
    """Return a line for each of the first items, and a line that counts further items."""
    more = more_lines(len(items), limit, noun, "people" if noun == "person" else "", mark="•")
    return [*(Line(text=text_of(item)) for item in items[:limit]), *more]


def _items(lines: Sequence[Line]) -> list[Block]:
    return [Items(lines=tuple(lines))] if lines else []
