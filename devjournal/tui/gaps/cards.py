"""The renderer of the gap board: column heads and cards as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from devjournal.domain.career.gap import QUESTIONS, Gap
from devjournal.domain.text.user_text import pluralized
from devjournal.tui import verbs
from devjournal.tui.gaps.board_columns import Card, Key
from devjournal.tui.gaps.data import AREAS, GapsView
from devjournal.tui.gaps.labels import state_label
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.charts import bar
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, row_text, truncate, width_of, wrap

GUTTER = 2
"""Cells between two columns."""

MAX_TITLE = 2
"""Maximum lines of a card's title."""

DETAILED = 30
"""Cells of a card from which it shows its goals, hits and step."""


@dataclass(slots=True, kw_only=True)
class BoardRenderer:
    """Draws one state of the board at one size."""

    view: GapsView
    gaps: Mapping[int, Gap]
    open_counts: tuple[str, ...]
    """The count in each column's head, such as `3 open`."""
    fold_labels: tuple[str, ...]
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

    @property
    def inner(self) -> int:
        """Cells of a card's text: the edge is at its left, a blank at its right."""
        return self.width - EDGE - 1

    # Heads.

    def head(self, at: int) -> Sequence[Line]:
        """Return the heads of the columns, with column `at` highlighted."""
        lines = self._heads.get(at)
        if lines is None:
            lines = self._heads[at] = self._switch(at) if self.single else self._column_heads(at)
        return lines

    def _column_heads(self, at: int) -> list[Line]:
        """Return the heads side by side: title and count, question, rule."""
        questions = [wrap(QUESTIONS[area], self.width - EDGE) for area in AREAS]
        height = max(map(len, questions))
        columns = []
        for n, (area, question) in enumerate(zip(AREAS, questions, strict=True)):
            title: Line = ((area.value.capitalize(), "bold here" if n == at else "bold"),)
            lines = [justify(title, ((self.open_counts[n], "muted"),), self.inner)]
            lines += [((part, "muted"),) for part in question] + [BLANK] * (height - len(question))
            columns.append([*map(self.fitted, lines), (self._rule(self.width, heavy=n == at),)])
        return side_by_side(columns)

    def _rule(self, width: int, *, heavy: bool) -> Piece:
        return (self.glyphs.heavy * width, "bar") if heavy else (self.glyphs.rule * width, "line")

    def _switch(self, at: int) -> list[Line]:
        """Return the names of the columns on one line, the rule, and the question of column `at`."""
        names: list[Piece] = []
        rules: list[Piece] = []
        labels, between = self._switch_labels()
        for n, label in enumerate(labels):
            blank: Piece = (" " * (between if n else 0), "")
            names += [blank, (label, "bold here" if n == at else "muted")]
            rules += [blank, self._rule(len(label), heavy=n == at)]
        lines: list[Line] = [tuple(names), tuple(rules)]
        if self.question:
            lines.append(((cut(QUESTIONS[AREAS[at]], self.width, self.glyphs.cut), "muted"),))
        return lines

    def _switch_labels(self) -> tuple[list[str], int]:
        """Return the name of each column with its count, and the blanks between two names."""
        counts = self.open_counts
        if sum(len(f"{area} {count} ") for area, count in zip(AREAS, counts, strict=True)) > self.width:
            # with a filter: only the count of matches, without the total
            counts = tuple(count.split()[0] for count in counts)
        labels = [f"{area.value.capitalize()} {count}" for area, count in zip(AREAS, counts, strict=True)]
        return labels, max(1, min(4, (self.width - sum(map(len, labels))) // 2))

    def head_at(self, x: int, y: int) -> int | None:
        """Return the column whose head is at a position."""
        if not self.single:
            n, inside = divmod(x, self.width + GUTTER)
            return n if inside < self.width and n < len(AREAS) else None
        labels, between = self._switch_labels()
        for n, label in enumerate(labels):
            if 0 <= x < len(label) and y < 2:
                return n
            x -= len(label) + between
        return None

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
            card = self._fold(key[1]) if key[0] == "fold" else self._gap(self.gaps[key[1]])
            card = self._cards[key] = replace(card, lines=tuple(map(self.fitted, card.lines)))
        return card

    def fitted(self, line: Line) -> Line:
        """Return a line of a column as wide as the column, with room for the cursor's edge."""
        line = truncate(((" " * EDGE, ""), *line), self.width, self.glyphs.cut)
        return (*line, (" " * (self.width - width_of(line)), ""))

    def under_cursor(self, line: Line) -> Line:
        """Return a fitted line with the cursor's edge and background."""
        edge: Piece = (f"{self.glyphs.edge} ", "bar")
        return tuple((text, f"on-surface {ink}") for text, ink in (edge, *line[1:]))

    def _fold(self, n: int) -> Card:
        glyph = self.glyphs.more if n in self.unfolded else self.glyphs.fold
        return Card(lines=(BLANK, ((f"{glyph} {self.fold_labels[n]}", "faint"),)), lead=1)

    def _gap(self, gap: Gap) -> Card:
        titles: list[Line] = [((part, "bold" if gap.on_board else "muted"),) for part in self._titles(gap)]
        measure, state = self._measure(gap), self._state(gap)
        if self.roomy:
            return Card(lines=(BLANK, *titles, measure, ((self._facts(gap), "muted"),), state, BLANK))
        if state[0][1] == "faint":  # the gap asks for nothing, which leaves room for its goals
            last_change = ((state[0][0].removeprefix("moved "), "faint"),)
            if self.inner >= DETAILED:
                state = justify(((self._facts(gap), "muted"),), last_change, self.inner)
            else:
                goals = pluralized(gap.goals, "goal") if gap.goals else ""
                state = justify(last_change, ((goals, "faint"),), self.inner)
        return Card(lines=(BLANK, *titles, measure, state), lead=1)

    def _titles(self, gap: Gap) -> Sequence[str]:
        """Return a title, wrapped to at most two lines."""
        lines = self._wrapped.get(gap.id)
        if lines is None:
            title = f"{self.glyphs.private} {row_text(gap.title)}" if gap.private else row_text(gap.title)
            lines = self._wrapped[gap.id] = wrap(title, self.inner, MAX_TITLE, self.glyphs.cut)
        return lines

    def _facts(self, gap: Gap) -> str:
        """Return the gap's weekly goals, and whether it is a bet of the quarter."""
        bet = gap.on_board and gap.id in self.view.bets
        return f"{gap.goals_in_words}{f' {self.glyphs.dot} a bet' if bet else ''}"

    def _measure(self, gap: Gap) -> Line:
        """Return bar, measure and step."""
        inner, measure = self.inner, gap.measure
        if inner < DETAILED:
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

    def _state(self, gap: Gap) -> Line:
        """Return what the card asks for, in green or amber; else its last change, faint."""
        if self.roomy and gap.on_board and gap.shown:
            return ((f"{self.glyphs.done} shown  ", "good"), *verbs.CLOSE_GAP.hint(" close it?"))
        text, ink = state_label(gap, self.view.today, self.view.away, self.glyphs)
        return ((text, "faint" if ink == "muted" else ink),)

    def beyond(self, hidden: Sequence[Key], *, below: bool) -> Line:
        """Return the count of cards out of view, as `3 more`. Below the window, hidden folds are named too."""
        cards = sum(kind != "fold" for kind, _ in hidden)
        folds = [n for kind, n in hidden if kind == "fold" and below and n not in self.unfolded]
        parts = [f"{cards} more"] if cards else []
        parts += [self.fold_labels[n] for n in folds]
        arrow = self.glyphs.more if below else self.glyphs.less
        label = f" {self.glyphs.dot} ".join(parts) or "folded"
        if len(label) + 2 > self.width - EDGE and cards:
            label = parts[0]  # only the count fits
        return ((f"{label} {arrow}", "faint"),)


def side_by_side(columns: Iterable[Sequence[Line]]) -> list[Line]:
    """Return the lines of columns, of which each is as wide as its column, side by side."""
    gutter: Piece = (" " * GUTTER, "")
    return [tuple(piece for part in parts for piece in (gutter, *part))[1:] for parts in zip(*columns, strict=True)]


def fold_label(gaps: Sequence[Gap]) -> str:
    """Return the number of folded gaps by kind: `2 parked, 4 closed`."""
    parked = sum(gap.parked for gap in gaps)
    counts = ((parked, "parked"), (len(gaps) - parked, "closed"))
    return ", ".join(f"{count} {kind}" for count, kind in counts if count)
