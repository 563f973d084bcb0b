"""Every picture is current, every one is used, and every one that is used is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screenshots.make import PICTURES, take
from screenshots.studio import fixed_environment

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the demo's journals, each told once for all pictures that want it."""
    return tmp_path_factory.mktemp("stories")


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_current(name: str, stories: Path) -> None:
    with fixed_environment():
        now = take(stories, name)
    picture = SCREENSHOTS / f"{name}.svg"
    if not picture.exists() or picture.read_text(encoding="utf-8") != now:
        pytest.fail(f"screenshots/{name}.svg is not what the screen looks like: run make screenshots", pytrace=False)


def test_every_picture_is_made() -> None:
    there = {path.stem for path in SCREENSHOTS.glob("*.svg")}
    assert there == set(PICTURES), "run make screenshots"


def test_every_picture_is_used_and_every_one_that_is_used_is_there() -> None:
    used = {
        (page.parent / target).resolve()
        for page in PAGES
        for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        if alt.strip()
    }
    assert used == {SCREENSHOTS / f"{name}.svg" for name in PICTURES}


def test_a_page_of_the_docs_shows_a_picture_once() -> None:
    for page in PAGES:
        targets = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        assert len(targets) == len(set(targets)), page.name


def test_the_film_stands_still_at_its_best_and_runs_nothing() -> None:
    film = (SCREENSHOTS / "recap.svg").read_text(encoding="utf-8")
    assert len(film.encode()) < 400_000
    assert not re.findall(r"<script|\bon\w+=|https?://(?!www\.w3\.org/2000/svg|example\.org)", film)
    still, moving = film.split("@media(prefers-reduced-motion:no-preference){")
    assert "animation" in moving
    assert "animation" not in still
    hidden = set(re.findall(r"\.(t\d+)", still.rsplit("\n", 2)[-2]))
    rows = dict(re.findall(r'<g id="(r\d+)">\n(.*?)\n</g>', film, re.DOTALL))
    uses = re.findall(r'<use href="#(r\d+)" x="\d+" y="\d+"(?: class="t (t\d+)")?/>', film)
    visible = "\n".join(rows[row] for row, when in uses if when not in hidden)
    assert "A hit, and better than on Monday." in visible
    assert "How did it go?" not in visible
    assert any("How did it go?" in rows[row] for row, when in uses if when in hidden)
