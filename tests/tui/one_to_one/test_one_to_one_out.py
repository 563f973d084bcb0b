"""Output of the 1:1 page: to a file, which is never overwritten unasked, and to the clipboard."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.domain.career.person import Relation
from devjournal.domain.one_to_one.page import PageRequest
from devjournal.editor import chosen_editor
from devjournal.exports.page import formats
from devjournal.exports.page.summary import summarize
from devjournal.paths import pages_folder
from devjournal.platforms import EDITORS
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.tui.app_session import MIDDLE, WIDE, AppSession, run_app

FILE = "1-1-mara-lind-2026-11-27"
CLEAR = ("ctrl+u",) * 6
"""Keys that clear a path of several lines."""


@pytest.fixture
def with_manager(journal: Journal) -> Journal:
    """A journal with a manager and an ask."""
    journal.people.add("Mara Lind", relation=Relation.MANAGER)
    journal.topics.add("A seat in the platform review")
    return journal


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the pages; nothing may be written to the current folder."""
    opened_in, documents = tmp_path / "opened", tmp_path / "documents"
    opened_in.mkdir()
    (documents / "devjournal").mkdir(parents=True)
    monkeypatch.chdir(opened_in)
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(documents))
    yield documents / "devjournal"
    assert list(opened_in.iterdir()) == []


def printed(journal: Journal, name: str) -> str:
    """Return the next page in a format."""
    return formats.render(summarize(journal.pages.find(PageRequest()).findings), name)


async def write_to(at: AppSession, path: str, *keys: str) -> None:
    """Write the page to `path`, after pressing `keys`."""
    await at.press("w", *keys, *CLEAR)
    await at.write(path)
    await at.press("enter")


async def test_the_name_is_ready_and_enter_writes(with_manager: Journal, here: Path) -> None:
    async with run_app(with_manager, MIDDLE) as at:
        await at.press("6", "w")
        assert f"{FILE}.md" in "".join(at.text.split()).replace("▌", "")
        await at.press("enter")
        target = here / f"{FILE}.md"
        assert target.read_text(encoding="utf-8") == printed(with_manager, "markdown")
        assert target.stat().st_mode & 0o777 == 0o600
        assert at.toasts[0].startswith(f"Wrote {FILE}.md to /")


async def test_its_own_folder_is_made_at_the_first_page(
    with_manager: Journal, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.rmdir()
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "w", "escape")
        assert not here.exists(), "nothing was written"
        await at.press("w", "enter")
    assert (here / f"{FILE}.md").exists()
    assert here.stat().st_mode & 0o777 == 0o700
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert pages_folder() == tmp_path / "devjournal"


@pytest.mark.slow
@pytest.mark.parametrize(("letter", "name"), [("h", "html"), ("t", "text"), ("j", "json"), ("m", "markdown")])
async def test_every_format_by_its_letter(with_manager: Journal, here: Path, letter: str, name: str) -> None:
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "w", "tab", letter)
        assert at.focus == "place", "the letter goes back to the path, whose end has changed"
        await at.press("enter")
    assert (here / f"{FILE}{formats.SUFFIXES[name]}").read_text(encoding="utf-8") == printed(with_manager, name)


@pytest.mark.slow
async def test_the_folder_is_remembered_in_the_next_sitting(with_manager: Journal, here: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    async with run_app(with_manager, WIDE) as at:
        await at.press("6")
        await write_to(at, "../pages/mine.md")
        await at.press("w")
        assert str(tmp_path / "pages" / FILE) in "".join(at.text.split()).replace("▌", "")
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "w", "enter")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [f"{FILE}.md", "mine.md"]
    for path in (tmp_path / "pages").iterdir():
        path.unlink()
    (tmp_path / "pages").rmdir()
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "w", "enter")
    assert (here / f"{FILE}.md").exists(), "a folder that is gone is not asked for"


@pytest.mark.slow
async def test_an_existing_file_is_overwritten_only_with_ctrl_s(with_manager: Journal, here: Path) -> None:
    target = here / f"{FILE}.md"
    target.write_text("mine")
    async with run_app(with_manager, MIDDLE) as at:
        await at.press("6", "w", "enter")
        assert "A file with that name already exists." in at.text
        await at.press("enter", "enter")
        assert target.read_text() == "mine", "enter asks, however often"
        await at.press("escape")
        assert target.read_text() == "mine"
        await at.press("w", "ctrl+s")
        assert target.read_text() == "mine", "not before it was asked"
        await at.press("ctrl+s")
    assert target.read_text(encoding="utf-8") == printed(with_manager, "markdown")


@pytest.mark.slow
async def test_a_failed_write_is_reported_and_the_path_stays(with_manager: Journal, here: Path, tmp_path: Path) -> None:
    (here / "folder").mkdir()
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "w", *CLEAR, "enter")
        assert "Needed: a name for the file." in at.text
        for path, message in {
            f"{with_manager.path}/page.md": "cannot be written",
            "~nobody-of-that-name/page.md": "no user's folder",
            "/": "Needed: a name",
            "folder": "already exists",
        }.items():
            await at.press(*CLEAR)
            await at.write(path)
            await at.press("enter")
            assert message in " ".join(at.text.split())
        await at.press("ctrl+s")
        assert "is not an ordinary file" in " ".join(at.text.split())
        await at.press(*CLEAR)
        await at.write(str(with_manager.path))
        await at.press("enter", "ctrl+s")
        assert "the journal itself" in " ".join(at.text.split())
        await at.press("escape")
        assert with_manager.topics.get(1).text == "A seat in the platform review"
    assert [path.name for path in here.iterdir()] == ["folder"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Mara", "1-1-mara-2026-11-27.md"),
        ("Zoë O'Neil-Smith", "1-1-zoë-o-neil-smith-2026-11-27.md"),
        ("../../etc/passwd", "1-1-etc-passwd-2026-11-27.md"),
        ("日本 語", "1-1-日本-語-2026-11-27.md"),
        ("\x1b[31m/\n", "1-1-31m-2026-11-27.md"),
        ("...", "1-1-2026-11-27.md"),
        ("x" * 300, f"1-1-{'x' * 40}-2026-11-27.md"),
    ],
)
async def test_a_name_that_every_file_system_takes(journal: Journal, here: Path, name: str, file: str) -> None:
    journal.people.add(name, relation=Relation.MANAGER)
    async with run_app(journal, WIDE) as at:
        await at.press("6", "w", "enter")
    assert [path.name for path in here.iterdir()] == [file]


@pytest.mark.slow
async def test_other_pages_have_names_of_their_own(with_manager: Journal, here: Path, clock: FrozenClock) -> None:
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "s", "q", "w", "enter", ".", "m", "ctrl+s")
        clock.move(days=3)
        review_page = (here / "quarter-2026-11-27.md").read_text(encoding="utf-8")
        assert review_page.startswith("# Quarterly review")
        await at.press("[", "w", "enter")
    page = (here / f"{FILE}.md").read_text(encoding="utf-8")
    assert page.startswith("# 1:1 with Mara Lind\n\n30 October – 27 November 2026")


# The clipboard.


async def copied(at: AppSession) -> str:
    """Press `y`, wait for the tool, and return the message."""
    await at.press("6", "y")
    await at.app.workers.wait_for_complete()
    await at.settle()
    return at.toasts[-1]


async def test_the_platforms_tool_takes_it(
    with_manager: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    tool = folder / "xclip"
    tool.write_text(f'#!/bin/sh\ncat > "{tmp_path}/copied"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    async with run_app(with_manager, WIDE) as at:
        assert await copied(at) == "Copied with xclip."
    assert (tmp_path / "copied").read_text(encoding="utf-8") == printed(with_manager, "markdown")


async def test_without_a_tool_the_terminal_copies_and_the_message_says_so(
    with_manager: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    async with run_app(with_manager, WIDE) as at:
        sequences: list[str] = []
        assert at.app._driver is not None
        monkeypatch.setattr(at.app._driver, "write", sequences.append)
        message = await copied(at)
        assert message == "Sent to the terminal's clipboard. If nothing pastes, w writes a file."
    sequence = next(text for text in sequences if text.startswith("\x1b]52;c;"))
    content = base64.b64decode(sequence.removeprefix("\x1b]52;c;").removesuffix("\x07")).decode()
    assert content == printed(with_manager, "markdown")


def test_without_a_configured_editor_an_installed_one_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    nano = tmp_path / EDITORS[-1]
    nano.write_text("#!/bin/sh\nexit 7\n")
    nano.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chosen_editor() == [str(nano)]


async def test_a_missing_editor_is_reported(with_manager: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    async with run_app(with_manager, WIDE) as at:
        await at.press("6", "ctrl+o")
        assert at.toasts == ["No editor was found; set $VISUAL or $EDITOR to one."]
