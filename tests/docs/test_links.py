"""Links that lie outside of the site lead somewhere, too: those of the README, of CONTRIBUTING and of the changelog."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.docs.guide import ROOT, read, sections

OUTSIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img [^>]*?src=\"([^\"]+)\"|srcset=\"([^\"]+)\"")


def anchor(heading: str) -> str:
    """Return what a heading is known by in a link, on GitHub as on the site."""
    words = re.sub(r"[^\w\- ]", "", heading.lower())
    return words.replace(" ", "-")


@pytest.mark.parametrize("page", OUTSIDE)
def test_every_link_leads_somewhere(page: str) -> None:
    for groups in LINK.findall(read(page)):
        link = next(filter(None, groups))
        if re.match(r"https?:", link):
            continue
        path, _, fragment = link.partition("#")
        target = str(PurePosixPath(path)) if path else page
        assert (ROOT / target).exists(), f"{page}: {link}"
        if fragment:
            assert fragment in {anchor(heading) for heading, _ in sections(read(target))}, f"{page}: {link}"


def test_no_link_leads_to_what_does_not_exist_yet() -> None:
    """There is no home on the web yet, so that none can be named."""
    for page in OUTSIDE:
        for link in re.findall(r"https?://[^)\s>]+", read(page)):
            assert re.match(r"https://(keepachangelog\.com|semver\.org|example\.(com|org))", link), f"{page}: {link}"


def test_every_page_that_the_code_refers_to_is_there() -> None:
    missing = {
        (file.name, page)
        for file in (ROOT / "devjournal").rglob("*.py")
        for page in re.findall(r"`([\w/-]+\.md)`", file.read_text(encoding="utf-8"))
        if not (ROOT / page).is_file()
    }
    assert missing == set()
