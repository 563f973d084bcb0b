"""The help screen: this screen's keys, and the method's words for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.tui.bindings import moves
from devjournal.tui.dialogs.leaf import Leaf
from devjournal.tui.verbs import FORM_HELP, HELP, Verb
from devjournal.tui.widgets.lines import Line, wrap


class Help(Leaf):
    """Keys and words on one page; any of its keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", show=False),
        *(Binding(verb.key, "dismiss", show=False, id=verb.id) for verb in (HELP, FORM_HELP)),
        *moves(priority=False, down="scroll(1)", up="scroll(-1)"),
    ]

    def __init__(self, title: str, words: str, verbs: Sequence[Verb]) -> None:
        """Show the verbs of a screen, or of a form, under its words."""
        super().__init__()
        self._title = title
        self._words = words
        self._verbs = verbs

    def lines(self, width: int) -> list[Line]:
        """Return the words, and a verb with its key in each row."""
        lines: list[Line] = [((self._title, "bold"),), ()]
        lines += [((part, "muted"),) for part in wrap(self._words, width)]
        lines.append(())
        at = max(len(verb.shown_key) for verb in self._verbs) + 3
        for verb in self._verbs:
            for n, part in enumerate(wrap(verb.help, width - at)):
                key = verb.shown_key if n == 0 else ""
                lines.append(((key.ljust(at), "bold here"), (part, "text")))
        return [*lines, (), (("esc", "bold here"), (" closes this page.", "muted"))]
