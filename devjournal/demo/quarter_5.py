"""The fifth quarter: Ferris Flowers, eight minutes before the board, and a number that was off by a third."""

from __future__ import annotations

from devjournal.demo.plan import BOARD, COACH, FORECAST, HIRING, KNOWN_COACH, NEGOTIATE, PIPELINE
from devjournal.demo.told import (
    APPLIED,
    FRI,
    MON,
    ON,
    QUIET,
    THU,
    TUE,
    WED,
    Lived,
    Wrote,
    hit,
    missed,
    off,
)

WEEKS = (
    QUIET,
    Lived(
        skill="Pipeline review",
        goal="Ask each of them one thing that no number answers.",
        gap=PIPELINE,
        check_in=ON,
        recap=hit("Worked with two of three. Tamsin asked me one back."),
        entries=(
            Wrote(THU, "Asked Ben what Brightwater is afraid of. A long silence, then the best answer of the day."),
            Wrote(FRI, "Parked the territory plan. It has had one good week in half a year."),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Tamsin closes Ferris Flowers. I am in the building and no nearer.",
        gap=COACH,
        check_in=ON,
        recap=hit("Stayed two floors up, and looked at my phone a lot."),
        entries=(
            Wrote(THU, "Ferris Flowers signed with Tamsin. 19,000, her first."),
            Wrote(FRI, "She thanked me in front of everybody and I did not know where to look."),
        ),
    ),
    Lived(
        skill="Presenting",
        goal="Two pages for the board with Graham, a week early.",
        plan=("Tuesday 9 to 11, door shut", "One decision on page one", "To Graham by Thursday"),
        check_in=ON,
        recap=hit("A week early. He thought that I had got the date wrong."),
        entries=(
            Wrote(TUE, "Page one asks them to decide on the second depot. Everything else is page two."),
            Wrote(FRI, "Graham crossed out half of page one. The right half."),
        ),
    ),
    Lived(
        skill="Presenting",
        goal="Our quarter to the board: eight minutes, one decision.",
        gap=BOARD,
        plan=("Aloud to Yusuf", "Aloud to Tamsin, with a clock", "No third page"),
        check_in=ON,
        recap=hit("Seven and a half. The CFO asked about churn and I said that I did not know yet."),
        entries=(
            Wrote(MON, "Rehearsed on Yusuf, Tamsin and the man who waters the plants. He had the best question."),
            Wrote(WED, "They decided on the second depot, which is what I was there for."),
            Wrote(WED, "Three questions to answer by Friday. Said yes to Friday before I had counted.", maybe=True),
        ),
    ),
    Lived(
        skill="Presenting",
        goal="The board’s three questions answered by Friday.",
        check_in=off("Churn first, the rest is easy."),
        recap=missed("Promise Monday, send on Friday.", "Two by Friday, churn on Monday.", day=7),
        entries=(
            Wrote(THU, "Churn has three definitions in this house, and Leon dislikes all of them."),
            Wrote(FRI, "Half a day of training on the new loggers.", maybe=True),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="For every number that Brightwater’s buyer names, ask where it comes from.",
        gap=NEGOTIATE,
        check_in=ON,
        recap=hit("His first number came from an old spreadsheet that nobody owns."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "Asked where the nine per cent comes from. He had to ring somebody."),
            Wrote(THU, "Brightwater: the price stands. Signature “by the end of the month”. His date, for once."),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Within ten per cent, with Brightwater in it.",
        gap=FORECAST,
        check_in=ON,
        recap=missed(
            "Count only deals with a date that the customer gave me.",
            "Said 140, came in at 96. Brightwater moved to next quarter, two days before the end.",
        ),
        entries=(
            Wrote(WED, "Brightwater: their board meets in three weeks. He knew that all along."),
            Wrote(FRI, "I had told Graham 140 myself. Slept badly.", private=True),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Next month’s number out of customers’ dates only, however small.",
        check_in=ON,
        recap=hit("62. It looks naked."),
        answer=APPLIED,
        entries=(
            Wrote(MON, "Told Graham about the 44 that were missing before he found it. He said “next time on Monday”."),
            Wrote(THU, "Rang nine customers to ask for a date. Six gave one; the other three are not deals."),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Sit in with Anneke’s new hire, and leave him three lines.",
        gap=KNOWN_COACH,
        check_in=ON,
        recap=hit("Cut it from a page to three lines. Took an hour."),
        entries=(
            Wrote(WED, "Joris, Anneke’s new hire: good voice, no questions. Left him the card."),
            Wrote(THU, "Hallam: shop 50 of 64.", maybe=True),
            Wrote(FRI, "He sent a recording, unasked."),
        ),
    ),
    Lived(
        skill="Hiring",
        goal="Ten interview questions of my own.",
        gap=HIRING,
        plan=("Read both guides", "Ask Anneke for hers"),
        ticked=1,
        entries=(
            Wrote(MON, "Both guides want to know what kind of animal one would be.", link="https://example.org/guides"),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Hold the 62.",
        gap=FORECAST,
        check_in=ON,
        recap=hit("Came in at 64. Small and true."),
        entries=(
            Wrote(TUE, "Brightwater signed after all, in their own month. It is not in my 62 and I left it out."),
            Wrote(FRI, "64 of 62. Graham saw it in the list before I could tell him.", maybe=True),
        ),
    ),
    Lived(
        skill="Pipeline review",
        goal="Dorota is on leave and the review is mine: three deals, in depth.",
        gap=PIPELINE,
        plan=("Pick the three on Wednesday", "Ask their owners first", "Write up one page"),
        check_in=ON,
        recap=hit("Three deals, 45 minutes. One of them turned out to be two."),
        entries=(
            Wrote(THU, "Tamsin’s hospital deal is two deals with one name. She saw it first."),
            Wrote(FRI, "Ben wrote the page-long minutes without being asked. I did not make a thing of it."),
        ),
    ),
)  # fmt: skip
"""Weeks 52 to 64."""
