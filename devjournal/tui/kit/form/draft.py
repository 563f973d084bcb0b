"""The draft of a form: its values at opening, and its changes until they are saved."""

from __future__ import annotations

from devjournal.tui.kit.drafted import Answers, DraftSlot


class Draft:
    """Compares a form's values with the journal's, and stores changes in a slot."""

    def __init__(self, answers: Answers) -> None:
        """Begin with the journal's values."""
        self.base = answers
        """The base of the changes: the journal's values when the draft was begun."""
        self._opened_with = answers
        self._stored = answers

    def left_in(self, slot: DraftSlot) -> tuple[Answers, Answers] | None:
        """Return the saved values and their base from `slot`, or `None`."""
        stored = slot.load()
        base = stored.pop("base", None) if stored else None
        return (stored, base) if stored and isinstance(base, dict) else None

    def take_up(self, answers: Answers, base: Answers) -> bool:
        """Continue a restored draft, and return whether it differs from the journal."""
        self._stored = answers
        if answers == self.base:
            return False
        self.base = {name: base.get(name, answer) for name, answer in self._opened_with.items()}
        return True

    def keep_in(self, slot: DraftSlot, answers: Answers) -> None:
        """Save changed values; a draft without changes is deleted.

        Raises:
            OSError: it cannot be written.
        """
        if answers == self._stored and not slot.unwritten:
            return
        if answers == self.base:
            slot.drop()
        else:
            slot.save({**answers, "base": self.base})
        self._stored = answers

    def start_over(self) -> Answers:
        """Return the journal's values at opening, as the new base."""
        self.base = self._opened_with
        return self.base
