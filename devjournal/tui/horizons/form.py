"""Horizons: the list of current and earlier horizons, and the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.career.horizon import Horizon, check_months
from devjournal.domain.dates.days import day_in_full
from devjournal.domain.text.user_text import pluralized
from devjournal.errors import UsageError
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.kit.panel import ListPanel, keys_line
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.fields import Field, TextField
from devjournal.tui.widgets.fields.number import Number
from devjournal.tui.widgets.lines import Line, cut

NEW = 0
"""Stands for the ID of a horizon that is still to be set."""

MONTHS_HELP = "needed: 12, 24, 36 or any number"
_WHY_HELP = "optional: shown above the board"

HISTORY = 4
"""Maximum number of earlier horizons listed; the others are counted."""

_WIDE_KEYS = 46
"""Cells from which three blanks separate the keys."""


@dataclass(frozen=True, slots=True)
class HorizonChoice:
    """What to do with which horizon."""

    verb: str
    """`new`, `edit` or `remove`."""
    row_id: int = NEW


class HorizonList(ListPanel[HorizonChoice | None]):
    """The current horizons as a list, and the earlier ones below."""

    QUESTION = "Where do you want to be?"
    KEYS = (("enter", "edit"), ("n", "new"), ("x", "remove"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "dismiss", show=False, priority=True),
        Binding("n", "choose('new')", show=False, priority=True),
        Binding("e", "choose('edit')", show=False, priority=True),
        Binding("x", "choose('remove')", show=False, priority=True),
    ]

    def __init__(self, standing: Sequence[Horizon], history: Sequence[Horizon], today: date) -> None:
        """Show current and earlier horizons."""
        super().__init__()
        self._standing, self._history, self._today = standing, history, today

    def write(self) -> None:
        """Write the current horizons, the earlier ones, and the keys."""
        width = self.room - 2
        rows = [Row((self._line(horizon, width),), horizon.id, "horizon") for horizon in self._standing]
        self.list.show_rows((), rows)
        self.list.styles.height = len(rows)
        keys = keys_line(*self.KEYS, gap=3 if width >= _WIDE_KEYS else 1)
        self.say([*self._earlier(width), (), keys], "hint")

    def _line(self, horizon: Horizon, width: int) -> Line:
        mark = self.glyphs.cut
        facts = f"in {pluralized(horizon.months, 'month')}, {horizon.left(self._today)}"
        return ((cut(horizon.role, width - len(facts) - 2, mark), "text"), (f"  {facts}", "muted"))

    def _earlier(self, width: int) -> list[Line]:
        if not self._history:
            return []
        mark = self.glyphs.cut
        lines: list[Line] = [(), (("Before", "bold"),)]
        for horizon in self._history[:HISTORY]:
            day = day_in_full(horizon.retired_on) if horizon.retired_on else ""
            facts = f"{pluralized(horizon.months, 'month')}, until {day}"
            lines.append(((cut(horizon.role, width - len(facts) - 2, mark), "muted"), (f"  {facts}", "faint")))
        more = len(self._history) - HISTORY
        if more > 0:
            lines.append(((f"{more} more before", "faint"),))
        return lines

    def pick(self, value: object) -> None:
        """Close, to edit the horizon under the cursor."""
        self.action_choose("edit")

    def action_choose(self, verb: str) -> None:
        """Close with `verb`, and the horizon under the cursor."""
        row = self.list.row
        row_id = row.value if row is not None and isinstance(row.value, int) else NEW
        self.dismiss(HorizonChoice(verb, NEW if verb == "new" else row_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonAnswer:
    """A horizon's fields."""

    role: str
    months: int
    why: str


def horizon_fields(horizon: Horizon | None, ending: str = "", help: str = "needed") -> tuple[Field, ...]:
    """Return the fields of a horizon: role, months, why. Their IDs end in `ending`."""
    role, why = TextField(horizon.role if horizon else "", single=True), TextField(horizon.why if horizon else "")
    months = Number(horizon.months if horizon else None)
    return (
        Field("Which role do you want to be in?", role, help=help, id=f"role{ending}"),
        Field("In how many months?", months, help=MONTHS_HELP, id=f"months{ending}"),
        Field("Why?", why, help=_WHY_HELP, id=f"why{ending}"),
    )


def horizon_in(form: Form[Any], ending: str = "") -> HorizonAnswer:
    """Return the answers to `horizon_fields` with the same `ending`.

    Raises:
        FieldRefused: role or months are missing or out of range.
    """
    role, why = role_in(form, ending), form.text_of(f"why{ending}", "The reason")
    return HorizonAnswer(role=role, months=months_in(form, ending), why=why)


def role_in(form: Form[Any], ending: str = "") -> str:
    """Return the role in the field of `horizon_fields`.

    Raises:
        FieldRefused: the role is missing.
    """
    return form.needed_text(f"role{ending}", "The role", "a role, in a few words")


def months_in(form: Form[Any], ending: str = "") -> int:
    """Return the months in the field of `horizon_fields`.

    Raises:
        FieldRefused: the number is missing or out of range.
    """
    text = form.text_of(f"months{ending}", "The months").strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise FieldRefused(f"months{ending}", "Needed: a number of months, such as 24.")
    try:
        check_months(int(text))
    except UsageError as error:
        raise FieldRefused(f"months{ending}", str(error)) from error
    return int(text)


class HorizonForm(Form[HorizonAnswer]):
    """Asks for a horizon: which role, by when, and why."""

    TAB = "gaps"
    ABOUT = "horizon"

    def __init__(self, horizon: Horizon | None, save: Callable[[HorizonAnswer, Answers], None], today: date) -> None:
        """Ask for a new horizon, or edit `horizon`."""
        span = f"set on {day_in_full(horizon.set_on)}; the months count from there" if horizon else ""
        super().__init__(Heading(title="Edit the horizon" if horizon else "A new horizon", span=span), save, today)
        self._horizon = horizon

    def fields(self) -> Sequence[Field]:
        """Return the fields of role, months and why."""
        return horizon_fields(self._horizon)

    def collect(self) -> HorizonAnswer:
        """Return the horizon.

        Raises:
            FieldRefused: role or months are missing or out of range.
        """
        return horizon_in(self)
