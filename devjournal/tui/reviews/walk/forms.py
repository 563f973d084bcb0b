"""Creates the forms of a review's steps from the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from devjournal.domain.career.gap import Area, Gap, bets_first, least_proven_first
from devjournal.domain.career.person import Relation
from devjournal.domain.case.case import make_case
from devjournal.domain.case.holes import find_holes, holes_by_gap
from devjournal.domain.dates.days import day_in_full, days_ago, month_and_year
from devjournal.domain.reviews.review_draft import GapDecision, GapWording, ReviewDraft, WalkStep
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui.gaps.origins import Origins
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.reviews.walk.area import AreaStep
from devjournal.tui.reviews.walk.bets import BetsStep
from devjournal.tui.reviews.walk.gap_rows import GapQuestion
from devjournal.tui.reviews.walk.horizon import LONGEST_ROLE, HorizonStep
from devjournal.tui.reviews.walk.step import StepContext, StepForm, TextStep
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, cut, row_text

Save = Callable[[Any, Answers], None]


def form_of(
    journal: Journal, draft: ReviewDraft, save: Save, show_next: Callable[[], None], glyphs: Glyphs
) -> StepForm[Any]:
    """Return the form of the draft's current step."""
    context = StepContext(draft=draft, today=journal.today, show_next=show_next)
    if draft.page.area is not None:
        return _area_form(journal, context, save, draft.page.area)
    match draft.page:
        case WalkStep.HORIZON:
            return _horizon_form(journal, context, save, glyphs)
        case WalkStep.ROLE_MODELS:
            return TextStep(replace(context, facts=_role_models(journal)), save)
        case WalkStep.BETS:
            return _bets_form(journal, context, save)
    return TextStep(context, save)


def _horizon_form(journal: Journal, context: StepContext, save: Save, glyphs: Glyphs) -> StepForm[Any]:
    standing, today = journal.horizons.current(), journal.today
    if len(standing) == 1:
        horizon = standing[0]
        facts = f"{row_text(horizon.role)} by {month_and_year(horizon.by)}, {horizon.left(today)}"
    else:  # the dates are in the choice of a horizon
        facts = "; ".join(
            f"{cut(horizon.role, LONGEST_ROLE, glyphs.cut)}, {horizon.left(today)}" for horizon in standing
        )
    return HorizonStep(replace(context, facts=facts), save, standing)


def _area_form(journal: Journal, context: StepContext, save: Save, area: Area) -> StepForm[Any]:
    """Ask about the gaps of an area on the board, with their evidence since the last review."""
    kind = context.draft.kind
    reviews = (review for review in journal.reviews.list() if kind in (ReviewKind.MONTHLY, review.kind))
    last = next(reviews, None)
    since = last.day if last is not None else None
    entries = journal.reviews.evidence_since(last)
    origins = Origins(journal)
    questions = [
        GapQuestion(
            gap=gap,
            entries=entries.get(gap.id, ()),
            origin=origins.of(gap.title, gap.opened_on) if _is_new(gap, since) else None,
        )
        for gap in journal.gaps.list()
        if gap.area is area and gap.on_board
    ]
    facts = "" if questions else f"The board has no gap in {area}."
    return AreaStep(replace(context, facts=facts), save, questions, day_in_full(since) if since is not None else "")


def _is_new(gap: Gap, since: date | None) -> bool:
    """Return whether a gap was opened after the day `since`; every gap is new if there was no review."""
    return since is None or (gap.opened_on is not None and gap.opened_on > since)


def _role_models(journal: Journal) -> str:
    """Return the role models with their last talks."""
    models = [person for person in journal.people.list() if person.relation is Relation.ROLE_MODEL]
    names = (
        f"{row_text(model.name)}, {days_ago(model.last_talk, journal.today) if model.last_talk else 'not asked yet'}"
        for model in models
    )
    return "; ".join(names) or "People has no role model yet."


def _holes(journal: Journal) -> dict[int, list[str]]:
    """Return the holes of each gap in the case for the nearest horizon; empty without a horizon."""
    if not journal.horizons.current():
        return {}
    data = journal.cases.find()
    return holes_by_gap(find_holes(make_case(data), data.people))


def _bets_form(journal: Journal, context: StepContext, save: Save) -> StepForm[Any]:
    """Offer the gaps of the future board: new gaps, and those neither closed nor parked.

    The bets of the last quarter come first, then the gaps with the most holes in the case.
    """
    answers, last_bets, holes = context.draft.answers, set(journal.reviews.bets()), _holes(journal)
    options = [
        _option(planned.uid, planned.new.title, f"new, {planned.new.area}, 0 of {planned.new.needed}")
        for planned in answers.new
    ]
    most_holes_first = sorted(least_proven_first(journal.gaps.list()), key=lambda gap: -len(holes.get(gap.id, ())))
    for gap in bets_first(most_holes_first, last_bets):
        decision = answers.decided(gap.uid)
        if decision is None or decision.choice in (GapDecision.KEEP, GapDecision.ADJUST):
            wording = (decision.now if decision is not None else None) or GapWording.of(gap)
            again = ", a bet before" if gap.id in last_bets else ""
            lacks = f"; {', '.join(holes[gap.id])}" if gap.id in holes else ""
            facts = f"{gap.area}, {gap.evidence} of {wording.needed}{again}{lacks}"
            options.append(_option(gap.uid, wording.title, facts))
    return BetsStep(context, save, options)


def _option(uid: str, title: str, facts: str) -> tuple[str, Line]:
    return uid, ((row_text(title), "text"), (f"  {facts}", "muted"))
