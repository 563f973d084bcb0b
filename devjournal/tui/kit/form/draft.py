"""The draft of a form: what has changed in the form since it was opened."""

from __future__ import annotations

from devjournal.tui.kit.drafted import Answers, DraftSlot


class Draft:
    """Compares the answers of a form with the journal's values, and stores them in a slot if they differ."""

    def __init__(self, answers: Answers) -> None:
        """Begin with `answers`: the journal's values."""
        self.base = answers
        """The journal's values when the draft was begun."""
        self._opened_with = answers
        self._stored = answers

    def load(self, slot: DraftSlot) -> tuple[Answers, Answers] | None:
        """Return the answers and the base stored in `slot`; `None` if there is no draft."""
        stored = slot.load()
        base = stored.pop("base", None) if stored else None
        return (stored, base) if stored and isinstance(base, dict) else None

    def resume(self, answers: Answers, base: Answers) -> bool:
        """Continue with the answers of a restored draft; return whether they differ from the journal's values."""
        self._stored = answers
        if answers == self.base:
            return False
        self.base = {name: base.get(name, answer) for name, answer in self._opened_with.items()}
        return True

    def store(self, slot: DraftSlot, answers: Answers) -> None:
        """Store `answers` if they have changed. A draft that equals its base is deleted.

        Raises:
            OSError: the draft cannot be written.
        """
        if answers == self._stored and not slot.unwritten:
            return
        if answers == self.base:
            slot.drop()
        else:
            slot.save({**answers, "base": self.base})
        self._stored = answers

    def start_over(self) -> Answers:
        """Return the journal's values at opening, which become the base."""
        self.base = self._opened_with
        return self.base
