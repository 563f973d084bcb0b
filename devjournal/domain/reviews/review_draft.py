"""A review in progress: its step, the decisions on gaps, and the answers so far.

Decisions change the board only when the review is finished, so it can be continued at any step, or dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import uuid4

from devjournal.domain.career.gap import MAX_NEEDED, QUESTIONS, Area, Gap, NewGap, Step
from devjournal.domain.json_values import Fields, text
from devjournal.domain.merge.uids import is_uid
from devjournal.domain.reviews.review import ANSWERS, MAX_BETS, Texts
from devjournal.domain.text.user_text import clean, required
from devjournal.domain.week.due import ReviewKind

VERSION = 1
"""The version of the stored answers."""


class WalkStep(StrEnum):
    """One step of a review."""

    HORIZON = "horizon"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    BRAND = "brand"
    ROLE_MODELS = "role_models"
    BETS = "bets"
    COURSE = "course"

    @property
    def area(self) -> Area | None:
        """The area whose gaps are decided on in this step; None without gaps."""
        return Area(self.value) if self.value in tuple(Area) else None

    @property
    def answer(self) -> str:
        """The name of the step's text. The step of the bets has the course."""
        return "course" if self is WalkStep.BETS else self.value

    @property
    def question(self) -> str:
        """The question of the step."""
        area = self.area
        return QUESTIONS[area] if area is not None else _QUESTIONS[self]


_QUESTIONS = {
    WalkStep.HORIZON: "Is this still where I want to be, and what is left?",
    WalkStep.ROLE_MODELS: "Who did I ask, and who will I ask?",
    WalkStep.BETS: "What are the bets for the next quarter?",
    WalkStep.COURSE: "What changes from here?",
}

STEPS: Mapping[ReviewKind, tuple[WalkStep, ...]] = {
    ReviewKind.QUARTERLY: (
        *(WalkStep.HORIZON, WalkStep.SKILLS, WalkStep.EXPERIENCE),
        *(WalkStep.BRAND, WalkStep.ROLE_MODELS, WalkStep.BETS),
    ),
    ReviewKind.MONTHLY: (WalkStep.SKILLS, WalkStep.EXPERIENCE, WalkStep.BRAND, WalkStep.COURSE),
}
"""The steps of each kind of review, in order."""


class GapDecision(StrEnum):
    """A decision on a gap."""

    KEEP = "keep"
    """The gap stays unchanged."""
    ADJUST = "adjust"
    CLOSE = "close"
    PARK = "park"


CHOICES: Mapping[ReviewKind, tuple[GapDecision, ...]] = {
    ReviewKind.QUARTERLY: tuple(GapDecision),
    ReviewKind.MONTHLY: (GapDecision.KEEP, GapDecision.ADJUST, GapDecision.PARK),
}
"""The possible decisions in each kind of review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapWording:
    """The adjustable fields of a gap."""

    title: str
    why: str = ""
    needed: int = 1

    @classmethod
    def of(cls, gap: Gap) -> GapWording:
        """Return the wording of a gap."""
        return cls(title=gap.title, why=gap.why, needed=gap.needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision on a gap, by uid, applied when the review is finished."""

    gap: str
    choice: GapDecision
    was: GapWording
    """The wording of the gap at that time, to notice changes made elsewhere."""
    now: GapWording | None = None
    """The new wording."""
    why: str = ""
    """The reason to park it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGap:
    """A gap to add when the review is finished. It has its uid already, so that a bet can name it."""

    uid: str
    new: NewGap

    @classmethod
    def of(cls, new: NewGap) -> PlannedGap:
        """Return a gap with its own uid."""
        return cls(uid=str(uuid4()), new=new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Texts):
    """The answers so far, and the decisions on gaps."""

    decisions: tuple[Decision, ...] = ()
    """At most one for each gap, in the order in which they were first made. Other gaps are kept."""
    new: tuple[PlannedGap, ...] = ()
    bets: tuple[str, ...] = ()
    """Up to three gaps by uid, planned ones included."""

    def decided(self, uid: str) -> Decision | None:
        """Return the decision on a gap, or None."""
        return next((decision for decision in self.decisions if decision.gap == uid), None)

    def decide(self, decision: Decision) -> Answers:
        """Return the answers with another decision on the same gap."""
        if self.decided(decision.gap) is None:
            return replace(self, decisions=(*self.decisions, decision))
        decisions = (decision if other.gap == decision.gap else other for other in self.decisions)
        return replace(self, decisions=tuple(decisions))

    def cleaned(self) -> Answers:
        """Return the answers as they are stored.

        Raises:
            InvalidText: a text cannot be stored, or a title is empty.
        """
        decisions = (
            replace(item, now=_cleaned(item.now) if item.now is not None else None, why=clean(item.why, "The reason"))
            for item in self.decisions
        )
        new = (
            replace(item, new=item.new._replace(title=required(item.new.title, "The title"), why=clean(item.new.why)))
            for item in self.new
        )
        texts = {name: clean(text, "The answer") for name, text in self.texts().items()}
        return Answers(**texts, decisions=tuple(decisions), new=tuple(new), bets=self.bets[:MAX_BETS])

    def as_json(self) -> dict[str, Any]:
        """Return plain values with their version, for `read_answers`."""
        return {
            "version": VERSION,
            **self.texts(),
            "decisions": [_decision_as_json(item) for item in self.decisions],
            "new": [
                {
                    "uid": item.uid,
                    "area": item.new.area.value,
                    "step": item.new.step.value,
                    **_wording_as_json(GapWording(title=item.new.title, why=item.new.why, needed=item.new.needed)),
                }
                for item in self.new
            ],
            "bets": list(self.bets),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """A review begun on a day and not finished; `step` counts from 1."""

    kind: ReviewKind
    day: date
    step: int = 1
    answers: Answers = Answers()

    @property
    def page(self) -> WalkStep:
        """The current step."""
        return STEPS[self.kind][self.step - 1]

    @property
    def steps(self) -> int:
        """The number of steps."""
        return len(STEPS[self.kind])

    @property
    def last(self) -> bool:
        """Whether it is at its last step."""
        return self.step == self.steps

    def at(self, step: int) -> ReviewDraft:
        """Return the draft at another step, at most the last one."""
        return replace(self, step=max(1, min(step, self.steps)))


def read_answers(value: object) -> Answers:
    """Return the answers from plain values; values that devjournal did not write are empty."""
    try:
        fields = Fields(value)
        if fields.count("version", 1) != VERSION:
            return Answers()
        texts = {name: fields.text(name) for name in ANSWERS}
        decisions = {decision.gap: decision for decision in map(_decision, fields.items("decisions"))}
        bets = tuple(text(uid, needed=True) for uid in fields.items("bets"))
        return Answers(
            **texts,
            decisions=tuple(decisions.values()),
            new=tuple(map(_planned, fields.items("new"))),
            bets=bets[:MAX_BETS],
        )
    except ValueError:
        return Answers()


def _cleaned(wording: GapWording) -> GapWording:
    return replace(wording, title=required(wording.title, "The title"), why=clean(wording.why, "The reason"))


def _decision_as_json(decision: Decision) -> dict[str, Any]:
    now = _wording_as_json(decision.now) if decision.now is not None else None
    return {
        "gap": decision.gap,
        "choice": decision.choice.value,
        "was": _wording_as_json(decision.was),
        "now": now,
        "why": decision.why,
    }


def _wording_as_json(wording: GapWording) -> dict[str, Any]:
    return {"title": wording.title, "why": wording.why, "needed": wording.needed}


def _decision(value: object) -> Decision:
    fields = Fields(value)
    now = fields.get("now")
    return Decision(
        gap=fields.text("gap", needed=True),
        choice=GapDecision(fields.text("choice")),
        was=_wording(fields.get("was")),
        now=None if now is None else _wording(now),
        why=fields.text("why"),
    )


def _wording(value: object) -> GapWording:
    fields = Fields(value)
    return GapWording(
        title=fields.text("title", needed=True),
        why=fields.text("why"),
        needed=min(fields.count("needed", 1), MAX_NEEDED),
    )


def _planned(value: object) -> PlannedGap:
    fields, wording = Fields(value), _wording(value)
    area, step = Area(fields.text("area")), Step(fields.text("step"))
    new = NewGap(area=area, title=wording.title, why=wording.why, needed=wording.needed, step=step)
    uid = fields.text("uid")
    if not is_uid(uid):
        raise ValueError("not a uid")
    return PlannedGap(uid=uid, new=new)
