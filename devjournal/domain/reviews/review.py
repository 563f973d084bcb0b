"""Reviews: the monthly check-in and the quarterly deep dive, as they were answered, and the remarks that came later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.week.due import ReviewKind

MOST_BETS = 3
"""How many gaps a quarter can bet on."""

ANSWERS = ("horizon", "skills", "experience", "brand", "role_models", "course")
"""The texts of a review, in the order in which they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was added to a review on a later day; the review itself stays as it was."""

    day: date
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The answers in words; an empty text is a question without an answer."""

    horizon: str = ""
    """Whether the horizon is still right, and how much time is left."""
    skills: str = ""
    experience: str = ""
    brand: str = ""
    role_models: str = ""
    """Whom I asked, and whom I will ask."""
    course: str = ""
    """What changes from here."""

    def texts(self) -> dict[str, str]:
        """Return them by name, in the order in which they are asked for."""
        return {name: getattr(self, name) for name in ANSWERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Texts):
    """A review as it was held on a day; its snapshot of the board is read apart, since lists do not need it."""

    kind: ReviewKind
    day: date
    bets: tuple[int, ...] = ()
    """The gaps that a quarterly one bets on for the next quarter, by ID; one that was removed is not among them."""
    remarks: tuple[Remark, ...] = ()
    """The earliest first."""
    id: int = 0

    @property
    def name(self) -> str:
        """How it is told in running text: `quarterly review of 2026-11-27`."""
        return f"{self.kind} review of {self.day}"


def before(reviews: Sequence[Review], review: Review) -> Review | None:
    """Return the review of the same kind before one, which it is compared with; they come with the latest first."""
    at = next((n for n, other in enumerate(reviews) if other.id == review.id), len(reviews))
    return next((other for other in reviews[at + 1 :] if other.kind is review.kind), None)
