"""The first thirteen weeks: goals that are too large, a card with five questions, and eight per cent for nothing."""

from __future__ import annotations

from devjournal.demo.plan import DISCOVERY, FORECAST, NEGOTIATE
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
        skill="Discovery calls",
        goal="Let the customer talk more than I do.",
        recap=missed("One call, not all of them."),
        entries=(
            Wrote(MON, "Dorota asked what I was better at than a year ago. I said “experience”. So, this."),
            Wrote(WED, "Read the price list, all of it.", maybe=True),
            Wrote(THU, "Counted in the Tern call: they spoke for maybe five minutes out of thirty."),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="In one call, ask five questions before I name a product.",
        plan=("Write the five on a card", "Use it with Ostrom Dairy on Wednesday", "Note what I would not have heard"),
        check_in=ON,
        recap=hit("Waiting. That is most of it."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "Asked Yusuf what he wishes I knew before he comes along. He had a list.",
                  link="https://example.org/before-the-demo"),
            Wrote(WED, "Ostrom Dairy. Question four: how do they notice a truck that got warm? They don’t."),
            Wrote(FRI, "Ostrom writes: can Yusuf come along next time?", maybe=True),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="For every open deal, one line on why it closes this month.",
        plan=("Export the list", "One line each, no adjectives"),
        ticked=1,
        check_in=off("Only the ten largest."),
        recap=missed(
            "Write the reason on the day I change a date.",
            "Ten of 31. For four of the ten there was no reason.",
            better=True,
        ),
        entries=(
            Wrote(MON, "31 open deals in my name. That cannot be true.", maybe=True),
            Wrote(FRI, "An hour on where I want to be. Wrote more about what I lack than about what I want."),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Find out what a spoiled load costs them before I show anything.",
        gap=DISCOVERY,
        plan=("Ask Pell & Sons how many they write off", "Ask who signs for it"),
        check_in=ON,
        recap=hit("They had never added it up. 41,000 a year."),
        answer=KEEP,
        entries=(
            Wrote(TUE, "Pell & Sons: two loads a month, and nobody signs for them."),
            Wrote(WED, "Ben plays a customer who answers like a lawyer. Useful, in small doses.", maybe=True),
            Wrote(THU, "First meeting ever in which I left the logger in my bag."),
        ),
    ),
    Lived(
        skill="Prospecting",
        goal="Twenty bakeries on the phone by Thursday.",
        entries=(Wrote(MON, "14 of the numbers on the list are dead."),),
    ),
    QUIET,
    Lived(
        skill="Writing",
        goal="After each call a mail of ten lines at most, within two hours.",
        check_in=ON,
        recap=hit(better=False),
        entries=(
            Wrote(TUE, "Ostrom answered after four minutes: “Finally somebody short.”"),
            Wrote(WED, "CRM training, two hours.", maybe=True),
            Wrote(THU, "The short mail as a template, for Ben and Yusuf too.", link="https://example.org/short-mail",
                  maybe=True),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Ask “why now?” in three first calls, and write the answer down in their words.",
        gap=DISCOVERY,
        check_in=ON,
        recap=hit("Two of the three had no answer. They are off my list.", lesson="No “why now”, no demo."),
        entries=(
            Wrote(TUE, "Brightwater. Why now? A recall last year that nobody there likes to mention."),
            Wrote(WED, "Lift broken, sixth floor. Out of breath for the first two questions.", maybe=True),
            Wrote(FRI, "Showed Dorota the card. She asked for a copy and did not say why."),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Name the price to Pell & Sons once, then stop talking.",
        plan=("Write the price on paper", "Say it and count to ten"),
        ticked=1,
        check_in=ON,
        recap=missed(
            "Know what I can trade before the price comes up.",
            "Eight per cent gone in the first minute. He had not even asked.",
        ),
        answer=APPLIED,
        entries=(
            Wrote(THU, "Sat in the car for ten minutes afterwards. I knew what to do and did the other thing.",
                  private=True),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Bring three things to Pell & Sons that I can trade instead of price.",
        gap=NEGOTIATE,
        plan=("Ask Leon what late delivery saves us", "Ask Yusuf what a day of training costs", "Three lines"),
        check_in=ON,
        recap=hit("They wanted another four per cent. They got two days of training."),
        answer=APPLIED,
        entries=(
            Wrote(MON, "Leon: delivery four weeks later is worth two per cent to us. Nobody had told sales."),
            Wrote(THU, "Pell & Sons signed, 38,000."),
            Wrote(FRI, "Old Pell wants the training on a Saturday, in the hall, among the fish.", maybe=True),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Keep the laptop shut for the first half hour at Hallam Pharmacies.",
        gap=DISCOVERY,
        check_in=off("Practise the opening with Yusuf on Thursday morning."),
        recap=missed(
            "Ask what it costs them before I say what we cost.",
            "Shut for eleven minutes, then I opened it to show one thing.",
            better=True,
        ),
        entries=(
            Wrote(TUE, "Coffee with Anneke. She did role plays with new hires long before anybody paid her for it."),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Keep the laptop shut for the first half hour at Hallam Pharmacies.",
        gap=DISCOVERY,
        carried=1,
        check_in=ON,
        recap=hit("Forty minutes. They drew me their fridges."),
        answer=APPLIED,
        entries=(
            Wrote(WED, "Hallam has 64 shops with a fridge each, and a paper list on every door."),
            Wrote(THU, "Yusuf has pinned the drawing of the fridges above his desk.", maybe=True),
        ),
    ),
    Lived(
        skill="Forecasting",
        goal="Say my number on the first and leave it alone.",
        gap=FORECAST,
        check_in=ON,
        recap=missed(
            "Count only deals with a date that the customer gave me.", "Said 90, came in at 69.", better=True
        ),
        entries=(
            Wrote(MON, "Changed the number twice before lunch. Put it back both times."),
            Wrote(WED, "Three renewals out.", maybe=True),
            Wrote(FRI, "69 of 90. Both deals that I had called safe had a date, and it was mine."),
        ),
    ),
)  # fmt: skip
"""Weeks 0 to 12."""
