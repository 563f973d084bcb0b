"""Three-way merge of a text changed here and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence


def merge_text(base: str, mine: str, theirs: str, *, between: str = "\n\n") -> tuple[str, bool]:
    """Return the merged text, and whether both sides had changed it. Then it has both texts, mine first.

    `base` is the text that mine began from, `theirs` the text in the journal now.
    """
    if theirs in (base, mine):
        return mine, False
    if mine == base:
        return theirs, False
    if theirs in mine or mine in theirs:
        return max(mine, theirs, key=len), True
    return f"{mine}{between}{theirs}", True


def keep_steps(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the merged steps: mine, without steps removed elsewhere, and with steps added elsewhere."""
    steps = [step for step in mine if step in theirs or step not in base]
    return steps + [step for step in theirs if step not in base and step not in mine]
