"""The form of an import: file or folder, and its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from devjournal.domain.bring.batch import SourceKind
from devjournal.errors import DocumentRefused
from devjournal.foreign_files import is_ladder, likely_kind
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in
from devjournal.tui.widgets.fields import Choice, Field, Option, TextField
from devjournal.tui.widgets.fields.prefilled import Prefilled

LADDER: Final = "ladder"
"""The kind of a career ladder, which is imported as gaps instead of entries."""

Kind = SourceKind | str

_KINDS: tuple[Option[Kind], ...] = (
    Option("j", "jrnl", SourceKind.JRNL),
    Option("d", "Day One", SourceKind.DAY_ONE),
    Option("m", "brag document", SourceKind.MARKDOWN),
    Option("o", "notes", SourceKind.OBSIDIAN),
    Option("c", "CSV", SourceKind.CSV),
    Option("l", "ladder", LADDER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BringAnswer:
    """The file to import."""

    path: Path
    kind: Kind
    """The kind of the source, or `LADDER`."""
    on: date | None


class BringForm(Form[BringAnswer]):
    """Asks which file to import, and what it is."""

    ABOUT = "bring"

    def __init__(
        self,
        save: Callable[[BringAnswer, Answers], None],
        today: date,
        before: BringAnswer | None = None,
        *,
        kind: Kind | None = None,
    ) -> None:
        """Ask for a file, with the former answer `before` or a `kind` filled in."""
        facts = "Nothing is written before you have seen it. The file stays as it is."
        super().__init__(Heading(title="Have something already?", facts=facts), save, today)
        self._before, self._kind_before = before, before.kind if before else kind

    def fields(self) -> Sequence[Field]:
        """Return the fields of path, kind and day."""
        before = self._before
        path = TextField(str(before.path) if before else "", single=True)
        kind = Choice(_KINDS, self._kind_before)
        on = Prefilled(before.on.isoformat() if before and before.on else "")
        return (
            Field("Which file or folder?", path, help="needed: its path", id="path"),
            Field("What is it?", kind, help="if empty, its name decides", id="kind"),
            Field("Which day for items without a date?", on, help="optional, for a brag document", id="on"),
        )

    def collect(self) -> BringAnswer:
        """Return the file to import.

        Raises:
            FieldRefused: there is no such file, or its kind is unknown.
        """
        text = self.text_of("path", "The path").strip()
        if not text:
            raise FieldRefused("path", "Needed: the path of a file or a folder.")
        try:
            path = Path(text).expanduser()
            chosen: Kind | None = self.control("kind", Choice).value
            kind = chosen or (LADDER if is_ladder(path) else likely_kind(path))
        except (DocumentRefused, RuntimeError, ValueError) as error:  # no home folder, or NUL in the path
            raise FieldRefused("path", str(error)) from error
        if kind is None:
            raise FieldRefused("kind", "Needed: its name does not say what it is.")
        return BringAnswer(path=path, kind=kind, on=day_in(self, "on", self._today))
