"""Textual bindings for verbs and for the keys that move a cursor."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from devjournal.tui.verbs import MOVES, Verb


def bindings(verbs: Iterable[Verb]) -> list[Binding]:
    """Return `verbs` as bindings, hidden from Textual's footer.

    All have priority: an action ends before the next key is read, so that fast typing loses no key. While a text field
    has the focus, letters are still text.
    """
    return [Binding(verb.key, verb.action, verb.help, show=False, id=verb.id, priority=True) for verb in verbs]


def moves(*, priority: bool = True, **actions: str) -> list[Binding]:
    """Return bindings of movement keys: `up="move(-1)"` binds the keys of `move.up` in `verbs.MOVES` to that action."""
    verbs = {verb.id.removeprefix("move."): verb for verb in MOVES}
    return [
        Binding(verbs[name].key, action, show=False, id=verbs[name].id, priority=priority)
        for name, action in actions.items()
    ]
