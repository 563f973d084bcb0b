"""The form of a shipped board: gaps, role and months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.boards import BoardTemplate
from devjournal.domain.career.gap import NewGap
from devjournal.tui.begin.gap_line import gap_line
from devjournal.tui.horizons.form import MONTHS_HELP, months_in, role_in
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading
from devjournal.tui.widgets.fields import Field, TextField
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.fields.number import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAnswer:
    """A board as the user has changed it."""

    role: str
    months: int
    gaps: tuple[NewGap, ...]


class BoardForm(Form[BoardAnswer]):
    """Asks which gaps of a shipped board to add, which role is wanted, and by when."""

    TAB = "gaps"
    ABOUT = "board"

    def __init__(self, board: BoardTemplate, save: Callable[[BoardAnswer, Answers], None], today: date) -> None:
        """Show `board`."""
        facts = "All of it can be changed later, and one undo takes it back."
        super().__init__(Heading(title="A board to begin with", span=f"for: {board.role}", facts=facts), save, today)
        self._board = board

    def fields(self) -> Sequence[Field]:
        """Return the fields of gaps, role and months."""
        gaps = CheckList([(at, gap_line(gap)) for at, gap in enumerate(self._board.gaps)], selected=True)
        role = TextField(self._board.next_role, single=True)
        return (
            Field("Which gaps?", gaps, help="space leaves one out, or puts it back", id="gaps"),
            Field("Which role do you want to be in?", role, help="needed", id="role"),
            Field("In how many months?", Number(self._board.months), help=MONTHS_HELP, id="months"),
        )

    def collect(self) -> BoardAnswer:
        """Return the board.

        Raises:
            FieldRefused: role or months are missing or out of range.
        """
        role, months = role_in(self), months_in(self)
        gaps = tuple(self._board.gaps[at] for at in self.control("gaps", CheckList).selected)
        return BoardAnswer(role=role, months=months, gaps=gaps)
