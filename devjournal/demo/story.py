"""The data model of `story.toml`. Weeks are numbers from 0; the calendar converts them to dates."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.domain.capture.fingerprint import SourceKind
from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome

MON, TUE, WED, THU, FRI = range(5)
"""Days of the week, as in `date.weekday()`."""


@dataclass(frozen=True, slots=True)
class StoryHorizon:
    """A horizon; `week` is when it was set."""

    week: int
    role: str
    months: int
    why: str
    statement: str = ""
    """The opening sentence of its case."""


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A raised number of needed pieces of evidence, from `week` on."""

    week: int
    needed: int


@dataclass(frozen=True, slots=True)
class StoryGap:
    """A gap; `opened`, `closed` and `parked` are weeks."""

    area: Area
    step: Step
    title: str
    why: str
    opened: int
    needed: int = 1
    """Pieces of evidence needed at first. A brand gap counts the people who should know instead."""
    closed: int | None = None
    parked: int | None = None
    parked_why: str = ""
    more: NewMeasure | None = None
    claim: str = ""
    """Its sentence in a case."""
    private: bool = False
    """Whether pages, letters and cases omit it."""


@dataclass(frozen=True, slots=True)
class StoryPerson:
    """A person; `week` is when they were added."""

    name: str
    role: str
    relation: Relation
    week: int


@dataclass(frozen=True, slots=True)
class StoryAwareness:
    """A person and a gap: `wanted` is the week from which they should know, `known` the week in which they learned."""

    person: StoryPerson
    gap: StoryGap
    wanted: int
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in a week of the story."""

    week: int
    day: int


@dataclass(frozen=True, slots=True)
class StoryTopic:
    """A topic for a 1:1."""

    kind: TopicKind
    text: str
    added: Moment
    done: Moment | None = None
    due: Moment | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class StoryTalk:
    """A conversation other than a 1:1."""

    week: int
    day: int
    person: StoryPerson
    notes: str = ""
    kind: TalkKind = TalkKind.OTHER
    year_before: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class StoryOneToOne:
    """A 1:1 with the manager."""

    week: int
    day: int
    notes: str = ""


@dataclass(frozen=True, slots=True)
class StoryRemark:
    """A remark, added to a review on the Friday of `week`."""

    week: int
    text: str


@dataclass(frozen=True, slots=True)
class StoryReview:
    """A review on the Friday of `week`."""

    week: int
    kind: ReviewKind = ReviewKind.MONTHLY
    horizon: str = ""
    skills: str = ""
    experience: str = ""
    brand: str = ""
    role_models: str = ""
    course: str = ""
    bets: tuple[StoryGap, ...] = ()
    remark: StoryRemark | None = None


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """An entry, on a day of the week that holds it."""

    day: int
    text: str
    gap: StoryGap | None = None
    link: str = ""
    private: bool = False
    said_by: StoryPerson | None = None
    """The person who said it; None if the text is Ida's own."""
    maybe: bool = False
    """Whether the entry is incidental: only some seeds include it."""


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A draft, kept on the evening of its day."""

    week: int
    day: int
    kind: SourceKind
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class StoryCheckIn:
    """The check-in on Wednesday; `smaller` is the reduced goal, if there is one."""

    on_track: bool
    adjust: str = ""
    smaller: str = ""


@dataclass(frozen=True, slots=True)
class StoryRecap:
    """The recap of a week, on `day` of that week, or `weeks_late` weeks later."""

    outcome: Outcome
    better: bool | None = None
    note: str = ""
    lesson: str = ""
    day: int = FRI
    weeks_late: int = 0
    link: str = ""
    """The link of the evidence entry that a hit creates."""


@dataclass(frozen=True, slots=True)
class StoryWeek:
    """A week with its goal, check-in and recap, each optional."""

    skill: str = ""
    goal: str = ""
    gap: StoryGap | None = None
    plan: tuple[str, ...] = ()
    ticked: int | None = None
    """How many steps of the plan were done, from the first on; None for all."""
    check_in: StoryCheckIn | None = None
    recap: StoryRecap | None = None
    answer: LessonAnswer | None = None
    """The answer to the last lesson on Monday: with `applied` it was kept and helped, with `keep` it did not help."""
    carried: int = 0
    """How many missed weeks in a row the goal was carried over from."""
    entries: tuple[StoryEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The story. The first person is the manager, with whom all `one_to_ones` are."""

    horizons: tuple[StoryHorizon, ...]
    gaps: tuple[StoryGap, ...]
    people: tuple[StoryPerson, ...]
    awareness: tuple[StoryAwareness, ...]
    one_to_ones: tuple[StoryOneToOne, ...]
    first_page: int
    """The first week in which a 1:1 had a page."""
    topics: tuple[StoryTopic, ...]
    talks: tuple[StoryTalk, ...]
    reviews: tuple[StoryReview, ...]
    skipped_review: int
    """The week in which the monthly review was skipped."""
    drafts: tuple[StoryDraft, ...]
    """Drafts that are neither kept nor dropped."""
    weeks: tuple[StoryWeek, ...]

    @property
    def manager(self) -> StoryPerson:
        """The person of the 1:1s."""
        return self.people[0]
