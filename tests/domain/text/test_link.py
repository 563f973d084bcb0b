"""Links: what may be opened."""

from __future__ import annotations

import pytest

from devjournal.domain.text.link import openable


@pytest.mark.parametrize(
    "link", ["https://example.com/pr/1", "http://localhost:8080", "mailto:mara@example.com", " HTTPS://Example.com "]
)
def test_the_web_and_mail_are_opened(link: str) -> None:
    assert openable(link)


@pytest.mark.parametrize(
    "link",
    [
        *("", " ", "example.com", "PR-12", "file:///etc/passwd", "javascript:alert(1)", "ftp://example.com"),
        *("https:", "https:///x", "mailto:", "https://a b", "https://a\nb", "https://a\x1b[2J", "http://[bad"),
        *("-x https://a", "https://a\u202eb", "vscode://file/x"),
    ],
)
def test_nothing_else_is(link: str) -> None:
    assert not openable(link)
