"""The draft of a form: what it began with, and what of its answers is kept until they are saved."""

from __future__ import annotations

from devjournal.tui.kit.drafted import Answers, DraftSlot


class Draft:
    """Tells answers that were changed from those that the journal held, and keeps them in a slot."""

    def __init__(self, answers: Answers) -> None:
        """Begin with what the journal holds."""
        self.base = answers
        """What the answers began with: those of a draft are changes of what the journal held back then."""
        self._held = answers
        self._kept = answers

    def left_in(self, slot: DraftSlot) -> tuple[Answers, Answers] | None:
        """Return the answers that were left in a slot and what they began with, or None."""
        stored = slot.load()
        base = stored.pop("base", None) if stored else None
        return (stored, base) if stored and isinstance(base, dict) else None

    def take_up(self, answers: Answers, base: Answers) -> bool:
        """Go on with a draft whose answers are filled in, and say whether they differ from what the journal holds."""
        self._kept = answers
        if answers == self.base:
            return False
        self.base = {name: base.get(name, answer) for name, answer in self._held.items()}
        return True

    def keep_in(self, slot: DraftSlot, answers: Answers) -> None:
        """Keep answers that changed since they were kept; none are kept that are as they began.

        Raises:
            OSError: they cannot be written.
        """
        if answers == self._kept:
            return
        self._kept = answers
        if answers == self.base:
            slot.drop()
        else:
            slot.save({**answers, "base": self.base})

    def start_over(self) -> Answers:
        """Return what the journal held when the form was opened, which the answers now begin with."""
        self.base = self._held
        return self.base
