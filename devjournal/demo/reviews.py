"""The reviews of the invented journal: monthly looks, quarterly deep dives with their bets, one that was skipped."""

from __future__ import annotations

from dataclasses import dataclass, field

from devjournal.demo.plan import (
    BIG_DEAL,
    BOARD,
    COACH,
    DISCOVERY,
    FORECAST,
    HIRING,
    NAMED,
    NEGOTIATE,
    PIPELINE,
    TERRITORY,
    Missing,
)
from devjournal.domain.due import ReviewKind

MONTHLY, QUARTERLY = ReviewKind.MONTHLY, ReviewKind.QUARTERLY


@dataclass(frozen=True, slots=True)
class Looked:
    """A review on the Friday of a week of the story, and what was added to it in a later week."""

    week: int
    kind: ReviewKind = MONTHLY
    horizon: str = ""
    skills: str = ""
    experience: str = ""
    brand: str = ""
    role_models: str = ""
    course: str = ""
    bets: tuple[Missing, ...] = field(default=())
    remark: tuple[int, str] | None = None


SKIPPED = 49
"""The week in which the monthly review was skipped."""

REVIEWS = (
    Looked(6, skills="Calls are calmer. Forecasting has not begun.", course="Prices. I am avoiding them."),
    Looked(
        10,
        skills="The card works when I use it.",
        experience="Pell & Sons, at a price that I would not tell Anneke.",
        course="Write the trades down.",
    ),
    Looked(
        13,
        QUARTERLY,
        horizon="Senior in a year looks possible. Head of a region looks like somebody else.",
        skills="Asking: yes. Waiting: half. Price: no.",
        experience="One deal of 38,000. The large ones still get company for the last meeting.",
        brand="Nobody knows but Dorota. Fine for now.",
        role_models="Anneke, once. Paul next.",
        course="Fewer deals, known better.",
        bets=(DISCOVERY, NEGOTIATE, FORECAST),
    ),
    Looked(18, skills="80 of 85, after 69 of 90. Once more before I believe it."),
    Looked(
        22,
        experience="Rang two customers who had left. Worth more than the fair.",
        course="Larkfield, and nothing else for two weeks.",
        remark=(27, "The “nothing else” cost two small deals."),
    ),
    Looked(
        26,
        QUARTERLY,
        horizon="Senior is nearer than I thought. Further out I want to choose the people: wrote that down.",
        skills="The price holds when it is on paper.",
        experience="Larkfield, alone. One of two.",
        brand="Dorota gave it one sentence. I would have liked two.",
        role_models="Anneke’s wall. Paul says to get in front of the board early.",
        course="Plan, and ring the small ones.",
        bets=(DISCOVERY, BIG_DEAL, TERRITORY),
    ),
    Looked(31, skills="Discovery: seven of eight.", experience="Tamsin. I talk too much, in a new place."),
    Looked(36, experience="Silent for one whole call."),
    Looked(
        40,
        QUARTERLY,
        skills="Discovery closed. Forecast: three of six. No time for the territory.",
        experience="Coaching is what I look forward to on a Monday.",
        brand="My numbers hold, and hardly anybody knows. That is a gap of its own.",
        role_models="Anneke runs reviews without amounts. Try it.",
        course="Reviews and the board, rather than one more deal.",
        bets=(PIPELINE, COACH, BIG_DEAL),
    ),
    Looked(44, experience="Hallam. Closed that gap; two are two.", brand="Dorota says it aloud."),
    Looked(
        53,
        QUARTERLY,
        horizon="Senior, done. Set the next one: sales manager in a year.",
        skills="Four months called right, two reviews run. Parked the territory.",
        experience="Tamsin writes her own offers. I do not read them, mostly.",
        brand="Graham may know my number. He does not know the rest.",
        role_models="Paul: the board does not get easier, so start.",
        course="Half of my week for other people’s deals.",
        bets=(COACH, BOARD, NAMED),
        remark=(60, "The half was a third, in the end. And I still missed my own number."),
    ),
    Looked(57, experience="The board, once. Churn on Monday instead of Friday.", course="Promise later days."),
    Looked(
        63,
        skills="64 of 62, after 96 of 140.",
        brand="Anneke asked for me. The first time that it was not my idea.",
        course="Hiring. I have been reading about it instead.",
    ),
    Looked(
        68,
        QUARTERLY,
        horizon="A team in eight months is no longer absurd.",
        skills="Forecast: six of six. Leave it open for a quarter and see whether it holds.",
        experience="Coaching: six of ten. Hiring has not begun.",
        brand="Graham knows the numbers, so that one is closed. The other two need people, not work.",
        role_models="Anneke: tell people while it happens, not afterwards.",
        course="Be seen at it: the board, Anneke’s people, Ben.",
        bets=(HIRING, NAMED, PIPELINE),
    ),
    Looked(
        72,
        skills="Quayside said its number first.",
        experience="Eleven people answered the advert.",
        brand="Dorota would name me, she says.",
        course="The board, then Ben.",
        remark=(75, "Told him."),
    ),
)
"""Every review that was held."""
