"""The bare app with a form of Textual's own widgets, for the questions of an entry."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, OptionList, Switch, TextArea

from benchmarks.bare import Bare


class EntryForm(ModalScreen[None]):
    """A text, a link, a day, whether it is private, and one of ten gaps."""

    BINDINGS = [("escape", "dismiss", "Cancel")]

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Label("What was done or learned?")
            yield TextArea()
            yield Label("A link to it?")
            yield Input()
            yield Label("Which day?")
            yield Input("2026-11-25")
            yield Label("Private?")
            yield Switch()
            yield Label("Which gap is it evidence for?")
            yield OptionList(*(f"Lead the design of service {n}" for n in range(10)))
        yield Footer()


class PlainForm(Bare):
    """The bare app in which `a` opens the form."""

    BINDINGS = [("a", "ask", "Add")]

    def action_ask(self) -> None:
        self.push_screen(EntryForm())


if __name__ == "__main__":
    PlainForm().run()
