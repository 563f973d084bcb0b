"""The renderer of the gap board: column heads and cards as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from devjournal.domain.career.gap import QUESTIONS, Gap
from devjournal.domain.dates.days import days_ago
from devjournal.domain.text.user_text import pluralized
from devjournal.tui import verbs
from devjournal.tui.gaps.board_columns import Card, Key
from devjournal.tui.gaps.data import AREAS, GapsView
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.charts import bar
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, row_text, width_of, wrap

GUTTER = 2
"""Cells between two columns."""

TITLE = 2
"""Maximum lines of a card's title."""

RICH = 30
"""Cells from which a card shows its goals, hits and step."""


@dataclass(slots=True, kw_only=True)
class BoardRenderer:
    """Draws one state of the board at one size."""

    view: GapsView
    gaps: Mapping[int, Gap]
    open_counts: tuple[str, ...]
    """The count in each column's head, such as `3 open`."""
    fold_words: tuple[str, ...]
    """The content of each column's fold, such as `2 parked, 4 closed`."""
    unfolded: frozenset[int]
    """Columns whose folded gaps are shown."""
    width: int
    """Cells of a column."""
    roomy: bool
    """Whether cards have four lines with blank lines around them, or three."""
    single: bool
    """Whether one column is shown at a time."""
    question: bool
    """Whether a single column has room for its question."""
    glyphs: Glyphs
    _cards: dict[Key, Card] = field(default_factory=dict)
    _heads: dict[int, list[Line]] = field(default_factory=dict)
    _wrapped: dict[int, list[str]] = field(default_factory=dict)

    # Heads.

    def head(self, at: int) -> Sequence[Line]:
        """Return the heads of the columns, with column `at` highlighted."""
        lines = self._heads.get(at)
        if lines is None:
            lines = self._heads[at] = self._switch(at) if self.single else self._columns(at)
        return lines

    def _columns(self, at: int) -> list[Line]:
        inner = self.width - EDGE - 1
        questions = [wrap(QUESTIONS[area], self.width - EDGE) for area in AREAS]
        tall = max(map(len, questions))
        lines: list[list[Piece]] = [[] for _ in range(tall + 2)]
        for n, area in enumerate(AREAS):
            count = self.open_counts[n]
            title: Line = ((area.value.capitalize(), "bold here" if n == at else "bold"),)
            rows = [justify(title, ((count, "muted"),), inner)]
            rows += [((part, "muted"),) for part in questions[n]] + [BLANK] * (tall - len(questions[n]))
            for line, row in zip(lines, rows, strict=False):
                line += [(" " * EDGE, ""), *row, (" " * (self.width - EDGE - width_of(row)), "")]
            rule = (self.glyphs.heavy, "bar") if n == at else (self.glyphs.rule, "line")
            lines[-1].append((rule[0] * self.width, rule[1]))
            if n < len(AREAS) - 1:
                for line in lines:
                    line.append((" " * GUTTER, ""))
        return [tuple(line) for line in lines]

    def _switch(self, at: int) -> list[Line]:
        words: list[Piece] = []
        rules: list[Piece] = []
        for (start, stop), n in zip(self._spots(), range(len(AREAS)), strict=True):
            before = " " * (start - sum(len(text) for text, _ in words))
            ink = "bold here" if n == at else "muted"
            words += [(before, ""), (self._switch_words()[n], ink)]
            rule = (self.glyphs.heavy, "bar") if n == at else (self.glyphs.rule, "line")
            rules += [(before, ""), (rule[0] * (stop - start), rule[1])]
        lines: list[Line] = [tuple(words), tuple(rules)]
        if self.question:
            lines.append(((cut(QUESTIONS[AREAS[at]], self.width, self.glyphs.cut), "muted"),))
        return lines

    def _switch_words(self) -> list[str]:
        counts = self.open_counts
        if sum(len(f"{area} {count} ") for area, count in zip(AREAS, counts, strict=True)) > self.width:
            # with a filter: only the count of matches, without the total
            counts = tuple(count.split()[0] for count in counts)
        return [f"{area.value.capitalize()} {count}" for area, count in zip(AREAS, counts, strict=True)]

    def _spots(self) -> list[tuple[int, int]]:
        """Return start and end of each column's name if one column is shown at a time."""
        words = self._switch_words()
        spare = self.width - sum(map(len, words))
        gap = max(1, min(4, spare // 2))
        spots, x = [], 0
        for word in words:
            spots.append((x, x + len(word)))
            x += len(word) + gap
        return spots

    def head_at(self, x: int, y: int) -> int | None:
        """Return the column whose head is at a position."""
        if self.single:
            return next((n for n, (start, stop) in enumerate(self._spots()) if start <= x < stop and y < 2), None)
        n, inside = divmod(x, self.width + GUTTER)
        return n if inside < self.width and n < len(AREAS) else None

    # Cards.

    def height(self, key: Key) -> int:
        """Return the number of lines of a card."""
        if key[0] == "fold":
            return 2
        return (5 if self.roomy else 3) + len(self._titles(self.gaps[key[1]]))

    def card(self, key: Key) -> Card:
        """Return a card."""
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = self._fold(key[1]) if key[0] == "fold" else self._gap(self.gaps[key[1]])
        return card

    def _fold(self, n: int) -> Card:
        mark = self.glyphs.more if n in self.unfolded else self.glyphs.fold
        return Card(lines=(BLANK, ((f"{mark} {self.fold_words[n]}", "faint"),)), lead=1)

    def _gap(self, gap: Gap) -> Card:
        inner = self.width - EDGE - 1
        titles: list[Line] = [((part, "bold" if gap.on_board else "muted"),) for part in self._titles(gap)]
        if self.roomy:
            facts: Line = ((self._facts(gap), "muted"),)
            return Card(lines=(BLANK, *titles, self._measure(gap), facts, self._state(gap), BLANK))
        if inner < RICH:
            last = self._state(gap, short=True)
            if last[0][1] == "faint":
                last = justify(last, ((pluralized(gap.goals, "goal") if gap.goals else "", "faint"),), inner)
        else:
            last = self._state(gap)
            if last[0][1] == "faint":
                last = justify(((self._facts(gap), "muted"),), self._state(gap, short=True), inner)
        return Card(lines=(BLANK, *titles, self._measure(gap), last), lead=1)

    def _titles(self, gap: Gap) -> Sequence[str]:
        """Return a title, wrapped to at most two lines."""
        lines = self._wrapped.get(gap.id)
        if lines is None:
            inner = self.width - EDGE - 1
            title = f"{self.glyphs.private} {row_text(gap.title)}" if gap.private else row_text(gap.title)
            lines = self._wrapped[gap.id] = wrap(title, inner, TITLE, self.glyphs.cut) or [""]
        return lines

    def _facts(self, gap: Gap) -> str:
        """Return the gap's weekly goals, and whether it is a bet of the quarter."""
        bet = gap.on_board and gap.id in self.view.bets
        return f"{gap.goals_in_words}{f' {self.glyphs.dot} a bet' if bet else ''}"

    def _measure(self, gap: Gap) -> Line:
        """Return bar, measure and step."""
        inner = self.width - EDGE - 1
        measure = gap.measure
        if inner < RICH:
            size = max(0, min(6, inner - len(measure) - len(gap.step) - 2))
            pieces: Line = (
                *(bar(gap.evidence, gap.needed, size, self.glyphs) if size else ()),
                (f" {measure}", "text"),
            )
            return justify(pieces, ((gap.step.value, "muted"),), inner)
        badge = f" {gap.step} "
        size = max(4, min(inner // 2, inner - len(measure) - len(badge) - 2))
        if self.single:
            size = max(4, inner - len(measure) - len(" current ") - 4)
        pieces = (*bar(gap.evidence, gap.needed, size, self.glyphs), (f"  {measure}", "text"))
        return justify(pieces, ((badge, "muted on-panel"),), inner + 1)

    def _state(self, gap: Gap, *, short: bool = False) -> Line:
        """Return what the card asks for, in green or amber; else when it last moved."""
        today = self.view.today
        if gap.closed_on is not None:
            return ((f"closed {days_ago(gap.closed_on, today)}", "faint"),)
        if gap.parked_on is not None:
            return ((f"parked {days_ago(gap.parked_on, today)}", "faint"),)
        if gap.shown:
            if self.roomy:
                return (
                    (f"{self.glyphs.done} shown  ", "good"),
                    *verbs.CLOSE_GAP.hint(" close it?"),
                )
            return ((f"{self.glyphs.done} shown, close it?", "good"),)
        if gap.stalled(today, self.view.away):
            still = pluralized(gap.still_for(today, self.view.away), "week")
            return ((f"{self.glyphs.stalled} still for {still}", "asks"),)
        word = "moved" if gap.moved_on is not None else "opened"
        ago = days_ago(gap.last_moved, today) if gap.last_moved is not None else ""
        return ((ago if short and word == "moved" else f"{word} {ago}", "faint"),)

    def beyond(self, hidden: Sequence[Key], *, below: bool) -> Line:
        """Return the count of cards out of view, as `3 more`, with the content of hidden folds."""
        cards = sum(kind != "fold" for kind, _ in hidden)
        folds = [n for kind, n in hidden if kind == "fold" and below]
        words = [f"{cards} more"] if cards else []
        words += [self.card(("fold", n)).lines[1][0][0].split(" ", 1)[1] for n in folds if n not in self.unfolded]
        arrow = self.glyphs.more if below else self.glyphs.less
        label = f" {self.glyphs.dot} ".join(words) or "folded"
        if len(label) + 2 > self.width - EDGE and cards:
            label = words[0]  # only the count fits
        return ((f"{label} {arrow}", "faint"),)


def fold_words(folded: Iterable[Gap]) -> str:
    """Return the number of gaps in a fold by kind: `2 parked, 4 closed`."""
    parked = [gap.parked for gap in folded]
    counts = ((sum(parked), "parked"), (len(parked) - sum(parked), "closed"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)
