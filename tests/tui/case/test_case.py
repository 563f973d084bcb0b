"""The case in the app: holes and claims on the left, the page on the right, and every key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui.case.screen import CasePage
from devjournal.tui.gaps.horizon_pane import HorizonPane
from devjournal.tui.gaps.screen import GapsScreen
from devjournal.tui.widgets.item_list import ItemList
from tests.frozen_clock import FRIDAY
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap

DAY = FRIDAY.date()
HUGE: Size = (200, 60)
HOSTILE = "[b]\x1b[31m日本語\u202e | <b>\nnext"


@pytest.fixture
def planned(journal: Journal) -> Journal:
    """A journal with claims of every state, and a hole of most kinds."""
    journal.horizons.set("Staff engineer", 12)
    journal.horizons.set("Head of platform", 36)
    journal.gaps.add(Area.SKILLS, "Design for failure", needed=3)
    journal.gaps.add(Area.EXPERIENCE, "Run an incident end to end", needed=2)
    journal.gaps.add(Area.EXPERIENCE, "Lead a design across two teams")
    journal.gaps.add(Area.BRAND, "Known for calm incidents", needed=2)
    journal.gaps.add(Area.SKILLS, "Hidden gap", private=True)
    journal.people.add("Mara Voss", relation=Relation.MANAGER)
    journal.people.add("Jon Weiss", relation=Relation.SPONSOR)
    for name in ("Mara Voss", "Jon Weiss"):
        journal.people.should_know(name, 4)
    journal.people.knows("Mara Voss", 2)
    link = "https://wiki.example.com/incident"
    for n, (text, gap) in enumerate(
        (("Ran the payments incident", 2), ("Drew the failure table", 1), ("Rehearsed the rollback", 1))
    ):
        journal.entries.add(text, day=DAY.replace(day=n + 2), gap=gap, link="" if gap == 1 else link)
    for month in (7, 8, 9):
        journal.entries.add(f"Ran the incident of month {month}", day=DAY.replace(month=month), gap=2)
    journal.entries.add("She is the calmest in the room.", day=DAY.replace(day=20), gap=2, said_by=1)
    return journal


async def to_case(at: AppSession) -> None:
    await at.press("3", "C")
    assert isinstance(at.app.screen, CasePage)


def key(at: AppSession) -> str:
    """Return the key of the line under the cursor."""
    assert isinstance(at.focused, ItemList)
    return at.focused.key


async def down_to(at: AppSession, line: str) -> None:
    """Press down until the cursor is on the line with the key `line`."""
    for _ in range(40):
        if key(at) == line:
            return
        await at.press("down")
    raise AssertionError(f"no line has the key {line!r}:\n{at.text}")


@pytest.mark.slow
@pytest.mark.parametrize("size", [HUGE, WIDE, MIDDLE, NARROW, SMALLEST])
async def test_the_case_looks_as_it_did(planned: Journal, snap: Snap, size: Size) -> None:
    planned.horizons.set_statement(1, "I do the work already, without the title.")
    planned.gaps.edit(2, claim="Ran incidents end to end")
    async with run_app(planned, size) as at:
        await to_case(at)
        snap("case", at)
        await down_to(at, "claim:2")
        await at.press("enter", "down", "down")
        snap("case-open", at)
        await at.press("tab")
        snap("case-page", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, SMALLEST])
async def test_an_empty_and_an_overfull_case(journal: Journal, snap: Snap, size: Size) -> None:
    async with run_app(journal, size) as at:
        await at.press("3", "C")
        assert isinstance(at.app.screen, GapsScreen), "without a role there is no case"
        assert "A case needs a role" in at.text or size == SMALLEST
        journal.horizons.set(HOSTILE, 12)
        for n in range(40):
            gap = journal.gaps.add(Area.SKILLS, f"{HOSTILE} {n}", needed=1)
            journal.entries.add(HOSTILE * 9, day=DAY, gap=gap.id, link=HOSTILE)
        at.app.screen.refresh_data()
        await to_case(at)
        await at.press("end", "enter")
        snap("case-crowded", at)
        assert "\x1b" not in at.text
        await at.press("escape")
        assert isinstance(at.app.screen, GapsScreen)


@pytest.mark.slow
async def test_it_opens_from_the_horizon_by_enter_a_key_and_the_palette(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await at.press("3", "up")
        assert isinstance(at.focused, HorizonPane)
        await at.press("enter")
        assert isinstance(at.app.screen, CasePage)
        await at.press("escape")
        assert isinstance(at.focused, HorizonPane)
        await at.press("down")
        assert at.focus == "board"
        await at.press("1", "ctrl+p", *"case for the role", "enter")
        assert isinstance(at.app.screen, CasePage)


@pytest.mark.slow
async def test_space_picks_and_leaves_out_and_undo_takes_it_back(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await down_to(at, "claim:2")
        await at.press("enter")
        assert "Ran the incident of month 7" in at.text, "all evidence is listed"
        await at.press("down")
        assert key(at) == "entry:1"
        await at.press("space")
        assert planned.entries.get(1).pick is False
        assert "Left out: “Ran the payments incident”" in at.text
        await at.press("u")
        assert planned.entries.get(1).pick is None
        await down_to(at, "entry:4")
        await at.press("space")
        assert planned.entries.get(4).pick is True
        await down_to(at, "entry:7")
        await at.press("space")
        assert planned.entries.get(7).pick is False, "what somebody said can be left out, too"
        assert "calmest in the room" not in at.app.screen.view.render("markdown")  # type: ignore[attr-defined]


@pytest.mark.slow
async def test_evidence_is_put_in_order_by_hand(planned: Journal) -> None:
    def order() -> list[int]:
        claim = at.app.screen.view.claim_of("claim:2")  # type: ignore[attr-defined]
        return [entry.id for entry in claim.evidence]

    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await down_to(at, "claim:2")
        await at.press("enter", "down")
        assert order() == [1, 6, 5]
        await at.press("J")
        assert order() == [6, 1, 5]
        assert key(at) == "entry:1", "the cursor goes with it"
        await at.press("shift+up")
        assert order() == [1, 6, 5]
        await at.press("K")
        assert order() == [1, 6, 5], "it is the first"
        await down_to(at, "entry:4")
        await at.press("K")
        assert "space puts it there" in at.text


@pytest.mark.slow
async def test_a_hole_becomes_a_goal_an_ask_and_a_talk(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        assert key(at) == "hole:no-evidence:3"
        assert "Nothing proves it yet. Make it this" in at.text
        await at.press("g", *"Draw it", "tab", *"Draw it for both teams", "ctrl+s")
        assert [week.gap for week in planned.weeks.of_gap(3)] == [3]
        assert isinstance(at.app.screen, CasePage)
        await down_to(at, "hole:nobody-knows:4")
        await at.press("t", "ctrl+s")
        (topic,) = planned.topics.open()
        assert (topic.kind, topic.text) == (TopicKind.ASK, "Who should know: Known for calm incidents")
        await at.press("m", *"Told Mara", "ctrl+s")
        (talk,) = planned.conversations.all()
        assert (talk.person, talk.notes) == (1, "Told Mara")


async def test_enter_on_a_hole_opens_its_claim(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await down_to(at, "hole:one-source:1")
        await at.press("enter")
        assert key(at) == "claim:1"
        assert at.text.count("4 Nov: Rehearsed") == 2, "below the claim, and on the page"
        await at.press("enter")
        assert at.text.count("4 Nov: Rehearsed") == 1


@pytest.mark.slow
async def test_claims_and_the_sentence_are_worded(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await down_to(at, "claim:2")
        await at.press("e", *"Ran six incidents", "ctrl+s")
        assert planned.gaps.get(2).claim == "Ran six incidents"
        assert "Ran six incidents" in at.text
        await at.press("E", *"I lead already.", "ctrl+s")
        assert planned.horizons.get(1).statement == "I lead already."
        assert "I lead already." in at.text
        await at.press("u", "u")
        assert (planned.gaps.get(2).claim, planned.horizons.get(1).statement) == ("", "")


async def test_brackets_go_from_horizon_to_horizon(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await at.press("right_square_bracket")
        assert "The case for Head of platform" in at.text
        await at.press("right_square_bracket", "left_square_bracket")
        assert "The case for Staff engineer" in at.text


async def test_the_page_leaves_as_the_command_prints_it(planned: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard: list[str] = []

    def copy(text: str, *_: object, **__: object) -> str:
        clipboard.append(text)
        return "Copied."

    monkeypatch.setattr("devjournal.clipboard.copy", copy)
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await at.press("y")
        assert clipboard[0].startswith("# The case for Staff engineer\n")
        assert "Hidden" not in clipboard[0]
        assert "nobody" not in clipboard[0]
        await at.press("w")
        assert "case-2026-11-27" in at.text


@pytest.mark.slow
async def test_added_evidence_is_on_the_page_at_once(planned: Journal) -> None:
    async with run_app(planned, WIDE) as at:
        await to_case(at)
        await down_to(at, "claim:3")
        await at.press("a", *"Led the review", "ctrl+s")
        assert planned.entries.of_gap(3)[0].text == "Led the review"
        assert "Led the review" in at.text


async def test_the_quarterly_review_offers_holes_as_bets(planned: Journal) -> None:
    draft = planned.review_drafts.begin(ReviewKind.QUARTERLY)
    planned.review_drafts.save(replace(draft, step=6))
    async with run_app(planned, WIDE) as at:
        await at.press("5", "n")
        if "Which gaps?" not in at.text:
            await at.press("enter")
        assert "Which gaps?" in at.text
        lines = at.text.splitlines()
        first = next(line for line in lines if "Design for failure" in line)
        assert "skills, 2 of 3; too little, one week, no link, no word" in first
        titles = ("Design for failure", "Known for calm incidents", "Lead a design")
        rows = [next(n for n, line in enumerate(lines) if title in line) for title in titles]
        assert rows == sorted(rows), "those with the most holes stand first"
