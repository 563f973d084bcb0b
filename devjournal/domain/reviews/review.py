"""Reviews: the answers of monthly check-ins and quarterly deep dives, and remarks added later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.week.due import ReviewKind

MAX_BETS = 3
"""The most bets of a quarter."""

ANSWERS = ("horizon", "skills", "experience", "brand", "role_models", "course")
"""The texts of a review, in the order of its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark on a review, added on a later day. The review itself does not change."""

    day: date
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of the answers; an empty text means no answer."""

    horizon: str = ""
    """Is the horizon still right, and how much time is left?"""
    skills: str = ""
    experience: str = ""
    brand: str = ""
    role_models: str = ""
    """Whom did I ask, and whom will I ask?"""
    course: str = ""
    """What changes from here?"""

    def texts(self) -> dict[str, str]:
        """Return the texts by name, in the order of the questions."""
        return {name: getattr(self, name) for name in ANSWERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Texts):
    """A review held on a day. Its snapshot of the board is read separately, because lists do not need it."""

    kind: ReviewKind
    day: date
    bets: tuple[int, ...] = ()
    """The gaps that a quarterly review bets on, by ID, without removed ones."""
    remarks: tuple[Remark, ...] = ()
    """Earliest first."""
    id: int = 0

    @property
    def name(self) -> str:
        """The name in running text: `quarterly review of 2026-11-27`."""
        return f"{self.kind} review of {self.day}"


def before(reviews: Sequence[Review], review: Review) -> Review | None:
    """Return the previous review of the same kind; `reviews` come latest first."""
    at = next((n for n, other in enumerate(reviews) if other.id == review.id), len(reviews))
    return next((other for other in reviews[at + 1 :] if other.kind is review.kind), None)
