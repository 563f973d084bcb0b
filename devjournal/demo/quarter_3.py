"""The third quarter: a patch on one page, Brightwater's shoe box, Tamsin's first weeks, and a fortnight away."""

from __future__ import annotations

from devjournal.demo.plan import COACH, DISCOVERY, FORECAST, NEGOTIATE, TERRITORY
from devjournal.demo.told import (
    APPLIED,
    FRI,
    KEEP,
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
    Lived(
        skill="Forecasting",
        goal="Within ten per cent again, without Leon’s help.",
        gap=FORECAST,
        check_in=ON,
        recap=hit("Said 70, came in at 74."),
        entries=(
            Wrote(WED, "Did the numbers alone, then showed Leon. Same total. His took four minutes."),
            Wrote(FRI, "Twice in a row would be a habit. This is the second, but not in a row."),
        ),
    ),
    Lived(
        skill="Territory planning",
        goal="My patch on one page: who buys, who could, who never will.",
        gap=TERRITORY,
        check_in=ON,
        recap=hit("One page. Nobody else can read it."),
        entries=(
            Wrote(TUE, "412 companies with a cold room within two hours of here. I have spoken to 60."),
            Wrote(WED, "Larkfield is delivered.", maybe=True),
            Wrote(THU, "Anneke does this on a wall, with her whole team. Mine is a spreadsheet with moods."),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Let Brightwater say the problem before my second slide.",
        gap=DISCOVERY,
        check_in=off("Take the slides out altogether."),
        recap=missed(
            "Ask what it costs them before I say what we cost.",
            "No slides. Then I quoted a price in minute five.",
            better=True,
        ),
        entries=(
            Wrote(TUE, "Brightwater moved us to Thursday. Two more evenings to be nervous.", maybe=True),
            Wrote(THU, "Their new plant manager keeps the old temperature logs in a shoe box. He brought it."),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Brightwater, second meeting: what one recall costs, in their words.",
        gap=DISCOVERY,
        plan=("Read the shoe box", "One question, and wait"),
        check_in=ON,
        recap=hit("They said 300,000 and I said nothing for a while."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "The shoe box: eleven warm nights in two years, each with a signature under it."),
            Wrote(THU, "They asked for the price. I asked what a recall costs. Then I said the price."),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="For Tamsin, one recorded call a day and one question about it.",
        gap=COACH,
        check_in=ON,
        recap=hit("I explain too early. Here as well."),
        entries=(
            Wrote(MON, "Tamsin Hale starts. Two years in a garden centre, and she already sells better than I did."),
            Wrote(WED, "She asked why I never let anybody finish. Listened to the call again. Fair."),
            Wrote(FRI, "Tamsin drew the card from memory, with a sixth question on it."),
            Wrote(FRI, "She has read everything that is pinned to Yusuf’s wall.", maybe=True),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Teach Tamsin the card without showing it.",
        gap=DISCOVERY,
        check_in=ON,
        recap=hit(),
        entries=(
            Wrote(TUE, "If she can use it and I never showed it, I know it. That is the idea, anyway."),
            Wrote(THU, "She used four of the five on Yusuf, who did not notice.", maybe=True),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Say nothing in Tamsin’s first call of her own.",
        gap=COACH,
        check_in=ON,
        recap=missed("Agree on a sign before the call.", "I lasted four minutes."),
        entries=(
            Wrote(THU, "Ferris Flowers, Tamsin’s call. I took it over without noticing. She noticed."),
            Wrote(FRI, "Apologised. She said it was fine, in the voice in which people say that.", private=True),
        ),
    ),
    QUIET,
    QUIET,
    Lived(
        skill="Forecasting",
        goal="Look at every deal once before anybody asks me about it.",
        check_in=ON,
        recap=hit("Two closed while I was away.", better=False),
        answer=KEEP,
        entries=(
            Wrote(MON, "Back. 214 mails, of which eleven were for me."),
            Wrote(WED, "Tamsin kept a list of what she would have asked me. Half of it she had answered herself."),
            Wrote(THU, "Renewals: six of seven done.", maybe=True),
        ),
    ),
    Lived(
        skill="Coaching",
        goal="Silent in Tamsin’s call unless she taps the pen.",
        gap=COACH,
        plan=("Agree on the pen", "Sit where I cannot see their faces"),
        check_in=ON,
        recap=hit("She tapped once, by accident."),
        entries=(
            Wrote(TUE, "Ferris Flowers, second call. Third question, and Tamsin had the price of a spoiled pallet."),
            Wrote(THU, "Ferris wants an offer. That one is hers to write."),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Tern: two years, without a discount.",
        gap=NEGOTIATE,
        recap=missed("Write the trades on paper before I dial.", "One year, five per cent off."),
        entries=(
            Wrote(TUE, "Larkfield has passed the audit.", maybe=True),
            Wrote(THU, "Tern rang while I was driving and I did it from memory. I have a lesson about that."),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="In each first call, find out who can say no.",
        gap=DISCOVERY,
        check_in=ON,
        recap=hit("Three calls, three names."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "At Quayside Cold Store it is the insurer who can say no. Nobody had ever asked."),
            Wrote(WED, "Ten minutes with Graham at the coffee machine. He asks short questions."),
            Wrote(FRI, "Closed the discovery gap. Eight, and for the last three the card stayed in the drawer."),
        ),
    ),
)  # fmt: skip
"""Weeks 26 to 38; in 33 and 34 she was away."""
