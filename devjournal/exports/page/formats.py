"""The formats of a summary, at most two screens long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from devjournal.exports.page import html, markdown, summary_json, text
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Page
from devjournal.exports.page.page_budget import FULL, Budget
from devjournal.exports.page.summary import Summary

MOST_LINES = 60
"""Lines of two screens."""

PAGES: dict[str, Callable[[Page], str]] = {"markdown": markdown.render, "html": html.render, "text": text.render}
"""The formats that print a page."""

RENDERERS: dict[str, Callable[[Summary], str]] = {
    **{name: lambda summary, print_=print_: print_(fitted(summary)) for name, print_ in PAGES.items()},  # type: ignore[misc]
    "json": summary_json.render,
}
"""Every format by name."""

SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt", "json": ".json"}
"""The file name endings of the formats."""

_LEAST = {
    **{"entries": 2, "evidence": 1, "weeks": 2, "topics": 2, "proofs": 2, "kept": 1},
    **{"promises": 1, "stalled": 1, "opened": 1, "gaps": 2, "talks": 1},
}
"""The least that is listed before texts are cut shorter, in the order in which it is reduced."""

_LETTERS = (240, 150, 100, 60, 40)


def render(summary: Summary, name: str) -> str:
    """Return the summary in a format."""
    return RENDERERS[name](summary)


def length(page: Page) -> int:
    """Return the number of lines of a page, as text or Markdown, whichever is longer."""
    return max(text.render(page).count("\n"), markdown.render(page).count("\n"))


def fitted(summary: Summary) -> Page:
    """Return the page with as much as fits on two screens; the rest is counted."""
    return fit(summary)[0]


def fit(summary: Summary) -> tuple[Page, Budget]:
    """Return the page that fits on two screens, and its budget."""
    room = FULL
    for least in (_LEAST, dict.fromkeys(_LEAST, 1), dict.fromkeys(_LEAST, 0)):
        for letters in _LETTERS:
            room = replace(room, letters=letters)
            while length(page := lay_out(summary, room)) > MOST_LINES:
                narrower = _narrower(summary, room, least)
                if narrower is None:
                    break
                room = narrower
            else:
                return page, room
    return page, room


def _narrower(summary: Summary, room: Budget, least: dict[str, int]) -> Budget | None:
    """Return a budget with a little less of what is listed most; None if nothing can be reduced."""
    available = {
        "entries": len(summary.entries),
        "evidence": max((len(proof.entries) for proof in summary.proofs), default=0),
        "weeks": len(summary.weeks),
        "topics": len(summary.topics),
        "proofs": len(summary.proofs),
        "kept": len(summary.kept),
        "promises": max(len(summary.mine), len(summary.theirs)),
        "stalled": len(summary.stalled),
        "opened": len(summary.opened),
        "gaps": len(summary.moved),
        "talks": len(summary.talks),
    }
    listed = {name: min(getattr(room, name), number) for name, number in available.items()}
    most = max(_LEAST, key=lambda name: listed[name] - least[name])
    if listed[most] <= least[most]:
        return None
    # omitting the first one frees only the line for the count
    fewer = 2 if listed[most] == available[most] else 1
    return replace(room, **{most: max(listed[most] - fewer, least[most])})
