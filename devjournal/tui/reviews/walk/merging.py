"""What a step of a review was told, put into the answers of its walk as the journal holds them now."""

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
from devjournal.tui.kit.asker import BOTH
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.reviews.walk.area import AreaAnswer
from devjournal.tui.reviews.walk.bets import BetsAnswer
from devjournal.tui.reviews.walk.horizon import NAMES, HorizonStepAnswer, ending_of
from devjournal.tui.reviews.walk.new_gaps import new_gaps_left


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The answers to keep, and whether a text had been changed elsewhere, so that both are kept."""

    answers: WalkAnswers
    both: bool = False
    messages: tuple[str, ...] = ()
    """What else is to be said of a change elsewhere."""


Changed = tuple[Horizon | None, HorizonAnswer]
"""A horizon that is changed, or None for a new one, and how it is to be."""

Merge = Callable[[Journal, ReviewDraft, ReviewDraft, Any, Answers], Merged]
"""Takes the walk as it was shown, as it is now, what the step was told, and what its fields began with."""


def keep_words(_: Journal, opened: ReviewDraft, now: ReviewDraft, text: str, base: Answers) -> Merged:
    """Keep a text that answers a step."""
    name = opened.page.answer
    words, both = merge_text(str(base["text"]), text, now.answers.texts()[name])
    changed: dict[str, Any] = {name: words}
    return Merged(answers=replace(now.answers, **changed), both=both)


def _keep_horizon(
    journal: Journal, opened: ReviewDraft, now: ReviewDraft, answer: HorizonStepAnswer, base: Answers
) -> Merged:
    """Keep the first step; the horizons themselves are changed at once."""
    messages = []
    for horizon, changed in _in_order(answer.horizons):
        began = {name: base.get(name + ending_of(horizon), "") for name in NAMES}
        messages.append(keep_horizon(journal, horizon, changed, began))
    merged = keep_words(journal, opened, now, answer.text, base)
    to_say = tuple(dict.fromkeys(message for message in messages if message and not (merged.both and message == BOTH)))
    return replace(merged, messages=to_say)


def _in_order(changes: Iterable[Changed]) -> Iterator[Changed]:
    """Yield changes so that none is moved to the months of another that is still to be moved away from there."""
    pending = list(changes)
    while pending:
        following = next((change for change in pending if not _in_the_way(change, pending)), pending[0])
        pending.remove(following)
        yield following


def _in_the_way(change: Changed, pending: Iterable[Changed]) -> bool:
    others = (horizon for horizon, _ in pending if horizon != change[0])
    return any(other is not None and other.months == change[1].months for other in others)


def _keep_area(journal: Journal, opened: ReviewDraft, now: ReviewDraft, answer: AreaAnswer, base: Answers) -> Merged:
    """Keep what was decided on the gaps of an area; what was left as it was stays as it is decided now."""
    merged = keep_words(journal, opened, now, answer.text, base)
    answers = merged.answers
    for uid, chosen in answer.chosen.items():
        before = opened.answers.decided(uid)
        if before is not None and (before.choice, before.now, before.why) == (chosen.choice, chosen.now, chosen.why):
            continue
        was = before.was if before is not None else chosen.was
        answers = answers.decide(Decision(gap=uid, choice=chosen.choice, was=was, now=chosen.now, why=chosen.why))
    area = opened.page.area
    assert area is not None
    return Merged(answers=_with_new(answers, area, answer, base), both=merged.both)


def _with_new(answers: WalkAnswers, area: Area, answer: AreaAnswer, base: Answers) -> WalkAnswers:
    """Return the answers with the new gaps of an area; one that was named before keeps its uid, and its bet."""
    there = {planned.new.title.strip(): planned for planned in answers.new if planned.new.area is area}
    listed_before = new_gaps_left(base.get("new", ""))
    new = []
    for title in keep_steps([*listed_before], [*answer.new], [*there]):
        planned = there.get(title) or PlannedGap.of(NewGap(area=area, title=title))
        needed = answer.new.get(title)
        if needed is not None and needed != listed_before.get(title):
            planned = replace(planned, new=planned.new._replace(needed=needed))
        new.append(planned)
    gone = {planned.uid for planned in there.values()} - {planned.uid for planned in new}
    others = (planned for planned in answers.new if planned.new.area is not area)
    return replace(answers, new=(*others, *new), bets=tuple(uid for uid in answers.bets if uid not in gone))


def _keep_bets(journal: Journal, opened: ReviewDraft, now: ReviewDraft, answer: BetsAnswer, base: Answers) -> Merged:
    """Keep the bets, where they were changed, and the course."""
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
"""How each kind of answer is kept."""
