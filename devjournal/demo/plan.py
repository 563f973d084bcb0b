"""Where the owner of the invented journal wants to be, and what is missing: horizons and gaps, each in its week."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.domain.gap import Area, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A horizon, and the week of the story in which it was set."""

    week: int
    role: str
    months: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A gap, and in which weeks of the story it was opened and what became of it."""

    area: Area
    step: Step
    title: str
    why: str
    needed: int = 1
    """How often was thought to be enough when it was opened; for brand gaps people are named instead."""
    opened: int
    closed: int | None = None
    parked: int | None = None
    parked_why: str = ""
    more: tuple[int, int] | None = None
    """In which week it was found that it takes more, and how often is enough since then."""


HORIZONS = (
    Wanted(
        week=2,
        role="Senior account executive",
        months=12,
        why="To be asked for the hard accounts instead of waiting for them.",
    ),
    Wanted(
        week=2,
        role="Head of sales, one region",
        months=36,
        why="I like the part where other people get good. Somebody has to run that.",
    ),
    Wanted(
        week=26,
        role="Sales manager, a team I hired",
        months=24,
        why="Taking over a team is one thing. I want to have chosen it.",
    ),
    Wanted(
        week=53,
        role="Sales manager",
        months=12,
        why="A team of five, and its months called right.",
    ),
)
"""Where she wants to be. The second one for twelve months replaces the first, which she reached."""

DISCOVERY = Missing(
    area=Area.SKILLS,
    step=Step.CURRENT,
    title="Find the real problem first",
    why="I show the product because I am nervous. They buy when I have understood something.",
    needed=8,
    opened=2,
    closed=38,
)
FORECAST = Missing(
    area=Area.SKILLS,
    step=Step.CURRENT,
    title="Call a month right",
    why="Dorota plans the stock on my number. Right is within ten per cent.",
    needed=6,
    opened=2,
)
NEGOTIATE = Missing(
    area=Area.SKILLS,
    step=Step.CURRENT,
    title="Hold the price",
    why="Eight per cent to Pell & Sons, and he had not even asked.",
    needed=5,
    opened=9,
    more=(68, 6),
)
PIPELINE = Missing(
    area=Area.SKILLS,
    step=Step.NEXT,
    title="Run a pipeline review",
    why="It is the hour in which a manager either helps or counts.",
    needed=6,
    opened=40,
)
TERRITORY = Missing(
    area=Area.SKILLS,
    step=Step.NEXT,
    title="Plan a territory for a team",
    why="Anneke does it on a wall, with everybody in the room.",
    needed=3,
    opened=26,
    parked=53,
    parked_why="There is no team to plan for yet.",
)
BIG_DEAL = Missing(
    area=Area.EXPERIENCE,
    step=Step.CURRENT,
    title="Close a six-figure deal alone",
    why="Twice somebody senior came in for the last meeting. I would like to know whether I need that.",
    needed=2,
    opened=2,
    closed=44,
)
WIN_BACK = Missing(
    area=Area.EXPERIENCE,
    step=Step.CURRENT,
    title="Win back a customer",
    why="We count who comes. Nobody rings those who went.",
    needed=2,
    opened=14,
)
COACH = Missing(
    area=Area.EXPERIENCE,
    step=Step.NEXT,
    title="Coach a new hire",
    why="If I cannot bring one up to quota, why would anybody give me five?",
    needed=10,
    opened=30,
)
BOARD = Missing(
    area=Area.EXPERIENCE,
    step=Step.NEXT,
    title="Present to the board",
    why="Graham says that is where people are remembered or not.",
    needed=3,
    opened=40,
)
HIRING = Missing(
    area=Area.EXPERIENCE,
    step=Step.NEXT,
    title="Lead the hiring for a team",
    why="Anneke had done it twice before she had the title.",
    needed=4,
    opened=61,
)
KNOWN_FORECAST = Missing(
    area=Area.BRAND,
    step=Step.CURRENT,
    title="Trusted for my numbers",
    why="A good number that nobody trusts is a hobby.",
    needed=3,
    opened=40,
    closed=68,
)
KNOWN_COACH = Missing(
    area=Area.BRAND,
    step=Step.NEXT,
    title="Asked to coach",
    why="Outside my team, that is. So far I am the one who offers.",
    needed=4,
    opened=53,
)
NAMED = Missing(
    area=Area.BRAND,
    step=Step.NEXT,
    title="Named for a team",
    why="Teams are handed out in a room that I am not in.",
    needed=4,
    opened=53,
)

GAPS = (
    *(DISCOVERY, FORECAST, NEGOTIATE, PIPELINE, TERRITORY),
    *(BIG_DEAL, WIN_BACK, COACH, BOARD, HIRING),
    *(KNOWN_FORECAST, KNOWN_COACH, NAMED),
)
"""What is missing, column by column."""
