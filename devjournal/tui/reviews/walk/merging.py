"""Merging the answers of a step into the review's draft as it is now in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from devjournal.domain.career.gap import Area, NewGap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.review_draft import Answers as WalkAnswers
from devjournal.domain.reviews.review_draft import Decision, PlannedGap, ReviewDraft
from devjournal.domain.text.text_merge import keep_steps, merge_text
from devjournal.storage import Journal
from devjournal.tui.horizons.actions import keep_horizon
from devjournal.tui.horizons.form import HorizonAnswer
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import BOTH_KEPT
from devjournal.tui.reviews.walk.area import AreaAnswer
from devjournal.tui.reviews.walk.bets import BetsAnswer
from devjournal.tui.reviews.walk.horizon import NAMES, HorizonStepAnswer, ending_of
from devjournal.tui.reviews.walk.new_gaps import new_gaps_left


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merged answers; `both` if a text was changed elsewhere too, so that both versions are kept."""

    answers: WalkAnswers
    both: bool = False
    messages: tuple[str, ...] = ()
    """Further messages about changes made elsewhere."""


Changed = tuple[Horizon | None, HorizonAnswer]
"""A horizon to change (`None` for a new one), with its new answer."""

Merge = Callable[[Journal, ReviewDraft, ReviewDraft, Any, Answers], Merged]
"""Merges a step: gets the draft as shown, the draft now, the step's answer, and its values at opening."""


def keep_words(_: Journal, opened: ReviewDraft, now: ReviewDraft, text: str, base: Answers) -> Merged:
    """Merge the text of a step."""
    name = opened.page.answer
    words, both = merge_text(str(base["text"]), text, now.answers.texts()[name])
    changed: dict[str, Any] = {name: words}
    return Merged(answers=replace(now.answers, **changed), both=both)


def _keep_horizon(
    journal: Journal, opened: ReviewDraft, now: ReviewDraft, answer: HorizonStepAnswer, base: Answers
) -> Merged:
    """Merge the first step. Changes of horizons are applied at once."""
    messages = []
    for horizon, changed in _in_order(answer.horizons):
        began = {name: base.get(name + ending_of(horizon), "") for name in NAMES}
        messages.append(keep_horizon(journal, horizon, changed, began))
    merged = keep_words(journal, opened, now, answer.text, base)
    to_say = tuple(
        dict.fromkeys(message for message in messages if message and not (merged.both and message == BOTH_KEPT))
    )
    return replace(merged, messages=to_say)


def _in_order(changes: Iterable[Changed]) -> Iterator[Changed]:
    """Order changes so that no horizon takes the months of another that has not been moved yet (unique constraint)."""
    pending = list(changes)
    while pending:
        following = next((change for change in pending if not _in_the_way(change, pending)), pending[0])
        pending.remove(following)
        yield following


def _in_the_way(change: Changed, pending: Iterable[Changed]) -> bool:
    others = (horizon for horizon, _ in pending if horizon != change[0])
    return any(other is not None and other.months == change[1].months for other in others)


def _keep_area(journal: Journal, opened: ReviewDraft, now: ReviewDraft, answer: AreaAnswer, base: Answers) -> Merged:
    """Merge the decisions on an area. Unchanged ones do not overwrite decisions made elsewhere."""
    merged = keep_words(journal, opened, now, answer.text, base)
    answers = merged.answers
    for uid, decision in answer.decisions.items():
        before = opened.answers.decided(uid)
        if before is not None and (before.choice, before.now, before.why) == (
            decision.choice,
            decision.now,
            decision.why,
        ):
            continue
        was = before.was if before is not None else decision.was
        answers = answers.decide(Decision(gap=uid, choice=decision.choice, was=was, now=decision.now, why=decision.why))
    area = opened.page.area
    assert area is not None
    return Merged(answers=_with_new(answers, area, answer, base), both=merged.both)


def _with_new(answers: WalkAnswers, area: Area, answer: AreaAnswer, base: Answers) -> WalkAnswers:
    """Return the answers with an area's new gaps. A gap with the same title keeps its uid, and thereby its bet."""
    by_title = {planned.new.title.strip(): planned for planned in answers.new if planned.new.area is area}
    listed_before = new_gaps_left(base.get("new", ""))
    new = []
    for title in keep_steps([*listed_before], [*answer.new], [*by_title]):
        planned = by_title.get(title) or PlannedGap.of(NewGap(area=area, title=title))
        needed = answer.new.get(title)
        if needed is not None and needed != listed_before.get(title):
            planned = replace(planned, new=planned.new._replace(needed=needed))
        new.append(planned)
    removed = {planned.uid for planned in by_title.values()} - {planned.uid for planned in new}
    others = (planned for planned in answers.new if planned.new.area is not area)
    return replace(answers, new=(*others, *new), bets=tuple(uid for uid in answers.bets if uid not in removed))


def _keep_bets(journal: Journal, opened: ReviewDraft, now: ReviewDraft, answer: BetsAnswer, base: Answers) -> Merged:
    """Merge the course, and the bets if they were changed."""
    merged = keep_words(journal, opened, now, answer.text, base)
    if set(answer.bets) == set(opened.answers.bets):
        return merged
    return replace(merged, answers=replace(merged.answers, bets=answer.bets))


MERGES: Mapping[type, Merge] = {
    str: keep_words,
    HorizonStepAnswer: _keep_horizon,
    AreaAnswer: _keep_area,
    BetsAnswer: _keep_bets,
}
"""The merge of each kind of answer."""
