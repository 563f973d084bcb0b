"""The gaps of an area as a list. A letter decides on the gap under the cursor, and moves on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.days import day_in_row
from devjournal.domain.reviews.review_draft import GapDecision
from devjournal.domain.week.entry import Entry
from devjournal.tui.gaps.origins import Origin
from devjournal.tui.widgets.block import EDGE, Row
from devjournal.tui.widgets.fields.answer_rows import FilledRows
from devjournal.tui.widgets.lines import Line, cut, justify, width_of

GLYPHS = {
    GapDecision.KEEP: ("·", "muted"),
    GapDecision.ADJUST: ("→", "here"),
    GapDecision.CLOSE: ("✓", "good"),
    GapDecision.PARK: ("–", "text"),
}
"""Glyph and ink of each decision."""

MAX_LINES, MAX_LINES_SHORT = 10, 6
"""Lines drawn at once, in a window of 30 rows and more, and in a shorter one."""

MIN_ENTRY = 12
"""Minimum cells of an entry; with fewer, it is not shown."""

_NEW = "new, "
"""Prefix of the origin of a gap that is new since the last review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapQuestion:
    """A gap to decide on, with its evidence since the last review."""

    gap: Gap
    entries: tuple[Entry, ...] = ()
    """Earliest first."""
    origin: Origin | None = None
    """The talk with a role model that the gap came from, if it is new since the last review."""


@dataclass(slots=True, kw_only=True)
class TypedDecision:
    """A decision as typed."""

    choice: GapDecision
    texts: dict[str, str] = field(default_factory=dict)
    """Details by field name: a new wording, or why it is parked. Another decision does not clear them."""


class GapRows(FilledRows):
    """Gaps to decide on. The letters of decisions take precedence over movement keys."""

    @dataclass
    class Decided(Message):
        """A decision was made on the gap under the cursor."""

        choice: GapDecision

    DEFAULT_CSS = "GapRows { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(letter, f"give('{letter}')", show=False, priority=True) for letter in "acksp"
    ]

    def __init__(self, gaps: Sequence[GapQuestion], labels: Mapping[GapDecision, str], since: str) -> None:
        """Ask about `gaps`. Each decision is chosen by the first letter of its label.

        `since` is the day of the last review, in words; empty if there was none.
        """
        super().__init__()
        self.gaps = {question.gap.uid: question for question in gaps}
        self.decisions: dict[str, TypedDecision] = {}
        self._labels = labels
        self._by_letter = {label[0]: choice for choice, label in labels.items()}
        self._since = since

    @property
    def uid(self) -> str:
        """Uid of the gap under the cursor."""
        return str(self.row.value) if self.row is not None else ""

    @property
    def answer(self) -> dict[str, dict[str, str]]:
        """The decisions by uid, as JSON types."""
        return {uid: {"choice": decision.choice.value, **decision.texts} for uid, decision in self.decisions.items()}

    def put(self, answer: object) -> None:
        """Set the decisions; invalid ones are ignored."""
        if not isinstance(answer, dict):
            return
        self.decisions = {}
        for uid, decision in answer.items():
            if uid in self.gaps and isinstance(decision, dict) and decision.get("choice") in tuple(self._labels):
                texts = {name: str(text) for name, text in decision.items() if name != "choice"}
                self.decisions[uid] = TypedDecision(choice=GapDecision(decision["choice"]), texts=texts)
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable letters without a decision."""
        return action != "give" or parameters[0] in self._by_letter

    def action_give(self, letter: str) -> None:
        """Decide on the gap under the cursor."""
        if not self.uid:
            return
        choice, former = self._by_letter[letter], self.decisions.get(self.uid)
        self.decisions[self.uid] = TypedDecision(choice=choice, texts=former.texts if former is not None else {})
        self.fill()
        self.post_message(self.Decided(choice))

    def go_to(self, uid: str) -> None:
        """Move the cursor to a gap."""
        self.move_to(next((n for n, row in enumerate(self.rows) if row.value == uid), self.cursor))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines."""
        return min(MAX_LINES if self.screen.size.height >= 30 else MAX_LINES_SHORT, 2 * len(self.gaps))

    def fill(self) -> None:
        """Make the rows, and show them."""
        self.show_rows((), [Row(self._lines(question), uid, "gap") for uid, question in self.gaps.items()])

    def _lines(self, question: GapQuestion) -> tuple[Line, Line]:
        glyphs, width, gap = self.glyphs, max(30, min(80, self.size.width or 80) - EDGE), question.gap
        decision = self.decisions.get(gap.uid)
        choice = decision.choice if decision is not None else GapDecision.KEEP
        glyph, ink = GLYPHS[choice]
        measure = f"{gap.measure}   "
        label = f"{glyphs.equivalent(glyph)} {self._labels[choice].ljust(6)}"
        title = cut(gap.title, width - len(measure) - len(label) - 2, glyphs.cut)
        right = ((measure, "muted"), (label, ink if decision is not None else "faint"))
        return justify(((title, "text"),), right, width), self._evidence(question, width)

    def _evidence(self, question: GapQuestion, width: int) -> Line:
        """Return a new gap's origin, the number of new entries, and the newest entry if it fits."""
        count = f"{len(question.entries)} new"
        if question.origin is not None:
            after = f"; {count}" if question.entries else ""
            head = f"{_NEW}{question.origin.label(width - len(_NEW) - len(after), self.glyphs.cut)}{after}"
        elif question.entries:
            head = count
        else:
            return ((f"nothing since {self._since}" if self._since else "no evidence yet", "faint"),)
        line: Line = ((head, "muted"),)
        if question.entries:
            newest = question.entries[-1]
            day = f", {day_in_row(newest.day)}: "
            room = width - width_of(line) - len(day)
            if room >= MIN_ENTRY:
                line += ((day + cut(newest.text, room, self.glyphs.cut), "muted"),)
        return line
