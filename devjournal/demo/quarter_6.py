"""The last quarter, up to the running week: all hands, Quayside, the board again, and Ben."""

from __future__ import annotations

from devjournal.demo.plan import BOARD, COACH, FORECAST, HIRING, NEGOTIATE, PIPELINE, WIN_BACK
from devjournal.demo.told import (
    APPLIED,
    FRI,
    KEEP,
    MON,
    NOT_RELEVANT,
    ON,
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
    Lived(
        skill="Coaching",
        goal="Tamsin takes me through her own pipeline. I write, she decides.",
        gap=COACH,
        check_in=ON,
        recap=hit("She dropped two deals that I would have kept, and was right about one at least."),
        entries=(
            Wrote(WED, "An hour, and I said perhaps ten sentences. All of them questions, nearly."),
            Wrote(THU, "She is at 70 per cent of quota. Ben was at 40 at that point, he says."),
        ),
    ),
    Lived(
        skill="Presenting",
        goal="The new prices to all hands in four minutes.",
        check_in=ON,
        recap=missed(
            "Rehearse aloud, with a clock.",
            "Nine minutes. But they asked about the prices, and not what I meant.",
            better=True,
        ),
        entries=(
            Wrote(THU, "All hands. Read it through in my head twice, which is not the same as saying it."),
            Wrote(FRI, "New price sheets printed. One typo, mine.", maybe=True),
        ),
    ),
    Lived(
        skill="Prospecting",
        goal="Marrow Lane Bakery: a second meeting.",
        gap=WIN_BACK,
        check_in=off("Let Yusuf ring their head baker, who likes him."),
        recap=missed("Ask why they left before I ask them back.", "They remember me."),
        answer=KEEP,
        entries=(
            Wrote(TUE, "Marrow Lane: “You people again.”"),
            Wrote(THU, "Two first calls. One is worth a second.", maybe=True),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Call the month for all three of us, not only for me.",
        gap=FORECAST,
        plan=("Ask Ben and Tamsin for theirs", "Customers’ dates only", "Leon checks it on Wednesday"),
        check_in=ON,
        recap=hit("Said 310, came in at 322. That makes six good months."),
        answer=NOT_RELEVANT,
        entries=(
            Wrote(MON, "Ben’s number has his own dates in it. So had mine, a year ago."),
            Wrote(WED, "Leon found nothing. He looked twice."),
            Wrote(FRI, "322 for 310. Graham forwarded it to the board without a comment."),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Tamsin goes through a call of mine, and I take it.",
        gap=COACH,
        check_in=ON,
        recap=hit("She stopped it at “absolutely”. It is back."),
        entries=(
            Wrote(TUE, "Tamsin has a list with times on it. I know that list; I used to keep it on her."),
            Wrote(THU, "Tern’s renewal is out.", maybe=True),
        ),
    ),
    Lived(
        skill="Hiring",
        goal="Write the advert that a good Tamsin would answer.",
        gap=HIRING,
        plan=("Ask Tamsin what put her off last time", "One page, no adjectives", "Dorota signs it off"),
        check_in=ON,
        recap=hit("Tamsin says that she would apply. Against herself, she added."),
        entries=(
            Wrote(TUE, "Struck “dynamic environment”. Nothing was lost."),
            Wrote(FRI, "The advert is up.", link="https://example.com/jobs/account-executive"),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Quayside Cold Store: no discount before the third meeting.",
        gap=NEGOTIATE,
        check_in=ON,
        recap=missed(
            "Ask for their budget before I name a price.",
            "Two per cent in the second meeting. It used to be eight in the first minute.",
            better=True,
        ),
        entries=(
            Wrote(WED, "Quayside’s new buyer is quick. I was quicker, which was the mistake."),
            Wrote(FRI, "Eleven applications. Two of them have sold something before.", maybe=True),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Quayside, third meeting: their budget first, then a price.",
        gap=NEGOTIATE,
        carried=1,
        plan=("Trades on paper", "Budget before price", "Take Tamsin along, silent"),
        check_in=ON,
        recap=hit("They named 90. On my paper it said 84."),
        answer=APPLIED,
        entries=(
            Wrote(WED, "Tamsin’s note from the meeting: “You counted to nine. I counted along.”"),
            Wrote(FRI, "Quayside signed, 90,000."),
        ),
    ),
    Lived(
        skill="Presenting",
        goal="The board again: the answer first, then the page.",
        gap=BOARD,
        plan=("Aloud, with a clock", "Churn on page one, before they ask", "Graham reads it on Monday"),
        check_in=ON,
        recap=hit("Six minutes, and twenty of questions. Nobody asked about churn."),
        entries=(
            Wrote(TUE, "With the clock: 6:40, 6:15, 6:05. The third one out in the yard.", maybe=True),
            Wrote(WED, "Board. One of them asked Graham afterwards who I report to."),
            Wrote(THU, "Copse Farm asked for a visit.", maybe=True),
        ),
    ),
    Lived(
        skill="Pipeline review",
        goal="Ben runs Thursday’s review. I am not in the building.",
        gap=PIPELINE,
        plan=("Give Ben the list on Monday", "Say what I would ask, once", "Go"),
        check_in=ON,
        recap=hit("31 minutes, they tell me. Annoying.", day=7),
        entries=(
            Wrote(TUE, "First interview, with Dorota beside me. I talked too much; the old thing."),
            Wrote(WED, "Ben asked for my questions. Gave him three and kept the others."),
            Wrote(WED, "Second interview. I led it, and Dorota only said goodbye.", HIRING),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Tell Ben to his face that his deals have no next step.",
        check_in=off("Not in the kitchen. Ask him for half an hour."),
        recap=missed(
            "Say the sentence first, then ask.",
            "Told him about two of them. He brought up the third himself.",
            better=True,
        ),
        entries=(
            Wrote(THU, "Half an hour with Ben, of which 20 minutes were football."),
            Wrote(THU, "He thinks that I am after the job. I am. So is he.", private=True),
            Wrote(FRI, "Ben sent me his list with dates on it, without a word."),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Ben and Tamsin say their numbers first. I only add up.",
        check_in=ON,
        recap=hit("The sum is lower than mine was, and I believe it more.", lesson="Their number first, mine last."),
        answer=APPLIED,
        entries=(
            Wrote(MON, "Offered the job to the second one. She wants to sleep on it for a week.", HIRING),
            Wrote(TUE, "Ben said 118. I had 105 for him on my paper and kept it there."),
            Wrote(THU, "Tamsin took 12 out of her own number, and said why before I could ask.", COACH),
            Wrote(FRI, "Brightwater’s plant manager rang to say that the shoe box is in the bin.", maybe=True),
        ),
    ),
    Lived(
        skill="Pipeline review",
        goal="Every deal leaves Thursday’s review with a next step.",
        gap=PIPELINE,
        plan=(
            "Read all 23 deals, mark those without a date",
            "Ask Ben and Tamsin for the one that worries them",
            "Forty minutes, eight deals, no slides",
            "Send the list of next steps to everybody by Friday noon",
        ),
        ticked=3,
        check_in=ON,
        answer=APPLIED,
        entries=(
            Wrote(MON, "Six of the 23 have no next step. Two are mine."),
            Wrote(TUE, "Ben worries about Tern, but not aloud.", private=True),
            Wrote(WED, "She said yes. Six weeks’ notice, then she is ours."),
            Wrote(THU, "Tamsin asked Ben for his next step.", COACH),
            Wrote(FRI, "Leon asks whether the other teams may have our list."),
        ),
    ),
)  # fmt: skip
"""Weeks 65 to 77, of which the last is the running one."""
