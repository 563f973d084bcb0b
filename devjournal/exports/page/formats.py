"""The formats of a summary, at most two screens long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from devjournal.exports.page import html, markdown, summary_json, text
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Page
from devjournal.exports.page.page_budget import FULL, Budget
from devjournal.exports.page.summary import Summary

MAX_LINES = 60
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

_MINIMUMS = {
    **{"entries": 2, "evidence": 1, "weeks": 2, "topics": 2, "proofs": 2, "kept": 1},
    **{"promises": 1, "stalled": 1, "opened": 1, "gaps": 2, "talks": 1},
}
"""How many of each kind are listed at least before texts are cut shorter, in the order in which they are reduced."""

_TEXT_WIDTHS = (240, 150, 100, 60, 40)
"""The widths of a text to try, in cells."""


def render(summary: Summary, name: str) -> str:
    """Return the summary in a format."""
    return RENDERERS[name](summary)


def length(page: Page) -> int:
    """Return the number of lines of a page, as text or Markdown, whichever is longer."""
    return max(text.render(page).count("\n"), markdown.render(page).count("\n"))


def fitted(summary: Summary) -> Page:
    """Return the page with as many items as fit on two screens, and counts of the others."""
    return fit(summary)[0]


def fit(summary: Summary) -> tuple[Page, Budget]:
    """Return the page that fits on two screens, and its budget."""
    budget = FULL
    for minimums in (_MINIMUMS, dict.fromkeys(_MINIMUMS, 1), dict.fromkeys(_MINIMUMS, 0)):
        for text_width in _TEXT_WIDTHS:
            budget = replace(budget, text_width=text_width)
            while length(page := lay_out(summary, budget)) > MAX_LINES:
                narrower = _narrower(summary, budget, minimums)
                if narrower is None:
                    break
                budget = narrower
            else:
                return page, budget
    return page, budget


def _narrower(summary: Summary, budget: Budget, minimums: dict[str, int]) -> Budget | None:
    """Return a budget with fewer items of the kind that can spare the most; None if no kind can."""
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
    listed = {name: min(getattr(budget, name), number) for name, number in available.items()}
    kind = max(_MINIMUMS, key=lambda name: listed[name] - minimums[name])
    if listed[kind] <= minimums[kind]:
        return None
    # the first omission frees no line: the count of omitted items takes its place
    fewer = 2 if listed[kind] == available[kind] else 1
    return replace(budget, **{kind: max(listed[kind] - fewer, minimums[kind])})
