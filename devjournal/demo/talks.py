"""The talks of the invented journal: 1:1s with the manager, role models, and the others."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.demo.people import ANNEKE, BEN, GRAHAM, LEON, PAUL, TAMSIN, YUSUF, Met
from devjournal.demo.told import FRI, MON, THU, TUE, WED
from devjournal.domain.person import TalkKind


@dataclass(frozen=True, slots=True)
class Talked:
    """A talk on a day of a week of the story."""

    week: int
    day: int
    person: Met
    notes: str = ""
    kind: TalkKind = TalkKind.OTHER
    year_before: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class OneToOne:
    """A 1:1 with the manager."""

    week: int
    day: int = THU
    notes: str = ""


ONE_TO_ONES = (
    OneToOne(1),
    OneToOne(3, notes="She wants the reason for a date, not the date."),
    OneToOne(6),
    OneToOne(8, FRI, "Told her about the eight per cent before the list did. What will I do about it?"),
    OneToOne(11),
    OneToOne(13, notes="“Good” about the eleven deals. She wants to see the same again in six weeks."),
    OneToOne(16, notes="Asked for the list of customers who left. She had not known that there is one."),
    OneToOne(19),
    OneToOne(22, notes="Larkfield on two pages. She read both standing up."),
    OneToOne(24, FRI, "Larkfield. Her advice for the day after: ring the small ones."),
    OneToOne(27),
    OneToOne(29, notes="Somebody new on Monday. “You show her how.”"),
    OneToOne(32, FRI, "Told her about the four minutes. She once finished a customer’s sentence before Graham."),
    OneToOne(36),
    OneToOne(38, notes="Graham has asked her who I am."),
    OneToOne(40, notes="I may run a review while she listens. Thursday’s, not the one with the director."),
    OneToOne(42, FRI),
    OneToOne(44, notes="She takes my number without asking now. So she says."),
    OneToOne(47),
    OneToOne(49, FRI, "The lost deal took the whole half hour. The monthly look can wait for the large one."),
    OneToOne(51, notes="Senior, from the first. The envelope I opened at home."),
    OneToOne(54, notes="What would I need to take on two people? Fewer deals of my own, I said."),
    OneToOne(57, FRI),
    OneToOne(59, FRI, "140 and 96. Which of the dates were mine? All of them."),
    OneToOne(61, notes="Anneke had asked her whether she may borrow me. So that is how it starts."),
    OneToOne(63),
    OneToOne(66, notes="Nine minutes about the prices. She had looked at her watch."),
    OneToOne(68, notes="A number for all three of us. She wants it every month from now on."),
    OneToOne(70),
    OneToOne(72),
    OneToOne(75, notes="The board has asked who I report to. “To me. Still.” And Ben: not next week, today."),
)
"""Every 1:1 with Dorota; many left no notes."""

FIRST_PAGE = 53
"""From this week on there was a page to hand over."""

TALKS = (
    Talked(9, MON, LEON, "What a later delivery is worth to us. He has a table for everything."),
    Talked(
        10,
        TUE,
        ANNEKE,
        "Half an hour of coffee. She talks about her people and hardly about deals.",
        TalkKind.ROLE_MODEL,
        "Role plays with every new hire, on Fridays\nHer forecast, sent before anybody asked",
    ),
    Talked(14, WED, YUSUF, "The recording. He was kinder about it than I was."),
    Talked(
        21,
        WED,
        PAUL,
        "Left us three years ago and has six people now. Says that he was bad at it for two of the three.",
        TalkKind.ROLE_MODEL,
        "Asked for the worst account in the house\nGot to present to the board when his boss was ill",
    ),
    Talked(
        26,
        TUE,
        ANNEKE,
        "Stood before her wall. Every card has a name and a next step, and none has an amount.",
        TalkKind.ROLE_MODEL,
        "Helped to plan a territory for a team of four\nHad to run a pipeline review whenever her manager was away",
    ),
    Talked(38, WED, GRAHAM, "At the coffee machine. What was my number last month, and was it right?"),
    Talked(
        48,
        WED,
        PAUL,
        "Does the board get easier? No. But one gets asked again.",
        TalkKind.ROLE_MODEL,
        "Lost his best person, and wrote down why",
    ),
    Talked(49, THU, TAMSIN, "The deal that I could not leave alone. The next one is hers, won or lost."),
    Talked(55, TUE, GRAHAM, "Half an hour over two pages. He crosses out in pencil, so that one can argue."),
    Talked(59, FRI, BEN, "Lunch. He wants the post too, and believes that it is settled.", private=True),
    Talked(60, MON, GRAHAM, "Told him about the 44. “Next time on Monday.”"),
    Talked(
        61,
        TUE,
        ANNEKE,
        "A year before the title she did half of the job and told nobody but her manager. A mistake, she says.",
        TalkKind.ROLE_MODEL,
        "Asked to lead the hiring for a team that was not hers yet\nSat in with other people’s new hires",
    ),
    Talked(65, WED, TAMSIN, "Her pipeline, an hour. She moderates, I take notes."),
    Talked(68, WED, GRAHAM, "How did I get to a number for three? Showed him the customers’ dates."),
    Talked(68, WED, LEON, "Went through the 310 for a mistake. He seemed sorry that there was none."),
    Talked(
        70,
        TUE,
        PAUL,
        "On the phone. He would take me. I did not ask, and I did not say no.",
        TalkKind.ROLE_MODEL,
        "Was offered a team elsewhere, and stayed for one more year",
        private=True,
    ),
    Talked(72, TUE, YUSUF, "Let me rehearse at him. I slow down before every number, he says."),
    Talked(75, THU, BEN, "His next steps. It took me until minute 20 to say it."),
    Talked(76, THU, TAMSIN, "The 12 that she took out. And who the new one will sit beside."),
)
"""All other talks."""
