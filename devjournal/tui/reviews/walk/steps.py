"""Creates the forms of a review's steps from the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from devjournal.domain.career.gap import Gap, bets_first, least_proven_first
from devjournal.domain.career.person import Relation
from devjournal.domain.case.case import make_case
from devjournal.domain.case.holes import find_holes, holes_by_gap
from devjournal.domain.dates.days import MONTH_NAMES, day_in_full, days_ago
from devjournal.domain.reviews.review_draft import GapDecision, ReviewDraft, WalkStep
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui.gaps.origins import Origins
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.reviews.walk.area import AreaStep
from devjournal.tui.reviews.walk.bets import BetsStep
from devjournal.tui.reviews.walk.gap_rows import GapQuestion
from devjournal.tui.reviews.walk.horizon import LONGEST_ROLE, HorizonStep
from devjournal.tui.reviews.walk.step import StepForm, Steps, WordsStep
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import cut, row_text

Save = Callable[[Any, Answers], None]


def form_of(
    journal: Journal, walk: ReviewDraft, save: Save, go: Callable[[int], None], glyphs: Glyphs
) -> StepForm[Any]:
    """Return the form of the draft's current step."""
    if walk.page is WalkStep.HORIZON:
        return _horizon(journal, walk, save, go, glyphs)
    if walk.page.area is not None:
        return _area(journal, walk, save, go)
    if walk.page is WalkStep.BETS:
        return _bets(journal, walk, save, go)
    facts = _role_models(journal) if walk.page is WalkStep.ROLE_MODELS else ""
    return WordsStep(Steps(walk=walk, today=journal.today, go=go, facts=facts), save)


def _horizon(
    journal: Journal, walk: ReviewDraft, save: Save, go: Callable[[int], None], glyphs: Glyphs
) -> StepForm[Any]:
    standing = journal.horizons.current()
    if len(standing) == 1:
        horizon = standing[0]
        until = f"{MONTH_NAMES[horizon.by.month - 1]} {horizon.by.year}"
        facts = f"{row_text(horizon.role)} by {until}, {horizon.left(journal.today)}"
    else:  # the dates are in the choice of a horizon
        facts = "; ".join(
            f"{cut(horizon.role, LONGEST_ROLE, glyphs.cut)}, {horizon.left(journal.today)}" for horizon in standing
        )
    steps = Steps(walk=walk, today=journal.today, go=go, facts=facts)
    return HorizonStep(steps, save, standing)


def _area(journal: Journal, walk: ReviewDraft, save: Save, go: Callable[[int], None]) -> StepForm[Any]:
    """Ask about the gaps of an area on the board, with their evidence since the last review."""
    reviews = (review for review in journal.reviews.list() if walk.kind in (ReviewKind.MONTHLY, review.kind))
    last = next(reviews, None)
    since = last.day if last is not None else None
    entries = journal.reviews.evidence_since(last)
    area = walk.page.area
    origins = Origins(journal)
    questions = [
        GapQuestion(
            gap=gap,
            entries=entries.get(gap.id, ()),
            origin=origins.of(gap.title, gap.opened_on) if _new_since(gap, since) else None,
        )
        for gap in journal.gaps.list()
        if gap.area is area and gap.on_board
    ]
    steps = Steps(walk=walk, today=journal.today, go=go, facts="" if questions else f"The board has no gap in {area}.")
    return AreaStep(steps, save, questions, day_in_full(since) if since is not None else "")


def _new_since(gap: Gap, since: date | None) -> bool:
    return since is None or (gap.opened_on is not None and gap.opened_on > since)


def _role_models(journal: Journal) -> str:
    """Return the role models with their last talks."""
    models = [person for person in journal.people.list() if person.relation is Relation.ROLE_MODEL]
    listed = (
        f"{row_text(model.name)}, {days_ago(model.last_talk, journal.today) if model.last_talk else 'not asked yet'}"
        for model in models
    )
    return "; ".join(listed) or "People has no role model yet."


def _holes(journal: Journal) -> dict[int, list[str]]:
    """Return the holes of each gap in the case for the nearest horizon; empty without a horizon."""
    if not journal.horizons.current():
        return {}
    data = journal.cases.find()
    return holes_by_gap(find_holes(make_case(data), data.people))


def _bets(journal: Journal, walk: ReviewDraft, save: Save, go: Callable[[int], None]) -> StepForm[Any]:
    """Offer the gaps of the future board: new gaps, and those neither closed nor parked.

    The bets of the last quarter come first, then the gaps with the most holes in the case.
    """
    answers, last, holes = walk.answers, set(journal.reviews.bets()), _holes(journal)
    options = [
        (planned.uid, planned.new.title, f"new, {planned.new.area}, 0 of {planned.new.needed}")
        for planned in answers.new
    ]
    standing = sorted(least_proven_first(journal.gaps.list()), key=lambda gap: -len(holes.get(gap.id, ())))
    for gap in bets_first(standing, last):
        decision = answers.decided(gap.uid)
        if decision is None or decision.choice in (GapDecision.KEEP, GapDecision.ADJUST):
            words = decision.now if decision is not None else None
            title, needed = (words.title, words.needed) if words is not None else (gap.title, gap.needed)
            again = ", a bet before" if gap.id in last else ""
            lacks = f"; {', '.join(holes[gap.id])}" if gap.id in holes else ""
            options.append((gap.uid, title, f"{gap.area}, {gap.evidence} of {needed}{again}{lacks}"))
    return BetsStep(Steps(walk=walk, today=journal.today, go=go), save, options)
