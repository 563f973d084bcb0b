"""The pages for 1:1s in the file: what is chosen for the next one, holding it, and what was handed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.page import HandedOver, PageChoices, PageRequest, ask
from devjournal.domain.one_to_one.span import PageKind
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.storage.core.uids import natural_uid
from tests.frozen_clock import FrozenClock
from tests.storage import raw

TODAY = date(2026, 11, 27)
THIS = IsoWeek.of(TODAY)
PAGE = {"page": {"title": "1:1 with Mara"}, "fields": {"asks": ["<é>"]}}


@pytest.fixture(autouse=True)
def mara(journal: Journal) -> None:
    """A manager and a peer."""
    journal.people.add("Mara", relation=Relation.MANAGER, next_on=TODAY)
    journal.people.add("Ines", relation=Relation.PEER)


def chosen(journal: Journal, name: str | None = None) -> PageChoices:
    """Return what is chosen for the next page."""
    return journal.pages.find(PageRequest(name=name)).choices


def test_a_line_is_left_out_and_told_again_each_as_one_step(journal: Journal) -> None:
    topic = journal.topics.add("A seat")
    entry = journal.entries.add("Done", day=TODAY)
    journal.pages.choose(1, f"topic:{topic.id}", False, "A seat")
    journal.pages.choose(1, f"entry:{entry.id}", False, "Done")
    journal.pages.choose(1, f"week:{THIS}", False, "W48")
    journal.pages.choose(1, "strip", False, "Last 13 weeks")
    everything = {f"topic:{topic.id}", f"entry:{entry.id}", f"week:{THIS}", "strip"}
    assert chosen(journal) == PageChoices(frozenset(everything))
    journal.pages.choose(1, "strip", False, "Last 13 weeks")
    journal.pages.choose(1, "strip", True, "Last 13 weeks")
    assert chosen(journal).omitted == everything - {"strip"}
    assert journal.undo() == "brought in: “Last 13 weeks”"
    assert chosen(journal).omitted == everything
    assert [journal.undo() for _ in range(4)] == [
        *("left out: “Last 13 weeks”", "left out: “W48”", "left out: “Done”", "left out: “A seat”"),
    ]
    assert chosen(journal) == PageChoices()


def test_notes_and_role_models_are_brought_in(journal: Journal) -> None:
    talk = journal.conversations.log("Ines", day=TODAY, kind=TalkKind.ROLE_MODEL)
    for key in (f"note:{THIS}", f"talk:{talk.id}"):
        assert not chosen(journal).includes(key)
        journal.pages.choose(1, key, True, "x")
        assert chosen(journal).includes(key)
    assert chosen(journal) == PageChoices(opted_in=frozenset({f"note:{THIS}", f"talk:{talk.id}"}))
    journal.pages.choose(1, f"note:{THIS}", False, "x")
    assert chosen(journal).opted_in == {f"talk:{talk.id}"}


def test_the_file_names_lines_by_their_uid_and_a_choice_by_what_it_chooses(journal: Journal) -> None:
    topic = journal.topics.add("A seat")
    journal.pages.choose(1, f"topic:{topic.id}", False, "A seat")
    journal.pages.choose(None, "strip", False, "x")
    mara, line = raw.row(journal.path, "person")["uid"], f"topic:{raw.row(journal.path, 'topic')['uid']}"
    assert raw.query(journal.path, "SELECT page, line, told, uid FROM page_choice ORDER BY id") == [
        (mara, line, 0, natural_uid("page-choice", f"{mara} {line}")),
        ("", "strip", 0, natural_uid("page-choice", " strip")),
    ]
    journal.pages.choose(1, f"topic:{topic.id}", True, "A seat")
    assert len(raw.removed(journal.path)) == 1
    journal.pages.choose(1, f"topic:{topic.id}", False, "A seat")
    assert raw.removed(journal.path) == set(), "chosen again, in every copy"


def test_a_line_that_is_gone_is_passed_over(journal: Journal) -> None:
    topic = journal.topics.add("A seat")
    journal.pages.choose(1, f"topic:{topic.id}", False, "A seat")
    journal.topics.remove(topic.id)
    assert chosen(journal) == PageChoices()
    with pytest.raises(NotFound):
        journal.pages.choose(1, f"topic:{topic.id}", False, "A seat")
    journal.undo()
    assert chosen(journal).omitted == {f"topic:{topic.id}"}


def test_everybody_has_their_own_choices_and_only_the_next_page_has_any(journal: Journal) -> None:
    journal.pages.choose(1, "strip", False, "x")
    journal.pages.choose(2, "new", False, "x")
    assert (chosen(journal), chosen(journal, "Mara")) == (PageChoices(frozenset({"strip"})),) * 2
    assert chosen(journal, "Ines") == PageChoices(frozenset({"new"}))
    for request in (
        *(ask(TODAY, since="4w"), ask(TODAY, until=TODAY), ask(TODAY, purpose=PageKind.QUARTER)),
        ask(TODAY, purpose=PageKind.MONTH, since="last"),
    ):
        assert journal.pages.find(request).choices == PageChoices()
    assert journal.pages.find(ask(TODAY, since="last")).choices == PageChoices(frozenset({"strip"}))
    journal.people.remove("Mara")
    assert len(raw.query(journal.path, "SELECT * FROM page_choice")) == 1, "a choice goes with whose page it is"


def test_a_1_to_1_that_is_held_keeps_its_page_and_begins_the_next(journal: Journal, clock: FrozenClock) -> None:
    told, silent, before = (journal.topics.add(text, kind=TopicKind.ASK).id for text in ("told", "silent", "before"))
    first = journal.conversations.hold("Ines", PAGE, [before])
    journal.pages.choose(1, f"topic:{silent}", False, "silent")
    journal.pages.choose(2, "strip", False, "x")
    journal.entries.add("written", day=TODAY)
    clock.move(hours=1)
    talk = journal.conversations.hold("Mara", PAGE, [told, before, 99])
    assert (talk.person, talk.day, talk.kind, talk.private) == (1, TODAY, TalkKind.ONE_TO_ONE, False)
    assert journal.pages.handed_over_page(talk.id) == PAGE
    assert journal.people.find("Mara").next_on is None
    raised = {topic.id: topic.raised_in for topic in journal.topics.open()}
    assert raised == {told: talk.id, silent: None, before: first.id}
    assert chosen(journal) == PageChoices()
    assert chosen(journal, "Ines").omitted == {"strip"}
    assert journal.pages.find(PageRequest(name="Mara")).findings.entries == (), "told"
    assert len(journal.pages.find(PageRequest(name="Ines")).findings.entries) == 1
    assert journal.undo() == "1:1 with “Mara”"
    assert journal.people.find("Mara").next_on == TODAY
    assert chosen(journal, "Mara").omitted == {f"topic:{silent}"}
    assert {topic.id: topic.raised_in for topic in journal.topics.open()} == {**raised, told: None}
    assert [page.talk for page in journal.pages.handed_over()] == [first.id]
    journal.redo()
    assert journal.pages.handed_over_page(talk.id) == PAGE


def test_a_talk_of_that_kind_ends_the_choices_too_but_a_private_one_hints_at_nothing(journal: Journal) -> None:
    journal.pages.choose(1, "strip", False, "x")
    journal.pages.choose(None, "new", False, "x")
    journal.conversations.log("Mara", day=TODAY, kind=TalkKind.OTHER)
    journal.conversations.log("Mara", day=TODAY, private=True)
    journal.conversations.log("Ines", day=TODAY, kind=TalkKind.ROLE_MODEL)
    assert chosen(journal, "Mara").omitted == {"strip"}
    journal.conversations.log("Mara", day=TODAY)
    assert raw.query(journal.path, "SELECT * FROM page_choice") == []
    assert journal.pages.handed_over() == (), "nothing was handed over"


def test_pages_that_were_handed_over_the_latest_first(journal: Journal, clock: FrozenClock) -> None:
    for name in ("Mara", "Ines", "Mara"):
        clock.move(days=1)
        journal.conversations.hold(name, PAGE)
    journal.people.remove("Ines")
    days = [TODAY + timedelta(days=n) for n in (3, 2, 1)]
    assert journal.pages.handed_over() == tuple(
        HandedOver(talk=talk, day=day, name=name)
        for talk, day, name in zip((3, 2, 1), days, ("Mara", "", "Mara"), strict=True)
    )
    with pytest.raises(NotFound):
        journal.pages.handed_over_page(4)
    journal.conversations.edit(3, notes="What was said")
    assert journal.pages.handed_over_page(3) == PAGE


@pytest.mark.parametrize("page", ["1e999", "[" * 990 + "]" * 990, "-0", '"x"'])
def test_a_page_that_another_program_wrote_is_read_or_is_none(journal: Journal, page: str) -> None:
    talk = journal.conversations.log("Mara", day=TODAY).id
    raw.query(journal.path, "UPDATE conversation SET page = ?", page)
    journal.pages.handed_over_page(talk)
    assert [handed_over.talk for handed_over in journal.pages.handed_over()] == [talk]


def test_nobody_holds_a_1_to_1_with_nobody(journal: Journal) -> None:
    before = journal.path.read_bytes()
    with pytest.raises(NotFound):
        journal.conversations.hold("Bo", PAGE)
    assert journal.path.read_bytes() == before
