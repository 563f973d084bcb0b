"""The fourth quarter: the first pipeline reviews, 64 shops, a flu, and a new title read out like the weather."""

from __future__ import annotations

from devjournal.demo.plan import BIG_DEAL, COACH, FORECAST, NEGOTIATE, PIPELINE
from devjournal.demo.told import (
    APPLIED,
    FRI,
    MON,
    ON,
    THU,
    TUE,
    WED,
    Lived,
    Wrote,
    hit,
    missed,
    off_sick,
)

WEEKS = (
    Lived(
        skill="Forecasting",
        goal="Tell Dorota my number before she asks, and the deal that could break it.",
        gap=FORECAST,
        check_in=ON,
        recap=hit("Said 95, came in at 91. The one that could break it nearly did."),
        entries=(
            Wrote(MON, "Number sent at nine. She wrote back “thank you”, which she never does."),
            Wrote(THU, "Quayside’s insurer wants a letter from us. Yusuf wrote it in an hour.",
                  link="https://example.org/insurer-letter", maybe=True),
        ),
    ),
    Lived(
        skill="Presenting",
        goal="Explain our quarter to Yusuf in five minutes, without slides.",
        check_in=ON,
        recap=hit("He had two questions. On Tuesday he had nine."),
        entries=(
            Wrote(TUE, "First try: eleven minutes, after which he still did not know whether it was a good quarter."),
            Wrote(FRI, "Second try: five minutes ten. Start with the answer, it turns out."),
        ),
    ),
    Lived(
        skill="Pipeline review",
        goal="Run Thursday’s pipeline review while Dorota listens.",
        gap=PIPELINE,
        plan=("Read everybody’s deals on Wednesday", "One question a deal", "Stop after 45 minutes"),
        ticked=2,
        check_in=ON,
        recap=missed(
            "Ask for the next step, not for the amount.",
            "I asked for amounts and I got amounts.",
            better=True,
        ),
        entries=(
            Wrote(THU, "55 minutes for nine deals. Ben answered mail under the table; I saw it and went on."),
            Wrote(FRI, "Two first calls, nothing in either.", maybe=True),
        ),
    ),
    Lived(
        skill="Pipeline review",
        goal="Thursday’s pipeline review again: only next steps.",
        gap=PIPELINE,
        carried=1,
        plan=("Read everybody’s deals on Wednesday", "Amounts on the wall, so that nobody says them", "45 minutes"),
        check_in=ON,
        recap=hit("Nobody said an amount, except Ben, twice."),
        answer=APPLIED,
        entries=(
            Wrote(THU, "Nine deals in 40 minutes, each with a next step. Three of the steps have a date."),
            Wrote(FRI, "Dorota: “Shorter. Good.” From her that is a speech."),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Close Hallam’s 64 shops myself.",
        gap=BIG_DEAL,
        plan=("Trades on paper", "Their lawyer before their buyer", "No call from the car"),
        check_in=ON,
        recap=hit("I waited for so long that their lawyer laughed."),
        entries=(
            Wrote(WED, "Their lawyer only wants to know who pays for a broken logger. Nobody had told her."),
            Wrote(THU, "Hallam asked for eight per cent at the table. Offered training days, and waited.", NEGOTIATE),
            Wrote(FRI, "Hallam signed: 128,000 over two years."),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Tamsin plans her own week. I only ask.",
        gap=COACH,
        check_in=ON,
        recap=hit("Three times I had the answer ready, and swallowed it."),
        entries=(
            Wrote(MON, "Her plan has one thing on Friday afternoon: nothing. I asked why. “For what goes wrong.”"),
            Wrote(WED, "Quayside wants to see the letter again, signed by somebody with a title.", maybe=True),
        ),
    ),
    Lived(recap=off_sick("Flu.")),
    Lived(
        skill="Presenting",
        goal="The monthly numbers on one page by Thursday.",
        recap=missed("Book the slot on Monday, not when the week is full.", "Began on Thursday."),
        entries=(Wrote(WED, "Still coughing. Two customers offered to ring another day.", maybe=True),),
    ),
    Lived(
        skill="Presenting",
        goal="The monthly numbers on one page by Thursday.",
        carried=1,
        plan=("Tuesday 9 to 11, door shut", "One page, one chart", "Read it to Tamsin"),
        check_in=ON,
        recap=hit(),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "Door shut. 70 minutes, and I had been putting it off for two weeks."),
            Wrote(WED, "Tamsin asked what the third column is for. Took it out.", link="https://example.com/one-page"),
            Wrote(THU, "Hallam: 20 shops fitted.", maybe=True),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Within ten per cent, and name the deal that would make me wrong.",
        gap=FORECAST,
        check_in=ON,
        recap=hit("Said 110, came in at 104. I had named Quayside, and Quayside it was."),
        entries=(
            Wrote(MON, "Named Quayside: 12,000, and a signature that depends on an insurer."),
            Wrote(THU, "Leon now takes my number without asking for the three lines."),
            Wrote(FRI, "Copse Farm Eggs wrote, only to ask for a manual. Sent it, said nothing.", maybe=True),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Let Tamsin lose a deal that I could save.",
        gap=COACH,
        check_in=ON,
        recap=missed(
            "Tell her on Monday that I will not step in. Then I can’t.",
            "Rang the customer on Wednesday night. It is not saved either.",
            better=True,
        ),
        entries=(
            Wrote(WED, "Could not stand it and rang them. She heard it from the customer.", private=True),
            Wrote(THU, "Told Tamsin myself, a day late. She wants the next one without me."),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Tamsin’s offer to Ferris Flowers goes out without me reading it.",
        gap=COACH,
        check_in=ON,
        recap=hit("There was a typo in it. Nobody died."),
        answer=APPLIED,
        entries=(
            Wrote(MON, "Told her that I will not read it. She looked less relieved than I had expected."),
            Wrote(FRI, "Ferris read it on the phone to her, typo and all, and asked about delivery."),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="End the quarter without calling in a favour.",
        check_in=ON,
        recap=hit("No favours, and eleven per cent over.", better=False),
        entries=(
            Wrote(TUE, "Tern asked whether the old discount still stands. It does not, and they signed."),
            Wrote(THU, "Senior account executive from the first of the month. Dorota read it out like the weather."),
            Wrote(THU, "Rang Mum from the car park.", private=True),
        ),
    ),
)  # fmt: skip
"""Weeks 39 to 51."""
