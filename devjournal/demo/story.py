"""The story of the demo as values: what `story.toml` holds, in weeks counted from 0, before they have dates."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.domain.capture.fingerprint import SourceKind
from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome

MON, TUE, WED, THU, FRI = range(5)
"""Days of a week, Monday first, as in `date.weekday()`."""


@dataclass(frozen=True, slots=True)
class StoryHorizon:
    """A horizon, and the week in which it was set."""

    week: int
    role: str
    months: int
    why: str
    statement: str = ""
    """The sentence in front of the case for it."""


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """The week in which a gap was found to need more evidence, and how much it needs since then."""

    week: int
    needed: int


@dataclass(frozen=True, slots=True)
class StoryGap:
    """A gap, with the weeks in which it was opened, and closed or parked."""

    area: Area
    step: Step
    title: str
    why: str
    opened: int
    needed: int = 1
    """How much evidence it needed when it was opened; a brand gap is measured by the people named for it."""
    closed: int | None = None
    parked: int | None = None
    parked_why: str = ""
    more: NewMeasure | None = None
    claim: str = ""
    """What is claimed of it in a case."""
    private: bool = False
    """Whether no page, letter or case names it."""


@dataclass(frozen=True, slots=True)
class StoryPerson:
    """A person, and the week in which they were added."""

    name: str
    role: str
    relation: Relation
    week: int


@dataclass(frozen=True, slots=True)
class StoryAwareness:
    """The week from which a person should know of a gap, and the week in which they came to know it."""

    person: StoryPerson
    gap: StoryGap
    wanted: int
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of a week of the story."""

    week: int
    day: int


@dataclass(frozen=True, slots=True)
class StoryTopic:
    """A topic for a 1:1: when it came up, and when it was done."""

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
    """A remark on a review, added on the Friday of a later week."""

    week: int
    text: str


@dataclass(frozen=True, slots=True)
class StoryReview:
    """A review, held on the Friday of its week."""

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
    """An entry on a day of its week."""

    day: int
    text: str
    gap: StoryGap | None = None
    link: str = ""
    private: bool = False
    said_by: StoryPerson | None = None
    """Whose words it holds."""
    maybe: bool = False
    """Whether the entry is incidental, so that another seed may leave it out."""


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """What could be an entry, found on the evening of its day."""

    week: int
    day: int
    kind: SourceKind
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class StoryCheckIn:
    """Wednesday's answer; `smaller` is the goal that replaced the first one, empty if it stayed."""

    on_track: bool
    adjust: str = ""
    smaller: str = ""


@dataclass(frozen=True, slots=True)
class StoryRecap:
    """The recap of a week, given on Friday or on another day, of that week or of a later one."""

    outcome: Outcome
    better: bool | None = None
    note: str = ""
    lesson: str = ""
    day: int = FRI
    weeks_late: int = 0
    link: str = ""
    """What shows the evidence that a hit left."""


@dataclass(frozen=True, slots=True)
class StoryWeek:
    """A week: its goal and what became of it. A week without a goal and a recap is a quiet one."""

    skill: str = ""
    goal: str = ""
    gap: StoryGap | None = None
    plan: tuple[str, ...] = ()
    ticked: int | None = None
    """How many steps of the plan were done, counted from the first; None is all of them."""
    check_in: StoryCheckIn | None = None
    recap: StoryRecap | None = None
    answer: LessonAnswer | None = None
    """Monday's answer to the lesson of the last recap: `applied` was taken into the week and helped, `keep` did not."""
    carried: int = 0
    """How many missed weeks in a row the goal was carried over."""
    entries: tuple[StoryEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The whole story; `one_to_ones` are with the first of `people`, who is the manager."""

    horizons: tuple[StoryHorizon, ...]
    gaps: tuple[StoryGap, ...]
    people: tuple[StoryPerson, ...]
    awareness: tuple[StoryAwareness, ...]
    one_to_ones: tuple[StoryOneToOne, ...]
    first_page: int
    """The first week in which a page was handed over at a 1:1."""
    topics: tuple[StoryTopic, ...]
    talks: tuple[StoryTalk, ...]
    reviews: tuple[StoryReview, ...]
    skipped_review: int
    """The week in which the monthly review was skipped."""
    drafts: tuple[StoryDraft, ...]
    """What waits to be kept or dropped."""
    weeks: tuple[StoryWeek, ...]

    @property
    def manager(self) -> StoryPerson:
        """Return the person whom the 1:1s are with."""
        return self.people[0]
