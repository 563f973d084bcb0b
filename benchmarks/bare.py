"""The floor: about the smallest app that Textual can run; nothing built on it can start or answer faster."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    """A header, a number that `j` and `k` change, a footer."""

    BINDINGS = [("j", "count(1)", "Up"), ("k", "count(-1)", "Down"), ("q", "quit", "Quit")]
    number = 0

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("READY 0", id="number")
        yield Footer()

    def action_count(self, step: int) -> None:
        self.number += step
        self.query_one("#number", Static).update(f"READY {self.number}")


if __name__ == "__main__":
    Bare().run()
