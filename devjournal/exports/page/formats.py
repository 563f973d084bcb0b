"""The registry of formats: a summary in, a text out. Where a format is a page, it is no longer than two screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from devjournal.exports.page import html, markdown, summary_json, text
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Page
from devjournal.exports.page.page_budget import FULL, Budget
from devjournal.exports.page.summary import Summary

MOST_LINES = 60
"""Two screens."""

PAGES: dict[str, Callable[[Page], str]] = {"markdown": markdown.render, "html": html.render, "text": text.render}
"""The formats that print a page."""

RENDERERS: dict[str, Callable[[Summary], str]] = {
    **{name: lambda summary, print_=print_: print_(fitted(summary)) for name, print_ in PAGES.items()},  # type: ignore[misc]
    "json": summary_json.render,
}
"""Every format by its name."""

SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt", "json": ".json"}
"""How the names of files in a format end."""

_LEAST = {
    **{"entries": 2, "evidence": 1, "weeks": 2, "topics": 2, "proofs": 2, "kept": 1},
    **{"promises": 1, "stalled": 1, "opened": 1, "gaps": 2, "talks": 1},
}
"""How few of each thing are listed before texts are cut shorter; what gives way first stands first."""

_LETTERS = (240, 150, 100, 60, 40)


def render(summary: Summary, name: str) -> str:
    """Return the summary in the format of that name."""
    return RENDERERS[name](summary)


def length(page: Page) -> int:
    """Return how many lines a page has, as text or as Markdown, whichever has more."""
    return max(text.render(page).count("\n"), markdown.render(page).count("\n"))


def fitted(summary: Summary) -> Page:
    """Return the page with as much on it as two screens take; the rest is counted."""
    return fit(summary)[0]


def fit(summary: Summary) -> tuple[Page, Budget]:
    """Return the page that two screens take, and the room that each thing has on it."""
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
    """Return a little less room, taken where the most is listed; None where nothing can give way."""
    there = {
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
    listed = {name: min(getattr(room, name), number) for name, number in there.items()}
    most = max(_LEAST, key=lambda name: listed[name] - least[name])
    if listed[most] <= least[most]:
        return None
    # the first that is not listed makes room for nothing but the line that counts it
    fewer = 2 if listed[most] == there[most] else 1
    return replace(room, **{most: max(listed[most] - fewer, least[most])})
