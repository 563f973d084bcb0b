"""The second quarter: deals thrown out, customers who left, nine pages that became two, and Larkfield."""

from __future__ import annotations

from devjournal.demo.plan import BIG_DEAL, DISCOVERY, FORECAST, NEGOTIATE, WIN_BACK
from devjournal.demo.told import (
    APPLIED,
    FRI,
    KEEP,
    MON,
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
        skill="Forecasting",
        goal="Throw out every deal that has been silent for six weeks.",
        check_in=ON,
        recap=hit("Eleven gone. What is left is smaller, and I believe it."),
        answer=APPLIED,
        entries=(
            Wrote(MON, "Eleven deals, 240,000 on paper. Pressed delete and nothing happened."),
            Wrote(WED, "Dorota saw the new total and only said “good”."),
            Wrote(THU, "Showed Ben how. He kept his.", maybe=True),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="Record one call and listen to it with Yusuf.",
        gap=DISCOVERY,
        check_in=ON,
        recap=hit("I say “absolutely” a lot. Nineteen times.", lesson="Repeat their last word instead."),
        entries=(
            Wrote(WED, "Yusuf stops the recording where I answer a question that nobody had asked."),
            Wrote(FRI, "Only six “absolutely” today. Ben keeps a tally on the whiteboard.", maybe=True),
        ),
    ),
    Lived(
        skill="Prospecting",
        goal="Reach two customers who left us, and ask why.",
        gap=WIN_BACK,
        plan=("List who left in two years", "Write to the five nearest"),
        check_in=off("Phone, not mail."),
        recap=missed(
            "Call. Nobody answers a mail from somebody they left.",
            "Five mails, no answer. On Friday I dared to ring one, and she was on holiday.",
            better=True,
        ),
        answer=KEEP,
        entries=(
            Wrote(MON, "23 customers gone in two years. I would have said eight."),
            Wrote(WED, "Expenses for two months.", maybe=True),
        ),
    ),
    Lived(
        skill="Prospecting",
        goal="Reach two customers who left us, and ask why.",
        gap=WIN_BACK,
        carried=1,
        plan=("Ring Copse Farm Eggs", "Ring Marrow Lane Bakery"),
        check_in=ON,
        recap=hit("Easier to ask than I had made it."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "Copse Farm Eggs left because nobody rang for a year. The year was mine."),
            Wrote(THU, "Marrow Lane Bakery went for the cheaper one, and would again. At least he said it nicely."),
        ),
    ),
    Lived(entries=(Wrote(WED, "Trade fair. Feet."),)),
    Lived(
        skill="Forecasting",
        goal="A number on the first, with three lines on why.",
        gap=FORECAST,
        check_in=ON,
        recap=hit("Said 85, came in at 80."),
        entries=(
            Wrote(TUE, "Leon checks my three lines against the system. One was wrong."),
            Wrote(FRI, "80 of 85. Asked Leon whether that is good. “It is six per cent,” he said."),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Ask for something back every time I give something.",
        gap=NEGOTIATE,
        check_in=ON,
        recap=missed("Write the trades on paper before I dial.", "Tern has free installation now. For nothing at all."),
        entries=(Wrote(THU, "Tern asked for free installation and I heard myself say “sure”."),),
    ),
    Lived(
        skill="Negotiation",
        goal="Hold Hallam’s price through the second call.",
        gap=NEGOTIATE,
        plan=("Trades on paper", "Ask Dorota to play their buyer"),
        check_in=ON,
        recap=hit("Read it off the paper like a schoolgirl. It works."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "Dorota played their buyer. Gave in twice, then once."),
            Wrote(THU, "Hallam wanted twelve per cent off the first ten shops. They start a month early instead."),
            Wrote(FRI, "Pell & Sons, eight weeks in: not one load lost.", link="https://example.com/pell-eight-weeks",
                  maybe=True),
        ),
    ),
    Lived(
        skill="Proposals",
        goal="Send Larkfield Hospitals the whole proposal by Thursday noon.",
        plan=("Outline", "Prices with Leon", "Yusuf’s pages on validation", "Read it aloud once"),
        ticked=1,
        recap=missed("Book the slot on Monday, not when the week is full."),
        entries=(
            Wrote(FRI, "Told Larkfield that legal has it. Legal has never heard of it. Not again.", private=True),
        ),
    ),
    Lived(
        skill="Proposals",
        goal="Send Larkfield Hospitals the whole proposal.",
        carried=1,
        plan=("Tuesday 9 to 11, door shut", "Prices with Leon", "Yusuf’s pages on validation"),
        ticked=2,
        check_in=off("Two pages instead of nine.", smaller="Send Larkfield two pages, prices on the second."),
        recap=hit("They like two pages better than nine."),
        answer=APPLIED,
        entries=(
            Wrote(TUE, "Door shut, phone in the drawer. Four pages, two of them about us."),
            Wrote(THU, "Two pages sent, 11:50.", link="https://example.com/larkfield-two-pages"),
        ),
    ),
    Lived(
        skill="Discovery calls",
        goal="At Larkfield, meet the person who pays, not only those who use it.",
        gap=DISCOVERY,
        check_in=ON,
        recap=hit("I asked who pays. That was the whole trick."),
        entries=(
            Wrote(TUE, "Larkfield’s head pharmacist walked me over to finance because I asked her to."),
            Wrote(FRI, "Finance asks about audits. Nobody up there cares about batteries.", maybe=True),
        ),
    ),
    Lived(
        skill="Negotiation",
        goal="Larkfield’s signature, at list price.",
        gap=BIG_DEAL,
        plan=("Trades on paper, again", "Their audit as the deadline", "Dorota within reach, not in the room"),
        check_in=ON,
        recap=hit("112,000, nothing off. My mother asked whether I get to keep it."),
        entries=(
            Wrote(MON, "Their audit is in nine weeks and delivery takes six. For once the calendar is on my side."),
            Wrote(THU, "Signed."),
            Wrote(FRI, "Dorota told the room in one sentence and went on to the next point."),
        ),
    ),
    Lived(
        skill="Prospecting",
        goal="Restart the three deals that I left lying for Larkfield.",
        recap=missed(
            "A big deal is no reason to go quiet on small ones.",
            "Written two weeks late, which fits. Two of the three are gone.",
            day=18,
        ),
    ),
)  # fmt: skip
"""Weeks 13 to 25."""
