"""Merging the answers of a step into the review's draft as it is in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from devjournal.domain.career.gap import Area, NewGap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.review_draft import Answers as ReviewAnswers
from devjournal.domain.reviews.review_draft import PlannedGap, ReviewDraft
from devjournal.domain.text.text_merge import keep_steps, merge_text
from devjournal.storage import Journal
from devjournal.tui.horizons.actions import keep_horizon
from devjournal.tui.horizons.form import HorizonAnswer
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import BOTH_KEPT
from devjournal.tui.reviews.walk.area import AreaAnswer
from devjournal.tui.reviews.walk.bets import BetsAnswer
from devjournal.tui.reviews.walk.horizon import NAMES, HorizonStepAnswer, id_suffix
from devjournal.tui.reviews.walk.new_gaps import new_gaps_at_opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merged answers; `both` if a text was changed elsewhere too, so that both versions are kept."""

    answers: ReviewAnswers
    both: bool = False
    messages: tuple[str, ...] = ()
    """Further messages about changes made elsewhere."""


HorizonChange = tuple[Horizon | None, HorizonAnswer]
"""A horizon to change (`None` for a new one), with its new answer."""

StepMerge = Callable[[Journal, ReviewDraft, ReviewDraft, Any, Answers], Merged]
"""Merges a step: gets the draft as shown, the current draft, the step's answer, and the form's values at opening."""


def _merge_text(_: Journal, opened: ReviewDraft, current: ReviewDraft, text: str, base: Answers) -> Merged:
    """Merge the text of a step."""
    name = opened.page.answer
    merged, both = merge_text(str(base["text"]), text, current.answers.texts()[name])
    changed: dict[str, Any] = {name: merged}
    return Merged(answers=replace(current.answers, **changed), both=both)


def _merge_horizons(
    journal: Journal, opened: ReviewDraft, current: ReviewDraft, answer: HorizonStepAnswer, base: Answers
) -> Merged:
    """Merge the first step. Changes of horizons are applied at once."""
    messages = []
    for horizon, changed in _in_order(answer.horizons):
        horizon_base = {name: base.get(name + id_suffix(horizon), "") for name in NAMES}
        messages.append(keep_horizon(journal, horizon, changed, horizon_base))
    merged = _merge_text(journal, opened, current, answer.text, base)
    unique = dict.fromkeys(message for message in messages if message and not (merged.both and message == BOTH_KEPT))
    return replace(merged, messages=tuple(unique))


def _in_order(changes: Iterable[HorizonChange]) -> Iterator[HorizonChange]:
    """Order changes so that no horizon takes the months of another that has not been moved yet (unique constraint)."""
    pending = list(changes)
    while pending:
        following = next((change for change in pending if not _is_blocked(change, pending)), pending[0])
        pending.remove(following)
        yield following


def _is_blocked(change: HorizonChange, pending: Iterable[HorizonChange]) -> bool:
    """Return whether another pending horizon still has the months that `change` sets."""
    others = (horizon for horizon, _ in pending if horizon != change[0])
    return any(other is not None and other.months == change[1].months for other in others)


def _merge_area(
    journal: Journal, opened: ReviewDraft, current: ReviewDraft, answer: AreaAnswer, base: Answers
) -> Merged:
    """Merge the decisions on an area. Unchanged decisions do not overwrite those made elsewhere."""
    merged = _merge_text(journal, opened, current, answer.text, base)
    answers = merged.answers
    for decision in answer.decisions:
        before = opened.answers.decided(decision.gap)
        decided = replace(decision, was=before.was) if before is not None else decision
        if decided != before:
            answers = answers.decide(decided)
    area = opened.page.area
    assert area is not None
    return replace(merged, answers=_with_new_gaps(answers, area, answer, base))


def _with_new_gaps(answers: ReviewAnswers, area: Area, answer: AreaAnswer, base: Answers) -> ReviewAnswers:
    """Return the answers with an area's new gaps. A gap with the same title keeps its uid, and thereby its bet."""
    by_title = {planned.new.title.strip(): planned for planned in answers.new if planned.new.area is area}
    listed_before = new_gaps_at_opening(base.get("new", ""))
    new = []
    for title in keep_steps([*listed_before], [*answer.new], [*by_title]):
        planned = by_title.get(title) or PlannedGap.of(NewGap(area=area, title=title))
        needed = answer.new.get(title)
        if needed is not None and needed != listed_before.get(title):
            planned = replace(planned, new=planned.new._replace(needed=needed))
        new.append(planned)
    removed = {planned.uid for planned in by_title.values()} - {planned.uid for planned in new}
    other_areas = (planned for planned in answers.new if planned.new.area is not area)
    return replace(answers, new=(*other_areas, *new), bets=tuple(uid for uid in answers.bets if uid not in removed))


def _merge_bets(
    journal: Journal, opened: ReviewDraft, current: ReviewDraft, answer: BetsAnswer, base: Answers
) -> Merged:
    """Merge the course, and the bets if they were changed."""
    merged = _merge_text(journal, opened, current, answer.text, base)
    if set(answer.bets) == set(opened.answers.bets):
        return merged
    return replace(merged, answers=replace(merged.answers, bets=answer.bets))


MERGES: Mapping[type, StepMerge] = {
    str: _merge_text,
    HorizonStepAnswer: _merge_horizons,
    AreaAnswer: _merge_area,
    BetsAnswer: _merge_bets,
}
"""The merge of each kind of answer."""
