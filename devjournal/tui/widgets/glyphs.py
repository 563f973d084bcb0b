"""The glyphs: every state has its own, in Unicode and in ASCII (`docs/design.md`, Glyphs)."""

from __future__ import annotations

import os
from typing import NamedTuple

from devjournal.domain.week.week import State
from devjournal.platforms import terminal_encoding


class Glyphs(NamedTuple):
    """One set of glyphs; each takes one cell, in ASCII the promises two and the marks of answers three.

    A blank is drawn after it.
    """

    hit: str = "■"
    missed: str = "□"
    missed_better: str = "◧"
    away: str = "~"
    open: str = "▸"
    unrecapped: str = "?"
    none: str = "·"
    done: str = "✓"
    to_do: str = "○"
    given: str = "●"
    now: str = "◉"
    ahead: str = "○"
    full: str = "━"
    rest: str = "─"
    edge: str = "▌"
    rule: str = "─"
    scroll: str = "│"
    """Where the window of a scrolling region is."""
    heavy: str = "━"
    refused: str = "✗"
    no: str = "–"
    dot: str = "·"
    more: str = "↓"
    less: str = "↑"
    fold: str = "›"
    cut: str = "…"
    dash: str = "–"
    open_quote: str = "“"
    close_quote: str = "”"
    party: str = "🎉"
    levels: str = "▁▂▃▄▅▆▇█"
    """From the lowest to the highest of a line over time."""
    carry: str = "→"
    back: str = "←"
    knows: str = "●"
    should: str = "○"
    needless: str = "·"
    private: str = "∗"
    ask: str = "◆"
    mine: str = "→"
    theirs: str = "←"
    topic: str = "•"
    stalled: str = "◌"
    quarterly: str = "◆"
    monthly: str = "•"
    moved: str = "↑"
    new: str = "+"
    chosen: str = "●"
    choosable: str = "○"
    ticked: str = "●"
    tickable: str = "○"

    def spelled(self, glyph: str) -> str:
        """Return one of the Unicode glyphs as this set writes it."""
        if self is UNICODE:
            return glyph
        return next((own for own, common in zip(self, UNICODE, strict=True) if common == glyph), glyph)

    def marked(self, text: str) -> str:
        """Return a text with the dashes, quotation marks, arrows and marks of a cut that this set has, one for one."""
        return text if self is UNICODE else text.translate({ord(getattr(UNICODE, n)): getattr(self, n) for n in _MARKS})


_MARKS = ("cut", "dash", "open_quote", "close_quote", "carry", "back")

UNICODE = Glyphs()

ASCII = Glyphs(
    hit="#",
    missed="o",
    missed_better="+",
    open=">",
    none=".",
    done="x",
    to_do="-",
    given="*",
    now="@",
    ahead="-",
    full="=",
    rest="-",
    edge="|",
    rule="-",
    scroll="|",
    heavy="=",
    refused="x",
    no="-",
    dot="-",
    more="v",
    less="^",
    fold=">",
    cut="~",
    dash="-",
    open_quote='"',
    close_quote='"',
    party="",
    levels="_.:-=+*#",
    carry=">",
    back="<",
    knows="K",
    should="o",
    needless=".",
    private="*",
    ask="!",
    mine="->",
    theirs="<-",
    topic="*",
    stalled="z",
    quarterly="Q",
    monthly="m",
    moved="^",
    chosen="(x)",
    choosable="( )",
    ticked="[x]",
    tickable="[ ]",
)
"""For a 16-colour console, a locale that is not UTF-8, or whoever asks for it."""


def state_glyph(state: State, better: bool | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return a week's glyph and its ink."""
    if state is State.MISSED and better:
        return glyphs.missed_better, "good"
    return {
        State.HIT: (glyphs.hit, "good"),
        State.MISSED: (glyphs.missed, "missed"),
        State.AWAY: (glyphs.away, "muted"),
        State.OPEN: (glyphs.open, "bold here"),
        State.UNRECAPPED: (glyphs.unrecapped, "bold asks"),
        State.NONE: (glyphs.none, "faint"),
    }[state]


def state_word(state: State, better: bool | None) -> str:
    """Return a week's state in the words of the legend."""
    if state is State.MISSED and better:
        return "missed, better"
    return {
        State.HIT: "hit",
        State.MISSED: "missed",
        State.AWAY: "away",
        State.OPEN: "open",
        State.UNRECAPPED: "no recap",
        State.NONE: "nothing",
    }[state]


def choose_glyphs() -> Glyphs:
    """Return the glyphs that the terminal can be trusted with."""
    encoding = terminal_encoding().lower().replace("-", "")
    plain = os.environ.get("TERM") == "linux" or "utf8" not in encoding
    return ASCII if plain else UNICODE
