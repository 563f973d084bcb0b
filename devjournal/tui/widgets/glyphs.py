"""The glyphs on the screens, in Unicode and in ASCII (`docs/design.md`, Glyphs)."""

from __future__ import annotations

import os
from typing import NamedTuple

from devjournal.domain.week.week import Outcome, State, WeekKind, kind_of
from devjournal.platforms import terminal_encoding


class Glyphs(NamedTuple):
    """A set of glyphs. Each is one cell wide, except in ASCII: the marks of promises are two, of answers three."""

    hit: str = "■"
    missed: str = "□"
    missed_better: str = "◧"
    away: str = "~"
    open: str = "▸"
    unrecapped: str = "?"
    none: str = "·"
    done: str = "✓"
    to_do: str = "○"
    answered: str = "●"
    current: str = "◉"
    upcoming: str = "○"
    bar_full: str = "━"
    bar_empty: str = "─"
    edge: str = "▌"
    rule: str = "─"
    scroll: str = "│"
    """The thumb of a scrollbar."""
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
    """Levels of a line chart, from lowest to highest."""
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

    def equivalent(self, glyph: str) -> str:
        """Return this set's form of a Unicode glyph; a character that is no glyph is returned unchanged."""
        return next((own for own, common in zip(self, UNICODE, strict=True) if common == glyph), glyph)

    def quoted(self, text: str) -> str:
        """Return `text` in quotation marks."""
        return f"{self.open_quote}{text}{self.close_quote}"

    def translate(self, text: str) -> str:
        """Return `text` with Unicode dashes, quotes, arrows and cut marks replaced by this set's, one for one."""
        if self is UNICODE:
            return text
        return text.translate({ord(getattr(UNICODE, name)): getattr(self, name) for name in _PUNCTUATION})

    def refusal(self, reason: str) -> str:
        """Return the sentence that says why something is refused, with its mark."""
        return f"{self.refused} {self.translate(reason)}"


_PUNCTUATION = ("cut", "dash", "open_quote", "close_quote", "carry", "back")
"""Glyphs that sentences contain, by field name."""

UNICODE = Glyphs()

ASCII = Glyphs(
    hit="#",
    missed="o",
    missed_better="+",
    open=">",
    none=".",
    done="x",
    to_do="-",
    answered="*",
    current="@",
    upcoming="-",
    bar_full="=",
    bar_empty="-",
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
"""For 16-colour consoles, locales other than UTF-8, and the setting `ascii`."""


def kind_glyph(kind: WeekKind, glyphs: Glyphs) -> tuple[str, str]:
    """Return glyph and ink of a kind of week."""
    return {
        WeekKind.HIT: (glyphs.hit, "good"),
        WeekKind.BETTER: (glyphs.missed_better, "good"),
        WeekKind.MISSED: (glyphs.missed, "missed"),
        WeekKind.AWAY: (glyphs.away, "muted"),
        WeekKind.OPEN: (glyphs.open, "bold here"),
        WeekKind.UNRECAPPED: (glyphs.unrecapped, "bold asks"),
        WeekKind.NONE: (glyphs.none, "faint"),
    }[kind]


def state_glyph(state: State, better: bool | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return glyph and ink of a week's state."""
    return kind_glyph(kind_of(state, better), glyphs)


def outcome_glyph(outcome: Outcome | None, better: bool | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return glyph and ink of a recap; without an outcome, of a week that waits for its recap."""
    return state_glyph(State.UNRECAPPED if outcome is None else State(outcome.value), better, glyphs)


def choose_glyphs() -> Glyphs:
    """Return the glyphs that the terminal supports."""
    encoding = terminal_encoding().lower().replace("-", "")
    return ASCII if os.environ.get("TERM") == "linux" or "utf8" not in encoding else UNICODE
