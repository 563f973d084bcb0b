"""What a span tells: what was written since the last 1:1, to the moment, nothing twice and nothing private."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.page import PageRequest
from devjournal.domain.one_to_one.span import Span, since_day, since_record
from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.week import Outcome
from devjournal.errors import NotFound
from devjournal.exports.page.formats import RENDERERS, render
from devjournal.exports.page.summary import summarize
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

TODAY = date(2026, 11, 27)
THIS = IsoWeek.of(TODAY)
DAY = timedelta(days=1)


def since_last_talk(journal: Journal, name: str | None = None, until: date | None = None) -> SummaryData:
    """Return what is told since the last 1:1."""
    held, person = journal.spans.last_held(name, until)
    assert held is not None
    return journal.spans.findings(since_record(held.recorded_at, journal.now, until), person)


def between(journal: Journal, first: date, last: date | None = None) -> SummaryData:
    """Return what is told from day to day."""
    return journal.spans.findings(since_day(first, journal.today, last), None)


def texts(data: SummaryData) -> list[str]:
    """Return the entries that are told."""
    return [entry.text for entry in data.entries]


@pytest.fixture(autouse=True)
def mara(journal: Journal) -> None:
    """A manager and a peer."""
    journal.people.add("Mara", relation=Relation.MANAGER)
    journal.people.add("Ines", relation=Relation.PEER)


def test_the_same_afternoon_is_told_apart(journal: Journal, clock: FrozenClock) -> None:
    journal.entries.add("before", day=TODAY)
    clock.move(minutes=30)
    journal.conversations.log("Mara", day=TODAY)
    clock.move(minutes=30)
    journal.entries.add("after", day=TODAY)
    journal.entries.add("after, about last month", day=TODAY - 30 * DAY)
    journal.entries.add("after, about a day ahead", day=TODAY + 3 * DAY)
    assert texts(since_last_talk(journal)) == ["after, about a day ahead", "after", "after, about last month"]
    assert texts(since_last_talk(journal, until=TODAY)) == ["after", "after, about last month"]


def test_a_clock_that_stands_still_tells_them_apart_too(journal: Journal, clock: FrozenClock) -> None:
    gap = journal.gaps.add(Area.BRAND, "Seen").id
    journal.weeks.set_goal(THIS, "this", skill="s")
    journal.weeks.set_goal(THIS.shift(-1), "last", skill="s")
    promises = [journal.topics.add(text, kind=TopicKind.MY_PROMISE).id for text in ("before", "after")]

    def happens(when: str, iso: IsoWeek, promise: int, name: str) -> None:
        for n in range(3):
            journal.entries.add(f"{when} {n}", day=TODAY)
        journal.weeks.recap(iso, Outcome.HIT)
        journal.topics.done(promise)
        journal.people.knows(name, gap, TODAY)

    happens("before", THIS.shift(-1), promises[0], "Ines")
    journal.conversations.log("Mara", day=TODAY)
    data = since_last_talk(journal)
    assert (data.entries, data.weeks, data.kept) == ((), (), ())
    assert data.gaps[0].told == 0
    happens("after", THIS, promises[1], "Mara")
    data = since_last_talk(journal)
    assert texts(data) == ["after 2", "after 1", "after 0"]
    assert [week.iso for week in data.weeks] == [THIS]
    assert [topic.text for topic in data.kept] == ["after"]
    assert data.gaps[0].told == 1
    journal.conversations.log("Mara", day=TODAY)
    data = since_last_talk(journal)
    assert (data.entries, data.weeks, data.kept) == ((), (), ()), "nothing is told twice"


def test_a_late_recap_gets_in_and_a_changed_one_is_not_told_again(journal: Journal, clock: FrozenClock) -> None:
    late, early = THIS.shift(-5), THIS.shift(-1)
    for iso in (late, early):
        journal.weeks.set_goal(iso, f"goal of {iso}", skill="s")
    journal.weeks.recap(early, Outcome.MISSED, lesson="first")
    clock.move(hours=1)
    journal.conversations.log("Mara", day=TODAY)
    clock.move(hours=1)
    journal.weeks.recap(late, Outcome.HIT)
    journal.weeks.recap(early, Outcome.HIT, lesson="second")
    assert [week.iso for week in since_last_talk(journal).weeks] == [late]


def test_a_recap_without_a_time_counts_by_the_end_of_its_day(journal: Journal, clock: FrozenClock) -> None:
    iso = THIS.shift(-1)
    journal.weeks.set_goal(iso, "g", skill="s")
    journal.weeks.recap(iso, Outcome.HIT)
    raw.query(journal.path, "UPDATE week SET recapped_at = NULL")
    clock.move(minutes=1)
    journal.conversations.log("Mara", day=TODAY)
    assert since_last_talk(journal).weeks == (), "the row was not changed since"


def test_undone_is_not_told(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(THIS, "g", skill="s")
    journal.conversations.log("Mara", day=TODAY)
    clock.move(minutes=1)
    journal.weeks.recap(THIS, Outcome.HIT)
    journal.undo()
    assert since_last_talk(journal).weeks == ()
    journal.undo()
    assert journal.spans.last_held(None)[0] is None, "held by mistake"


def test_everybody_has_their_own_span(journal: Journal, clock: FrozenClock) -> None:
    journal.conversations.log("Mara", day=TODAY)
    clock.move(minutes=1)
    journal.entries.add("for Mara", day=TODAY)
    clock.move(minutes=1)
    journal.conversations.log("Ines", day=TODAY)
    clock.move(minutes=1)
    journal.entries.add("for both", day=TODAY)
    assert texts(since_last_talk(journal)) == texts(since_last_talk(journal, "Mara")) == ["for both", "for Mara"]
    assert texts(since_last_talk(journal, "Ines")) == ["for both"]
    assert (since_last_talk(journal).person, since_last_talk(journal, "Ines").person) == ("Mara", "Ines")
    with pytest.raises(NotFound):
        journal.spans.last_held("Nobody")


def test_who_a_page_is_for(journal: Journal) -> None:
    held, person = journal.spans.last_held(None)
    assert (held, person and person.name) == (None, "Mara"), "the one manager there is"
    journal.conversations.log("Ines", day=TODAY)
    assert journal.spans.last_held(None)[1].name == "Ines"  # type: ignore[union-attr]
    assert journal.spans.last_held("Mara")[0] is None
    journal.conversations.log("Mara", day=TODAY, kind=TalkKind.OTHER)
    assert journal.spans.last_held("Mara")[0] is None
    journal.conversations.log("Mara", day=TODAY - 40 * DAY)
    assert journal.spans.last_held(None)[1].name == "Mara"  # type: ignore[union-attr]
    journal.people.remove("Mara")
    held, person = journal.spans.last_held(None)
    assert (held and held.day, person) == (TODAY - 40 * DAY, None), "the 1:1 with who was removed is still the last"
    assert journal.spans.last_held("Ines", TODAY - DAY)[0] is None
    journal.people.edit("Ines", relation=Relation.MANAGER)
    journal.people.add("Tomas", relation=Relation.MANAGER)
    assert journal.spans.last_held(None, TODAY - 41 * DAY) == (None, None), "two managers, and no 1:1 then"


def test_a_date_goes_by_day(journal: Journal, clock: FrozenClock) -> None:
    for days in (0, 1, 2, 30):
        journal.entries.add(f"{days} ago", day=TODAY - days * DAY)
    assert texts(between(journal, TODAY - DAY)) == ["0 ago", "1 ago"]
    assert texts(between(journal, TODAY - 40 * DAY, TODAY - 2 * DAY)) == ["2 ago", "30 ago"]
    assert texts(between(journal, TODAY)) == ["0 ago"]
    for back in (1, 4):
        journal.weeks.set_goal(THIS.shift(-back), "g", skill="s")
        journal.weeks.recap(THIS.shift(-back), Outcome.HIT)
    week = THIS.shift(-4)
    assert [listed_week.iso for listed_week in between(journal, week.friday, week.friday).weeks] == [week], (
        "by its Friday"
    )
    assert between(journal, week.friday + DAY, week.friday + 7 * DAY).weeks == ()
    journal.weeks.set_goal(THIS, "g", skill="s")
    clock.set(datetime(2026, 11, 25, 9))
    journal.weeks.recap(THIS, Outcome.AWAY)
    assert [listed_week.iso for listed_week in between(journal, TODAY - 2 * DAY, TODAY - 2 * DAY).weeks] == [THIS], (
        "by its recap"
    )


def test_the_running_week_and_the_strip_end_with_the_span(journal: Journal) -> None:
    journal.weeks.set_goal(THIS, "g", skill="s", plan=["a", "b"])
    assert between(journal, TODAY - DAY).this_week == journal.weeks.get(THIS)
    then = THIS.shift(-2)
    data = between(journal, then.monday, then.sunday)
    assert data.this_week is None
    assert [iso for iso, _ in data.strip] == [then.shift(n - 12) for n in range(13)]


@pytest.mark.slow
def test_how_gaps_moved(journal: Journal, clock: FrozenClock) -> None:
    clock.move(days=-60)
    moved, brand, stalled, closed, quiet, parked = (
        journal.gaps.add(area, title, needed=3).id
        for area, title in (
            *((Area.SKILLS, "moved"), (Area.BRAND, "brand"), (Area.SKILLS, "stalled")),
            *((Area.SKILLS, "closed"), (Area.SKILLS, "quiet")),
            (Area.SKILLS, "parked"),
        )
    )
    journal.people.should_know("Mara", brand)
    journal.people.should_know("Ines", brand)
    journal.entries.add("old", day=journal.today, gap=moved)
    clock.move(days=50)
    journal.entries.add("kept alive", day=journal.today, gap=quiet)
    journal.conversations.log("Mara", day=journal.today)
    clock.move(days=10)
    journal.entries.add("new", day=TODAY, gap=moved)
    journal.entries.add("secret", day=TODAY, gap=moved, private=True)
    journal.entries.add("secret", day=TODAY, gap=stalled, private=True)
    journal.people.knows("Ines", brand, TODAY)
    journal.gaps.close(closed)
    journal.gaps.park(parked)
    by_title = {progress.gap.title: progress for progress in since_last_talk(journal).gaps}
    assert (by_title["moved"].proved, by_title["moved"].gap.evidence) == (1, 2)
    assert (by_title["brand"].told, by_title["brand"].knows, by_title["brand"].should) == (1, ("Ines",), ("Mara",))
    assert by_title["stalled"].stalled
    assert not by_title["stalled"].moved
    assert (by_title["closed"].closed, by_title["closed"].moved) == (True, True)
    assert not by_title["quiet"].moved
    assert not by_title["quiet"].stalled
    assert "parked" not in by_title
    journal.conversations.log("Mara", day=TODAY)
    assert "closed" not in {progress.gap.title for progress in since_last_talk(journal).gaps}, "it was told"


def test_whose_promise_it_is(journal: Journal) -> None:
    talk = journal.conversations.log("Ines", day=TODAY).id
    secret = journal.conversations.log("Mara", day=TODAY, kind=TalkKind.OTHER, private=True).id
    journal.topics.add("theirs", kind=TopicKind.THEIR_PROMISE)
    raw.query(journal.path, "UPDATE topic SET raised_in = ?", talk)
    assert since_last_talk(journal).promised_by == {talk: "Ines"}
    raw.query(journal.path, "UPDATE topic SET raised_in = ?", secret)
    assert since_last_talk(journal).promised_by == {}


def pages(journal: Journal) -> dict[str, str]:
    """Return every page that can be printed of a journal."""
    held, person = journal.spans.last_held(None)
    spans: list[Span] = [since_day(TODAY - 28 * DAY, TODAY, None), since_day(TODAY - 90 * DAY, TODAY, TODAY)]
    if held is not None:
        spans.append(since_record(held.recorded_at, journal.now, None))
    return {
        f"{name} {n}": render(summarize(journal.spans.findings(span, person)), name)
        for n, span in enumerate(spans)
        for name in RENDERERS
    }


def public(journal: Journal) -> None:
    """Live what everybody may hear of."""
    gap = journal.gaps.add(Area.SKILLS, "Public gap", needed=3).id
    journal.gaps.add(Area.BRAND, "Public brand")
    journal.weeks.set_goal(THIS.shift(-1), "Public goal", skill="s", gap=gap)
    journal.weeks.recap(THIS.shift(-1), Outcome.HIT)
    journal.entries.add("Public entry", day=TODAY - DAY, gap=gap)
    journal.topics.add("Public topic")


SECRET = "Ssshh"
SECRETS: dict[str, Callable[[Journal], object]] = {
    "entry": lambda journal: journal.entries.add(SECRET, day=TODAY, private=True),
    "evidence": lambda journal: journal.entries.add(SECRET, day=TODAY, gap=1, private=True),
    "evidence of brand": lambda journal: journal.entries.add(SECRET, day=TODAY - DAY, gap=2, private=True),
    "ask": lambda journal: journal.topics.add(SECRET, kind=TopicKind.ASK, private=True),
    "promise kept": lambda journal: journal.topics.done(
        journal.topics.add(SECRET, kind=TopicKind.MY_PROMISE, private=True).id
    ),
    "1:1": lambda journal: journal.conversations.log("Mara", day=TODAY, notes=SECRET, private=True),
    "role model": lambda journal: journal.conversations.log(
        "Ines", day=TODAY, kind=TalkKind.ROLE_MODEL, year_before=SECRET, private=True
    ),
}


@pytest.mark.slow
@settings(max_examples=15)
@given(secrets=st.lists(st.tuples(st.sampled_from(sorted(SECRETS)), st.booleans()), min_size=1, max_size=6))
def test_what_is_private_leaves_no_trace(secrets: list[tuple[str, bool]]) -> None:
    """A journal with secrets prints the same bytes as one without, wherever they were written."""
    printed = []
    for told_secrets in ([], secrets):
        with tempfile.TemporaryDirectory() as folder:
            clock = FrozenClock()
            with Journal(Path(folder) / "journal.db", clock) as journal:
                journal.people.add("Mara", relation=Relation.MANAGER)
                journal.people.add("Ines")
                public(journal)
                for secret, before in told_secrets:
                    if before:
                        SECRETS[secret](journal)
                clock.move(minutes=1)
                journal.conversations.log("Mara", day=TODAY)
                clock.move(minutes=1)
                journal.entries.add("Public too", day=TODAY, gap=1)
                for secret, before in told_secrets:
                    if not before:
                        SECRETS[secret](journal)
                printed.append(pages(journal))
    assert printed[0] == printed[1]
    for page in printed[1].values():
        assert SECRET not in page
        assert "private" not in page.lower()


@pytest.mark.slow
@pytest.mark.parametrize("back", [0, 1 / 60, 60, 60 * 24 * 4], ids=["still", "second", "hour", "days"])
def test_what_was_written_after_a_talk_is_told_also_where_the_clock_went_back(
    journal: Journal, clock: FrozenClock, back: float
) -> None:
    clock.move(minutes=1)
    journal.entries.add("before", day=TODAY)
    journal.conversations.log("Mara", day=TODAY)
    clock.move(minutes=-back)
    journal.entries.add("one", day=TODAY)
    journal.weeks.set_goal(THIS, "Write it", skill="writing")
    journal.weeks.recap(THIS, Outcome.HIT)
    journal.topics.done(journal.topics.add("promised", kind=TopicKind.MY_PROMISE).id)
    data = since_last_talk(journal)
    assert texts(data) == ["one"]
    assert [week.iso for week in data.weeks] == [THIS]
    assert [topic.text for topic in data.kept] == ["promised"]
    journal.conversations.log("Mara", day=TODAY)
    assert texts(since_last_talk(journal)) == [], "the next talk is later than what it told"
    journal.entries.add("two", day=TODAY)
    assert texts(since_last_talk(journal)) == ["two"]


def test_a_talk_that_was_recorded_by_a_clock_years_ahead_hides_nothing(journal: Journal, clock: FrozenClock) -> None:
    now = clock.moment
    clock.move(days=5 * 365)
    journal.conversations.log("Mara", day=TODAY)
    clock.moment = now
    journal.entries.add("told", day=TODAY)
    assert journal.spans.last_held(None)[0] is None
    [stamp] = raw.query(journal.path, "SELECT created_at FROM entry")
    assert str(stamp[0]).startswith("2026-"), "and what is written now is not stamped years ahead"
    journal.conversations.log("Mara", day=TODAY)
    journal.entries.add("later", day=TODAY)
    assert texts(since_last_talk(journal)) == ["later"]


def test_a_page_goes_on_after_the_last_talk_where_its_person_was_removed(journal: Journal, clock: FrozenClock) -> None:
    journal.entries.add("before", day=TODAY)
    clock.move(minutes=1)
    journal.conversations.log("Mara", day=TODAY, notes="ours")
    clock.move(minutes=1)
    journal.entries.add("after", day=TODAY)
    journal.people.remove("Mara")
    assert texts(since_last_talk(journal)) == ["after"]
    assert journal.spans.last_held(None)[1] is None
    journal.people.add("Jo", relation=Relation.MANAGER)
    held, person = journal.spans.last_held(None)
    assert held is not None
    assert person is not None
    assert person.name == "Jo", "the page is for the manager there is now"
    assert journal.spans.last_held("Jo")[0] is None


def test_a_page_up_to_a_day_tells_nothing_that_came_later(journal: Journal, clock: FrozenClock) -> None:
    gap = journal.gaps.add(Area.BRAND, "Known").id
    journal.topics.add("then")
    clock.move(days=2)
    journal.topics.add("later")
    journal.people.knows("Mara", gap, clock().date())
    data = between(journal, TODAY, TODAY)
    assert [topic.text for topic in data.topics] == ["then"]
    assert [progress.knows for progress in data.gaps] == [()]
    data = between(journal, TODAY, clock().date())
    assert [topic.text for topic in data.topics] == ["then", "later"]
    assert [progress.knows for progress in data.gaps] == [("Mara",)]


def test_a_gap_that_was_closed_before_is_not_closed_again_by_a_claim(journal: Journal, clock: FrozenClock) -> None:
    journal.gaps.add(Area.SKILLS, "Design")
    journal.gaps.close(1)
    clock.move(days=1)
    journal.people.add("Ana")
    journal.conversations.log("Ana", day=journal.today)
    clock.move(days=1)
    journal.gaps.edit(1, claim="Designed it")
    findings = journal.pages.find(PageRequest()).findings
    assert [progress.gap.title for progress in findings.gaps] == []
    journal.gaps.reopen(1)
    journal.gaps.close(1)
    assert [progress.closed for progress in journal.pages.find(PageRequest()).findings.gaps] == [True]
