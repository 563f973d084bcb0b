"""The 1:1 in the app: topics, the page, lines left out, closing a 1:1, earlier pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual import events

from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.one_to_one.page import PageRequest
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.exports.page import formats, shared_page
from devjournal.exports.page.summary import summarize
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.app import JournalApp
from devjournal.tui.gaps.page.screen import GapPage
from devjournal.tui.gaps.screen import GapsScreen
from devjournal.tui.one_to_one.screen import OneToOneScreen
from devjournal.tui.pages.page_lines import page_lines
from devjournal.tui.people.screen import PeopleScreen
from devjournal.tui.widgets.glyphs import ASCII
from devjournal.tui.widgets.item_list import ItemList
from tests.cli.hostile import harms
from tests.frozen_clock import FrozenClock
from tests.sample import fill_people, fill_topics
from tests.storage import raw
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap

TODAY = date(2026, 11, 27)
SEAT = "A seat in the platform review"


@pytest.fixture(scope="session")
def topics_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal with people and topics for the next 1:1, filled once and never changed."""
    path = tmp_path_factory.mktemp("one-to-one") / "journal.db"
    shutil.copy(sample_file, path)
    clock = FrozenClock()
    with Journal(path, clock) as journal:
        fill_people(journal, clock)
        fill_topics(journal, clock)
    return path


@pytest.fixture
def with_topics(topics_file: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Journal]:
    """A copy of that journal, open on its Friday."""
    path = tmp_path / "topics" / "journal.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(topics_file, path)
    with Journal(path, clock) as journal:
        yield journal


def side(at: AppSession, name: str) -> ItemList:
    """Return the list of one side."""
    return at.app.screen.query_one(f"#{name}", ItemList)


def printed(journal: Journal, name: str = "text", request: PageRequest | None = None) -> str:
    """Return the page in a format, as the command prints it."""
    request = request or PageRequest()
    data = journal.pages.find(request)
    choices = data.choices
    summary = summarize(data.findings, request.purpose, omitted=choices.omitted, opted_in=choices.opted_in)
    return formats.render(summary, name)


def struck(at: AppSession, text: str) -> bool:
    """Return whether the first occurrence of `text` on the screen is struck through and faint."""
    x, y = at.where(text)
    style = at.picture.rows[y][x].style
    return bool(style.strike)


async def go_to(at: AppSession, key: str) -> None:
    """Move the cursor down to the line with the key."""
    listing = at.focused
    assert isinstance(listing, ItemList)
    await at.press("home")
    for _ in range(80):
        if listing.key == key:
            return
        await at.press("down")
    raise AssertionError(f"the cursor never came to {key}")


# Both sides.


async def test_the_page_is_shown_line_for_line_as_printed(with_topics: Journal) -> None:
    async with run_app(with_topics, (120, 90)) as at:
        await at.press("6")
        x = at.where("1:1 with Mara Lind")[0]
        page = [line[x:116].rstrip() for line in at.lines]
        assert [line for line in page if line == "Asks"] == ["Asks"]
        page_text = " ".join(" ".join(page).split())
        text = printed(with_topics)
        for line in text.splitlines()[2:]:
            if not line.startswith(("·", "■", "◧", "□")):
                for word in line.split():
                    assert word in page_text
        assert f"{printed(with_topics).count(chr(10))} of 60 lines" in at.text or "of 60 lines" in at.text
        headings = [line for line in text.splitlines() if line in page and line and not line.startswith(" ")]
        assert [line for line in headings if line[0].isupper() and len(line) < 16] == [
            "Asks",
            "Promises",
            "Since last time",
            "This week",
            "Career",
            "Last 13 weeks",
            "Topics",
        ]


async def test_topics_are_grouped_and_show_their_due_days(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        left_column = "\n".join(line[:42] for line in at.lines)
        for heading in ("Asks  2", "Promises  2", "Topics  3", "Kept since last time  1", "To bring in  4"):
            assert heading in left_column
        for label in ("by 11 Dec", "due today", "since W46", "∗ private"):
            assert label in left_column
        assert "Next 1:1  Mara Lind · Thu 3 Dec" in left_column


async def test_a_topic_under_the_cursor_is_whole_where_it_is_cut(journal: Journal) -> None:
    for number in range(9):
        journal.topics.add(f"Topic {number}, which is longer than the column that it has, to its end {number}")
    async with run_app(journal, (80, 24)) as at:
        await at.press("6", "tab")
        at.app.screen.set_focus(at.app.screen.query_one("#bring"))
        await at.settle()
        for number in range(9):
            left_column = " ".join(" ".join(line[:31].replace("▌", " ") for line in at.lines).split())
            assert f"Topic {number}, which is longer than the column that it has, to its end {number}" in left_column
            assert left_column.count("to its end") == 1, "only the one under the cursor"
            await at.press("down")


async def test_a_whole_topic_pushes_the_next_ones_down_where_rows_are_free(with_topics: Journal) -> None:
    starts = ["A seat", "Two days", "Mine:", "Theirs:", "Feedback", "Is Q1", "How do"]
    async with run_app(with_topics, MIDDLE) as at:
        await at.press("6")
        for number in range(len(starts)):
            assert side(at, "bring").cursor == number
            left_column = [line[:32] for line in at.lines]
            rows = [row for start in starts for row, line in enumerate(left_column) if start in line]
            assert len(rows) == len(starts), f"no topic is covered: {at.text}"
            await at.pilot.click(offset=(8, rows[-1 - number]))
            await at.settle()
            assert side(at, "bring").cursor == len(starts) - 1 - number, "a click finds the row that is drawn there"
            await at.press(*["up"] * len(starts), *["down"] * (number + 1))


async def test_private_topics_are_only_on_the_left(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        right = "\n".join(line[44:] for line in at.lines)
        assert "How do I say no to" in at.text
        assert "no to Jon" not in right
        await go_to(at, "private:topic:8")
        before = with_topics.path.read_bytes()
        await at.press("space")
        assert at.toasts == ["It is private: no page shows it. e edits it."]
        assert with_topics.path.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_tab_switches_sides_and_both_cursors_are_on_the_same_line(with_topics: Journal, size: Size) -> None:
    async with run_app(with_topics, size) as at:
        await at.press("6", "j", "j")
        assert (at.focus, side(at, "bring").key) == ("bring", "topic:6")
        assert "Asks  2" in at.text
        await at.press("tab")
        assert (at.focus, side(at, "page").key) == ("page", "topic:6")
        assert "Draft the schema RFC" in at.text
        await at.press("k", "tab")
        assert (at.focus, side(at, "bring").key) == ("bring", "topic:5")
        await at.press("shift+tab")
        assert at.focus == "page"
        await at.press("end")
        assert "Is Q1 staffed for the split?" in at.text, "the end of the page comes into view"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_keys_of_a_fast_hand_act_on_the_line_they_came_to(with_topics: Journal, size: Size) -> None:
    async with run_app(with_topics, size) as at:
        await at.press("6")
        await at.write("jj\tj ")
        assert (at.focus, side(at, "page").key) == ("page", "topic:1")
        await at.write("\tk \tk ")
        omitted = with_topics.pages.find(PageRequest()).choices.omitted
        assert omitted == {"topic:1", "topic:6", "topic:5"}


# Lines left out.


async def test_a_line_left_out_stays_in_its_place_struck_through(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        place = at.where("1  A seat in the platform")
        await at.press("space")
        assert SEAT not in printed(with_topics)
        assert at.where("   A seat in the platform review, by") == (place[0], place[1])
        assert struck(at, "A seat in the platform")
        assert struck(at, "A seat in the platform review, by")
        assert "1  Two days for the cost course" in at.text
        assert "Left out  1 line" in at.text
        assert "bring in" in at.footer
        await at.press("tab", "space")
        assert SEAT in printed(with_topics)
        assert "Left out" not in at.text
        assert "leave out" in at.footer
        await at.press("u")
        assert SEAT not in printed(with_topics), "each key is a step"
        assert at.toasts == ["Undone: brought in: “A seat in the platform review”. U does it again."]


@pytest.mark.slow
async def test_any_line_of_the_page_can_be_left_out_and_is_listed(with_topics: Journal) -> None:
    async with run_app(with_topics, (120, 70)) as at:
        await at.press("6", "tab")
        for key in ("week:2026-W46", "this-week:2026-W48", "gap:2", "unchanged", "strip", "entry:30"):
            await go_to(at, key)
            await at.press("space")
        assert "Left out  6 lines" in at.text
        left_column = "\n".join(line[:42] for line in at.lines)
        for label in ("W46, Draw the failure modes", "W48, Design", "Read a cost report", "Unchanged", "Last 13 weeks"):
            assert label in left_column
        text = printed(with_topics)
        for omitted in ("W46  hit", "Read a cost report", "Unchanged", "Last 13 weeks", "\nThis week"):
            assert omitted not in text
        await at.press("tab")
        await go_to(at, "week:2026-W46")
        await at.press("space")
        assert "W46  hit" in printed(with_topics)
        assert "Left out  5 lines" in at.text


async def test_the_screen_and_the_command_give_the_same_bytes(with_topics: Journal, tmp_path: Path) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "space", "j", "j", "space", "tab", "end", "space")
        await at.press("w", "ctrl+u")
        await at.write(str(tmp_path / "page.md"))
        await at.press("enter")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == printed(with_topics, "markdown")


async def test_a_note_is_brought_in(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        assert "Rehearsing" not in printed(with_topics)
        await go_to(at, "note:2026-W47")
        assert "bring in" in at.footer
        await at.press("space")
        assert "W47, note: Rehearsing before it happens." in printed(with_topics)
        assert "✓ W47, note" in at.text
        await at.press("space")
        assert "Rehearsing" not in printed(with_topics)


async def test_the_counter_turns_amber_when_the_page_is_full(with_topics: Journal) -> None:
    async def ink() -> str:
        async with run_app(with_topics, WIDE) as at:
            await at.press("6")
            x, y = at.where("of 60 lines")
            style = at.picture.rows[y][x].style
            return next(ink for ink in ("asks", "muted") if at.app.palette.style(ink).color == style.color)

    assert await ink() == "muted"
    for n in range(30):
        with_topics.entries.add(f"Done and written down, the {n}th time, " + "and then some " * 20, day=TODAY)
    assert await ink() == "asks"


async def test_a_key_costs_no_page_and_no_query(with_topics: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def counted(*args: object, **kwargs: object) -> object:
        calls.append(args)
        return page_lines(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("devjournal.tui.one_to_one.layout.page_lines", counted)
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "j")
        calls.clear()
        await at.press("j", "k", "pagedown", "end", "home", "down")
        assert calls == []


# Topics.


@pytest.mark.slow
@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5"])
async def test_t_keeps_a_topic_on_every_screen(with_topics: Journal, key: str) -> None:
    async with run_app(with_topics, MIDDLE) as at:
        await at.press(key, "t")
        assert "For the next 1:1" in at.text
        await at.write("Caught")
        await at.press("tab", "a")
        await at.fill(due="2026-12-04")
        await at.press("ctrl+s")
        assert at.toasts == ["Added for the next 1:1: “Caught”. u takes it back."]
        topic = with_topics.topics.get(9)
        assert (topic.text, topic.kind, topic.due, topic.private) == ("Caught", TopicKind.ASK, date(2026, 12, 4), False)


@pytest.mark.slow
async def test_topics_are_added_edited_ticked_and_removed(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "n")
        await at.press("ctrl+s")
        assert "Needed: a few words." in at.text
        await at.write("Their word")
        await at.press("tab", "p")
        await at.fill(due="soon")
        await at.press("ctrl+s")
        assert "“soon” is not a date" in at.text
        await at.press("ctrl+u")
        await at.go_to("private")
        await at.press("y", "ctrl+s")
        topic = with_topics.topics.get(9)
        assert (topic.kind, topic.due, topic.private) == (TopicKind.THEIR_PROMISE, None, True)
        assert at.toasts == [], "it is seen"
        await go_to(at, "private:topic:9")
        await at.press("e")
        await at.write(", twice")
        await at.press("ctrl+s")
        assert with_topics.topics.get(9).text == "Their word, twice"
        await at.press("d")
        assert with_topics.topics.get(9).done
        assert at.toasts == ["Done: “Their word, twice”. u takes that back."]
        await at.press("u")
        await go_to(at, "private:topic:9")
        await at.press("x")
        assert len(with_topics.topics.all()) == 8
        assert at.toasts == ["Removed: “Their word, twice”. u brings it back."]
        await at.press("u")
        assert len(with_topics.topics.all()) == 9


async def test_a_ticked_promise_is_kept_and_can_be_reopened(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        await go_to(at, "topic:6")
        assert "d done" in at.footer
        await at.press("d")
        assert "Kept since last time  2" in at.text
        assert "Mine, kept: Draft the schema RFC" in at.text
        await at.press("tab")
        await go_to(at, "topic:6")
        await at.press("d")
        assert "Kept since last time  1" in at.text
        assert not with_topics.topics.get(6).done


@pytest.mark.slow
async def test_enter_opens_the_subject_of_a_line(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "enter")
        assert "Edit the ask" in at.text
        await at.press("escape", "tab")
        await go_to(at, "entry:30")
        await at.press("enter")
        assert "Edit the entry" in at.text
        await at.press("escape", "x")
        assert at.toasts == ["That is from your weeks: space leaves it out of the page."]
        await go_to(at, "week:2026-W46")
        await at.press("enter")
        assert "9 – 15 November" in at.text or "Week 46" in at.text


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_enter_opens_the_page_of_a_gap_and_esc_comes_back_to_its_line(with_topics: Journal, size: Size) -> None:
    async with run_app(with_topics, size) as at:
        await at.press("6", "tab")
        listing = at.focused
        assert isinstance(listing, ItemList)
        gap = next(line.key for line in listing.items if line.key.startswith("gap:"))
        await go_to(at, gap)
        top = listing.top
        await at.press("enter")
        page = at.app.screen
        assert isinstance(page, GapPage)
        assert f"gap:{page.row_id}" == gap
        if size == WIDE:
            assert "esc 1:1" in at.text
        await at.press("escape")
        assert isinstance(at.app.screen, OneToOneScreen)
        assert at.focused is listing
        assert (listing.key, listing.top) == (gap, top)
        await at.press("3")
        assert isinstance(at.app.screen, GapsScreen), "the page is left, not only covered"


@pytest.mark.slow
@pytest.mark.parametrize("side_of_it", ["bring", "page"])
async def test_enter_opens_the_talk_on_its_persons_page_and_esc_comes_back(
    with_topics: Journal, side_of_it: str
) -> None:
    with_topics.conversations.log("Priya Nair", kind=TalkKind.ROLE_MODEL, notes="Write it down first.", day=TODAY)
    talk = with_topics.conversations.log(
        "Priya Nair", kind=TalkKind.ROLE_MODEL, notes="Ask twice.", day=date(2026, 11, 26)
    )
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        await go_to(at, f"talk:{talk.id}")
        await at.press("space")
        if side_of_it == "page":
            await at.press("tab")
            await go_to(at, f"talk:{talk.id}")
        listing = at.focused
        assert "enter open" in at.lines[-1]
        await at.press("enter")
        people = at.app.screen
        assert isinstance(people, PeopleScreen)
        assert people.opened
        assert people.talk is not None
        assert people.talk.id == talk.id
        assert "esc 1:1" in at.text
        await at.press("escape")
        assert isinstance(at.app.screen, OneToOneScreen)
        assert at.focused is listing
        assert isinstance(listing, ItemList)
        assert listing.key == f"talk:{talk.id}"
        await at.press("4")
        assert isinstance(at.app.screen, PeopleScreen)
        assert not at.app.screen.opened, "the page is left, not only covered"


async def test_the_way_back_is_gone_once_another_way_was_taken(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "tab")
        listing = at.focused
        assert isinstance(listing, ItemList)
        await go_to(at, next(line.key for line in listing.items if line.key.startswith("gap:")))
        await at.press("enter", "1", "3")
        assert isinstance(at.app.screen, GapPage)
        assert "esc board" in at.text
        await at.press("escape")
        assert isinstance(at.app.screen, GapsScreen)


@pytest.mark.slow
async def test_the_footer_shows_open_on_lines_that_lead_somewhere(with_topics: Journal) -> None:
    talk = with_topics.conversations.log("Priya Nair", kind=TalkKind.ROLE_MODEL, notes="Ask twice.", day=TODAY)
    with_topics.people.remove("Priya Nair")
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        can_open: dict[str, bool] = {}
        for name in ("bring", "page"):
            listing = side(at, name)
            at.app.screen.set_focus(listing)
            await at.press("home")
            for _ in range(60):
                screen = at.app.screen
                assert isinstance(screen, OneToOneScreen)
                kind = listing.key.removeprefix("private:").partition(":")[0]
                can_open[kind] = verbs.OPEN_LINE not in screen.unavailable_verbs()
                if kind != "topic":  # the footer shows `d done` for topics
                    assert ("enter open" in at.lines[-1]) == can_open[kind]
                await at.press("down")
        assert can_open["gap"]
        assert can_open["week"]
        assert can_open["entry"]
        assert not can_open["strip"]
        assert not can_open["talk"], "nobody is left to go to"
        await go_to(at, "strip")
        before = at.text
        await at.press("enter")
        assert at.text == before
        assert f"talk:{talk.id}" in {line.key for line in side(at, "bring").items}


async def test_a_topic_removed_meanwhile(with_topics: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JournalApp, "look", lambda _: None)  # a slow machine would refresh the screen before the key
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "e")
        await at.write(" and more")
        with Journal(with_topics.path, FrozenClock()) as other:
            other.topics.remove(4)
        await at.press("ctrl+s")
        assert at.toasts == ["It has been removed elsewhere: your words are kept as a new topic."]
        assert with_topics.topics.get(9).text == f"{SEAT} and more"
        with Journal(with_topics.path, FrozenClock()) as other:
            other.topics.remove(9)
        await at.press("space")
        assert at.toasts == ["That line is gone: what it was about has been removed."]


# Closing a 1:1.


@pytest.mark.slow
async def test_held_keeps_the_page_and_begins_the_next(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "space")
        before = {name: printed(with_topics, name) for name in formats.RENDERERS}
        await at.press("m", "ctrl+s")
        assert at.toasts == ["Held: the 1:1 with Mara Lind. u takes it back."]
        mara = with_topics.people.find("Mara Lind")
        talk = with_topics.conversations.with_person(mara.id)[0]
        assert (talk.day, talk.kind, mara.next_on) == (TODAY, TalkKind.ONE_TO_ONE, None)
        assert "Since last time" not in at.text
        assert "1  A seat in the platform review" in at.text, "what is not done is carried over, chosen anew"
        assert "Left out" not in at.text
        raised = {topic.id: topic.raised_in for topic in with_topics.topics.open()}
        assert raised == {1: talk.id, 2: talk.id, 4: None, 5: talk.id, 6: talk.id, 7: talk.id, 8: None}
        assert "Mara Lind: An introduction" in " ".join(at.text.split())
        await at.press("m")
        assert "was held today, and nothing was written since" in at.toasts[0]
        assert len(with_topics.conversations.with_person(mara.id)) == 2
        await at.press("u")
        assert {name: printed(with_topics, name) for name in formats.RENDERERS} == before
        assert "Left out  1 line" in at.text
        assert "Next 1:1  Mara Lind · Thu 3 Dec" in at.text


@pytest.mark.slow
async def test_closing_a_1_to_1_is_one_undo_step(with_topics: Journal) -> None:
    """Day, notes, ticks, promises of both sides, asks and the next day by keys; one `u` undoes all."""
    before = [topic.id for topic in with_topics.topics.open()]
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        page = printed(with_topics)
        await at.press("m")
        assert "The 1:1 with Mara Lind" in at.text
        assert at.focus == "notes"
        await at.write("She liked it")
        await at.press("tab", "space", "down", "down", "space", "tab")
        await at.write("Draft it")
        await at.press("enter")
        await at.write("Read hers")
        await at.press("tab")
        await at.write("Ask Tomas")
        await at.press("tab")
        await at.write("A budget")
        await at.press("tab")
        await at.write("11 dec")
        await at.press("ctrl+s")
        mara = with_topics.people.find("Mara Lind")
        talk = with_topics.conversations.with_person(mara.id)[0]
        assert (talk.notes, talk.day, str(mara.next_on)) == ("She liked it", TODAY, "2026-12-11")
        done = [topic.text for topic in with_topics.topics.all() if topic.done_on == TODAY]
        assert {SEAT, "Draft the schema RFC"} <= {*done}
        new = [topic for topic in with_topics.topics.open() if topic.id not in before]
        assert [(topic.kind.value, topic.text, topic.raised_in) for topic in new] == [
            ("my-promise", "Draft it", talk.id),
            ("my-promise", "Read hers", talk.id),
            ("their-promise", "Ask Tomas", talk.id),
            ("ask", "A budget", talk.id),
        ]
        handed = shared_page.read(with_topics.pages.handed_over_page(talk.id))
        assert handed is not None
        assert shared_page.render(handed, "text") == page, "as it was handed over, before anything was ticked"
        assert "Mara Lind: Ask Tomas" in " ".join(at.text.split())
        await at.press("u")
        assert [topic.id for topic in with_topics.topics.open()] == before
        assert printed(with_topics) == page


async def test_a_topic_that_another_window_ticked_stays_ticked(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "m", "tab", "space")
        with Journal(with_topics.path, FrozenClock()) as other:
            other.topics.done(1)
        await at.press("ctrl+s")
        assert at.toasts == ["Held: the 1:1 with Mara Lind. u takes it back."]


async def test_an_invalid_or_future_day_is_refused(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "m", "shift+tab", "ctrl+u", "ctrl+s")
        assert "Needed: a day, such as 2026-11-26, wed or 20 nov." in at.text
        await at.write("tomorrow")
        await at.press("ctrl+s")
        assert "That day has not come yet" in at.text
        await at.press("ctrl+u")
        await at.write("yesterday")
        await at.press("ctrl+s")
    talk = with_topics.conversations.with_person(with_topics.people.find("Mara Lind").id)[0]
    assert talk.day == TODAY - timedelta(days=1)


@pytest.mark.slow
async def test_another_windows_entry_is_on_the_held_page(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        with Journal(with_topics.path, FrozenClock()) as other:
            other.entries.add("Written a moment ago", day=TODAY)
        await at.press("m", "ctrl+s", "[")
        assert "Written a moment ago" in json.dumps(
            with_topics.pages.handed_over_page(with_topics.pages.handed_over()[0].talk)
        )


@pytest.mark.slow
async def test_closing_asks_for_the_person_if_there_is_none(sample: Journal) -> None:
    async with run_app(sample, WIDE) as at:
        await at.press("6", "m")
        assert at.toasts == ["No people yet: 4 n adds the first one."]
        for name in ("Ines", "Tomas"):
            sample.people.add(name, relation=Relation.PEER)
        await at.press("1", "6")
        assert "f chooses who it is with" in at.text
        await at.press("m")
        assert "Who was it with?" in at.text
        await at.press("j", "enter", "ctrl+s")
        assert at.toasts == ["Held: the 1:1 with Tomas. u takes it back."]
        assert "Next 1:1  Tomas" in at.text


@pytest.mark.slow
async def test_everybody_has_a_page(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "space", "f")
        assert "Whose page?" in at.text
        await at.press("j", "j", "enter")
        assert "1:1 with Ines Okoye" in at.text
        assert "30 October – 27 November 2026" in at.text
        assert not struck(at, "A seat in the platform"), "everybody has their own choices"
        await at.press("m", "ctrl+s")
        assert [page.name for page in with_topics.pages.handed_over()] == ["Ines Okoye"]
        await at.press("f", "home", "enter")
        assert "1:1 with Mara Lind" in at.text
        assert struck(at, "A seat in the platform")
        with_topics.people.remove("Mara Lind")
        await at.press("1", "6")
        assert "1:1 with Ines Okoye" in at.text, "whose page it was is gone"


# Earlier pages, and other periods.


@pytest.mark.slow
async def test_pages_that_were_handed_over_are_read(with_topics: Journal, clock: FrozenClock) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "[")
        assert at.toasts == ["No page has been handed over yet: m marks a 1:1 as held, and keeps its page."]
        first = printed(with_topics)
        await at.press("m", "ctrl+s")
        clock.move(days=7)
        with_topics.entries.add("Something new", day=with_topics.today)
        await at.press("1", "6", "m", "ctrl+s", "[")
        assert "as it was handed over on 4 December 2026" in at.text
        assert "Handed over  Mara Lind · Fri 4 Dec" in at.text
        await at.press("[")
        assert "as it was handed over on 27 November 2026" in at.text
        assert f"{first.count(chr(10))} lines" in at.text or " lines" in at.text
        assert at.footer.split()[:8] == ["y", "copy", "w", "write", "[", "]", "page", "."]
        before = with_topics.path.read_bytes()
        await at.press("space", "x", "e", "n", "d", "enter", "m")
        assert with_topics.path.read_bytes() == before, "it is only read"
        await at.press("k")
        assert "as it was handed over on 4 December 2026" in at.text, "the list on the left goes to it too"
        await at.press("j", "]", "]")
        assert "as it will be handed over" in at.text
        await at.press("[", "[", "[", "[")
        assert "27 November 2026" in at.text, "it stops at the first"
        await at.press(".")
        assert "as it will be handed over" in at.text
        await at.press("[", "tab", "pagedown", "escape")
        assert "as it will be handed over" in at.text


async def test_a_page_that_another_program_wrote_harms_nothing(with_topics: Journal) -> None:
    async with run_app(with_topics, MIDDLE) as at:
        await at.press("6", "m", "ctrl+s")
        raw.query(with_topics.path, "UPDATE conversation SET page = '{\"page\": [1, 2]}' WHERE page <> '{}'")
        await at.press("[")
        assert "This page cannot be shown" in " ".join(at.text.split())
        await at.press("y", "w", "ctrl+o", "]")
        assert "of 60 lines" in at.text


@pytest.mark.slow
async def test_other_times(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "s", "q")
        assert "Quarterly review" in at.text
        assert "The page  for the quarter" in at.text
        page = printed(with_topics)
        await at.press("space")
        assert struck(at, "A seat in the platform review, by")
        assert printed(with_topics) == page, "it is chosen for this page alone"
        await at.press("m")
        assert at.toasts == ["Only the page for the next 1:1 can be marked as held: . goes there."]
        await at.press("s", "tab")
        await at.write("yesterday week")
        await at.press("enter")
        assert "is not a span" in at.text
        await at.press("ctrl+u")
        await at.write("2026-10-01")
        await at.press("enter")
        assert "The page  since 1 October 2026" in at.text
        assert not struck(at, "A seat in the platform")
        await at.press(".")
        assert "as it will be handed over" in at.text
        await at.press("s", "escape")
        assert "as it will be handed over" in at.text


# Mouse, sizes, texts, looks.


async def test_the_mouse_does_what_the_keys_do(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6")
        await at.click("Two days for the cost course")
        assert side(at, "bring").key == "topic:5"
        await at.click("leave out")
        assert "Two days for the cost course" not in printed(with_topics)
        await at.click("→  Mine: Draft")
        assert (at.focus, side(at, "page").key) == ("page", "topic:6")
        top = side(at, "page").top
        await at.pilot._post_mouse_events([events.MouseScrollDown], offset=(60, 20), button=0)
        await at.settle()
        assert (side(at, "page").top, side(at, "page").key) == (top + 1, "topic:6"), "the wheel scrolls"
        await at.pilot._post_mouse_events([events.MouseScrollUp], offset=(60, 20), button=0)
        await at.click("Mine: Draft", times=2)
        assert "Edit your promise" in at.text


async def test_folded_groups_are_unfolded(with_topics: Journal) -> None:
    async with run_app(with_topics, MIDDLE) as at:
        await at.press("6")
        assert "Kept 1 · to bring in 4" in at.text
        await at.press("end", "space")
        assert "To bring in  4" in at.text
        await at.press("end", "up", "space")
        assert "note: Rehearsing" in printed(with_topics)


async def test_sizes_change_under_way(with_topics: Journal) -> None:
    async with run_app(with_topics, WIDE) as at:
        await at.press("6", "tab", "pagedown")
        key = side(at, "page").key
        for size in (MIDDLE, NARROW, SMALLEST, (30, 8), NARROW, (100, 24), WIDE):
            await at.resize(size)
        assert (at.focus, side(at, "page").key) == ("page", key)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALLEST])
async def test_hostile_texts_harm_neither_side(journal: Journal, clock: FrozenClock, size: Size) -> None:
    hostile = "Ann\x1b[31m\u202e[bold]x[/nope][@click=app.quit]<b>|`#`" + "日" * 30 + "\nline [x](javascript:alert(1))"
    clock.move(days=-10)
    journal.people.add(hostile, relation=Relation.MANAGER, next_on=TODAY)
    for kind in TopicKind:
        for text in (hostile, "words " * 1700, "x" * 10_000):
            journal.topics.add(text, kind=kind)
    journal.topics.add(hostile, private=True)
    clock.move(days=10)
    journal.entries.add(hostile, day=TODAY, link=hostile)
    journal.conversations.log(hostile, day=TODAY, kind=TalkKind.ROLE_MODEL, notes=hostile)
    async with run_app(journal, size) as at:
        for keys in ("6", "space", "end", "tab", "end", "home", "space", "m", "ctrl+s", "[", "tab", "."):
            await at.press(keys)
            assert harms(at.text) == []
            assert all(style.link is None and "@click" not in style.meta for row in at.picture.rows for _, style in row)
        assert isinstance(at.app.screen, OneToOneScreen)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_it_looks_as_it_did(with_topics: Journal, snap: Snap, size: Size) -> None:
    async with run_app(with_topics, size) as at:
        await at.press("6")
        snap("one-to-one", at)
        await at.press("tab", "j", "j", "j", "space")
        snap("one-to-one-left-out", at)
        if size in (WIDE, NARROW):
            await at.press("m", "ctrl+s", "[")
            at.app.clear_notifications()
            await at.settle()
            snap("one-to-one-handed-over", at)


HUGE = (200, 60)


@pytest.mark.slow
@pytest.mark.parametrize("size", [HUGE, WIDE, MIDDLE, NARROW])
async def test_the_form_that_closes_it_looks_as_it_did(with_topics: Journal, snap: Snap, size: Size) -> None:
    async with run_app(with_topics, size) as at:
        await at.press("6", "m")
        await at.write("She liked the table")
        await at.press("tab", "space")
        snap("one-to-one-close", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_nothing_and_only_private_things_look_as_they_did(journal: Journal, snap: Snap, size: Size) -> None:
    async with run_app(journal, size) as at:
        await at.press("6")
        snap("one-to-one-empty", at)
        journal.topics.add("A word that is mine alone", private=True)
        await at.press("1", "6")
        snap("one-to-one-private", at)


async def test_ascii_and_light_and_the_form_look_as_they_did(with_topics: Journal, snap: Snap) -> None:
    async with run_app(with_topics, MIDDLE, glyphs=ASCII) as at:
        await at.press("6", "space", "tab", "end")
        snap("one-to-one-ascii", at)
    async with run_app(with_topics, WIDE, theme="devjournal-light") as at:
        await at.press("6", "tab", "j", "space")
        snap("one-to-one-light", at)
        await at.press("t")
        snap("one-to-one-topic", at)
