"""The step of one area: its question, a decision on each of its gaps, and new gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.widget import Widget

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.reviews.review_draft import CHOICES, GapDecision, GapWording
from devjournal.domain.week.due import ReviewKind
from devjournal.tui.gaps.form import NO_NUMBER, times_in
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused
from devjournal.tui.reviews.walk.gap_rows import AskedGap, GapRows
from devjournal.tui.reviews.walk.new_gaps import new_gaps_in, new_gaps_text
from devjournal.tui.reviews.walk.step import StepForm, Steps
from devjournal.tui.widgets.fields import Field, TextField
from devjournal.tui.widgets.fields.number import Number
from devjournal.tui.widgets.lines import Line, cut, wrap
from devjournal.tui.widgets.pane import RowPane

__all__ = ["AreaAnswer", "AreaStep", "AskedGap", "Chosen"]

DETAILS = {GapDecision.ADJUST: ("needed", "title", "why"), GapDecision.PARK: ("parked",)}
"""The fields that a choice asks for, in their order."""

_NAMES = tuple(name for names in DETAILS.values() for name in names)

NEW_HELP = "one a line; title, 3 for three times"

ASIDE = 26
"""Cells of what stands at the right."""


def _asked(name: str, title: str, mark: str) -> tuple[str, str]:
    """Return the question of the first detail, and beside it which gap it is about."""
    about = cut(title, 44, mark)
    return ("Why is it parked?", f"{about}; optional") if name == "parked" else ("How many times is enough?", about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was decided on a gap."""

    choice: GapDecision
    was: GapWording
    """How the gap read when it was decided on."""
    now: GapWording | None = None
    """How it is adjusted."""
    why: str = ""
    """Why it is parked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAnswer:
    """What the step was told."""

    text: str
    chosen: Mapping[str, Chosen]
    """By the gap's uid."""
    new: Mapping[str, int]
    """The titles of new gaps, with how often is enough of each."""


class AreaStep(StepForm[AreaAnswer]):
    """One of the three questions, and its gaps."""

    def __init__(
        self,
        steps: Steps,
        save: Callable[[AreaAnswer, Answers], None],
        gaps: Sequence[AskedGap],
        since: str,
    ) -> None:
        """Ask about `gaps`; their evidence came `since` a day, or ever where that is empty."""
        super().__init__(steps, save)
        self._gaps = gaps
        self._since = since
        self._told = ""
        """The gap whose details are in the fields."""
        self._shown: tuple[str, ...] = ()
        """Those fields."""
        words = {choice: choice.value for choice in CHOICES[steps.walk.kind]}
        if steps.walk.kind is ReviewKind.MONTHLY:
            words[GapDecision.KEEP] = "stay"
        self._words = words

    # fields

    def fields(self) -> Sequence[Field]:
        """Question, gaps, what a decision needs, new gaps."""
        fields = [self.question()]
        if self._gaps:
            rows = GapRows(self._gaps, self._words, self._since)
            rows.decided = self._decided
            rows.put(self._decisions())
            help = ", ".join(f"{word[0]} {word}" for word in self._words.values())
            fields += [
                Field("What happens to each gap?", rows, help=help, id="gaps"),
                Field("How many times is enough?", Number(None), help="needed", id="needed"),
                Field("What is it called?", TextField(single=True), help="needed", id="title"),
                Field("Why does it matter?", TextField(), help="optional", id="why"),
                Field("Why is it parked?", TextField(single=True), help="one line; optional", id="parked"),
            ]
        if self._steps.walk.kind is ReviewKind.QUARTERLY:
            area = self._steps.walk.page.area
            new = new_gaps_text(planned for planned in self._steps.walk.answers.new if planned.new.area is area)
            fields.append(Field("What else is missing?", TextField(new, lines=True), help=NEW_HELP, id="new"))
        return fields

    def _decisions(self) -> dict[str, dict[str, str]]:
        """Return what was decided before, as the list keeps it."""
        answers = {}
        for decision in self._steps.walk.answers.decisions:
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
        """The question, which is answered in words."""
        return self.field("text").control

    # what a decision needs

    def filled(self) -> None:
        """Show what the gap under the cursor needs."""
        self._told, self._shown = "", ()
        self._show_details()

    def _show_details(self) -> None:
        """Put the details of the gap under the cursor into the fields; those of the one before are taken first."""
        rows = self._rows
        if rows is None:
            return
        self._take_details()
        answer = rows.decisions.get(rows.uid)
        names = DETAILS.get(answer.choice, ()) if answer is not None else ()
        for name in _NAMES:
            self.field(name).display = name in names
            if rows.uid != self._told:
                self.field(name).refuse("")
        if answer is not None and names:
            words = GapWording.of(rows.gaps[rows.uid].gap)
            self.field(names[0]).ask(*_asked(names[0], words.title, self.glyphs.cut))
            current = {"needed": str(words.needed), "title": words.title, "why": words.why, "parked": ""}
            for name in names:
                self.field(name).put(answer.texts.get(name, current[name]))
        self._told, self._shown = rows.uid, names
        self._draw_aside()

    def _take_details(self) -> None:
        """Keep what the fields hold with the gap that they are about."""
        rows = self._rows
        answer = rows.decisions.get(self._told) if rows is not None else None
        if answer is not None:
            answer.texts.update({name: str(self.field(name).answer) for name in self._shown})

    def _decided(self, choice: GapDecision) -> None:
        """Go on to what the decision needs, or to the next gap."""
        rows = self._rows
        assert rows is not None
        self._show_details()
        if choice in DETAILS:
            self.set_focus(self.field(DETAILS[choice][0]).control)
        else:
            rows.move_to(rows.cursor + 1)
            self._show_details()

    def on_row_pane_moved(self, message: RowPane.Moved) -> None:
        """The details follow the cursor."""
        message.stop()
        self._show_details()

    def focus_next(self, selector: object = "*") -> Widget | None:
        """Go on; after the last detail of a gap comes the next gap."""
        rows = self._rows
        last = self.field(self._shown[-1]).control if self._shown else None
        if rows is None or self.focused is not last or rows.cursor + 1 >= len(rows.rows):
            return super().focus_next(selector)  # type: ignore[arg-type]
        rows.move_to(rows.cursor + 1)
        self._show_details()
        self.set_focus(rows)
        return rows

    def answers(self) -> Answers:
        """Return what every field holds; details are kept with their gap."""
        self._take_details()
        return {name: answer for name, answer in super().answers().items() if name not in _NAMES}

    # what it adds up to

    def aside(self) -> list[Line]:
        """Return the evidence of the gap under the cursor since the last review."""
        rows = self._rows
        question = rows.gaps.get(rows.uid) if rows is not None else None
        if question is None or not question.entries:
            return []
        lines: list[Line] = [
            ((cut(question.gap.title, ASIDE, self.glyphs.cut), "bold"),),
            (),
            ((f"since {self._since}" if self._since else "so far", "muted"),),
        ]
        for entry in question.entries[-5:]:
            lines += [(), ((day_in_row(entry.day), "muted"),)]
            lines += [((part, "text"),) for part in wrap(entry.text, ASIDE, 2, self.glyphs.cut)]
        more = len(question.entries) - 5
        return [*lines, (), ((f"{more} more before", "faint"),)] if more > 0 else lines

    def collect(self) -> AreaAnswer:
        """Return the answer.

        Raises:
            FieldRefused: a gap is adjusted, or a new one begun, with no title or no number of times.
        """
        text = self.text_of("text", "The answer")
        chosen: dict[str, Chosen] = {}
        rows = self._rows
        if rows is not None:
            self._take_details()
            for uid in rows.decisions:
                chosen[uid] = self._chosen(rows, uid)
        new = new_gaps_in(self.text_of("new", "The gap")) if self._steps.walk.kind is ReviewKind.QUARTERLY else {}
        return AreaAnswer(text=text, chosen=chosen, new=new)

    def _chosen(self, rows: GapRows, uid: str) -> Chosen:
        answer, was = rows.decisions[uid], GapWording.of(rows.gaps[uid].gap)
        texts = answer.texts
        if answer.choice is GapDecision.PARK:
            return Chosen(choice=answer.choice, was=was, why=texts.get("parked", ""))
        if answer.choice is not GapDecision.ADJUST:
            return Chosen(choice=answer.choice, was=was)
        needed, title = times_in(texts.get("needed", str(was.needed))), texts.get("title", was.title)
        if needed is None or not title.strip():
            rows.go_to(uid)
            self._show_details()
            raise FieldRefused("needed", NO_NUMBER) if needed is None else FieldRefused("title", "Needed: a few words.")
        now = GapWording(title=title, why=texts.get("why", was.why), needed=needed)
        return Chosen(choice=answer.choice, was=was, now=now)
