"""The step of one area: its question, a decision on each gap, and new gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.widget import Widget

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.reviews.review_draft import CHOICES, Decision, GapDecision, GapWording
from devjournal.domain.week.due import ReviewKind
from devjournal.tui.gaps.form import NO_NUMBER, times_in
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused
from devjournal.tui.reviews.walk.gap_rows import GapQuestion, GapRows
from devjournal.tui.reviews.walk.new_gaps import new_gaps_in, new_gaps_text
from devjournal.tui.reviews.walk.step import StepContext, StepForm
from devjournal.tui.widgets.fields import Field, TextField
from devjournal.tui.widgets.fields.number import Number
from devjournal.tui.widgets.lines import Line, cut
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import wrap_inked

DETAILS = {GapDecision.ADJUST: ("needed", "title", "why"), GapDecision.PARK: ("parked",)}
"""Fields that a decision needs, in order."""

_DETAIL_NAMES = tuple(name for names in DETAILS.values() for name in names)

NEW_HELP = "one a line; title, 3 for three times"

ASIDE = 26
"""Cells of the aside."""

MAX_ENTRIES = 5
"""Entries listed in the aside; earlier ones are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAnswer:
    """The answers of the step."""

    text: str
    decisions: tuple[Decision, ...]
    """At most one for each gap."""
    new: Mapping[str, int]
    """Titles of new gaps, with the number of times needed."""


class AreaStep(StepForm[AreaAnswer]):
    """One of the three questions, and its gaps."""

    def __init__(
        self,
        context: StepContext,
        save: Callable[[AreaAnswer, Answers], None],
        gaps: Sequence[GapQuestion],
        since: str,
    ) -> None:
        """Ask about `gaps`, whose entries are from `since` on; an empty `since` means from the beginning."""
        super().__init__(context, save)
        self._gaps = gaps
        self._since = since
        self._detailed_uid = ""
        """Uid of the gap whose details are in the fields."""
        self._detail_fields: tuple[str, ...] = ()
        """Names of these fields."""
        self._labels = {choice: choice.value for choice in CHOICES[self.review_draft.kind]}
        if self.review_draft.kind is ReviewKind.MONTHLY:
            self._labels[GapDecision.KEEP] = "stay"

    # Fields.

    def fields(self) -> Sequence[Field]:
        """Question, gaps, details of decisions, new gaps."""
        fields = [self.question()]
        if self._gaps:
            rows = GapRows(self._gaps, self._labels, self._since)
            rows.put(self._decisions())
            help = ", ".join(f"{label[0]} {label}" for label in self._labels.values())
            fields += [
                Field("What happens to each gap?", rows, help=help, id="gaps"),
                Field("How many times is enough?", Number(None), help="needed", id="needed"),
                Field("What is it called?", TextField(single=True), help="needed", id="title"),
                Field("Why does it matter?", TextField(), help="optional", id="why"),
                Field("Why is it parked?", TextField(single=True), help="one line; optional", id="parked"),
            ]
        if self.review_draft.kind is ReviewKind.QUARTERLY:
            area = self.review_draft.page.area
            new = new_gaps_text(planned for planned in self.review_draft.answers.new if planned.new.area is area)
            fields.append(Field("What else is missing?", TextField(new, lines=True), help=NEW_HELP, id="new"))
        return fields

    def _decisions(self) -> dict[str, dict[str, str]]:
        """Return the draft's decisions in the format of `GapRows`."""
        answers = {}
        for decision in self.review_draft.answers.decisions:
            answer = {"choice": decision.choice.value}
            if decision.now is not None:
                answer |= {"needed": str(decision.now.needed), "title": decision.now.title, "why": decision.now.why}
            if decision.choice is GapDecision.PARK:
                answer["parked"] = decision.why
            answers[decision.gap] = answer
        return answers

    @property
    def _rows(self) -> GapRows | None:
        rows = self.field("gaps").control if self._gaps else None
        assert rows is None or isinstance(rows, GapRows)
        return rows

    def first_control(self) -> Widget:
        """The question."""
        return self.field("text").control

    # Details of decisions.

    def filled(self) -> None:
        """Show the details of the decision on the gap under the cursor."""
        self._detailed_uid, self._detail_fields = "", ()
        self._show_details()

    def _show_details(self) -> None:
        """Store the details of the last gap, and put those of the gap under the cursor into the fields."""
        rows = self._rows
        if rows is None:
            return
        self._store_details()
        decision = rows.decisions.get(rows.uid)
        names = DETAILS.get(decision.choice, ()) if decision is not None else ()
        for name in _DETAIL_NAMES:
            self.field(name).display = name in names
            if rows.uid != self._detailed_uid:
                self.field(name).refuse("")
        if decision is not None and names:
            gap = rows.gaps[rows.uid].gap
            self._ask_detail(names[0], gap.title)
            current = {"needed": str(gap.needed), "title": gap.title, "why": gap.why, "parked": ""}
            for name in names:
                self.field(name).put(decision.texts.get(name, current[name]))
        self._detailed_uid, self._detail_fields = rows.uid, names
        self._draw_aside()

    def _ask_detail(self, name: str, title: str) -> None:
        """Name the gap beside the question of its first detail."""
        title = cut(title, 44, self.glyphs.cut)
        if name == "parked":
            self.field(name).ask("Why is it parked?", f"{title}; optional")
        else:
            self.field(name).ask("How many times is enough?", title)

    def _store_details(self) -> None:
        """Store the texts of the fields with the decision that they belong to."""
        rows = self._rows
        decision = rows.decisions.get(self._detailed_uid) if rows is not None else None
        if decision is not None:
            decision.texts.update({name: str(self.field(name).answer) for name in self._detail_fields})

    def on_gap_rows_decided(self, message: GapRows.Decided) -> None:
        """Focus the details of the decision, or move to the next gap."""
        rows = self._rows
        assert rows is not None
        self._show_details()
        if message.choice in DETAILS:
            self.set_focus(self.field(DETAILS[message.choice][0]).control)
        else:
            rows.move_to(rows.cursor + 1)
            self._show_details()

    def on_pane_moved(self, message: Pane.Moved) -> None:
        """Show the details of the gap under the cursor."""
        message.stop()
        self._show_details()

    def focus_next(self, selector: object = "*") -> Widget | None:
        """Focus the next field; after the last detail of a gap, the next gap."""
        rows = self._rows
        last = self.field(self._detail_fields[-1]).control if self._detail_fields else None
        if rows is None or self.focused is not last or rows.cursor + 1 >= len(rows.rows):
            return super().focus_next(selector)  # type: ignore[arg-type]
        rows.move_to(rows.cursor + 1)
        self._show_details()
        self.set_focus(rows)
        return rows

    def answers(self) -> Answers:
        """Return the value of every field; details are part of their gap's decision."""
        self._store_details()
        return {name: answer for name, answer in super().answers().items() if name not in _DETAIL_NAMES}

    # The result.

    def aside(self) -> list[Line]:
        """Return the evidence for the gap under the cursor since the last review."""
        rows = self._rows
        question = rows.gaps.get(rows.uid) if rows is not None else None
        if question is None or not question.entries:
            return []
        lines: list[Line] = [
            ((cut(question.gap.title, ASIDE, self.glyphs.cut), "bold"),),
            (),
            ((f"since {self._since}" if self._since else "so far", "muted"),),
        ]
        for entry in question.entries[-MAX_ENTRIES:]:
            lines += [(), ((day_in_row(entry.day), "muted"),)]
            lines += wrap_inked("text", entry.text, ASIDE, 2, self.glyphs.cut)
        more = len(question.entries) - MAX_ENTRIES
        return [*lines, (), ((f"{more} more before", "faint"),)] if more > 0 else lines

    def collect(self) -> AreaAnswer:
        """Return the answers.

        Raises:
            FieldRefused: an adjusted or new gap has no title, or an invalid number.
        """
        text = self.text_of("text", "The answer")
        self._store_details()
        rows = self._rows
        decisions = tuple(self._decision(rows, uid) for uid in rows.decisions) if rows is not None else ()
        quarterly = self.review_draft.kind is ReviewKind.QUARTERLY
        new = new_gaps_in(self.text_of("new", "The gap")) if quarterly else {}
        return AreaAnswer(text=text, decisions=decisions, new=new)

    def _decision(self, rows: GapRows, uid: str) -> Decision:
        typed, was = rows.decisions[uid], GapWording.of(rows.gaps[uid].gap)
        now = self._wording(rows, uid, was) if typed.choice is GapDecision.ADJUST else None
        why = typed.texts.get("parked", "") if typed.choice is GapDecision.PARK else ""
        return Decision(gap=uid, choice=typed.choice, was=was, now=now, why=why)

    def _wording(self, rows: GapRows, uid: str, was: GapWording) -> GapWording:
        """Return the adjusted wording of a gap; if it is invalid, show its details."""
        texts = rows.decisions[uid].texts
        needed, title = times_in(texts.get("needed", str(was.needed))), texts.get("title", was.title)
        if needed is None or not title.strip():
            rows.go_to(uid)
            self._show_details()
            raise FieldRefused("needed", NO_NUMBER) if needed is None else FieldRefused("title", "Needed: a few words.")
        return GapWording(title=title, why=texts.get("why", was.why), needed=needed)
