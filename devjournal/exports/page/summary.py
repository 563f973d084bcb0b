"""The summary: the contents of a page for a 1:1, chosen and ordered from the data of a span.

Nothing is cut here: `formats` decides how much fits on two screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from devjournal.domain.calendar.insight import Tally, tally
from devjournal.domain.career.person import Conversation
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.span import PageKind, Span
from devjournal.domain.one_to_one.summary_data import Progress, SummaryData
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week, WeekKind
from devjournal.exports.page.lines import entry_key

STRIP = "strip"
"""The key of the last 13 weeks."""

UNCHANGED = "unchanged"
"""The key of the line with unchanged gaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A gap, and its evidence in the span."""

    gap: Progress
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The contents of a page, in the order of its sections."""

    span: Span
    today: date
    person: str | None = None
    purpose: PageKind = PageKind.ONE_TO_ONE
    asks: tuple[Topic, ...] = ()
    mine: tuple[Topic, ...] = ()
    """My open promises."""
    theirs: tuple[Topic, ...] = ()
    kept: tuple[Topic, ...] = ()
    """Promises of both sides kept in the span."""
    promised_by: Mapping[int, str] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()
    """The recapped weeks, newest first."""
    notes: frozenset[IsoWeek] = frozenset()
    """The weeks whose note is brought in."""
    entries: tuple[Entry, ...] = ()
    """Entries, evidence first. An entry made by a recap on the page is listed with its week."""
    this_week: Week | None = None
    moved: tuple[Progress, ...] = ()
    stalled: tuple[Progress, ...] = ()
    opened: tuple[Progress, ...] = ()
    """Gaps opened in the span and not changed since."""
    unchanged: tuple[Progress, ...] = ()
    titles: Mapping[int, str] = field(default_factory=dict)
    """The titles, by ID, of the gaps that the page may name."""
    names: Mapping[int, str] = field(default_factory=dict)
    """The names of all people by ID, for statements of others."""
    proofs: tuple[Proof, ...] = ()
    """The evidence of the span by gap, for a review; empty on a page for a 1:1."""
    talks: tuple[tuple[str, Conversation], ...] = ()
    """Talks with role models that are brought in."""
    strip: tuple[tuple[IsoWeek, WeekKind], ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def recapped(self) -> Tally:
        """The number of recapped weeks by outcome."""
        return tally(week_kind(week) for week in self.weeks)

    @property
    def lists_this_week(self) -> bool:
        """Whether the recapped weeks include the running week."""
        return self.this_week is not None and any(week.iso == self.this_week.iso for week in self.weeks)


def summarize(
    data: SummaryData,
    purpose: PageKind = PageKind.ONE_TO_ONE,
    *,
    omitted: AbstractSet[str] = frozenset(),
    opted_in: AbstractSet[str] = frozenset(),
) -> Summary:
    """Return the summary of the data, without the lines `omitted`, by key.

    Notes of recaps, talks with role models and brand gaps that the reader should know of are included only if they are
    `opted_in`, by key.
    """
    by_kind = _topics(data, omitted)
    hidden = {progress.gap.id for progress in data.gaps if progress.about_reader and gap_key(progress) not in opted_in}
    data = _naming_only(data, {gap: title for gap, title in data.titles.items() if gap not in hidden})
    weeks = tuple(week for week in data.weeks if week_key(week.iso) not in omitted)
    gaps = [progress for progress in data.gaps if gap_key(progress) not in omitted and progress.gap.id not in hidden]
    quiet = [progress for progress in gaps if not progress.moved and not progress.stalled]
    return Summary(
        span=data.span,
        today=data.today,
        person=data.person,
        purpose=purpose,
        asks=by_kind[TopicKind.ASK],
        mine=by_kind[TopicKind.MY_PROMISE],
        theirs=by_kind[TopicKind.THEIR_PROMISE],
        kept=tuple(topic for topic in data.kept if topic_key(topic) not in omitted),
        promised_by=data.promised_by,
        weeks=weeks,
        notes=frozenset(week.iso for week in weeks if week.note and note_key(week.iso) in opted_in),
        entries=tuple(
            entry for entry in _entries(data, omitted) if purpose is PageKind.ONE_TO_ONE or not entry.is_evidence
        ),
        this_week=_this_week(data, omitted),
        moved=tuple(progress for progress in gaps if progress.moved),
        stalled=tuple(progress for progress in gaps if progress.stalled and not progress.moved),
        opened=tuple(progress for progress in quiet if progress.opened),
        unchanged=tuple(progress for progress in quiet if not progress.opened and UNCHANGED not in omitted),
        titles=data.titles,
        names=data.names,
        proofs=_proofs(data, gaps, omitted) if purpose is not PageKind.ONE_TO_ONE else (),
        talks=tuple((name, talk) for name, talk in data.talks if talk_key(talk) in opted_in),
        strip=_strip(data) if STRIP not in omitted else (),
        topics=by_kind[TopicKind.TOPIC],
    )


def _topics(data: SummaryData, omitted: AbstractSet[str]) -> Mapping[TopicKind, tuple[Topic, ...]]:
    """Return the topics by kind, without omitted ones."""
    topics = [topic for topic in data.topics if topic_key(topic) not in omitted]
    return {kind: tuple(topic for topic in topics if topic.kind is kind) for kind in TopicKind}


def _naming_only(data: SummaryData, titles: Mapping[int, str]) -> SummaryData:
    """Return the data without references to gaps that the page may not name."""

    def named(week: Week) -> Week:
        return week if week.gap in titles else week._replace(gap=None)

    return replace(
        data,
        weeks=tuple(named(week) for week in data.weeks),
        this_week=named(data.this_week) if data.this_week is not None else None,
        entries=tuple(entry if entry.gap in titles else entry._replace(gap=None) for entry in data.entries),
        titles=titles,
    )


def _entries(data: SummaryData, omitted: AbstractSet[str]) -> tuple[Entry, ...]:
    """Return entries in order: evidence first, then entries with a link, then others. Each group is newest first."""
    recapped = {week.monday for week in data.weeks}
    entries = (entry for entry in data.entries if entry.week not in recapped and entry_key(entry) not in omitted)
    return tuple(sorted(entries, key=lambda entry: (not entry.is_evidence, not entry.link)))


def _proofs(data: SummaryData, gaps: Iterable[Progress], omitted: AbstractSet[str]) -> tuple[Proof, ...]:
    """Return the evidence by gap, entries made by recaps included, as a review needs it."""
    entries: dict[int, list[Entry]] = {}
    for entry in data.entries:
        if entry.gap is not None and entry_key(entry) not in omitted:
            entries.setdefault(entry.gap, []).append(entry)
    return tuple(
        Proof(gap=progress, entries=tuple(entries[progress.gap.id])) for progress in gaps if progress.gap.id in entries
    )


def _this_week(data: SummaryData, omitted: AbstractSet[str]) -> Week | None:
    """Return the running week if it has a goal and its recap was on no earlier page."""
    week = data.this_week
    if week is None or not week.has_goal or this_week_key(week.iso) in omitted:
        return None
    on_earlier_page = week.outcome is not None and all(recapped.iso != week.iso for recapped in data.weeks)
    return None if on_earlier_page else week


def _strip(data: SummaryData) -> tuple[tuple[IsoWeek, WeekKind], ...]:
    """Return the last 13 weeks; empty if nothing happened in them."""
    goal = data.this_week is not None and data.this_week.has_goal
    silent = {WeekKind.NONE} if goal else {WeekKind.NONE, WeekKind.OPEN}
    return () if all(kind in silent for _, kind in data.strip) else data.strip


def week_kind(week: Week) -> WeekKind:
    """Return the kind of a recapped week."""
    if week.outcome is None:
        return WeekKind.NONE
    return WeekKind.BETTER if week.outcome == "missed" and week.better else WeekKind(week.outcome.value)


# the keys of lines


def topic_key(topic: Topic) -> str:
    """Return the key of a topic, an ask or a promise."""
    return f"topic:{topic.id}"


def week_key(iso: IsoWeek) -> str:
    """Return the key of a recapped week."""
    return f"week:{iso}"


def note_key(iso: IsoWeek) -> str:
    """Return the key of a week's note."""
    return f"note:{iso}"


def this_week_key(iso: IsoWeek) -> str:
    """Return the key of the running week."""
    return f"this-week:{iso}"


def gap_key(progress: Progress) -> str:
    """Return the key of a gap."""
    return f"{'reader-gap' if progress.about_reader else 'gap'}:{progress.gap.id}"


def talk_key(talk: Conversation) -> str:
    """Return the key of a talk with a role model."""
    return f"talk:{talk.id}"
