"""The docs become a site without a link that leads nowhere, and every page is on it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.slow
def test_the_site_is_built_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    options = ["-W", "--keep-going", "-n", "-q", "-b", "html", "-d", str(tmp_path / "doctrees")]
    command = [sys.executable, "-m", "sphinx", *options, str(DOCS), str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    pages = {page.stem for page in DOCS.glob("*.md")}
    assert pages <= {page.stem for page in (tmp_path / "site").glob("*.html")}
    site = tmp_path / "site"
    index = (site / "index.html").read_text(encoding="utf-8")
    assert {f"{page}.html" for page in pages - {"index"}} <= set(re.findall(r'href="([\w-]+\.html)"', index))
    for page in site.glob("*.html"):
        tags = re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*", page.read_text(encoding="utf-8"))
        assert not [tag for tag in tags if re.search(r'(?:src|href|srcset)="(?:https?:)?//', tag)], "it asks a network"
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", style.read_text(encoding="utf-8")), style
