"""Ways to begin: a shipped board in a few keys, and an import with a preview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devjournal.domain.bring.batch import Arrival, Batch
from devjournal.domain.career.gap import Area, Step
from devjournal.errors import RuleViolation
from devjournal.storage import Journal
from devjournal.tui.begin.board_form import BoardForm
from devjournal.tui.begin.bring_form import BringForm
from devjournal.tui.begin.ladder_form import LadderForm
from devjournal.tui.begin.ladder_gaps_form import LadderGapsForm
from devjournal.tui.begin.preview import BringPreview
from devjournal.tui.week.screen import WeekScreen
from tests.frozen_clock import FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap
from tests.tui.days import MONDAY

JRNL = "[2026-03-14 09:12] Shipped the exporter. *\nIt took a week.\n\n[2026-03-15 10:00] Talked with Ana\n"


@pytest.fixture
def empty(journal: Journal, clock: FrozenClock) -> Journal:
    """An empty journal, on a Monday."""
    clock.set(MONDAY)
    return journal


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A jrnl file."""
    file = tmp_path / "work.txt"
    file.write_text(JRNL, encoding="utf-8")
    return file


async def name_file(at: AppSession, file: Path | str) -> None:
    """Open the import form and paste a path into it."""
    await at.press("I")
    await at.paste(str(file))
    await at.press("ctrl+s")


# Boards.


@pytest.mark.slow
async def test_a_board_is_filled_within_ten_keys_of_the_first_start(empty: Journal) -> None:
    keys = ("b", "n", "u", "r", "enter", "ctrl+s", "3")
    assert len(keys) <= 10
    async with run_app(empty, WIDE) as at:
        await at.press(*keys)
        assert "by November 2028" in at.text
        assert at.text.count("0 of ") >= 9
    assert [(horizon.role, horizon.months) for horizon in empty.horizons.current()] == [("Charge nurse", 24)]
    assert len(empty.gaps.list()) == 9
    assert empty.undo() == "board of “Charge nurse”"
    assert (empty.gaps.list(), empty.horizons.current()) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=str)
async def test_the_roles_and_a_board_match_their_snapshots(empty: Journal, snap: Snap, size: Size) -> None:
    async with run_app(empty, size) as at:
        await at.press("b")
        snap("begin-roles", at)
        await at.write("tester")
        assert "QA engineer" in at.text
        await at.press("enter")
        snap("begin-board", at)


async def test_a_role_is_whole_and_found_by_its_other_name(empty: Journal) -> None:
    async with run_app(empty, NARROW) as at:
        await at.press("b")
        assert "Marketing specialist  to Marketing manager" in at.text
        await at.write("rn")
        assert "Registered nurse  to Charge nurse" in at.text


async def test_gaps_are_left_out_and_words_are_changed(empty: Journal) -> None:
    async with run_app(empty, MIDDLE) as at:
        await at.press("b")
        await at.write("any role")
        await at.press("enter", "space", "down", "space", "tab")
        form = at.app.screen
        assert isinstance(form, BoardForm)
        form.field("role").put("Head chef")
        await at.fill(months="x")
        await at.press("ctrl+s")
        assert "Needed: a number of months, such as 24." in at.text
        form.field("months").put("18")
        await at.press("ctrl+s")
        assert at.toasts == ["7 gaps towards “Head chef”; 3 shows them, u takes them back."]
    assert [(horizon.role, horizon.months) for horizon in empty.horizons.current()] == [("Head chef", 18)]


@pytest.mark.slow
async def test_board_and_import_are_in_the_palette_of_every_screen(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("4", "ctrl+p")
        await at.write("Begin with a board")
        await at.press("enter")
        assert "Which role are you in?" in at.text
        await at.press("escape", "3", "ctrl+p")
        await at.write("Import what")
        await at.press("enter")
        assert isinstance(at.app.screen, BringForm)


# Files.


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=str)
async def test_a_file_is_previewed_before_the_import(empty: Journal, work: Path, snap: Snap, size: Size) -> None:
    async with run_app(empty, size) as at:
        await at.press("I")
        snap("bring-form", at)
        await at.paste(str(work))
        await at.press("ctrl+s")
        assert isinstance(at.app.screen, BringPreview)
        snap("bring-preview", at)
        assert empty.entries.all() == ()
        await at.press("y")
        assert at.toasts == ["Imported 2 entries. u takes them back."]
        assert len(empty.entries.all()) == 2
        await at.press("u")
        assert empty.entries.all() == ()


@pytest.mark.parametrize("size", [MIDDLE, SMALLEST], ids=str)
async def test_the_preview_says_that_the_import_runs_and_keys_wait(
    empty: Journal, work: Path, monkeypatch: pytest.MonkeyPatch, size: Size
) -> None:
    async with run_app(empty, size) as at:
        await name_file(at, work)
        texts: list[str] = []
        bring = empty.transfer.bring

        def observed_bring(batch: Batch) -> Arrival:
            texts.append(" ".join(at.text.split()))
            return bring(batch)

        monkeypatch.setattr(empty.transfer, "bring", observed_bring)
        await at.rush("y", "y", "a", "O", "n", "e", "ctrl+s")
        (text,) = texts
        assert "Importing 2 entries from “work.txt”…" in text
        assert sorted(entry.text for entry in empty.entries.all()) == [
            "One",
            "Shipped the exporter.\nIt took a week.",
            "Talked with Ana",
        ]


async def test_an_import_that_is_refused_closes_the_preview(
    empty: Journal, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(empty, MIDDLE) as at:
        await name_file(at, work)

        def refused_bring(_: Batch) -> Arrival:
            raise RuleViolation("The disk is full.")

        monkeypatch.setattr(empty.transfer, "bring", refused_bring)
        await at.press("y")
        assert at.toasts == ["The disk is full."]
        assert isinstance(at.app.screen, WeekScreen)
        assert empty.entries.all() == ()


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=str)
async def test_an_entry_is_left_out_before_the_import(empty: Journal, work: Path, snap: Snap, size: Size) -> None:
    async with run_app(empty, size) as at:
        await name_file(at, work)
        await at.press("space", "space", "down", "space", "ctrl+s")
        assert "Needed: one entry, or esc to leave." in at.text
        snap("bring-choose", at)
        assert empty.entries.all() == ()
        await at.press("space", "ctrl+s")
        assert at.toasts == ["Imported 1 entry. u takes them back."]
        assert [entry.text for entry in empty.entries.all()] == ["Talked with Ana"]
        await name_file(at, work)
        assert "1 already there" in " ".join(at.text.split())
        await at.press("y")
        assert len(empty.entries.all()) == 2


async def test_no_returns_to_the_form_with_its_answers(empty: Journal, work: Path) -> None:
    async with run_app(empty, MIDDLE) as at:
        await name_file(at, work)
        await at.press("escape")
        assert isinstance(at.app.screen, BringForm)
        assert at.app.screen.answers()["path"] == str(work)
        await at.press("ctrl+s", "n", "escape")
        assert isinstance(at.app.screen, WeekScreen)
    assert empty.entries.all() == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("none.txt", None, "cannot be read"),
        ("a.odd", "x", "its name does not say what it is"),
        ("a.txt", "no dates", "No line begins with a date"),
        ("a.csv", "a,b\n1,2\n", "needs a column date"),
        ("a.md", "- undated\n", "The items have no dates"),
        ("a.json", json.dumps({"entries": [{"creationDate": "2026-02-30", "text": "x"}]}), "not a day"),
    ],
)
async def test_the_form_shows_why_a_file_cannot_be_read(
    name: str, content: str | None, reason: str, empty: Journal, tmp_path: Path
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content, encoding="utf-8")
    async with run_app(empty, WIDE) as at:
        await name_file(at, file)
        assert isinstance(at.app.screen, BringForm)
        assert reason in " ".join(at.text.split())


async def test_a_text_in_place_of_a_path_is_refused(empty: Journal) -> None:
    async with run_app(empty, MIDDLE) as at:
        await at.press("I")
        await at.paste("a long text\n" * 100)
        await at.press("ctrl+s")
        assert isinstance(at.app.screen, BringForm)
        assert "its name does not say what it is" in " ".join(at.text.split())
        await at.press("j", "ctrl+s")
        assert "cannot be read (File name too long)" in " ".join(at.text.split())


@pytest.mark.slow
async def test_the_same_file_again_is_nothing_new(empty: Journal, work: Path) -> None:
    async with run_app(empty, WIDE) as at:
        await name_file(at, work)
        await at.press("y", "ctrl+p")
        await at.write("Import what")
        await at.press("enter")
        await at.paste(str(work))
        await at.press("ctrl+s")
        assert "Nothing in “work.txt” is new; 2 already there" in " ".join(at.text.split())


async def test_a_folder_and_markup_are_shown_as_they_are(empty: Journal, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "2026-03-14.md").write_text("- [bold]x[/] \x1b[31m red\n", encoding="utf-8")
    async with run_app(empty, MIDDLE) as at:
        await name_file(at, tmp_path / "vault")
        assert "[bold]x[/] ␛[31m red" in at.text
        await at.press("enter")
    (entry,) = empty.entries.all()
    assert entry.text == "[bold]x[/] \x1b[31m red"


# Ladders.

LADDERS = Path(__file__).parents[2] / "exports" / "ladder" / "files"


async def name_ladder(at: AppSession, file: Path) -> None:
    """Open the import form for a ladder."""
    await at.press("I")
    await at.paste(str(file))
    await at.press("tab", "l", "ctrl+s")


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=str)
async def test_a_ladder_is_previewed_and_its_gaps_unticked_before_the_import(
    empty: Journal, snap: Snap, size: Size
) -> None:
    async with run_app(empty, size) as at:
        await name_ladder(at, LADDERS / "matrix.md")
        snap("ladder-form", at)
        await at.press("ctrl+s")
        assert "Needed: the levels differ, so pick one." in at.text
        await at.press("down", "down", "down", "space", "ctrl+s")
        assert "Needed: no heading in the file names an area." in at.text
        await at.press("s", "n", "ctrl+s")
        snap("ladder-gaps", at)
        assert empty.gaps.list() == ()
        await at.press("space", "ctrl+s")
        assert at.toasts[0].endswith("3 shows them, u takes them back.")
    gaps = empty.gaps.list()
    assert {(gap.area, gap.step) for gap in gaps} == {(Area.SKILLS, Step.NEXT)}
    assert len(gaps) >= 2
    assert empty.undo() == f"import of {len(gaps)} gaps"
    assert empty.gaps.list() == ()


async def test_a_ladder_that_says_all_of_it_needs_no_answer_and_comes_once(empty: Journal) -> None:
    async with run_app(empty, WIDE) as at:
        await name_ladder(at, LADDERS / "emoji-headings.md")
        await at.press("ctrl+s", "ctrl+s")
        count = len(empty.gaps.list())
        assert count > 2
        await name_ladder(at, LADDERS / "emoji-headings.md")
        await at.press("ctrl+s")
        assert f"Nothing in “emoji-headings.md” is new; {count} already there." in " ".join(at.text.split())


@pytest.mark.slow
async def test_a_fast_hand_answers_the_form_and_not_the_screen_beneath(empty: Journal) -> None:
    async with run_app(empty, MIDDLE) as at:
        await at.press("I")
        await at.paste(str(LADDERS / "matrix.md"))
        await at.rush("tab", "l", "ctrl+s", "down", "down", "space", "e", "ctrl+s", "ctrl+s")
    assert {gap.area for gap in empty.gaps.list()} == {Area.EXPERIENCE}


@pytest.mark.slow
async def test_the_palette_asks_for_a_ladder_and_yaml_is_one(empty: Journal) -> None:
    async with run_app(empty, WIDE) as at:
        await at.press("ctrl+p")
        await at.write("ladder")
        await at.press("enter")
        form = at.app.screen
        assert isinstance(form, BringForm)
        assert form.field("kind").answer == "l"
        await at.press("escape", "I")
        await at.paste(str(LADDERS / "areas.yaml"))
        await at.press("ctrl+s")
        assert isinstance(at.app.screen, LadderForm)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe\xff", "is not UTF-8 text"),
        (b"\xff\xfea", "UTF-16"),
        (b"# Skills\n" + b"- x\n" * 300_000, "is larger than 1 MB"),
        (b"".join(b"- Skill %d\n" % n for n in range(2001)), "more than 2000 gaps"),
        (b"no list at all\n", "There is no gap in this list"),
    ],
)
async def test_the_form_shows_why_a_ladder_cannot_be_read(
    content: bytes | None, reason: str, empty: Journal, tmp_path: Path
) -> None:
    file = tmp_path / "ladder.md"
    if content is not None:
        file.write_bytes(content)
    async with run_app(empty, WIDE) as at:
        await name_ladder(at, file)
        if reason.startswith(("There is no gap", "more than")):
            await at.press("s" if "2000" in reason else "tab", "ctrl+s")
        assert reason in " ".join(at.text.split())
    assert empty.gaps.list() == ()


async def test_a_ladder_without_marked_gaps_is_refused(empty: Journal) -> None:
    async with run_app(empty, WIDE) as at:
        await name_ladder(at, LADDERS / "both-steps.md")
        await at.press("ctrl+s")
        form = at.app.screen
        assert isinstance(form, LadderGapsForm)
        form.field("gaps").put([])
        await at.press("ctrl+s")
        assert "Needed: one gap, or esc to leave." in at.text
        await at.press("escape")
    assert empty.gaps.list() == ()
