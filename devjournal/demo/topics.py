"""What was brought to the 1:1s of the invented journal: topics, asks, and promises of both sides."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.demo.told import FRI, MON, THU, TUE, WED
from devjournal.domain.topic import TopicKind

ASK, TOPIC = TopicKind.ASK, TopicKind.TOPIC
MINE, THEIRS = TopicKind.MY_PROMISE, TopicKind.THEIR_PROMISE

Moment = tuple[int, int]
"""A week of the story and a day of it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something for a 1:1: when it came up, and when it was done, if it was."""

    kind: TopicKind
    text: str
    added: Moment
    done: Moment | None = None
    due: Moment | None = None
    private: bool = False


TOPICS = (
    Brought(MINE, "The short mail, as a template for all of us", (6, MON), done=(6, THU)),
    Brought(ASK, "An hour in which you play the customer’s buyer", (19, THU), done=(20, TUE)),
    Brought(THEIRS, "The list of customers who left, from the old system", (16, THU), done=(18, FRI)),
    Brought(ASK, "Sit in on one of Anneke’s reviews", (22, THU), done=(26, TUE)),
    Brought(MINE, "Ring the three small deals", (24, FRI), done=(28, MON), due=(25, FRI)),
    Brought(TOPIC, "How is a new colleague’s quota set?", (30, TUE), done=(32, FRI)),
    Brought(ASK, "Run one review while you listen", (36, THU), done=(40, THU)),
    Brought(TOPIC, "What does senior mean in numbers?", (44, WED), done=(51, THU), private=True),
    Brought(THEIRS, "Ask Graham for ten minutes of the board’s time", (47, THU), done=(54, TUE)),
    Brought(MINE, "Keep out of Ferris Flowers", (49, FRI), done=(54, THU)),
    Brought(ASK, "One day a week for coaching", (54, THU), done=(61, THU)),
    Brought(MINE, "Churn to the board", (56, WED), done=(57, 7), due=(57, FRI)),
    Brought(TOPIC, "Who runs the review while you are on leave?", (61, THU), done=(63, THU)),
    Brought(THEIRS, "Twenty minutes with Graham about the number for three", (66, THU), done=(68, TUE)),
    Brought(MINE, "The advert, for you to sign off", (68, THU), done=(70, THU), due=(70, FRI)),
    Brought(THEIRS, "Let me lead the second interview", (68, THU), done=(74, WED)),
    Brought(THEIRS, "A date with Graham about the second team", (70, THU)),
    Brought(MINE, "Tell Ben about his next steps", (72, THU), done=(75, FRI), due=(75, FRI)),
    Brought(THEIRS, "The offer letter through finance", (75, THU), done=(76, MON)),
    Brought(ASK, "Call the team’s number for a whole quarter", (75, FRI)),
    Brought(ASK, "Hand Copse Farm and Tern to Tamsin", (76, TUE), due=(79, FRI)),
    Brought(MINE, "One page on how we run the review", (75, THU), due=(78, FRI)),
    Brought(TOPIC, "How did I do with Ben? He will have told you", (75, FRI)),
    Brought(TOPIC, "Would you put my name forward now?", (76, WED), private=True),
    Brought(TOPIC, "Where the new one sits: beside Tamsin, not beside me", (76, FRI)),
)
"""Everything, in the order of nothing in particular; what is not done is carried on."""
