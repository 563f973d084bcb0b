"""The help texts: the terms of the method, and what each screen and form is for.

Each term is explained once, here; a screen lists the terms that it uses. Ritual days and questions come from the
settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from devjournal.domain.career.gap import QUESTIONS, Area
from devjournal.settings import Settings

GLOSSARY: Mapping[str, str] = {
    # the week
    "goal": "The one skill of the week, and what is better by {recap}.",
    "plan": "The steps to the goal, to tick.",
    "check-in": "{check_in}'s answer: on track or off.",
    "adjustment": "What can still be done before {recap}, or a smaller goal.",
    "recap": "{recap}'s answer: hit, missed, or away.",
    "hit": "The goal was reached: evidence for its gap.",
    "missed": "The goal was not reached. The lesson says what changes.",
    "better": "Better at something than on {goal}: a miss can be a yes.",
    "away": "A week off; nothing is asked.",
    "no recap": "The week is over without a recap. It does not count as missed.",
    "lesson": "What to do differently. The next goal asks what became of it.",
    "streak": "Weeks recapped in a row, hit or missed. Weeks away do not count.",
    "rate": "The share of hits among hits and misses, over 13 weeks.",
    "entry": "A line about something done or learned.",
    "evidence": "An entry that helps to close a gap.",
    "draft": "What could be an entry. It counts nowhere until you keep it.",
    "private": "No summary shows it or hints at it.",
    # the career plan
    "horizon": "A role you want, and when: in 12, 24, 36 months or more.",
    "gap": "What you still lack for the horizon.",
    "area": "Skills, experience or brand, each with its question.",
    **{area.value: QUESTIONS[area] for area in Area},
    "step": "Current: master the role. Next: build the next one.",
    "needed": "How many times is enough. Never time in seat.",
    "shown": "Evidence has reached what is needed. Only you close a gap.",
    "still": "Nothing has moved it for six weeks.",
    "parked": "Set aside until you take it up again.",
    "bet": "One of up to three gaps to work on this quarter.",
    "person": "Who matters to the horizon: manager, sponsor, peer, role model.",
    "awareness": "Whether a person knows, or should know, what a gap has shown.",
    "claim": "What you say of a gap in a case, in past tense.",
    "hole": "What the case lacks. Only you see it.",
    "brand gaps": "They count people: those who know, of those who should.",
    "who to tell next": "Who should hear about what you have shown, deciders first.",
    "conversation": "A talk on a day: a 1:1, a role-model talk, or another.",
    "role model": "Is in the role you want. What were they doing 12 months before?",
    # the 1:1
    "1:1": "The talk that the page is for, with your manager or somebody else.",
    "topic": "Something for the next 1:1, carried over until it is done.",
    "ask": "What you want from them. It heads the page.",
    "promise": "What either side said it would do.",
    "summary": "The page: everything you wrote since the last 1:1.",
    "left out": "Not on this page. It keeps its place until the 1:1 is held.",
    "held": "The page is kept as it is, and the next one begins.",
    # reviews
    "review": "A monthly check-in, or a quarterly deep dive.",
    "the board": "The board as it was that day; later edits do not change it.",
    "moved": "More evidence, or more who know, than at the review before.",
    "dropped": "Parked or removed without being closed.",
    "remark": "A note added later, with its own day.",
    "put off": "It is due again in a week. Skipped: at the next turn.",
    "letter": "A year in your own words; nothing is invented.",
}
"""The meaning of each term, in one short sentence. `{goal}`, `{check_in}` and `{recap}` are weekdays."""

Sign = tuple[str, str, str]
"""Glyph name, ink, and meaning."""

Signs = tuple[Sign, ...]
"""Signs of one kind; each kind begins a new line."""

WEEKS: Signs = (
    ("hit", "good", "hit"),
    ("missed", "missed", "missed"),
    ("missed_better", "good", "missed, better"),
    ("away", "muted", "away"),
    ("open", "bold here", "open"),
    ("unrecapped", "bold asks", "no recap"),
    ("none", "faint", "nothing"),
)
"""The possible states of a week."""

_RITUAL: Signs = (("answered", "here", "answered"), ("current", "here", "now"), ("upcoming", "faint", "to come"))
_STEPS: Signs = (("done", "good", "step done"), ("to_do", "here", "to do"))
_KNOW: Signs = (
    ("knows", "good", "knows"),
    ("should", "asks", "should know"),
    ("needless", "faint", "not needed"),
)
_GAPS: Signs = (
    ("bar_full", "here", "shown so far"),
    ("bar_empty", "faint", "to go"),
    ("done", "good", "shown"),
    ("stalled", "asks", "still"),
    ("fold", "faint", "folded"),
)
_BOARD: Signs = (
    ("done", "good", "closed"),
    ("moved", "here", "moved"),
    ("stalled", "asks", "still"),
    ("new", "here", "new"),
    ("no", "faint", "dropped"),
)
_REVIEWS: Signs = (
    ("quarterly", "here", "quarterly"),
    ("monthly", "muted", "monthly"),
    ("current", "here", "begun"),
    ("dash", "faint", "skipped"),
)
_TOPICS: Signs = (
    ("ask", "here", "ask"),
    ("mine", "here", "my promise"),
    ("theirs", "here", "their promise"),
    ("topic", "here", "topic"),
    ("private", "muted", "private"),
    ("done", "good", "done"),
    ("to_do", "faint", "offered"),
)
_CLAIMS: Signs = (
    ("to_do", "asks", "hole"),
    ("done", "good", "shown, or on the page"),
    ("no", "faint", "not on it"),
)


class About(NamedTuple):
    """The first part of a help screen, above the keys."""

    purpose: str
    """The question that the screen answers, or what the form is for."""
    terms: tuple[str, ...] = ()
    signs: tuple[Signs, ...] = ()
    moves: str = ""
    """What the movement keys do on the screen."""


_TO_BOARD = ("skills", "experience", "brand")

PLACES: Mapping[str, About] = {
    "Week": About(
        "What does today ask of me?",
        ("goal", "plan", "check-in", "recap", "better", "lesson", "away", "streak", "entry", "evidence"),
        (WEEKS, _RITUAL, _STEPS),
        "up and down through plan and entries, left and right to other weeks.",
    ),
    "the drafts": About(
        "Which of these are worth an entry? A draft counts nowhere until you keep it.",
        ("draft", "entry", "gap", "evidence"),
        (),
        "through the drafts, or the gaps while you choose one; but k keeps.",
    ),
    "Calendar": About(
        "Does it add up? A cell is a week, and ten years fit on a page.",
        ("hit", "missed", "better", "away", "no recap", "lesson", "streak", "rate"),
        (WEEKS,),
        "by weeks and by years, or by days; to the ends of the row; by a page.",
    ),
    "Gaps": About(
        "What is missing between now and where I want to be?",
        ("horizon", "gap", "area", *_TO_BOARD, "step", "needed", "evidence", "shown", "still", "parked", "bet"),
        (_GAPS,),
        "from card to card and column to column.",
    ),
    "a gap's page": About(
        "What can I point at?",
        ("evidence", "needed", "shown", "brand gaps", "awareness", "goal", "conversation"),
        (_GAPS[:4], _KNOW[:2], WEEKS[:3]),
        "from row to row and list to list.",
    ),
    "the case": About(
        "Have I done it, enough times, and do the right people know? Left claims and holes, right the page.",
        ("horizon", "claim", "hole", "gap", "evidence", "needed", "shown", "awareness", "private"),
        (_CLAIMS,),
        "from line to line; both sides follow.",
    ),
    "People": About(
        "Do the right people know that I can do the job? A row is a person, a column a gap.",
        ("person", "awareness", "brand gaps", "who to tell next", "conversation", "role model"),
        (_KNOW,),
        "from person to person and gap to gap.",
    ),
    "a person's page": About(
        "What should they know, and what did we talk about?",
        ("awareness", "brand gaps", "conversation", "1:1", "role model", "private"),
        (_KNOW,),
        "from row to row; over an end to the next list.",
    ),
    "Reviews": About(
        "Step back: is the course right? On the left the reviews, on the right how the board has changed since.",
        ("review", "the board", "moved", "still", "dropped", "bet", "remark", "put off", "letter"),
        (_REVIEWS, _BOARD),
        "from review to review.",
    ),
    "a review's page": About(
        "How did things stand that day? On the left the review as it was held, on the right what has changed since.",
        ("review", "the board", "moved", "still", "dropped", "bet", "remark"),
        (_BOARD,),
        "through what does not fit.",
    ),
    "the year letter": About(
        "How did the year go? Goals by skill, lessons, evidence, who knows, and the changes from review to review.",
        ("letter", "hit", "better", "lesson", "evidence", "shown", "private"),
        (),
        "through the letter.",
    ),
    "a page to read": About(
        "What did I write? The whole texts, with their line breaks.",
        ("entry", "evidence", "lesson", "private"),
        (_STEPS,),
        "through the page: by lines inside a long text, then from text to text.",
    ),
    "1:1": About(
        "What do I bring? On the left what is mine, on the right the page as it will be handed over.",
        ("1:1", "topic", "ask", "promise", "summary", "left out", "private", "held"),
        (_TOPICS, WEEKS[:3]),
        "from line to line; both sides follow.",
    ),
}
"""The help of each screen and of each page opened over a screen."""

FORMS: Mapping[str, About] = {
    "form": About("Letters choose while a choice has the focus; in a text field they are text."),
    "goal": About(
        "One skill and one clear goal; only these two are needed. In the plan, each line is a step.",
        ("goal", "lesson", "gap", "hit", "bet"),
    ),
    "board": About(
        "A board to begin with: what is often missing on the way to a role. Every line can be changed afterwards.",
        ("horizon", "gap", "needed"),
    ),
    "bring": About(
        "Texts that you wrote elsewhere become entries on their own days, a company's ladder becomes gaps. "
        "You see them first; the file is not changed.",
        ("entry", "gap"),
    ),
    "ladder": About(
        "What your company expects of a role becomes gaps. Headings and columns of the file say what is what; "
        "you answer what they leave open, and leave out what you do not need. The file is not changed.",
        ("gap", *_TO_BOARD, "step", "needed"),
    ),
    "check-in": About(
        "Halfway: is it on track? If not, there is still time to change something.",
        ("check-in", "adjustment"),
    ),
    "recap": About(
        "How did it go? After a miss the sentence is the lesson; after a hit it says what at, and a lesson can follow.",
        ("hit", "missed", "away", "better", "lesson"),
    ),
    "catch up": About(
        "A letter answers the week under the cursor: h hit, b missed but better, m missed, w week off. Skip what you "
        "do not remember. Backspace clears an answer.",
        ("no recap", "better", "away", "streak"),
    ),
    "entry": About("What did I do, or learn? A line is enough.", ("entry", "evidence", "gap", "private")),
    "step": About("A step of the plan, small enough to tick.", ("plan", "goal")),
    "away": About(
        "Days off, also ahead. A week with three or more of its five working days off is away.", ("away", "streak")
    ),
    "gap": About(
        "Something specific that you can point at, done enough times.",
        ("gap", "area", *_TO_BOARD, "step", "needed", "shown"),
    ),
    "horizon": About(
        "Where do I want to be? A new one for the same number of months replaces the old one, which stays in the "
        "history.",
        ("horizon", "gap"),
    ),
    "person": About(
        "Who matters for getting where I want to be? Manager and sponsor decide on the next role. The day of the next "
        "1:1 is on Week as well; a 1:1 that was held clears it.",
        ("person", "role model", "awareness"),
    ),
    "known": About(
        "Somebody knows once they have seen it, or heard about it from you. The day counts: what is new since the "
        "last 1:1 is on its page. Without a day they should know, and do not yet.",
        ("awareness", "gap", "shown"),
    ),
    "talk": About(
        "What came of it? Each line of a role model's answer becomes a gap with one key: s for skills, e for "
        "experience, b for brand.",
        ("conversation", "role model", "1:1", "private"),
    ),
    "held": About(
        "What came of the 1:1? What is ticked is carried no further; new promises and asks wait for the next one. All "
        "of it is one step to undo.",
        ("held", "ask", "promise", "topic"),
    ),
    "topic": About("What do I want to bring?", ("topic", "ask", "promise", "private")),
    "claim": About("What do I claim? In past tense, as somebody who did it. Empty, it is the gap's title.", ("claim",)),
    "statement": About("What is the case in one sentence of my own? It stands in front of the page.", ("horizon",)),
    "remark": About("A review stays as it was held; a remark adds what you know now.", ("review", "remark")),
    "walk": About(
        "A step of a review. It is kept when you save it, and what you type is kept within a second: you can leave and "
        "continue there. The board changes when the last step is saved.",
        ("review", "the board", "bet", "still", "parked"),
    ),
    "search": About('Words, "phrases", and rehears* for words that start with it, in everything you wrote.'),
    "palette": About(
        "Actions, and weeks, gaps and people by name: 2026-W44, a word of a goal, a role. If words find little, "
        "letters in order match, too."
    ),
}
"""The help of each form, of the search and of the palette."""


def meaning(term: str, settings: Settings) -> str:
    """Return the meaning of `term`, with the weekdays set for the ritual."""
    goal, check_in, recap = (moment.name for moment in settings.ritual)
    return GLOSSARY[term].format(goal=goal, check_in=check_in, recap=recap)


def ritual_questions(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the weekdays of the ritual, each with the question set for it."""
    questions, ritual = settings.questions, settings.ritual
    return (
        (ritual.goal.name, questions.goal.goal),
        (ritual.check_in.name, questions.check_in.on_track),
        (ritual.recap.name, questions.recap.outcome),
    )
